"""The manual page of a mistake, read from the docstring of its class."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import dedent
from types import ModuleType

SECTIONS = ("Why it matters", "Example", "How to mend")
HEADING = re.compile(rf"^({'|'.join(SECTIONS)}):$", re.MULTILINE)
CAPITAL = re.compile(r"(?<!^)(?=[A-Z])")
CODE = "    "


class Mistake:
    """One named mistake that a text can contain.

    The name of the class is the name of the diagnostic (`UnknownActor` is `unknown-actor`), the
    first line of its docstring says what is wrong, and the docstring is its page in the manual.
    """


@dataclass(frozen=True, slots=True)
class Page:
    """What the manual says about one diagnostic: what, why it matters, an example, how to mend.

    A section that its docstring lacks is empty; a test says which.
    """

    name: str
    meaning: str
    what: str
    why: str
    example: str
    mend: str


def mistakes(family: ModuleType) -> tuple[type[Mistake], ...]:
    """The mistakes of one family, in the order in which they are written."""
    return tuple(
        each
        for each in vars(family).values()
        if isinstance(each, type) and issubclass(each, Mistake) and each is not Mistake
    )


def name_of(mistake: type[Mistake]) -> str:
    """`unknown-actor` of `UnknownActor`"""
    return CAPITAL.sub("-", mistake.__name__).lower()


def meaning_of(mistake: type[Mistake]) -> str:
    """What is wrong in one line, as it stands in a list: no capital, no full stop."""
    first = (mistake.__doc__ or "").strip().split("\n", 1)[0].rstrip(".")
    return first[:1].lower() + first[1:]


def page_of(mistake: type[Mistake]) -> Page:
    _, _, below = (mistake.__doc__ or "").partition("\n")
    what, *rest = HEADING.split(dedent(below))
    sections = dict(zip(rest[::2], rest[1::2], strict=True))
    why, example, mend = (dedent(sections.get(title, "")).strip("\n") for title in SECTIONS)
    return Page(
        name_of(mistake),
        meaning_of(mistake),
        what.strip(),
        why.rstrip(),
        example.rstrip(),
        mend.rstrip(),
    )


def mending(page: Page) -> Iterator[str]:
    """The lines of the language in the section that tells how to mend."""
    return (line.strip() for line in page.mend.splitlines() if line.startswith(CODE))
