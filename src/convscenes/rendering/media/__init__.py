"""The tracked folder ``media/``: its manifest, bringing it up to date, verifying it, its gallery."""
