"""Near copies: wire stories under other mastheads, cut, headed anew, and chained to the first."""

import random
from collections.abc import Sequence

import pytest

from servanda.intake.article.copies import (
    Sketch,
    chained,
    copies_of,
    sketch_of,
    sketch_written,
)

# A small grammar that writes as many different stories as are needed, of words of our own.
PARTS = (
    "the ministry|a spokesman|the monitors|a mayor|the port authority|an envoy|two officials",
    "said|announced|denied|repeated|confirmed|wrote|told reporters",
    "on Monday|in the evening|before noon|last week|after the talks|within two days",
    "trucks|boats|lists|papers|guards|convoys|engineers|inspectors|tents|generators",
    "had passed|would leave|were counted at|were stopped at|had not reached|returned to",
    "the northern gate|the old harbour|the river bridge|the warehouse|the eastern road",
)


def story(seed: int, sentences: int = 25) -> list[str]:
    chance = random.Random(seed)
    told = []
    for _ in range(sentences):
        who, said, when, what, did, where = (chance.choice(part.split("|")) for part in PARTS)
        told.append(f"{who} {said} {when} that {chance.randint(2, 900)} {what} {did} {where}.")
    return told


def text(sentences: Sequence[str]) -> str:
    return "\n".join(sentences)


WIRE = story(1)
OTHER = text(story(2))


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("whole", text(WIRE)),
        ("cut", text(WIRE[:12])),
        ("cut in the middle", text(WIRE[:6] + WIRE[14:])),
        ("with a lead of its own", text(story(3, 6) + WIRE)),
        ("in other letters", text(WIRE).upper().replace(".", " —")),
        ("broken into other lines", text(WIRE).replace("\n", " ").replace("that", "that\n")),
        ("with words changed", text(WIRE).replace("spokesman", "spokesperson")),
    ],
)
def test_a_wire_story_is_known_under_another_masthead(name: str, printed: str) -> None:
    copy = copies_of(printed, [("other", OTHER), ("wire", text(WIRE))])
    assert copy is not None
    assert (copy.name, copy.kind) == ("wire", "copy")
    assert copy.share >= 0.5


def test_the_same_from_sketches_alone() -> None:
    earlier = [("other", sketch_of(OTHER)), ("wire", sketch_of(text(WIRE)))]
    copy = copies_of(text(WIRE[:12]), earlier)
    assert copy == copies_of(text(WIRE[:12]), [("other", OTHER), ("wire", text(WIRE))])
    assert copy is not None
    assert copy.share == 1.0
    assert 0.3 < copy.share_of_earlier < 0.65


def test_a_story_that_only_holds_the_wire_is_told_apart() -> None:
    copy = copies_of(text(story(4, 60) + WIRE), [("wire", text(WIRE))])
    assert copy is not None
    assert copy.kind == "holds"
    assert copy.share < 0.5 < copy.share_of_earlier


def test_a_common_quotation_makes_no_copy() -> None:
    quotation = story(9, 3)
    one, two = text(story(5) + quotation), text(quotation + story(6))
    assert copies_of(two, [("one", one)]) is None


def test_no_two_of_many_stories_on_one_subject_are_copies() -> None:
    assert chained((str(seed), text(story(seed))) for seed in range(100, 160)) == {}


def test_later_reports_are_chained_to_the_first() -> None:
    reports: list[tuple[str, str | Sketch]] = [
        ("first", text(WIRE)),
        ("unlike", OTHER),
        ("second", text(WIRE[:20])),
        ("third", text(WIRE[:12])),
        ("fourth", sketch_of(text(WIRE))),
    ]
    assert {name: copy.name for name, copy in chained(reports).items()} == {
        "second": "first", "third": "first", "fourth": "first",
    }  # fmt: skip


def test_arabic_with_and_without_vowels_is_one_story() -> None:
    words = [f"قَالَ المُتَحَدِّثُ إِنَّ {number} شاحِنةً عَبَرَتْ إلى المَدينة" for number in range(40)]
    bare = [f"قال المتحدث ان {number} شاحنة عبرت الى المدينه" for number in range(40)]
    copy = copies_of(text(bare), [("voiced", text(words))])
    assert copy is not None
    assert copy.share > 0.9


@pytest.mark.parametrize("short", ["", "four words are here", "five words are in here"])
def test_too_little_to_tell_is_no_copy(short: str) -> None:
    assert copies_of(short, [("same", short)]) is None


def test_a_sketch_is_one_short_word_and_comes_back() -> None:
    sketch = sketch_of(text(WIRE))
    assert sketch_written(sketch.written) == sketch
    assert len(sketch.written) < len(text(WIRE))
    assert sketch.written.isascii() and not any(letter.isspace() for letter in sketch.written)
    assert all(word not in sketch.written for word in ("truck", "ministry"))


@pytest.mark.parametrize(
    "written",
    ["", "x", "shingles-9-9:AAAA", "shingles-5-4:%%%", "shingles-5-4:AAAA", "a" * 2_000_000],
)
def test_what_is_no_sketch(written: str) -> None:
    assert sketch_written(written) is None


def test_the_sketch_of_nothing() -> None:
    assert sketch_of("") == Sketch(frozenset())
    assert sketch_written(sketch_of("").written) == sketch_of("")
