"""Disputes: where two viewpoints part, and whether over facts, the text, or acts.

To find what parts them, the second viewpoint's choices of one kind are put into the first and the
verdict is computed again. The smallest sets of kinds that carry the first viewpoint to the
second's verdict are the causes.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Literal

from servanda.agreement.dependencies import leaves
from servanda.agreement.model import Agreement, PhaseIsDeclaredOpen
from servanda.evidence.tally import figures_at
from servanda.evidence.viewpoint import Viewpoint
from servanda.record.model import Record
from servanda.values.bounds import Truth
from servanda.values.instant import Instant
from servanda.verdict.act_words import act_in_words
from servanda.verdict.assess import cases_of, merged, row_keys
from servanda.verdict.assessment import Dispute, Question
from servanda.verdict.cases import Cases, find, held
from servanda.verdict.docket import Basis
from servanda.verdict.fund import judge_fund
from servanda.verdict.phase import judge_phase
from servanda.verdict.subject import conditions_of
from servanda.verdict.terms import RowKey

CauseOfDispute = Literal["facts", "text", "acts"]
KINDS: tuple[CauseOfDispute, ...] = ("facts", "text", "acts")
Words = dict[RowKey, str]


@dataclass(frozen=True, slots=True)
class Eyes:
    """One viewpoint's answer: its cases and the plain word of every row."""

    viewpoint: Viewpoint
    cases: Cases
    words: Words


def disputes(
    agreement: Agreement, record: Record, first: Viewpoint, second: Viewpoint, question: Question
) -> tuple[Dispute, ...]:
    """Every stipulation, phase and fund on which the two viewpoints differ."""
    one = _look(agreement, record, first, question)
    other = _look(agreement, record, second, question)
    keys = dict.fromkeys((*one.words, *other.words))
    parted = [key for key in keys if one.words.get(key) != other.words.get(key)]
    if not parted:
        return ()
    mixed = {
        kinds: _look(agreement, record, blend(first, second, kinds), question)
        for size in (1, 2)
        for kinds in combinations(KINDS, size)
    }
    return tuple(_dispute(key, one, other, mixed, question) for key in parted)


def blend(first: Viewpoint, second: Viewpoint, kinds: Sequence[CauseOfDispute]) -> Viewpoint:
    """The first viewpoint with the second's choices of these kinds."""
    result = first
    if "facts" in kinds:
        result = replace(result, accepts=second.accepts, refuses=second.refuses,
                         recognises=second.recognises)  # fmt: skip
    if "text" in kinds:
        result = replace(result, reads=second.reads, considers=second.considers,
                         linkages_of=second.linkages_of)  # fmt: skip
    if "acts" in kinds:
        result = replace(result, recognises_acts_of=second.recognises_acts_of,
                         rejects_acts_of=second.rejects_acts_of,
                         acts_by_text=second.acts_by_text)  # fmt: skip
    return result


def _look(agreement: Agreement, record: Record, viewpoint: Viewpoint, question: Question) -> Eyes:
    asked = replace(question, viewpoint=viewpoint.name)
    cases = cases_of(agreement, record, viewpoint, asked)
    words: Words = {}
    for stipulation in agreement.stipulations:
        options = cases.options(stipulation.name, viewpoint, question.readings)
        for key in row_keys(stipulation.name, cases, options):
            words[key] = merged(key, cases, options, question.at).state
    for phase in agreement.phases:
        options = cases.options(phase.name, viewpoint, question.readings)
        words[(phase.name, (), None)] = judge_phase(phase, cases, options, question.at).state
    for fund in agreement.funds:
        options = cases.options(fund.name, viewpoint, question.readings)
        words[(fund.name, (), None)] = judge_fund(fund, cases, options, question.at).state
    return Eyes(viewpoint, cases, words)


def _dispute(
    key: RowKey,
    one: Eyes,
    other: Eyes,
    mixed: dict[tuple[CauseOfDispute, ...], Eyes],
    question: Question,
) -> Dispute:
    causes = _causes(key, other, mixed)
    return Dispute(
        name=key[0],
        bearer=key[1],
        limb=key[2],
        first=one.words.get(key, "not there"),
        second=other.words.get(key, "not there"),
        causes=causes,
        items=tuple(dict.fromkeys(_items(key, causes, one, other, question))),
    )


def _causes(
    key: RowKey, other: Eyes, mixed: dict[tuple[CauseOfDispute, ...], Eyes]
) -> tuple[CauseOfDispute, ...]:
    """The kinds of the smallest sets that end the difference; all three if no smaller set does."""
    for size in (1, 2):
        ending = [
            kinds
            for kinds, eyes in mixed.items()
            if len(kinds) == size and eyes.words.get(key) == other.words.get(key)
        ]
        if ending:
            return tuple(kind for kind in KINDS if any(kind in kinds for kinds in ending))
    return KINDS


