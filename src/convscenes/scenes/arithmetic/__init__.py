"""arithmetic: a window slides over the lower plane, a beam joins it with its cell of the upper one."""

from convscenes.scenes.arithmetic.planes import Arithmetic

__all__ = ["Arithmetic"]
