"""The chain of a claim or a meeting: from whoever says it to the outlet of the article."""

from dataclasses import dataclass

from servanda.intake.draft.names import Names
from servanda.intake.draft.origins import Declared, Spoken
from servanda.intake.draft.persons import Persons
from servanda.intake.draft.speakers import outlet, spoken_by
from servanda.intake.statements.model import Speaker


@dataclass(frozen=True, slots=True)
class Told:
    """Who says something, the declared names through which it came, without the article's own
    outlet, and that outlet; what of them must be declared first."""

    origin: Spoken
    via: tuple[str, ...]
    publisher: str
    declares: tuple[Declared, ...]

    @property
    def chain(self) -> str:
        """`unnamed us "officials" via wire`"""
        return " via ".join((self.origin.origin, *self.via))

    @property
    def whole_chain(self) -> str:
        """The same up to the article's own outlet."""
        own = self.publisher == self.origin.origin
        return self.chain if own else f"{self.chain} via {self.publisher}"


def told_by(
    speaker: Speaker | None, via: tuple[str, ...], publisher: str, names: Names, persons: Persons
) -> Told:
    """The chain; where no speaker is, the outlet that is farthest away speaks for itself."""
    through = [outlet(one, names) for one in via]
    own = outlet(publisher, names)
    if speaker is not None:
        origin, rest = spoken_by(speaker, names, persons), through
    else:
        origin, rest = (through[0], through[1:]) if through else (own, [])
    of_whom = origin.origin.removeprefix("unnamed ").partition(" ")[0]
    left_out = (own.origin, of_whom)
    passed = tuple(dict.fromkeys(one.origin for one in rest if one.origin not in left_out))
    declares = tuple(each for one in (origin, own, *rest) for each in one.declares)
    return Told(origin, passed, own.origin, declares)
