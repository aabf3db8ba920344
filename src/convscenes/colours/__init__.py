"""Colours: themes by role, what colour-blind eyes see of them, and which pairs cannot be told apart."""
