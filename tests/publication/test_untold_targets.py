"""Whom it was done to cannot be read off, either, where a policy withholds who did it: by property.

Two records that differ in nothing but who is said to have done what to whom are told alike: of two
that owe something to each other the one to whom it was done would name the other.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from servanda.cli.application import application
from servanda.evidence.viewpoint import NEUTRAL
from servanda.publish.policy import Policy
from servanda.publish.public_record import public_record
from servanda.record.model import Chain, Claim, EventContent, Origin, Record, Stance, TotalContent
from servanda.values.instant import Interval
from servanda.values.quantity import exactly
from servanda.verdict.assess import assess
from servanda.verdict.assessment import Question
from servanda.workspace.building import build
from tests.publication.editions import edition, policy

ACCORD = """# River

```servanda
agreement river "River"
  time zone UTC
  in force 2026-01-01

party north "North" binding militia
party south "South"
actor militia "Militia"
actor west "West"
body mission "Observer Mission"
  competent for ceasefire

action attack "attacks"
action hand "hands over"
thing weapon "weapons"
area valley "the valley"

ban ceasefire "Ceasefire"
  north and south must not attack each other

ban from-west "West keeps out"
  west must not attack

ban on-south "South is left alone"
  north must not attack south

ban arms "No arms"
  north must not hand weapon to west
```
"""
RECORD = """# Record

```servanda
source mission-desk "Observer Mission"
  camp mission
source gazette "Gazette"
source south-press "press office of South"
  camp south

report R1 "Shots"
  by mission-desk
  on 2026-01-06

claim mission-desk finds
  {deed}
  on 2026-01-06
```
"""
NAMES = ("ceasefire", "from-west", "on-south", "arms")
NORTH, SOUTH = "north attacks south", "south attacks north"
MADE = build({"agreement.md": ACCORD, "record/a.md": RECORD.format(deed=NORTH)})
assert MADE.agreement is not None, MADE.diagnostics
AGREEMENT, WHOLE = MADE.agreement, MADE.record
[ONE] = WHOLE.claims
DAY = date(2026, 2, 7)
END = AGREEMENT.calendar.midnight(DAY)
FOLDED = {"attribution": '["ceasefire", "arms"]', "sources": '["mission-desk"]', "places": '"all"'}
POLICIES = {
    "in fives": policy(**FOLDED),
    "each told by itself": policy(**FOLDED, smallest_count="1"),
    "of every ban, with coverage": policy(attribution='"withhold"', coverage='"show"'),
}
SOMEBODY = ("north", "south", "militia", "west", "mission", "north/commander")
Said = tuple[int, str, Stance, str | None, bool, str]
Sides = tuple[tuple[str, ...], str | None]

said = st.tuples(
    st.integers(1, 20),  # day
    st.sampled_from(["mission-desk", "gazette", "south-press", "mission"]),
    st.sampled_from(["says", "finds", "denies", "admits"]),
    st.none() | st.sampled_from(["at-the-mill", "at-the-barn"]),
    st.booleans(),  # whether it is a total
    st.sampled_from(["attack", "hand"]),
)
sides = st.tuples(
    st.sampled_from(((), *((one,) for one in SOMEBODY))), st.none() | st.sampled_from(SOMEBODY)
)
told_twice = st.lists(st.tuples(said, sides, sides), min_size=1, max_size=14)


def _claim(number: int, what: Said, who: Sides) -> Claim:
    day, source, stance, label, is_total, action = what
    authors, to = who
    assert isinstance(ONE.content, EventContent)
    midnight = AGREEMENT.calendar.midnight
    when = Interval(midnight(date(2026, 1, day)), midnight(date(2026, 1, day + 1)))
    deed = replace(ONE.content.deed, action=action, actors=authors, place="valley")
    if action == "hand":
        deed = replace(deed, thing="weapon", to=to, amount=exactly(2))
    else:
        deed = replace(deed, thing=to)
    is_counted = is_total and action == "hand"
    return replace(
        ONE,
        id=f"R1.{number}",
        stance=stance,
        chain=Chain(Origin(source)),
        content=TotalContent(deed, when) if is_counted else EventContent(deed, when, label),
        known=when.end - 1,
        about=("on-south",) if to == "south" else (),
    )


def record_of(claims: Sequence[tuple[Said, Sides]]) -> Record:
    return replace(WHOLE, claims=tuple(_claim(n, *one) for n, one in enumerate(claims, start=1)))


def _both(told: Sequence[tuple[Said, Sides, Sides]]) -> tuple[Record, Record]:
    return record_of([(w, a) for w, a, _ in told]), record_of([(w, b) for w, _, b in told])


@pytest.mark.parametrize("under", POLICIES.values(), ids=POLICIES)
@settings(max_examples=60, deadline=None)
@given(told_twice)
def test_what_is_told_is_the_same_whoever_did_it_to_whom(
    under: Policy, told: list[tuple[Said, Sides, Sides]]
) -> None:
    first, second = (public_record(one, AGREEMENT, under, END) for one in _both(told))
    assert first == second


@settings(max_examples=5, deadline=None)
@given(told_twice)
def test_every_answer_is_the_same_whoever_did_it_to_whom(
    told: list[tuple[Said, Sides, Sides]],
) -> None:
    under = POLICIES["in fives"]
    first, second = (edition(AGREEMENT, one, under, DAY, names=NAMES) for one in _both(told))
    assert first == second


@settings(max_examples=30, deadline=None)
@given(told_twice)
def test_both_sides_of_what_they_owe_each_other_read_alike(
    told: list[tuple[Said, Sides, Sides]],
) -> None:
    record, _ = _both(told)
    public = public_record(record, AGREEMENT, POLICIES["each told by itself"], END)
    question = Question(public.at, public.known, "alleged", NEUTRAL.name)
    found = assess(public.agreement, public.record, NEUTRAL, question).stipulations
    north, south = [one for one in found if one.name == "ceasefire"]
    assert (north.state, north.incidents) == (south.state, south.incidents)


ATTACKED: Said = (6, "mission-desk", "finds", None, False, "attack")


def told_of(*claims: tuple[Said, Sides]) -> tuple[Claim, ...]:
    under = POLICIES["each told by itself"]
    return public_record(record_of(claims), AGREEMENT, under, END).record.claims


def test_that_it_happened_is_told() -> None:
    [claim] = told_of((ATTACKED, (("north",), "south")))
    assert isinstance(claim.content, EventContent)
    deed = claim.content.deed
    assert (deed.action, deed.author, deed.actors, deed.thing) == ("attack", "withheld", (), None)


def test_two_claims_of_one_day_do_not_bear_each_other_out() -> None:
    """One attack on each side is no single attack that two sources claim; under one label it is."""
    gazette: Said = (6, "gazette", "says", None, False, "attack")
    both = ((ATTACKED, (("north",), "south")), (gazette, (("south",), "north")))
    [claim] = told_of(*both)
    assert claim.stance == "finds"
    labelled = [((*w[:3], "at-the-mill", *w[4:]), who) for w, who in both]
    assert len(told_of(*labelled)) == 2


def test_what_is_banned_towards_one_is_not_told_of_another() -> None:
    """Weapons for south are none for west; without whom they went to they would count as such."""
    handed: Said = (6, "mission-desk", "finds", None, False, "hand")
    assert told_of((handed, (("north",), "south"))) == ()
    assert told_of((handed, (("north",), "west"))) == ()


def test_no_total_of_one_author_is_told_as_one_of_everybody() -> None:
    """Under the bans of one accord, things that are no one's: still a total of one side."""
    counted: Said = (6, "mission-desk", "finds", None, True, "hand")
    assert told_of((counted, (("north",), None))) == ()


