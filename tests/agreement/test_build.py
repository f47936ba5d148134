"""From trees to an agreement: the smallest examples."""

from datetime import UTC, datetime

from servanda.agreement import model
from servanda.agreement.build import build_agreement
from servanda.agreement.subjects import subjects
from servanda.language.catalogue import MEANINGS
from servanda.language.parse import parse_document
from servanda.values.deed import Deed, LevelIs, Share
from servanda.values.instant import Duration
from servanda.values.quantity import exactly

WORDS = """
agreement test "Test"
  time zone Asia/Jerusalem
  in force 2025-10-10 12:00
party a "A" binding c
party b "B"
actor c "C"
office a/minister "a minister"
area strip "the Strip"
area zone "the zone" within strip
action give "gives"
action carry "carries"
action put-beyond-use "puts beyond use"
action attack "attacks"
thing books "books"
thing pens "pens"
class red of books "red ones"
class blunt of pens "blunt ones"
level gate "the gate" from closed, ajar, open
level share "the share" in percent
event start "the start" is a gives pens
event whistle "the whistle"
action pay "pays"
"""


def built(block: str) -> tuple[model.Agreement, list[str]]:
    parsed = parse_document(f"```servanda{WORDS}{block}\n```\n", "a.md")
    assert [str(one) for one in parsed.diagnostics] == []
    agreement, _, told = build_agreement([parsed.document])
    assert agreement is not None
    assert all(one.name in MEANINGS for one in told)
    return agreement, [
        f"{one.name}: {one.message}" + (f" | {one.hint}" if one.hint else "") for one in told
    ]


def clauses(block: str) -> tuple[model.Clause, ...]:
    """The clauses of the one stipulation of a block that has nothing wrong."""
    agreement, told = built(block)
    assert told == []
    (found,) = subjects(agreement)
    return found.clauses


def condition(text: str) -> model.Condition:
    (_, found) = clauses(f"duty d\n  a gives books\n  from {text}")
    assert isinstance(found, model.FromClause)
    return found.condition


# --- What is meant -------------------------------------------------------------------------------


def test_the_agreement_itself() -> None:
    agreement, told = built('instrument plan "Plan" of 2025-09-29')
    assert told == []
    assert (agreement.name, agreement.title) == ("test", "Test")
    noon = datetime(2025, 10, 10, 9, tzinfo=UTC)
    assert agreement.in_force == int(noon.timestamp())
    assert agreement.actors["a"].binds == ("c",)
    assert agreement.areas["zone"].within == "strip"
    assert agreement.levels["gate"].words == ("closed", "ajar", "open")
    assert agreement.events["start"].deed == Deed(("a",), "give", "pens")
    assert agreement.instruments[0].dated == int(datetime(2025, 9, 28, 21, tzinfo=UTC).timestamp())


def test_deeds_are_in_base_form() -> None:
    (limb,) = clauses("duty d\n  a and b give 20 books to c via a/minister in zone")
    deed = Deed(("a", "b"), "give", "books", exactly(20), to="c", via="a/minister", place="zone")
    assert limb == model.DeedClause(deed)
    (limb,) = clauses("duty d\n  a puts-beyond-use books")
    assert limb == model.DeedClause(Deed(("a",), "put-beyond-use", "books"))
    (limb,) = clauses("duty d\n  a carries books")
    assert limb == model.DeedClause(Deed(("a",), "carry", "books"))


def test_a_quota_and_a_ratio() -> None:
    (limb,) = clauses("quota d\n  a gives 600 books each day of which 50 red")
    deed = Deed(("a",), "give", "books", exactly(600), (Share("red", exactly(50)),))
    assert limb == model.DeedClause(deed, Duration(1, "day"))
    limb, *_ = clauses(
        "duty d\n  a gives 5 pens for each books that b gives to a"
        "\n  compared at least\n  grace 2 days"
    )
    base = Deed(("b",), "give", "books", to="a")
    assert limb == model.DeedClause(Deed(("a",), "give", "pens", exactly(5)), None, base)


def test_a_ban_on_each_other() -> None:
    (limb,) = clauses("ban d\n  a and b must not attack each other")
    assert limb == model.DeedClause(Deed(("a", "b"), "attack", mutual=True))


def test_words_of_a_level_are_its_places() -> None:
    (limb,) = clauses("duty d\n  a keeps gate ajar")
    assert limb == model.LevelClause(("a",), LevelIs("gate", "exactly", 1.0))
    (limb,) = clauses("duty d\n  a and b keep share at most 53")
    assert limb == model.LevelClause(("a", "b"), LevelIs("share", "at-most", 53.0))


def test_above_is_more_than() -> None:
    (limb,) = clauses("ban d\n  a must not bring share above 53")
    assert limb == model.LevelClause(("a",), LevelIs("share", "above", 53.0))


def test_conditions() -> None:
    assert condition("start") == model.Happens("start")
    assert condition("a gives pens") == model.IsDone(Deed(("a",), "give", "pens"))
    assert condition("gate is open") == model.LevelStands(LevelIs("gate", "exactly", 2.0))
    assert condition("to be agreed") == model.ToBeAgreed()
    assert condition("start and not (2026-01-01 or start)") == model.All(
        (
            model.Happens("start"),
            model.Not(model.Any((condition("2026-01-01"), model.Happens("start")))),
        )
    )
    midnight = int(datetime(2027, 12, 30, 22, tzinfo=UTC).timestamp())
    assert condition("2027-12-31") == model.DateHasCome(midnight)


def test_dates() -> None:
    _, due = clauses("duty d\n  a gives books\n  by 2025-10-31")
    assert due == model.ByDateClause(int(datetime(2025, 10, 31, 22, tzinfo=UTC).timestamp()))
    _, due = clauses("duty d\n  a gives books\n  by 2025-10-31 12:00 +05:30")
    assert due == model.ByDateClause(int(datetime(2025, 10, 31, 6, 30, tzinfo=UTC).timestamp()))
    _, due = clauses("duty d\n  a gives books\n  by date to be agreed")
    assert due == model.ByAgreementClause()


def test_phases_and_funds() -> None:
    agreement, told = built(
        "phase two\n  begins when start\n  reading x: begins when phase two declared open by c\n"
        "  reading y: as it stands\n"
        "fund f\n  paid by a and b\n  linkage a: withheld until phase two open"
    )
    assert told == []
    assert agreement.phases[0].readings[0].clauses == (
        model.BeginsClause(model.PhaseIsDeclaredOpen("two", "c")),
    )
    assert agreement.funds[0].linkages[0] == model.Linkage(
        "a", (model.WithheldUntilClause(model.PhaseIsOpen("two")),)
    )


def test_a_verdict_can_cite_the_article() -> None:
    text = f"```servanda{WORDS}```\n## Point 5\n```servanda\nduty d\n  a gives books\n```\n"
    agreement, _, _ = build_agreement([parse_document(text, "a.md").document])
    assert agreement is not None
    assert agreement.stipulations[0].article == "Point 5"


def test_a_membership_may_be_told_by_the_month_or_the_year() -> None:
    agreement, told = built(
        'actor g "G"\n  member b from 2015-03 to 2015\n  member b from 2016-02-01'
    )
    assert told == []
    assert agreement is not None
    first, second = agreement.actors["g"].members
    calendar = agreement.calendar
    assert (first.start, first.end) == (
        calendar.month(2015, 3).start,
        calendar.month(2016, 1).start,
    )
    assert second.start == calendar.month(2016, 2).start
