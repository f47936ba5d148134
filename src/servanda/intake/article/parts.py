"""The parts of an article between its medium and the model."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Parts:
    """What a medium yielded, its letters not yet cleaned; `paragraphs` without title and byline."""

    title: str | None
    publisher: str | None
    byline: str | None
    published: date | None
    paragraphs: tuple[str, ...]
    address: str | None = None  # that the medium gives for itself
    remarks: tuple[str, ...] = ()
