"""Levels: what lasts until somebody says otherwise."""

import pytest

from servanda.evidence.level import stands
from servanda.evidence.viewpoint import Viewpoint
from servanda.values.deed import LevelIs
from servanda.values.quantity import Range, exactly
from tests.evidence.weighing import heard, level
from tests.verdict.small_world import small_world

SHUT, AJAR, OPEN = exactly(0), exactly(1), exactly(2)
RECOGNISING = Viewpoint("r", "R", recognises=frozenset({"monitors"}))


def gate(word: str, when: str, who: str = "observer", says: str = "says") -> str:
    return f"claim {who} {says}\n  gate is {word}\n  {when}\n\n"


def values(claims: str, *dates: str, viewpoint: Viewpoint | None = None) -> list[Range | None]:
    found = level(claims, viewpoint) if viewpoint else level(claims)
    world = heard(claims)
    stands = [found.values.at(world.instant(date)) for date in dates]
    return [stand.told if stand else None for stand in stands]


def test_nobody_has_said() -> None:
    assert values("", "2025-12-01") == [None]


def test_a_level_lasts_until_somebody_says_otherwise() -> None:
    said = gate("open", "on 2025-10-05") + gate("shut", "on 2025-11-05")
    dates = ("2025-10-05", "2025-10-06", "2025-11-05", "2025-11-06", "2026-12-01")
    assert values(said, *dates) == [None, OPEN, OPEN, SHUT, SHUT]


def test_a_level_said_from_and_to_lasts_so_long() -> None:
    said = gate("open", "from 2025-10-05 to 2025-10-07")
    assert values(said, "2025-10-07", "2025-10-08") == [OPEN, None]


def test_the_end_of_an_earlier_window_does_not_end_a_later_level() -> None:
    said = gate("shut", "from 2025-10-01 to 2025-10-10") + gate("open", "on 2025-10-05")
    assert values(said, "2025-10-06", "2025-10-11") == [OPEN, OPEN]


def test_who_gains_by_it_only_widens_what_was_known() -> None:
    said = gate("shut", "on 2025-10-05") + gate("open", "on 2025-11-05", "north-office")
    assert values(said, "2025-10-06", "2025-11-06") == [SHUT, Range(0, 2)]


def test_who_gains_by_it_and_was_first_leaves_the_rest_open() -> None:
    assert values(gate("ajar", "on 2025-10-05", "north-office"), "2025-10-06") == [Range(0, 1)]


def test_an_accepted_camp_says_how_it_stands() -> None:
    accepting = Viewpoint("north", "N", accepts=frozenset({"north"}))
    said = gate("shut", "on 2025-10-05") + gate("open", "on 2025-11-05", "north-office")
    assert values(said, "2025-11-06", viewpoint=accepting) == [OPEN]


def test_rival_words_of_one_day_leave_a_range() -> None:
    said = gate("ajar", "on 2025-10-05") + gate("open", "on 2025-10-05", "guard")
    assert values(said, "2025-10-06") == [Range(1, 2)]


def test_a_denial_alone_changes_nothing() -> None:
    said = gate("ajar", "on 2025-10-05") + gate("open", "on 2025-11-05", says="denies")
    assert values(said, "2025-11-06") == [AJAR]


@pytest.mark.parametrize(
    ("comparison", "value", "expected"),
    [
        ("at-least", Range(1, 2), (False, True)),
        ("at-least", exactly(2), (True, True)),
        ("at-most", Range(1, 3), (False, True)),
        ("at-most", Range(0, 2), (True, True)),
        ("above", exactly(2), (False, False)),
        ("above", Range(2, 3), (False, True)),
        ("below", exactly(2), (False, False)),
        ("below", Range(0, 1), (True, True)),
        ("exactly", exactly(2), (True, True)),
        ("exactly", Range(1, 3), (False, True)),
        ("exactly", Range(0, 1), (False, False)),
    ],
)
def test_how_a_range_stands_to_two(
    comparison: str, value: Range, expected: tuple[bool, bool]
) -> None:
    assert stands(LevelIs("gate", comparison, 2), value) == expected  # type: ignore[arg-type]


def test_what_lasts_longer_goes_on_when_a_shorter_claim_ends() -> None:
    said = (
        "claim observer says\n  gate is shut\n  from 2025-10-02 to 2025-10-04\n\n"
        "claim second-observer says\n  gate is shut\n  from 2025-10-02 to 2025-10-30\n\n"
        "claim observer says\n  gate is ajar\n  from 2025-10-10 to 2025-10-12\n\n"
    )
    world = small_world("duty gate\n  north keeps gate open\n", said)
    states = [world.state("gate", f"2025-10-{day}") for day in ("03", "06", "20")]
    assert states == ["short", "short", "short"]
    assert world.state("gate", "2025-11-05") == "undetermined: unreported"


def window(word: str, when: str, who: str, says: str = "says") -> str:
    return gate(word, f"from {when}", who, says)


def test_two_who_speak_of_the_same_days_leave_a_range_whoever_began_later() -> None:
    said = window("shut", "2025-10-02 to 2025-10-30", "wire") + window(
        "ajar", "2025-10-10", "paper"
    )
    assert values(said, "2025-10-06", "2025-10-11", "2025-10-31") == [SHUT, Range(0, 1), AJAR]


