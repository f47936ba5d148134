"""An article as it was read: its words, and what it says of itself."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Language = Literal["en", "ar", "he"]
Medium = Literal["html", "pdf", "text"]


@dataclass(frozen=True, slots=True)
class Article:
    """The words of an article and where they come from.

    `text` is what a reader sees, one paragraph a line, without title and byline; every span of a
    statement counts characters of it. `sha256` is of the bytes that were read. `published` is the
    day that the article gives for itself in the zone of its publisher, `None` where it gives none.
    `publisher` is the outlet in the article's own words (`The Jewish Voice`), not yet a source.
    `day_from` says from where that day was taken, where the article does not give it as such.
    `remarks` are what a person should know of how it was read: left out, mended or doubted.
    """

    text: str
    medium: Medium
    sha256: str
    title: str | None = None
    publisher: str | None = None
    byline: str | None = None
    published: date | None = None
    address: str | None = None
    language: Language | None = None
    remarks: tuple[str, ...] = ()
    day_from: str | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """Why something could not be read as an article, and what to do about it."""

    message: str
    hint: str
