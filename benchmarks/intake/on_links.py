"""Figures on links: on which stipulations claims in words bear, in the records of the examples.

Whoever wrote a record said of each claim on what it bears. Each report is tried with what all
others of its record teach, and not itself. What is around a claim is its report's title, and the
report's other claims: those in words by their words, those of deeds and levels by these.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from benchmarks.intake.lines import Line
from benchmarks.intake.matching import Tally
from servanda.intake.draft.bearing import Bearing, Signs, surely, surroundings
from servanda.intake.draft.learned import learned_from
from servanda.intake.draft.lessons import lessons_in
from servanda.record.model import (
    Claim,
    EventContent,
    LevelContent,
    PostureContent,
    Record,
    Report,
    TotalContent,
)
from servanda.workspace import open_workspace
from servanda.workspace.drafts import ground

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
CHOSEN_ON = "gaza-2025"  # its reports but the article: weights and threshold are from these
ARTICLE = "article-2025-10-22"


@dataclass(frozen=True, slots=True)
class Tried:
    """A claim in words: what was found for it, what its author wrote, and what spoke for each."""

    example: str
    report: str
    found: frozenset[str]
    wanted: frozenset[str]
    signs: Mapping[str, Signs]

    @property
    def is_chosen_on(self) -> bool:
        return self.example == CHOSEN_ON and self.report != ARTICLE

    @property
    def tally(self) -> Tally:
        return Tally(len(self.found & self.wanted), len(self.found), len(self.wanted))


def figures() -> Iterator[Line]:
    """The rows for what the weights were chosen on, for what they were not, and for both."""
    tried = all_tried()
    yield Line("en", "article of 2025-10-22", "stipulation links",
               total(each for each in tried if each.report == ARTICLE))  # fmt: skip
    yield Line("en", "six other examples", "stipulation links",
               total(each for each in tried if each.example != CHOSEN_ON))  # fmt: skip
    yield Line("en", "gaza-2025 without it, seen", "stipulation links",
               total(each for each in tried if each.is_chosen_on))  # fmt: skip
    yield Line("en", "all examples", "stipulation links", total(tried))


def total(tried: Iterable[Tried]) -> Tally:
    return sum((each.tally for each in tried), Tally())


@cache
def all_tried() -> tuple[Tried, ...]:
    """Every claim in words of every example, in order."""
    return tuple(one for folder in sorted(EXAMPLES.iterdir()) for one in tried_in(folder))


def tried_in(folder: Path) -> Iterator[Tried]:
    workspace = open_workspace(folder)
    bearing, record = ground(workspace).bearing, workspace.record
    for report in record.reports.values():
        lessons = lessons_in(without(report.id, record), bearing.deeds)
        learned = replace(bearing, learned=learned_from(lessons))
        claims = [claim for claim in record.claims if claim.report == report.id]
        yield from claims_tried(folder.name, report, claims, learned)


def claims_tried(
    example: str, report: Report, claims: Sequence[Claim], bearing: Bearing
) -> Iterator[Tried]:
    title, alone = bearing.alone(report.title), [alone_of(claim, bearing) for claim in claims]
    for claim in claims:
        if isinstance(claim.content, PostureContent):
            words = claim.content.words
            others = [
                each
                for other, each in zip(claims, alone, strict=True)
                if not (isinstance(other.content, PostureContent) and other.content.words == words)
            ]
            phase = bearing.next_phase(report.published)
            around = surroundings(title, others, claim.chain.origin.source, phase)
            found = frozenset(bearing.of_words(words, around))
            signs = bearing.signs(words, around)
            yield Tried(example, report.id, found, frozenset(claim.about), signs)


def alone_of(claim: Claim, bearing: Bearing) -> Mapping[str, float]:
    """How likely a claim bears on each name by itself, as a draft would have it."""
    match claim.content:
        case PostureContent(words=words):
            return bearing.alone(words)
        case EventContent(deed=deed) | TotalContent(deed=deed):
            return surely(bearing.of_deed(deed.action, deed.thing))
        case LevelContent(level=level):
            return surely(bearing.of_level(level.level))
        case _:
            return {}


def without(report: str, record: Record) -> Record:
    return replace(record, claims=tuple(one for one in record.claims if one.report != report))
