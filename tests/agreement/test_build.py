"""From trees to an agreement: the smallest examples, and every complaint word for word."""

from datetime import UTC, datetime

import pytest

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
    limb, *_ = clauses("duty d\n  a gives 5 pens for each books that b gives to a\n  grace 2 days")
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


# --- What is wrong -------------------------------------------------------------------------------

DUTY = "duty d\n  a gives books\n"


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        (
            "duty d\n  aa gives books",
            "unknown-actor: `aa` is not declared as an actor | did you mean `a`?",
        ),
        (
            "duty d\n  untill start",
            "unknown-actor: `untill` is not declared as an actor | did you mean `until`?",
        ),
        (
            "duty d\n  a gvies books",
            "unknown-action: `gvies` is not a form of any declared action | did you mean `gives`?",
        ),
        (
            "duty d\n  a gives boks",
            "unknown-thing: `boks` is not declared as a thing | did you mean `books`?",
        ),
        (
            "duty d\n  a gives books in books",
            "unknown-area: `books` is not declared as an area | it is declared as a thing",
        ),
        (
            "duty d\n  a gives 5 books of which 3 rad",
            "unknown-class: `rad` is not declared as a class | did you mean `red`?",
        ),
        (
            "duty d\n  a gives 5 books of which 3 blunt",
            "class-of-another-thing: `blunt` is a class of pens, not of books",
        ),
        (
            "duty d\n  a gives 5 books of which 7 red",
            "absurd-quantity: this part is more than the whole",
        ),
        (
            "duty d\n  a keeps gat open",
            "unknown-level: `gat` is not declared as a level | did you mean `gate`?",
        ),
        (
            "duty d\n  a keeps gate opened",
            "not-a-level-word: `gate` is never said to be `opened` | did you mean `open`?",
        ),
        (
            "duty d\n  a keeps gate at most 5",
            "level-in-words: `gate` is a level of words | say `closed`, `ajar` or `open`",
        ),
        (
            "duty d\n  a keeps share open",
            "level-in-words: `share` is measured in percent | say a number",
        ),
        (
            DUTY + "  from strat",
            "unknown-event: `strat` is not declared as an event | did you mean `start`?",
        ),
        (
            DUTY + "  from d",
            "unknown-event: `d` is not declared as an event | write `d done`, or another state",
        ),
        (
            DUTY + "  from dd done",
            "unknown-stipulation: `dd` is not declared as a stipulation | did you mean `d`?",
        ),
        (
            DUTY + "  from phase to open",
            "unknown-phase: `to` is not declared as a phase",
        ),
        (
            DUTY + "  while a complies with start",
            "unknown-stipulation: `start` is not declared as a stipulation"
            " | it is declared as an event",
        ),
        (
            DUTY + "  linkage x: unless start",
            "unknown-actor: `x` is not declared as an actor",
        ),
        (
            DUTY + "  by 2026-03-27 02:30",
            "no-such-local-time: on 2026-03-27 the clocks skip 02:30 in Asia/Jerusalem"
            " | write an hour that exists, or an offset",
        ),
        (
            DUTY + "  begins when start",
            "clause-not-for-kind: a duty takes no `begins when` | it stands under a phase",
        ),
        (
            "fund f\n  paid by a\n  linkage a: until start",
            "clause-not-for-kind: a fund takes no `until`"
            " | it stands under a ban, a duty, a quota or a right",
        ),
        (
            "ban d\n  a attacks b",
            "clause-not-for-kind: a ban says what must not be done"
            " | write `must not` after the actors",
        ),
        (
            "duty d\n  a must not attack b",
            "clause-not-for-kind: a duty does not say what must not be done | put it under a `ban`",
        ),
        (
            "duty d\n  a gives 5 books each day",
            "clause-not-for-kind: a duty is not owed in every period | put it under a `quota`",
        ),
        (
            "quota d\n  a gives 5 books",
            "period-missing: this quota does not say how often"
            " | add `each day`, `each week`, `each month` or `every DURATION`",
        ),
        (
            "duty d\n  from start",
            "nothing-owed: this duty has no deed | add a line such as `israel opens rafah`",
        ),
        (
            "phase d\n  ends when start",
            "nothing-owed: this phase has no gate | add `begins when CONDITION`",
        ),
        (
            "fund d\n  withheld until start",
            "nothing-owed: nobody pledges, pays or holds this fund | add `paid by ACTORS`",
        ),
        (
            DUTY + "  compared exactly",
            "ratio-missing: `compared` speaks of a ratio, and nothing is owed `for each`",
        ),
        (
            "duty d\n  a gives pens for each books that b gives\n  counting only blunt",
            "class-of-another-thing: `blunt` is a class of pens, and the ratio counts books",
        ),
        (
            DUTY + "  best effort afterwards",
            "deadline-missing: effort is owed after which deadline?"
            " | add `within DURATION of CONDITION` or `by DATE`",
        ),
        (
            DUTY + "  from start\n  from start",
            "said-twice: `from` is said twice | keep one, or join them",
        ),
        (
            DUTY + "  reading x: from start\n  reading x: as it stands",
            "said-twice: the reading `x` is given twice | join their clauses with `;`",
        ),
        (
            DUTY + "  within 3 days of start and d done",
            "waits-for-itself: `d` can begin only once it has begun"
            " | name the event or the other stipulation that it waits for",
        ),
        (
            "phase two\n  begins when phase two open",
            "waits-for-itself: `two` can begin only once it has begun"
            " | name the event or the other stipulation that it waits for",
        ),
        (
            'party a "again"',
            "declared-twice: `a` is already declared, as an actor at a.md:5:1"
            " | choose another name",
        ),
        (
            'thing zone "a thing"',
            "declared-twice: `zone` is already declared, as an area at a.md:10:1"
            " | choose another name",
        ),
        (
            'area x "x" within y\narea y "y" within y',
            "circular-definition: `y` lies within itself",
        ),
        (
            'agreement other "Other"',
            "two-agreements: the agreement is already introduced at a.md:2:1"
            " | one agreement has one header",
        ),
        (
            DUTY + "  from whistle",
            "bare-event: 1 of 1 conditions are events without a deed: `whistle`"
            ' | define them: `event NAME "..." is ACTOR ACTION THING`',
        ),
    ],
)
def test_complaints(block: str, expected: str) -> None:
    _, told = built(block)
    assert told == [expected]


