"""A diagnostic: one thing wrong with a text, said so that its author can put it right."""

from dataclasses import dataclass
from typing import Literal

from servanda.values.span import Span

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """The one shape of every complaint, shown alike by the command line, the editor and the page.

    `name` is stable and listed in `catalogue.MEANINGS`; `article` says where in the agreement the
    text stands ("Comprehensive Plan › Point 5"; empty outside any heading).
    """

    name: str
    severity: Severity
    span: Span
    article: str
    message: str
    hint: str | None = None

    def __str__(self) -> str:
        hint = f" ({self.hint})" if self.hint else ""
        return f"{self.span}: {self.severity} {self.name}: {self.message}{hint}"
