"""segmentation: maps shrink layer by layer, scores are enlarged, and every pixel gets its class."""

from convscenes.scenes.segmentation.scene import Segmentation

__all__ = ["Segmentation"]
