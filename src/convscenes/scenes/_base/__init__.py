"""What all scenes share: beats in frame-exact time, the stage that owns the maps, and shared gestures."""
