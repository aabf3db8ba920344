"""The program ``convscenes``, also as ``python -m convscenes``: it handles signals, then imports the rest."""

import os

from convscenes.rendering.jobs.signals import exit_on_signals


def main() -> None:
    """Run the program."""
    # Many processes work at once. Threads of OpenBLAS inside each would wait for each other, some for ever.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    exit_on_signals()
    from convscenes.cli.app import run  # here, because click and the rest take a tenth of a second

    run()


if __name__ == "__main__":
    main()
