"""One story under many mastheads: whose words stand in a copy, and how few origins there are."""

import pytest

from servanda.evidence.independence import independence
from servanda.evidence.origins import voice_of
from servanda.record.model import Chain, Origin, Record
from servanda.workspace.building import build

HEAD = """```servanda
agreement lull "A lull"
  time zone UTC
  in force 2025-01-01

party north "North"
party south "South"
action return "hands over"
thing boats "boats"

source agency "A wire agency"
source courier "The Courier"
source gazette "The Gazette"
source north-office "An office of North"
  camp north

report copy "As printed"
  by courier
  on 2025-01-11
  copy of story

{copied}
report again "As printed from that"
  by gazette
  on 2025-01-12
  copy of copy

{again}
report story "As it was written"
  by agency
  on 2025-01-10

{written}
```
"""
DEED = "  north returns 3 boats to south\n  on 2025-01-09\n\n"


def record(copied: str = "", again: str = "", written: str = "") -> Record:
    texts = {"a.md": HEAD.format(copied=copied, again=again, written=written)}
    built = build(texts)
    assert [str(each) for each in built.diagnostics] == []
    return built.record


def claim(who: str, says: str = "says") -> str:
    return f"claim {who} {says}\n{DEED}"


@pytest.mark.parametrize(
    ("who", "chain"),
    [
        ("courier", Chain(Origin("agency"), ("courier",))),
        ("agency", Chain(Origin("agency"), ("courier",))),
        ("agency via courier", Chain(Origin("agency"), ("courier",))),
        ("north-office", Chain(Origin("north-office"), ("agency", "courier"))),
        ("north-office via agency", Chain(Origin("north-office"), ("agency", "courier"))),
        (
            "north-office via gazette",
            Chain(Origin("north-office"), ("gazette", "agency", "courier")),
        ),
        ('unnamed north "clerks"', Chain(Origin("north", "clerks"), ("agency", "courier"))),
    ],
)
def test_the_words_of_a_copy_came_through_the_original(who: str, chain: Chain) -> None:
    (found,) = record(copied=claim(who)).claims
    assert found.chain == chain


def test_a_copy_of_a_copy_goes_back_to_the_first() -> None:
    (found,) = record(again=claim("gazette")).claims
    assert found.chain == Chain(Origin("agency"), ("courier", "gazette"))


def test_three_mastheads_are_one_origin() -> None:
    told = record(claim("courier"), claim("gazette"), claim("agency"))
    speakers = [(one.chain, voice_of(one.chain, told.sources)) for one in told.claims]
    assert str(independence(speakers)) == "1"


def test_unnamed_people_of_one_story_are_told_by_one_outlet() -> None:
    clerks = claim('unnamed north "clerks"', "say")
    told = record(clerks, clerks, clerks)
    speakers = [(one.chain, voice_of(one.chain, told.sources)) for one in told.claims]
    assert str(independence(speakers)) == "1"


@pytest.mark.parametrize("speech", ["direct", "indirect", None])
def test_whether_words_are_printed_themselves_is_kept(speech: str | None) -> None:
    more = f"  in {speech} speech\n" if speech else ""
    said = claim("north-office").rstrip("\n") + f"\n{more}\n"
    assert record(written=said).claims[0].speech == speech
