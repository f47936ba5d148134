"""A review in the terminal: one proposal after the other, each decision kept at once."""

from __future__ import annotations

import os
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import click

from servanda.cli.diagnostics import print_diagnostics
from servanda.cli.inquiry import INPUT_HAS_ERRORS, UsedWrongly, opened
from servanda.cli.screen import Screen, standard_error, standard_output
from servanda.intake.article.model import Refused
from servanda.intake.draft.deciding import LARGEST_DECISIONS, Misfit, decided, take
from servanda.intake.draft.model import Decision, Draft, Proposal, What
from servanda.intake.draft.reading import DraftError
from servanda.workspace import now
from servanda.workspace.drafts import Entered, Kept, enter, update
from servanda.workspace.files import printable, reason

AROUND = 160  # characters of the article shown before and after what a proposal rests on
END = "."
CHOICES = "a accept, m mend, s split, r reject, l later, b back, q quit"


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


def take_decisions(kept: Kept, file: Path) -> Kept | None:
    """Applies a file of decisions; the draft, if nothing is left to decide."""
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
    screen = standard_output()
    screen.line(f"{taken.number} of {len(kept.draft.proposals)} decisions taken")
    for id, why in taken.refused:
        standard_error().line(f"{id}: not taken: {why}", "red")
    if taken.refused:
        raise SystemExit(INPUT_HAS_ERRORS)
    return whole(kept, screen)


def whole(kept: Kept, screen: Screen) -> Kept | None:
    waiting = kept.draft.waiting
    if waiting:
        words = f"{len(waiting)} still to decide: servanda review {kept.file}"
        screen.unbroken(screen.text(words))
        return None
    return kept


# --- One after the other -------------------------------------------------------------------------


def review_all(kept: Kept, text: str | None) -> Kept | None:
    """Asks for every proposal that waits; the draft, once nothing is left to decide."""
    screen = standard_output()
    if text is None and kept.draft.waiting:
        screen.line("The article's words were not kept; --article FILE shows them beside.", "dim")
    passed: list[str] = []
    back: str | None = None
    while True:
        proposal = next_one(kept.draft, passed, back)
        if proposal is None:
            return whole(kept, screen)
        show(screen, kept.draft, proposal, text)
        choice = asked()
        back = None
        match choice:
            case "q":
                screen.line(f"Kept. {len(kept.draft.waiting)} still to decide; go on with:")
                screen.unbroken(screen.text(f"  servanda review {kept.file}"))
                return None
            case "l":
                passed.append(proposal.id)
            case "b":
                back = before(kept.draft, proposal)
            case _:
                after = decide(kept.draft, proposal, choice, screen)
                if after is not None:
                    kept = update(kept, after)


def next_one(draft: Draft, passed: list[str], back: str | None) -> Proposal | None:
    if back is not None:
        return next(each for each in draft.proposals if each.id == back)
    return next((each for each in draft.waiting if each.id not in passed), None)


def before(draft: Draft, proposal: Proposal) -> str:
    at = draft.proposals.index(proposal)
    return draft.proposals[max(at - 1, 0)].id


def asked() -> str:
    """One letter; the end of the input is a wish to stop."""
    try:
        while True:
            typed: str = click.prompt(CHOICES, prompt_suffix=": ").strip().lower()[:1]
            if typed and typed in "amsrlbq":
                return typed
    except click.Abort:
        click.echo()
        return "q"


def decide(draft: Draft, proposal: Proposal, choice: str, screen: Screen) -> Draft | None:
    """The draft with the decision; None where nothing was decided after all."""
    whats: dict[str, What] = {"a": "accepted", "m": "mended", "s": "split", "r": "rejected"}
    what = whats[choice]
    text = earlier = proposal.decision.text if proposal.decision else proposal.text
    while True:
        if what in ("mended", "split"):
            typed = written(text, what)
            if typed is None:
                screen.line("Nothing was changed.", "dim")
                return None
            text = typed
        after = decided(draft, proposal.id, Decision(what, text))
        if not isinstance(after, Misfit):
            return after
        screen.line(f"That cannot stand here: {after.message}", "red")
        if what not in ("mended", "split") or text == earlier:
            return None
        earlier = text


