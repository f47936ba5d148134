"""The lines of a text, as the language counts them."""

import re

_BEGINS = re.compile(r"(?<=\n)")


def lines_of(text: str) -> list[str]:
    """Each with its end; a line separator or a form feed within one ends none."""
    return [line for line in _BEGINS.split(text) if line]
