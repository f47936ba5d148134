"""The sentences of an article for which nothing is proposed, so that an omission can be seen."""

import re
from collections.abc import Iterable, Iterator

from servanda.intake.draft.model import PassedOver, Proposal
from servanda.intake.draft.persons import Persons
from servanda.intake.draft.writing import quoted
from servanda.intake.statements.model import Extent

ENDS = re.compile(r"[.!?؟…]+[\"'”’»)\]]*(?=\s)|\n")
# After which a stop ends no sentence.
SHORT = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Col|Gen|Lt|Maj|Capt|Sgt|Brig|Adm|Rev|St|No|vs|approx|Gov|Sen|Rep"
    r"|Jan|Feb|Aug|Sept|Oct|Nov|Dec)|\b[A-Z]|\b[ap]\.m)\.$"
)
SHORTEST = 3  # words
LONGEST = 100  # characters of a sentence that are kept
MOST = 1_000


def passed_over(
    text: str, proposals: Iterable[Proposal], persons: Persons
) -> tuple[PassedOver, ...]:
    """Every sentence in which no claim, position, visit or meeting lies, with how it begins."""
    held = tuple(resting(proposals))
    left = (each for each in sentences(text) if not any(overlap(each, one) for one in held))
    found = (
        PassedOver(each, quoted(persons.without_names(text[each.start : each.end]), LONGEST)[1:-1])
        for each in left
    )
    return tuple(found)[:MOST]


def still_passed_over(
    passed: Iterable[PassedOver], proposals: Iterable[Proposal]
) -> tuple[PassedOver, ...]:
    """Those for which nothing is proposed now either."""
    held = tuple(resting(proposals))
    return tuple(each for each in passed if not any(overlap(each.extent, one) for one in held))


def resting(proposals: Iterable[Proposal]) -> Iterator[Extent]:
    for each in proposals:
        yield from (one.extent for one in each.places if one.role in ("content", "cue", "meeting"))


def overlap(one: Extent, other: Extent) -> bool:
    return one.start < other.end and other.start < one.end


def sentences(text: str) -> Iterator[Extent]:
    """The sentences of a text, as their marks and its lines tell them; none of a word or two."""
    start = 0
    for match in (*ENDS.finditer(text), None):
        end = len(text) if match is None else match.end()
        if match is not None and SHORT.search(text[start:end]) and text[end - 1] != "\n":
            continue
        words = text[start:end]
        first, last = start + len(words) - len(words.lstrip()), start + len(words.rstrip())
        if len(text[first:last].split()) >= SHORTEST:
            yield Extent(first, last)
        start = end
