"""The kept tables are those of the grammar, and running them finds what lark finds."""

import json
from pathlib import Path

import pytest
from lark import Token, Tree

from servanda.language import grammar
from servanda.language.document import cut
from servanda.language.grammar import STARTS, made_for, parser
from servanda.language.lines import groups
from servanda.language.tables import Stuck, tree_of
from tools.write_grammar_tables import tables_in_order

ROOT = Path(__file__).parents[2]
TEXTS = [Path(__file__).with_name("river-accord.md"), *sorted((ROOT / "examples").rglob("*.md"))]
FURTHER = """
at 2016-01-01 viewpoint milf proof verified known 2016-02-01
phase two is not open
lists of north and south limb "weapons" is undetermined: short of the standard
identifier wikidata "Q225"
prevails over steps and plan
member militia from 2015-03-01 to 2016-12-31
formed by form-commission
competent for decommission and lists
competent in valley
lapses when truce in force
event signature "it is signed" on 2016-11-24
thing weapons "individual weapons" counted by registered
class camp-arms of weapons "kept in the camps" counted by camp-arms-held
north stores 30 percent of weapons except camp-arms and spares
north releases all captives except suspects to south
north stores a secret number of weapons
north stores a number to be agreed of weapons
each of north and south withdraws forces
each of north and south keeps crossing open
each of north and south must not attack each other
south must not let militia and others attack north
south ensures that militia withdraws 100 forces in valley
between 2025-10-15 and 2025-10-31
before phase two open
at least 6 months before signature
on day 7 of signature
between day 22 and day 28 of signature and withdrawal done
for 5 years
renewed for 5 years unless north withdraws forces
renewed for 5 years unless north withdraws forces at least 10 working days before its end
renewed for 5 years unless registered at least 30,000 at least 6 months before its end
longer by 1 day for each 10 captives that north releases to south
within 10 working days of signature
weekend friday and saturday
either may terminate accord after 14 days notice
within 30 days of withdrawal due
from lay-down/first certified by monitors and withdrawal extended
stage first: 30 percent; within 90 days of signature
stage last: the rest; before phase two open; from lay-down/first done
stage north-bank: area valley
stage some: 200
tranche first: 25 percent; withheld until withdrawal done
tranche last: the rest
stage first: 145 combatants and 75 weapons
reading literal of first: within 30 days of signature
linkage south of first: from withdrawal done
unless within 24 hours of south attacks north
resolves F080.1 as came true
resolves F080.visit-1 as late
resolves r1.2 as did not
for now
from 5 days after signature and withdrawal done
registered is 30,000 to 40,000
in step with withdrawal
replaces withdrawal and lay-down
if breached, aid is suspended
if overdue, north may suspend aid, clock stops
north and south may extend withdrawal, lay-down by at most 30 days
form "in writing"
not public
open while crossing is open
north and south extend withdrawal to 2025-02-18
north extends lay-down/first by 20 days
unknown persons attack south in valley of which 3 guards
withdrawal is partly done
withdrawal is substantially done
"""
KEPT = Path(grammar.__file__).with_name("grammar.tables.json")


def lines() -> list[str]:
    found: dict[str, None] = {}
    for path in TEXTS:
        for block in cut(path.read_text(encoding="utf-8"), "", frozenset()).blocks:
            for group in groups(block):
                found |= {line.text: None for line in (group.header, *group.clauses) if line}
    return [*found, *FURTHER.strip().splitlines()]


def by_lark(text: str, start: str) -> "Tree[Token]":
    found: Tree[Token] = parser().parse(text, start=start)
    return found


def words(tree: "Tree[Token]") -> list[tuple[object, ...]]:
    return [
        (word.type, str(word), word.line, word.column, word.end_line, word.end_column)
        for word in tree.scan_values(lambda value: isinstance(value, Token))
    ]


def test_the_kept_tables_are_those_of_the_grammar() -> None:
    grammar_of_kept = json.loads(KEPT.read_text(encoding="utf-8"))["made_for"].split(", ")[1]
    assert grammar_of_kept == made_for().split(", ")[1], "run tools/write_grammar_tables.py"


def test_the_same_grammar_makes_the_same_file() -> None:
    """lark numbers words and states in another order each time; the file must not change by it."""
    text = tables_in_order()
    assert text == tables_in_order()
    assert text == KEPT.read_text(encoding="utf-8"), "run: make grammar"


@pytest.mark.parametrize("start", STARTS)
def test_running_the_tables_finds_what_lark_finds(start: str) -> None:
    understood = 0
    for text in lines():
        found = tree_of(text, start)
        if not isinstance(found, Stuck):
            expected = by_lark(text, start)
            assert found == expected, text
            assert words(found) == words(expected)
            understood += 1
    assert understood


def test_a_keyword_is_never_the_beginning_of_a_longer_word() -> None:
    # lark by itself takes this for `in formation`.
    found = tree_of("a helps information", "stipulation_clause")
    assert not isinstance(found, Stuck)
    assert isinstance(tree_of("a helps b information", "stipulation_clause"), Stuck)
    assert by_lark("a helps b information", "stipulation_clause").data == "deed"
