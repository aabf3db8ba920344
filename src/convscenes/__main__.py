"""``python -m convscenes`` is the command ``convscenes``."""

from convscenes.cli import main

if __name__ == "__main__":
    main(prog_name="convscenes")
