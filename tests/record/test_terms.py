"""Camps and offices with dates: whom a source spoke for when its report appeared."""

import pytest

from servanda.evidence.origin_tree import origin_tree
from servanda.evidence.origins import voice_of
from servanda.record.model import Record
from servanda.workspace.building import build

HEAD = """```servanda
agreement lull "A lull"
  time zone UTC
  in force 2024-01-01

party north "North"
party south "South"
action return "hands over"
thing boats "boats"

duty return-boats
  north returns 3 boats to south
  by 2026-12-31

source gazette "The Gazette"
source minister "A minister"
{terms}
{reports}
```
"""
TERMS = """  camp north from 2024-03 to 2024-06
  camp south from 2025
  speaks for south from 2025-02-01 to 2025-11-30
"""


def said_on(*days: str, who: str = "minister") -> str:
    return "\n".join(
        f'report R{number} "Boats"\n  by gazette\n  on {day}\n\nclaim {who} says\n'
        f"  north returns 3 boats to south\n  on 2024-01-09\n"
        for number, day in enumerate(days, 1)
    )


def record(terms: str, *days: str, who: str = "minister") -> Record:
    built = build({"a.md": HEAD.format(terms=terms, reports=said_on(*days, who=who))})
    assert [str(each) for each in built.diagnostics] == []
    return built.record


@pytest.mark.parametrize(
    ("day", "camp", "binds"),
    [
        ("2024-02-29", None, None),
        ("2024-03-01", "north", None),
        ("2024-06-30", "north", None),
        ("2024-07-01", None, None),
        ("2025-01-31", "south", None),
        ("2025-11-30", "south", "south"),
        ("2025-12-01", "south", None),
        ("2026-01-01", None, None),
    ],
)
def test_camp_and_office_are_those_of_the_report(
    day: str, camp: str | None, binds: str | None
) -> None:
    told = record(TERMS.replace("from 2025\n", "from 2025 to 2025\n"), day)
    voice = voice_of(told.claims[0].chain, told.sources)
    assert (voice.camp, voice.binds) == (camp, binds)


def test_outside_of_the_dates_holds_what_has_none() -> None:
    told = record("  camp north\n  camp south from 2025\n", "2024-05-01", "2025-05-01")
    assert [voice_of(one.chain, told.sources).camp for one in told.claims] == ["north", "south"]


def test_without_dates_nothing_changes_in_the_chains() -> None:
    told = record("  camp north\n", "2024-05-01", "2025-05-01")
    assert {one.chain.said for one in told.claims} == {None}


def test_one_source_stays_one_origin_whatever_camp_it_has() -> None:
    told = record(TERMS, "2024-05-01", "2025-05-01")
    tree = origin_tree(told.claims, told.sources)
    assert (tree.low, tree.high) == (1, 1)
    assert [root.camp for root in tree.groups[0]] == ["north", "south"]


def test_unnamed_people_of_a_source_go_with_it() -> None:
    told = record(TERMS, "2024-05-01", who='unnamed minister "staff"')
    assert voice_of(told.claims[0].chain, told.sources).camp == "north"


@pytest.mark.parametrize(
    ("terms", "name"),
    [
        ("  camp north from 2025 to 2024\n", "range-backwards"),
        ("  camp north\n  camp south\n", "said-twice"),
        ("  camp north from 2024 to 2025\n  camp south from 2025\n", "said-twice"),
        ("  camp nowhere from 2024\n", "unknown-actor"),
    ],
)
def test_what_cannot_be(terms: str, name: str) -> None:
    built = build({"a.md": HEAD.format(terms=terms, reports=said_on("2024-05-01"))})
    assert [each.name for each in built.diagnostics] == [name]
