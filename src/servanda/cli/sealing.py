"""From what was typed to an answer that may be sealed, and what is told of it to whoever seals."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from servanda.cli.commands.positions import require_holder_or_subject
from servanda.cli.inquiry import (
    FAULTY,
    known_names,
    question_of,
    require_name,
    require_subject,
    say_unopened,
)
from servanda.cli.leaving import UsedWrongly
from servanda.cli.options import Asked
from servanda.cli.publication import may_be_told, policy_text
from servanda.cli.screen import standard_error
from servanda.publish.answers import OF_VERDICTS, Matter
from servanda.publish.origins_asked import is_in_record
from servanda.store.log import Hand
from servanda.verdict.assessment import Question
from servanda.verdict.changed import changed_names
from servanda.workspace.editions import Draft, Read, read_now
from servanda.workspace.files import printable
from servanda.workspace.place import place_of
from servanda.workspace.question import first_instant
from servanda.workspace.releasing import (
    released,
    released_words,
    require_known,
    require_no_protected,
    require_none,
    ring_of,
    sealing_for,
)

WITH_NAME = ("explain", "history")
WITHOUT_NAME = ("status", "causes")


@dataclass(frozen=True, slots=True)
class Made:
    """An answer before it is sealed: what was read for it, and the whole log as whoever seals it
    has it; the question; what it tells of, and of a public one the text of its policy."""

    read: Read
    whole: Read
    question: Question
    told: Matter
    policy: str | None


def asked_of(
    store: str, answer: str, subject: str | None, asked: Asked, reader: str | None, keys: Path
) -> Made:
    """Leaves where there is no such answer, or none that may go outside."""
    seen_as = reader or ("anybody" if asked.is_public else None)  # markings hold outside, too
    read = read_now(store, seen_as, keys)
    whole = read if seen_as is None else read_now(store, None, keys)
    say_unopened(read.workspace.unopened)
    _require_subject(answer, subject, read)
    if asked.is_public and answer not in OF_VERDICTS:
        raise UsedWrongly(f"--public: not of {answer}; there are {', '.join(OF_VERDICTS)}")
    question = _question(read, asked)
    return Made(read, whole, question, *_told(store, read, whole, question, asked))


def require_allowed(
    store: str, made: Made, draft: Draft, hand: Hand, release: bool
) -> Mapping[str, int]:
    """How many statements it releases, by their marking; `WorkspaceError` where that is not said,
    or they are of those that nothing releases, or nobody has a name to whom it is releasable."""
    ring = ring_of(store)
    require_known(draft.marking.releasable_to, ring)
    basis, keys = made.read.basis, made.read.keys
    found = released(basis, store, draft.marking, sealing_for(ring, hand), keys)
    require_no_protected(found)
    if not release:
        require_none(found)
    return found


def say_withheld(made: Made) -> None:
    """To whoever seals it, who has the log: of what other words would stand with all that is in
    it. Nothing of this is sealed."""
    told, record = made.told, made.whole.matter(made.question).record
    if told.record == record:
        return
    names = changed_names(told.agreement, told.record, record, told.viewpoint, told.question)
    if names:
        standard_error().line(
            f"Not for its readers: with all that the log holds, other words would stand for: "
            f"{', '.join(names)}."
        )


def say_released(found: Mapping[str, int]) -> None:
    """To whoever seals, approves or holds it, and is not its reader; nothing where it is none."""
    words = released_words(found)
    if words:
        standard_error().line(f"Released: {words}.")


# --- The question -------------------------------------------------------------------------------


def _question(read: Read, asked: Asked) -> Question:
    """What was typed, with every instant explicit: without a date, what was known is what was when
    the log was read; the time of the last head would tell when something was filed last."""
    question = question_of(read.workspace, asked)
    latest = max(read.head.time, read.basis.read_at)
    if asked.known is not None:
        begins = first_instant(asked.known, read.agreement.calendar)
        if not isinstance(begins, int) or begins > latest:
            raise UsedWrongly(
                f"--known: {printable(asked.known)} lies ahead, and what will be known then is not "
                "known; without --known it is what the log holds now"
            )
        return replace(question, known=min(question.known, latest))  # of today what has come
    # What is public is bound by its own instant, and is what `--public` answers without --known.
    known = max(latest, question.at) if asked.is_public else latest
    return replace(question, known=known)


def _told(
    store: str, read: Read, whole: Read, question: Question, asked: Asked
) -> tuple[Matter, str | None]:
    """What it tells of, and the text of the policy under which it is public, if it is; leaves where
    it may not be, by what is read or by the whole that whoever seals it knows."""
    if not asked.is_public:
        if asked.policy is not None:
            raise UsedWrongly("--policy: it is for --public")
        return read.matter(question), None
    if any(each.severity == "error" for each in read.workspace.diagnostics):
        raise UsedWrongly(FAULTY)
    under = policy_text(place_of(store), asked.policy)
    matter = read.matter(question, under.policy)
    return may_be_told(matter, under, whole.matter(question)), under.text


def _require_subject(answer: str, subject: str | None, read: Read) -> None:
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
    record = read.workspace.record
    if answer == "positions":
        require_holder_or_subject(subject, read.agreement, record)
    elif not is_in_record(subject, record) and subject not in known_names(read.agreement):
        raise UsedWrongly(f"no report, entry or stipulation is named '{subject}'")
