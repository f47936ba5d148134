"""`servanda edition`: seal an answer with all that it rests on, approve it, show it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from servanda.cli.log_options import AUTHOR, KEYS, READER, STORE, WITNESS
from servanda.cli.options import Asked, json_option, sealed_options

if TYPE_CHECKING:
    from collections.abc import Mapping

    from servanda.publish.answers import Matter
    from servanda.verdict.assessment import Question
    from servanda.workspace.editions import Read

OF_VERDICTS = ("status", "explain", "history", "blockers")
ANSWERS = (*OF_VERDICTS, "causes", "origins", "positions")
LEVELS = ("clear", "green", "amber", "amber-strict", "red")
WITH_NAME = ("explain", "history")
WITHOUT_NAME = ("status", "causes")


@click.group(
    short_help="Editions: an answer sealed with all that it rests on.",
    epilog="""\b
Examples:
  servanda edition seal gaza.log --name 2025-12 --title "December 2025" --at 2025-12-31
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
  servanda edition seal gaza.log --name 2025-12 --title "December 2025" --at 2025-12-31
  servanda edition seal gaza.log explain aid --name aid-2025 --title "Aid in 2025" --at 2025-12-31
  servanda edition seal gaza.log --name b --title B --at 2025-12-31 --as badr --approver cyra
  servanda edition seal gaza.log --name c --title C --public --policy publication.toml""",
)
@STORE
@click.argument("answer", type=click.Choice(ANSWERS), default="status")
@click.argument("subject", required=False)
@click.option("--name", required=True, metavar="NAME", help="By which it is found; one for ever.")
@click.option("--title", required=True, metavar="TEXT", help="As a reader sees it.")
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
    "--release", is_flag=True, help="Release what it tells of to whom its marking shows it."
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
    keys: Path | None,
) -> None:
    """Answer a question from a log, and log the answer with all that it rests on.

    ANSWER is what the command of that name answers; SUBJECT the name that it is about: explain and
    history need one, status and causes take none.
    Without --known it is what the log holds now. With --as it is what that reader may see.
    With --public it is what the policy lets go outside of what anybody may see (or the reader of
    --as), and the policy is kept with it. Nobody but your organisation sees it before it is
    approved, nor after it without --marking; a wider marking than that of what it was made of
    takes --release.
    """
    from servanda.cli.inquiry import UsedWrongly, say_unopened
    from servanda.cli.screen import standard_output
    from servanda.cli.stores import refusals
    from servanda.publish.answers import ANSWERS as KNOWN
    from servanda.record.marking import LEVELS as MARKINGS
    from servanda.record.marking import Marking
    from servanda.store.log import open_log
    from servanda.workspace.editions import Draft, approve, approving_hand, read_now
    from servanda.workspace.editions import seal as sealed
    from servanda.workspace.keys import keys_folder
    from servanda.workspace.recording import hand_of
    from servanda.workspace.releasing import (
        released,
        require_known,
        require_no_protected,
        require_release,
        ring_of,
        sealing_for,
    )

    folder = keys or keys_folder()
    seen_as = reader or ("anybody" if asked.is_public else None)  # markings hold outside, too
    level = next(each for each in MARKINGS if each == marking)
    kind = next(each for each in KNOWN if each == answer)
    with refusals():
        log = open_log(store)
        hand = hand_of(log, folder, author, witness)
        second = approving_hand(log, approver, folder, witness, hand) if approver else None
        require_known(releasable, ring_of(store))
        read = read_now(store, seen_as, folder)
        whole = read if seen_as is None else read_now(store, None, folder)
        say_unopened(read.workspace.unopened)
        _require_subject(answer, subject, read)
        if asked.is_public and answer not in OF_VERDICTS:
            raise UsedWrongly(f"--public: not of {answer}; there are {', '.join(OF_VERDICTS)}")
        question = _question(read, asked)
        told, policy = _told(store, read, whole, question, asked)
        shown_to = Marking(level, releasable)
        whose = sealing_for(store, hand)
        require_no_protected(read, store, shown_to, whose)
        if not release:
            require_release(read, store, shown_to, whose)
        draft = Draft(name, title, shown_to, kind, subject, policy)
        sealed(log, draft, read, question, hand)
        if second is not None:
            approve(log, name, second)
        _say_withheld(told, whole)
        _say_released(released(read.basis, store, shown_to, whose, folder) if release else {})
    approved = f", approved by {approver}" if approver else ""
    standard_output().line(
        f"Sealed as {name}, upon {read.basis.size:,} entries of the log{approved}."
    )


def _say_released(found: Mapping[str, int]) -> None:
    """To whoever seals, approves or holds it, and is not its reader; nothing where it is none."""
    from servanda.cli.screen import standard_error
    from servanda.workspace.releasing import released_words

    words = released_words(found)
    if words:
        standard_error().line(f"Released: {words}.")


def _question(read: Read, asked: Asked) -> Question:
    """What was typed, with every instant explicit: without a date, what was known is what was when
    the log was read; the time of the last head would tell when something was filed last."""
    from dataclasses import replace

    from servanda.cli.inquiry import question_of

    question = question_of(read.workspace, asked)
    if asked.known is not None:
        return question
    # What is public is bound by its own instant, and is what `--public` answers without --known.
    latest = max(read.head.time, read.basis.read_at)
    known = max(latest, question.at) if asked.is_public else latest
    return replace(question, known=known)


def _say_withheld(told: Matter, whole: Read) -> None:
    """To whoever seals it, who has the log: of what other words would stand with all that is in
    it. Nothing of this is sealed."""
    from servanda.cli.screen import standard_error
    from servanda.verdict.changed import changed_names

    if told.record == whole.workspace.record:
        return
    names = changed_names(
        told.agreement, told.record, whole.workspace.record, told.viewpoint, told.question
    )
    if names:
        standard_error().line(
            f"Not for its readers: with all that the log holds, other words would stand for: "
            f"{', '.join(names)}."
        )


def _told(
    store: str, read: Read, whole: Read, question: Question, asked: Asked
) -> tuple[Matter, str | None]:
    """What it tells of, and the text of the policy under which it is public, if it is; leaves where
    it may not be, by what is read or by the whole that whoever seals it knows."""
    from servanda.cli.inquiry import FAULTY, UsedWrongly
    from servanda.cli.publication import may_be_told, policy_text
    from servanda.workspace.place import place_of

    if not asked.is_public:
        if asked.policy is not None:
            raise UsedWrongly("--policy: it is for --public")
        return read.matter(question), None
    if any(each.severity == "error" for each in read.workspace.diagnostics):
        raise UsedWrongly(FAULTY)
    under = policy_text(place_of(store), asked.policy)
    return may_be_told(read.matter(question), under, whole.matter(question)), under.text


def _require_subject(answer: str, subject: str | None, read: Read) -> None:
    from servanda.cli.inquiry import UsedWrongly, require_name, require_subject

    if subject is None and answer in WITH_NAME:
        raise UsedWrongly(f"{answer} is about one name: give it")
    if subject is not None and answer in WITHOUT_NAME:
        raise UsedWrongly(f"{answer} is about everything, and takes no name")
    if subject is not None and answer not in OF_VERDICTS:
        _require_something(answer, subject, read)
    elif subject is not None:
        (require_name if answer == "history" else require_subject)(subject, read.agreement)


def _require_something(answer: str, subject: str, read: Read) -> None:
    """Leaves where nothing has the name that `positions` or `origins` is to be about."""
    from servanda.cli.commands.positions import require_holder_or_subject
    from servanda.cli.inquiry import UsedWrongly, known_names
    from servanda.publish.origins_asked import is_in_record

    record = read.workspace.record
    if answer == "positions":
        require_holder_or_subject(subject, read.agreement, record)
    elif not is_in_record(subject, record) and subject not in known_names(read.agreement):
        raise UsedWrongly(f"no report, entry or stipulation is named '{subject}'")


@edition.command(short_help="Approve an edition that somebody else sealed.")
@STORE
@click.argument("name")
@click.option("--approver", required=True, metavar="NAME", help="Whose key approves it.")
@WITNESS
@KEYS
def approve(store: str, name: str, approver: str, witness: str | None, keys: Path | None) -> None:
    """Sign that you approve an edition, which is cited by the hash of its entry.

    Whoever sealed it may not, unless the log knows just one key that signs.
    """
    from servanda.cli.screen import standard_output
    from servanda.cli.stores import refusals
    from servanda.store.log import open_log
    from servanda.workspace.editions import approve as approved
    from servanda.workspace.editions import approving_hand, sealed_named
    from servanda.workspace.keys import keys_folder
    from servanda.workspace.releasing import released_by

    with refusals():
        log = open_log(store)
        approved(log, name, approving_hand(log, approver, keys or keys_folder(), witness))
        _say_released(released_by(store, sealed_named(store, name)))
    standard_output().line(f"{approver} approves {name}.")


@edition.command(short_help="Who sealed it, when, on what; and the answer.")
@STORE
@click.argument("name")
@READER
@json_option
def show(store: str, name: str, reader: str | None, as_json: bool) -> None:
    """Show an edition as it was sealed; nothing is computed again."""
    from servanda.cli.edition_json import shown_json
    from servanda.cli.edition_words import print_edition
    from servanda.cli.json_output import print_json
    from servanda.cli.screen import standard_output
    from servanda.cli.stores import refusals
    from servanda.workspace.editions import sealed_named, shown_result
    from servanda.workspace.releasing import released_by

    with refusals():
        found = sealed_named(store, name, reader)
        result = shown_result(store, found)
        _say_released(released_by(store, found) if reader is None else {})
    if as_json:
        print_json(shown_json(found, result))
    else:
        print_edition(standard_output(), found, result)


@edition.command("list", short_help="The editions of a log.")
@STORE
@READER
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
