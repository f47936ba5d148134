"""A review in the terminal: one proposal after the other, each decision kept at once, and nothing
written before everything was shown once more."""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from shlex import quote
from typing import Literal

import click

from servanda.cli.diagnostics import print_diagnostics
from servanda.cli.inquiry import opened
from servanda.cli.leaving import INPUT_HAS_ERRORS, UsedWrongly
from servanda.cli.review_screen import (
    counted,
    show,
    show_beginning,
    show_help,
    show_overview,
    show_summary,
    text_of,
    where,
)
from servanda.cli.review_typing import new_source, written
from servanda.cli.screen import Screen, standard_error, standard_output
from servanda.intake.article.model import Refused
from servanda.intake.draft.deciding import (
    LARGEST_DECISIONS,
    Misfit,
    decided,
    take,
    with_source,
)
from servanda.intake.draft.doubts import doubts
from servanda.intake.draft.model import Decision, Draft, Proposal, What
from servanda.intake.draft.reading import DraftError
from servanda.intake.draft.rehearsal import Stage
from servanda.intake.draft.standing import Fault, declared_name, faults, rejected_source, sources_of
from servanda.workspace import now
from servanda.workspace.drafts import Entered, Kept, enter, goes_to, stage, update
from servanda.workspace.files import printable, reason

DECIDING = "a accept, m mend, s split, r reject, l later, b back, q quit, ? more"
ENDING = "w write it, a number to go back to it, o overview, n new source, q quit"
GOING_ON = "Enter to go on, a number to go to it, o overview, n new source, q quit"
MENDING = {
    "n": "declare `{}` as a new source now",
    "w": "write on: what you wrote is kept",
    "k": "keep it so for now: it can be mended until the record is written",
    "u": "undo: leave the proposal as it was",
}
WHATS: dict[str, What] = {"a": "accepted", "m": "mended", "s": "split", "r": "rejected"}


def article_text(draft: Draft, file: Path | None) -> str | None:
    """The article's words: as kept, or read again from the file, which must be the same."""
    if file is None:
        return draft.article.text
    from datetime import UTC, datetime

    from servanda.cli.articles import file_at

    try:
        same = sha256(file.read_bytes()).hexdigest() == draft.article.sha256
    except OSError as problem:
        raise UsedWrongly(f"cannot read {printable(str(file))}: {reason(problem)}") from problem
    if not same:
        raise UsedWrongly(f"{file} is not the article of this draft: its hash is another")
    read = file_at(file, datetime.fromtimestamp(now(), UTC).date())
    if isinstance(read, Refused):
        raise UsedWrongly(f"cannot read {file}: {read.message}")
    if len(read.text) != draft.article.characters:
        raise UsedWrongly(
            f"{file} is read as {len(read.text):,} characters now, and was as "
            f"{draft.article.characters:,}: places would be wrong, so take it in anew"
        )
    return read.text


def reopened(kept: Kept, ids: tuple[str, ...]) -> Kept:
    """The draft with these proposals undecided again."""
    must_be_open(kept.draft)
    known = {each.id for each in kept.draft.proposals}
    for id in ids:
        if id not in known:
            raise UsedWrongly(f"no proposal of this draft has the id '{printable(id)}'")
    if not ids:
        return kept
    proposals = tuple(
        replace(each, decision=None) if each.id in ids else each for each in kept.draft.proposals
    )
    return update(kept, replace(kept.draft, proposals=proposals))


def must_be_open(draft: Draft) -> None:
    if draft.written is not None:
        raise UsedWrongly(
            f"this draft is in the record already, as {draft.written}; what is in the record is "
            "corrected by a later report (docs/language.md)"
        )


def take_decisions(kept: Kept, file: Path) -> None:
    """Applies a file of decisions, and writes what is confirmed if nothing is left to decide and
    nothing is wrong."""
    try:
        with file.open("rb") as source:
            data = source.read(LARGEST_DECISIONS + 1)
    except OSError as problem:
        raise UsedWrongly(f"cannot read {printable(str(file))}: {reason(problem)}") from problem
    try:
        taken = take(kept.draft, data)
    except DraftError as fault:
        raise UsedWrongly(f"cannot use {printable(str(file))}: {fault}") from fault
    kept = update(kept, taken.draft)
    screen, error = standard_output(), standard_error()
    added = f", {taken.added} of new sources" if taken.added else ""
    screen.line(f"{taken.number + taken.added} decisions taken{added}")
    for id, why in taken.refused:
        error.line(f"{id}: not taken: {why}", "red")
    for each in kept.draft.proposals:
        for doubt in doubts(kept.draft, each.id):
            error.line(f"{each.id}: taken, but look again: {doubt}", "yellow")
    found = faults(kept.draft, stage_for(kept))
    for one in found:
        error.line(f"{where(one)}taken, but it cannot enter the record: {one.message}", "red")
        error.line(f"  {one.hint or 'mend it'}", "cyan")
    if taken.refused or found:
        error.unbroken(error.text(f"put it right: servanda review {kept.file}", "cyan"))
        raise SystemExit(INPUT_HAS_ERRORS)
    if kept.draft.waiting:
        words = f"{len(kept.draft.waiting)} still to decide: servanda review {kept.file}"
        screen.unbroken(screen.text(words))
    elif not entered(kept, screen):
        raise SystemExit(INPUT_HAS_ERRORS)


