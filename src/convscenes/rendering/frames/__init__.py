"""Frames: changed boxes of pixels, and their content in an encoder's pixel format."""
