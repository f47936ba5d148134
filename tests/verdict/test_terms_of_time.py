"""Lead times, notice, terms that renew themselves or grow with what is done."""

from tests.verdict.small_world import nothing_of, small_world

WORDS = """
action object "objects"
action fly "flies over"
thing sorties "flights"
"""


def delivered(number: int, thing: str, date: str) -> str:
    return f"claim observer says\n  north delivers {number} {thing} to south\n  on {date}\n\n"


# --- At least so long before ---------------------------------------------------------------------

AHEAD = """
event opening "the conference opens" on 2025-12-31
duty maps "Maps beforehand"
  north delivers 3 maps to south
  at least 30 days before opening
"""


def test_what_is_due_ahead_of_a_date_is_due_on_the_day_so_long_before() -> None:
    world = small_world(AHEAD, nothing_of("maps", "2025-12-05"))
    assert world.state("maps", "2025-12-01") == "open"
    assert world.state("maps", "2025-12-06") == "overdue"
    due = world.verdict("maps", "2025-12-06").due
    assert due is not None
    assert due.end == world.instant("2025-12-02")


def test_ahead_of_an_event_nobody_foresaw_it_is_known_only_then() -> None:
    text = "duty maps\n  north delivers 3 maps to south\n  at least 10 days before signature\n"
    signed = "claim observer says\n  south signs treaty\n  on 2025-11-20\n\n"
    late = small_world(text, delivered(3, "maps", "2025-11-15") + signed)
    assert late.state("maps", "2025-11-21") == "done late"
    early = small_world(text, delivered(3, "maps", "2025-11-10") + signed)
    assert early.state("maps", "2025-11-21") == "done"
    never = small_world(text, nothing_of("maps", "2025-11-30") + signed)
    assert never.state("maps", "2025-11-19") == "open"
    assert never.state("maps", "2025-12-01") == "overdue"


# --- Notice --------------------------------------------------------------------------------------

NOTICE = """
ban raids
  north and south must not raid each other
power leave-it
  north may terminate raids after 14 days notice
"""
LEAVES = "claim north-office says\n  north terminates raids\n  on 2025-11-01\n\n"


def test_an_act_with_notice_works_when_the_notice_is_over() -> None:
    world = small_world(NOTICE, LEAVES)
    forces = [
        {one.force for one in world.assessment(date).stipulations if one.name == "raids"}
        for date in ("2025-11-02", "2025-11-15", "2025-11-16")
    ]
    assert forces == [{"in force"}, {"in force"}, {"terminated"}]


# --- Terms ---------------------------------------------------------------------------------------

TRUCE = "ban raids\n  north must not raid south\n  for 4 days\n"


def test_a_term_renews_itself_until_somebody_objects() -> None:
    text = WORDS + TRUCE + "  renewed for 2 days unless south objects\n"
    quiet = small_world(text)
    assert quiet.verdict("raids", "2025-12-30").force == "in force"
    objected = "claim observer says\n  south objects\n  on 2025-10-08\n\n"
    ended = small_world(text, objected)
    assert ended.verdict("raids", "2025-10-09").force == "in force"
    assert ended.verdict("raids", "2025-10-10").force == "lapsed"


def test_an_objection_that_is_only_asserted_ends_it_perhaps() -> None:
    text = WORDS + TRUCE + "  renewed for 2 days unless south objects\n"
    objected = "claim north-office says\n  south objects\n  on 2025-10-08\n\n"
    world = small_world(text, objected)
    assert world.verdict("raids", "2025-10-09").force == "in force"
    assert world.verdict("raids", "2025-10-12").force == "undetermined"


def test_what_is_done_makes_a_term_longer() -> None:
    text = TRUCE + "  longer by 1 day for each 10 coins that south delivers to north\n"
    given = "claim observer says\n  south delivers 25 coins to north\n  on 2025-10-03\n\n"
    assert small_world(text).verdict("raids", "2025-10-06").force == "lapsed"
    longer = small_world(text, given)
    assert longer.verdict("raids", "2025-10-07").force == "in force"
    assert longer.verdict("raids", "2025-10-08").force == "lapsed"


NOTICED = """
action notify "gives notice of" single object
thing termination "the end of the truce"
ban raids
  north must not raid south
  for 10 days
  renewed for 10 days unless south notifies termination at least 4 days before its end
"""


def force_of_raids(*dates: str) -> list[str]:
    """On the last day of each of the first terms, and the day after."""
    notices = "".join(
        f"claim observer says\n  south notifies termination\n  on {date}\n\n" for date in dates
    )
    world = small_world(NOTICED, notices)
    days = ("2025-10-11", "2025-10-12", "2025-10-21", "2025-10-22", "2025-10-31", "2025-11-01")
    return [world.verdict("raids", day).force for day in days]


def test_notice_in_time_ends_a_term_and_notice_too_late_the_one_after() -> None:
    on, off = "in force", "lapsed"
    assert force_of_raids() == [on, on, on, on, on, on]
    assert force_of_raids("2025-10-07") == [on, off, off, off, off, off]
    assert force_of_raids("2025-10-08") == [on, on, on, off, off, off]
    assert force_of_raids("2025-10-18") == [on, on, on, on, on, off]
