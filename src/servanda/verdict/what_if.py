"""What would change a verdict: the smallest changes of the evidence, and the least that is missing.

Nothing here is guessed. What is taken away is taken away, what is missing is assumed in the
language of the record, and the verdict is solved again; a change is told only with the verdict
that it led to. Of many leaves not every set can be tried, and then that is told.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal, TypeAlias

from servanda.agreement.model import Agreement
from servanda.evidence.viewpoint import Viewpoint
from servanda.record.model import Origin, Record
from servanda.verdict.assess import cases_of, merged, row_keys
from servanda.verdict.assessment import Cause, Question, Reason
from servanda.verdict.cases import Cases
from servanda.verdict.fund import judge_fund
from servanda.verdict.missing import Candidate, candidates
from servanda.verdict.phase import judge_phase
from servanda.verdict.reasons import leaf_references, only, unmarked
from servanda.verdict.stages import stage_in
from servanda.verdict.terms import RowKey

MOST_EXACT = 12  # leaves, of which every set is tried
MOST_SINGLE = 60  # leaves beyond, of which each is tried alone
Word: TypeAlias = tuple[str, Cause | None]
Words: TypeAlias = Mapping[RowKey, Word]
# A record with these entries assumed, in the language of the record; None where they cannot be.
Assume: TypeAlias = Callable[[Record, Sequence[str]], Record | None]


@dataclass(frozen=True, slots=True)
class Removal:
    """Claims and coverage without which, all together and no fewer of them, the verdict is
    another."""

    entries: tuple[str, ...]
    state: str
    cause: Cause | None


@dataclass(frozen=True, slots=True)
class Addition:
    """What, assumed, makes the verdict another; `assumed` is what `--assume` takes."""

    kind: Literal["evidence", "performance", "act"]
    words: str
    assumed: tuple[str, ...]
    state: str
    cause: Cause | None


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What would change one verdict. `is_exact`: every set of its leaves was tried, so that the
    removals are all the smallest ones; otherwise they are some that were found."""

    name: str
    bearer: tuple[str, ...]
    limb: str | None
    state: str
    cause: Cause | None
    removals: tuple[Removal, ...]
    additions: tuple[Addition, ...]
    leaves: int
    is_exact: bool
    assumed: int  # how many assumptions were tried


@dataclass(frozen=True, slots=True)
class Asking:
    """One question about one name, put to one record after another."""

    agreement: Agreement
    viewpoint: Viewpoint
    question: Question
    name: str

    def cases(self, record: Record) -> Cases:
        return cases_of(self.agreement, record, self.viewpoint, self.question)

    def words(self, record: Record) -> Words:
        """The plain word of every verdict of that name, had this been the record."""
        cases, at = self.cases(record), self.question.at
        name, stage = stage_in(self.name, self.agreement)
        options = cases.options(name, self.viewpoint, self.question.readings)
        for phase in self.agreement.phases:
            if phase.name == name:
                verdict = judge_phase(phase, cases, options, at)
                return {(name, (), None): (verdict.state, verdict.cause)}
        for fund in self.agreement.funds:
            if fund.name == name:
                money = judge_fund(fund, cases, options, at)
                return {(name, (), None): (money.state, money.cause)}
        keys = [
            key
            for key in row_keys(name, cases, options)
            if stage is None or key[2] == stage or (key[2] or "").startswith(f"{stage}: ")
        ]
        found = {key: merged(key, cases, options, at) for key in keys}
        return {key: (axes.state, axes.cause) for key, axes in found.items()}


def what_if(
    agreement: Agreement,
    record: Record,
    viewpoint: Viewpoint,
    question: Question,
    name: str,
    assume: Assume,
) -> tuple[WhatIf, ...]:
    """What would change each verdict of a name, in the order of its reasons."""
    asking = Asking(agreement, viewpoint, question, name)
    words = asking.words(record)
    trees = unmarked(agreement, record, viewpoint, question, name)
    return tuple(
        _of_verdict(key, word, tree, asking, record, assume)
        for (key, word), tree in zip(words.items(), trees, strict=True)
    )


