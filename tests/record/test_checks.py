"""Each check of the record: a text that it finds fault with, and texts that it leaves alone."""

from collections.abc import Callable
from typing import Any

import pytest

Build = Callable[..., Any]

EVENT = "south releases captives"
WRONG = [
    # Names, each with what was meant
    ("unknown-source", f"claim wirre says\n  {EVENT}\n  on 2025-10-13"),
    ("unknown-source", f"claim cross via wirre says\n  {EVENT}\n  on 2025-10-13"),
    ("unknown-source", f'claim unnamed nort "people" say\n  {EVENT}\n  on 2025-10-13'),
    ("unknown-actor", "claim wire says\n  sotuh releases captives\n  on 2025-10-13"),
    ("unknown-action", "claim wire says\n  south realeses captives\n  on 2025-10-13"),
    ("unknown-thing", "claim wire says\n  south releases captivs\n  on 2025-10-13"),
    ("unknown-area", "claim wire says\n  south releases captives in valey\n  on 2025-10-13"),
    (
        "unknown-class",
        "claim wire says\n  south releases 4 captives of which 1 woundd\n  on 2025-10-13",
    ),
    (
        "class-of-another-thing",
        "claim wire says\n  south releases 4 captives of which 1 fuel\n  on 2025-10-13",
    ),
    ("unknown-level", "claim wire says\n  brigde is open\n  on 2025-10-13"),
    ("not-a-level-word", "claim wire says\n  bridge is opne\n  on 2025-10-13"),
    ("level-in-words", "claim wire says\n  bridge is 53\n  on 2025-10-13"),
    ("level-in-words", "claim wire says\n  held is open\n  on 2025-10-13"),
    ("unknown-occasion", "claim wire says\n  vot happens\n  in 2026"),
    ("unknown-stipulation", f"claim wire says\n  {EVENT}\n  on 2025-10-13\n  about return-captive"),
    ("unknown-phase", "claim wire says\n  phase twoo is declared open\n  on 2025-10-13"),
    ("unknown-stipulation", "claim cross finds\n  return-captive is done\n  on 2025-10-13"),
    # Quantities
    ("negative-quantity", "claim wire says\n  south releases -4 captives\n  on 2025-10-13"),
    ("absurd-quantity", "claim wire says\n  held is 530\n  on 2025-10-13"),
    (
        "absurd-quantity",
        "claim wire says\n  south releases 4 captives of which 9 wounded\n  on 2025-10-13",
    ),
    ("unreadable-clause", "claim wire says\n  south releases 4\n  on 2025-10-13"),
    ("quantity-missing", "claim wire says\n  south releases captives in total up to 2025-10-13"),
    ("window-missing", "claim wire says\n  south releases 4 trucks each day\n  on 2025-10-13"),
    (
        "unreadable-clause",
        "claim wire says\n  south releases 4 trucks for each captives that north releases\n"
        "  on 2025-10-13",
    ),
    ("absurd-casualties", f"claim wire says\n  {EVENT}\n  on 2025-10-13\n  with 99,000,000 killed"),
    ("absurd-casualties", f"claim wire says\n  {EVENT}\n  on 2025-10-13\n  with 2.5 killed"),
    # What a claim must have, and what it cannot have
    ("claim-without-content", "claim wire says\n  on 2025-10-13"),
    ("claim-without-moment", f"claim wire says\n  {EVENT}"),
    ("said-twice", f"claim wire says\n  {EVENT}\n  south releases trucks\n  on 2025-10-13"),
    ("said-twice", f"claim wire says\n  {EVENT}\n  on 2025-10-13\n  in 2025"),
    ("said-twice", f'claim wire says\n  {EVENT}\n  on 2025-10-13\n  note "a"\n  note "b"'),
    ("clause-misplaced", f"claim wire says\n  {EVENT}\n  on 2025-10-13\n  counting by-hand"),
    ("clause-misplaced", f'claim wire says\n  {EVENT}\n  on 2025-10-13\n  pleading "so"'),
    ("clause-misplaced", "claim wire says\n  bridge is open\n  on 2025-10-13\n  as the-opening"),
    ("clause-misplaced", "claim wire says\n  bridge is open\n  on 2025-10-13\n  with 3 killed"),
    (
        "clause-misplaced",
        "claim wire says\n  south releases 4 captives in total up to 2025-10-13\n  on 2025-10-13",
    ),
    ("range-backwards", f"claim wire says\n  {EVENT}\n  between 2025-10-13 and 2025-10-11"),
    ("no-such-date", f"claim wire says\n  {EVENT}\n  on 2025-02-30"),
    # States
    ("state-without-finding", "claim wire says\n  return-captives is done\n  on 2025-10-13"),
    ("state-without-finding", "claim wire denies\n  return-captives is breached\n  on 2025-10-13"),
    ("state-without-finding", "claim wire plans\n  phase two is declared open\n  on 2025-10-30"),
    # Time
    ("event-after-report", f"claim wire says\n  {EVENT}\n  on 2025-10-21"),
    ("event-after-report", f"claim wire denies\n  {EVENT}\n  after 2025-10-20"),
    ("event-after-report", "claim wire says\n  bridge is open\n  from 2025-11-01"),
    (
        "event-after-report",
        "claim wire says\n  south releases 4 captives in total up to 2025-10-21",
    ),
    ("event-after-report", "visit north to south\n  held\n  on 2025-10-21"),
    ("event-after-report", 'position north refuses "all"\n  on 2025-10-21'),
    ("event-after-report", "access denied to north\n  from 2025-10-21\n  said by wire"),
    # Coverage
    (
        "coverage-past-report",
        f"coverage by cross\n  of {EVENT}\n  from 2025-10-01 to 2025-10-21\n  said by cross",
    ),
    ("coverage-incomplete", f"coverage by cross\n  of {EVENT}\n  from 2025-10-01 to 2025-10-19"),
    ("coverage-incomplete", "coverage by cross\n  from 2025-10-01 to 2025-10-19\n  said by cross"),
    ("coverage-incomplete", f"coverage by cross\n  of {EVENT}\n  said by cross"),
    ("coverage-incomplete", f"coverage by cross\n  of {EVENT}\n  from 2025-10-01\n  said by cross"),
    (
        "unknown-actor",
        f"coverage by corss\n  of {EVENT}\n  from 2025-10-01 to 2025-10-19\n  said by cross",
    ),
    # Engagements
    ("engagement-without-status", "visit north to south\n  on 2025-10-19"),
    ("claim-without-moment", "visit north to south\n  held"),
    ("unknown-actor", "call nroth with south\n  held\n  on 2025-10-19"),
]
RIGHT = [
    f"claim wire expects\n  {EVENT}\n  on 2025-11-21",
    f"claim wire plans\n  {EVENT}\n  in 2026",
    f"claim wire says\n  {EVENT}\n  on 2025-10-20",
    f"claim wire says\n  {EVENT}\n  between 2025-10-19 and 2025-10-30",
    "claim wire says\n  vote happens\n  in 2028",
    "claim north-radio denies\n  phase two is declared open\n  on 2025-10-13",
    "claim cross rules\n  return-captives is breached\n  on 2025-10-13",
    'claim gone says\n  "words"\n  on 2025-10-13\nsource gone "a source declared below"',
    f"coverage by cross\n  of {EVENT}\n  from 2025-10-01 to 2025-10-20\n  said by cross",
    "visit north to south\n  planned\n  on 2026-10-21",
    'claim wire says\n  "so many died"\n  on 2025-10-13\n  with 44 killed',
]


