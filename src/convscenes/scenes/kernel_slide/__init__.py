"""kernel-slide: the kernel lies over a window, the products gather into a sum, it drops into its cell."""

from convscenes.scenes.kernel_slide.scene import KernelSlide

__all__ = ["KernelSlide"]
