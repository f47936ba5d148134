"""`servanda log`: begin a log, see its head, verify it, prove what is in it, compare two copies."""

from __future__ import annotations

from pathlib import Path

import click

from servanda.cli.commands.log_people import key, new_key, policy
from servanda.cli.log_options import KEYS, STORE, in_words
from servanda.cli.options import json_option


@click.group(
    short_help="The log of a record: begin, verify, prove, compare.",
    epilog="""\b
Examples:
  servanda log new gaza.log --title gaza-2025 --keeper amal \\
      --for "Monitoring mission"
  servanda log new-key badr
  servanda log key gaza.log badr --public badr.pub --role author \\
      --for "Monitoring mission"
  servanda log verify gaza.log --key keeper.pub""",
)
def log() -> None:
    """A record in a database: append-only, signed, and checkable by anybody.

    LOG is a file of SQLite, or the address of a PostgreSQL database (postgresql://...).
    """


@log.command(
    short_help="Begin a log.",
    epilog="""\b
Example:
  servanda log new gaza.log --title gaza-2025 --keeper amal \\
      --for "Monitoring mission" """,
)
@STORE
@click.option(
    "--title",
    required=True,
    callback=in_words("what it is a log of"),
    help="What it is a log of: the agreement's name.",
)
@click.option("--keeper", required=True, metavar="NAME", help="Whose key begins it, and signs.")
@click.option("--for", "organisation", default="", metavar="ORGANISATION", help="For whom.")
@KEYS
def new(store: str, title: str, keeper: str, organisation: str) -> None:
    """Begin a log. Its name is the hash of its first entry, which holds the keeper's key.

    The keeper may do everything: enter and revoke keys (keeper), sign heads (witness) and what is
    reported (author), approve editions and decide (approver), and read (reader). Others get their
    roles from `servanda log key`.
    """
    from servanda.cli.log_words import print_begun
    from servanda.cli.screen import standard_output
    from servanda.cli.stores import refusals
    from servanda.workspace.keys import keys_folder
    from servanda.workspace.recording import begin

    folder = keys_folder()
    with refusals():
        found = begin(store, title, keeper, organisation, folder)
    print_begun(standard_output(), found, keeper, folder)


@log.command(short_help="Its last head, as a witness signed it.")
@STORE
@json_option
def head(store: str, as_json: bool) -> None:
    """Show how far a log goes, and its root: what two organisations compare.

    With --json the signed head, to be kept elsewhere: `servanda log verify --since` and `servanda
    log prove --since` take it. Nothing is shown of a log that was changed.
    """
    from servanda.cli.json_output import print_json
    from servanda.cli.log_words import print_head
    from servanda.cli.screen import standard_output
    from servanda.cli.stores import refusals
    from servanda.store.envelope import written_envelope
    from servanda.workspace.recording import opened
    from servanda.workspace.trusted import require_trusted

    with refusals(), opened(store) as connection:
        found = require_trusted(connection)
    if as_json:
        print_json(dict(written_envelope(found.envelope)))
    else:
        print_head(standard_output(), found.head, found.envelope)


@log.command(
    short_help="Whether nothing was changed, removed, added or back-dated.",
    epilog="""\b
Examples:
  servanda log verify gaza.log --key keeper.pub
  servanda log verify gaza.log --key keeper.pub \\
      --since head-of-last-month.json
  servanda log verify proof.json --key keeper.pub""",
)
@STORE
@click.option(
    "--key",
    "key",
    metavar="KEY",
    help="The public key of the log's keeper; of a proof, of the witness who signed its head.",
)
@click.option(
    "--since",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="A head kept from earlier: the log must go on from it.",
)
@KEYS
@json_option
def verify(store: str, key: str | None, since: Path | None, as_json: bool) -> None:
    """Read a whole log, or a proof out of one, and say everything that does not hold.

    Works offline, with nothing but the keeper's public key, which must come from somebody you
    trust and not from where the log came from. Exit code 1 if anything does not hold. A last head
    of a time that has not come is told, and holds.
    """
    from servanda.cli.json_output import print_json
    from servanda.cli.leaving import INPUT_HAS_ERRORS
    from servanda.cli.log_json import verified_json
    from servanda.cli.log_words import print_verified
    from servanda.cli.screen import standard_output
    from servanda.cli.stores import refusals
    from servanda.workspace.checking import checked
    from servanda.workspace.keys import keys_folder, public_key

    folder = keys_folder()
    with refusals():
        trusted = public_key(key, folder) if key else None
        found = checked(store, trusted, since)
    if as_json:
        print_json(verified_json(found))
    else:
        print_verified(standard_output(), found, store)
    if found.faults:
        raise SystemExit(INPUT_HAS_ERRORS)


