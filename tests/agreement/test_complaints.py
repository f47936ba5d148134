"""What is wrong with an agreement, each complaint word for word by its smallest example."""

import pytest

from servanda.agreement import model
from servanda.agreement.build import build_agreement
from servanda.language.parse import parse_document
from tests.agreement.test_build import WORDS, built, condition

DUTY = "duty d\n  a gives books\n"


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        (
            'instrument i "I" of 2025-10-05\n  in force from d done\n\nduty d\n  a gives books',
            "waits-for-itself: `d` begins with the entry into force, which waits for it | "
            "write it before the instrument, in what is in force before",
        ),
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
            "class-of-another-thing: `blunt` is a class of `pens`, not of `books` | use a class "
            'of `books`, or declare one: `class NAME of books "..."`',
        ),
        (
            "duty d\n  a gives 5 books of which 7 red",
            "absurd-quantity: this part is more than the whole | one number is wrong",
        ),
        (
            "duty d\n  a keeps gat open",
            "unknown-level: `gat` is not declared as a level | did you mean `gate`?",
        ),
        (
            "duty d\n  a keeps gate opened",
            "not-a-level-word: this is no word of the level `gate`: its words are `closed`, "
            "`ajar` or `open` | did you mean `open`?",
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
            "unknown-phase: `to` is not declared as a phase | declare it with `phase NAME`, or "
            "correct the name",
        ),
        (
            DUTY + "  while a complies with start",
            "unknown-stipulation: `start` is not declared as a stipulation"
            " | it is declared as an event",
        ),
        (
            DUTY + "  linkage x: unless start",
            "unknown-actor: `x` is not declared as an actor | declare it, for instance with "
            '`party NAME "..."`, or correct the name',
        ),
        (
            DUTY + "  by 2026-03-27 02:30",
            "no-such-local-time: on 2026-03-27 the clocks skip 02:30 in Asia/Jerusalem"
            " | write an hour that exists, or an offset",
        ),
        (
            DUTY + "  begins when start",
            "clause-not-for-kind: a duty takes no `begins when` | put it under a phase",
        ),
        (
            "fund f\n  paid by a\n  linkage a: until start",
            "clause-not-for-kind: a fund takes no `until` | put it under a ban, a duty, a power, "
            "a quota or a right",
        ),
        (
            "ban d\n  a attacks b",
            "clause-not-for-kind: a ban says what must not be done, and this says what is to be "
            "done | write `must not` after the actors",
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
            "period-missing: this quota does not say how often its amount is owed | add `each "
            "day`, `each week`, `each month` or `every DURATION`",
        ),
        (
            "duty d\n  from start",
            "nothing-owed: this duty has no deed, so nothing could be done or breached | add a "
            "line that says who does what, such as `north opens bridge`",
        ),
        (
            "phase d\n  ends when start",
            "nothing-owed: this phase has no gate, so it would never open | add `begins when "
            "CONDITION`, or `begins when to be agreed`",
        ),
        (
            "fund d\n  withheld until start",
            "nothing-owed: nobody pledges, pays or holds this fund, so it would stay empty | add "
            "`paid by ACTORS`",
        ),
        (
            "fund d\n  pledged by a",
            "fund-word-missing: no claim can say that anybody pledges: `pledge` is not declared"
            ' | add `action pledge "..."`',
        ),
        (
            DUTY + "  compared exactly",
            "ratio-missing: `compared` says how a ratio is reckoned, and nothing is owed `for "
            "each` | add `for each THING that ACTOR ACTION` to the deed, or take this away",
        ),
        (
            "duty d\n  a gives pens for each books that b gives",
            "comparison-missing: this ratio does not say whether more than is due will do as "
            "well | add `compared at least` or `compared exactly`",
        ),
        (
            "phase two\n  reading x: begins when start",
            "gate-only-in-readings: this phase begins only in its readings: what does the text"
            " itself say? | add `begins when to be agreed` if the parties left it open",
        ),
        (
            "duty d\n  a gives pens for each books that b gives\n  counting only blunt"
            "\n  compared exactly",
            "class-of-another-thing: `blunt` is a class of `pens`, and the ratio counts `books` "
            "| use a class of `books`, or declare one",
        ),
        (
            DUTY + "  best effort afterwards",
            "deadline-missing: effort is owed once a deadline has passed, and this duty has none "
            "| add `within DURATION of CONDITION` or `by DATE`",
        ),
        (
            DUTY + "  from start\n  from start",
            "said-twice: `from` is said twice, and only one can hold | keep one; how a side "
            "reads it goes to a `reading`",
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
            "circular-definition: `y` lies within `y`: a circle has no beginning"
            " | take one of these links away",
        ),
        (
            'agreement other "Other"',
            "two-agreements: the agreement is already introduced at a.md:2:1 | introduce a "
            "further text of it with `instrument`",
        ),
        (
            DUTY + "  from whistle",
            "bare-event: 1 of 1 conditions are events without a deed: `whistle`"
            ' | define them: `event NAME "..." is ACTOR ACTION THING`',
        ),
        (
            'actor g "G"\n  member b from 2015-03 to 2016\n  member b from 2016-12-31 to 2018',
            "said-twice: in a part of this time `b` is a member by a line above"
            " | let one end before the other begins, or take one away",
        ),
        (
            'actor g "G"\n  member b from 2016 to 2015-12',
            "range-backwards: this ends before it starts | turn it round",
        ),
    ],
)
def test_complaints(block: str, expected: str) -> None:
    _, told = built(block)
    assert told == [expected]


def test_a_name_that_is_unknown_everywhere_is_one_complaint() -> None:
    _, told = built("duty d\n  x gives books\nduty e\n  x gives pens\n  unless x attacks a")
    assert told == [
        "unknown-actor: `x` is not declared as an actor (and in 2 more places)"
        ' | declare it, for instance with `party NAME "..."`, or correct the name'
    ]


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
