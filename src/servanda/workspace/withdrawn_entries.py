"""Which entries of a log no longer stand, by what corrects or retracts them.

The rule is that of the record (`standing`), and it is given only what it asks for: which entry
names which, and when the report of each became known. So no more is read of a log than its
corrections and retractions, and what they name; and of what may not be seen, nothing.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, TypeAlias

from servanda.record.entry_names import statement_of
from servanda.record.in_time import report_known
from servanda.record.model import Chain, Claim, Origin, PostureContent, Record, Report, Retraction
from servanda.record.numbering import NUMBERED
from servanda.record.standing import standing
from servanda.store.entry import Entry
from servanda.store.log import Logged
from servanda.values.calendar import GREENWICH
from servanda.values.instant import BEGINNING, NEVER, Instant, Interval

if TYPE_CHECKING:
    from servanda.language.tree import Statement

LATER = ("correction", "retraction")


@dataclass(frozen=True, slots=True)
class Fell:
    """That an entry no longer stands: its name, which is that of the statement, of one of its
    origins or of a row of its file; and the correction or retraction for which it fell."""

    name: str
    by: Logged


Key: TypeAlias = tuple[str, str]  # kind and name of an entry of the log


def withdrawn_in(entries: Iterable[Logged]) -> Mapping[Key, tuple[Fell, ...]]:
    """What fell among these entries, by kind and name; behind each what fell of that for which it
    did, to the end. Whoever may not see an entry is asked without it."""
    there = [one for one in entries if _report(one.entry) and "text" in one.entry.holds]
    later = [one for one in there if one.entry.kind in LATER]
    if not later:
        return {}
    names = _names_of(there, {_target(one.entry) for one in later})
    return _as_fell(names, standing(_outline(names, there)))


def own_names(entry: Entry) -> tuple[str, ...]:
    """Of the entries that a statement makes, one for each origin."""
    count, found = entry.holds.get("count", 1), NUMBERED.search(entry.name)
    if count == 1 or not isinstance(count, int) or found is None:
        return (entry.name,)
    first = int(found["number"])
    return tuple(f"{found['sort']}{number}" for number in range(first, first + count))


def _as_fell(names: Mapping[str, Logged], record: Record) -> Mapping[Key, tuple[Fell, ...]]:
    fallen = {one.entry.id: one.by.id for one in record.withdrawn}
    found: dict[Key, dict[str, Fell]] = {}
    for name, one in names.items():
        for each in _way(name, fallen):
            found.setdefault(one.entry.key, {})[each] = Fell(each, names[fallen[each]])
    return {key: tuple(steps.values()) for key, steps in found.items()}


def _way(name: str, fallen: Mapping[str, str]) -> Iterator[str]:
    """An entry that fell, that for which it did if it fell, too, and so on."""
    seen: set[str] = set()
    while name in fallen and name not in seen:
        seen.add(name)
        yield name
        name = fallen[name]


# --- What is named ---------------------------------------------------------------------------


def _target(later: Entry) -> str:
    """What is corrected or retracted, by its text: what an entry says that it names may be said by
    a program of its author's own."""
    return _target_in(str(later.holds["text"]))


@cache
def _target_in(text: str) -> str:
    from servanda.record.references import references_of

    for statement in _statements(text):
        return next(iter(references_of(statement).entries), "")
    return ""


def _names_of(there: Sequence[Logged], targets: set[str]) -> Mapping[str, Logged]:
    """What may have fallen, and for what, each with the entry of the log that it is of: what is
    named, what stands in a report that is named, and all corrections and retractions."""
    found: dict[str, Logged] = {}
    own = {one.entry.name: one for one in there}
    for one in there:
        names = own_names(one.entry)
        is_in = one.entry.holds.get("report") in targets
        if is_in or one.entry.kind in LATER or not targets.isdisjoint(names):
            found.update(dict.fromkeys(names, one))
    for name in targets - found.keys():
        whole = statement_of(name)
        if whole in own:
            found[name] = own[whole]
    return found


# --- As the rule reads it --------------------------------------------------------------------


def _outline(names: Mapping[str, Logged], there: Sequence[Logged]) -> Record:
    """A record in which everything that may have fallen is a claim of nothing: a retraction, too,
    and a report."""
    known = _known(there, {_report(one.entry) for one in names.values()})
    claims: list[Claim] = []
    retractions: list[Retraction] = []
    for name, one in names.items():
        report = _report(one.entry)
        at = known.get(report, BEGINNING)
        above = tuple(_above(name, names))
        claims.append(Claim(name, report, "says", NOBODY, NOTHING, at, corrects=above))
        if one.entry.kind == "retraction":
            retractions.append(Retraction(name, report, _target(one.entry), NOBODY, at, ""))
    return Record({}, {}, tuple(claims), retractions=tuple(retractions))


NOBODY = Chain(Origin(""))
NOTHING = PostureContent("", Interval(BEGINNING, NEVER))


def _above(name: str, names: Mapping[str, Logged]) -> Iterator[str]:
    """What a correction corrects, what that corrected, and so on."""
    seen = {name}
    while name in names and names[name].entry.kind == "correction":
        name = _target(names[name].entry)
        if name in seen:
            return
        seen.add(name)
        yield name


def _report(entry: Entry) -> str:
    """The report that an entry is, or stands in; nothing of all else."""
    return entry.name if entry.kind == "report" else str(entry.holds.get("report", ""))


def _known(there: Iterable[Logged], reports: set[str]) -> Mapping[str, Instant]:
    """When these reports became known, in Greenwich: only which was earlier is asked."""
    return {
        one.entry.name: _known_by(one.entry)
        for one in there
        if one.entry.kind == "report" and one.entry.name in reports
    }


def _known_by(report: Entry) -> Instant:
    from servanda.language.record_clause import OnClause, RecordedClause
    from servanda.record.moment import first_instant

    published, recorded = BEGINNING, None
    for statement in _statements(str(report.holds["text"])):
        for clause in statement.clauses:
            if isinstance(clause, OnClause):
                published = first_instant(clause.date, GREENWICH)
            elif isinstance(clause, RecordedClause):
                recorded = first_instant(clause.date, GREENWICH)
    return report_known(Report(report.name, "", "", published, recorded))


def _statements(text: str) -> "tuple[Statement, ...]":
    from servanda.language.parse import parse_document  # only where something was corrected

    return parse_document(f"```servanda\n{text.rstrip()}\n```\n", "").document.statements
