"""Features of where what is said begins and ends: they tell which of its forms is meant.

Words stand in them only where they are marks, conjunctions, particles and the like.
"""

from collections.abc import Iterator

from spacy.tokens import Doc

from servanda.intake.statements.candidate import Candidate
from servanda.intake.statements.contents import Form

SMALL = {"SCONJ", "PART", "PRON", "DET", "ADP"}
JOINING = {*SMALL, "CCONJ", "AUX", "PUNCT"}


def of_edges(doc: Doc, candidate: Candidate, form: Form, quote: str) -> Iterator[str]:
    """What stands at and around the edges of a form, and how much of its sentence it takes up."""
    family, construction, anchor = candidate.family, candidate.construction, doc[candidate.anchor]
    first, last = doc[min(form.content)], doc[max(form.content)]
    after = _word(doc, last.i + 1)
    yield f"next {after} {family}"
    yield f"next {after} {_kind(doc, last.i + 2)}"
    yield f"next {after} {quote} {form.way}"
    yield f"previous {_word(doc, first.i - 1)} {family}"
    yield f"ends {_word(doc, last.i)} {family}"
    yield f"left {min(last.sent.end - 1 - last.i, 3)} {family} {form.is_cut}"
    yield f"opens {first.is_sent_start} {family}"
    gap = last.i - first.i + 1 - len(form.content)
    yield f"gap {length(gap) if gap else 0} {family}"
    yield f"part {4 * len(form.content) // len(anchor.sent)} {construction}"
    yield f"sentence {length(len(anchor.sent))} {family}"
    away = min(abs(anchor.i - first.i), abs(anchor.i - last.i))
    yield f"away {length(away)} {construction}"


def length(count: int) -> str:
    """A count in a few classes."""
    for bound in (1, 2, 4, 8, 16, 40):
        if count <= bound:
            return str(bound)
    return "long"


def _word(doc: Doc, i: int) -> str:
    """A joining word or mark itself, of another its part of speech, or that there is none."""
    kind = _kind(doc, i)
    return doc[i].lower_ if kind in JOINING else kind


def _kind(doc: Doc, i: int) -> str:
    """The part of speech of a word, or that there is none."""
    outside = not 0 <= i < len(doc) or "\n" in doc[i].text
    return "edge" if outside else doc[i].pos_
