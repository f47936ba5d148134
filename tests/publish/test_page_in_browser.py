"""The page in a real browser: it fits, it can be read and reached, and it asks for nothing."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

import pytest

from servanda.publish.page import Contents, page
from servanda.verdict.assessment import Cause

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

# For every element with words of its own: the contrast with the nearest ground behind it.
CONTRASTS = """
() => {
  const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
  const colour = words => {
    canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = words; canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const light = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map(v => v / 255)
      .map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const contrast = (a, b) => {
    const [low, high] = [light(a), light(b)].sort((x, y) => x - y);
    return (high + 0.05) / (low + 0.05);
  };
  const ground = element => {
    for (let e = element; e; e = e.parentElement) {
      const found = colour(getComputedStyle(e).backgroundColor);
      if (found[3] === 255) return found;
    }
    return [255, 255, 255];
  };
  const results = [];
  for (const element of document.querySelectorAll('body *:not(svg *)')) {
    const own = [...element.childNodes].some(n => n.nodeType === 3 && n.data.trim());
    if (!own || !element.checkVisibility()) continue;
    const ratio = contrast(colour(getComputedStyle(element).color), ground(element));
    results.push([ratio, element.className + ': ' + element.textContent.slice(0, 40)]);
  }
  for (const text of document.querySelectorAll('.strip text')) {
    const style = getComputedStyle(text);
    results.push([contrast(colour(style.fill), colour(style.stroke)), text.textContent]);
  }
  return results;
}
"""


@pytest.fixture
def address(contents: Contents, tmp_path: Path) -> str:
    file = tmp_path / "page.html"
    file.write_text(page(contents), encoding="utf-8")
    return file.as_uri()


@pytest.fixture
def opened(browser: "Browser", address: str) -> "Iterator[Page]":
    tab = browser.new_page(viewport={"width": 1400, "height": 900})
    tab.goto(address)
    yield tab
    tab.close()


def test_it_asks_for_nothing_and_complains_of_nothing(browser: "Browser", address: str) -> None:
    tab = browser.new_page()
    asked: list[str] = []
    said: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.on("console", lambda message: said.append(message.text))
    tab.goto(address)
    tab.wait_for_load_state("networkidle")
    assert asked == [address]
    assert said == []
    tab.close()


def test_the_style_sheet_passes_the_policy(opened: "Page") -> None:
    family = opened.evaluate("getComputedStyle(document.querySelector('h1')).fontFamily")
    assert "Georgia" in family


@pytest.mark.parametrize("width", [320, 360, 768, 1400])
def test_it_fits_the_window(browser: "Browser", address: str, width: int) -> None:
    tab = browser.new_page(viewport={"width": width, "height": 800})
    tab.goto(address)
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    assert tab.locator(".strip").first.bounding_box() is not None
    tab.close()


@pytest.mark.parametrize("width", [320, 360])
def test_the_longest_verdict_fits_a_small_window(
    browser: "Browser", contents: Contents, tmp_path: Path, width: int
) -> None:
    cause = max(get_args(Cause), key=len)
    found = contents.assessment.stipulations
    longest = tuple(replace(one, state="undetermined", cause=cause) for one in found)
    assessment = replace(contents.assessment, stipulations=longest)
    file = tmp_path / "longest.html"
    file.write_text(page(replace(contents, assessment=assessment)), encoding="utf-8")
    tab = browser.new_page(viewport={"width": width, "height": 800})
    tab.goto(file.as_uri())
    assert tab.locator(".card .badge", has_text=cause).count() > 0
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    tab.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_from_their_ground(
    browser: "Browser", address: str, scheme: Literal["light", "dark"]
) -> None:
    tab = browser.new_page(color_scheme=scheme)
    tab.goto(address)
    tab.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    measured: list[tuple[float, str]] = tab.evaluate(CONTRASTS)
    assert len(measured) > 50
    assert [each for each in measured if each[0] < 4.5] == []
    tab.close()


def test_the_keyboard_reaches_content_and_reasons(opened: "Page") -> None:
    opened.keyboard.press("Tab")
    assert opened.evaluate("document.activeElement.className") == "skip"
    summary = opened.locator("#v-return-boats .why > summary")
    summary.focus()
    opened.keyboard.press("Enter")
    assert opened.locator("#v-return-boats .why").get_attribute("open") is not None


def test_reasons_unfold_down_to_the_report(opened: "Page") -> None:
    card = opened.locator("#v-return-boats")
    link = card.get_by_role("link", name="Trouble over the boats")
    assert not link.is_visible()
    for summary in ("Why?", "boats returned by 1 March", "for: alleged", "the South says: 7 boats"):
        card.locator("summary", has_text=summary).first.click()
    assert link.is_visible()
    assert link.get_attribute("href") == "https://example.org/r1"


def test_landmarks_and_names(opened: "Page") -> None:
    for role in ("banner", "navigation", "main", "contentinfo"):
        assert opened.get_by_role(role).count() == 1
    strip: Any = opened.get_by_role("img", name="Return of the boats over time")
    assert strip.count() == 1
    assert opened.locator("table:not(:has(caption))").count() == 0


def test_it_prints(opened: "Page") -> None:
    opened.emulate_media(media="print")
    assert not opened.locator("nav").is_visible()
    assert opened.locator("#v-return-boats .because").is_visible()
    assert opened.pdf(prefer_css_page_size=True).startswith(b"%PDF")
