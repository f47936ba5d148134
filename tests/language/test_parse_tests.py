"""Tests in a text are read line by line, and a slip never takes more with it than its line."""

from hypothesis import given, settings
from hypothesis import strategies as st

from servanda.language.parse_tests import Asked, ParsedTests, parse_tests

SAMPLE = """## Article 1

```servanda-test
# what holds at the end
at 2016-01-01 23:59
  decommission/first is done
  lists of milf and north is undetermined: short of the standard
  decommission limb "weapons and arms" is partly done

at 2016-01-01 viewpoint milf proof verified known 2016-02-01
  phase two is not open
```

Prose.

```servanda-test
at 2017-01-01
  lists is done late
```
"""
KEYS = "aez09 \n\t\"#`,;:()-_/.*'é~|"


def lines(parsed: ParsedTests) -> int:
    return sum(len(each.expectations) for each in parsed.asked)


def test_questions_and_what_is_expected_of_them() -> None:
    parsed = parse_tests(SAMPLE, "a.md")
    assert parsed.diagnostics == ()
    first, second, third = parsed.asked
    assert [each.article for each in parsed.asked] == ["Article 1"] * 3
    assert str(first.question.at.day) == "2016-01-01"
    assert first.question.viewpoint is None
    assert in_words(first) == [
        ("decommission/first", [], None, "done", None),
        ("lists", ["milf", "north"], None, "undetermined", "short of the standard"),
        ("decommission", [], "weapons and arms", "partly done", None),
    ]
    assert second.question.viewpoint is not None and second.question.viewpoint.text == "milf"
    assert second.question.proof is not None and second.question.proof.text == "verified"
    assert second.question.known is not None and str(second.question.known.day) == "2016-02-01"
    assert in_words(second) == [("two", [], None, "not open", None)]
    assert in_words(third) == [("lists", [], None, "done late", None)]
    assert third.expectations[0].span.line == 18


def in_words(asked: Asked) -> list[tuple[str, list[str], str | None, str, str | None]]:
    return [
        (
            each.subject.text,
            [actor.text for actor in each.actors],
            None if each.limb is None else each.limb.text,
            each.state,
            each.cause,
        )
        for each in asked.expectations
    ]


def test_what_stands_in_other_blocks_is_no_test() -> None:
    assert parse_tests("```servanda\nat 2016-01-01\n```\n", "a.md") == ParsedTests((), ())


def test_a_line_that_cannot_be_read_is_told_and_the_others_are_kept() -> None:
    parsed = parse_tests(SAMPLE.replace("decommission/first is", "decommission/first was"), "a.md")
    assert [each.name for each in parsed.diagnostics] == ["unreadable-clause"]
    assert parsed.diagnostics[0].span.line == 6
    assert parsed.diagnostics[0].article == "Article 1"
    assert lines(parsed) == 4


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(SAMPLE)), st.integers(0, 1), st.sampled_from(["", *KEYS]))
def test_a_slip_of_one_key_takes_no_more_than_its_question(at: int, gone: int, key: str) -> None:
    parsed = parse_tests(SAMPLE[:at] + key + SAMPLE[at + gone :], "a.md")
    assert lines(parsed) >= 1
    assert len(parsed.diagnostics) <= 4


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    parse_tests(text, "a.md")
    parse_tests(f"```servanda-test\n at\n{text}\n```\n", "a.md")
