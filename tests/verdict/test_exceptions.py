"""Exceptions: what excuses whom, and that nobody is excused by what it did itself."""

import pytest

from servanda.evidence.viewpoint import Viewpoint
from tests.verdict.small_world import SmallWorld, nothing_of, small_world

BOTH = "ban raids\n  north and south must not raid valley\n"
MAPS = "duty maps\n  north delivers 1 maps to south\n  by 2025-10-20\n"


def raid(who: str, date: str) -> str:
    return f"claim observer says\n  {who} raids valley\n  on {date}\n\n"


def of_each(world: SmallWorld, at: str = "2025-12-01") -> dict[str, str]:
    return {one.bearer[0]: one.state for one in world.assessment(at).stipulations}


# --- Bans ----------------------------------------------------------------------------------------


def test_the_other_sides_deed_excuses() -> None:
    ban = "ban raids\n  north must not raid valley\n  unless south raids valley\n"
    before = small_world(ban, raid("north", "2025-10-10"))
    after = small_world(ban, raid("south", "2025-10-05") + raid("north", "2025-10-10"))
    assert (before.state("raids", "2025-12-01"), after.state("raids", "2025-12-01")) == (
        "breached", "excused",
    )  # fmt: skip
    assert after.verdict("raids", "2025-12-01").breach == "excused"


def test_nobody_is_excused_by_what_it_did_itself() -> None:
    ban = BOTH + "  unless south raids valley\n"
    world = small_world(ban, raid("south", "2025-10-05") + raid("north", "2025-10-10"))
    assert of_each(world) == {"north": "excused", "south": "breached"}


def test_of_several_exceptions_only_the_own_deed_falls_away() -> None:
    ban = BOTH + "  unless south raids valley or gate is open\n"
    claims = raid("south", "2025-10-05") + raid("south", "2025-10-10")
    shut = "claim observer says\n  gate is shut\n  on 2025-09-30\n\n"
    opened = "claim observer says\n  gate is open\n  on 2025-09-30\n\n"
    assert of_each(small_world(ban, claims + shut))["south"] == "breached"
    assert of_each(small_world(ban, claims + opened))["south"] == "excused"


def test_a_linkage_excuses_only_where_it_is_held() -> None:
    ban = "ban raids\n  north must not raid valley\n  linkage north: unless south raids valley\n"
    world = small_world(ban, raid("south", "2025-10-05") + raid("north", "2025-10-10"))
    holding = Viewpoint("north", "N", linkages_of=frozenset({"north"}))
    assert world.verdict("raids", "2025-12-01").state == "breached"
    held = world.verdict("raids", "2025-12-01", holding)
    assert (held.state, held.linkages) == ("excused", ("north",))


def own_deed_in_the_guise_of(words: str, exception: str, who: str = "south") -> str:
    ban = f"{words}ban raids\n  south must not raid valley\n  unless {exception}\n"
    world = small_world(ban, raid(who, "2025-10-05") + raid(who, "2025-10-10"))
    return world.state("raids", "2025-12-01")


def test_a_deed_of_an_office_is_an_own_deed() -> None:
    office = 'office south/army "the army of South"\n'
    assert own_deed_in_the_guise_of(office, "south/army raids valley", "south/army") == "breached"


@pytest.mark.parametrize(
    ("words", "exception"),
    [
        ('event attack "South attacks" is south raids valley\n', "attack"),
        ("", "south raids valley and 2025-10-02"),
    ],
)
def test_an_own_deed_excuses_in_no_guise(words: str, exception: str) -> None:
    assert own_deed_in_the_guise_of(words, exception) == "breached"


# --- Duties --------------------------------------------------------------------------------------


def test_a_failure_is_excused_where_the_exception_holds() -> None:
    duty = MAPS + "  unless south raids valley\n"
    nothing = nothing_of("maps", "2025-10-20")
    plain = small_world(duty, nothing).verdict("maps", "2025-10-25")
    excused = small_world(duty, nothing + raid("south", "2025-10-05")).verdict("maps", "2025-10-25")
    assert (plain.state, plain.breach) == ("overdue", "open")
    assert (excused.state, excused.breach, excused.timeliness) == ("excused", "excused", "excused")


def test_an_own_deed_excuses_no_failure() -> None:
    duty = MAPS + "  unless north raids valley\n"
    world = small_world(duty, nothing_of("maps", "2025-10-20") + raid("north", "2025-10-05"))
    assert world.state("maps", "2025-10-25") == "overdue"


def test_before_the_deadline_there_is_nothing_to_excuse() -> None:
    world = small_world(MAPS + "  unless south raids valley\n", raid("south", "2025-10-05"))
    assert world.state("maps", "2025-10-10") == "open"


def test_an_exception_that_comes_after_the_breach_closes_it_not() -> None:
    world = small_world(
        MAPS + "  unless south raids valley\n",
        nothing_of("maps", "2025-10-20") + raid("south", "2025-11-05"),
    )
    assert [world.state("maps", at) for at in ("2025-10-25", "2025-11-10")] == ["overdue"] * 2


def test_an_exception_that_may_hold_leaves_the_failure_undetermined() -> None:
    denied = raid("south", "2025-10-05").replace("observer says", "second-observer denies")
    world = small_world(
        MAPS + "  unless south raids valley\n",
        nothing_of("maps", "2025-10-20") + raid("south", "2025-10-05") + denied,
    )
    verdict = world.verdict("maps", "2025-10-25")
    assert verdict.state == "undetermined"
    assert verdict.breach == "undetermined"


def test_an_excuse_may_pass_again() -> None:
    """A raid excuses what follows within a day of it, and nothing later."""
    text = "ban raids\n  north must not raid south\n  unless within 24 hours of south raids north\n"
    said = "claim observer says\n  south raids north\n  on 2025-10-05 12:00\n\n"
    for when in ("2025-10-06 10:00", "2025-10-09 10:00"):
        said += f"claim observer says\n  north raids south\n  on {when}\n\n"
    world = small_world(text, said)
    assert world.state("raids", "2025-10-07") == "excused"
    incidents = world.verdict("raids", "2025-10-10").incidents
    assert incidents is not None
    assert incidents.confirmed == 1
