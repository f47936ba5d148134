"""Levels, rights, aims, best efforts and results that others bring: the words for each kind."""

from dataclasses import replace

from servanda.evidence.viewpoint import NEUTRAL
from servanda.verdict.assess import assess
from tests.verdict.small_world import SmallWorld, nothing_of, small_world

KEEP = "duty keep-gate\n  north keeps gate open\n"
HOLD = "ban advance\n  north must not bring held above 53\n"
MAPS = "duty maps\n  north delivers 2 maps to south\n"
AT = "2025-12-01"


def level(name: str, word: str, when: str, who: str = "observer") -> str:
    return f"claim {who} says\n  {name} is {word}\n  {when}\n\n"


def delivered(number: int, date: str, actor: str = "north", who: str = "observer") -> str:
    return f"claim {who} says\n  {actor} delivers {number} maps to south\n  on {date}\n\n"


def states(world: SmallWorld, name: str, *dates: str) -> list[str]:
    return [world.state(name, date) for date in dates]


# --- Levels --------------------------------------------------------------------------------------


def test_a_level_is_kept_while_it_stands_so() -> None:
    world = small_world(
        KEEP,
        level("gate", "open", "on 2025-10-05") + level("gate", "ajar", "on 2025-10-10")
        + level("gate", "shut", "on 2025-10-15") + level("gate", "open", "on 2025-10-20"),
    )  # fmt: skip
    dates = ("2025-10-05", "2025-10-06", "2025-10-11", "2025-10-16", "2025-10-21")
    assert states(world, "keep-gate", *dates) == [
        "undetermined: unreported", "met", "partly met", "short", "met",
    ]  # fmt: skip


def test_a_level_of_which_two_say_different_things() -> None:
    rival = level("gate", "open", "on 2025-10-05") + level(
        "gate", "shut", "on 2025-10-05", "second-observer"
    )
    assert small_world(KEEP, rival).state("keep-gate", AT) == "undetermined: contested"


def test_a_limit_is_kept_until_it_is_passed() -> None:
    world = small_world(
        HOLD, level("held", "53", "on 2025-10-05") + level("held", "55", "on 2025-11-05")
    )
    assert states(world, "advance", "2025-10-05", "2025-10-10", "2025-11-10") == [
        "undetermined: unreported", "kept", "breached",
    ]  # fmt: skip


def test_a_limit_gone_back_to_closes_the_breach_and_not_the_word() -> None:
    world = small_world(
        HOLD, level("held", "55", "on 2025-10-05") + level("held", "50", "on 2025-11-05")
    )
    during, after = (world.verdict("advance", at) for at in ("2025-10-10", "2025-11-10"))
    assert (during.state, during.breach) == ("breached", "open")
    assert (after.state, after.breach) == ("breached", "closed")


def test_a_level_not_kept_is_a_continuing_breach() -> None:
    world = small_world(
        KEEP, level("gate", "shut", "on 2025-10-05") + level("gate", "open", "on 2025-11-05")
    )
    breaches = [world.verdict("keep-gate", at).breach for at in ("2025-10-10", "2025-11-10")]
    assert breaches == ["open", "closed"]


# --- Compliance ----------------------------------------------------------------------------------

COMPLIES = "duty keys\n  south delivers 1 keys to north\n  while north complies with {name}\n"
AID = "quota aid\n  north delivers 10 coins to south each day\n"
RATE = "5 coins to south each day from 2025-10-01 to 2025-10-31"
SHORT = f"claim observer says\n  north delivers {RATE}\n"


def test_who_is_overdue_does_not_comply() -> None:
    duty = MAPS + "  by 2025-10-05\n" + COMPLIES.format(name="maps")
    world = small_world(duty, nothing_of("maps", "2025-10-05"))
    assert [world.verdict("keys", at).force for at in ("2025-10-05", "2025-10-07")] == [
        "in force", "suspended",
    ]  # fmt: skip


def test_who_has_broken_a_ban_does_not_comply() -> None:
    ban = "ban raids\n  north must not raid valley\n" + COMPLIES.format(name="raids")
    raid = "claim observer says\n  north raids valley\n  on 2025-10-05\n"
    world = small_world(ban, raid)
    assert [world.verdict("keys", at).force for at in ("2025-10-05", "2025-10-07")] == [
        "in force", "suspended",
    ]  # fmt: skip


def test_who_falls_short_of_a_quota_does_not_comply() -> None:
    world = small_world(AID + COMPLIES.format(name="aid"), SHORT)
    aid = world.verdict("aid", "2025-11-05")
    assert (aid.state, aid.timeliness) == ("short", "overdue")
    assert world.verdict("keys", "2025-11-05").force == "suspended"


# --- Rights, aims, efforts -----------------------------------------------------------------------


def test_a_right_is_available_from_its_trigger_to_its_end() -> None:
    world = small_world(
        "right inspect\n  north delivers maps to south\n  from 2025-10-10\n  until 2025-11-10\n"
    )
    assert states(world, "inspect", "2025-10-09", "2025-10-10", "2025-11-10") == [
        "pending", "available", "ended",
    ]  # fmt: skip


