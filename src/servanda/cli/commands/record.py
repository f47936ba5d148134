"""`servanda record`: what is in a log of what was said, added, listed, shown and given back."""

from __future__ import annotations

from pathlib import Path

import click

from servanda.cli.log_options import AUTHOR, KEYS, READER, STORE, STORE_OPTION, WITNESS, in_words
from servanda.cli.options import json_option


@click.group(
    short_help="The record in a log: import, add, list, show, export.",
    epilog="""\b
Examples:
  servanda record import examples/gaza-2025 --store gaza.log
  servanda record list gaza.log --kind finding
  servanda record show gaza.log F016.1""",
)
def record() -> None:
    """What was said, in a log that is append-only and signed.

    Folders of literate reports stay the way to write by hand; the log is where it is kept.
    """


@record.command(
    "import",
    short_help="Add what a folder says and the log does not hold yet.",
    epilog="""\b
Example:
  servanda record import examples/gaza-2025 --store gaza.log""",
)
@click.argument("folder", type=click.Path(path_type=Path, exists=True))
@STORE_OPTION
@click.option(
    "--amended",
    metavar="WHY",
    callback=in_words("why the agreement was amended, and by whom"),
    help="Why what is agreed reads otherwise than in the log.",
)
@AUTHOR
@WITNESS
@KEYS
def import_folder(
    folder: Path,
    store: str,
    amended: str | None,
    author: str | None,
    witness: str | None,
) -> None:
    """Add the documents of a folder, statement by statement. Twice changes nothing.

    Nothing is added where the folder has errors, or where it says of something logged what the log
    does not: what is logged is corrected or retracted by a later statement, and never changed.
    Documents of the log that the folder has not stay as they are. Documents of another organisation
    only a keeper enters again. Tables of incidents go along, but for the rows that were not
    accepted; incidents/markings.toml says who may see them.
    """
    from servanda.cli.record_words import print_imported, print_unknown_names
    from servanda.cli.screen import standard_error, standard_output
    from servanda.cli.stores import refusals
    from servanda.store.log import open_log
    from servanda.workspace.hands import hand_of
    from servanda.workspace.keys import keys_folder
    from servanda.workspace.recording import import_folder, opened
    from servanda.workspace.releasable_names import unknown_names

    with refusals():
        log = open_log(store)
        own = keys_folder()
        found = import_folder(log, folder, hand_of(log, own, author, witness), own, amended)
        with opened(store) as connection:
            unknown = unknown_names(connection, found.released_to)
    print_unknown_names(standard_error(), unknown)
    print_imported(standard_output(), found)


