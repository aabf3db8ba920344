"""Requests: what is asked for, what it depends on, whether it is up to date, and atomic writes."""
