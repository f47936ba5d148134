"""Entries and reports of a public record numbered anew, in an order that only what is told decides:
no gap and no place in a row tells of what is left out."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TypeAlias, TypeVar

from servanda.record.model import (
    Claim,
    Coverage,
    DeniedAccess,
    Engagement,
    EventContent,
    Record,
    Report,
)

NOT_TOLD = "not told"

Numbered: TypeAlias = Claim | Coverage | DeniedAccess | Engagement
Kind = TypeVar("Kind", bound=Numbered)


def numbered(record: Record) -> Record:
    """The record with new reports, which have a publisher and a day and nothing else, and new names
    for everything in it."""
    every: list[Numbered] = [
        *record.claims, *record.coverage, *record.denied, *record.engagements
    ]  # fmt: skip
    in_order = sorted(every, key=_as_told)
    reports, names = _names(in_order)
    labels = _labels(in_order)
    claims = tuple(_named(one, names) for one in in_order if isinstance(one, Claim))
    return replace(
        record,
        reports=reports,
        claims=tuple(_labelled(one, labels) for one in claims),
        coverage=_those(in_order, Coverage, names),
        denied=_those(in_order, DeniedAccess, names),
        engagements=_those(in_order, Engagement, names),
    )


def _as_told(entry: Numbered) -> tuple[int, str]:
    """The order of entries: when they became known, as told, and then by what they say."""
    bare: Numbered = replace(entry, id="", report="", span=None)
    if isinstance(bare, Claim) and isinstance(bare.content, EventContent):
        bare = replace(bare, content=replace(bare.content, label=None))
    return entry.known, repr(bare)


def _names(in_order: Iterable[Numbered]) -> tuple[Mapping[str, Report], Mapping[str, str]]:
    """The reports, and the new names of the entries by their old ones; a new name has its report's
    before the point."""
    numbers: dict[tuple[str, str, int], str] = {}
    reports: dict[str, Report] = {}
    brought: dict[str, int] = {}
    names: dict[str, str] = {}
    for entry in in_order:
        publisher = entry.chain.publisher
        report = numbers.setdefault((entry.report, publisher, entry.known), f"R{len(numbers) + 1}")
        reports[report] = Report(report, NOT_TOLD, publisher, entry.known)
        brought[report] = brought.get(report, 0) + 1
        names[entry.id] = f"{report}.{brought[report]}"
    return reports, names


def _labels(in_order: Iterable[Numbered]) -> Mapping[str, str]:
    """New labels of events, in the order in which they are told."""
    found = [
        one.content.label
        for one in in_order
        if isinstance(one, Claim) and isinstance(one.content, EventContent) and one.content.label
    ]
    return {label: f"event-{place}" for place, label in enumerate(dict.fromkeys(found), start=1)}


def _named(entry: Kind, names: Mapping[str, str]) -> Kind:
    name = names[entry.id]
    return replace(entry, id=name, report=name.partition(".")[0])


def _those(
    in_order: Iterable[Numbered], kind: type[Kind], names: Mapping[str, str]
) -> tuple[Kind, ...]:
    return tuple(_named(one, names) for one in in_order if isinstance(one, kind))


def _labelled(claim: Claim, labels: Mapping[str, str]) -> Claim:
    content = claim.content
    if not isinstance(content, EventContent) or content.label is None:
        return claim
    return replace(claim, content=replace(content, label=labels[content.label]))
