"""A publication policy: what of a record may go outside, and how coarsely.

What may be told is listed, never what must not be: so a new place or source is protected before
anybody thinks of it, and neither the policy nor its hash gives a protected name away.
"""

from dataclasses import dataclass
from typing import Literal

from servanda.agreement.model import (
    Agreement,
    Clause,
    DeedClause,
    Stipulation,
)
from servanda.language.listing import listed
from servanda.values.calendar import Calendar, first_of
from servanda.values.instant import NEVER, Duration, Instant

Period = Literal["day", "week", "month"]


@dataclass(frozen=True, slots=True)
class Policy:
    """Of what is None, everything may be told.

    `period` is the least time within which it is told when something happened or became known;
    `exact` are the things whose numbers are told as they are, `movements` the actions that tell
    where somebody will be, `unattributed` the stipulations of whose breach no author is told.
    """

    hash: str  # of the text of the policy, SHA-256
    delay: Duration | None
    period: Period
    places: frozenset[str] | None
    smallest_count: int  # 1: every number may be told
    exact: frozenset[str]
    shows_coverage: bool
    movements: frozenset[str] | None
    unattributed: frozenset[str] | None  # empty: of every breach the author is told
    sources: frozenset[str] | None

    def withholds_author(self, stipulation: str) -> bool:
        return self.unattributed is None or stipulation in self.unattributed


def horizon(at: Instant, policy: Policy, calendar: Calendar) -> Instant:
    """The midnight before which all lies that a publication at an instant may rest on: one between
    two of the periods by which it is told, so that all that was known by then is told by then."""
    last = calendar.midnight(calendar.local(min(at, NEVER)).date())
    if policy.delay is not None:
        last = calendar.before(last, policy.delay)
    return calendar.midnight(first_of(calendar.local(last).date(), policy.period))


def policy_words(policy: Policy) -> tuple[str, ...]:
    """What a policy withholds, in general terms: true of every answer under it, whatever the record
    holds."""
    number = policy.smallest_count
    parts = (
        f"nothing of the last {policy.delay} before publication" if policy.delay else "",
        f"times of deeds by the {policy.period} at the finest",
        "" if policy.places is None else _only("places", policy.places),
        ""
        if number == 1
        else f"numbers as ranges, and incidents of one deed, actor and place as at least one or as "
        f"{number}, {2 * number} and so on, told once so many are known",
        "" if policy.shows_coverage else "not where anybody watched or was kept from it",
        "nothing that lies ahead",
        "" if policy.movements is None else "of movements not the place",
        _unattributed(policy),
        "" if policy.sources is None else "only some sources by their names",
        "no titles, addresses or numbers of reports, no notes, no quoted words, no casualties",
    )
    return tuple(part for part in parts if part)


def _only(what: str, names: frozenset[str]) -> str:
    return f"{what} no finer than {listed(sorted(names))}" if names else f"no {what}"


def _unattributed(policy: Policy) -> str:
    if policy.unattributed is None:
        return "no author of any breach, nor whom it was done to"
    names = listed(sorted(policy.unattributed))
    return f"no author of a breach of {names}, nor whom it was done to" if names else ""


def actions_of(stipulation: Stipulation) -> frozenset[str]:
    """The actions that a stipulation asks for or forbids, in the text or in a reading of it."""
    clauses = clauses_of(stipulation)
    return frozenset(one.deed.action for one in clauses if isinstance(one, DeedClause))


def clauses_of(stipulation: Stipulation) -> tuple[Clause, ...]:
    """Its clauses, in the text and in the readings of it."""
    return (*stipulation.clauses, *(c for one in stipulation.readings for c in one.clauses))


def unattributed_actions(agreement: Agreement, policy: Policy) -> frozenset[str]:
    """The actions of whose doing no author is told: everywhere, that is those of bans."""
    return frozenset(
        action
        for one in agreement.stipulations
        if policy.withholds_author(one.name)
        and (policy.unattributed is not None or one.kind == "ban")
        for action in actions_of(one)
    )


def is_incident(action: str, agreement: Agreement) -> bool:
    """Whether a deed is counted as one of many: what is banned, and what nobody agreed on."""
    asked = {one.kind for one in agreement.stipulations if action in actions_of(one)}
    return not asked or "ban" in asked
