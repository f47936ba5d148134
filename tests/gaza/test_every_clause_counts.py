"""Nothing in the example parses and is then ignored: take any one clause away, and it shows.

Either a check complains, by its name, or some verdict, phase or fund is another for one of the five
viewpoints at one of the five instants of the goldens. Where to look first is a guess that saves
time; the search goes on through everything before it gives up.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cached_property
from pathlib import Path

import pytest

from servanda.agreement.build import build_agreement
from servanda.agreement.model import (
    Agreement,
    All,
    Any,
    Complies,
    DateHasCome,
    Happens,
    IsDone,
    LevelStands,
    Not,
    PhaseIsDeclaredOpen,
    PhaseIsOpen,
    StipulationIs,
    ToBeAgreed,
)
from servanda.evidence.viewpoint import NEUTRAL, Viewpoint
from servanda.evidence.viewpoint_build import build_viewpoints
from servanda.language.diagnostic import Diagnostic
from servanda.language.parse import parse_document
from servanda.language.tree import Document, StipulationHeader, ViewpointHeader
from servanda.record.build import build_record
from servanda.record.model import Record
from servanda.verdict.assess import cases_of, verdicts_on
from servanda.verdict.assessment import FundVerdict, PhaseVerdict, Question, Verdict
from servanda.verdict.cases import Cases
from servanda.verdict.fund import judge_fund
from servanda.verdict.phase import judge_phase
from servanda.workspace import default_question, open_workspace
from tests.gaza.example import APPROVED, DATES, VIEWPOINTS

FOLDER = Path(__file__).resolve().parents[2] / "examples" / "gaza-2025"
FILES = ("1-plan.md", "2-steps.md", "3-resolution.md", "agreement.md", "viewpoints.md")
AnyVerdict = Verdict | PhaseVerdict | FundVerdict


# --- The texts, and what follows from them -------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ClauseLine:
    """One clause of the example, by its place, and whose it is."""

    path: str
    first: int
    last: int
    words: str
    owner: str | None  # the stipulation, phase, fund or viewpoint under whose header it stands
    is_choice: bool  # a clause of a viewpoint

    def __str__(self) -> str:
        return f"{self.owner or self.path}: {self.words}"


@dataclass
class Reading:
    """The documents read, and every answer that was asked of them so far."""

    documents: tuple[Document, ...]
    agreement: Agreement
    viewpoints: dict[str, Viewpoint]
    record: Record
    complaints: tuple[Diagnostic, ...]

    def __post_init__(self) -> None:
        self.cases: dict[str, Cases] = {}

    @cached_property
    def questions(self) -> dict[tuple[str, str], Question]:
        workspace = open_workspace(FOLDER)
        asked = {}
        for viewpoint in VIEWPOINTS:
            for day in (APPROVED, *DATES):
                question = default_question(workspace, day, viewpoint=viewpoint)
                assert isinstance(question, Question)
                asked[viewpoint, day] = question
        return asked

    def verdicts(self, name: str, viewpoint: str, question: Question) -> tuple[AnyVerdict, ...]:
        """Whatever is said of one stipulation, phase or fund; nothing if there is none."""
        whose = self.viewpoints.get(viewpoint, NEUTRAL)
        if viewpoint not in self.cases:
            self.cases[viewpoint] = cases_of(self.agreement, self.record, whose, question)
        cases = self.cases[viewpoint]
        return tuple(said_of(name, cases, whose, question))


def said_of(
    name: str, cases: Cases, viewpoint: Viewpoint, question: Question
) -> Iterator[AnyVerdict]:
    agreement = cases.docket.agreement
    for stipulation in agreement.stipulations:
        if stipulation.name == name:
            yield from verdicts_on(stipulation, cases, viewpoint, question)
    for phase in agreement.phases:
        if phase.name == name:
            options = cases.options(name, viewpoint, question.readings)
            yield judge_phase(phase, cases, options, question.at)
    for fund in agreement.funds:
        if fund.name == name:
            options = cases.options(name, viewpoint, question.readings)
            yield judge_fund(fund, cases, options, question.at)


def read(documents: Sequence[Document], earlier: "Reading | None" = None) -> Reading:
    """The documents as one agreement; the record is kept unless the calendar is another."""
    agreement, vocabulary, complaints = build_agreement(documents)
    assert agreement is not None
    if earlier is not None and earlier.agreement.calendar == agreement.calendar:
        record = earlier.record
    else:
        record, about_record = build_record(documents, vocabulary, agreement.calendar)
        complaints = (*complaints, *about_record)
    viewpoints, about_viewpoints = build_viewpoints(documents, vocabulary, agreement)
    every = (*complaints, *about_viewpoints)
    return Reading(tuple(documents), agreement, dict(viewpoints), record, every)


def read_example() -> Reading:
    return read(
        [
            parse_document(path.read_text(encoding="utf-8"), path.relative_to(FOLDER).as_posix())
            .document
            for path in sorted(FOLDER.rglob("*.md"))
        ]
    )  # fmt: skip


@pytest.fixture(scope="module")
def whole() -> Reading:
    reading = read_example()
    assert reading.complaints == ()
    return reading


def clause_lines() -> Iterator[ClauseLine]:
    """Every clause of the five texts, in order."""
    for name in FILES:
        text = (FOLDER / name).read_text(encoding="utf-8")
        lines = text.splitlines()
        for statement in parse_document(text, name).document.statements:
            header = statement.header
            owner = None
            if isinstance(header, StipulationHeader | ViewpointHeader):
                owner = header.name.text
            for clause in statement.clauses:
                first, last = clause.span.line, clause.span.end_line
                words = " ".join(line.strip() for line in lines[first - 1 : last])
                is_choice = isinstance(header, ViewpointHeader)
                yield ClauseLine(name, first, last, words, owner, is_choice)


def without(clause: ClauseLine, whole: Reading) -> tuple[Reading, tuple[Diagnostic, ...]]:
    """The example read again without one clause, and what the reading of its text complains of."""
    text = (FOLDER / clause.path).read_text(encoding="utf-8")
    lines = text.splitlines(keepends=True)
    del lines[clause.first - 1 : clause.last]
    parsed = parse_document("".join(lines), clause.path)
    documents = [
        parsed.document if document.path == clause.path else document
        for document in whole.documents
    ]
    return read(documents, whole), parsed.diagnostics


# --- The search for a difference -----------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("clause", list(clause_lines()), ids=str)
def test_without_this_clause_something_is_different(whole: Reading, clause: ClauseLine) -> None:
    changed, complaints = without(clause, whole)
    assert complaints or changed.complaints or difference(whole, changed, clause), (
        f"{clause.path}:{clause.first}: no check and no verdict misses `{clause.words}`"
    )


def difference(whole: Reading, changed: Reading, clause: ClauseLine) -> str | None:
    """The first verdict found to be another, and where; None if there is none."""
    for name, viewpoint, day in places(whole, clause):
        question = whole.questions[viewpoint, day]
        one = whole.verdicts(name, viewpoint, question)
        other = changed.verdicts(name, viewpoint, question)
        if one != other:
            return f"{name} as {viewpoint} sees it on {day}"
    return None


def places(whole: Reading, clause: ClauseLine) -> Iterator[tuple[str, str, str]]:
    """Everything there is to look at, the likeliest first: the clause's own, then all others."""
    names = every_name(whole.agreement)
    likely = [clause.owner] if clause.owner in names and not clause.is_choice else names
    eyes = [clause.owner] if clause.is_choice and clause.owner else []
    eyes += [viewpoint for viewpoint in VIEWPOINTS if viewpoint not in eyes]
    days = (DATES[2], DATES[3], DATES[1], DATES[0], APPROVED)
    seen = set()
    for group in (likely, names):
        for viewpoint in eyes:
            for name in group:
                for day in days:
                    place = (str(name), viewpoint, day)
                    if place not in seen:
                        seen.add(place)
                        yield place


