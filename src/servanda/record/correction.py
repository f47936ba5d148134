"""Corrections and retractions: later entries on what was said before, by who said or published it.

What they name may stand in a later file, so they are built once everything else has been read.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from servanda.language.diagnostic import Diagnostic
from servanda.language.listing import listed
from servanda.language.near_miss import did_you_mean
from servanda.language.phrase import Name, Node
from servanda.language.record_clause import NoteClause, SaidByClause
from servanda.language.tree import (
    ClaimHeader,
    CorrectionHeader,
    FiguresHeader,
    IncidentsHeader,
    RetractionHeader,
    Statement,
)
from servanda.record.chain import build_chains
from servanda.record.claim import claims_of
from servanda.record.complaint import Building, error, finish, placed
from servanda.record.entry_names import statement_of
from servanda.record.in_time import report_known
from servanda.record.model import (
    Chain,
    Claim,
    Entry,
    EventContent,
    Origin,
    Report,
    Retraction,
)
from servanda.record.setting import ReportInHand, Setting, only, words_of
from servanda.values.instant import Instant
from servanda.values.span import Span

Later = TypeVar("Later", CorrectionHeader, RetractionHeader)


@dataclass(frozen=True, slots=True)
class Waiting(Generic[Later]):
    """A correction or retraction that waits for what it names; `first` numbers what it makes."""

    statement: Statement
    header: Later
    first: int
    hand: ReportInHand

    @property
    def entry(self) -> str:
        return self.header.entry.text


def first_said(statement: Statement, written: Mapping[str, Statement]) -> ClaimHeader | None:
    """The claim that a statement makes or, in the end, corrects; None if there is none."""
    seen: set[str] = set()
    while isinstance(statement.header, CorrectionHeader):
        entry = statement.header.entry.text
        if entry in seen or entry not in written:
            return None
        seen.add(entry)
        statement = written[entry]
    return statement.header if isinstance(statement.header, ClaimHeader) else None


# --- Corrections -----------------------------------------------------------------------------


def build_corrections(
    waiting: Iterable[Waiting[CorrectionHeader]],
    entries: Mapping[str, Entry],
    written: Mapping[str, Statement],
    setting: Setting,
) -> Building[tuple[Claim, ...]]:
    """Every correction of what is in the record, also of one another; what cannot be used is left
    out."""
    found: list[Claim] = []
    by_entry: dict[str, list[Waiting[CorrectionHeader]]] = defaultdict(list)
    for one in waiting:
        by_entry[one.entry].append(one)
    ready = [entries[name] for name in by_entry if name in entries]
    for entry in ready:  # grows while corrections of corrections are found
        for one in by_entry.pop(entry.id, ()):
            made, complaints = finish(build_correction(one, entry, setting))
            yield from placed(one.statement, complaints)
            found.extend(made)
            ready.extend(claim for claim in made if claim.id in by_entry)
    told: set[Span | None] = set()
    for one in (each for several in by_entry.values() for each in several):
        yield from placed(one.statement, why_not(one, written, setting, told))
    return tuple(found)


def build_correction(
    waiting: Waiting[CorrectionHeader], entry: Entry, setting: Setting
) -> Building[tuple[Claim, ...]]:
    """The claims that now stand in place of an entry: its chain, what it bears on and the event it
    is of are as before unless said."""
    header, hand = waiting.header, waiting.hand
    if not isinstance(entry, Claim):
        hint = f"take it back with `retraction of {entry.id}`, and enter it anew"
        yield error("nothing-to-correct", header.entry, f"`{entry.id}` is not a claim", hint)
        return ()
    if entry.report == hand.report.id:
        yield mends_itself(header.entry, hand.report.id)
        return ()
    if hand.known < entry.known:
        yield too_early(header.entry, hand.report.id)
        return ()
    chains = yield from chains_of(waiting, entry, setting)
    made = yield from claims_of(
        waiting.statement, entry.stance, chains, waiting.first, hand, setting
    )
    return tuple(as_correction(claim, entry) for claim in made)


def as_correction(claim: Claim, entry: Claim) -> Claim:
    content = claim.content
    if isinstance(content, EventContent) and isinstance(entry.content, EventContent):
        content = replace(content, label=content.label or entry.content.label)
    about = claim.about or entry.about
    return replace(claim, content=content, about=about, corrects=(entry.id, *entry.corrects))


def chains_of(
    waiting: Waiting[CorrectionHeader], entry: Claim, setting: Setting
) -> Building[tuple[Chain | None, ...]]:
    """As it was said before, or as it says now; by nobody but who had said or published it."""
    said_by = yield from only(waiting.statement, SaidByClause)
    publisher = waiting.hand.report.publisher
    if said_by is None:
        chain = up_to(entry.chain, publisher)
        if chain is None:
            yield by_another(waiting.header, publisher, entry.chain)
        return (chain,)
    chains = yield from build_chains(said_by.chain, waiting.hand, setting)
    for chain in chains:
        if chain is not None and not speaks_again(chain, entry.chain):
            yield by_another(said_by, chain.origin.source, entry.chain)
            return ()
    return chains


def up_to(chain: Chain, publisher: str) -> Chain | None:
    """The chain as far as a link of it that publishes again; None where it is no link."""
    if publisher in chain.via:
        return Chain(chain.origin, chain.via[: chain.via.index(publisher) + 1])
    is_origin = chain.origin.is_named and chain.origin.source == publisher
    return Chain(chain.origin) if is_origin else None


def links_of(chain: Chain) -> tuple[str, ...]:
    """Everybody with a name who said or published it."""
    return (*((chain.origin.source,) if chain.origin.is_named else ()), *chain.via)


def speaks_again(chain: Chain, before: Chain) -> bool:
    """Whether the origin of a chain said or published what travelled on the other."""
    is_link = chain.origin.is_named and chain.origin.source in links_of(before)
    return is_link or chain.origin == before.origin


# --- Retractions -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Said:
    """What can be retracted: an entry, or a report or a file of it with all that it brought."""

    id: str
    report: str
    chain: Chain
    known: Instant


def what_was_said(
    entries: Iterable[Entry | Retraction], reports: Iterable[Report] = ()
) -> dict[str, Said]:
    """Everything that can be retracted, by its id."""
    found: dict[str, Said] = {}
    for each in entries:
        found[each.id] = Said(each.id, each.report, each.chain, each.known)
        statement = statement_of(each.id)
        before = found.get(statement or each.id, found[each.id])
        if statement is not None:
            known = min(before.known, each.known)
            found[statement] = Said(statement, each.report, each.chain, known)
    for one in reports:
        found[one.id] = Said(one.id, one.id, Chain(Origin(one.publisher)), report_known(one))
    return found


def build_retraction(
    waiting: "Waiting[RetractionHeader]",
    said: Mapping[str, Said],
    written: Mapping[str, Statement],
    setting: Setting,
) -> Building[tuple[Retraction, ...]]:
    """A retraction of what is in the record, by who said or published it, with a note why."""
    statement, header, hand = waiting.statement, waiting.header, waiting.hand
    said_by = yield from only(statement, SaidByClause)
    note = yield from words_of(statement, NoteClause)
    if said_by is None or note is None:
        if not statement.unread:
            yield unexplained(header, said_by is None)
        return ()
    chains = yield from build_chains(said_by.chain, hand, setting)
    before = said.get(waiting.entry)
    if before is None:
        yield from unknown_entry(header.entry, written, setting)
        return ()
    if before.report == hand.report.id:
        yield mends_itself(header.entry, before.report)
        return ()
    if hand.known < before.known:
        yield too_early(header.entry, hand.report.id)
        return ()
    for chain in chains:
        if chain is not None and not speaks_again(chain, before.chain):
            yield by_another(said_by, chain.origin.source, before.chain)
            return ()
    return tuple(
        Retraction(
            f"{hand.report.id}.retraction-{number}",
            hand.report.id,
            before.id,
            chain,
            hand.known,
            note,
            span=statement.span,
        )
        for number, chain in enumerate(chains, start=waiting.first)
        if chain is not None
    )


# --- What can be wrong with them -------------------------------------------------------------


def why_not(
    waiting: "Waiting[CorrectionHeader]",
    written: Mapping[str, Statement],
    setting: Setting,
    told: set[Span | None],
) -> Iterator[Diagnostic]:
    """Why a correction found nothing to correct: there is no such entry, or it is corrected by
    what it corrects. None where what it names could not be used: that has been said already."""
    entry = waiting.header.entry
    if entry.text in written and isinstance(
        written[entry.text].header, FiguresHeader | IncidentsHeader
    ):
        hint = f"correct one of its entries, such as `{entry.text}-ID`, or take it back as a whole"
        message = f"`{entry.text}` is not one claim: it is all that a file brought"
        yield error("nothing-to-correct", entry, message, hint)
        return
    if entry.text not in written:
        yield from unknown_entry(entry, written, setting)
        return
    circle = [waiting.statement]
    while isinstance(circle[-1].header, CorrectionHeader):
        name = circle[-1].header.entry.text
        if name not in written:
            return
        if written[name] is waiting.statement:
            if not told & {one.span for one in circle}:
                yield mends_itself(entry, entry.text.partition(".")[0])
            told.update(one.span for one in circle)
            return
        if written[name] in circle:
            return  # it leads into a circle, of which it is not a part
        circle.append(written[name])


def mends_itself(entry: Name, report: str) -> Diagnostic:
    message = f"`{report}` cannot correct or retract itself: this leads back to where it stands"
    hint = "name the entry of an earlier report; what is wrong in a report as filed is mended there"
    return error("corrects-itself", entry, message, hint)


def too_early(entry: Name, report: str) -> Diagnostic:
    message = f"`{report}` became known before `{entry.text}`, of which it speaks"
    hint = "correct the date that is wrong, or the id"
    return error("corrected-before-said", entry, message, hint)


def by_another(node: Node, source: str, before: Chain) -> Diagnostic:
    message = f"`{source}` neither said nor published this, so it can only contradict it"
    who = listed([f"`{name}`" for name in links_of(before)])
    hint = f"it can be taken back by {who}; what others hold against it is a `claim` of theirs"
    return error("corrected-by-another", node, message, hint)


def unexplained(header: RetractionHeader, is_by_nobody: bool) -> Diagnostic:
    what = "who takes it back" if is_by_nobody else "why it is taken back"
    hint = "add `said by SOURCE`" if is_by_nobody else 'add `note "..."`, in your own words'
    return error("retraction-unexplained", header, f"this retraction does not say {what}", hint)


def unknown_entry(
    entry: Name, written: Mapping[str, Statement], setting: Setting
) -> Iterator[Diagnostic]:
    """Nothing where its report itself could not be used: that has been said already."""
    report = entry.text.partition(".")[0]
    of_report = [name for name in written if name.startswith(f"{report}.")]
    if entry.text in written or (setting.vocabulary.has(report, "report") and not of_report):
        return
    near = did_you_mean(entry.text, (*written, *setting.vocabulary.names("report")))
    hint = f"`{report}` has {listed([f'`{name}`' for name in of_report])}" if of_report else near
    message = f"nothing in the record has the id `{entry.text}`"
    fallback = "an id is the report's, a dot and a number: `F080.1`"
    yield error("unknown-entry", entry, message, hint or fallback)