def test_a_name_that_is_unknown_everywhere_is_one_complaint() -> None:
    _, told = built("duty d\n  x gives books\nduty e\n  x gives pens\n  unless x attacks a")
    assert told == ["unknown-actor: `x` is not declared as an actor (and in 2 more places)"]


def test_a_trigger_that_can_do_without_itself_does_not_wait() -> None:
    assert isinstance(condition("start or d done"), model.Any)
    assert isinstance(condition("not d done"), model.Not)


def test_nobody_complains_of_names_in_lines_that_cannot_be_read() -> None:
    text = f'```servanda{WORDS}party x "X\nduty d\n  x gives books\n```\n'
    parsed = parse_document(text, "a.md")
    agreement, _, told = build_agreement([parsed.document])
    assert [one.name for one in parsed.diagnostics] == ["unclosed-quote"]
    assert told == ()
    assert agreement is not None
    assert agreement.stipulations[0].name == "d"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("", ["no-agreement"]),
        ('agreement t "T"\n', ["no-time-zone", "no-entry-into-force"]),
        ('agreement t "T"\n  time zone Mars/Base\n  in force 2025-01-01', ["no-such-time-zone"]),
        ('agreement t "T"\n  time zone ../../x\n  in force 2025-01-01', []),
    ],
)
def test_what_an_agreement_must_say_of_itself(text: str, names: list[str]) -> None:
    parsed = parse_document(f"```servanda\n{text}\n```\n", "a.md")
    _, _, told = build_agreement([parsed.document])
    assert [one.name for one in told] == names


def test_no_documents_are_no_agreement() -> None:
    agreement, vocabulary, told = build_agreement([])
    assert agreement is None
    assert not vocabulary.names("actor")
    assert [one.name for one in told] == ["no-agreement"]


def test_files_are_read_as_one_agreement_whatever_their_order() -> None:
    first = parse_document(f"```servanda{WORDS}```\n", "a.md").document
    second = parse_document("```servanda\nduty d\n  a gives books\n```\n", "b.md").document
    for documents in ([first, second], [second, first]):
        agreement, _, told = build_agreement(documents)
        assert told == ()
        assert agreement is not None
        assert [one.name for one in agreement.stipulations] == ["d"]
