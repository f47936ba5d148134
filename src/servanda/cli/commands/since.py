"""`servanda since`: what has come since an edition, and what of it no longer holds."""

from __future__ import annotations

from pathlib import Path

import click

from servanda.cli.log_options import KEYS, READER, STORE
from servanda.cli.options import json_option


@click.command(
    short_help="What came since an edition, and what of it no longer holds.",
    epilog="""\b
Examples:
  servanda since gaza.log 2025-12
  servanda since gaza.log 2025-12 -o corrigendum.md""",
)
@STORE
@click.argument("name")
@click.option(
    "-o",
    "--output",
    "draft",
    metavar="FILE.md",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the draft of a corrigendum.",
)
@READER
@KEYS
@json_option
def since(store: str, name: str, draft: Path | None, reader: str | None, as_json: bool) -> None:
    """Put the question of an edition again, with what its reader may see now.

    Says which statements came since, which verdicts no longer hold and through which of them, and
    which decisions rest on one that does not: `ground-reversed`. Nothing is done about it.
    """
    from servanda.cli.edition_json import since_json
    from servanda.cli.json_output import print_json
    from servanda.cli.leaving import UsedWrongly
    from servanda.cli.screen import standard_output
    from servanda.cli.since_words import corrigendum_of, print_since
    from servanda.cli.stores import refusals
    from servanda.workspace.atomic_file import write_atomically
    from servanda.workspace.decisions import decided_upon, require_comparable
    from servanda.workspace.editions import sealed_named
    from servanda.workspace.since import since as found_since

    with refusals():
        sealed = sealed_named(store, name, reader)
        require_comparable(sealed, reader)
        if draft is not None and sealed.edition.policy is not None:
            raise UsedWrongly(
                "-o: of a public edition no corrigendum is drafted, since what is compared is what "
                "the log holds, and not what may go outside"
            )
        found = found_since(store, sealed)
        decided = decided_upon(store, found, reader)
    if draft is not None:
        write_atomically(draft, corrigendum_of(found))
    if as_json:
        print_json(since_json(found, decided))
    else:
        print_since(standard_output(), found, decided)
