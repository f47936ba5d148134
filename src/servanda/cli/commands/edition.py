"""`servanda edition`: seal an answer with all that it rests on, approve it, show it."""

from __future__ import annotations

import click

from servanda.cli.log_options import AUTHOR, KEYS, READER, STORE, WITNESS, in_words
from servanda.cli.options import Asked, json_option, sealed_options

OF_VERDICTS = ("status", "explain", "history", "blockers")
ANSWERS = (*OF_VERDICTS, "causes", "origins", "positions")
LEVELS = ("clear", "green", "amber", "amber-strict", "red")


@click.group(
    short_help="Editions: an answer sealed with all that it rests on.",
    epilog="""\b
Examples:
  servanda edition seal gaza.log --name 2025-12 --title "December 2025" \\
      --at 2025-12-31
  servanda edition show gaza.log 2025-12""",
)
def edition() -> None:
    """An answer as it was given: the question, the agreement, how far the log went, the program and
    the result, signed, and witnessed with the log.

    `servanda replay` makes one again, bit for bit; `servanda since` says what has come since.
    """


@edition.command(
    short_help="Seal an answer.",
    epilog="""\b
Examples:
  servanda edition seal gaza.log --name 2025-12 --title "December 2025" \\
      --at 2025-12-31
  servanda edition seal gaza.log explain aid --name aid-2025 \\
      --title "Aid in 2025" --at 2025-12-31
  servanda edition seal gaza.log --name b --title B --at 2025-12-31 \\
      --as badr --approver cyra
  servanda edition seal gaza.log --name c --title C --public \\
      --policy publication.toml""",
)
@STORE
@click.argument("answer", type=click.Choice(ANSWERS), default="status", metavar="[ANSWER]")
@click.argument("subject", required=False)
@click.option("--name", required=True, metavar="NAME", help="By which it is found; one for ever.")
@click.option(
    "--title",
    required=True,
    metavar="TEXT",
    callback=in_words("in a few words what the edition is"),
    help="As a reader sees it.",
)
@sealed_options
@READER
@click.option(
    "--marking",
    type=click.Choice(LEVELS),
    default="amber-strict",
    show_default=True,
    help="Who may see it: a level of TLP 2.0.",
)
@click.option(
    "--releasable-to",
    "releasable",
    multiple=True,
    metavar="NAME",
    help="A reader or organisation; nobody else then. May be repeated.",
)
@click.option(
    "--release",
    is_flag=True,
    help="Release what it tells of to whom its marking shows it, but who a protected source is.",
)
@AUTHOR
@click.option("--approver", metavar="NAME", help="Whose key approves it at once.")
@WITNESS
@KEYS
def seal(
    store: str,
    answer: str,
    subject: str | None,
    name: str,
    title: str,
    asked: Asked,
    reader: str | None,
    marking: str,
    releasable: tuple[str, ...],
    release: bool,
    author: str | None,
    approver: str | None,
    witness: str | None,
) -> None:
    """Answer a question from a log, and log the answer with all that it rests on.

    ANSWER is what the command of that name answers: status, if you name none, explain, history,
    blockers, causes, origins or positions; SUBJECT the name that it is about: explain and history
    need one, status and causes take none.
    Without --known it is what the log holds now. With --as it is what that reader may see.
    With --public it is what the policy lets go outside of what anybody may see (or the reader of
    --as), and the policy is kept with it. Nobody but your organisation sees it before it is
    approved, nor after it without --marking; a wider marking than that of what it was made of
    takes --release.
    """
    from servanda.cli.screen import standard_output
    from servanda.cli.sealing import asked_of, require_allowed, say_released, say_withheld
    from servanda.cli.stores import refusals
    from servanda.publish.answers import ANSWERS as KNOWN
    from servanda.record.marking import LEVELS as MARKINGS
    from servanda.record.marking import Marking
    from servanda.store.log import open_log
    from servanda.workspace.approving import approve, approving_hand
    from servanda.workspace.editions import Draft
    from servanda.workspace.editions import seal as sealed
    from servanda.workspace.hands import hand_of
    from servanda.workspace.keys import keys_folder

    folder = keys_folder()
    level = next(each for each in MARKINGS if each == marking)
    kind = next(each for each in KNOWN if each == answer)
    with refusals():
        log = open_log(store)
        hand = hand_of(log, folder, author, witness)
        second = approving_hand(log, approver, folder, witness, hand) if approver else None
        made = asked_of(store, answer, subject, asked, reader, folder)
        draft = Draft(name, title, Marking(level, releasable), kind, subject, made.policy)
        found = require_allowed(store, made, draft, hand, release)
        sealed(log, draft, made.read, made.question, hand)
        if second is not None:
            approve(log, name, second, folder)
        say_withheld(made)
        say_released(found)
    approved = f", approved by {approver}" if approver else ""
    standard_output().line(
        f"Sealed as {name}, upon {made.read.basis.size:,} entries of the log{approved}."
    )


@edition.command(short_help="Approve an edition that somebody else sealed.")
@STORE
@click.argument("name")
@click.option("--approver", required=True, metavar="NAME", help="Whose key approves it.")
@WITNESS
@KEYS
def approve(store: str, name: str, approver: str, witness: str | None) -> None:
    """Sign that you approve an edition, which is cited by the hash of its entry.

    Whoever sealed it may not, unless the log knows just one key that signs. Nor may who has not the
    keys of the protected sources that it was made with: they cannot read it (`edition show`).
    """
    from servanda.cli.screen import standard_output
    from servanda.cli.sealing import say_released
    from servanda.cli.stores import refusals
    from servanda.store.log import open_log
    from servanda.workspace.approving import approve as approved
    from servanda.workspace.approving import approving_hand
    from servanda.workspace.editions import sealed_named
    from servanda.workspace.keys import keys_folder
    from servanda.workspace.releasing import released_by

    folder = keys_folder()
    with refusals():
        log = open_log(store)
        approved(log, name, approving_hand(log, approver, folder, witness), folder)
        say_released(released_by(store, sealed_named(store, name), folder))
    standard_output().line(f"{approver} approves {name}.")


@edition.command(short_help="Who sealed it, when, on what; and the answer.")
@STORE
@click.argument("name")
@READER
@KEYS
@json_option
def show(store: str, name: str, reader: str | None, as_json: bool) -> None:
    """Show an edition as it was sealed; nothing is computed again."""
    from servanda.cli.edition_json import shown_json
    from servanda.cli.edition_words import print_edition
    from servanda.cli.json_output import print_json
    from servanda.cli.screen import standard_output
    from servanda.cli.sealing import say_released
    from servanda.cli.stores import refusals
    from servanda.workspace.editions import sealed_named, shown_result
    from servanda.workspace.releasing import released_by

    with refusals():
        found = sealed_named(store, name, reader)
        result = shown_result(store, found)
        say_released(released_by(store, found) if reader is None else {})
    if as_json:
        print_json(shown_json(found, result))
    else:
        print_edition(standard_output(), found, result)


@edition.command("list", short_help="The editions of a log.")
@STORE
@READER
@KEYS
@json_option
def list_editions(store: str, reader: str | None, as_json: bool) -> None:
    """List the editions that a reader may see, in the order of the log."""
    from servanda.cli.edition_json import editions_json
    from servanda.cli.edition_words import print_editions
    from servanda.cli.json_output import print_json
    from servanda.cli.screen import standard_output
    from servanda.cli.stores import refusals
    from servanda.workspace.editions import editions

    with refusals():
        found = editions(store, reader)
    if as_json:
        print_json(editions_json(found))
    else:
        print_editions(standard_output(), found)