@pytest.mark.parametrize(("name", "entry"), WRONG)
def test_a_slip_is_one_complaint_that_says_where(report: Build, name: str, entry: str) -> None:
    built = report(entry)
    assert built.names == [name]
    (diagnostic,) = built.diagnostics
    assert diagnostic.severity == "error"
    assert (diagnostic.span.path, diagnostic.article) == ("1.md", "The file")
    if name.startswith("unknown-"):
        assert "did you mean" in (diagnostic.hint or "")


@pytest.mark.parametrize("entry", RIGHT)
def test_what_is_fine_raises_nothing(report: Build, entry: str) -> None:
    assert report(entry).names == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("report-without-publisher", 'report R1 "a"\n  on 2025-10-20'),
        ("report-without-date", 'report R1 "a"\n  by paper'),
        ("unknown-source", 'report R1 "a"\n  by papper\n  on 2025-10-20'),
        (
            "recorded-before-published",
            'report R1 "a"\n  by paper\n  on 2025-10-20\n  recorded 2025-10-19',
        ),
        ("entry-without-report", 'claim wire says\n  "words"\n  on 2025-10-13'),
        ("occasion-without-years", 'occasion fair "the fair" every 6 months from 2025-01-01'),
        ("unknown-actor", 'source radio "Radio"\n  camp nroth'),
        ("said-twice", 'source radio "Radio"\n  camp north\n  camp south'),
    ],
)
def test_a_head_that_cannot_be_used_is_reported(build: Build, name: str, text: str) -> None:
    assert build(text).names == [name]


def test_what_stands_under_an_unusable_head_is_not_complained_of_too(build: Build) -> None:
    claims = '\nclaim wire says\n  "words"\n  on 2025-10-13'
    assert build(f'report R1 "a"\n  by paper{claims}').names == ["report-without-date"]
    assert build(f"report R1 without quotes{claims}").names == ["unreadable-header"]


def test_of_two_reports_with_one_id_the_first_stands(build: Build) -> None:
    text = 'report R1 "a"\n  by paper\n  on 2025-10-20\nclaim wire says\n  "words"\n  on 2025-10-13'
    built = build(text, text)
    assert built.names == ["declared-twice"]
    assert [claim.span.path for claim in built.record.claims] == ["1.md"]


def test_a_report_belongs_to_its_file(build: Build) -> None:
    head = 'report R1 "a"\n  by paper\n  on 2025-10-20'
    assert build(head, 'claim wire says\n  "words"\n  on 2025-10-13').names == [
        "entry-without-report"
    ]


def test_one_unknown_name_is_one_complaint(report: Build) -> None:
    claim = 'claim nobody says\n  "words"\n  on 2025-10-13\n'
    (diagnostic,) = report(claim * 3).diagnostics
    assert "2 more places" in diagnostic.message


def test_a_name_whose_declaration_could_not_be_read_is_not_called_unknown(build: Build) -> None:
    built = build(
        'source late without quotes\nreport R1 "a"\n  by paper\n  on 2025-10-20\n'
        "claim wire says\n  south releases late\n  on 2025-10-13"
    )
    assert built.names == ["unreadable-header"]
    assert built.record.claims == ()
