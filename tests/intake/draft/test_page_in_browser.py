"""The page of a review in a real browser: decided by keys, saved, and taken back."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from servanda.intake.draft.deciding import take
from servanda.intake.draft.page import review_page
from tests.intake.draft.small import article, draft_of, statement

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

TEXT = "World Wire said it was calm. Analysts said <b>trucks</b> waited. U.S. officials fear war."
ONE = article(TEXT, title="<b>Calm</b> at the river")
FOUND = tuple(
    statement(marked, named=False)[1]
    for marked in (
        "[who:World Wire] said [said:it was calm]. Analysts said <b>trucks</b> waited.",
        "World Wire said it was calm. [who:Analysts] said [said:<b>trucks</b> waited].",
        "World Wire said it was calm. Analysts said <b>trucks</b> waited. "
        "[who:U.S. officials] fear [said:war].",
    )
)
DRAFT = draft_of(ONE, *FOUND)


@pytest.fixture
def opened(browser: "Browser", tmp_path: Path) -> "Iterator[Page]":
    file = tmp_path / "review.html"
    file.write_text(review_page(DRAFT, TEXT), encoding="utf-8")
    tab = browser.new_page(viewport={"width": 1300, "height": 900}, accept_downloads=True)
    tab.goto(file.as_uri())
    yield tab
    tab.close()


def test_it_asks_for_nothing_and_complains_of_nothing(browser: "Browser", tmp_path: Path) -> None:
    file = tmp_path / "review.html"
    file.write_text(review_page(DRAFT, TEXT), encoding="utf-8")
    tab = browser.new_page()
    asked: list[str] = []
    said: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.on("console", lambda message: said.append(message.text))
    tab.on("pageerror", lambda error: said.append(str(error)))
    tab.goto(file.as_uri())
    tab.wait_for_load_state("networkidle")
    assert asked == [file.as_uri()] and said == []
    assert tab.locator("#article b").count() == 0
    tab.close()


def test_what_a_proposal_rests_on_is_marked(opened: "Page") -> None:
    ids = [each.id for each in DRAFT.proposals if each.kind == "claim"]
    opened.locator(f"#p{ids[1]}").click()
    marked = opened.locator(".rests.now").all_text_contents()
    assert marked == ["Analysts", "<b>trucks</b> waited"]
    opened.locator(".rests", has_text="war").click()
    assert opened.locator(".proposal.now").get_attribute("data-id") == ids[2]


def test_decided_by_keys_saved_and_taken(opened: "Page", tmp_path: Path) -> None:
    number = len(DRAFT.proposals)
    assert opened.locator("#progress").text_content() == f"0 of {number} decided"
    for _ in range(number - 3):  # sources and the head of the report
        opened.keyboard.press("a")
    opened.keyboard.press("r")
    opened.keyboard.press("m")
    box = opened.locator(".proposal.now textarea:not(.proposed)")
    box.fill('claim wire says\n  "<b>trucks</b> waited"\n  on 2026-01-21')
    opened.keyboard.type(" ")  # `a` and its like are letters here
    opened.keyboard.press("Escape")
    opened.keyboard.press("ArrowDown")
    opened.keyboard.press("s")
    assert (
        opened.locator(".proposal.now textarea:not(.proposed)").input_value().count("claim ") == 2
    )
    assert opened.locator("#progress").text_content() == f"{number} of {number} decided"
    saved = save(opened, tmp_path / "decisions.json")
    taken = take(DRAFT, saved.read_bytes())
    assert taken.number == number and taken.refused == ()
    whats = [each.decision.what for each in taken.draft.proposals if each.decision]
    assert whats[-3:] == ["rejected", "mended", "split"]
    mended = taken.draft.proposals[-2].decision
    assert mended and mended.text == 'claim wire says\n  "<b>trucks</b> waited"\n  on 2026-01-21'


def test_the_head_of_the_report_cannot_be_rejected_here_either(opened: "Page") -> None:
    head = next(each.id for each in DRAFT.proposals if each.kind == "report")
    opened.locator(f"#p{head} [data-choice=rejected]").click()
    assert opened.locator(f"#p{head}").get_attribute("data-what") is None


@pytest.mark.parametrize("width", [360, 768, 1300])
def test_it_fits_the_window(opened: "Page", width: int) -> None:
    opened.set_viewport_size({"width": width, "height": 800})
    assert opened.evaluate("document.documentElement.scrollWidth") <= width


def save(tab: "Page", file: Path) -> Path:
    with tab.expect_download() as waiting:
        tab.locator("#save").click()
    download: Any = waiting.value
    assert download.suggested_filename == f"{DRAFT.name}.decisions.json"
    download.save_as(file)
    assert json.loads(file.read_bytes())["sha256"] == DRAFT.article.sha256
    return file
