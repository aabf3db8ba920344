"""Publishing: pages, slides, notebooks and documents of a talk, from clips and figures that are made already.

One module for each format, an adapter over one description of a talk (``talk.py``).
"""
