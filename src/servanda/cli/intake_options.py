"""What was typed about the articles that are to be drafts."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Options:
    """What was typed about every article of one call."""

    published: date | None
    publisher: str | None
    keeps_text: bool
    model: str | None
    model_name: str | None
