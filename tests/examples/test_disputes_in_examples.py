"""The disputes that the reports of these agreements are full of, each with the least that would
end it."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from servanda.evidence.viewpoint import Viewpoint
from servanda.verdict.assess import assess
from servanda.verdict.assessment import Dispute, Question
from servanda.verdict.disputes import disputes
from servanda.verdict.settling import sides
from servanda.workspace import Workspace, default_question, open_workspace

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[2]


@cache
def workspace(example: str) -> Workspace:
    return open_workspace(ROOT / "examples" / example)


def question_at(example: str, at: str) -> Question:
    question = default_question(workspace(example), at, None, None, None, ())
    assert isinstance(question, Question)
    return question


def seen(example: str, whose: str) -> Viewpoint:
    return workspace(example).viewpoints[whose]


def between(example: str, first: Viewpoint, second: Viewpoint, at: str) -> tuple[Dispute, ...]:
    opened = workspace(example)
    assert opened.agreement is not None
    return disputes(opened.agreement, opened.record, first, second, question_at(example, at))


def the(found: tuple[Dispute, ...], name: str, limb: str | None = None) -> Dispute:
    (one,) = [each for each in found if each.name == name and each.limb == limb]
    return one


def identities(dispute: Dispute) -> list[list[str]]:
    return [[item.identity for item in one.items] for one in dispute.sets]


# --- Gaza ----------------------------------------------------------------------------------------

GAZA = "gaza-2025"


def test_phase_two_declared_open_and_not_recognised() -> None:
    """F093: the envoy declares it open, the prime minister says that it cannot be. Whoever comes
    round to Israel's reading, or to its not recognising the act, ends the difference; in that
    reading one fact is missing, and one act is not recognised."""
    at = "2026-01-20"
    two = the(between(GAZA, seen(GAZA, "us"), seen(GAZA, "israel"), at), "two")
    assert (two.first, two.second, two.causes) == ("open", "not open", ("text", "acts"))
    assert identities(two) == [["reading:two"], ["declared:two:us"]]
    opened = workspace(GAZA)
    assert opened.agreement is not None
    answer = assess(opened.agreement, opened.record, seen(GAZA, "israel"), question_at(GAZA, at))
    (phase,) = [each for each in answer.phases if each.name == "two"]
    assert set(phase.blocked_by) == {"return-remains done", "phase two declared open by us"}


def test_once_the_missing_fact_is_there_the_act_alone_parts_them() -> None:
    """Both read the gate as Israel does. Before the last remains are found (F097) neither sees it
    open, whatever it makes of the declaration; afterwards only that is left."""
    strict = seen(GAZA, "israel")
    trusting = replace(seen(GAZA, "hamas"), name="trusting", reads=strict.reads)
    before = between(GAZA, strict, trusting, "2026-01-20")
    assert "two" not in {dispute.name for dispute in before}
    two = the(between(GAZA, strict, trusting, "2026-01-31"), "two")
    assert (two.first, two.second) == ("not open", "open")
    assert identities(two) == [["declared:two:us"]]


@pytest.mark.parametrize(
    ("first", "second", "words"),
    [("us", "israel", ("undetermined", "met")), ("un", "israel", ("short", "met"))],
)
def test_truck_counts(first: str, second: str, words: tuple[str, str]) -> None:
    """Every figure is a thing of its own, by the claim that gives it; none is a sum or a mean."""
    aid = the(between(GAZA, seen(GAZA, first), seen(GAZA, second), "2026-01-20"), "aid")
    assert (aid.first, aid.second, aid.causes[0]) == (*words, "facts")
    known = {claim.id for claim in workspace(GAZA).record.claims}
    figures = [item for one in aid.sets for item in one.items if item.over == "facts"]
    assert figures
    for item in figures:
        assert item.identity == f"tally:{item.claim}"
        assert item.claim in known


def test_fifteen_for_each_is_a_matter_of_reading() -> None:
    """F059: no exchange for remains of foreigners. Whoever counts them finds Israel behind."""
    nationals = seen(GAZA, "un")
    literal = replace(
        nationals,
        name="literal",
        reads=tuple(
            (name, "literal" if name == "return-palestinian-remains" else reading)
            for name, reading in nationals.reads
        ),
    )
    found = between(GAZA, nationals, literal, "2025-11-04")
    ratio = the(found, "return-palestinian-remains")
    assert ratio.first != ratio.second
    assert ratio.causes == ("text",)
    assert identities(ratio) == [["reading:return-palestinian-remains"]]


def test_tallies_of_violations_stand_side_by_side() -> None:
    """Each side counts the other's; each count is a thing of its own, weighed for whom it is
    about, under its own rule."""
    opened = workspace(GAZA)
    assert opened.agreement is not None
    both = sides(
        opened.agreement, opened.record, seen(GAZA, "israel"), seen(GAZA, "hamas"),
        question_at(GAZA, "2025-12-31"),
    )  # fmt: skip
    of_hamas, of_israel = (
        {item.claim: item for item in both.contested(("hostilities", (who,), None))}
        for who in ("hamas", "israel")
    )
    assert (of_hamas["F072.1"].first, of_hamas["F072.1"].second) == (
        "32", "0 to 32",
    )  # fmt: skip
    assert (of_israel["F073.1"].first, of_israel["F073.1"].second) == (
        "0 to 497", "497",
    )  # fmt: skip
    assert "F073.1" not in of_hamas and "F072.1" not in of_israel


def test_territory_held_is_a_matter_of_reading() -> None:
    """Whether the lines may move while the other side is said not to comply."""
    found = between(GAZA, seen(GAZA, "un"), seen(GAZA, "us"), "2026-01-20")
    held = the(found, "re-entry", "territory-held")
    assert (held.first, held.second, held.causes) == ("kept", "suspended", ("text",))
    assert ["reading:re-entry"] in identities(held)


# --- Colombia and Minsk --------------------------------------------------------------------------


def test_the_certified_thirty_per_cent() -> None:
    """C10, C12: stored by the date to which the commission of both had moved it. Who does not
    recognise that it could be moved finds it late; the Mission's word on the weapons parts nobody.
    """
    example = "colombia-2016"
    recognising = seen(example, "un")
    rejecting = replace(
        recognising, name="rejecting", recognises_acts_of=frozenset(),
        rejects_acts_of=frozenset({"csivi"}),
    )  # fmt: skip
    first = the(between(example, recognising, rejecting, "2017-06-10"), "lay-down", "first")
    assert first.first != first.second
    assert first.causes == ("acts",)
    assert identities(first) == [["act:extend:lay-down/first:1"]]


def test_the_withdrawal_claimed_and_unverified() -> None:
    """K06, K07: said to be complete by those who owe it, and not verified by the mission."""
    example = "minsk-2015"
    found = between(example, seen(example, "ukraine"), seen(example, "cadlr"), "2015-11-01")
    (withdrawal,) = [each for each in found if each.name == "weapons-withdrawal"]
    assert (withdrawal.first, withdrawal.second) == ("undetermined", "done")
    assert withdrawal.causes == ("facts",)
    assert {item.claim for one in withdrawal.sets for item in one.items} == {"K06.1", "K07.1"}
