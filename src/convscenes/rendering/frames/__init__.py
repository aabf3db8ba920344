"""Frames: boxes of pixels that changed, and what is in them in an encoder's pixel format."""
