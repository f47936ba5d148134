"""A made-up agreement, and what a rule finds in reports written under it."""

from collections.abc import Callable

import pytest

from servanda.agreement.build import build_agreement
from servanda.analysis import Rule
from servanda.language.catalogue import MEANINGS
from servanda.language.diagnostic import Diagnostic
from servanda.language.parse import parse_document
from servanda.record.build import build_record

WORDS = """
agreement truce "Truce"
  time zone Asia/Jerusalem
  in force 2025-10-10 12:00
party north "North"
party south "South"
guarantor east "East"
body patrol "the patrol" led by east
body court "the court"
action release "sets free"
action direct "is in command of" single actor
action chair "has the chair of" single object
action free "sets free"
thing captives "captives"
thing guards "guards" counted by held
level held "guards who are held" in guards
area vale "the vale"
area hills "the hills"
duty return-captives
  south releases 20 captives to north
duty free-guards
  south frees all guards
source wire "a wire agency"
source of-south "an office of South"
  camp south
source paper "a paper"
office north/treasury "treasury of North"
office north/police "police of North"
official the-minister "a minister"
occasion vote "the vote" every 4 years from 2024-11-05
"""

Find = Callable[[Rule, str], tuple[Diagnostic, ...]]


@pytest.fixture(scope="session")
def find() -> Find:
    """What a rule finds in one report of 20 October 2025 with these claims."""

    def find_slips(rule: Rule, claims: str) -> tuple[Diagnostic, ...]:
        report = f'report R1 "a report"\n  by paper\n  on 2025-10-20\n{claims}'
        text = f"```servanda\n{WORDS}{report}\n```\n"
        parsed = parse_document(text, "all.md")
        agreement, vocabulary, wrong = build_agreement([parsed.document])
        assert agreement is not None
        record, slips = build_record([parsed.document], vocabulary, agreement.calendar)
        assert (parsed.diagnostics, wrong, slips) == ((), (), ())
        found = rule(agreement, record)
        assert all(each.name in MEANINGS and each.severity == "warning" for each in found)
        return found

    return find_slips
