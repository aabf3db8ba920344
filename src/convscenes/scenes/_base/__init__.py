"""What all scenes share: the beat walk with frame-exact time, the board of maps, and the gestures."""
