"""What changed between two days, as JSON."""

from collections.abc import Iterable

from servanda.agreement.model import Agreement
from servanda.publish.answer_json import JsonObject, head_json, iso, outcome_json, range_json
from servanda.verdict.assessment import Incidents, Outcome, Question
from servanda.verdict.changed import Change
from servanda.verdict.told import Told


def changed_json(
    changes: Iterable[Change], agreement: Agreement, first: Question, second: Question
) -> JsonObject:
    """The head has the second question; `first` says what differs in the first."""
    calendar = agreement.calendar
    return head_json("changed", agreement, second) | {
        "first": {"at": iso(first.at, calendar), "known": iso(first.known, calendar)},
        "changes": [_change(one) for one in changes],
    }


def _change(change: Change) -> JsonObject:
    return {
        "name": change.name,
        "bearer": ", ".join(change.bearer),
        "bearers": list(change.bearer),
        "limb": change.limb,
        "before": told_json(change.before),
        "after": told_json(change.after),
        "through": change.through,
        "candidates": list(change.candidates),
        "sets": [list(one) for one in change.sets],
        "exact": change.is_exact,
    }


def told_json(told: Told) -> JsonObject:
    figure = told.figure
    incidents = figure if isinstance(figure, Incidents) else None
    money = figure if isinstance(figure, tuple) else None
    return {
        "state": told.state,
        "cause": told.cause,
        "outcome": outcome_json(figure if isinstance(figure, Outcome) else None),
        "incidents": None
        if incidents is None
        else {
            "confirmed": incidents.confirmed,
            "alleged": incidents.alleged,
            "unattributed": incidents.unattributed,
        },
        "money": None
        if money is None
        else dict(zip(("pledged", "paid", "releasable"), map(range_json, money), strict=True)),
    }
