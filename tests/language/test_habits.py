"""What lawyers write by habit is met with the form in which it is written here."""

import pytest

from servanda.language.grammar import parser
from servanda.language.parse import parse_document
from servanda.language.reader import in_words

PASSED_OVER = {"COMMENT", "WHITE"}


def hint(block: str) -> str | None:
    """The hint of the one complaint about a block."""
    (found,) = parse_document(f"```servanda\n{block}\n```\n", "a.md").diagnostics
    return found.hint


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        ("duty a\n  by 13 October 2025", "dates are written year, month, day"),
        ("duty a\n  by 13/10/2025", "dates are written year, month, day"),
        ("claim a says\n  on 13.10.2025", "dates are written year, month, day"),
        ('agreement a "A"\n  in force 10 October 2025', "dates are written year, month, day"),
        ("claim a says\n  in the end of 2025-12", "write `at the start of` or `at the end of`"),
        ("claim a says\n  in the beginning of 2025-12", "write `at the start of 2025-12`"),
        ("claim a says\n  at the beginning of 2025-12", "write `at the start of 2025-12`"),
        ("claim a says\n  in early December 2025", "a month is written year, month"),
        ("claim a says\n  in december", "a month is written year, month"),
        ("claim a says\n  in may 2025", "a month is written year, month"),
        ("claim a says\n  in May", "a month is written year, month"),
        ("claim a says\n  at the end of Dec", "a month is written year, month"),
        ("claim a says\n  on October 13", "dates are written year, month, day"),
        (
            "claim a says\n  on 2025-12-04 between 22:00 and 02:00",
            "turn them round, or write `between 2025-12-04 22:00 and 2025-12-05 02:00` for a night",
        ),
        ("duty a\n  within 24 hours approval", "write `of` here"),
        ("duty a\n  within 72 hours from b", "write `of` here"),
        ("duty a\n  within 72h of b", "write the unit out"),
        ("duty a\n  within seventy-two hours of b", "write numbers in figures"),
        ("duty a\n  no later than 2025-10-13", "write `by DATE`"),
        ("duty a\n  if b, then c", "a condition is written `from CONDITION`"),
        ("ban a\n  renewed for 1 year unless a gives b 6 months before its end", "write `at least"),
        ("duty a\n  a gives b within 3 days of c", "`within` begins a clause of its own"),
        ("duty a\n  a shall give b", "say it plainly"),
        ("duty a\n  the north gives b", "leave out `the`"),
        ("duty a\n  a gives ten books", "write numbers in figures"),
        ("duty a\n  a gives 20% of books", "write `percent`"),
        ("duty a\n  a gives b.", "a line ends without a full stop"),
        ("duty a\n  a and b, c give d", "a list is written `a, b and c`"),
        ("duty a:\n  a gives b", "a header ends without a colon"),
        ("duty a \u201cTitle\u201d\n  a gives b", "use straight quotation marks"),
        ('duty "Title"\n  a gives b', "a name without quotes comes first"),
        ("duty Title\n  a gives b", "names are of small letters"),
        ('thing \u00e9tude "Study"', "names are of small letters"),
        ('party \u0441\u0435\u0432\u0435\u0440 "North"', "names are of small letters"),
        ("party north", "put the words in double quotes"),
        ("quota a\n  a admits 5 books per day", "write `each day`"),
        ("quota a\n  a admits 5 books daily", "write `each day`"),
        ("claim a say that\n  b gives c", "take this away"),
        ("claim a says\n  phase two is open", "write `declared` here"),
    ],
)
def test_the_hint(block: str, expected: str) -> None:
    found = hint(block)
    assert found is not None and found.startswith(expected), found


def test_whatever_can_stand_somewhere_has_words() -> None:
    for terminal in parser().terminals:
        if terminal.name not in PASSED_OVER:
            assert in_words(terminal.name).strip("`"), terminal.name


def test_a_night_is_written_with_both_of_its_days() -> None:
    line = "between 2025-12-04 22:00 and 2025-12-05 02:00"
    assert parse_document(f"```servanda\nclaim a says\n  {line}\n```\n", "a.md").diagnostics == ()
