"""What is drawn from the record for a question, and on which issues it rests."""

from collections.abc import Container
from dataclasses import dataclass

from servanda.evidence.counter import Counter
from servanda.evidence.issue import Issue
from servanda.evidence.level import LevelTrack
from servanda.values.bounds import Truth
from servanda.values.timeline import Timeline


@dataclass(frozen=True, slots=True)
class Done:
    """Whether a deed has been done, once done for good, and the evidence that says so."""

    truth: Timeline[Truth]
    counters: tuple[Counter, ...]
    tracks: tuple[LevelTrack, ...] = ()


def rests_on_any(drawn: object, issues: Container[str]) -> bool:
    """Whether something drawn is a matter of any of these issues."""
    match drawn:
        case Counter():
            own = any(issue.id in issues for issue in drawn.issues)
            return own or any(rests_on_any(track, issues) for track in drawn.bases)
        case LevelTrack():
            return any(issue.id in issues for issue in drawn.issues)
        case Done():
            return any(rests_on_any(one, issues) for one in (*drawn.counters, *drawn.tracks))
        case Issue():
            return drawn.id in issues
        case tuple():
            return any(rests_on_any(one, issues) for one in drawn)
        case _:
            return False
