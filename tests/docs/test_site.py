"""The documentation as a site: it builds without a broken link, asks for nothing from elsewhere,
and fits a telephone."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.docs.shown import DOCS, ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

TELEPHONE = {"width": 360, "height": 740}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site as `make site` builds it; a link that leads nowhere stops it."""
    folder = tmp_path_factory.mktemp("site")
    command = ["-m", "properdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)]
    built = subprocess.run(
        [sys.executable, *command], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert built.returncode == 0, built.stdout + built.stderr
    return folder


def test_every_page_is_there(site: Path) -> None:
    pages = [path.relative_to(DOCS).with_suffix(".html") for path in DOCS.rglob("*.md")]
    for page in pages:
        place = page.with_name("index.html") if page.stem == "README" else page
        assert (site / place).is_file(), page


def test_nothing_comes_from_elsewhere(site: Path) -> None:
    for page in site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert re.findall(r'(?:src|rel="stylesheet" href)="(?:[a-z]+:)?//', text) == [], page
    style = (site / "style.css").read_text(encoding="utf-8")
    assert re.findall(r"url\(|@import", style) == []


@pytest.fixture
def telephone(browser: "Browser") -> "Iterator[Page]":
    tab = browser.new_page(viewport=TELEPHONE)  # type: ignore[arg-type]
    yield tab
    tab.close()


@pytest.mark.browser
def test_no_page_is_wider_than_a_telephone(telephone: "Page", site: Path) -> None:
    pages = [path for path in sorted(site.rglob("*.html")) if "diagnostics" not in path.parts]
    assert len(pages) > 25
    wide = []
    for page in [*pages, site / "diagnostics" / "index.html"]:
        telephone.goto(page.as_uri())
        if telephone.evaluate("document.documentElement.scrollWidth") > TELEPHONE["width"]:
            wide.append(page.relative_to(site).as_posix())
    assert wide == []


@pytest.mark.browser
def test_it_opens_from_a_folder_and_asks_for_nothing_else(telephone: "Page", site: Path) -> None:
    asked: list[str] = []
    said: list[str] = []
    telephone.on("request", lambda request: asked.append(request.url))
    telephone.on("console", lambda message: said.append(message.text))
    telephone.goto((site / "cookbook" / "stages.html").as_uri())
    telephone.wait_for_load_state("networkidle")
    assert said == []
    assert [url for url in asked if not url.startswith((site.as_uri(), "data:"))] == []


@pytest.mark.browser
def test_a_word_is_found_without_a_server(telephone: "Page", site: Path) -> None:
    telephone.goto((site / "cookbook" / "stages.html").as_uri())
    telephone.fill("#find", "step for step")
    found = telephone.locator("#found a", has_text="Step for step").first
    found.click()
    assert telephone.url.startswith((site / "cookbook" / "reciprocity.html").as_uri())
