"""With what exit code a command leaves, and the one line with which it gives no answer."""

import click

INPUT_HAS_ERRORS = 1
NO_ANSWER = 2


class UsedWrongly(click.ClickException):
    """Asked for what is not there, or cannot be read or trusted: one line, exit code 2."""

    exit_code = NO_ANSWER
