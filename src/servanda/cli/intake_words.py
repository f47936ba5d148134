"""What `servanda intake` says of articles while it takes them, and of all of them at the end."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from time import monotonic
from typing import TYPE_CHECKING

from rich.console import Console

from servanda.cli.articles import Remark
from servanda.cli.drafting import Drafted, TakenBefore, counted, number
from servanda.cli.safe_text import safe
from servanda.intake.article.model import Refused

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from servanda.cli.articles import Offered
    from servanda.cli.drafting import Drafting
    from servanda.cli.screen import Screen


@dataclass(slots=True)
class Told:
    """What became of the articles of one call so far."""

    began: float = field(default_factory=monotonic)
    drafted: list[Drafted] = field(default_factory=list)
    before: int = 0
    passed_over: int = 0
    hosts: list[str] = field(default_factory=list)  # not asked, one for each article
    refused: list[tuple[str, Refused]] = field(default_factory=list)

    @property
    def number(self) -> int:
        return len(self.drafted) + self.before + len(self.refused)

    @property
    def seconds(self) -> float:
        return monotonic() - self.began


def take_one(offered: Iterable[Offered | Remark], desk: Drafting, out: Screen, err: Screen) -> Told:
    """Takes an article, and says what came of it and what to do next."""
    told = Told()
    for each in offered:
        tell(each, None if isinstance(each, Remark) else desk.take(each), told, out, err)
    for one in told.drafted:
        out.unbroken(out.text(f"  servanda review {one.file}"))
    return told


def take_many(
    offered: Iterable[Offered | Remark], total: int | None, desk: Drafting, out: Screen, err: Screen
) -> Told:
    """Takes articles, with a line for each, how far it is on a terminal, and a summary at the end.
    `total` is how many there are, if that is known before."""
    told = Told()
    line = ProgressLine()
    line.show(f"reading {number(total, 'article') if total else 'articles'} ...")
    for each in offered:
        outcome = None
        if not isinstance(each, Remark):
            line.show(so_far(told.number, told.seconds, total, each.name))
            outcome = desk.take(each)
        line.clear()
        tell(each, outcome, told, out, err)
    line.clear()
    if told.number + told.passed_over > 1 or told.hosts:
        out.line()
        for words in summary(told):
            out.unbroken(out.text(words))
    return told


def tell(
    offered: Offered | Remark,
    outcome: Drafted | TakenBefore | Refused | None,
    told: Told,
    out: Screen,
    err: Screen,
) -> None:
    """Says in a line what became of one article, and notes it."""
    match offered, outcome:
        case Remark(text, is_passed_over, host), _:
            told.passed_over += is_passed_over
            told.hosts += [host] if host else []
            out.unbroken(out.text(text))
        case _, Refused(message, hint):
            told.refused.append((offered.name, Refused(message, hint)))
            err.unbroken(err.text(f"{offered.name}: refused: {message}", "red"))
            if hint:
                err.unbroken(err.text(f"  hint: {hint}", "cyan"))
        case _, TakenBefore(taken_as):
            told.before += 1
            out.unbroken(
                out.text(f"{offered.name}: nothing to do: it was taken before, as {taken_as}")
            )
        case _, Drafted():
            told.drafted.append(outcome)
            file = outcome.file.with_suffix(".md")
            out.unbroken(out.text(f"{file}: {counted([outcome.draft])}"))
            for one in outcome.remarks:
                out.unbroken(out.text(f"  {one}"))


def so_far(done: int, seconds: float, total: int | None, name: str) -> str:
    """`12 of 40, about 8 s left: gate.html`; what is left is told once a few are done."""
    if total is None or done >= total:
        return f"{done + 1}: {name}"
    left = f", about {in_time(seconds / done * (total - done))} left" if done >= 3 else ""
    return f"{done + 1} of {total}{left}: {name}"


def in_time(seconds: float) -> str:
    return f"{seconds / 60:.0f} min" if seconds >= 90 else f"{max(seconds, 1):.0f} s"


def summary(told: Told) -> Iterator[str]:
    """What came of all of them, each refusal again with its reason, and what to do next."""
    per_article = told.seconds / max(told.number, 1)
    each = f", {per_article:.1f} s each" if per_article >= 0.05 and told.number else ""
    yield f"{number(told.number, 'article') or 'no article'} in {in_time(told.seconds)}{each}:"
    drafts = [one.draft for one in told.drafted]
    if drafts:
        yield f"  {number(len(drafts), 'draft')} written: {counted(drafts)}"
    chained = sum(one.copy_of is not None for one in told.drafted)
    near = sum(one.is_near_copy for one in told.drafted) - chained
    if chained:
        yield f"  {chained} of them proposed as a copy of a report in the record"
    if near:
        yield f"  {near} of them nearly the words of another draft: see the note at its report"
    if told.before:
        yield f"  {told.before} skipped, as taken before"
    if told.hosts:
        allow = " ".join(f"--allow-host {one}" for one in dict.fromkeys(told.hosts))
        yield f"  {len(told.hosts)} not fetched, as you gave no address of their host; add: {allow}"
    if told.passed_over > len(told.hosts):
        yield f"  {told.passed_over - len(told.hosts)} passed over, as told above"
    if told.refused:
        yield f"  {len(told.refused)} refused:"
        yield from (f"    {name}: {why.message}" for name, why in told.refused)
    if told.drafted:
        yield "Next, for one draft after the other:"
        yield f"  servanda review {told.drafted[0].file}"


@dataclass(slots=True)
class ProgressLine:
    """One line on standard error that is written over, where that is a terminal."""

    console: Console = field(
        default_factory=lambda: Console(file=sys.stderr, highlight=False, markup=False, emoji=False)
    )

    def show(self, words: str) -> None:
        if self.console.is_terminal:
            self._write(safe(words)[: self.console.width - 1])

    def clear(self) -> None:
        if self.console.is_terminal:
            self._write("")

    def _write(self, words: str) -> None:
        self.console.file.write(f"\r\x1b[K{words}")
        self.console.file.flush()
