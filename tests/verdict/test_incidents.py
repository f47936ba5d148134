"""Incidents: which of them a ban that begins, ends or is suspended counts, and as what."""

import pytest

from servanda.verdict.assessment import Incidents
from tests.verdict.small_world import small_world

BAN = "ban raids\n  north must not raid valley\n  "
RAID = "claim observer says\n  north raids valley\n  "


def incidents(clause: str, when: str) -> tuple[int, int]:
    """How many raids are confirmed and alleged on 1 December."""
    counted = small_world(BAN + clause, RAID + when).verdict("raids", "2025-12-01").incidents
    assert counted is not None
    return counted.confirmed, counted.alleged


def test_an_incident_within_the_ban_is_confirmed() -> None:
    assert incidents("from 2025-11-05", "on 2025-11-05") == (1, 0)
    assert incidents("until 2025-11-06", "on 2025-11-05") == (1, 0)


def test_an_incident_outside_the_ban_is_none() -> None:
    assert incidents("from 2025-11-05", "on 2025-11-04") == (0, 0)
    assert incidents("until 2025-11-05", "on 2025-11-05") == (0, 0)


def test_an_incident_perhaps_while_suspended_is_only_alleged() -> None:
    assert incidents("while not 2025-11-05", "between 2025-11-01 and 2025-11-10") == (0, 1)


def test_an_incident_perhaps_before_the_ban_is_alleged() -> None:
    assert incidents("from 2025-11-05", "between 2025-11-01 and 2025-11-10") == (0, 1)


def test_an_exception_that_begins_after_the_incident_excuses_nothing() -> None:
    assert incidents("unless 2025-11-06", "on 2025-11-05") == (1, 0)


def test_an_exception_that_begins_within_the_incident_leaves_it_open() -> None:
    assert incidents("unless 2025-11-05", "between 2025-11-01 and 2025-11-10") == (0, 1)


def test_an_incident_known_to_the_minute_is_counted() -> None:
    said = "claim observer says\n  north raids south\n  on 2025-10-06 10:00\n\n"
    world = small_world("ban raids\n  north must not raid south\n", said)
    assert world.state("raids", "2025-10-06 09:59") == "undetermined: unreported"
    assert world.state("raids", "2025-10-07") == "breached"


# --- An author whom nobody names -----------------------------------------------------------------

BOTH = "ban raids\n  north and south must not raid each other\n"
NOBODYS = "claim observer says\n  unknown persons raid valley\n  on 2025-10-06\n"
COVERED = """
coverage by monitors
  of north raids valley
  from 2025-10-01 to 2025-11-30
  said by observer
"""


def test_what_unknown_persons_did_is_counted_and_is_nobodys_breach() -> None:
    verdict = small_world(BAN, NOBODYS).verdict("raids", "2025-10-08")
    assert (verdict.state, verdict.cause) == ("undetermined", "author not named")
    assert verdict.incidents == Incidents(0, 0, 1)
    assert "1 incident, author not named (observer)" in verdict.because
    before = small_world(BAN, NOBODYS).verdict("raids", "2025-10-05")
    assert before.incidents == Incidents(0, 0, 0)


def test_it_shows_beside_a_breach_of_the_bearer_and_adds_nothing_to_it() -> None:
    world = small_world(BAN, RAID + "on 2025-10-20\n\n" + NOBODYS)
    verdict = world.verdict("raids", "2025-10-22")
    assert (verdict.state, verdict.incidents) == ("breached", Incidents(1, 0, 1))


def test_a_ban_is_not_kept_while_nobody_knows_who_did_it() -> None:
    assert small_world(BAN, COVERED).state("raids", "2025-10-08") == "kept"
    world = small_world(BAN, COVERED + "\n" + NOBODYS)
    assert world.state("raids", "2025-10-05") == "kept"
    assert world.state("raids", "2025-10-08") == "undetermined: author not named"


def test_an_author_named_under_the_same_label_takes_it_away() -> None:
    named = "claim observer says\n  {} raids valley\n  on 2025-10-06\n  as raid-1\n\n"
    nobodys = NOBODYS + "  as raid-1\n\n"
    by_east = small_world(BAN, nobodys + named.format("east"))
    assert by_east.state("raids", "2025-10-08") == "undetermined: unreported"
    by_north = small_world(BAN, nobodys + named.format("north")).verdict("raids", "2025-10-08")
    assert (by_north.state, by_north.incidents) == ("breached", Incidents(1, 0, 0))


def test_it_does_no_duty_and_meets_no_condition() -> None:
    given = "claim observer says\n  unknown persons deliver 3 maps to south\n  on 2025-10-06\n"
    duty = "duty maps\n  north delivers 3 maps to south\n  by 2025-10-20\n"
    verdict = small_world(duty, given).verdict("maps", "2025-10-08")
    assert verdict.outcome is not None and verdict.outcome.high == 0


def test_what_was_done_to_a_bearer_is_not_held_beside_its_own_ban() -> None:
    world = small_world(BOTH, NOBODYS.replace("valley", "south"))
    found = {
        one.bearer: one.incidents
        for one in world.assessment("2025-10-08").stipulations
        if one.name == "raids"
    }
    assert found == {("north",): Incidents(0, 0, 1), ("south",): Incidents(0, 0, 0)}


@pytest.mark.parametrize(
    ("denied", "states"),
    [
        ("", ["kept", "kept", "kept"]),
        ("access denied to monitors\n  in valley\n  from 2025-10-10 to 2025-10-20\n"
         "  said by observer\n",
         ["kept", "undetermined: unreported", "undetermined: unreported"]),
        ("access denied to rangers\n  in valley\n  from 2025-10-10 to 2025-10-20\n"
         "  said by observer\n",
         ["kept", "kept", "kept"]),
    ],
)  # fmt: skip
def test_who_is_shut_out_while_said_to_cover_shows_nothing(denied: str, states: list[str]) -> None:
    rangers = 'body rangers "rangers"\n\n'
    world = small_world(rangers + BAN, COVERED + "\n" + denied)
    found = [world.state("raids", at) for at in ("2025-10-08", "2025-10-15", "2025-11-15")]
    assert found == states


def test_more_event_by_event_than_in_total_is_contested() -> None:
    clause = "duty maps\n  north delivers 20 maps to south\n  by 2025-12-01\n"
    events = "".join(
        f"claim observer says\n  north delivers {number} maps to south\n  on 2025-10-{day:02}\n\n"
        for number, day in ((13, 5), (7, 6), (7, 7))
    )
    total = "claim second-observer says\n  north delivers 20 maps to south in total up to {}\n"
    for day, contested in (("2025-10-10", True), ("2025-10-06", False)):
        world = small_world(clause, events + total.format(day))
        assert world.verdict("maps", "2025-11-01").contested is contested
    assert not small_world(clause, events).verdict("maps", "2025-11-01").contested
