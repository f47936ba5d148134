"""From lines to nodes: the smallest examples of every construct."""

import re
from pathlib import Path

import pytest

from servanda.language import clause, phrase, record_clause, tree
from servanda.language.grammar import STARTS
from servanda.language.lines import Line
from servanda.language.parse import Parsed, parse_document
from servanda.language.reader import Misread, read
from servanda.values.instant import Duration
from servanda.values.span import Span

SAMPLE = Path(__file__).with_name("river-accord.md").read_text(encoding="utf-8")
REFERENCE = Path(__file__).parents[2] / "docs" / "language.md"


def parsed(block: str) -> Parsed:
    return parse_document(f"```servanda\n{block}\n```\n", "a.md")


def only(block: str) -> tree.Statement:
    found = parsed(block)
    assert [str(one) for one in found.diagnostics] == []
    (statement,) = found.document.statements
    return statement


def deed(line: str) -> phrase.DeedPhrase:
    (found,) = only(f"duty a\n  {line}").clauses
    assert isinstance(found, phrase.DeedPhrase)
    return found


def condition(text: str) -> phrase.Condition:
    (found,) = only(f"duty a\n  from {text}").clauses
    assert isinstance(found, clause.FromClause)
    return found.condition


def name(text: str) -> phrase.Name:
    return phrase.Name(text, span=Span("", 1, 1, 1, 1))


# --- Statements ----------------------------------------------------------------------------------


def test_a_header_and_its_clauses() -> None:
    statement = only('duty a "Title"\n  north returns captives\n  as soon as possible')
    assert isinstance(statement.header, tree.StipulationHeader)
    assert statement.header.kind == "duty"
    assert statement.header.title is not None
    assert statement.header.title.text == "Title"
    assert [type(one).__name__ for one in statement.clauses] == [
        "DeedPhrase",
        "AsSoonAsPossibleClause",
    ]


def test_a_deeper_line_continues_its_clause_and_comments_are_passed_over() -> None:
    statement = only(
        "duty a  # one\n  north  # two\n\n    returns captives\n # three\n  for 3 days"
    )
    assert [type(one).__name__ for one in statement.clauses] == ["DeedPhrase", "ForClause"]
    assert statement.clauses[0].span == Span("a.md", 3, 3, 5, 21)


def test_spans_are_true_and_equality_ignores_them() -> None:
    found = parsed('party north "North"\n\nparty north "North"').document.statements
    assert found[0] == found[1]
    assert isinstance(found[1].header, tree.ActorHeader)
    assert found[1].header.name.span == Span("a.md", 4, 7, 4, 12)


def test_the_article_is_the_instrument_and_the_headings() -> None:
    text = (
        '# File\n```servanda\ninstrument plan "The Plan" of 2025-09-29\n```\n'
        "## Part II\n### Article 7\n```servanda\nduty a\n```\n"
    )
    statements = parse_document(text, "a.md").document.statements
    assert statements[-1].article == "The Plan › Part II › Article 7"


# --- Deeds ---------------------------------------------------------------------------------------


def test_a_deed_with_all_its_parts() -> None:
    found = deed("us, egypt and qatar admit 600 trucks to gaza from egypt via rafah in strip")
    assert [actor.text for actor in found.actors] == ["us", "egypt", "qatar"]
    assert found.verb.text == "admit"
    assert found.amount is not None
    assert (found.amount.low, found.amount.high) == (600, 600)
    assert found.thing == name("trucks")
    assert (found.to, found.origin, found.via, found.place) == (
        name("gaza"),
        name("egypt"),
        name("rafah"),
        name("strip"),
    )


@pytest.mark.parametrize(
    ("written", "low", "high"),
    [
        ("20", 20, 20),
        ("1,968", 1968, 1968),
        ("6.5", 6.5, 6.5),
        ("at least 20", 20, float("inf")),
        ("at most 20", 0, 20),
        ("7 to 9", 7, 9),
    ],
)
def test_quantities(written: str, low: float, high: float) -> None:
    amount = deed(f"north returns {written} captives to south").amount
    assert amount is not None
    assert (amount.low, amount.high) == (low, high)


def test_a_quota_with_a_share() -> None:
    found = deed("israel admits 600 trucks each day of which 50 fuel")
    assert found.every is not None
    assert found.every.duration == Duration(1, "day")
    assert found.shares[0].class_name == name("fuel")


def test_a_ratio_takes_the_first_to_for_its_base() -> None:
    found = deed("a returns 15 b for each c that d returns to a to d via e")
    assert found.for_each is not None
    assert found.for_each.to == name("a")
    assert found.to == name("d")


def test_a_ban_says_must_not() -> None:
    found = deed("israel and hamas must not attack each other")
    assert found.forbidden
    assert found.mutual
    assert found.thing is None


def test_words_of_the_language_can_be_parts_of_names() -> None:
    found = deed("fromage keepers-of 3 to-do to into via at-hand")
    assert found.verb == name("keepers-of")
    assert (found.thing, found.to, found.via) == (name("to-do"), name("into"), name("at-hand"))


# --- Conditions ----------------------------------------------------------------------------------


def test_not_binds_tighter_than_and_and_and_tighter_than_or() -> None:
    found = condition("a or b and not c")
    assert isinstance(found, phrase.Or)
    assert isinstance(found.parts[1], phrase.And)
    assert isinstance(found.parts[1].parts[1], phrase.Not)


def test_parentheses_group() -> None:
    found = condition("(a or b) and c")
    assert isinstance(found, phrase.And)
    assert isinstance(found.parts[0], phrase.Or)


