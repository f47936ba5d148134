"""The origin of a claim: a declared source, or one that has to be declared first."""

from dataclasses import dataclass

from servanda.intake.draft.names import Names
from servanda.intake.draft.spelling import loaded_words, name_from
from servanda.intake.draft.writing import quoted


@dataclass(frozen=True, slots=True)
class Declared:
    """A source that must be declared before a claim can rest on it; `camp` where the words for it
    name whose it is."""

    name: str
    title: str
    camp: str | None = None

    @property
    def text(self) -> str:
        """As the language writes it."""
        camp = f"\n  camp {self.camp}" if self.camp else ""
        return f"source {self.name} {quoted(self.title)}{camp}"


@dataclass(frozen=True, slots=True)
class Spoken:
    """The origin of a claim as the language writes it, and what must be declared for it.

    `origin` is a name (`jpost`) or `unnamed us "officials"`; `declares` the sources that do not
    exist yet.
    """

    origin: str
    is_plural: bool = False
    declares: tuple[Declared, ...] = ()
    notices: tuple[str, ...] = ()


def as_source(name: str, names: Names) -> Spoken:
    """An actor or an office speaks as a source of the same name."""
    if name in names.source_names:
        return Spoken(name)
    return Spoken(name, declares=(Declared(name, title_of(name, names)),))


def title_of(name: str, names: Names) -> str:
    record, actors = names.record, names.agreement.actors
    if name in record.sources:
        return record.sources[name].title
    return record.offices[name].title if name in record.offices else actors[name].title


def new_source(words: str, names: Names) -> Spoken:
    """A source that the record does not have yet, named after the article's words."""
    name = free_name(name_from(words, loaded_words()) or "source", names)
    notice = f"`{name}` is not declared: it is proposed as a source, which no private person is"
    return Spoken(name, declares=(Declared(name, words),), notices=(notice,))


def free_name(name: str, names: Names) -> str:
    """The name, or one like it that nothing has; a source proposed before has the same."""
    if name not in names.declared:
        return name
    number = 2
    while f"{name}-{number}" in names.declared:
        number += 1
    return f"{name}-{number}"
