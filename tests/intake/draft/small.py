"""A small agreement with its sources, and articles with the places that rules would find in them.

In the text of an article what matters stands between marks: `[said:...]` is what is said,
`[who:...]` who says it. The marks are taken out, and their places kept.
"""

import re
from datetime import date

from servanda.intake.article.model import Article
from servanda.intake.draft.ground import Ground, ground_of
from servanda.intake.draft.model import Draft
from servanda.intake.draft.propose import Setting, propose
from servanda.intake.statements.model import (
    Dated,
    Extent,
    Found,
    Meeting,
    Speaker,
    Statement,
)
from servanda.language.parse import parse_document
from servanda.record.model import Speech, Stance
from servanda.workspace.building import build

AGREEMENT = """\
# The river accord

```servanda
agreement river-accord "River Accord"
  time zone Europe/Sarajevo
  in force 2026-01-10 12:00

party north "Northland"
party south "Southland"
guarantor us "United States"
body monitors "River Monitoring Mission"

action release "sets free"
action admit "lets in"
action attack "uses armed force against"
action withdraw "moves forces back"
action return "hands over"

thing prisoners "prisoners of war"
thing trucks "aid trucks"
thing forces "armed forces"
thing heavy-weapons "heavy weapons"
thing hostage-remains "remains of deceased hostages"

area river-strip "River Strip"
level bridge "the Old Bridge" from closed, partly-open, open
level land-held "share of the Strip under the control of Northland" in percent

duty release-prisoners "Release of prisoners"
  north releases 10 prisoners to south
  by 2026-01-24

duty return-remains "Return of the remains of hostages"
  north returns 28 hostage-remains to south

duty keep-bridge "The Old Bridge stays open"
  south keep bridge open

quota aid "Aid trucks"
  south admits 600 trucks each day

ban truce "Truce along the river"
  north and south must not attack each other

phase two "Second phase, disarmament"
  begins when release-prisoners done
```
"""
SOURCES = """\
# Sources

```servanda
source gazette "The River Gazette"
source wire "World Wire"
source monitors "River Monitoring Mission"
source south "Southland"

office north/prime-minister "Prime Minister of Northland"

source north/prime-minister "Prime Minister of Northland"
  camp north
  speaks for north

office us/secretary-of-state "Secretary of State of the United States"
office us/president "President of the United States"
office south/president "President of Southland"

report earlier "An earlier story"
  by wire
  on 2026-01-20
```
"""
TEXTS = {"agreement.md": AGREEMENT, "record/sources.md": SOURCES}
DAY = date(2026, 1, 22)
TODAY = Dated(DAY, DAY, "published")
MARK = re.compile(r"\[(said|who):([^\]]*)\]")


def ground() -> Ground:
    built = build(TEXTS)
    assert built.agreement is not None and not built.diagnostics, built.diagnostics
    pages = [parse_document(text, name).document for name, text in TEXTS.items()]
    return ground_of(pages, built.agreement, built.record, TEXTS)


def read(marked: str) -> tuple[str, list[Extent], list[Extent]]:
    """The text without marks, the places of what is said, and of who says it."""
    text, at = "", 0
    said: list[Extent] = []
    who: list[Extent] = []
    for match in MARK.finditer(marked):
        text += marked[at : match.start()]
        place = Extent(len(text), len(text) + len(match[2]))
        (said if match[1] == "said" else who).append(place)
        text += match[2]
        at = match.end()
    return text + marked[at:], said, who


def article(text: str, title: str = "News from the river") -> Article:
    return Article(
        text, "text", "0" * 64, title=title, publisher="The River Gazette", published=DAY,
        language="en",
    )  # fmt: skip


def statement(
    marked: str,
    stance: Stance = "says",
    *,
    named: bool = True,
    whole: str | None = None,
    via: tuple[str, ...] = (),
    speech: Speech = "indirect",
    dated: Dated = TODAY,
) -> tuple[Article, Statement]:
    """The article with these words, and the one statement that is marked in it."""
    text, said, who = read(marked)
    speaker = None
    if who:
        words = text[who[0].start : who[0].end]
        speaker = Speaker(who[0], words, named, whole or words)
    return article(text), Statement(tuple(said), None, speaker, via, stance, speech, dated)


def meeting(
    text: str,
    who: tuple[str, ...],
    with_whom: tuple[str, ...] = (),
    *,
    to: str | None = None,
    planned: bool = False,
    dated: Dated = TODAY,
) -> tuple[Article, Meeting]:
    place = Extent(0, len(text))
    return article(text), Meeting(
        "visit" if to else "meeting", place, who, to, with_whom, planned, dated
    )


def draft_of(one: Article, *found: Statement | Meeting, copy_of: str | None = None) -> Draft:
    statements = tuple(each for each in found if isinstance(each, Statement))
    meetings = tuple(each for each in found if isinstance(each, Meeting))
    setting = Setting(DAY, one.publisher or "", copy_of)
    return propose(one, Found(statements, meetings), ground(), setting)


def claim_of(one: Article, found: Statement) -> str:
    """The text of the only claim."""
    (claim,) = [each for each in draft_of(one, found).proposals if each.kind == "claim"]
    return claim.text
