"""Every diagnostic that can be given, by its stable name, with its page in the manual.

One module is one family, one class in it one mistake; to add a mistake, write its class with its
docstring in the family where a reader would look. The pages in `docs/diagnostics`, the command
`servanda catalogue` and the meanings below are made of these docstrings. A test holds that nothing
is ever reported under a name that is not listed here, and says what a new name still lacks.
"""

from collections.abc import Mapping
from types import MappingProxyType, ModuleType

from servanda.language.catalogue import (
    act,
    agreement,
    claim,
    correction,
    expectation,
    ladder,
    line,
    mapping,
    marking,
    names,
    publication,
    record,
    slips,
    stipulation,
    text,
    viewpoint,
)
from servanda.language.catalogue.page import Page, meaning_of, mistakes, name_of, page_of

FAMILIES: Mapping[str, ModuleType] = MappingProxyType(
    {
        "The file": text,
        "One line": line,
        "Names": names,
        "The agreement": agreement,
        "One stipulation": stipulation,
        "Powers, acts and stages": act,
        "The record": record,
        "Who may see it": marking,
        "Claims and their links": claim,
        "Corrections and figures": correction,
        "Viewpoints": viewpoint,
        "The ladder": ladder,
        "A table of incidents": mapping,
        "The publication policy": publication,
        "Slips in the record": slips,
        "Tests in a text": expectation,
    }
)

MEANINGS: Mapping[str, str] = MappingProxyType(
    {name_of(each): meaning_of(each) for family in FAMILIES.values() for each in mistakes(family)}
)


def page(name: str) -> Page | None:
    """The page of a diagnostic; None where nothing bears the name."""
    for family in FAMILIES.values():
        for each in mistakes(family):
            if name_of(each) == name:
                return page_of(each)
    return None


def by_family() -> Mapping[str, tuple[Page, ...]]:
    """Every page, under the title of its family."""
    return MappingProxyType(
        {title: tuple(map(page_of, mistakes(family))) for title, family in FAMILIES.items()}
    )
