"""What a review shows in the terminal: a proposal with the words it rests on, all of them in a
list, and what came of them before anything is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.padding import Padding

from servanda.intake.draft.excerpt import excerpt
from servanda.intake.draft.model import KINDS, PERSON, Draft, Proposal, What

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from servanda.cli.screen import Screen
    from servanda.intake.draft.standing import Fault

WHATS: tuple[What, ...] = ("accepted", "mended", "split", "rejected")
HELP = """\
  a  accept it as proposed             l  leave it for later
  m  mend its text                     b  back to the one before
  s  split it into several             5  go to number 5 (or any other)
  r  reject it: it stays out           o  overview of all, and what you decided
  n  a new source, not proposed        q  quit, and go on another time
What stands in brackets in the article is what a proposal rests on; the indented
lines are what would enter the record (its words: docs/language.md)."""


def show_beginning(screen: Screen, draft: Draft) -> None:
    """What is reviewed, how much of it, and what can be typed."""
    article = draft.article
    screen.line(f"{article.title or draft.name} ({article.publisher}, {article.published})", "bold")
    waiting, all_of_them = len(draft.waiting), len(draft.proposals)
    screen.line(
        f"{waiting} of {all_of_them} proposals to decide, one after the other. Each decision is "
        "kept at once; nothing enters the record before you say so at the end."
    )
    if draft.passed_over:
        screen.line(
            f"Sentences passed over, for which nothing is proposed: {len(draft.passed_over)}. "
            "What matters of them has to be written by hand."
        )
        for each in draft.passed_over:
            screen.print(Padding(screen.text(each.words, "dim"), (0, 0, 0, 2), expand=False))
    show_help(screen)


def show_help(screen: Screen) -> None:
    screen.line()
    for line in HELP.split("\n"):
        screen.line(line)


def show(screen: Screen, draft: Draft, proposal: Proposal, text: str | None) -> None:
    at = draft.proposals.index(proposal) + 1
    by = "added by you" if proposal.by == PERSON else f"proposed by {proposal.by}"
    screen.line()
    screen.line(f"{at} of {len(draft.proposals)}: {KINDS[proposal.kind]}, {by}", "bold")
    if text is not None:
        show_words(screen, proposal, text)
    if proposal.decision:
        screen.line(f"  decided before: {proposal.decision.what}", "yellow")
    show_text(screen, text_of(proposal) or "(nothing could be written: mend or reject it)")
    for notice in proposal.notices:
        screen.line(f"  note: {notice}", "dim")


def show_text(screen: Screen, text: str) -> None:
    for line in text.split("\n"):
        indent = 4 + len(line) - len(line.lstrip())
        screen.print(Padding(screen.text(line.strip()), (0, 0, 0, indent), expand=False))


def text_of(proposal: Proposal) -> str:
    """The text as it is confirmed, or else as it is proposed."""
    decision = proposal.decision
    return decision.text if decision and decision.text else proposal.text


def show_words(screen: Screen, proposal: Proposal, text: str) -> None:
    """What it rests on, in brackets and bold, with the words around it."""
    found = [one for one in excerpt(proposal, text) if one.text]
    if not found:
        return
    line = screen.text("  the article: ", "dim")
    for one in found:
        shown = f"[{one.text}]" if one.rests else one.text
        line.append_text(screen.text(shown, "bold" if one.rests else "dim"))
    screen.print(line)


def show_overview(screen: Screen, draft: Draft) -> None:
    """All proposals in a line each, cut at the width of the screen."""
    screen.line()
    for at, each in enumerate(draft.proposals, start=1):
        what = each.decision.what if each.decision else "to decide"
        head = f"{at:>4}  {what:<9}  "
        words = " ".join(text_of(each).split()) or "(nothing could be written)"
        room = max(screen.width - len(head) - 1, 20)
        shown = words if len(words) <= room else f"{words[: room - 1]}…"
        screen.unbroken(screen.text(head + shown, "" if each.decision else "bold"))


def show_summary(screen: Screen, draft: Draft, found: Iterable[Fault], goes_to: Path) -> None:
    """What was decided, what is still wrong, and where it will be written."""
    screen.line()
    waiting = [at for at, each in enumerate(draft.proposals, start=1) if each.decision is None]
    told = counted(draft) or "nothing decided yet"
    head = f"{len(waiting)} still to decide" if waiting else "Everything is decided"
    screen.line(f"{head}: {told}.", "bold")
    if waiting:
        screen.line(f"  to decide: {numbers(waiting)}")
    for one in found:
        screen.line(f"  {where(one)}{one.message}", "red")
        if one.hint:
            screen.line(f"    {one.hint}", "cyan")
    if not waiting:
        screen.line("It will be written into the record, as a file of its own:")
        screen.unbroken(screen.text(f"  {goes_to}"))


def where(fault: Fault) -> str:
    return f"number {fault.id}: " if fault.id else ""


def numbers(found: list[int], most: int = 12) -> str:
    shown = ", ".join(map(str, found[:most]))
    return f"{shown} and {len(found) - most} more" if len(found) > most else shown


def counted(draft: Draft) -> str:
    """`5 accepted, 1 mended, 2 rejected; 1 source added by you`"""
    proposed = [each for each in draft.proposals if each.by != PERSON]
    whats = [each.decision.what for each in proposed if each.decision]
    told = ", ".join(f"{whats.count(word)} {word}" for word in WHATS if word in whats)
    added = sum(
        each.by == PERSON and each.decision is not None and each.decision.what != "rejected"
        for each in draft.proposals
    )
    more = f"{added} source{'' if added == 1 else 's'} added" if added else ""
    return "; ".join(filter(None, (told, more)))
