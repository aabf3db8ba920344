"""Stages for several channels: how kinds that show one channel move an image of more."""
