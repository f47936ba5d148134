"""What an answer says to the public, who are told a part of the record.

Out of the whole record an answer may say that nobody names an author, that nothing is reported, or
how many incidents there were. Out of a part none of this is true: that it is not told, and that
there were so many at least, is all that may be said. Only words change here, and no verdict.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from servanda.verdict.assessment import (
    Assessment,
    Cause,
    FundVerdict,
    PhaseVerdict,
    Question,
    Reason,
    Track,
    Verdict,
)

Judged = TypeVar("Judged", Verdict, PhaseVerdict, FundVerdict)

# Each with what is true of a part of the record, in the order in which they are tried.
WORDS: Sequence[tuple[re.Pattern[str], str]] = tuple(
    (re.compile(inside), outside)
    for inside, outside in (
        (r"No incident is reported of the bearer", "No incident of the bearer is told"),
        (r"No incident is reported", "No incident is told"),
        (r"(\d+) incidents?, author not named, (\d+) more alleged",
         r"at least \1 incidents, author not told, at least \2 more alleged"),
        (r"(\d+) incidents?, author not named", r"incidents, author not told: at least \1"),
        (r"author not named", "author not told"),
        (r"incidents whose author nobody names", "incidents whose author is not told"),
        (r"\b0 incidents reach the standard of proof, (\d+) more",
         r"No incident that is told reaches the standard of proof; at least \1 more"),
        (r"\b(\d+) (incidents? reach(?:es)?) the standard of proof, (\d+) more",
         r"At least \1 \2 the standard of proof, at least \3 more"),
        (r"nobody in the record says anything of this, and no coverage shows it",
         "nothing of this is told, and no coverage of it"),
        (r"^(done by the bearer|come about, whoever did it): ", r"told as \1: "),
        (r"no report of it", "nothing told of it"),
        (r"nobody has said", "not told"),
        (r"No figure is reported", "No figure is told"),
        (r"No figure speaks for this date", "No figure that is told speaks for this date"),
        (r"denied, and affirmed by nobody", "denied; whether it is affirmed is not told"),
        (r"nobody says how many were", "it is not told how many were"),
        (r"nobody says whether it is recognised", "whether it is recognised is not told"),
        (r"nothing (\(a total, coverage\)) shows", r"nothing told \1 shows"),
        (r"and no coverage (reaches|shows)", r"and no coverage that is told \1"),
        (r"nothing is known, for no coverage of (?:them all|them|it) shows what came",
         "nothing is told"),
        (r"is not known", "is not told"),
        (r"; the last is of", "; the last that is told is of"),
        (r"\bno claim\b", "no claim told"),
        # Of a count the highest is told, and that is in public the end of a range.
        (r"(?<!to )\b(\d[\d,.]*) by (?=[a-z])", r"up to \1 by "),
    )
)  # fmt: skip


def words_in_public(text: str) -> str:
    for inside, outside in WORDS:
        text = inside.sub(outside, text)
    return text


def assessment_in_public(assessment: Assessment) -> Assessment:
    """The same where it is not public."""
    if not assessment.question.public:
        return assessment
    return replace(
        assessment,
        stipulations=tuple(map(_verdict, assessment.stipulations)),
        phases=tuple(map(_judged, assessment.phases)),
        funds=tuple(map(_judged, assessment.funds)),
    )


def tracks_in_public(tracks: tuple[Track, ...], question: Question) -> tuple[Track, ...]:
    """The same where the question is not public."""
    if not question.public:
        return tracks
    return tuple(
        replace(
            track,
            steps=tuple(replace(step, verdict=_any(step.verdict)) for step in track.steps),
        )
        for track in tracks
    )


def reasons_in_public(trees: tuple[Reason, ...], question: Question) -> tuple[Reason, ...]:
    """The same where the question is not public."""
    return tuple(map(_reason, trees)) if question.public else trees


def _reason(reason: Reason) -> Reason:
    children = tuple(map(_reason, reason.children))
    return replace(reason, text=words_in_public(reason.text), children=children)


def _any(verdict: Verdict | PhaseVerdict | FundVerdict) -> Verdict | PhaseVerdict | FundVerdict:
    match verdict:
        case Verdict():
            return _verdict(verdict)
        case PhaseVerdict():
            return _judged(verdict)
        case FundVerdict():
            return _judged(verdict)


def _verdict(verdict: Verdict) -> Verdict:
    told = _judged(verdict)
    if told.incidents is None:
        return told
    return replace(told, incidents=replace(told.incidents, at_least=True))


def _judged(verdict: Judged) -> Judged:
    return replace(verdict, cause=_cause(verdict.cause), because=words_in_public(verdict.because))


def _cause(cause: Cause | None) -> Cause | None:
    return "author not told" if cause == "author not named" else cause
