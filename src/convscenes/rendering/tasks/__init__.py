"""The kinds of jobs: a beat's clip, a whole film, the stills of a story."""