@record.command(
    short_help="Add one literate report.",
    epilog="""\b
Example:
  servanda record add report-2026-01-20.md --store gaza.log --attach photo.jpg""",
)
@click.argument("report", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@STORE_OPTION
@click.option(
    "--attach",
    "attached",
    multiple=True,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="A file to keep with it, by its hash. May be repeated.",
)
@AUTHOR
@WITNESS
@KEYS
def add(
    report: Path,
    store: str,
    attached: tuple[Path, ...],
    author: str | None,
    witness: str | None,
) -> None:
    """Add a document with reports and what they say, read with all that the log holds already.

    Under the name that it was added by before, whoever entered it first enters it again: with other
    prose, or more in it. What was logged stays as it was said.
    """
    from servanda.cli.record_words import print_imported, print_unknown_names
    from servanda.cli.screen import standard_error, standard_output
    from servanda.cli.stores import refusals
    from servanda.store.log import open_log
    from servanda.workspace.hands import hand_of
    from servanda.workspace.keys import keys_folder
    from servanda.workspace.recording import add_report, opened
    from servanda.workspace.releasable_names import unknown_names

    with refusals():
        log = open_log(store)
        own = keys_folder()
        found = add_report(log, report, attached, hand_of(log, own, author, witness), own)
        with opened(store) as connection:
            unknown = unknown_names(connection, found.released_to)
    print_unknown_names(standard_error(), unknown)
    print_imported(standard_output(), found)


@record.command("list", short_help="What is in a log, one line each.")
@STORE
@click.option("--kind", "kinds", multiple=True, metavar="KIND", help="Only this kind; repeatable.")
@click.option("--last", type=click.IntRange(1), metavar="N", help="Only the last so many.")
@READER
@KEYS
@json_option
def list_entries(
    store: str,
    kinds: tuple[str, ...],
    last: int | None,
    reader: str | None,
    as_json: bool,
) -> None:
    """List the entries of a log in their order, with when each was witnessed.

    A reader is shown what they may see of what was said and published: no positions, and no entries
    of the log itself.
    """
    from servanda.cli.inquiry import say_unopened
    from servanda.cli.json_output import print_json
    from servanda.cli.log_json import listed_json
    from servanda.cli.record_words import print_listed
    from servanda.cli.screen import standard_output
    from servanda.cli.stores import refusals
    from servanda.workspace.keys import keys_folder
    from servanda.workspace.shown_entries import listed

    with refusals():
        found = listed(store, kinds, last, keys_folder(), reader)
    say_unopened(found.unopened)
    if as_json:
        print_json(listed_json(found))
    else:
        print_listed(standard_output(), found)


@record.command(short_help="One entry: its text, who signed it, when it was witnessed.")
@STORE
@click.argument("name")
@READER
@KEYS
@json_option
def show(store: str, name: str, reader: str | None, as_json: bool) -> None:
    """Show every entry of a name (a claim, a report, a source, a document)."""
    from servanda.cli.inquiry import say_unopened
    from servanda.cli.json_output import print_json
    from servanda.cli.record_words import print_shown, shown_json
    from servanda.cli.screen import standard_output
    from servanda.cli.stores import refusals
    from servanda.workspace.keys import keys_folder
    from servanda.workspace.shown_entries import shown

    with refusals():
        found = shown(store, name, keys_folder(), reader)
    say_unopened(found.unopened)
    if as_json:
        print_json(shown_json(found))
    else:
        print_shown(standard_output(), found)


@record.command(
    short_help="Destroy the key of a protected source.",
    epilog="""\b
Example:
  servanda record forget insider --store gaza.log""",
)
@click.argument("source")
@click.option(
    "--store",
    "store",
    metavar="LOG",
    help="The log that holds the source. Default: the only one of which a key is here.",
)
@KEYS
@click.option("--yes", "is_sure", is_flag=True, help="Destroy it without being asked.")
def forget(source: str, store: str | None, is_sure: bool) -> None:
    """Destroy the key under which a log holds a protected source and all that it said.

    The log is not touched and verifies as before; nobody can read again who it was, nor the answers
    of editions that were made with what it said. You are told beforehand where the name stands in
    plain text in the log, and stays. Sources of other logs that are called so have keys of their
    own. Copies of the key, of folders and of files that hold the name are yours to find.
    """
    from servanda.cli.record_words import print_left_in_plain_text
    from servanda.cli.screen import standard_error, standard_output
    from servanda.cli.stores import refusals
    from servanda.workspace.forgetting import what_would_be_forgotten
    from servanda.workspace.keys import destroy_sealing_key, keys_folder

    own = keys_folder()
    with refusals():
        found = what_would_be_forgotten(source, store, own)
    print_left_in_plain_text(standard_error(), found.left)
    if not is_sure:
        click.confirm("What this source said can never be read again. Destroy its key?", abort=True)
    with refusals():
        key = destroy_sealing_key(source, own, found.log)
    standard_output().line(f"The key {key} is gone.")


@record.command(short_help="Give a log back as a folder.")
@STORE
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--known",
    metavar="TIME",
    help='As the log was then: 2025-10-14, "2025-10-14 12:00", or as `record show` writes it.',
)
@READER
@KEYS
def export(store: str, folder: Path, known: str | None, reader: str | None) -> None:
    """Write the documents and tables of a log as they were imported. No file is overwritten.

    With --known as they were at a time: an agreement before it was amended, a file before another
    took its name.
    """
    from servanda.cli.inquiry import say_unopened
    from servanda.cli.record_words import print_exported
    from servanda.cli.screen import standard_output
    from servanda.cli.stores import refusals
    from servanda.store.log import open_log
    from servanda.workspace.exporting import export_folder
    from servanda.workspace.keys import keys_folder

    with refusals():
        found = export_folder(open_log(store), folder, keys_folder(), reader, known)
    say_unopened(found.unopened)
    print_exported(standard_output(), found, folder)