def stage_for(kept: Kept) -> Stage:
    workspace = opened(kept.folder)
    if workspace.agreement is None:
        raise UsedWrongly(f"there is no agreement in {kept.folder}, so nothing can be confirmed")
    return stage(workspace)


# --- One after the other -------------------------------------------------------------------------


def review_all(kept: Kept, text: str | None, article: Path | None = None) -> None:
    """Asks for every proposal that waits, and at the end whether to write."""
    screen = standard_output()
    reviewing = Reviewing(kept, text, stage_for(kept), screen, article)
    if kept.draft.waiting:
        show_beginning(screen, kept.draft)
    if text is None and kept.draft.waiting:
        screen.line()
        screen.line("The article's words were not kept; --article FILE shows them beside.", "dim")
    at: str | None | Left = reviewing.next_after(None)
    while not isinstance(at, Left):
        at = reviewing.at_proposal(at) if at is not None else reviewing.at_the_end()
    if at.failed:
        raise SystemExit(INPUT_HAS_ERRORS)


@dataclass(frozen=True, slots=True)
class Left:
    """The review was left; `failed` if what was to be written could not be."""

    failed: bool = False


@dataclass(slots=True)
class Reviewing:
    """One sitting over a draft. A step shows something, asks, and says where to go: to a proposal
    by its id, to the end (None), or away."""

    kept: Kept
    text: str | None
    stage: Stage
    screen: Screen
    article: Path | None = None  # whose words are shown, where the draft has none
    failed: bool = False

    @property
    def draft(self) -> Draft:
        return self.kept.draft

    def proposal(self, id: str) -> Proposal:
        return next(each for each in self.draft.proposals if each.id == id)

    def next_after(self, id: str | None) -> str | None:
        """The next that waits; what lies before was left for later."""
        ids = [each.id for each in self.draft.proposals]
        begin = ids.index(id) + 1 if id is not None else 0
        rest = self.draft.proposals[begin:]
        return next((each.id for each in rest if each.decision is None), None)

    def at_proposal(self, id: str) -> str | None | Left:
        proposal = self.proposal(id)
        show(self.screen, self.draft, proposal, self.text)
        choice = asked(DECIDING, "amsrlbqno?", len(self.draft.proposals))
        if choice in WHATS:
            after = self.decide(proposal, WHATS[choice])
            if after is None:
                return id
            for one in doubts(after, id):
                self.screen.line(f"Look again: {one}", "yellow")
            self.kept = update(self.kept, after)
            return self.next_after(id)
        if choice == "l":
            return self.next_after(id)
        if choice == "b":
            return self.draft.proposals[max(self.draft.proposals.index(proposal) - 1, 0)].id
        return self.elsewhere(choice, id)

    def elsewhere(self, choice: str, here: str | None) -> str | None | Left:
        """What can be typed everywhere; afterwards it goes on here."""
        match choice:
            case "q":
                return self.quit()
            case "n":
                self.add_source()
            case "o":
                show_overview(self.screen, self.draft)
            case "?":
                show_help(self.screen)
            case number:
                return self.draft.proposals[int(number) - 1].id
        return here

    def quit(self) -> Left:
        waiting = len(self.draft.waiting)
        told = f"{waiting} still to decide" if waiting else "nothing is written yet"
        self.screen.line(f"Every decision is kept; {told}. Go on with:")
        beside = f" --article {quote(printable(str(self.article)))}" if self.article else ""
        self.screen.unbroken(self.screen.text(f"  servanda review {self.kept.file}{beside}"))
        return Left(self.failed)

    def at_the_end(self) -> str | None | Left:
        """What was decided, once more; only `w` writes it."""
        found = faults(self.draft, self.stage)
        show_summary(self.screen, self.draft, found, goes_to(self.kept))
        number = len(self.draft.proposals)
        if self.draft.waiting:
            choice = asked(GOING_ON, "qno", number, default="g")
            return self.next_after(None) if choice == "g" else self.elsewhere(choice, None)
        choice = asked(ENDING, "wqno", number)
        if choice != "w":
            return self.elsewhere(choice, None)
        if entered(self.kept, self.screen):
            return Left()
        self.failed = True
        return None

    def decide(self, proposal: Proposal, what: What) -> Draft | None:
        """The draft with the decision; None where nothing was decided after all."""
        text = text_of(proposal)
        is_typed = what in ("mended", "split")
        while True:
            if is_typed:
                typed = written(text, what)
                if typed is None:
                    self.screen.line("Nothing was changed.", "dim")
                    return None
                text = typed
            after = decided(self.draft, proposal.id, Decision(what, text))
            if isinstance(after, Misfit):
                self.screen.line(f"That cannot stand here: {after.message}", "red")
                if is_typed and asked("w write on, u undo", "wu", 0, "", "u") == "w":
                    continue
                return None
            settled = self.settled(after, is_typed)
            if settled != "write on":
                return settled

    def settled(self, after: Draft, is_typed: bool) -> Draft | Literal["write on"] | None:
        """The draft, if nothing new is wrong with it or it is to stand all the same (a new source
        that is declared here mends it); None where it is undone."""
        while found := self.new_faults(after):
            self.tell(found)
            unknown = next((one.source for one in found if one.source), None)
            letters = ("n" if unknown else "") + ("w" if is_typed else "") + "ku"
            for letter in letters:
                self.screen.line(f"  {letter}  {MENDING[letter].format(unknown)}")
            match asked("What now", letters, 0, at_end="k"):
                case "k":
                    return after
                case "u":
                    return None
                case "w":
                    return "write on"
                case _:
                    after = self.with_new_source(after, unknown or "")
        return after

    def new_faults(self, after: Draft) -> tuple[Fault, ...]:
        before = faults(self.draft, self.stage)
        return tuple(one for one in faults(after, self.stage) if one not in before)

    def tell(self, found: tuple[Fault, ...]) -> None:
        for one in found:
            self.screen.line(f"Cannot enter the record: {where(one)}{one.message}", "red")
            rejected = rejected_source(self.draft, one.source) if one.source else None
            if rejected:
                self.screen.line(f"  number {rejected.id} declares it, and was rejected", "cyan")
            elif one.hint:
                self.screen.line(f"  {one.hint}", "cyan")

    def add_source(self) -> None:
        after = self.with_new_source(self.draft, "")
        if after is not self.draft:
            self.kept = update(self.kept, after)

    def with_new_source(self, draft: Draft, name: str) -> Draft:
        """The draft with a source that is typed now; the same, if it cannot stand."""
        text = new_source(name)
        if text is None:
            return draft
        after = with_source(draft, text)
        if isinstance(after, Misfit):
            self.screen.line(f"That is no source: {after.message}", "red")
            return draft
        if declared_name(text) in sources_of(self.stage):
            self.screen.line(f"`{declared_name(text)}` is declared already: just use it.", "red")
            return draft
        new = [one for one in faults(after, self.stage) if one not in faults(draft, self.stage)]
        if new:
            self.tell(tuple(new))
            return draft
        self.screen.line(f"Added as number {len(after.proposals)}.", "green")
        return after


