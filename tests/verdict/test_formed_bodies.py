"""A body that a stipulation forms owes nothing and holds no power before that is done."""

from servanda.evidence.viewpoint import NEUTRAL
from servanda.verdict.blockers import blockers
from tests.verdict.small_world import small_world

AGREED = """
body council "a council"
  formed by form-council
action form "brings into being"

duty form-council
  north and south form council
  as soon as possible

duty maps
  council delivers 10 maps to south
  by 2025-10-10

ban raids
  council must not raid valley

power reset
  council may extend keys

duty keys
  north delivers 10 keys to south
  by 2025-10-10
"""
FORMED = "claim observer says\n  north and south form council\n  on 2025-10-20\n\n"
NOTHING = "claim observer says\n  council delivers 0 maps to south in total up to 2025-10-31\n\n"


def states(claims: str, date: str) -> list[str]:
    world = small_world(AGREED, claims)
    return [world.verdict(name, date).state for name in ("maps", "raids", "reset")]


def test_before_it_is_formed_it_is_not_overdue_and_has_no_power() -> None:
    assert states(NOTHING, "2025-12-01") == ["pending", "pending", "pending"]
    because = small_world(AGREED).verdict("maps", "2025-12-01").because
    assert because.startswith("It waits for form-council done")


def test_once_it_is_formed_it_owes() -> None:
    assert states(FORMED, "2025-10-20")[0] == "pending"
    assert states(FORMED + NOTHING, "2025-12-01") == ["overdue", "undetermined", "available"]


def test_its_power_is_used_only_once_it_exists() -> None:
    act = "claim council says\n  council extends keys by 10 days\n  on {}\n\n"
    sources = 'source council "the council"\n'
    before = small_world(AGREED + sources, FORMED + act.format("2025-10-09"))
    assert "did not reach so far then" in before.verdict("keys", "2025-12-01").because
    after = small_world(AGREED + sources, FORMED + act.format("2025-10-21"))
    assert "under reset" in after.verdict("keys", "2025-12-01").because


def test_what_blocks_it_is_that_it_is_not_formed() -> None:
    world = small_world(AGREED)
    question = world.question("2025-12-01")
    ((_, found),) = blockers(world.agreement, world.record, NEUTRAL, question, "maps")
    assert [(one.what, one.whose_move) for one in found] == [
        ("form-council done", ("north", "south"))
    ]


def test_a_body_that_helps_to_form_itself_does_not_wait_for_itself() -> None:
    itself = AGREED.replace("north and south form council", "north and council form council")
    assert small_world(itself).verdict("form-council", "2025-12-01").state == "open"
