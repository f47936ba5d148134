"""What changed between two questions, and because of which entries.

A verdict may have changed because time passed, because of entries that came in between, or through
both. Where more was known for the second question, those are the entries that became known in
between; where as much was known for both, those that tell of what was after the first date. The
smallest sets of them are sought that, added to the rest of the record, give the verdict of the
second question. Candidates are those on which the reasons of the subject rest, then or now.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from math import comb
from typing import Literal

from servanda.agreement.model import Agreement
from servanda.evidence.viewpoint import Viewpoint
from servanda.record.entries import every_entry, only_entries
from servanda.record.entry_names import statement_of
from servanda.record.in_time import entered_at
from servanda.record.model import Claim, LevelContent, Record, TotalContent
from servanda.values.instant import Instant
from servanda.verdict.assess import cases_of
from servanda.verdict.assessment import Question, Reason
from servanda.verdict.reasons import explain_all, leaf_references
from servanda.verdict.terms import RowKey
from servanda.verdict.told import Told, everything_told, told_of

Through = Literal["knowledge", "events", "time", "both"]
MOST_CANDIDATES = 12  # of so many every set is tried
MOST_TRIED = 500  # of more candidates, no more sets than these
NOT_THERE = Told("not there")


@dataclass(frozen=True, slots=True)
class Change:
    """A verdict that differs, and the sets of entries that made it so.

    `sets` are all of the smallest size if `is_exact`; otherwise one from which nothing can be left
    out. It is empty where time alone changed the verdict.
    """

    name: str
    bearer: tuple[str, ...]
    limb: str | None
    before: Told
    after: Told
    through: Through
    candidates: tuple[str, ...]
    sets: tuple[tuple[str, ...], ...]
    is_exact: bool

    @property
    def is_of_word(self) -> bool:
        """Whether the plain word changed, and not only its figure."""
        return self.before.word != self.after.word


def changed(
    agreement: Agreement,
    record: Record,
    viewpoint: Viewpoint,
    first: Question,
    second: Question,
    name: str | None = None,
    then: Record | None = None,
) -> tuple[Change, ...]:
    """Every stipulation, limb, phase and fund (or only those of one name) of which the second
    answer differs from the first.

    The questions differ in the date that they are about, in what was known, or in both; `then` is
    the record of the first, where it is another than that of the second: what of it reads otherwise
    by then, or is new, came in between.
    """
    then = record if then is None else then
    before = everything_told(agreement, then, viewpoint, first)
    after = everything_told(agreement, record, viewpoint, second)
    keys = [key for key in dict.fromkeys((*after, *before)) if name in (None, key[0])]
    differing = [k for k in keys if before.get(k, NOT_THERE) != after.get(k, NOT_THERE)]
    if not differing:
        return ()
    new = entries_between(record, first, second) | entries_otherwise(then, record)
    later = replace(second, known=first.known)  # time has passed, and nothing has come
    if later == first:
        aged = before
    else:
        waiting = without(then, entries_between(then, first, second))
        aged = everything_told(agreement, waiting, viewpoint, later)
    search = Search(agreement, record, viewpoint, new, later, second)
    return tuple(
        _change(
            key,
            before.get(key, NOT_THERE),
            aged.get(key, NOT_THERE),
            after.get(key, NOT_THERE),
            search,
        )
        for key in differing
    )


def changed_names(
    agreement: Agreement, one: Record, other: Record, viewpoint: Viewpoint, question: Question
) -> tuple[str, ...]:
    """The names of which two records give different answers to one question."""
    first = everything_told(agreement, one, viewpoint, question)
    second = everything_told(agreement, other, viewpoint, question)
    keys = dict.fromkeys((*first, *second))
    differing = [key for key in keys if first.get(key, NOT_THERE) != second.get(key, NOT_THERE)]
    return tuple(dict.fromkeys(key[0] for key in differing))


def news_for(
    names: Iterable[str],
    agreement: Agreement,
    record: Record,
    viewpoint: Viewpoint,
    first: Question,
    second: Question,
) -> dict[str, tuple[str, ...]]:
    """By name, the entries that came between the questions and that its reasons rest on."""
    names = tuple(names)
    if not names:
        return {}
    new = entries_between(record, first, second)
    search = Search(agreement, record, viewpoint, new, replace(second, known=first.known), second)
    return {name: search.candidates(name) for name in names}


def _change(key: RowKey, before: Told, aged: Told, after: Told, search: "Search") -> Change:
    is_of_word = before.word != after.word

    def as_after(told: Told) -> bool:
        return told.word == after.word if is_of_word else told == after

    through: Through = "both"
    if as_after(aged):
        through = "time"
    elif aged == before or (is_of_word and aged.word == before.word):
        through = "events" if search.first.known == search.second.known else "knowledge"
    candidates = search.candidates(key[0])
    sets: tuple[tuple[str, ...], ...] = ()
    is_exact = True
    if through != "time":
        sets, is_exact = smallest_sets(candidates, search.trying(key, as_after))
    return Change(*key, before, after, through, candidates, sets, is_exact)


# --- What came in between --------------------------------------------------------------------


def entries_between(record: Record, first: Question, second: Question) -> frozenset[str]:
    """The entries that became known between the questions; where as much was known for both, those
    that tell of what was after the date of the first."""
    if first.known == second.known:
        told = {one.id: _tells_until(one) for one in record.claims}
        told |= {one.id: one.window.start for one in record.coverage}
        return frozenset(name for name, until in told.items() if until > first.at)
    entries = (*every_entry(record), *record.retractions)
    known = {one.id: entered_at(record, one) for one in entries}
    return frozenset(n for n, at in known.items() if first.known < at <= second.known)


def entries_otherwise(then: Record, now: Record) -> frozenset[str]:
    """The entries of a record that another had not, or had otherwise."""
    if then == now:
        return frozenset()
    had = {one.id: one for one in (*every_entry(then), *then.retractions)}
    entries = (*every_entry(now), *now.retractions)
    return frozenset(one.id for one in entries if had.get(one.id) != one)


def _tells_until(claim: Claim) -> Instant:
    """The last instant at which what is claimed may have come about; a level's is its first."""
    match claim.content:
        case TotalContent(window=window):
            return window.end - 1
        case LevelContent(when=when):
            return when.start
        case content:
            return content.when.end - 1