def asked(words: str, letters: str, number: int, default: str = "", at_end: str = "q") -> str:
    """One of the letters, or a number up to this one; the end of the input is `at_end`."""
    try:
        while True:
            typed: str = click.prompt(
                words, prompt_suffix=": ", default=default, show_default=False
            )
            typed = typed.strip().lower()
            if typed.isdecimal() and 0 < int(typed) <= number:
                return typed
            if typed and (typed[0] in letters or typed == default):
                return typed[0]
            if typed:
                click.echo(f"`{printable(typed[:20])}` is none of these.")
    except click.Abort:
        click.echo()
        return at_end


# --- Into the record -----------------------------------------------------------------------------


def entered(kept: Kept, screen: Screen) -> bool:
    """Writes what was confirmed under `record/`, or says why not; nothing is lost either way."""
    outcome = enter(kept, opened(kept.folder))
    if isinstance(outcome, Entered):
        screen.unbroken(screen.text(f"wrote {outcome.file}: {counted(outcome.draft)}"))
        for name in outcome.declared_already:
            screen.unbroken(
                screen.text(f"left out `source {name}`: the folder declares it already")
            )
        return True
    error = standard_error()
    print_diagnostics(error, outcome.diagnostics, {outcome.name: outcome.text})
    error.unbroken(error.text(f"{outcome.message}; every decision is kept", "red"))
    if outcome.diagnostics:
        words = f"decide anew what is wrong: servanda review {kept.file} --again ID"
        error.unbroken(error.text(words, "cyan"))
    return False