def written(text: str, what: What) -> str | None:
    """The text as somebody writes it, in their editor or line by line; None if they do not."""
    if os.environ.get("VISUAL") or os.environ.get("EDITOR"):
        try:
            return click.edit(text + "\n", extension=".md", require_save=True)
        except click.ClickException as problem:
            raise UsedWrongly(f"the editor cannot be used: {problem.message}") from problem
    several = "; an empty line parts two statements" if what == "split" else ""
    click.echo(f"Write it anew, and end with a line `{END}`{several} (`{END}` alone: as it was).")
    lines: list[str] = []
    try:
        while (line := click.prompt("", prompt_suffix="> ", default="", show_default=False)) != END:
            lines.append(line)
    except click.Abort:
        click.echo()
        return None
    return "\n".join(lines) if any(line.strip() for line in lines) else None


def show(screen: Screen, draft: Draft, proposal: Proposal, text: str | None) -> None:
    at = draft.proposals.index(proposal) + 1
    screen.line()
    screen.line(
        f"{at} of {len(draft.proposals)}: {proposal.kind}, proposed by {proposal.by}", "bold"
    )
    if text is not None:
        show_words(screen, proposal, text)
    if proposal.decision:
        screen.line(f"decided before: {proposal.decision.what}", "yellow")
    for line in (proposal.text or "(nothing could be written)").split("\n"):
        indent = line[: len(line) - len(line.lstrip())]
        screen.line(f"    {indent}{line.strip()}")
    for notice in proposal.notices:
        screen.line(f"  note: {notice}", "dim")


def show_words(screen: Screen, proposal: Proposal, text: str) -> None:
    """What it rests on, in bold, with the words around it."""
    extents = [one.extent for one in proposal.places if one.role in ("content", "meeting")]
    if not extents:
        return
    start = max(min(one.start for one in extents) - AROUND, 0)
    end = min(max(one.end for one in extents) + AROUND, len(text))
    line = screen.text("… ", "dim")
    at = start
    for one in sorted(extents, key=lambda each: each.start):
        line.append_text(screen.text(text[at : one.start], "dim"))
        line.append_text(screen.text(f"[{text[max(one.start, at) : one.end]}]", "bold"))
        at = max(at, one.end)
    line.append_text(screen.text(text[at:end] + " …", "dim"))
    screen.print(line)


# --- Into the record -----------------------------------------------------------------------------


def finish(kept: Kept) -> None:
    """Writes what was confirmed under `record/`, or says why not; nothing is lost either way."""
    must_be_open(kept.draft)
    outcome = enter(kept, opened(kept.folder))
    screen = standard_output()
    if isinstance(outcome, Entered):
        screen.unbroken(screen.text(f"wrote {outcome.file}: {counted(outcome.draft)}"))
        for name in outcome.declared_already:
            screen.unbroken(
                screen.text(f"left out `source {name}`: the folder declares it already")
            )
        return
    error = standard_error()
    print_diagnostics(error, outcome.diagnostics, {outcome.name: outcome.text})
    error.unbroken(error.text(f"{outcome.message}; every decision is kept", "red"))
    if outcome.diagnostics:
        words = f"decide anew what is wrong: servanda review {kept.file} --again ID"
        error.unbroken(error.text(words, "cyan"))
    raise SystemExit(INPUT_HAS_ERRORS)


def counted(draft: Draft) -> str:
    whats = [each.decision.what for each in draft.proposals if each.decision]
    words: tuple[What, ...] = ("accepted", "mended", "split", "rejected")
    return ", ".join(f"{whats.count(word)} {word}" for word in words if word in whats)
