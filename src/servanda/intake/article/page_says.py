"""What a page says of itself in its head: title, outlet, author and day.

The head is data: `<meta>` elements and JSON-LD (schema.org), which is parsed and never executed.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from servanda.intake.article.address import Address, address_of

LARGEST_DATA = 500_000  # characters of one piece of JSON-LD
_ARTICLES = frozenset({
    "article", "newsarticle", "reportagenewsarticle", "analysisnewsarticle", "opinionnewsarticle",
    "backgroundnewsarticle", "liveblogposting", "blogposting", "report", "webpage",
})  # fmt: skip
_DAY_NAMES = (
    "article:published_time", "datepublished", "og:published_time", "publishdate", "publish-date",
    "pubdate", "dc.date.issued", "dcterms.created", "dcterms.issued", "sailthru.date",
    "parsely-pub-date", "date", "dc.date",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PageSays:
    """The head of a page; `days` in the order of trust, each in the page's own words."""

    title: str | None
    publisher: str | None
    author: str | None
    days: tuple[str, ...]
    address: str | None = None  # where it says that it lies


def page_says(tree: Any) -> PageSays:
    """Reads the head of a page, before anything was taken out of it."""
    named = _named(tree)
    articles = list(_articles(tree))
    return PageSays(
        title=_first([_text(one.get("headline")) for one in articles], named, "og:title"),
        publisher=_first([_name(one.get("publisher")) for one in articles], named, "og:site_name"),
        author=_first([_name(one.get("author")) for one in articles], named, "author"),
        days=tuple(dict.fromkeys(_days(tree, named, articles))),
        address=_address(tree, named),
    )


def _address(tree: Any, named: dict[str, str]) -> str | None:
    """The address that a page gives for itself, as its canonical one; only one of the web."""
    links = [
        link.get("href") or ""
        for link in tree.iter("link")
        if "canonical" in (link.get("rel") or "").lower().split()
    ]
    for each in (*links, named.get("og:url", "")):
        address = address_of(each.strip())
        if isinstance(address, Address):
            return address.written
    return None


def _named(tree: Any) -> dict[str, str]:
    """The `<meta>` elements of a page by their names in small letters; the first of each."""
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        content = (meta.get("content") or "").strip()
        if name and content:
            found.setdefault(name.lower(), content)
    return found


def _days(tree: Any, named: dict[str, str], articles: list[dict[str, Any]]) -> Iterator[str]:
    yield from (named[name] for name in _DAY_NAMES[:1] if name in named)
    yield from (day for one in articles if (day := _text(one.get("datePublished"))))
    yield from (named[name] for name in _DAY_NAMES[1:] if name in named)
    times = [time for time in tree.iter("time") if time.get("datetime")]
    yield from (time.get("datetime") for time in times if _is_of_publication(time))


def _is_of_publication(time: Any) -> bool:
    """Whether a `<time>` says when the article appeared: by its name, or in the article's head."""
    says = " ".join(filter(None, (time.get("itemprop"), time.get("class"), time.get("pubdate"))))
    if "modif" in says.lower() or "updat" in says.lower():
        return False
    return "publish" in says.lower() or any(one.tag == "header" for one in time.iterancestors())


def _articles(tree: Any) -> Iterator[dict[str, Any]]:
    """The articles that JSON-LD describes; anything malformed is passed over."""
    for script in tree.iter("script"):
        if (script.get("type") or "").lower() != "application/ld+json":
            continue
        text = script.text or ""
        try:
            data = json.loads(text) if len(text) <= LARGEST_DATA else None
        except (ValueError, RecursionError):
            continue
        yield from (one for one in _objects(data) if _is_article(one))


def _objects(data: object) -> Iterator[dict[str, Any]]:
    waiting = [data]
    while waiting:
        match waiting.pop(0):
            case dict() as one:
                yield one
                waiting += [one["@graph"]] if "@graph" in one else []
            case list() as several:
                waiting += several


def _is_article(one: dict[str, Any]) -> bool:
    kinds = one.get("@type")
    return any(
        isinstance(kind, str) and kind.lower() in _ARTICLES
        for kind in (kinds if isinstance(kinds, list) else [kinds])
    )


def _name(value: object) -> str | None:
    match value:
        case str():
            return _text(value)
        case {"name": name}:
            return _text(name)
        case list() as several:
            return ", ".join(filter(None, map(_name, several[:10]))) or None
    return None


def _text(value: object) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


def _first(values: Iterable[str | None], named: dict[str, str], name: str) -> str | None:
    return next(filter(None, values), None) or named.get(name)
