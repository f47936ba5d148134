"""A sign for every state, so that no reader depends on colour.

States fall into a few tones; a tone has a glyph, a plain ASCII glyph, and a word for the legend.
"""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from servanda.verdict.assessment import FundVerdict, PhaseVerdict, Verdict

AnyVerdict: TypeAlias = Verdict | PhaseVerdict | FundVerdict
ToneName = Literal["kept", "late", "failing", "unknown", "moving", "waiting", "held", "quiet"]


@dataclass(frozen=True, slots=True)
class Tone:
    """How a state is marked: a glyph, the same in ASCII, and what the mark means."""

    name: ToneName
    glyph: str
    plain_glyph: str
    meaning: str


TONES: tuple[Tone, ...] = (
    Tone("kept", "✓", "+", "done, kept, met, open"),
    Tone("late", "✓", "+", "done late"),
    Tone("failing", "!", "!", "overdue, breached, short"),
    Tone("unknown", "?", "?", "undetermined"),
    Tone("moving", "…", "~", "under way"),
    Tone("waiting", "·", "-", "not yet in force, not yet open"),
    Tone("held", "=", "=", "suspended, excused, withheld"),
    Tone("quiet", "○", "o", "tracked, available, ended"),
)


def tone(verdict: AnyVerdict) -> Tone:
    """The tone of a verdict: `open` is under way for a duty and reached for a phase."""
    match verdict:
        case Verdict():
            return _BY_NAME[_OF_STIPULATIONS[verdict.state]]
        case PhaseVerdict():
            return _BY_NAME[_OF_PHASES[verdict.state]]
        case FundVerdict():
            return _BY_NAME[_OF_FUNDS[verdict.state]]


_BY_NAME = {each.name: each for each in TONES}

_OF_STIPULATIONS: dict[str, ToneName] = {
    "pending": "waiting",
    "open": "moving",
    "partly done": "moving",
    "substantially done": "moving",
    "done": "kept",
    "done late": "late",
    "overdue": "failing",
    "excused": "held",
    "available": "quiet",
    "best effort": "moving",
    "kept": "kept",
    "breached": "failing",
    "ended": "quiet",
    "met": "kept",
    "short": "failing",
    "exceeded": "failing",
    "partly met": "moving",
    "tracked": "quiet",
    "suspended": "held",
    "waived": "quiet",
    "superseded": "quiet",
    "undetermined": "unknown",
}
_OF_PHASES: dict[str, ToneName] = {
    "not open": "waiting",
    "open": "kept",
    "ended": "quiet",
    "undetermined": "unknown",
}
_OF_FUNDS: dict[str, ToneName] = {
    "none pledged": "waiting",
    "pledged": "moving",
    "partly paid": "moving",
    "paid": "kept",
    "withheld": "held",
    "undetermined": "unknown",
}
