"""What is said of lines that cannot be read, word for word."""

import re
from pathlib import Path

import pytest

from servanda.language.catalogue import MEANINGS
from servanda.language.parse import parse_document

SOURCE = Path(__file__).parents[2] / "src" / "servanda"


def told(block: str) -> list[str]:
    found = parse_document(f"```servanda\n{block}\n```\n", "a.md")
    assert all(one.name in MEANINGS for one in found.diagnostics)
    return [
        f"{one.span.line}:{one.span.column} {one.name}: {one.message}"
        + (f" | {one.hint}" if one.hint else "")
        for one in found.diagnostics
    ]


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        (
            "dutty a",
            "2:1 unknown-header: what begins at the left edge is a header, and none begins with "
            "`dutty` | did you mean `duty`?",
        ),
        (
            "within 24 hours of approval",
            "2:1 unknown-header: what begins at the left edge is a header, and none begins with "
            "`within` | indent a clause by two spaces; put `#` before a remark",
        ),
        (
            "duty a\n  withn 24 hours of b",
            "3:9 unreadable-clause: `24` cannot stand here;"
            " ANY | did you mean `within` instead of `withn`?",
        ),
        (
            "duty a\n  within 24 hourz of b",
            "3:13 unreadable-clause: `hourz` cannot stand here; a unit of time such as `days` or "
            "`working` can | did you mean `hour`?",
        ),
        (
            "duty a\n  from b or",
            "3:12 unreadable-clause: the end of the line cannot stand here; ANY",
        ),
        (
            "duty a\n  Hamas returns b",
            "3:3 unreadable-clause: `Hamas` cannot stand here; ANY"
            " | names are of small letters (a to z), digits and hyphens",
        ),
        (
            'party a "A',
            "2:9 unclosed-quote: this quotation mark is never closed, so all that follows would "
            'be quoted | end the quoted text with " on the same line',
        ),
        (
            'action a "A"\n  as soon as possible',
            "3:3 no-clauses-here: `action` takes no clauses, so this line has no effect | move "
            "it under the statement that it limits, or take it away",
        ),
        (
            "  as soon as possible",
            "2:3 clause-without-header: nothing tells what this indented line belongs to: no header"
            " stands above it | begin with a header at the left edge, such as `duty NAME`",
        ),
        (
            "duty a\n  b does c\n duty d\n  e does f",
            "4:2 indented-header: this header is indented, and would so belong to the statement "
            "above | take away the space before it",
        ),
        (
            "duty a\n  by 2025-02-30",
            "3:6 no-such-date: there is no 2025-02-30 in the calendar | that month ends on "
            "2025-02-28",
        ),
        (
            "duty a\n  by 2025-2-3",
            "3:6 no-such-date: 2025-2-3 is not how dates are written | write 2025-02-03",
        ),
        (
            "duty a\n  by 0025-02-03",
            "3:6 no-such-date: the year 25 lies outside 1900 to 2199 | years are written with "
            "four digits, as in `2026`",
        ),
        (
            "duty a\n  by 2025-02-03 24:00",
            "3:17 no-such-time: no clock shows 24:00 | write the next day's 00:00",
        ),
        (
            "duty a\n  by 2025-02-03 10:00 +19:00",
            "3:23 no-such-time: no time zone is +19:00 from Greenwich | offsets are written as "
            "in `+03:00`, and go up to 14 hours",
        ),
        (
            "duty a\n  b gives -5 c",
            "3:11 negative-quantity: nobody can owe or do -5, which is below nothing | write it "
            "without a minus",
        ),
        (
            f"duty a\n  b gives {'9' * 400} c",
            "3:11 absurd-quantity: 99999999999999999999… is more than anything that can be "
            "counted | is a key struck twice?",
        ),
        (
            "duty a\n  for 5,000 years",
            "3:7 absurd-quantity: 5,000 years is no duration an agreement could mean | write a "
            "duration between a minute and 1,000 years",
        ),
        (
            "duty a\n  b gives 9 to 7 c",
            "3:11 range-backwards: this range ends below its start, so nothing lies in it | turn "
            "it round, or correct the end that is wrong",
        ),
        (
            "duty a\n  b gives c to d to e",
            "3:21 said-twice: this deed says `to` twice | keep one, or make it two deeds",
        ),
        (
            "duty a\n  b and b give c",
            "3:9 said-twice: `b` stands twice in one list | name it once",
        ),
        (
            "claim a say\n  b gives 3 c in total",
            "3:5 window-missing: this total does not say over which days, so it bounds nothing | "
            "add `up to DATE` or `from DATE to DATE`",
        ),
        (
            "claim a say\n  b gives 3 c each day",
            "3:3 window-missing: this rate does not say over which days it was so | add `from "
            "DATE to DATE`",
        ),
        (
            "claim a say\n  b gives 3 c from 2025-01-01 to 2025-02-01",
            "3:20 window-misplaced: only a total or a rate counts over days, and this is neither "
            "| write `in total` before the days, or give the moment in a clause of its own",
        ),
        (
            "claim a say\n  between 2025-02-01 and 2025-01-01",
            "3:3 range-backwards: these days end before they start | turn it round",
        ),
        (
            f"duty a\n  from {'(' * 60}b{')' * 60}",
            "3:3 nested-too-deep: this is nested more than 50 deep, which nobody can check | say "
            "it in several conditions",
        ),
        (
            f"duty a\n  from {'not ' * 60}b",
            "3:3 nested-too-deep: this is nested more than 50 deep, which nobody can check | say "
            "it in several conditions",
        ),
        (
            "duty a\n\tas soon as possible",
            "3:1 tab-indentation: this line is indented with a tab, which counts as two spaces"
            " | indent with two spaces",
        ),
    ],
)
def test_messages(block: str, expected: str) -> None:
    pattern = re.escape(expected).replace("ANY", r".+ can")
    assert len(told(block)) == 1
    assert re.fullmatch(pattern, told(block)[0]), told(block)[0]