def test_the_same_origin_says_otherwise_of_a_part_of_its_days() -> None:
    said = window("shut", "2025-10-02 to 2025-10-30", "wire")
    said += window("ajar", "2025-10-10 to 2025-10-12", "wire")
    assert values(said, "2025-10-06", "2025-10-11", "2025-10-14") == [SHUT, AJAR, SHUT]


def test_a_weak_claim_does_not_displace_a_finding_by_beginning_later() -> None:
    found = window("open", "2025-10-02 to 2025-10-30", "monitors", "finds")
    said = found + window("shut", "2025-10-03", "wire")
    assert values(said, "2025-10-06", viewpoint=RECOGNISING) == [OPEN]
    track = level(said, RECOGNISING)
    assert track.is_contested_by(heard(said).instant("2025-10-06"))
    assert not level(found, RECOGNISING).is_contested_by(heard(said).instant("2025-10-06"))


def test_what_a_finding_refuted_is_not_heard_when_the_finding_ends() -> None:
    said = window("open", "2025-10-02 to 2025-10-30", "monitors", "finds")
    said += window("shut", "2025-10-03", "wire")
    assert values(said, "2025-10-31", viewpoint=RECOGNISING) == [None]


def test_beside_a_finding_that_is_carried_on_a_weaker_word_leaves_a_range() -> None:
    said = window("open", "2025-10-02", "monitors", "finds") + window("shut", "2025-10-08", "wire")
    assert values(said, "2025-10-06", "2025-10-09", viewpoint=RECOGNISING) == [OPEN, Range(0, 2)]


def test_a_finding_replaces_what_was_only_said() -> None:
    said = window("shut", "2025-10-02", "wire") + window("open", "2025-10-08", "monitors", "finds")
    assert values(said, "2025-10-06", "2025-10-09", viewpoint=RECOGNISING) == [SHUT, OPEN]


def test_who_gains_by_it_widens_from_what_was_known_on() -> None:
    said = gate("ajar", "on 2025-10-05") + gate("open", "on 2025-11-05", "north-office")
    assert values(said, "2025-11-06") == [Range(1, 2)]


AT_MOST = "duty d\n  north keeps held at most 50\n"
AT_LEAST = "duty d\n  north keeps held at least 50\n"
EXACTLY = "duty d\n  north keeps held 50\n"
BAN = "ban d\n  north must not bring held above 50\n"
BAN_BELOW = "ban d\n  north must not bring held below 50\n"
SHUT_IT = "duty d\n  north keeps gate shut\n"
BAN_OPENING = "ban d\n  north must not bring gate to open\n"
WEAK, NONE_SAID = "undetermined: short of the standard", "undetermined: unreported"


@pytest.mark.parametrize(
    ("clause", "level_said", "alleged", "by_bearer", "by_other"),
    [
        (AT_MOST, "held is 40", "met", WEAK, "met"),
        (AT_MOST, "held is 60", "partly met", "partly met", WEAK),
        (AT_MOST, "held is at most 40", "met", WEAK, "met"),
        (AT_MOST, "held is at least 40", NONE_SAID, NONE_SAID, WEAK),
        (AT_LEAST, "held is 60", "met", WEAK, "met"),
        (AT_LEAST, "held is 40", "partly met", "short", WEAK),
        (AT_LEAST, "held is at least 60", "met", WEAK, "met"),
        (AT_LEAST, "held is at most 60", NONE_SAID, NONE_SAID, WEAK),
        (EXACTLY, "held is 50", "met", WEAK, "met"),
        (EXACTLY, "held is 60", "partly met", "partly met", WEAK),
        (EXACTLY, "held is 40", "partly met", "short", WEAK),
        (BAN, "held is 40", "kept", WEAK, "kept"),
        (BAN, "held is 60", "breached", "breached", WEAK),
        (BAN, "held is at least 40", NONE_SAID, NONE_SAID, WEAK),
        (BAN_BELOW, "held is 60", "kept", WEAK, "kept"),
        (BAN_BELOW, "held is 40", "breached", "breached", WEAK),
        (SHUT_IT, "gate is shut", "met", WEAK, "met"),
        (SHUT_IT, "gate is open", "partly met", "partly met", WEAK),
        (BAN_OPENING, "gate is ajar", "kept", WEAK, "kept"),
        (BAN_OPENING, "gate is open", "breached", "breached", WEAK),
    ],
)
def test_nobody_shows_by_its_own_word_what_it_gains_from(
    clause: str, level_said: str, alleged: str, by_bearer: str, by_other: str
) -> None:
    """On the word of an outsider, of the bearer, and of the other side."""
    for who, state in (
        ("observer", alleged), ("north-office", by_bearer), ("south-office", by_other)
    ):  # fmt: skip
        said = f"claim {who} says\n  {level_said}\n  on 2025-10-05\n\n"
        assert (who, small_world(clause, said).state("d", "2025-11-05")) == (who, state)


@pytest.mark.parametrize("clause", [AT_MOST, AT_LEAST, EXACTLY, BAN, BAN_BELOW])
@pytest.mark.parametrize("number", [40, 50, 60])
def test_what_no_word_establishes_is_said_of_no_level(clause: str, number: int) -> None:
    said = f"claim observer says\n  held is {number}\n  on 2025-10-05\n\n"
    world = small_world(clause, said)
    for proof in ("corroborated", "conceded", "verified", "ruled"):
        assert world.state("d", "2025-11-05", proof=proof) == WEAK