def test_an_aim_is_only_tracked() -> None:
    world = small_world(
        "aim peace\n  north delivers 2 maps to south\n", nothing_of("maps", "2025-11-01")
    )
    verdict = world.verdict("peace", AT)
    assert (verdict.state, verdict.breach, verdict.timeliness) == ("tracked", "none", "none")


def test_words_alone_are_tracked() -> None:
    world = small_world('duty hope\n  north "does what it can"\n')
    assert world.state("hope", AT) == "tracked"


def test_best_efforts_are_reached_or_owed_and_never_overdue() -> None:
    duty = MAPS + "  by 2025-10-05\n  best effort\n"
    assert small_world(duty, nothing_of("maps", "2025-10-05")).state("maps", AT) == "best effort"
    assert small_world(duty, delivered(2, "2025-10-03")).state("maps", AT) == "done"


def test_best_effort_afterwards_begins_with_the_deadline() -> None:
    world = small_world(
        MAPS + "  by 2025-10-05\n  best effort afterwards\n", nothing_of("maps", "2025-10-05")
    )
    assert states(world, "maps", "2025-10-05", "2025-10-06") == ["open", "best effort"]


def test_as_soon_as_possible_is_never_overdue_by_itself() -> None:
    world = small_world(MAPS + "  as soon as possible\n", nothing_of("maps", "2025-11-01"))
    assert states(world, "maps", "2026-12-01") == ["open"]


def test_a_date_to_be_agreed_is_not_due() -> None:
    verdict = small_world(MAPS + "  by date to be agreed\n").verdict("maps", AT)
    assert (verdict.state, verdict.timeliness, verdict.due) == ("open", "not due", None)


# --- Who brought it about ------------------------------------------------------------------------


def test_a_result_that_another_brings_discharges_without_performance() -> None:
    duty = MAPS + "  outcome also when south seizes maps\n"
    seized = "claim observer says\n  south seizes 1 maps\n  on 2025-10-06\n\n"
    verdict = small_world(duty, delivered(1, "2025-10-05") + seized).verdict("maps", AT)
    assert (verdict.state, verdict.force) == ("done", "discharged")
    assert verdict.outcome is not None and verdict.performance is not None
    assert (verdict.outcome.low, verdict.performance.low) == (2, 1)


def test_who_else_does_the_same_does_not_perform_the_duty() -> None:
    assert small_world(MAPS, delivered(2, "2025-10-05", "east")).state("maps", AT) == "open"


# --- What was known ------------------------------------------------------------------------------


def test_what_was_not_known_then_does_not_count() -> None:
    world = small_world(MAPS, delivered(2, "2025-10-05"))
    asked = world.question(AT)
    known = [world.instant(date) for date in ("2026-12-30", "2026-12-31")]
    answers = [
        assess(world.agreement, world.record, NEUTRAL, replace(asked, known=instant)).stipulations[
            0
        ]
        for instant in known
    ]
    assert [one.state for one in answers] == ["open", "done"]


# --- Places and classes that a deed names --------------------------------------------------------


def test_a_withdrawal_from_one_place_is_none_from_another() -> None:
    words = 'action leave "moves out"\narea hill "the hill"\narea shore "the shore"\n'
    duties = "".join(
        f"duty {name}\n  north leaves coins from {name}\n" for name in ("hill", "shore")
    )
    said = "claim observer says\n  north leaves coins from hill\n  on 2025-10-05\n\n"
    world = small_world(words + duties, said)
    assert world.state("hill", "2025-10-06") == "done"
    assert world.state("shore", "2025-10-06") == "open"


def test_a_condition_asks_for_the_class_that_it_names() -> None:
    text = "duty maps\n  north delivers 1 maps to south\n"
    text += "  from north delivers 4 coins of which 4 gold\n"
    plain = "claim observer says\n  north delivers 4 coins{}\n  on 2025-10-05\n\n"
    assert small_world(text, plain.format(" of which 0 gold")).state("maps", "2025-10-06") == (
        "pending"
    )
    assert small_world(text, plain.format(" of which 4 gold")).state("maps", "2025-10-06") == "open"


def test_an_effort_that_succeeds_after_the_date_is_not_late() -> None:
    text = "duty maps\n  north delivers 1 maps to south\n  by 2025-10-10\n  best effort\n"
    said = "claim observer says\n  north delivers 1 maps to south\n  on 2025-10-20\n\n"
    verdict = small_world(text, said).verdict("maps", "2025-10-21")
    assert (verdict.state, verdict.timeliness) == ("done", "open")
    in_time = small_world(text, said.replace("10-20", "10-05")).verdict("maps", "2025-10-21")
    assert (in_time.state, in_time.timeliness) == ("done", "on time")
    undone = small_world(text).verdict("maps", "2025-10-21")
    assert (undone.state, undone.timeliness) == ("best effort", "open")


def test_limbs_that_differ_only_in_whom_they_serve_are_two() -> None:
    text = "duty maps\n  north delivers 1 maps to south\n  north delivers 1 maps to east\n"
    said = "claim observer says\n  north delivers 1 maps to east\n  on 2025-10-05\n\n"
    found = small_world(text, said).assessment("2025-10-06").stipulations
    assert {one.limb: one.state for one in found} == {
        None: "partly done",
        "north delivers maps to south": "open",
        "north delivers maps to east": "done",
    }
