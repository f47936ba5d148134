"""The page says everything in words, lets nothing in from outside, and stands alone."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from servanda.evidence.positions import Positions
from servanda.publish.page import Contents, content_policy, page, style_sheet
from servanda.values.instant import NEVER

VOID = {"meta", "link", "br", "img", "hr", "input", "rect", "circle"}


class Tree(HTMLParser):
    """Collects tags, attributes and ids, and insists that tags nest."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.fixture
def html(contents: Contents) -> str:
    return page(contents)


@pytest.fixture
def tree(html: str) -> Tree:
    parsed = Tree()
    parsed.feed(html)
    assert parsed.open == []
    return parsed


def test_nothing_from_a_text_becomes_markup(html: str, tree: Tree) -> None:
    assert "<script" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert not [tag for tag, _ in tree.tags if tag in ("script", "iframe", "img", "link", "b")]
    assert not any(name.startswith("on") for _, attributes in tree.tags for name in attributes)


def test_links_lead_only_to_web_addresses_and_to_the_page_itself(tree: Tree) -> None:
    links = [attributes for tag, attributes in tree.tags if tag == "a"]
    addresses = {str(link["href"]) for link in links}
    assert "https://example.org/accord" in addresses
    assert "https://example.org/r1" in addresses
    assert all(address.startswith(("#", "https://", "http://")) for address in addresses)
    outside = [link for link in links if not str(link["href"]).startswith("#")]
    assert all("noopener" in str(link["rel"]) for link in outside)


def test_links_within_the_page_arrive(tree: Tree) -> None:
    ids = [attributes["id"] for _, attributes in tree.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    inside = {str(a["href"])[1:] for tag, a in tree.tags if tag == "a" and str(a["href"])[0] == "#"}
    assert inside <= set(ids)


def test_the_policy_admits_the_style_sheet_and_nothing_else(html: str, tree: Tree) -> None:
    policy = next(str(a["content"]) for t, a in tree.tags if a.get("http-equiv"))
    assert policy == content_policy(style_sheet())
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert not any("style" in attributes for _, attributes in tree.tags)
    assert re.search(r"url\((?!\"#)", style_sheet()) is None
    assert "@import" not in style_sheet()


def test_the_question_is_stated(html: str) -> None:
    for words in ("1 June 2024 03:00 +03:00", "everything recorded", "alleged", "neutral"):
        assert words in html


def test_states_are_said_in_words(html: str) -> None:
    for words in (
        "overdue",
        "undetermined: contested",
        "7 to 9 of 12 boats",
        "by the bearer 7 to 8",
        "due end of 29 February 2024",
        "met in surely 20, possibly 90 of 150 periods",
        "by reading: strict: short, wide: met",
        "linkage of south, not in the text",
        "withheld: the boats are not back",
        "Whose move: the North",
        "Not in the text: asserted by the South.",
    ):
        assert words in html


def test_verdicts_stand_beside_their_text(html: str) -> None:
    beside = html[html.index("Article 1</h4>") :]
    assert beside.index('id="v-return-boats"') < beside.index("Article 2</h4>")
    assert "<strong>twelve</strong>" in html
    assert "<li>mornings</li>" in html
    assert "the boats &lt;b&gt;shall&lt;/b&gt;" in html
    assert "Not shown" not in html


def test_reasons_go_down_to_the_report(html: str) -> None:
    for words in (
        "north returns 12 boats",
        "the South says: 7 boats",
        "Trouble over the boats",
        "decisive",
    ):
        assert words in html
    assert "Southern Press" in html


def test_the_chart_is_said_in_words_too(html: str) -> None:
    assert "open from 1 January 2024 02:00 to 20 January 2024 02:00; partly done from" in html


def test_viewpoints_stand_side_by_side(html: str) -> None:
    row = html[html.index('class="disputes"') :]
    assert row.index("overdue") < row.index("done</span>") < row.index("the ninth boat")


def test_positions_and_what_was_said_would_come(html: str, tree: Tree) -> None:
    positions = html[html.index('id="positions"') : html.index('id="expectations"')]
    for words in (
        "keeps &lt;b&gt;to it&lt;/b&gt;",
        "under pressure: the harvest",
        "<strong>postpones, for now</strong>",
        "beside R1.position-1: here postpones, there commits",
        "visit north to south",
    ):
        assert words in positions
    foreseen = html[html.index('id="expectations"') :]
    assert "0 resolved of 1; 1 unknown (too few to say anything of the source)" in foreseen
    assert "nobody has said what became of them" in foreseen


def test_a_page_without_them_has_no_empty_sections(contents: Contents) -> None:
    html = page(replace(contents, positions=Positions((), ()), expectations=()))
    assert 'id="positions"' not in html
    assert 'id="expectations"' not in html


def test_the_page_is_the_same_each_time(contents: Contents) -> None:
    assert page(contents) == page(contents)


def test_headings_do_not_skip_levels(tree: Tree) -> None:
    levels = [int(tag[1]) for tag, _ in tree.tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False))


def test_a_faulty_agreement_still_has_a_page(contents: Contents) -> None:
    """A stipulation without a verdict, and an agreement that never came into force."""
    extra = replace(contents.agreement.stipulations[0], name="faulty", linkages=())
    agreement = replace(
        contents.agreement,
        in_force=NEVER,
        stipulations=(*contents.agreement.stipulations, extra),
    )
    nothing_yet = tuple(replace(track, steps=()) for track in contents.tracks)
    html = page(replace(contents, agreement=agreement, tracks=nothing_yet))
    assert 'id="v-return-boats"' in html
    assert 'id="v-faulty"' not in html
    assert "overdue from" in html