@log.command(
    short_help="Prove that an entry is in it, or that it goes on from a head.",
    epilog="""\b
Examples:
  servanda log prove gaza.log F016.1 > proof.json
  servanda log prove gaza.log --since head-of-last-month.json > proof.json""",
)
@STORE
@click.argument("name", required=False)
@click.option("--kind", metavar="KIND", help="Where several kinds of entry have this name.")
@click.option(
    "--since",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="A head kept from earlier: proves that the log goes on from it.",
)
def prove(store: str, name: str | None, kind: str | None, since: Path | None) -> None:
    """Print a proof as JSON, which `servanda log verify` checks without the log."""
    from servanda.cli.json_output import print_json
    from servanda.cli.stores import refusals
    from servanda.store.proof import prove_entry, prove_growth, written_proof
    from servanda.workspace.kept_head import head_in
    from servanda.workspace.recording import opened
    from servanda.workspace.trusted import require_trusted

    if (name is None) == (since is None):
        raise click.UsageError("give the NAME of an entry, or --since with a head")
    with refusals(), opened(store) as connection:
        require_trusted(connection)
        proof = (
            prove_growth(connection, head_in(since))
            if since is not None
            else prove_entry(connection, kind, name or "")
        )
    print_json(dict(written_proof(proof)))


@log.command(
    short_help="All of it as lines of JSON.",
    epilog="""\b
Example:
  servanda log dump postgresql://mission/gaza > gaza.jsonl""",
)
@STORE
def dump(store: str) -> None:
    """Print every row of its tables: what it takes to verify it without a database.

    Of a log that was changed, too, as it stands; that is said on the error channel, with exit code
    1.
    """
    from servanda.cli.leaving import INPUT_HAS_ERRORS
    from servanda.cli.log_words import print_dumped_changed
    from servanda.cli.screen import standard_error
    from servanda.cli.stores import refusals
    from servanda.store.dump import dumped
    from servanda.store.intact import why_not_intact
    from servanda.workspace.recording import opened

    with refusals(), opened(store) as connection:
        why = why_not_intact(connection)
        if why:
            print_dumped_changed(standard_error(), store, why)
        for line in dumped(connection):
            click.echo(line, nl=False)
    if why:
        raise SystemExit(INPUT_HAS_ERRORS)


@log.command(short_help="Where two copies of it part.")
@STORE
@click.argument("other", metavar="OTHER-LOG")
@json_option
def compare(store: str, other: str, as_json: bool) -> None:
    """Find the first entry at which two copies of one log part. Exit code 1 if they do, or if one
    of them was changed: it is compared as it stands.
    """
    from servanda.cli.json_output import print_json
    from servanda.cli.leaving import INPUT_HAS_ERRORS
    from servanda.cli.log_json import compared_json
    from servanda.cli.log_words import print_compared
    from servanda.cli.screen import standard_output
    from servanda.cli.stores import refusals
    from servanda.workspace.checking import compared

    with refusals():
        found = compared(store, other)
    if as_json:
        print_json(compared_json(found))
    else:
        print_compared(standard_output(), found, store, other)
    if found.parts_at is not None or found.first.changed or found.second.changed:
        raise SystemExit(INPUT_HAS_ERRORS)


@log.command(
    short_help="Copy it while others write, and verify the copy.",
    epilog="""\b
Examples:
  servanda log backup gaza.log gaza-2026-01-31.log
  servanda log backup postgresql://localhost/gaza gaza-2026-01-31.log
  servanda log backup gaza-2026-01-31.log postgresql://localhost/restored""",
)
@STORE
@click.argument("to", metavar="TO")
@json_option
def backup(store: str, to: str, as_json: bool) -> None:
    """Copy a log as it is at this moment to TO, a new file or an empty PostgreSQL database.

    The copy is a log like any other, and the way back is the same command. Exit code 1 if anything
    in the copy does not hold: then it does not in the log either, which is said first.
    """
    from servanda.cli.json_output import print_json
    from servanda.cli.leaving import INPUT_HAS_ERRORS
    from servanda.cli.log_json import verified_json
    from servanda.cli.log_words import print_backed_up
    from servanda.cli.screen import standard_output
    from servanda.cli.stores import refusals
    from servanda.workspace.backing_up import back_up
    from servanda.workspace.checking import Checked, ahead

    with refusals():
        verified = back_up(store, to)
    found = Checked(verified, False, verified.faults, warnings=ahead(verified))
    if as_json:
        print_json(verified_json(found))
    else:
        print_backed_up(standard_output(), found, store, to)
    if found.faults:
        raise SystemExit(INPUT_HAS_ERRORS)


@log.command(short_help="Bring its tables to this program's form.")
@STORE
def migrate(store: str) -> None:
    """Change the tables of an older Servanda, wholly or not at all; no entry is touched."""
    from servanda.cli.screen import standard_output
    from servanda.cli.stores import refusals
    from servanda.store.database import reached
    from servanda.store.migrating import migrate as migrated

    with refusals():
        migrated(reached(store))
    standard_output().line("The tables are of this program's form.")


for each in (new_key, key, policy):
    log.add_command(each)
