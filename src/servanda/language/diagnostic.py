"""A diagnostic: one thing wrong with a text, said so that its author can put it right."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from servanda.values.span import Span

QUOTED = re.compile("`[^`]*`")
ELSEWHERE = re.compile(r" \(and in (\d+) more places?\)$")
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
    """The same complaint about the same word only once, with how many more places it has.

    A name that is misspelt where it is declared is unknown wherever it is used, as an actor here
    and as a thing there; that is one mistake, and one complaint.
    """
    places: dict[tuple[str, str], list[Diagnostic]] = {}
    for diagnostic in diagnostics:
        places.setdefault(cause_of(diagnostic), []).append(diagnostic)
    return tuple(
        one
        for group in places.values()
        for one in (folded(group) if is_about_a_word(group[0]) else group)
    )


def cause_of(diagnostic: Diagnostic) -> tuple[str, str]:
    """What complaints with one cause have in common: the word they quote, or all they say."""
    quoted = QUOTED.search(diagnostic.message) if is_about_a_word(diagnostic) else None
    if quoted is None:
        return diagnostic.name, diagnostic.message
    word = quoted[0].strip("`")
    if diagnostic.name == "unknown-holder":
        return diagnostic.name, word  # an actor who links nothing, and so no mistake elsewhere
    if diagnostic.name == "unknown-stipulation":
        word = word.partition("/")[0]  # a stage goes with its stipulation
    return diagnostic.name.partition("-")[0], word


def is_about_a_word(diagnostic: Diagnostic) -> bool:
    """True where the mistake may lie in a declaration, and shows wherever its word is used."""
    return diagnostic.name.startswith("unknown-") or diagnostic.name == "not-a-level-word"


def folded(group: list[Diagnostic]) -> list[Diagnostic]:
    """The first of a group, with how many more places there are; some may be folded already."""
    first, *others = group
    if not others:
        return group
    count = sum(map(places_of, group)) - 1
    message = ELSEWHERE.sub("", first.message)
    more = f"{count} more place{'' if count == 1 else 's'}"
    return [replace(first, message=f"{message} (and in {more})")]


def places_of(diagnostic: Diagnostic) -> int:
    elsewhere = ELSEWHERE.search(diagnostic.message)
    return 1 + int(elsewhere[1]) if elsewhere else 1
