"""Train the network of ../16-segmentation.yaml anew and save its weights: about a minute, always the same.

python scenes/segmentation/train.py [FILE]
"""

import sys
from pathlib import Path

import numpy as np

from convscenes.ops.drawings import HELD_OUT
from convscenes.ops.segmentation import STEPS, named_weights, segmentation_steps, share_right

SAYING = 500
"""Steps from one printed line to the next."""


def main(file: Path) -> None:
    """Train, say how it goes, and save the weights to ``file``."""
    for number, step in enumerate(segmentation_steps(), 1):
        if number % SAYING == 0:
            print(f"step {number} of {STEPS}: loss {step.loss:.3f}")
    weights = {name: array.astype(np.float32) for name, array in named_weights(step.network).items()}
    np.savez(file, **weights)
    right = share_right(step.network, range(HELD_OUT, HELD_OUT + 500))
    print(f"{file}: {right:.1%} of the pixels of 500 drawings never trained on are right.")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent / "weights.npz")
