"""`servanda replay`: an edition made again, bit for bit."""

from __future__ import annotations

import click

from servanda.cli.log_options import KEYS, READER, STORE
from servanda.cli.options import json_option


@click.command(
    short_help="Make an edition again, bit for bit, or say what cannot be.",
    epilog="""\b
Examples:
  servanda replay gaza.log 2025-12
  servanda replay gaza.log 2025-12 --json""",
)
@STORE
@click.argument("name")
@READER
@KEYS
@json_option
def replay(store: str, name: str, reader: str | None, as_json: bool) -> None:
    """Answer the question of an edition again, from what the log held then and nothing that came
    later, and compare the bytes.

    Where it is not the same it says why: another program, a key of a protected source that is gone,
    and the first place where the answers differ. Exit code 1 if it is not reproduced.
    """
    from servanda.cli.edition_json import replayed_json
    from servanda.cli.edition_words import print_replayed
    from servanda.cli.json_output import print_json
    from servanda.cli.leaving import INPUT_HAS_ERRORS
    from servanda.cli.screen import standard_output
    from servanda.cli.stores import refusals
    from servanda.workspace.decisions import require_comparable
    from servanda.workspace.editions import sealed_named
    from servanda.workspace.replaying import replay as replayed

    with refusals():
        sealed = sealed_named(store, name, reader)
        require_comparable(sealed, reader)
        found = replayed(store, sealed)
    if as_json:
        print_json(replayed_json(found))
    else:
        print_replayed(standard_output(), found)
    if not found.is_reproduced:
        raise SystemExit(INPUT_HAS_ERRORS)