def test_a_list_after_complies_with_takes_one_more_name_after_and() -> None:
    assert condition("hamas complies with a and b") == condition("(hamas complies with a and b)")
    found = condition("hamas complies with a, b and c and d done or (e)")
    assert isinstance(found, phrase.Or)
    assert isinstance(found.parts[0], phrase.And)
    complies = found.parts[0].parts[0]
    assert isinstance(complies, phrase.ActorComplies)
    assert [one.text for one in complies.stipulations] == ["a", "b", "c"]
    apart = condition("hamas complies with a and (b)")
    assert isinstance(apart, phrase.And)


def test_a_comma_after_a_list_can_start_the_rule_of_the_clock() -> None:
    (found,) = only("duty a\n  suspended while b complies with c, d and e, clock stops").clauses
    assert isinstance(found, clause.SuspendedWhileClause)
    assert found.clock == "stops"
    assert isinstance(found.condition, phrase.ActorComplies)


def test_an_act_differs_from_a_state() -> None:
    assert condition("phase two open") != condition("phase two declared open by us")


# --- Readings ------------------------------------------------------------------------------------


def test_a_reading_holds_clauses_or_none() -> None:
    first, second = only(
        "duty a\n  reading steps: within 72 hours of b done; best effort afterwards\n"
        "  reading plan: as it stands"
    ).clauses
    assert isinstance(first, clause.ReadingClause)
    assert [type(one).__name__ for one in first.clauses] == ["WithinClause", "BestEffortClause"]
    assert isinstance(second, clause.ReadingClause)
    assert second.clauses == ()


# --- Records -------------------------------------------------------------------------------------


def claimed(line: str) -> object:
    return only(f"claim icrc via trt says\n  {line}").clauses[0]


def test_origins_and_chain_of_a_claim() -> None:
    header = only('claim unnamed us "officials" and icrc via nyt via jpost say\n  "x"').header
    assert isinstance(header, tree.ClaimHeader)
    assert header.stance == "says"
    assert header.chain.origins[0].description is not None
    assert [one.text for one in header.chain.via] == ["nyt", "jpost"]


def test_what_can_be_claimed() -> None:
    assert isinstance(claimed("hamas releases 7 hostages"), record_clause.ClaimedEvent)
    total = claimed("hamas returns 28 remains in total up to 2026-01-26")
    assert isinstance(total, record_clause.ClaimedTotal)
    assert total.first is None
    rate = claimed("israel admits 459 trucks each day from 2025-10-12 to 2025-12-07")
    assert isinstance(rate, record_clause.ClaimedTotal)
    assert rate.deed.every is not None
    assert isinstance(claimed("rafah is partly-open"), record_clause.ClaimedLevel)
    assert isinstance(claimed("phase two is declared open"), record_clause.ClaimedOpening)
    assert isinstance(claimed("remains is not done"), record_clause.ClaimedState)
    assert isinstance(claimed("election happens"), record_clause.ClaimedOccasion)


def test_moments() -> None:
    found = claimed("on 2025-10-13 between 08:00 and 12:00")
    assert isinstance(found, record_clause.OnClause)
    assert found.since is not None
    assert found.until is not None
    month = claimed("in 2026-01")
    assert isinstance(month, record_clause.InMonthClause)
    assert (month.month.year, month.month.month) == (2026, 1)
    year = claimed("in 2026")
    assert isinstance(year, record_clause.InMonthClause)
    assert year.month.month is None


def test_casualties_are_kept_apart() -> None:
    found = claimed("with 5 killed, at least 25 injured and 3 recovered")
    assert isinstance(found, record_clause.CasualtiesClause)
    assert found.injured is not None
    assert (found.injured.number.low, found.injured.number.high) == (25, float("inf"))


def test_the_best_number_stands_beside_the_range() -> None:
    found = claimed("with 40 to 50, best 44 killed, 7 injured and 1 to 3, best 2 recovered")
    assert isinstance(found, record_clause.CasualtiesClause)
    best = [people and people.best for people in (found.killed, found.injured, found.recovered)]
    assert [one and one.value for one in best] == [44, None, 2]


# --- The reference -------------------------------------------------------------------------------


def lines_of_the_reference() -> list[str]:
    """Every line of an example in the reference, without the remarks beside it."""
    found = []
    for row in REFERENCE.read_text(encoding="utf-8").splitlines():
        if row.startswith("    "):
            found.extend(re.split(r"\s{3,}(?=\S)", row.strip()))
    return found


def says_something(piece: str) -> bool:
    """True if a line can be read from some start, with placeholders made names."""
    line = re.sub(r"\b(NAME|[A-C])\b", "x", piece).split(" / ")[0]
    condition_line = f"from {line}"
    return any(
        not isinstance(read(Line(1, text, 2), start, "a.md"), Misread)
        for start in STARTS
        for text in (line, condition_line)
    )


def test_every_example_of_the_reference_can_be_read() -> None:
    remarks = re.compile(
        r"```.*|\(.*\)|also: .*|an? (event|total|level|act|posture|occasion).*|only with .*|"
        r"(begun|a deed|a declared|a date|a hole).*"
    )
    pieces = [one for one in lines_of_the_reference() if not remarks.fullmatch(one)]
    assert len(pieces) > 100
    assert [one for one in pieces if not says_something(one)] == []


def test_the_sample_has_nothing_wrong() -> None:
    assert [str(one) for one in parse_document(SAMPLE, "a.md").diagnostics] == []
