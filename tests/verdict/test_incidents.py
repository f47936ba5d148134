"""Incidents: which of them a ban that begins, ends or is suspended counts, and as what."""

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
