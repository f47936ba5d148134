"""The words of an article around a place in it."""

import re

from servanda.intake.statements.model import Extent

SENTENCE_ENDS = re.compile(r"""[.!?؟…]["'”’»)]*\s|\n""")
LONGEST_SENTENCE = 300  # characters shown on either side of what it is about
AROUND = 160  # characters of context, up to a whole word


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
