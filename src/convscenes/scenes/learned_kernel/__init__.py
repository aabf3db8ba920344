"""learned-kernel: weights, result and error change together, step after step of the descent."""

from convscenes.scenes.learned_kernel.scene import LearnedKernel

__all__ = ["LearnedKernel"]
