"""Entries that say of two claims that they are about one event, or about two."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from servanda.language.diagnostic import Diagnostic
from servanda.language.near_miss import did_you_mean
from servanda.language.phrase import Name
from servanda.language.record_clause import SaidByClause
from servanda.language.tree import EventLinkHeader, Statement
from servanda.record.chain import build_chains, own_chain
from servanda.record.complaint import Building, error, placed
from servanda.record.entry_names import statement_of
from servanda.record.model import Chain, Claim, EventContent, EventLink
from servanda.record.setting import ReportInHand, Setting, only


@dataclass(frozen=True, slots=True)
class Linking:
    """An entry as it was written; whether its claims are there is known only at the end."""

    statement: Statement
    header: EventLinkHeader
    links: tuple[EventLink, ...]


def build_links(
    statement: Statement, header: EventLinkHeader, first: int, hand: ReportInHand, setting: Setting
) -> Building[Linking]:
    """An entry for each origin that says so; where nobody is named, the publisher does."""
    said_by = yield from only(statement, SaidByClause)
    chains: tuple[Chain | None, ...] = (own_chain(hand, setting),)
    if said_by is not None:
        chains = yield from build_chains(said_by.chain, hand, setting)
    links = tuple(
        EventLink(
            id=f"{hand.report.id}.link-{number}",
            report=hand.report.id,
            chain=chain,
            is_same=header.is_same,
            first=header.first.text,
            second=header.second.text,
            because=header.because.text,
            known=hand.known,
            span=statement.span,
        )
        for number, chain in enumerate(chains, start=first)
        if chain is not None
    )
    return Linking(statement, header, links)


def usable_links(
    linkings: Iterable[Linking], claims: Mapping[str, Claim], written: frozenset[str]
) -> tuple[tuple[EventLink, ...], tuple[Diagnostic, ...]]:
    """Those about two claims of events, and what is wrong with the others. Of a claim that was
    written and could not be used, it was said before why."""
    kept: list[EventLink] = []
    found: list[Diagnostic] = []
    for linking in linkings:
        complaints = tuple(complaints_about(linking, claims, written))
        found.extend(placed(linking.statement, complaints))
        header = linking.header
        if not complaints and header.first.text in claims and header.second.text in claims:
            kept.extend(linking.links)
    return tuple(kept), tuple(found)


def complaints_about(
    linking: Linking, claims: Mapping[str, Claim], written: frozenset[str]
) -> Iterable[Diagnostic]:
    first, second = linking.header.first, linking.header.second
    if first.text == second.text:
        hint = "name the other claim"
        yield error("said-twice", second, "this names one claim twice", hint)
        return
    for name in (first, second):
        claim = claims.get(name.text)
        if claim is None and any(statement_of(one) == name.text for one in claims):
            message = f"`{name.text}` is not one claim: it is all that a file brought"
            hint = f"name one of its entries, such as `{name.text}-ID`"
            yield error("link-without-event", name, message, hint)
        elif claim is None and name.text not in written:
            yield unknown_entry(name, claims)
        elif claim is not None and not isinstance(claim.content, EventContent):
            message = f"`{name.text}` tells of no single event, so it cannot be one with another"
            hint = "link claims of single events; totals and levels are weighed by their time"
            yield error("link-without-event", name, message, hint)


def unknown_entry(name: Name, claims: Mapping[str, Claim]) -> Diagnostic:
    hint = did_you_mean(name.text, claims) or "an id is the report's, a dot and a number: `F080.1`"
    return error("unknown-entry", name, f"no claim has the id `{name.text}`", hint)
