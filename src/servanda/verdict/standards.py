"""The standards of proof by the names under which they are asked for."""

from typing import get_args

from servanda.verdict.assessment import Standard

DEFAULT_STANDARD: Standard = "alleged"
STANDARDS: tuple[Standard, ...] = get_args(Standard)


def standard_named(text: str) -> Standard | None:
    """A standard of proof; `claimed` is the lowest, which admits what is only asserted."""
    named = "asserted" if text == "claimed" else text
    return next((standard for standard in STANDARDS if standard == named), None)