def _of_verdict(
    key: RowKey, word: Word, tree: Reason, asking: Asking, record: Record, assume: Assume
) -> WhatIf:
    leaves = leaf_references(tree)
    tried = list(candidates(key, asking.cases(record), asking.viewpoint, asking.question))
    return WhatIf(
        *key,
        *word,
        removals=tuple(removals(key, word, tree, asking, only(record, leaves))),
        additions=tuple(_additions(key, word, tried, asking, record, assume)),
        leaves=len(leaves),
        is_exact=len(leaves) <= MOST_EXACT,
        assumed=len(tried),
    )


# --- Without ---------------------------------------------------------------------------------


def removals(
    key: RowKey, word: Word, tree: Reason, asking: Asking, base: Record
) -> Iterator[Removal]:
    """The smallest sets of leaves without which the verdict is another, of a record that has
    nothing but leaves: all of them where there are few, otherwise those found."""
    leaves = sorted(leaf_references(tree))
    found: list[frozenset[str]] = []
    sets = _every_set(leaves) if len(leaves) <= MOST_EXACT else _likely_sets(leaves, tree, base)
    for one in sets:
        if any(smaller <= one for smaller in found):
            continue
        if _word_without(one, key, asking, base)[0] == word[0]:
            continue
        least = one if len(leaves) <= MOST_EXACT else _shrunk(one, key, word, asking, base)
        found.append(least)
        yield Removal(tuple(sorted(least)), *_word_without(least, key, asking, base))


def _every_set(leaves: Sequence[str]) -> Iterator[frozenset[str]]:
    for size in range(1, len(leaves) + 1):
        yield from map(frozenset, combinations(leaves, size))


def _likely_sets(leaves: Sequence[str], tree: Reason, base: Record) -> Iterator[frozenset[str]]:
    """Each leaf alone, each side of an issue, each issue, all of one origin, everything."""
    yield from (frozenset({leaf}) for leaf in leaves[:MOST_SINGLE])
    groups = {frozenset(leaf_references(node)) for node in _nodes(tree, ("side", "issue"))}
    groups |= set(_by_origin(base))
    yield from sorted(groups - {frozenset()}, key=lambda group: (len(group), sorted(group)))
    yield frozenset(leaves)


def _nodes(tree: Reason, kinds: Sequence[str]) -> Iterator[Reason]:
    if tree.kind in kinds:
        yield tree
    for child in tree.children:
        yield from _nodes(child, kinds)


def _by_origin(base: Record) -> Iterable[frozenset[str]]:
    found: dict[Origin, set[str]] = {}
    for claim in base.claims:
        found.setdefault(claim.chain.origin, set()).add(claim.id)
    return map(frozenset, found.values())


def _shrunk(
    entries: frozenset[str], key: RowKey, word: Word, asking: Asking, base: Record
) -> frozenset[str]:
    """A part of the set that still makes the verdict another, and no part of which does when one
    more of it is left in."""
    for entry in sorted(entries):
        smaller = entries - {entry}
        if smaller and _word_without(smaller, key, asking, base)[0] != word[0]:
            entries = smaller
    return entries


def _word_without(entries: frozenset[str], key: RowKey, asking: Asking, base: Record) -> Word:
    every = {claim.id for claim in base.claims} | {window.id for window in base.coverage}
    return asking.words(only(base, frozenset(every - entries))).get(key, ("not there", None))


# --- With ------------------------------------------------------------------------------------


def _additions(
    key: RowKey,
    word: Word,
    tried: Iterable[Candidate],
    asking: Asking,
    record: Record,
    assume: Assume,
) -> Iterator[Addition]:
    """Of each sort of candidate the first that leads to a verdict, the least being tried first."""
    seen: set[tuple[str, str]] = set()
    for candidate in tried:
        larger = assume(record, candidate.assumed)
        if larger is None:
            continue
        state, cause = asking.words(larger).get(key, ("not there", None))
        if state != word[0] and (candidate.sort, state) not in seen:
            seen.add((candidate.sort, state))
            yield Addition(candidate.kind, candidate.words, candidate.assumed, state, cause)
