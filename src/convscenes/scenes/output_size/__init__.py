"""output-size: what each letter of the relationship counts is measured on the maps, term by term."""

from convscenes.scenes.output_size.scene import OutputSize

__all__ = ["OutputSize"]
