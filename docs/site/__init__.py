"""The site: the pages of ``docs``, and those made from kinds, commands, docstrings and specs."""