def test_every_mistake_is_told_in_one_run_and_the_rest_is_kept() -> None:
    block = "dutty a\n  x does y\n\nduty b\n  by 2025-02-30\n  c does d\n\nduty e\n  within f\n"
    found = parse_document(f"```servanda\n{block}```\n", "a.md")
    assert [one.span.line for one in found.diagnostics] == [2, 6, 10]
    assert [len(one.clauses) for one in found.document.statements] == [0, 1, 0]


def test_the_article_is_told() -> None:
    text = "## Point 5\n```servanda\nduty a\n  within\n```\n"
    assert parse_document(text, "a.md").diagnostics[0].article == "Point 5"


def test_a_file_of_nonsense_is_given_up() -> None:
    text = "```servanda\n" + "nonsense here\n" * 3000 + "```\n"
    found = parse_document(text, "a.md").diagnostics
    assert len(found) == 201
    assert found[-1].name == "too-many-problems"


def test_a_statement_of_nonsense_is_given_up_too() -> None:
    text = "```servanda\nduty a\n" + "  nonsense 5 5\n" * 3000 + "```\n"
    assert len(parse_document(text, "a.md").diagnostics) == 201


def test_a_line_continued_without_end_is_one_complaint() -> None:
    text = "```servanda\nduty a\n  b\n" + "    , c\n" * 5000 + "```\n"
    assert [one.name for one in parse_document(text, "a.md").diagnostics] == ["line-too-long"]


def test_every_name_in_the_code_is_in_the_catalogue_and_the_other_way_round() -> None:
    code = "\n".join(
        path.read_text(encoding="utf-8")
        for path in SOURCE.rglob("*.py")
        if path.parent.name != "catalogue"
    )
    quoted = set(re.findall(r'"([a-z0-9]+(?:-[a-z0-9]+)+)"', code))
    assert [
        name for name in MEANINGS if not name.startswith("unknown-") and name not in quoted
    ] == []
    given = re.findall(
        r'(?:Problem|Diagnostic|\.complain|\.tell|\b(?:error|told|unknown)|yield)\(?\s*"([a-z]+-[a-z0-9-]+)",',
        code,
    )
    assert [name for name in given if name not in MEANINGS] == []
