"""The page of a review in a real browser: decided by keys, saved, and taken back."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from servanda.intake.draft.deciding import take
from servanda.intake.draft.page import review_page
from tests.intake.draft.small import article, draft_of, ground, statement

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
SOURCES = ground().record.sources


@pytest.fixture
def opened(browser: "Browser", tmp_path: Path) -> "Iterator[Page]":
    file = tmp_path / "review.html"
    file.write_text(review_page(DRAFT, TEXT, SOURCES), encoding="utf-8")
    tab = browser.new_page(viewport={"width": 1300, "height": 900}, accept_downloads=True)
    tab.goto(file.as_uri())
    yield tab
    tab.close()


def test_it_asks_for_nothing_and_complains_of_nothing(browser: "Browser", tmp_path: Path) -> None:
    file = tmp_path / "review.html"
    file.write_text(review_page(DRAFT, TEXT, SOURCES), encoding="utf-8")
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
    box = opened.locator(".proposal.now textarea:not(.proposed)")
    assert box.input_value().count("claim ") == 2
    box.fill(box.input_value().replace("2026-01-22", "2026-01-21", 1))
    assert opened.locator("#progress").text_content() == (
        f"{number} of {number} decided, kept in this browser"
    )
    saved = save(opened, tmp_path / "decisions.json")
    taken = take(DRAFT, saved.read_bytes())
    assert taken.number == number and taken.refused == ()
    whats = [each.decision.what for each in taken.draft.proposals if each.decision]
    assert whats[-3:] == ["rejected", "mended", "split"]
    mended = taken.draft.proposals[-2].decision
    assert mended and mended.text == 'claim wire says\n  "<b>trucks</b> waited"\n  on 2026-01-21'


def test_the_head_of_the_report_cannot_be_rejected_here_either(opened: "Page") -> None:
    head = next(each.id for each in DRAFT.proposals if each.kind == "report")
    assert opened.locator(f"#p{head} [data-choice=rejected]").is_disabled()
    opened.locator(f"#p{head}").click()
    opened.keyboard.press("r")
    assert opened.locator(f"#p{head}").get_attribute("data-what") is None


@pytest.mark.parametrize("width", [320, 360, 768, 1300])
def test_it_fits_the_window(opened: "Page", width: int) -> None:
    opened.set_viewport_size({"width": width, "height": 800})
    assert opened.evaluate("document.documentElement.scrollWidth") <= width
    for key in ("n", "Escape", "w"):
        opened.keyboard.press(key)
        assert opened.evaluate("document.documentElement.scrollWidth") <= width


def test_a_source_that_nobody_declared_is_told_at_once_and_declared_there(
    opened: "Page", tmp_path: Path
) -> None:
    last = DRAFT.proposals[-1].id
    opened.locator(f"#p{last} [data-choice=mended]").click()
    told = opened.locator(f"#p{last} .unknown")
    assert told.is_hidden()
    opened.locator(f"#p{last} textarea:not(.proposed)").fill(
        'claim unnamed us "officials" via the-echo say\n  "war"\n  after 2026-01-22'
    )
    assert "No source is declared as the-echo." in (told.text_content() or "")
    opened.keyboard.press("Tab")  # to the button beside it
    opened.keyboard.press("Enter")
    opened.keyboard.type('The "Echo"')
    opened.keyboard.press("Enter")
    opened.locator("#added .proposal").wait_for()
    assert told.is_hidden()
    opened.keyboard.press("n")
    opened.keyboard.type("the-echo")
    opened.keyboard.press("Tab")
    opened.keyboard.type("Again")
    opened.keyboard.press("Enter")
    assert "declared already" in (opened.locator("#source-fault").text_content() or "")
    opened.keyboard.press("Escape")
    taken = take(DRAFT, save(opened, tmp_path / "decisions.json").read_bytes())
    assert taken.added == 1 and taken.refused == ()
    assert taken.draft.proposals[-1].text == "source the-echo \"The 'Echo'\""
    assert taken.draft.proposals[-1].by == "person"


def test_what_is_saved_is_summed_up_first(opened: "Page") -> None:
    opened.keyboard.press("a")
    opened.keyboard.press("w")
    counts = opened.locator("#counts").text_content()
    assert counts == f"1 of {len(DRAFT.proposals)} decided: 1 accepted."
    assert f"record/{DRAFT.name}.md" in (opened.locator("#finish").text_content() or "")
    opened.locator("#waiting button").nth(1).click()
    assert opened.locator("#finish").is_hidden()
    assert opened.locator(".proposal.now").get_attribute("data-id") == DRAFT.proposals[2].id


def test_another_window_of_the_page_has_the_decisions_too(
    browser: "Browser", tmp_path: Path
) -> None:
    """They are in the browser's storage, and not in the window alone."""
    file = tmp_path / "review.html"
    file.write_text(review_page(DRAFT, TEXT, SOURCES), encoding="utf-8")
    last = DRAFT.proposals[-1].id
    context = browser.new_context()
    one, other = context.new_page(), context.new_page()
    one.goto(file.as_uri())
    one.keyboard.press("a")
    one.keyboard.press("r")
    one.locator(f"#p{last} [data-choice=mended]").click()
    one.keyboard.type("x")
    other.goto(file.as_uri())
    other.locator(".proposal[data-what]").nth(2).wait_for()
    whats = [
        each.get_attribute("data-what") for each in other.locator("#proposals > [data-what]").all()
    ]
    assert whats == ["accepted", "rejected", "mended"]
    other.locator(f"#p{last} .state", has_text="mended").wait_for()
    context.close()


