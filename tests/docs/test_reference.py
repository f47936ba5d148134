"""docs/reference.md has every production and every word of the grammar; its examples are read."""

import re
from collections.abc import Iterator

import pytest
from lark import Token, Tree

from servanda.language import grammar as the_grammar
from servanda.language.tables import Stuck, tree_of
from tests.docs.shown import DOCS, text_of
from tools import write_reference as writer

GRAMMAR, MEANINGS = text_of(writer.GRAMMAR), text_of(writer.MEANINGS)
PARTS = writer.parts(MEANINGS)
ENTRIES = [(part, entry) for part in PARTS for entry in part.entries]


def nodes(tree: "Tree[Token]") -> Iterator[str]:
    for each in tree.iter_subtrees():
        yield str(each.data)


def tokens(tree: "Tree[Token]") -> Iterator[tuple[str, str]]:
    for each in tree.scan_values(lambda value: isinstance(value, Token)):
        yield each.type, " ".join(str(each).split())


def test_nothing_of_the_grammar_is_missing() -> None:
    assert writer.missing(GRAMMAR, MEANINGS) == []


def test_the_page_is_the_one_that_is_written() -> None:
    assert text_of(DOCS / "reference.md") == writer.page(GRAMMAR, MEANINGS), (
        "run: python tools/write_reference.py"
    )


@pytest.mark.parametrize(
    ("part", "entry"), ENTRIES, ids=[f"{part.rule}-{entry.key}" for part, entry in ENTRIES]
)
def test_an_example_is_what_it_stands_for(part: writer.Part, entry: writer.Entry) -> None:
    found = tree_of(entry.example, entry.start)
    assert not isinstance(found, Stuck), entry.example
    if part.of_words:
        assert (part.rule, entry.key) in set(tokens(found))
    elif entry.key != part.rule:
        assert entry.key in set(nodes(found))


def test_an_example_has_the_words_of_its_form() -> None:
    rules = writer.alternatives(GRAMMAR)
    for part in PARTS:
        told: dict[str, list[writer.Entry]] = {}
        for entry in part.entries:
            told.setdefault(entry.key, []).append(entry)
        for each in rules.get(part.rule, ()):
            if told.get(each.key):
                example = told[each.key].pop(0).example
                assert not must_say(each.text) - set(re.findall(r"[a-z]+", example)), example


def must_say(form: str) -> set[str]:
    """The keywords that stand in every line of this form."""
    always = re.sub(r"\([^()]*\)[?*]|\"[^\"]*\"\?", " ", form)
    always = re.sub(r"\([^()|]*\|[^()]*\)", " ", always)
    return set(re.findall(r'"([a-z]+)"', always))


def test_every_word_of_the_grammar_stands_on_the_page() -> None:
    page = text_of(DOCS / "reference.md")
    words = {
        pattern.value
        for terminal in the_grammar.parser().terminals
        if re.fullmatch("[a-z]+", (pattern := terminal.pattern).value)
    }
    assert len(words) > 100
    assert sorted(word for word in words if not re.search(rf"\b{word}\b", page)) == []


def test_every_production_is_seen_by_the_reader_of_the_grammar() -> None:
    """What the writer reads in the file line by line is what lark reads in it."""
    aliases = {str(rule.alias) for rule in the_grammar.built().rules if rule.alias}
    found = {each.key for several in writer.alternatives(GRAMMAR).values() for each in several}
    assert {alias for alias in aliases if not alias.startswith("_")} <= found