# --- What exactly ----------------------------------------------------------------------------


def _items(
    key: RowKey,
    causes: Sequence[CauseOfDispute],
    one: Eyes,
    other: Eyes,
    question: Question,
) -> Iterator[str]:
    if "facts" in causes:
        yield from _facts(key, one, other, question.at)
    if "text" in causes:
        yield from _texts(key[0], one, other, question)
    if "acts" in causes:
        yield from _declarations(key[0], one, other)
        yield from _acts(key[0], one, other, question.at)


def _facts(key: RowKey, one: Eyes, other: Eyes, at: Instant) -> Iterator[str]:
    """The issues that the two weigh differently, in all that the subject waits on."""
    both = one.cases.reach(key[0]) & other.cases.reach(key[0])
    left, right = _issues(key, both, one, at), _issues(key, both, other, at)
    for issue in sorted(left | right):
        here, there = left.get(issue, "not heard"), right.get(issue, "not heard")
        if here != there:
            yield f"issue {issue}: {one.viewpoint.name} {here}, {other.viewpoint.name} {there}"


def _issues(key: RowKey, reach: frozenset[str], eyes: Eyes, at: Instant) -> dict[str, str]:
    found: dict[str, str] = {}
    for case in eyes.cases.options(key[0], eyes.viewpoint, ()):
        for other in reach:
            for row, basis in eyes.cases.solved(other, case).bases.items():
                if other != key[0] or row == key:
                    found |= dict(_issues_of(basis, at))
    return found


def _issues_of(basis: Basis, at: Instant) -> Iterator[tuple[str, str]]:
    for counter in (basis.outcome, basis.performance, basis.base):
        if counter is not None:
            for issue in counter.issues:
                if issue.weighs_from <= at:
                    yield issue.id, str(issue.amount)
    if basis.level is not None:
        for issue in basis.level.issues:
            if issue.weighs_from <= at:
                yield issue.id, str(issue.amount)
    for window in figures_at(basis.tallies, at):
        yield f"tally:{window.counting}:{window.claim.id}", str(window.rate)


def _texts(name: str, one: Eyes, other: Eyes, question: Question) -> Iterator[str]:
    cone = one.cases.cones[one.cases.component_of[name]]
    for number in sorted(cone):
        group = one.cases.groups[number]
        left = held(group, one.viewpoint, question.readings)
        right = held(group, other.viewpoint, question.readings)
        if left != right:
            yield f"reading of {', '.join(group.members)}: {'/'.join(left)} or {'/'.join(right)}"
    for subject in sorted(one.cases.reach(name)):
        for linkage in find(one.cases.docket.agreement, subject).linkages:
            if (linkage.holder in one.viewpoint.linkages_of) != (
                linkage.holder in other.viewpoint.linkages_of
            ):
                yield f"linkage of {linkage.holder} on {subject}, not in the text"


def _acts(name: str, one: Eyes, other: Eyes, at: Instant) -> Iterator[str]:
    """The acts, on all that the subject waits on, that work in only one of the two."""
    docket = one.cases.docket
    both = one.cases.reach(name) & other.cases.reach(name)
    here, there = _working(name, both, one, at), _working(name, both, other, at)
    for act in docket.acts().made:
        if here.get(act.identity) != there.get(act.identity):
            yield f"act: {act_in_words(act, docket.agreement.calendar)}"


def _working(name: str, reach: frozenset[str], eyes: Eyes, at: Instant) -> dict[str, set[Truth]]:
    """Whether each act works, on each row in each case."""
    found: dict[str, set[Truth]] = {}
    for case in eyes.cases.options(name, eyes.viewpoint, ()):
        for subject in reach:
            for act, truth in eyes.cases.solved(subject, case).acts_at(at):
                found.setdefault(act, set()).add(truth)
    return found


def _declarations(name: str, one: Eyes, other: Eyes) -> Iterator[str]:
    """The declarations on which the subject waits and which only one of the two recognises."""
    for case in one.cases.all_options(name):
        for subject in one.cases.reach(name):
            for condition in conditions_of(one.cases.solved(subject, case).subject.terms):
                for leaf in leaves(condition):
                    if isinstance(leaf, PhaseIsDeclaredOpen) and _is_parted(leaf, one, other):
                        yield f"act of {leaf.holder}: phase {leaf.phase} declared open"


def _is_parted(act: PhaseIsDeclaredOpen, one: Eyes, other: Eyes) -> bool:
    here, there = (eyes.cases.docket.declaration(act.phase, act.holder) for eyes in (one, other))
    return (here.recognition, here.truth) != (there.recognition, there.truth)
