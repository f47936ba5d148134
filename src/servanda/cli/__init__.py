"""The command line: it asks, prints and leaves with an exit code. It decides nothing."""


def main() -> None:
    """The program `servanda`."""
    from servanda.cli.application import run

    run()