def without(record: Record, out: frozenset[str]) -> Record:
    """The record as if these entries had not come."""
    return only_entries(record, lambda entry: entry.id not in out)


# --- The smallest sets -----------------------------------------------------------------------


def smallest_sets(
    candidates: Sequence[str], suffices: Callable[[frozenset[str]], bool]
) -> tuple[tuple[tuple[str, ...], ...], bool]:
    """All sets of the smallest size that suffice, and whether that is sure. A set that suffices
    need not do so with more in it, so every size is tried from below."""
    every = frozenset(candidates)
    if not suffices(every):
        return (), len(candidates) <= MOST_CANDIDATES
    bound = _reduced(candidates, suffices)
    left = MOST_TRIED
    for size in range(len(bound) + 1):
        number = comb(len(candidates), size)
        if len(candidates) > MOST_CANDIDATES and number > left:
            return (bound,), False
        left -= number
        found = tuple(s for s in combinations(candidates, size) if suffices(frozenset(s)))
        if found:
            return found, True
    raise AssertionError("the reduced set itself is of the last size tried")


def _reduced(
    candidates: Sequence[str], suffices: Callable[[frozenset[str]], bool]
) -> tuple[str, ...]:
    """A set that suffices and of which nothing alone can be left out; halves are tried first."""
    kept = tuple(candidates)
    size = max(1, len(kept) // 2)
    while True:
        smaller = _without_some(kept, size, suffices)
        if smaller != kept and size == 1:
            kept = smaller  # what could not be left out before may be now
        elif size > 1:
            kept, size = smaller, size // 2
        else:
            return kept


def _without_some(
    kept: tuple[str, ...], size: int, suffices: Callable[[frozenset[str]], bool]
) -> tuple[str, ...]:
    at = 0
    while at < len(kept):
        rest = kept[:at] + kept[at + size :]
        if suffices(frozenset(rest)):
            kept = rest
        else:
            at += size
    return kept


# --- Trying a set ----------------------------------------------------------------------------


class Search:
    """The record as it was first, with what has come since, and what each subject rests on."""

    def __init__(
        self,
        agreement: Agreement,
        record: Record,
        viewpoint: Viewpoint,
        new: frozenset[str],
        first: Question,
        second: Question,
    ) -> None:
        self.agreement, self.record, self.viewpoint = agreement, record, viewpoint
        self.new, self.first, self.second = new, first, second
        self.then = explain_all(agreement, without(record, new), viewpoint, first)
        self.now = explain_all(agreement, record, viewpoint, second)
        self._told: dict[tuple[str, frozenset[str]], dict[RowKey, Told]] = {}
        self._small: dict[str, Record | None] = {}

    def candidates(self, name: str) -> tuple[str, ...]:
        """What came in between and bears on the subject, in the record's order."""
        then, now = _references(self.then[name]), _references(self.now[name])
        found = [one.id for one in every_entry(self.record) if one.id in now]
        found.extend(one.id for one in self.record.links if {one.first, one.second} <= then | now)
        found.extend(c.id for c in self.record.claims if then & set(c.corrects) and c.id not in now)
        for one in self.record.retractions:
            if any(one.entry in names for names in map(self._names, (*then, *now))):
                found.append(one.id)
        return tuple(name for name in dict.fromkeys(found) if name in self.new)

    def _names(self, reference: str) -> tuple[str | None, ...]:
        return reference, statement_of(reference), reference.partition(".")[0]

    def trying(
        self, key: RowKey, as_after: Callable[[Told], bool]
    ) -> Callable[[frozenset[str]], bool]:
        """Whether a set of candidates, added to what was known, gives the verdict of the second."""
        name = key[0]

        def suffices(chosen: frozenset[str]) -> bool:
            tried = name, chosen
            if tried not in self._told:
                self._told[tried] = self._told_with(name, chosen)
            return as_after(self._told[tried].get(key, NOT_THERE))

        return suffices

    def _told_with(self, name: str, chosen: frozenset[str]) -> dict[RowKey, Told]:
        if name not in self._small:
            self._small[name] = self._what_it_rests_on(name)
        small = self._small[name]
        return self._ask(name, self.record if small is None else small, chosen)

    def _ask(self, name: str, record: Record, chosen: frozenset[str]) -> dict[RowKey, Told]:
        asked = without(record, self.new - chosen)
        return told_of(
            name, cases_of(self.agreement, asked, self.viewpoint, self.second), self.second
        )

    def _what_it_rests_on(self, name: str) -> Record | None:
        """The entries on which the reasons of a subject rest, then or now, and all that corrects
        or is corrected by them: as the whole record they give its verdicts, only sooner. None
        where they do not."""
        wanted = _references(self.then[name]) | _references(self.now[name])
        wanted |= frozenset(self.candidates(name))
        families = {_first(one) for one in self.record.claims if one.id in wanted}
        small = replace(
            self.record,
            claims=tuple(one for one in self.record.claims if _first(one) in families),
            coverage=tuple(one for one in self.record.coverage if one.id in wanted),
        )
        for chosen in (frozenset[str](), self.new):
            if self._ask(name, small, chosen) != self._ask(name, self.record, chosen):
                return None
        return small


def _first(claim: Claim) -> str:
    """The entry first claimed of those in whose place a claim stands, or itself."""
    return claim.corrects[-1] if claim.corrects else claim.id


def _references(trees: Iterable[Reason]) -> frozenset[str]:
    """The leaves of all trees, and the links, denied access and what no longer stands that are
    told beside them."""
    return frozenset(reference for tree in trees for reference in _all_of(tree))


def _all_of(tree: Reason) -> Iterator[str]:
    yield from leaf_references(tree)
    yield from _told_beside(tree)


def _told_beside(tree: Reason) -> Iterator[str]:
    if tree.kind in ("link", "no access", "withdrawn") and tree.ref:
        yield tree.ref
    for child in tree.children:
        yield from _told_beside(child)
