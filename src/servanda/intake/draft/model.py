"""A draft: what was proposed for an article, on which words each proposal rests, and what a person
made of it.

Both are kept, the proposed text and the confirmed one, so that how good the proposals are can be
counted from use.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from servanda.intake.article.model import Language, Medium
from servanda.intake.statements.model import Extent

Kind = Literal["source", "report", "claim", "position", "engagement"]
Role = Literal["content", "speaker", "cue", "date", "meeting", "named"]
What = Literal["accepted", "mended", "split", "rejected"]
Sort = Literal["private-person", "telephone", "mail", "place"]
KINDS: Mapping[Kind, str] = {
    "source": "a source to declare", "report": "the head of the report", "claim": "a claim",
    "position": "a position of a side", "engagement": "a visit, meeting or call",
}  # fmt: skip
PERSON = "person"  # who proposed what was added by hand in a review


@dataclass(frozen=True, slots=True)
class Place:
    """Words of the article that a proposal rests on, and what they are in it; of a source, where
    it is first named."""

    role: Role
    extent: Extent


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person made of a proposal, and the text that is confirmed: none where it was rejected,
    several statements where it was split."""

    what: What
    text: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """One statement in the language of the record that may come of the article.

    `by` is who or what proposed it: `rules`, `model NAME`, or the `person` who reviewed and added
    it. `text` is empty where nothing could be written; `notices` say why, and what else whoever
    reviews it should know.
    """

    id: str
    kind: Kind
    text: str
    places: tuple[Place, ...] = ()
    by: str = "rules"
    notices: tuple[str, ...] = ()
    decision: Decision | None = None


@dataclass(frozen=True, slots=True)
class Withheld:
    """Words of the article that no record may hold, and why they were left out."""

    sort: Sort
    extent: Extent
    reason: str


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A sentence of the article for which nothing was proposed, and its beginning without names."""

    extent: Extent
    words: str


@dataclass(frozen=True, slots=True)
class ArticleHead:
    """What is kept of an article: what it says of itself, the hash of its bytes, and its words only
    where they were asked for (`text`)."""

    sha256: str
    characters: int
    medium: Medium
    title: str | None = None
    publisher: str | None = None
    published: date | None = None
    address: str | None = None
    language: Language | None = None
    text: str | None = None
    sketch: str | None = None  # by which a later copy is known


@dataclass(frozen=True, slots=True)
class Draft:
    """All that was proposed for one article. `name` is that of its report and of its files;
    `agreement` the one it is for; `written` the file of the record that came of it."""

    name: str
    agreement: str
    article: ArticleHead
    proposals: tuple[Proposal, ...]
    withheld: tuple[Withheld, ...] = ()
    written: str | None = None
    proposed_by: tuple[str, ...] = field(default=("rules",))
    passed_over: tuple[PassedOver, ...] = ()

    @property
    def waiting(self) -> tuple[Proposal, ...]:
        """What nobody has decided yet."""
        return tuple(each for each in self.proposals if each.decision is None)
