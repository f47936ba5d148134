"""From documents to the record: chains, ids, order, and what was known when."""

from collections.abc import Callable
from typing import Any

import pytest

from servanda.record.in_time import as_known
from servanda.record.model import (
    Chain,
    EventContent,
    LevelContent,
    Origin,
    ResolutionContent,
    StateContent,
    Toll,
)
from servanda.values.calendar import Calendar
from servanda.values.deed import Share
from servanda.values.instant import NEVER, Duration
from servanda.values.quantity import UNBOUNDED, Range, exactly

Build = Callable[..., Any]


# --- Chains ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "chain"),
    [
        ("paper says", Chain(Origin("paper"))),
        ("wire says", Chain(Origin("wire"), ("paper",))),
        ("wire via paper says", Chain(Origin("wire"), ("paper",))),
        ("cross via wire says", Chain(Origin("cross"), ("wire", "paper"))),
        (
            'unnamed north "officials" via wire say',
            Chain(Origin("north", "officials"), ("wire", "paper")),
        ),
        ('unnamed paper "staff" say', Chain(Origin("paper", "staff"), ("paper",))),
    ],
)  # fmt: skip
def test_a_chain_runs_from_its_origin_to_the_publisher(
    report: Build, written: str, chain: Chain
) -> None:
    claim = report(f'claim {written}\n  "all is well"\n  on 2025-10-20').claim
    assert claim.chain == chain
    assert claim.chain.publisher == "paper"


def test_several_origins_make_several_claims(report: Build) -> None:
    built = report(
        "claim cross, north-radio and wire say\n  south releases 7 captives\n  on 2025-10-13\n"
        'claim wire says\n  "words"\n  on 2025-10-13'
    )
    assert [(claim.id, claim.chain.origin.source) for claim in built.record.claims] == [
        ("R1.1", "cross"), ("R1.2", "north-radio"), ("R1.3", "wire"), ("R1.4", "wire"),
    ]  # fmt: skip


def test_a_claim_that_is_left_out_keeps_its_number(report: Build) -> None:
    built = report(
        "claim cross and nobody say\n  south releases 7 captives\n  on 2025-10-13\n"
        'claim wire says\n  "words"\n  on 2025-10-13'
    )
    assert built.names == ["unknown-source"]
    assert [claim.id for claim in built.record.claims] == ["R1.1", "R1.3"]


@pytest.mark.parametrize(
    "chain", ["paper via wire", "wire via cross via wire", "cross via paper via wire"]
)
def test_a_chain_that_loops_is_reported(report: Build, chain: str) -> None:
    built = report(f'claim {chain} says\n  "words"\n  on 2025-10-13')
    assert (built.names, built.record.claims) == (["chain-loops"], ())


def test_a_report_that_cites_itself_is_told_so(report: Build) -> None:
    built = report('claim paper via wire says\n  "words"\n  on 2025-10-13')
    assert "cites itself" in built.diagnostics[0].message


# --- Contents --------------------------------------------------------------------------------


def test_a_claim_has_everything_that_is_written(report: Build) -> None:
    claim = report(
        "claim north-radio via wire admits\n"
        "  north and south release at least 7 captives of which 3 wounded\n"
        "    to north via cross in valley\n"
        "  on 2025-10-13\n"
        "  with 2 killed and at least 4 injured\n"
        '  pleading "in answer"\n'
        "  about return-captives and two\n"
        "  as the-handover\n"
        '  note "seen by nobody"'
    ).claim
    deed = claim.content.deed
    assert (deed.actors, deed.action, deed.thing) == (("north", "south"), "release", "captives")
    assert (deed.amount, deed.shares) == (Range(7, UNBOUNDED), (Share("wounded", exactly(3)),))
    assert (deed.to, deed.via, deed.place) == ("north", "cross", "valley")
    assert claim.content.label == "the-handover"
    assert (claim.stance, claim.plea, claim.note) == ("admits", "in answer", "seen by nobody")
    assert claim.about == ("return-captives", "two")
    assert claim.casualties.killed == Toll(exactly(2))
    assert claim.casualties.injured == Toll(Range(4, UNBOUNDED))
    assert claim.casualties.recovered is None
    assert claim.span.path == "1.md"


def test_a_rate_keeps_its_period_and_its_counting_rule(report: Build) -> None:
    content = report(
        "claim wire says\n  north releases 459 trucks each day from 2025-10-12 to 2025-10-19\n"
        "  counting by-the-gate"
    ).claim.content
    assert (content.each, content.counting) == (Duration(1, "day"), "by-the-gate")


def test_a_finding_and_an_act_state_a_state(report: Build) -> None:
    done = report("claim cross finds\n  return-captives is not done\n  on 2025-10-13").claim
    assert isinstance(done.content, StateContent)
    assert (done.content.subject, done.content.verb) == ("return-captives", "find-not-done")
    act = report("claim north-radio says\n  phase two is declared open\n  on 2025-10-13").claim
    assert (act.content.subject, act.content.verb) == ("two", "declare-open")


def test_sources_offices_and_occasions_are_kept(report: Build) -> None:
    record = report("").record
    assert record.sources["cross"].access == "its own staff"
    assert (record.sources["cross"].grade, record.sources["north-radio"].camp) == ("A", "north")
    assert record.offices["north/minister"].kind == "office"
    assert record.occasions["vote"].every_years == 4


