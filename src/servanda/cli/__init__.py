"""The command line: it asks, prints and leaves with an exit code. It decides nothing."""

import gc


def main() -> None:
    """The program `servanda`. It answers once and ends, so nothing is gained by looking for
    garbage in between, and the reading of a record takes less time without."""
    gc.disable()
    from servanda.cli.application import run

    run()
