"""Of which claims and sides it is asked on whose word they stand."""

from collections.abc import Iterator
from dataclasses import dataclass

from servanda.agreement.model import Agreement
from servanda.evidence.origin_tree import OriginTree, origin_tree
from servanda.evidence.viewpoint import Viewpoint
from servanda.record.entries import every_entry
from servanda.record.in_time import as_known, begun
from servanda.record.model import Claim, Entry, Record, Retraction
from servanda.verdict.assessment import Question
from servanda.verdict.foundations import Foundation, foundations


@dataclass(frozen=True, slots=True)
class OriginsAsked:
    """The claims, or the one entry that is no claim, of which it is asked; the sides of issues on
    which they stand, and where they come from."""

    claims: tuple[Claim, ...]
    entry: Entry | Retraction | None
    founded: tuple[Foundation, ...]
    tree: OriginTree


def origins_asked(
    what: str | None,
    agreement: Agreement,
    record: Record,
    viewpoint: Viewpoint,
    question: Question,
) -> OriginsAsked:
    """Of a report, an entry, a stipulation, or everything (None), as it is known; of what is not
    there, nothing."""
    record = as_known(record, question.known)
    entry = next((one for one in no_claims(record) if one.id == what), None)
    if entry is not None:
        return OriginsAsked((), entry, (), origin_tree((entry,), record.sources))
    founded: tuple[Foundation, ...] = ()
    if what not in record.reports:  # the statements of a report are on many sides
        every = foundations(agreement, record, viewpoint, question)
        founded = every if what is None else _about(what, every)
    claims = _claims(what, record, founded, question)
    return OriginsAsked(claims, None, founded, origin_tree(claims, record.sources))


def no_claims(record: Record) -> Iterator[Entry | Retraction]:
    """What stands in a record and is no claim."""
    claims = {claim.id for claim in record.claims}
    yield from (one for one in every_entry(record) if one.id not in claims)
    yield from record.retractions


def is_in_record(name: str, record: Record) -> bool:
    """Whether a report or an entry is so named."""
    entries = (*record.claims, *no_claims(record))
    return name in record.reports or any(one.id == name for one in entries)


def _about(what: str, every: tuple[Foundation, ...]) -> tuple[Foundation, ...]:
    issues = {one.issue for one in every if what in {claim.id for claim in one.claims}}
    return tuple(one for one in every if one.name == what or one.issue in issues)


def _claims(
    what: str | None, record: Record, founded: tuple[Foundation, ...], question: Question
) -> tuple[Claim, ...]:
    """Of a report, or of the whole record, those of a time by the date of the question."""
    if what is None:
        return begun(record.claims, question.at)
    if what in record.reports:
        return begun((one for one in record.claims if one.report == what), question.at)
    found = {claim.id: claim for one in founded for claim in one.claims}
    for claim in record.claims:
        if claim.id == what:
            found.setdefault(claim.id, claim)
    return tuple(found.values())
