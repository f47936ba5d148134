"""How much of what sentences of our own attribute is found, and by whom."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from servanda.intake.article.model import Article, Language
from servanda.intake.statements.model import Statement
from servanda.intake.statements.semitic import find_statements_semitic

HERE = Path(__file__).parent
PUBLISHED = date(2025, 10, 22)


@dataclass(frozen=True, slots=True)
class Expected:
    """A statement as it was annotated; `days` None where none are given."""

    paragraph: int
    speaker: str
    whole: str
    stance: str
    speech: str
    days: str
    content: str


@dataclass(frozen=True, slots=True)
class Measured:
    """Counts: statements in the sentences, found, and both; and what is right of these."""

    expected: int
    found: int
    both: int
    speakers: int
    stances: int
    speeches: int
    days: int
    misses: tuple[str, ...] = ()

    @property
    def f1(self) -> float:
        return 2 * self.both / (self.expected + self.found)


def measure(name: str) -> Measured:
    language: Language = "ar" if name.startswith("ar") else "he"
    paragraphs, expected = _read((HERE / f"{name}.txt").read_text("utf-8"))
    text = "\n".join(paragraphs)
    article = Article(text, "text", "0" * 64, published=PUBLISHED, language=language)
    found = list(find_statements_semitic(article).statements)
    starts = [0]
    for paragraph in paragraphs:
        starts.append(starts[-1] + len(paragraph) + 1)
    pairs = list(_pairs(text, expected, found, starts))
    taken = {id(one) for _, one in pairs}
    missed = [f"missed: {one}" for one in expected if not any(one is each for each, _ in pairs)]
    extra = [f"extra: {shown(text, one)}" for one in found if id(one) not in taken]
    wrong = [
        f"wrong {what}: {one} | {shown(text, other)}"
        for one, other in pairs
        for what, right in _rights(one, other).items()
        if not right
    ]
    rights = [_rights(one, other) for one, other in pairs]
    return Measured(
        expected=len(expected),
        found=len(found),
        both=len(pairs),
        speakers=sum(each["speaker"] for each in rights),
        stances=sum(each["stance"] for each in rights),
        speeches=sum(each["speech"] for each in rights),
        days=sum(each["days"] for each in rights),
        misses=(*missed, *extra, *wrong),
    )


def shown(text: str, one: Statement) -> str:
    content = " … ".join(text[each.start : each.end] for each in one.content)
    speaker = one.speaker and (one.speaker.words, one.speaker.whole)
    days = f"{one.dated.first}..{one.dated.last} {one.dated.certainty}"
    return f"{speaker} | {one.stance} | {one.speech} | {days} | {one.via} | {content}"


def _read(text: str) -> tuple[list[str], list[Expected]]:
    paragraphs: list[str] = []
    expected: list[Expected] = []
    for line in text.splitlines():
        if line.startswith(">"):
            speaker, stance, speech, days, content = (
                part.strip() for part in line[1:].split(" | ")
            )
            words, _, whole = (part.strip() for part in speaker.partition("="))
            at = len(paragraphs) - 1
            expected.append(Expected(at, words, whole or words, stance, speech, days, content))
        else:
            paragraphs.append(line)
    return paragraphs, expected


def _pairs(
    text: str, expected: list[Expected], found: list[Statement], starts: list[int]
) -> Iterator[tuple[Expected, Statement]]:
    """Statements of one paragraph whose contents have half of their words in common."""
    free = list(found)
    for one in expected:
        inside = range(starts[one.paragraph], starts[one.paragraph + 1])
        for other in free:
            place = other.content[0]
            if place.start in inside and _agree(one.content, text[place.start : place.end]) >= 0.5:
                free.remove(other)
                yield one, other
                break


def _agree(one: str, other: str) -> float:
    first, second = set(re.findall(r"\w+", one)), set(re.findall(r"\w+", other))
    return len(first & second) / len(first | second)


def _rights(one: Expected, other: Statement) -> dict[str, bool]:
    first, last = other.dated.first, other.dated.last
    days = f"{first}" if first == last else f"{first}..{last}"
    return {
        "speaker": other.speaker is not None and other.speaker.whole == one.whole,
        "stance": other.stance == one.stance,
        "speech": other.speech == one.speech,
        "days": ("-" if other.dated.certainty == "published" else days) == one.days,
    }
