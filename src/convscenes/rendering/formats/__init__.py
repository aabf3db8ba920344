"""File formats: writers of mp4, webm, mov, WebP, AVIF and GIF; joining clips packet by packet; WebVTT."""