def every_name(agreement: Agreement) -> list[str]:
    return [
        *(stipulation.name for stipulation in agreement.stipulations),
        *(phase.name for phase in agreement.phases),
        *(fund.name for fund in agreement.funds),
    ]


def test_that_search_sees_nothing_where_nothing_changed(whole: Reading) -> None:
    """A comment taken away changes nothing: the search can come back empty."""
    again = replace(read(whole.documents, whole))
    question = whole.questions["neutral", DATES[2]]
    for name in every_name(whole.agreement):
        assert whole.verdicts(name, "neutral", question) == again.verdicts(
            name, "neutral", question
        )


# --- Bare events ---------------------------------------------------------------------------------

CONDITIONS = (
    All, Any, Not, Happens, IsDone, StipulationIs, PhaseIsOpen, PhaseIsDeclaredOpen, Complies,
    LevelStands, DateHasCome, ToBeAgreed,
)  # fmt: skip


def test_at_most_one_condition_in_twenty_is_a_bare_event(whole: Reading) -> None:
    """An event that no deed defines can only be asserted; the example has hardly any."""
    agreement = whole.agreement
    atoms = list(atoms_in((agreement.stipulations, agreement.phases, agreement.funds)))
    bare = [
        atom
        for atom in atoms
        if isinstance(atom, Happens) and agreement.events[atom.event].deed is None
    ]
    assert len(atoms) >= 40
    assert len(bare) * 20 <= len(atoms)


def atoms_in(node: object) -> Iterator[object]:
    """Every condition under a node that has no condition for a part."""
    if isinstance(node, CONDITIONS) and not isinstance(node, All | Any | Not):
        yield node
    elif isinstance(node, tuple):
        for part in node:
            yield from atoms_in(part)
    elif is_dataclass(node):
        for each in fields(node):
            yield from atoms_in(getattr(node, each.name))
