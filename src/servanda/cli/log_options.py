"""What the commands on a log share: the log, its reader, and whose keys sign."""

from collections.abc import Callable

import click

from servanda.cli.leaving import UsedWrongly
from servanda.cli.options import keys_option

OnTyped = Callable[[click.Context, click.Parameter, str | None], str | None]


def in_words(what: str) -> OnTyped:
    """For a reason or title that stays for ever: refuses one in which nothing can be read."""

    def require_words(
        _context: click.Context, parameter: click.Parameter, typed: str | None
    ) -> str | None:
        if typed is not None and not any(one.isprintable() and not one.isspace() for one in typed):
            raise UsedWrongly(f"{parameter.opts[0]} is empty, and what is kept stays: say {what}")
        return typed

    return require_words


STORE_OPTION = click.option(
    "--store", "store", required=True, metavar="LOG", help="A file of SQLite, or postgresql://..."
)
STORE = click.argument("store", metavar="LOG")
READER = click.option(
    "--as",
    "reader",
    metavar="READER",
    help="Only what this reader of the log may see: a name that it knows, or anybody.",
)
AUTHOR = click.option(
    "--author", metavar="NAME", help="Whose key signs. Default: the only one of yours it knows."
)
WITNESS = click.option(
    "--witness", metavar="NAME", help="Whose key says when. Default: the author's."
)
KEYS = keys_option
