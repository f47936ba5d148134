"""Small agreements and records, written in the language, and what is asked about them."""

import re
from dataclasses import dataclass
from datetime import date, time

from servanda.agreement.build import build_agreement
from servanda.agreement.model import Agreement
from servanda.evidence.viewpoint import NEUTRAL, Viewpoint
from servanda.language.parse import parse_document
from servanda.record.build import build_record
from servanda.record.model import Record
from servanda.values.instant import NEVER, Instant
from servanda.verdict.assess import assess, history
from servanda.verdict.assessment import Assessment, PhaseVerdict, Question, Standard, Track, Verdict

WORDS = """
```servanda
agreement small "A small agreement"
  time zone Asia/Jerusalem
  in force 2025-10-01

party north "North"
party south "South"
party east "East"
verifier monitors "independent monitors"
area valley "the valley"
action deliver "hands over"
action raid "crosses the line to attack"
action seize "takes back by its own forces"
action sign "puts its signature to"
thing maps "maps"
thing keys "keys"
thing books "books"
thing coins "coins"
class gold of coins "made of gold"
thing treaty "the treaty"
level gate "the gate" from shut, ajar, open
level held "share of the land held" in percent
event signature "the treaty is signed" is south signs treaty
```
"""

SOURCES = """
```servanda
source observer "an observer of nobody's camp"
source second-observer "another one"
source north-office "an office of North"
  camp north
  speaks for north
source south-office "an office of South"
  camp south
  speaks for south

report R "What was seen"
  by observer
  on 2026-12-31
```
"""

WRITTEN_INSTANT = re.compile(r"(\d{4}-\d{2}-\d{2})(?: (\d{2}:\d{2}(?::\d{2})?))?")


@dataclass(frozen=True)
class SmallWorld:
    """An agreement and a record that were written down with nothing wrong in them."""

    agreement: Agreement
    record: Record

    def instant(self, written: str) -> Instant:
        found = WRITTEN_INSTANT.fullmatch(written)
        assert found, f"no date: {written}"
        clock = time.fromisoformat(found[2]) if found[2] else time(0)
        return self.agreement.calendar.instant(date.fromisoformat(found[1]), clock)

    def question(self, at: str | Instant, proof: Standard = "alleged") -> Question:
        instant = self.instant(at) if isinstance(at, str) else at
        return Question(instant, NEVER, proof, "neutral")

    def assessment(
        self, at: str | Instant, viewpoint: Viewpoint = NEUTRAL, proof: Standard = "alleged"
    ) -> Assessment:
        return assess(self.agreement, self.record, viewpoint, self.question(at, proof))

    def verdict(
        self,
        name: str,
        at: str | Instant,
        viewpoint: Viewpoint = NEUTRAL,
        proof: Standard = "alleged",
    ) -> Verdict:
        """The verdict on a stipulation that has one bearer and one limb."""
        found = self.assessment(at, viewpoint, proof).stipulations
        (verdict,) = [one for one in found if one.name == name]
        return verdict

    def state(self, name: str, at: str | Instant, proof: Standard = "alleged") -> str:
        """The one plain word, with its cause."""
        verdict = self.verdict(name, at, proof=proof)
        return f"{verdict.state}: {verdict.cause}" if verdict.cause else verdict.state

    def phase(self, name: str, at: str | Instant) -> PhaseVerdict:
        (verdict,) = [one for one in self.assessment(at).phases if one.name == name]
        return verdict

    def track(self, name: str, until: str) -> Track:
        tracks = history(self.agreement, self.record, NEUTRAL, self.question(until))
        (track,) = [one for one in tracks if one.name == name]
        return track


def small_world(
    stipulations: str, claims: str = "", lapses: str = "", enters: str = ""
) -> SmallWorld:
    """The stipulations under the words above, and the claims in one report on all of it; and on
    what conditions the whole agreement comes into force and lapses."""
    in_force = "  in force 2025-10-01\n"
    begins = f"  signed 2025-10-01\n  in force from {enters}\n" if enters else in_force
    ends = f"  lapses when {lapses}\n" if lapses else ""
    head = WORDS.replace(in_force, begins + ends)
    agreed = head + fenced(stipulations)
    reported = SOURCES + fenced(claims)
    pages = [parse_document(agreed, "agreement.md"), parse_document(reported, "record.md")]
    documents = [page.document for page in pages]
    agreement, vocabulary, about_agreement = build_agreement(documents)
    assert agreement is not None
    record, about_record = build_record(documents, vocabulary, agreement.calendar)
    found = [*pages[0].diagnostics, *pages[1].diagnostics, *about_agreement, *about_record]
    wrong = [f"{one.span}: {one.message}" for one in found if one.severity == "error"]
    assert not wrong, wrong
    return SmallWorld(agreement, record)


def fenced(text: str) -> str:
    return f"\n```servanda\n{text.strip()}\n```\n" if text.strip() else ""


def nothing_of(thing: str, until: str, actor: str = "north") -> str:
    """A claim that shows a shortfall: an observer's total of nothing up to the end of a day."""
    return f"""
claim observer says
  {actor} delivers 0 {thing} to south in total up to {until}
"""


def duty(name: str, *clauses: str) -> str:
    """Keys are owed by South to North, everything else by North to South."""
    giver, taker = ("south", "north") if name == "keys" else ("north", "south")
    lines = (f"  {giver} delivers 1 {name} to {taker}", *(f"  {clause}" for clause in clauses))
    return "\n".join((f"duty {name}", *lines, ""))


def nothing_of_keys(until: str) -> str:
    return f"""
claim observer says
  south delivers 0 keys to north in total up to {until}
"""
