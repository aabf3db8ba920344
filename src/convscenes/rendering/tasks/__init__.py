"""The units of work that are given to processes: a beat's clip, a whole film, the stills of a story."""
