"""The draft of a corrigendum: each sentence of an edition that no longer holds, with the one in its
place and what it rests on. Neutral words, to be read by a person before anybody sends it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Correction:
    """What stood in an edition of one verdict, and what stands in its place; in words."""

    name: str
    before: str  # the verdict, and its sentence; empty: there was none
    sentence_before: str
    after: str
    sentence_after: str
    through: str
    entries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Corrected:
    """An edition as a corrigendum names it, and when it is held against what is known."""

    title: str
    name: str
    author: str
    witnessed: str
    question: str
    known: str
    remarks: tuple[str, ...]
    is_known: bool  # what was sealed, and what is answered now
    is_some_left: bool  # of its sentences, beside those that are corrected


@dataclass(frozen=True, slots=True)
class Reworded:
    """A part of an edition that reads otherwise beside its verdicts: what is gone from it, what is
    new in it, and the entries that came since and that it rests on."""

    name: str
    gone: tuple[str, ...]
    new: tuple[str, ...]
    entries: tuple[str, ...]


def corrigendum(
    edition: Corrected, corrections: Iterable[Correction], reworded: Iterable[Reworded] = ()
) -> str:
    """Markdown."""
    return "\n".join(_lines(edition, tuple(corrections), tuple(reworded))).rstrip("\n") + "\n"


def _lines(
    edition: Corrected, corrections: tuple[Correction, ...], reworded: tuple[Reworded, ...]
) -> Iterator[str]:
    yield f"# Corrigendum to {edition.title}"
    yield ""
    yield (
        f"Draft. The edition `{edition.name}` was sealed by {edition.author} and witnessed at "
        f"{edition.witnessed}. It answers a question: {edition.question}. It is held here against "
        f"what is known at {edition.known}."
    )
    for remark in edition.remarks:
        yield ""
        yield remark
    yield ""
    for one in corrections:
        yield from _correction(one)
    for part in reworded:
        yield from _reworded(part)
    if not edition.is_known:
        yield "Of no other sentence of it can it be said whether it holds."
    elif corrections or reworded:
        if edition.is_some_left:
            yield "Every other sentence of the edition holds."
    else:
        yield "Every sentence of it holds."


def _reworded(one: Reworded) -> Iterator[str]:
    yield f"## {one.name}"
    yield ""
    both = bool(one.gone and one.new)
    yield from _listed("In place of:" if both else "Leave out:", one.gone)
    yield from _listed("Read:" if both else "Add:", one.new)
    yield from _listed("Why: of what came since its reasons rest on:", one.entries)


def _listed(words: str, lines: tuple[str, ...]) -> Iterator[str]:
    if lines:
        yield words
        yield ""
        yield from (f"- {line}" for line in lines)
        yield ""


def _correction(one: Correction) -> Iterator[str]:
    yield f"## {one.name}"
    yield ""
    yield f"In place of: {one.sentence_before or 'nothing was said.'} ({one.before})"
    yield ""
    yield f"Read: {one.sentence_after or 'nothing is said.'} ({one.after})"
    yield ""
    yield f"Why: {one.through}{':' if one.entries else '.'}"
    yield ""
    for entry in one.entries:
        yield f"- {entry}"
    if one.entries:
        yield ""