def test_coverage_engagements_and_positions(report: Build) -> None:
    built = report(
        "coverage by cross\n  of south releases captives\n  in valley\n"
        "  from 2025-10-13 to 2025-10-20\n  said by cross via wire\n"
        "visit north/minister to south\n  planned\n  from 2025-10-23 for 48 hours\n"
        '  with cross\n  purpose "to talk"\n  about two\n  said by wire\n'
        'meeting north/minister with south\n  held\n  on 2025-10-19\n  outcome "none"\n'
        'position north/minister commits "for now"\n  about two\n  under pressure "at home"\n'
        "  on 2025-10-19\n"
        '  said by unnamed north "friends" via wire'
    )
    assert built.diagnostics == ()
    (coverage,) = built.record.coverage
    assert (coverage.id, coverage.body, coverage.area) == ("R1.coverage-1", "cross", "valley")
    assert [deed.action for deed in coverage.deeds] == ["release"]
    visit, meeting = built.record.engagements
    assert (visit.id, visit.to, visit.counterparts) == ("R1.visit-1", "south", ("cross",))
    assert (visit.purpose, visit.about, visit.status) == ("to talk", ("two",), "planned")
    assert (meeting.chain, meeting.outcome) == (Chain(Origin("paper")), "none")
    (position,) = built.record.positions
    assert (position.attitude, position.pressures) == ("commits", ("at home",))
    assert position.when.end == NEVER
    assert position.chain == Chain(Origin("north", "friends"), ("wire", "paper"))


# --- What was known when ---------------------------------------------------------------------

LATER = 'report R2 "later"\n  by wire\n  on 2025-10-22\n  recorded 2025-11-01\n{}'
EARLIER = 'report R3 "earlier"\n  by wire\n  on 2025-10-21\n{}'
WORDS = 'claim wire says\n  "words"\n  on 2025-10-20\n'


def test_the_record_is_in_order_of_becoming_known(build: Build, calendar: Calendar) -> None:
    record = build(LATER.format(WORDS), EARLIER.format(WORDS)).record
    assert [claim.id for claim in record.claims] == ["R3.1", "R2.1"]
    assert list(record.reports) == ["R3", "R2"]
    assert record.claims[0].known == record.reports["R3"].published
    assert record.claims[1].known == record.reports["R2"].recorded


def test_what_was_known_leaves_out_what_entered_later(build: Build) -> None:
    record = build(LATER.format(WORDS), EARLIER.format(WORDS)).record
    before = as_known(record, record.reports["R3"].published)
    assert [claim.id for claim in before.claims] == ["R3.1"]
    assert list(before.reports) == ["R3"]
    assert (before.sources, before.offices) == (record.sources, record.offices)
    assert as_known(record, before.claims[0].known - 1).claims == ()
    assert as_known(record, NEVER) == record
    assert len(record.claims) == 2, "nothing was taken from the record itself"


def test_coverage_is_left_out_until_it_was_known(build: Build) -> None:
    covered = "coverage by cross\n  of south releases captives\n  from 2025-10-13 to 2025-10-15\n"
    record = build(LATER.format(covered + "  said by wire\n")).record
    (coverage,) = record.coverage
    assert as_known(record, coverage.known).coverage == (coverage,)
    assert as_known(record, coverage.known - 1).coverage == ()


def test_order_of_files_changes_nothing_but_ties(build: Build) -> None:
    texts = [LATER.format(WORDS), EARLIER.format(WORDS)]
    assert build(*texts).record == build(*reversed(texts)).record


def test_an_empty_record_is_fine(build: Build) -> None:
    built = build()
    assert (built.record.claims, built.record.reports, built.diagnostics) == ((), {}, ())


def test_levels_by_word_and_by_number(report: Build) -> None:
    shut = report("claim wire says\n  bridge is at most partly-open\n  on 2025-10-13").claim.content
    assert isinstance(shut, LevelContent)
    assert (shut.level.comparison, shut.level.value) == ("at-most", 1)
    half = report("claim wire says\n  held is 53\n  on 2025-10-13").claim.content
    assert (half.level.level, half.level.value) == ("held", 53)


def test_an_office_may_act(report: Build) -> None:
    content = report("claim wire says\n  north/minister leads cross\n  in 2025-10").claim.content
    assert isinstance(content, EventContent)
    assert (content.deed.actors, content.deed.thing) == (("north/minister",), "cross")


def test_a_position_for_the_present_only(report: Build) -> None:
    built = report('position north postpones "sending trucks"\n  for now\n  on 2025-10-19')
    assert built.diagnostics == ()
    (position,) = built.record.positions
    assert (position.attitude, position.for_now) == ("postpones", True)


PLANNED = "claim wire expects\n  north releases captives\n  on 2025-10-19\n"


def test_a_claim_says_what_became_of_another(report: Build) -> None:
    built = report(f"{PLANNED}claim wire says\n  resolves R1.1 as did not\n  on 2025-10-20")
    assert built.diagnostics == ()
    resolution = built.record.claims[1].content
    assert isinstance(resolution, ResolutionContent)
    assert (resolution.entry, resolution.result) == ("R1.1", "did not")


@pytest.mark.parametrize(
    ("resolving", "name"),
    [
        ("claim wire says\n  resolves R1.4 as late\n  on 2025-10-20", "unknown-entry"),
        ("claim wire says\n  resolves R1.2 as late\n  on 2025-10-20", "nothing-to-resolve"),
        ("claim wire expects\n  resolves R1.1 as late\n  on 2025-10-20", "resolved-by-nobody"),
    ],
)
def test_what_resolves_nothing_is_left_out(report: Build, resolving: str, name: str) -> None:
    built = report(PLANNED + resolving)
    assert built.names == [name]
    assert len(built.record.claims) == 1


def test_a_level_that_is_to_come_comes_within_its_time(report: Build) -> None:
    """A level stands from a day on; one that is expected on a day comes about on that day."""
    for moment in ("on 2025-10-25", "from 2025-10-25"):
        content = report(f"claim wire expects\n  bridge is open\n  {moment}").claim.content
        assert isinstance(content, LevelContent)
        assert content.when.end - content.when.start == 24 * 60 * 60
