"""The program ``convscenes``, also as ``python -m convscenes``: it handles signals, then imports the rest."""

from convscenes.rendering.jobs.signals import exit_on_signals


def main() -> None:
    """Run the program."""
    exit_on_signals()
    from convscenes.cli.app import run  # here, because click and the rest take a tenth of a second

    run()


if __name__ == "__main__":
    main()
