"""The site: what is written in ``docs``, and pages made from kinds, commands, docstrings and shipped specs."""
