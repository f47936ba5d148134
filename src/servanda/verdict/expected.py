"""What is expected of a verdict by a test that stands in the text.

An expectation names a stipulation, stage, phase or fund, and may name bearers and a limb. It
speaks of every verdict that it fits: of the whole where it names no limb and there is a whole, of
each bearer where bearers have verdicts of their own.
"""

from dataclasses import dataclass

from servanda.values.span import Span
from servanda.verdict.assessment import Cause, Question


@dataclass(frozen=True, slots=True)
class Expected:
    """One line of a test, resolved: asked so, this is expected to be in this state."""

    question: Question
    name: str  # of a stipulation, stage, phase or fund
    bearer: tuple[str, ...]  # empty: whoever bears it
    limb: str | None  # words in which the limb's label stands; None: the whole
    state: str
    cause: Cause | None  # None: whatever the cause
    article: str
    span: Span
