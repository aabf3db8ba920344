"""File formats: what writes frames as mp4, webm, mov, GIF; joining videos packet by packet; WebVTT."""
