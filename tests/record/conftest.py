"""A small agreement between made-up sides, and a record written under it for each test."""

from collections.abc import Callable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import pytest

from servanda.language.catalogue import MEANINGS
from servanda.language.diagnostic import Diagnostic
from servanda.language.parse import parse_document
from servanda.language.vocabulary import gather
from servanda.record.build import build_record
from servanda.record.model import Claim, Record
from servanda.values.calendar import Calendar

WORDS = """
```servanda
agreement truce "Truce"
  time zone Asia/Jerusalem
  in force 2025-10-10 12:00
party north "North"
party south "South"
body cross "the Cross"
area valley "the valley"
action release "sets free"
action lead "commands" single actor
thing captives "captives"
thing trucks "trucks"
class wounded of captives "in need of care"
class fuel of trucks "carrying fuel"
level bridge "the bridge" from closed, partly-open, open
level held "share held" in percent
event approval "North approves" is north releases captives
duty return-captives
  south releases 20 captives to north
phase two
  begins when return-captives done
source north-radio "North Radio"
  camp north
source wire "a wire agency"
source paper "a paper"
source cross "the Cross"
  access "its own staff"
  grade A
office north/minister "minister of North"
occasion vote "the vote" every 4 years from 2024-11-05
```
"""


@dataclass(frozen=True, slots=True)
class Built:
    """A record and all that is wrong with its text."""

    record: Record
    diagnostics: tuple[Diagnostic, ...]

    @property
    def names(self) -> list[str]:
        return [each.name for each in self.diagnostics]

    @property
    def claim(self) -> Claim:
        """The only claim, of a text that has nothing wrong."""
        assert self.diagnostics == ()
        (claim,) = self.record.claims
        return claim


Build = Callable[..., Built]


@pytest.fixture(scope="session")
def calendar() -> Calendar:
    return Calendar(ZoneInfo("Asia/Jerusalem"))


@pytest.fixture(scope="session")
def build(calendar: Calendar) -> Build:
    """Builds the record of texts, each the inside of a block in a file of its own."""

    def build_texts(*texts: str) -> Built:
        pages = [WORDS, *(f"## The file\n\n```servanda\n{text}\n```\n" for text in texts)]
        parsed = [parse_document(page, f"{number}.md") for number, page in enumerate(pages)]
        documents = [each.document for each in parsed]
        vocabulary, twice = gather(documents)
        record, found = build_record(documents, vocabulary, calendar)
        unread = tuple(problem for each in parsed for problem in each.diagnostics)
        diagnostics = (*unread, *twice, *found)
        assert all(each.name in MEANINGS for each in diagnostics)
        return Built(record, diagnostics)

    return build_texts


@pytest.fixture(scope="session")
def report(build: Build) -> Build:
    """Builds the record of one report of 20 October 2025 by the paper, with these entries."""

    def build_report(entries: str) -> Built:
        return build(f'report R1 "a report"\n  by paper\n  on 2025-10-20\n{entries}')

    return build_report
