"""The formatter: canonical, idempotent, and nothing but layout."""

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from servanda.language.format import format_document
from servanda.language.parse import parse_document
from servanda.language.tree import Statement

SAMPLE = Path(__file__).with_name("river-accord.md").read_text(encoding="utf-8")
EXAMPLES = sorted((Path(__file__).parents[2] / "examples").rglob("*.md"))
LINES = SAMPLE[SAMPLE.index("## Article 1") :].split("\n")


def formatted(block: str) -> str:
    return format_document(f"```servanda\n{block}\n```\n")[len("```servanda\n") : -len("\n```\n")]


def says(text: str) -> list[tuple[object, list[str]]]:
    """What a document says: the formatter may change only the order of clauses."""
    return [content(one) for one in parse_document(text, "a.md").document.statements]


def content(statement: Statement) -> tuple[object, list[str]]:
    return statement.header, sorted(repr(clause) for clause in statement.clauses)


def test_spaces_and_continuations() -> None:
    assert formatted('duty  a   "A  a"\n     b,c and d   give\n        3 e   to f') == (
        'duty a "A  a"\n  b, c and d give 3 e to f'
    )
    assert formatted("duty a\n  from ( b or(c)and d )") == "duty a\n  from (b or (c) and d)"
    assert formatted("duty a\n  reading b:within 3 days of c;best effort") == (
        "duty a\n  reading b: within 3 days of c; best effort"
    )


def test_clauses_stand_in_the_order_of_the_reference() -> None:
    block = "duty a\n  verified by b\n  by 2025-01-01\n  c does d\n  from e\n  f does g"
    assert formatted(block) == (
        "duty a\n  c does d\n  f does g\n  from e\n  by 2025-01-01\n  verified by b"
    )


def test_names_between_quotes_keep_their_words() -> None:
    written = '```servanda\nsource icrc "ICRC"\n  releasable to  "Border  mission",badr\n```\n'
    laid = '```servanda\nsource icrc "ICRC"\n  releasable to "Border  mission", badr\n```\n'
    assert format_document(written) == laid
    assert format_document(laid) == laid


def test_blank_lines() -> None:
    assert formatted("\nduty a\n  b does c\nduty d\n\n\n  e does f\n\n") == (
        "duty a\n  b does c\n\nduty d\n  e does f"
    )
    assert formatted('party a "A"\nparty b "B"\n\n\nparty c "C"') == (
        'party a "A"\nparty b "B"\n\nparty c "C"'
    )


def test_comments_keep_their_words_and_their_place() -> None:
    block = (
        "# first\nduty a # here\n# why\n      # and  how\n  b does # inside\n"
        "      c # after\n  # below\n\n# next\nduty d\n  e does f\n# the  end"
    )
    assert formatted(block) == (
        "# first\nduty a  # here\n  # why\n  # and  how\n  # inside\n  b does c  # after\n"
        "  # below\n\n# next\nduty d\n  e does f\n\n# the  end"
    )


def test_a_block_with_an_error_is_left_alone_and_so_is_prose() -> None:
    text = "a  b\n```servanda\nduty  a\n  withn 3\n```\nc   d\n```servanda\nduty  b\n```\n\n"
    assert format_document(text) == text.replace("duty  b", "duty b")
    assert format_document("```servanda\nduty  a\n") == "```servanda\nduty  a\n"


def test_line_ends_of_windows_stay() -> None:
    text = "prose\r\n```servanda\r\nduty  a\r\n   b does c\r\n```\r\n"
    assert format_document(text) == "prose\r\n```servanda\r\nduty a\r\n  b does c\r\n```\r\n"


def test_the_sample_is_in_its_canonical_layout() -> None:
    assert format_document(SAMPLE) == SAMPLE


def test_the_examples_say_the_same_when_formatted() -> None:
    assert EXAMPLES
    for path in EXAMPLES:
        text = path.read_text(encoding="utf-8")
        assert says(format_document(text)) == says(text)
        assert format_document(format_document(text)) == format_document(text)


@st.composite
def untidy(draw: st.DrawFn) -> str:
    """The sample with spaces, blank lines, comments and broken lines where they may stand."""
    rows = []
    inside = False
    for row in LINES:
        fence = row.startswith("```")
        inside = (not inside) if fence else inside
        if fence or not inside or not row.strip():
            rows.append(row)
            continue
        for extra in draw(st.lists(st.sampled_from(["", "# remark", "  # remark"]), max_size=1)):
            rows.append(extra)
        rows.append(draw(spaced(row)))
    return "\n".join(rows)


@st.composite
def spaced(draw: st.DrawFn, row: str) -> str:
    if '"' in row:
        return row + draw(st.sampled_from(["", " ", "   # remark"]))
    margin = row[: len(row) - len(row.lstrip())]
    if not margin:
        return row + draw(st.sampled_from(["", " ", "   # remark"]))
    gap = draw(st.sampled_from([" ", "   ", "\n         "]))
    first, *words = row.split()
    at = draw(st.integers(0, len(words)))
    text = " ".join((first, *words[:at]))
    text += (gap if words[at:] else "") + " ".join(words[at:])
    return margin + text


@settings(max_examples=40, deadline=None)
@given(untidy())
def test_formatting_changes_layout_only_and_only_once(text: str) -> None:
    assert not parse_document(text, "a.md").diagnostics
    once = format_document(text)
    assert says(once) == says(text)
    assert format_document(once) == once


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet='duty a"b#\n \t`servanda~', max_size=80))
def test_formatting_any_text_is_idempotent(text: str) -> None:
    once = format_document(text)
    assert format_document(once) == once