POLICY = """delay = "7 days"
told-by = "week"
places = "all"
smallest-count = 5
exact = []
coverage = "withhold"
movements = "show"
attribution = ["ceasefire"]
sources = ["mission-desk"]
"""
ASKED = (
    ("status",),
    ("status", "--sentences"),
    ("explain", "ceasefire", "--full"),
    ("history", "ceasefire"),
    ("blockers",),
)


def _answers(folder: Path, deed: str) -> list[str]:
    (folder / "record").mkdir(parents=True, exist_ok=True)
    (folder / "agreement.md").write_text(ACCORD, "utf-8")
    (folder / "publication.toml").write_text(POLICY, "utf-8")
    (folder / "record" / "a.md").write_text(RECORD.format(deed=deed), "utf-8")
    answers = []
    for command, *rest in ASKED:
        for form in ((), ("--json",)):
            if form and "--sentences" in rest:
                continue
            at = ("--at", "2026-01-20", "--public")
            told = CliRunner().invoke(application, [command, str(folder), *rest, *at, *form])
            assert told.exit_code == 0, told.output
            answers.append(told.stdout)
    return answers


def test_the_command_line_says_the_same_whoever_did_it_to_whom(tmp_path: Path) -> None:
    north = _answers(tmp_path, NORTH)
    assert north == _answers(tmp_path, SOUTH)
    assert "author not told" in north[0]
    assert not any("attacks south" in one for one in north if "must not" not in one)
