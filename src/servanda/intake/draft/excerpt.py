"""The words of an article that a proposal rests on, with those around them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from servanda.intake.draft.model import Proposal
from servanda.intake.statements.model import Extent

SENTENCE_ENDS = re.compile(r"""[.!?؟…]["'”’»)]*\s|\n""")
LONGEST_SENTENCE = 300  # characters shown on either side of what it is about
AROUND = 160  # characters of context, up to a whole word


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of an article on one line, and whether the proposal rests on it."""

    text: str
    rests: bool


def excerpt(proposal: Proposal, text: str) -> Iterator[Words]:
    """What a proposal rests on and the words around it; of a source, the sentence that names it."""
    resting = [one for one in proposal.places if one.role in ("content", "meeting", "named")]
    if not resting:
        return
    extents = sorted((one.extent for one in resting), key=lambda each: each.start)
    if all(one.role == "named" for one in resting):
        start, end = sentence_around(text, extents[0])
    else:
        start, end = words_around(text, extents[0].start, max(one.end for one in extents))
    yield Words("… " if start else "", False)
    at = start
    for one in extents:
        yield Words(on_a_line(text[at : one.start]), False)
        yield Words(on_a_line(text[max(one.start, at) : one.end]), True)
        at = max(at, one.end)
    yield Words(on_a_line(text[at:end]) + (" …" if end < len(text) else ""), False)


def on_a_line(words: str) -> str:
    return words.replace("\n", " ")


def sentence_around(text: str, extent: Extent) -> tuple[int, int]:
    """From where to where the sentence goes in which these words stand."""
    least, most = max(extent.start - LONGEST_SENTENCE, 0), extent.end + LONGEST_SENTENCE
    before = [one.end() for one in SENTENCE_ENDS.finditer(text, least, extent.start)]
    after = SENTENCE_ENDS.search(text, extent.end, min(most, len(text)))
    return before[-1] if before else least, after.start() + 1 if after else min(most, len(text))


def words_around(text: str, first: int, last: int) -> tuple[int, int]:
    """From where to where a text is shown around a stretch of it, in whole words."""
    start, end = max(first - AROUND, 0), min(last + AROUND, len(text))
    if start:
        start = max(text.find(" ", start, first) + 1, start)
    if end < len(text):
        cut = text.rfind(" ", last, end)
        end = cut if cut >= 0 else end
    return start, end
