"""Prose keeps its words and its shape, and never becomes markup that it was not meant to be."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.publish.prose import safe_address, sections

OWN_TAGS = re.compile(
    r"</?(?:p|ul|ol|li|blockquote|strong|em|code)(?: dir=\"auto\")?>"
    r"|<a href=\"https?://[^\"<>]*\" rel=\"noopener noreferrer\">|</a>"
)


@given(st.text(alphabet=st.sampled_from(list("ab <>\"'&*`[]()#>-1.\n~:/")) | st.characters()))
def test_only_our_own_tags_come_out(text: str) -> None:
    for section in sections(text):
        rest = OWN_TAGS.sub("", str(section.prose))
        assert "<" not in rest
        assert ">" not in rest


@given(st.lists(st.sampled_from(["# A", "## B", "text", "```servanda", "```", "> q", "- i", ""])))
def test_every_line_belongs_to_one_section(lines: list[str]) -> None:
    found = sections("\n".join(lines))
    held = [line for each in found for line in range(each.first_line, each.last_line + 1)]
    assert held == list(range(1, max(len(lines), 1) + 1))


def test_headings_inside_a_fence_are_no_headings() -> None:
    text = "# A\n```servanda\n# a comment\nduty x\n```\n## B\nwords"
    first, second = sections(text)
    assert (first.title, second.title) == ("A", "B")
    assert first.blocks == ("# a comment\nduty x",)
    assert first.holds(4)
    assert not first.holds(6)


def test_other_fences_are_left_out() -> None:
    (section,) = sections("```python\nimport os\n```\nprose")
    assert section.blocks == ()
    assert "import" not in section.prose
    assert "prose" in section.prose


def test_shapes() -> None:
    (section,) = sections("one\ntwo\n\n1. a\n2. b\n   more\n\n> said *so*\n> `x<y`")
    assert str(section.prose) == (
        '<p dir="auto">one two</p>\n'
        "<ol><li>a</li><li>b more</li></ol>\n"
        '<blockquote dir="auto"><p>said <em>so</em> <code>x&lt;y</code></p></blockquote>'
    )


@pytest.mark.parametrize(
    ("address", "safe"),
    [
        ("https://example.org/a?b=c", True),
        ("http://example.org:443/a", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("//example.org", False),
        ("https:", False),
        ("http://[broken", False),
        ("", False),
        (None, False),
    ],
)
def test_only_web_addresses_become_links(address: str | None, safe: bool) -> None:
    assert (safe_address(address) is not None) == safe
