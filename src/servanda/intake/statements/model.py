"""A statement: that somebody, in an article, says, denies, expects or wants something.

It is what rules found, with the places they rest on; a claim comes of it when a person confirms it.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from servanda.record.model import Speech, Stance

# What gives a date its bounds: a whole day, the days before or after it, or a longer stretch.
Certainty = Literal["stated", "resolved", "published"]


@dataclass(frozen=True, slots=True)
class Extent:
    """Where words stand in the text of an article: characters from `start` up to `end`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks, in the article's words.

    `named` for a name (`the health ministry`, `Vance`); else it is a description of somebody
    unnamed (`one Israeli diplomat`). `whole` is the longest name by which the article calls the
    same speaker, where the words are a pronoun or a short form: `he` is `Vice President JD Vance`.
    """

    extent: Extent
    words: str
    named: bool
    whole: str


@dataclass(frozen=True, slots=True)
class Dated:
    """The days in which what is said happens: from `first` up to and with `last`; either is None
    where the words leave it open.

    `stated` in full (`22 October 2025`); `resolved` from the day of the article (`on Thursday`,
    `last week`), with the extent of the words; `published` where no date is given at all.
    """

    first: date | None
    last: date | None
    certainty: Certainty
    extent: Extent | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """One attributed statement.

    `content` are the places of what is said, in order (a quotation may be interrupted), `cue` of
    the words that attribute it (`told reporters`, `according to`), if any. `speaker` is None where
    the outlet speaks for itself. `via` are the outlets between the speaker and the article's own
    publisher, in the article's words, from the speaker outwards: `according to a New York Times
    report cited in The Jerusalem Post` is ("The New York Times", "The Jerusalem Post"). `source`
    is where the sentence names who tells it, be it an outlet. `takes_up` are the words by which a
    denial takes up what was said before (`the report`); its content is then what was said there.
    `is_unsaid` where it tells that somebody did not say something, or may say it.
    """

    content: tuple[Extent, ...]
    cue: Extent | None
    speaker: Speaker | None
    via: tuple[str, ...]
    stance: Stance
    speech: Speech
    dated: Dated
    source: Extent | None = None
    takes_up: tuple[Extent, ...] = ()
    is_unsaid: bool = False


@dataclass(frozen=True, slots=True)
class Meeting:
    """A visit, a meeting, a call or a public statement that an article tells of, in its words.

    `who` goes `to` a place or a country, or meets `with` somebody. `planned` while it lies ahead
    as the article tells it. `speaker` says so, through `via`, as of a statement; where neither is,
    the article's own outlet.
    """

    kind: Literal["visit", "meeting", "call", "statement"]
    extent: Extent
    who: tuple[str, ...]
    to: str | None
    with_whom: tuple[str, ...]
    planned: bool
    dated: Dated
    speaker: Speaker | None = None
    via: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """All that rules found in one article."""

    statements: tuple[Statement, ...]
    meetings: tuple[Meeting, ...]
