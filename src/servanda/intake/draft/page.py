"""A draft as one local page: the article on the left, what is proposed on the right, decided by
keys, and saved as a file of decisions.

The page asks for nothing and sends nothing. Its content policy names its style sheet and its script
by their hashes and allows nothing else; everything that comes from outside is escaped, and the
script reads it as text only.
"""

from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from servanda.intake.draft.deciding import DECISIONS, DECISIONS_VERSION
from servanda.intake.draft.excerpt import excerpt
from servanda.intake.draft.model import KINDS, PERSON, Draft, Proposal


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the article that the same proposals rest on, in the same roles."""

    text: str
    of: tuple[str, ...] = ()  # ids
    roles: tuple[str, ...] = ()


def review_page(draft: Draft, text: str | None, sources: Iterable[str] = ()) -> str:
    """The page; without the article's words its left side says so. `sources` are the names that
    are declared already: the page tells at once of one that is not."""
    style, script = beside("review.css"), beside("review.js")
    return _template().render(
        draft=draft,
        paragraphs=paragraphs(draft, text) if text is not None else None,
        excerpts={each.id: tuple(excerpt(each, text)) for each in draft.proposals} if text else {},
        sources=" ".join(sorted(sources)),
        person=PERSON,
        kinds=KINDS,
        style=Markup(style),
        script=Markup(script),
        policy=content_policy(style, script),
        schema=DECISIONS,
        version=DECISIONS_VERSION,
    )


def paragraphs(draft: Draft, text: str) -> list[list[Piece]]:
    """The article cut wherever a place of a proposal begins or ends."""
    marks = sorted(
        {0, len(text)}
        | {at for each in draft.proposals for one in each.places
           for at in (one.extent.start, one.extent.end)}
        | {at for at, mark in enumerate(text) if mark == "\n"}
    )  # fmt: skip
    found: list[list[Piece]] = [[]]
    for start, end in zip(marks, marks[1:], strict=False):
        words = text[start:end]
        if words.startswith("\n"):
            found.append([])
            words = words[1:]
        if words:
            found[-1].append(piece(words, start, end, draft.proposals))
    return [one for one in found if one]


def piece(words: str, start: int, end: int, proposals: tuple[Proposal, ...]) -> Piece:
    resting = [
        (each.id, one.role)
        for each in proposals
        for one in each.places
        if one.extent.start < end and one.extent.end > start
    ]
    return Piece(
        words,
        tuple(dict.fromkeys(id for id, _ in resting)),
        tuple(dict.fromkeys(role for _, role in resting)),
    )


def content_policy(style: str, script: str) -> str:
    """Nothing may be loaded; only these two may style and run."""
    return (
        f"default-src 'none'; style-src '{digest(style)}'; script-src '{digest(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def digest(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def beside(name: str) -> str:
    return (files("servanda.intake.draft") / "templates" / name).read_text(encoding="utf-8")


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("servanda.intake.draft"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("review.html.j2")
