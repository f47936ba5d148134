"""Figures on one article of which every statement is annotated, by places only."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import TypedDict

from benchmarks.intake.lines import Line
from benchmarks.intake.matching import STRICT, Tally, pairs, words_in, words_of
from servanda.intake.article.model import Article
from servanda.intake.statements import find_statements
from servanda.intake.statements.model import Dated, Extent, Found, Meeting, Statement

ANNOTATION = Path(__file__).with_name("article-2025-10-22.toml")
Place = tuple[int, int]


class GoldStatement(TypedDict, total=False):
    content: list[Place]
    speaker: Place
    whole: Place
    via: list[Place]
    stance: str
    speech: str
    days: list[date]
    optional: bool


class GoldMeeting(TypedDict, total=False):
    kind: str
    place: Place
    planned: bool
    days: list[date]
    optional: bool


@dataclass(frozen=True, slots=True)
class Annotation:
    """What is to be found in an article of a certain hash."""

    digest: str
    published: date
    publisher: str
    statements: list[GoldStatement]
    meetings: list[GoldMeeting]


def read_annotation(path: Path = ANNOTATION) -> Annotation:
    held = tomllib.loads(path.read_text(encoding="utf-8"))
    return Annotation(
        held["sha256"], held["published"], held["publisher"], held["statement"], held["meeting"]
    )


def figures(path: Path) -> Iterator[Line]:
    """The rows of the article in a file; ValueError where it is another than was annotated."""
    annotation = read_annotation()
    data = path.read_bytes()
    if sha256(data).hexdigest() != annotation.digest:
        raise ValueError(f"{path.name} is not the article that was annotated")
    text = data.decode("utf-8")
    article = Article(
        text, "text", annotation.digest, publisher=annotation.publisher,
        published=annotation.published, language="en",
    )  # fmt: skip
    found = find_statements(article)
    for what, tally in _measures(text, annotation, found):
        yield Line("en", "article of 2025-10-22", what, tally)


def _measures(text: str, annotation: Annotation, found: Found) -> Iterator[tuple[str, Tally]]:
    words = words_of(text)
    mine = [words_in(words, each.content) for each in found.statements]
    gold = [words_in(words, _extents(each["content"])) for each in annotation.statements]
    optional = [each.get("optional", False) for each in annotation.statements]
    for name, least in (("strict", STRICT), ("lenient", 0.0)):
        yield (
            f"statements, {name}",
            _without_optional(pairs(mine, gold, least), len(mine), optional),
        )
    matched = [
        (found.statements[one], annotation.statements[other])
        for one, other in pairs(mine, gold, STRICT)
        if not optional[other]
    ]
    for name, rule in (
        ("speakers of matched", same_speaker), ("whole names of matched", same_name),
        ("chains of matched", same_chain), ("stances of matched", same_stance),
        ("speech of matched", same_speech),
    ):  # fmt: skip
        right = sum(rule(text, one, other) for one, other in matched)
        yield name, Tally(right, len(matched), len(matched))
    days = [(one.dated, other["days"]) for one, other in matched if "days" in other]
    yield "dates of matched", _same_days(days)
    yield from _meetings(annotation.meetings, found.meetings)


def _meetings(gold: list[GoldMeeting], found: tuple[Meeting, ...]) -> Iterator[tuple[str, Tally]]:
    made: list[tuple[int, int]] = []
    for at, one in enumerate(found):
        for to, other in enumerate(gold):
            inside = other["place"][0] <= one.extent.start and one.extent.end <= other["place"][1]
            fits = inside and one.kind == other["kind"] and one.planned == other["planned"]
            if fits and at not in {a for a, _ in made} and to not in {t for _, t in made}:
                made.append((at, to))
    optional = [each.get("optional", False) for each in gold]
    yield "engagements", _without_optional(made, len(found), optional)
    days = [(found[at].dated, gold[to]["days"]) for at, to in made if "days" in gold[to]]
    yield "dates of engagements", _same_days(days)


def _without_optional(made: list[tuple[int, int]], found: int, optional: list[bool]) -> Tally:
    needed = sum(not optional[to] for _, to in made)
    return Tally(needed, found - (len(made) - needed), optional.count(False))


def _same_days(pairs_: list[tuple[Dated, list[date]]]) -> Tally:
    right = sum([one.first, one.last] == days for one, days in pairs_)
    return Tally(right, len(pairs_), len(pairs_))


def same_speaker(text: str, found: Statement, gold: GoldStatement) -> bool:
    """Whether the words for the speaker overlap, a pronoun stands for them, or there is none."""
    if found.speaker is None or "speaker" not in gold:
        return found.speaker is None and "speaker" not in gold
    start, end = gold["speaker"]
    overlaps = found.speaker.extent.start < end and start < found.speaker.extent.end
    return overlaps or same_name(text, found, gold)


def same_name(text: str, found: Statement, gold: GoldStatement) -> bool:
    """Whether the speaker's longest name is the annotated one."""
    if found.speaker is None or "speaker" not in gold:
        return found.speaker is None and "speaker" not in gold
    start, end = gold.get("whole", gold["speaker"])
    return found.speaker.whole.lower() == text[start:end].lower()


def same_chain(text: str, found: Statement, gold: GoldStatement) -> bool:
    """Whether the outlets are the same in the same order, `The` aside."""
    wanted = [text[start:end] for start, end in gold.get("via", [])]
    return [name.removeprefix("The ") for name in found.via] == wanted


def same_stance(text: str, found: Statement, gold: GoldStatement) -> bool:
    return found.stance == gold["stance"]


def same_speech(text: str, found: Statement, gold: GoldStatement) -> bool:
    return found.speech == gold["speech"]


def _extents(places: list[Place]) -> list[Extent]:
    return [Extent(*place) for place in places]
