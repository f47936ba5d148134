"""Who did it cannot be read off where a policy withholds it: by property.

Two records that differ in nothing but who is said to have done what is told of nobody are told
alike, whoever speaks, and whoever of them is named. To whom it was done: test_untold_targets.py.
"""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from servanda.publish.policy import Policy
from servanda.publish.public_record import public_record
from servanda.publish.public_sides import may_have_done
from servanda.record.model import Chain, Claim, EventContent, Origin, Record, Source, Stance
from servanda.values.instant import Interval
from servanda.values.quantity import exactly
from servanda.workspace.building import build
from tests.publication.editions import DAYS, built, edition, policy
from tests.publication.mission import World, _on

AGREEMENT, MISSIONS = built(World(deaths=(), watched=None))
SOURCES = {
    **MISSIONS.sources,
    "hill-radio": Source("hill-radio", "Hill Radio", camp="movement"),
    "hill-spokesman": Source("hill-spokesman", "its spokesman", speaks_for="movement"),
}
WHOLE = replace(MISSIONS, sources=SOURCES)
ONE = next(
    one
    for one in WHOLE.claims
    if isinstance(one.content, EventContent) and one.content.deed.action == "attack"
)
LAST = DAYS[-1]
POLICIES = {
    "of one ban": policy(attribution='["no-attacks"]'),
    "of every ban": policy(attribution='"withhold"', sources='"all"', places='"all"'),
    "each told by itself": policy(attribution='["no-attacks"]', smallest_count="1"),
}
VOICES = (*sorted(SOURCES), "army", "movement", "observers")  # an actor may speak for itself
AUTHORS = ((), ("army",), ("movement",), ("observers",), ("army", "movement"))
Said = tuple[int, str, str | None, Stance, str | None, int]

said = st.tuples(
    st.integers(1, 20),  # day
    st.sampled_from(VOICES),
    st.none() | st.sampled_from(VOICES),  # via whom
    st.sampled_from(["says", "finds", "rules", "denies", "admits"]),
    st.none() | st.sampled_from(["at-the-mill", "at-the-barn"]),
    st.integers(1, 3),  # lorries
)
author = st.sampled_from(AUTHORS)
told_twice = st.lists(st.tuples(said, author, author), min_size=1, max_size=14)


def record_of(claims: Sequence[tuple[Said, tuple[str, ...]]]) -> Record:
    return replace(WHOLE, claims=tuple(_claim(n, *one) for n, one in enumerate(claims, start=1)))


def _claim(number: int, what: Said, authors: tuple[str, ...]) -> Claim:
    day, source, via, stance, label, lorries = what
    assert isinstance(ONE.content, EventContent)
    midnight = AGREEMENT.calendar.midnight
    deed = replace(ONE.content.deed, actors=authors, amount=exactly(lorries))
    return replace(
        ONE,
        id=f"{ONE.report}.{number}",
        stance=stance,
        chain=Chain(Origin(source), () if via is None else (via,)),
        content=EventContent(deed, Interval(midnight(_on(day)), midnight(_on(day + 1))), label),
        known=midnight(_on(day + 1)) - 1,
        about=tuple(f"no-{name}" for name in authors),
    )


def _both(told: Sequence[tuple[Said, tuple[str, ...], tuple[str, ...]]]) -> tuple[Record, Record]:
    return record_of([(w, a) for w, a, _ in told]), record_of([(w, b) for w, _, b in told])


@pytest.mark.parametrize("under", POLICIES.values(), ids=POLICIES)
@settings(max_examples=60, deadline=None)
@given(told_twice)
def test_what_is_told_is_the_same_whoever_did_it(
    under: Policy, told: list[tuple[Said, tuple[str, ...], tuple[str, ...]]]
) -> None:
    end = AGREEMENT.calendar.midnight(LAST)
    first, second = (public_record(one, AGREEMENT, under, end) for one in _both(told))
    assert first == second


@settings(max_examples=5, deadline=None)
@given(told_twice)
def test_every_answer_is_the_same_whoever_did_it(
    told: list[tuple[Said, tuple[str, ...], tuple[str, ...]]],
) -> None:
    first, second = _both(told)
    under = POLICIES["of one ban"]
    assert edition(AGREEMENT, first, under, LAST) == edition(AGREEMENT, second, under, LAST)


# One claim, of an attack on 5 January: who did it, and who says so.
ACCUSED = [("hill-radio", None), ("army-press", None), ("army", None), ("gazette", "hill-radio")]


@pytest.mark.parametrize(("source", "via"), ACCUSED)
def test_nobody_who_may_have_done_it_accuses_somebody(source: str, via: str | None) -> None:
    """Attack: a word of the camp of one of two sides that somebody did it names the other."""
    what: Said = (5, source, via, "says", None, 1)
    end = AGREEMENT.calendar.midnight(LAST)
    told = {
        who: public_record(record_of([(what, (who,))]), AGREEMENT, POLICIES["of one ban"], end)
        for who in ("army", "movement")
    }
    assert told["army"].record.claims == told["movement"].record.claims == ()


def test_who_is_on_no_side_is_told_whoever_did_it() -> None:
    """A mission's finding, also of what it is said to have done itself."""
    end = AGREEMENT.calendar.midnight(LAST)
    for who in AUTHORS:
        record = record_of([((5, "observers-desk", None, "finds", None, 1), who)])
        [claim] = public_record(record, AGREEMENT, POLICIES["of one ban"], end).record.claims
        assert isinstance(claim.content, EventContent)
        assert (claim.content.deed.author, claim.content.deed.actors) == ("withheld", ())


BELONGING = """# Accord

```servanda
agreement accord "Accord"
  time zone UTC
  in force 2026-01-01 00:00

party north "North" binding militia
party south "South"
mediator oslo "Oslo"
actor militia "Militia"
body mission "Mission"
body corps "Corps" led by north
body guard "Guard"

action fire "opens fire"
thing lorry "lorries"

ban quiet "No fire"
  north and guard must not fire lorry
```
"""


def test_who_may_have_done_it_follows_from_the_agreement() -> None:
    """Parties, whoever the ban binds, and who belongs to them; not who only watches or mediates."""
    agreement = build({"agreement.md": BELONGING}).agreement
    assert agreement is not None
    found = may_have_done(agreement, frozenset({"fire"}))
    assert found == {"north", "south", "militia", "corps", "guard"}
    assert "guard" not in may_have_done(agreement, frozenset())