def test_leaving_with_unsaved_decisions_asks_first(opened: "Page") -> None:
    asked: list[str] = []

    def stay(dialog: Any) -> None:
        asked.append(dialog.type)
        dialog.accept()

    opened.on("dialog", stay)
    opened.keyboard.press("a")
    opened.reload()
    assert asked == ["beforeunload"]


def test_what_was_mended_is_not_lost_by_a_key(opened: "Page") -> None:
    last = DRAFT.proposals[-1].id
    opened.locator(f"#p{last} [data-choice=mended]").click()
    area = opened.locator(f"#p{last} textarea:not(.proposed)")
    area.fill("claim wire says")
    opened.keyboard.press("Escape")
    opened.keyboard.press("a")
    assert area.input_value() == DRAFT.proposals[-1].text
    opened.locator(f"#p{last} [data-choice=mended]").click()
    assert area.input_value() == "claim wire says"


def test_by_tab_alone_each_stop_has_a_name_and_shows_its_focus(opened: "Page") -> None:
    names = set()
    for _ in range(12):
        opened.keyboard.press("Tab")
        names.add(
            opened.evaluate(
                "(document.activeElement.ariaLabel || document.activeElement.textContent).trim()"
            )
        )
        outline = opened.evaluate("getComputedStyle(document.activeElement).outlineWidth")
        assert outline == "3px"
    assert "" not in names and {"New source …", "Save decisions …", "Accept", "Mend"} <= names


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_from_their_ground(opened: "Page", scheme: Any) -> None:
    """4.5 to 1 for every text, in both schemes (WCAG 2.2, 1.4.3)."""
    opened.emulate_media(color_scheme=scheme)
    opened.locator(".proposal").nth(2).click()
    assert opened.evaluate(LEAST_CONTRAST) >= 4.5


@pytest.mark.parametrize("width", [360, 1300])
def test_the_proposal_stays_in_sight_in_a_long_article(
    browser: "Browser", tmp_path: Path, width: int
) -> None:
    line = "World Wire said it was calm."
    text = "\n".join([line] * 300)
    found = []
    for at in range(0, 300, 10):
        marked = "\n".join(
            "[who:World Wire] said [said:it was calm]." if number == at else line
            for number in range(300)
        )
        found.append(statement(marked, named=False)[1])
    draft = draft_of(article(text), *found)
    file = tmp_path / "long.html"
    file.write_text(review_page(draft, text), encoding="utf-8")
    tab = browser.new_page(viewport={"width": width, "height": 700})
    tab.goto(file.as_uri())
    for _ in range(25):
        tab.keyboard.press("ArrowDown")
    assert tab.evaluate(IS_IN_SIGHT, ".proposal.now")
    shown = ".rests.now.content" if width == 1300 else ".proposal.now mark"
    assert tab.evaluate(IS_IN_SIGHT, shown)
    tab.close()


def test_an_article_from_right_to_left(browser: "Browser", tmp_path: Path) -> None:
    text = "قال الرئيس إن المعبر سيفتح."
    one = replace(article(text, title="فتح المعبر"), language="ar")
    file = tmp_path / "rtl.html"
    file.write_text(review_page(draft_of(one), text), encoding="utf-8")
    tab = browser.new_page(viewport={"width": 360, "height": 700})
    tab.goto(file.as_uri())
    directions = (
        "[...document.querySelectorAll('h1, #article p')].map(x => getComputedStyle(x).direction)"
    )
    assert tab.evaluate(directions) == ["rtl", "rtl"]
    assert tab.locator("#article").get_attribute("lang") == "ar"
    assert tab.evaluate("document.documentElement.scrollWidth") <= 360
    tab.close()


IS_IN_SIGHT = """selector => {
  const place = document.querySelector(selector).getBoundingClientRect();
  return place.top >= 0 && place.top < innerHeight - 20 && place.bottom > 20;
}"""
LEAST_CONTRAST = """() => {
  const numbers = colour => colour.match(/[\\d.]+/g).map(Number);
  const light = colour => {
    const [r, g, b] = numbers(colour).slice(0, 3).map(one => one / 255)
      .map(one => one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = element => {
    for (let at = element; at; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor, [, , , alpha] = numbers(colour);
      if (alpha === undefined || alpha === 1) return colour;
    }
    return 'rgb(255, 255, 255)';
  };
  const texts = [...document.body.querySelectorAll('*')].filter(one =>
    one.checkVisibility() && one.tagName !== 'SCRIPT' && (one.tagName === 'TEXTAREA'
    || [...one.childNodes].some(child => child.nodeType === 3 && child.textContent.trim())));
  return Math.min(...texts.map(one => {
    const both = [light(getComputedStyle(one).color), light(ground(one))];
    const [low, high] = both.sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  }));
}"""


def save(tab: "Page", file: Path) -> Path:
    tab.locator("#save").click()
    with tab.expect_download() as waiting:
        tab.locator("#download").click()
    download: Any = waiting.value
    assert download.suggested_filename == f"{DRAFT.name}.decisions.json"
    download.save_as(file)
    assert json.loads(file.read_bytes())["sha256"] == DRAFT.article.sha256
    return file


def test_a_text_that_is_left_as_it_was_decides_nothing(opened: "Page") -> None:
    last = DRAFT.proposals[-1].id
    opened.locator(f"#p{last}").click()
    for key in ("m", "s"):
        opened.keyboard.press(key)
        opened.keyboard.press("Escape")
        assert opened.locator(f"#p{last}").get_attribute("data-what") is None
    opened.keyboard.press("a")
    opened.locator(f"#p{last}").click()
    opened.keyboard.press("m")
    opened.keyboard.press("Escape")
    assert opened.locator(f"#p{last}").get_attribute("data-what") == "accepted"
