"""What the site adds to its pages: a place for every heading, and words to find them by."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

LONGEST = 8000  # characters of a section that can be found; more would be a page by itself

found: list[dict[str, str]] = []
order: list[str] = []  # the addresses of the pages, as the menu has them


def anchor(heading: str, separator: str) -> str:
    """The place of a heading, as the tests of the documentation and most forges name it."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", separator)


def on_config(config: Any) -> Any:
    found.clear()
    config["mdx_configs"].setdefault("toc", {})["slugify"] = anchor
    return config


def on_nav(nav: Any, **_: Any) -> Any:
    order[:] = [page.url for page in nav.pages]
    return nav


def on_page_content(html: str, page: Any, **_: Any) -> str:
    sections = Sections()
    sections.feed(html)
    sections.close()
    for identifier, title, text in sections.ended():
        address = page.url + (f"#{identifier}" if identifier else "")
        name = page.title if title == page.title else f"{page.title}: {title}"
        found.append({"to": address, "title": name, "text": text[:LONGEST]})
    # A wide table or block scrolls by itself, so that the page never does; by keyboard too.
    wide = html.replace("<table>", '<div class="wide" tabindex="0"><table>')
    return wide.replace("</table>", "</table></div>").replace("<pre>", '<pre tabindex="0">')


def place(section: dict[str, str]) -> int:
    """Where the menu has the page of a section; last where it has not."""
    page = section["to"].partition("#")[0]
    return order.index(page) if page in order else len(order)


def on_post_build(config: Any) -> None:
    words = json.dumps(sorted(found, key=place), ensure_ascii=False, separators=(",", ":"))
    Path(config["site_dir"], "words.js").write_text(f"const WORDS = {words};\n", encoding="utf-8")


class Sections(HTMLParser):
    """A page cut at its headings."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[tuple[str, list[str], list[str]]] = [("", [], [])]
        self.in_heading = False

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag in ("h1", "h2", "h3"):
            self.parts.append((dict(attributes).get("id") or "", [], []))
            self.in_heading = True

    def handle_endtag(self, tag: str) -> None:
        if tag in ("h1", "h2", "h3"):
            self.in_heading = False

    def handle_data(self, data: str) -> None:
        _, title, text = self.parts[-1]
        (title if self.in_heading else text).append(data)

    def ended(self) -> list[tuple[str, str, str]]:
        return [
            (identifier, " ".join("".join(title).split()), " ".join("".join(text).split()))
            for identifier, title, text in self.parts
            if title
        ]
