"""Who was there to see, in words and as JSON: what stands beside anything shown over time."""

from collections.abc import Iterator

from servanda.agreement.model import Agreement
from servanda.evidence.presence import Presence, presence_on
from servanda.language.listing import listed
from servanda.publish.answer_json import JsonObject, JsonValue, iso
from servanda.publish.claim_words import moment_words
from servanda.publish.wording import Dates
from servanda.record.in_time import as_known
from servanda.record.model import Coverage, DeniedAccess, Record
from servanda.values.calendar import Calendar
from servanda.verdict.assessment import Question

NOBODY = "coverage: nobody is recorded as present to see it, so silence shows nothing"
NONE_TOLD = "coverage: none is told, so silence shows nothing"  # in public


def presence_of(
    name: str, agreement: Agreement, record: Record, question: Question
) -> Presence | None:
    """Who could have seen what a stipulation is about, as known; None of a phase or a fund."""
    known = as_known(record, question.known)
    for stipulation in agreement.stipulations:
        if stipulation.name == name:
            return presence_on(stipulation, agreement, known)
    return None


def presence_lines(presence: Presence, dates: Dates, is_public: bool = False) -> Iterator[str]:
    """`coverage: icrc in gaza-strip, 2025-10-13 to 2026-01-29`"""
    if not presence.coverage:
        yield NONE_TOLD if is_public else NOBODY
    for one in presence.coverage:
        yield f"coverage: {window_words(one, dates)}{_of_whom(one, presence)}"
    for kept_out in presence.denied:
        yield f"no access: {window_words(kept_out, dates)}{_of_whom(kept_out, presence)}"


def _of_whom(one: Coverage | DeniedAccess, presence: Presence) -> str:
    """Whose deeds it is about, where it is not about those of all the bearers."""
    some = presence.of_some.get(one.id)
    return f", of {listed(some)} only" if some else ""


def window_words(one: Coverage | DeniedAccess, dates: Dates) -> str:
    """`icrc in gaza-strip, 2025-10-13 to 2026-01-29 (F099.coverage-1)`"""
    area = f" in {one.area}" if one.area else ""
    return f"{one.body}{area}, {moment_words(one.window, dates)} ({one.id})"


def presence_json(presence: Presence | None, calendar: Calendar) -> JsonObject:
    if presence is None:
        return {"coverage": [], "no_access": []}
    return {
        "coverage": [_window(one, presence, calendar) for one in presence.coverage],
        "no_access": [_window(one, presence, calendar) for one in presence.denied],
    }


def _window(one: Coverage | DeniedAccess, presence: Presence, calendar: Calendar) -> JsonValue:
    return {
        "id": one.id,
        "body": one.body,
        "area": one.area,
        "from": iso(one.window.start, calendar),
        "to": iso(one.window.end, calendar),
        "of_some": list(presence.of_some.get(one.id, ())),
    }
