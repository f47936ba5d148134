"""A diagnostic: one thing wrong with a text, said so that its author can put it right."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
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


def once_each(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The same complaint about the same name only once, with how many more places it has.

    A name that is misspelt where it is declared is unknown wherever it is used; that is one
    mistake, and one complaint.
    """
    places: dict[tuple[str, str], list[Diagnostic]] = {}
    for diagnostic in diagnostics:
        places.setdefault((diagnostic.name, diagnostic.message), []).append(diagnostic)
    return tuple(
        one
        for group in places.values()
        for one in (folded(group) if group[0].name.startswith("unknown-") else group)
    )


def folded(group: list[Diagnostic]) -> list[Diagnostic]:
    first, *others = group
    if not others:
        return group
    more = f"{len(others)} more place{'' if len(others) == 1 else 's'}"
    return [replace(first, message=f"{first.message} (and in {more})")]
