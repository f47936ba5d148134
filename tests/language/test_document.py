"""From Markdown to blocks."""

import pytest

from servanda.language.document import LONGEST_LINE, LONGEST_TEXT, cut, decode

HEADERS = frozenset({"duty", "party"})


def blocks(text: str) -> list[tuple[int, tuple[str, ...], tuple[str, ...]]]:
    return [(b.first, b.lines, b.headings) for b in cut(text, "a.md", HEADERS).blocks]


def names(text: str) -> list[str]:
    return [diagnostic.name for diagnostic in cut(text, "a.md", HEADERS).diagnostics]


def test_a_text_without_blocks_has_none() -> None:
    assert blocks("") == []
    assert blocks("# Title\n\nduty is a word here\n") == []


def test_a_block_knows_its_first_line_and_its_headings() -> None:
    text = "# Title\n## Part II\n### Article 7 ##\n```servanda\nduty a\n```\n## Part III\n"
    assert blocks(text) == [(5, ("duty a",), ("Part II", "Article 7"))]


def test_other_fences_are_passed_over() -> None:
    text = (
        "```python\n# no heading\n```\n~~~servanda\nduty a\n~~~\n````md\n```servanda\n```\n````\n"
    )
    assert blocks(text) == [(5, ("duty a",), ())]
    assert names(text) == []


def test_line_ends_of_windows_are_no_part_of_lines() -> None:
    assert blocks("```servanda\r\nduty a\r\n```\r\n") == [(2, ("duty a",), ())]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("```servanda\nduty a\n", "unclosed-fence"),
        ("```servanda\nduty a\n\nProse goes on.\n", "unclosed-fence"),
        ("``servanda\nduty a\n```\n", "unknown-fence"),
        ("```Servanda\nduty a\n```\n", "unknown-fence"),
        ("```servnda\nduty a\n```\n", "unknown-fence"),
        ("```text\nwords\n\n```servanda\nduty a\n```\n", "unclosed-fence"),
    ],
)
def test_a_broken_fence_is_reported_and_its_block_read_all_the_same(text: str, name: str) -> None:
    assert names(text) == [name]
    assert [[line for line in lines if line] for _, lines, _ in blocks(text)] == [["duty a"]]


def test_tests_stand_in_fences_of_their_own() -> None:
    text = "## Part II\n```servanda\nduty a\n```\n```servanda-test\nat 2016-01-01\n```\n"
    found = cut(text, "a.md", HEADERS)
    assert [block.lines for block in found.blocks] == [("duty a",)]
    assert [(b.first, b.lines, b.headings) for b in found.tests] == [
        (6, ("at 2016-01-01",), ("Part II",))
    ]
    assert found.diagnostics == ()


@pytest.mark.parametrize(
    "word", ["servanda test", "Servanda-Test", "servanda-tests", "servanda_test"]
)
def test_a_slip_on_the_fence_of_a_test_is_reported_and_the_test_read(word: str) -> None:
    found = cut(f"```{word}\nat 2016-01-01\n```\n", "a.md", HEADERS)
    assert [diagnostic.name for diagnostic in found.diagnostics] == ["unknown-fence"]
    assert [block.lines for block in found.tests] == [("at 2016-01-01",)]
    assert found.blocks == ()


def test_a_test_without_an_end_does_not_swallow_the_prose_below() -> None:
    text = "```servanda-test\nat 2016-01-01\n  a is done\nProse.\n```servanda\nduty a\n```\n"
    found = cut(text, "a.md", HEADERS)
    assert [diagnostic.name for diagnostic in found.diagnostics] == ["unclosed-fence"]
    assert [block.lines for block in found.tests] == [("at 2016-01-01", "  a is done")]
    assert [block.lines for block in found.blocks] == [("duty a",)]


def test_what_stands_on_the_fence_is_kept() -> None:
    assert blocks("```servanda duty a\nduty b\n```\n") == [(1, ("duty a", "duty b"), ())]


def test_a_line_of_a_million_characters_is_left_out() -> None:
    text = f"```servanda\nduty a\n{'x' * 1_000_000}\n```\n"
    assert names(text) == ["line-too-long"]
    assert blocks(text) == [(2, ("duty a", ""), ())]
    assert f"{LONGEST_LINE:,}" in cut(text, "a.md", HEADERS).diagnostics[0].message


def test_a_text_too_long_is_one_diagnostic() -> None:
    assert names("x" * (LONGEST_TEXT + 1)) == ["text-too-long"]


def test_nul_is_not_text() -> None:
    assert names("```servanda\nduty a\0\n```\n") == ["not-text"]


def test_decoding() -> None:
    assert decode("Türkiye".encode(), "a.md") == ("Türkiye", ())
    assert decode(b"\xef\xbb\xbfabc", "a.md") == ("abc", ())
    text, diagnostics = decode(b"abc\xff", "a.md")
    assert text is None
    assert diagnostics[0].name == "not-utf8"
    assert "byte FF on line 1" in diagnostics[0].message
    text, diagnostics = decode(b"\x89PNG\0\0", "a.md")
    assert text is None
    assert diagnostics[0].name == "not-text"
