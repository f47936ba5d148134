"""What the commands on a log share: the log, its reader, and whose keys sign."""

from pathlib import Path

import click

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


def _take_from(context: click.Context, _option: click.Parameter, keys: Path | None) -> Path | None:
    """All that the command does is done with the keys of this folder, and no others."""
    from servanda.workspace.keys import keys_from

    if keys is not None:
        context.with_resource(keys_from(keys))
    return keys


KEYS = click.option(
    "--keys",
    "keys",
    type=click.Path(path_type=Path, file_okay=False),
    callback=_take_from,
    help="The folder of private keys. Default: SERVANDA_KEYS, or ~/.config/servanda/keys.",
)
