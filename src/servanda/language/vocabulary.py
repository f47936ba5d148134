"""The vocabulary: every name that the documents declare, by what it names."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, TypeAlias

from servanda.language import tree
from servanda.language.clause import StageClause
from servanda.language.diagnostic import Diagnostic
from servanda.language.near_miss import nearest
from servanda.language.phrase import Name
from servanda.language.verbs import third_person

NameKind = Literal[
    "actor", "office", "official", "area", "thing", "event", "level", "occasion",
    "action", "class", "stipulation", "phase", "fund",
    "source", "instrument", "viewpoint", "report",
]  # fmt: skip
Declaring: TypeAlias = (
    tree.ActorHeader
    | tree.OfficeHeader
    | tree.AreaHeader
    | tree.ThingHeader
    | tree.EventHeader
    | tree.LevelHeader
    | tree.OccasionHeader
    | tree.ActionHeader
    | tree.ClassHeader
    | tree.StipulationHeader
    | tree.SourceHeader
    | tree.InstrumentHeader
    | tree.ViewpointHeader
    | tree.ReportHeader
)

# Within each of these rows one name can stand for one thing only; across rows it may stand for
# several, because the place where it is used tells which is meant.
APART: tuple[frozenset[NameKind], ...] = (
    frozenset({"actor", "office", "official", "area", "thing", "event", "level", "occasion"}),
    frozenset({"action"}),
    frozenset({"class"}),
    frozenset({"stipulation", "phase", "fund"}),
    frozenset({"source"}),
    frozenset({"instrument"}),
    frozenset({"viewpoint"}),
    frozenset({"report"}),
)
ACTING: tuple[NameKind, ...] = ("actor", "office", "official")
OBJECTS: tuple[NameKind, ...] = (
    "thing", "area", "actor", "office", "official", "event", "occasion"
)  # fmt: skip
SUBJECTS: tuple[NameKind, ...] = ("stipulation", "phase", "fund")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What is declared, where each name's header says it, and the verbs of the actions.

    `unsure` are the words of lines that could not be read: a name among them may well have been
    declared there, so nobody should complain that it is unknown.
    """

    declared: Mapping[NameKind, Mapping[str, Declaring]]
    verbs: Mapping[str, str]
    unsure: frozenset[str] = frozenset()
    stages: frozenset[str] = frozenset()  # their paths: `lay-down/first`
    agreement: str | None = None

    def names(self, *kinds: NameKind) -> frozenset[str]:
        found = frozenset(name for kind in kinds for name in self.declared[kind])
        return found | self.stages if "stipulation" in kinds else found

    def has(self, name: str, *kinds: NameKind) -> bool:
        return any(name in self.declared[kind] for kind in kinds) or (
            "stipulation" in kinds and name in self.stages
        )

    def is_actor(self, name: str) -> bool:
        """True for whoever can do something: actors, offices and officials."""
        return self.has(name, *ACTING)

    def counts_as(self, name: str) -> str:
        """The actor for whom an office stands: `us` for `us/secretary-of-state`."""
        whose = name.partition("/")[0]
        return whose if self.has(whose, "actor") else name

    def lemma(self, verb: str) -> str | None:
        """The declared action that a verb is a form of: `releases` is `release`."""
        return self.verbs.get(verb)

    def level(self, name: str) -> tree.LevelHeader | None:
        found = self.declared["level"].get(name)
        return found if isinstance(found, tree.LevelHeader) else None

    def class_named(self, name: str) -> tree.ClassHeader | None:
        found = self.declared["class"].get(name)
        return found if isinstance(found, tree.ClassHeader) else None

    def nearest(self, name: str, *kinds: NameKind) -> str | None:
        """The declared name most like this one."""
        return nearest(name, self.names(*kinds))

    def nearest_verb(self, verb: str) -> str | None:
        return nearest(verb, self.verbs)


def gather(documents: Sequence[tree.Document]) -> tuple[Vocabulary, tuple[Diagnostic, ...]]:
    """All names that the documents declare, and a complaint for each that is declared twice."""
    declared: dict[NameKind, dict[str, Declaring]] = {
        kind: {} for row in APART for kind in sorted(row)
    }
    complaints: list[Diagnostic] = []
    unsure: set[str] = set()
    for statement in (one for document in documents for one in document.statements):
        unsure.update(word.text for word in statement.unread)
        header = statement.header
        if isinstance(header, tree.Unreadable):
            unsure.update(word.text for word in header.words)
        if not isinstance(header, Declaring):
            continue
        kind = kind_of(header)
        earlier = earlier_use(header.name.text, kind, declared)
        if earlier is None:
            declared[kind][header.name.text] = header
        else:
            complaints.append(declared_twice(header.name, earlier, statement.article))
    vocabulary = Vocabulary(
        MappingProxyType({kind: MappingProxyType(found) for kind, found in declared.items()}),
        MappingProxyType(dict(verb_forms(declared["action"]))),
        frozenset(unsure),
        frozenset(stages_in(documents)),
        next(agreements_in(documents), None),
    )
    return vocabulary, tuple(complaints)


def stages_in(documents: Iterable[tree.Document]) -> Iterator[str]:
    """The path of every stage: its stipulation's name, a slash and its own."""
    for statement in (one for document in documents for one in document.statements):
        if isinstance(statement.header, tree.StipulationHeader):
            for clause in statement.clauses:
                if isinstance(clause, StageClause):
                    yield f"{statement.header.name.text}/{clause.name.text}"


def agreements_in(documents: Iterable[tree.Document]) -> Iterator[str]:
    for statement in (one for document in documents for one in document.statements):
        if isinstance(statement.header, tree.AgreementHeader):
            yield statement.header.name.text


def kind_of(header: Declaring) -> NameKind:
    match header:
        case tree.ActorHeader():
            return "actor"
        case tree.OfficeHeader(kind=kind):
            return kind
        case tree.StipulationHeader(kind="phase"):
            return "phase"
        case tree.StipulationHeader(kind="fund"):
            return "fund"
        case tree.StipulationHeader():
            return "stipulation"
        case tree.AreaHeader():
            return "area"
        case tree.ThingHeader():
            return "thing"
        case tree.EventHeader():
            return "event"
        case tree.LevelHeader():
            return "level"
        case tree.OccasionHeader():
            return "occasion"
        case tree.ActionHeader():
            return "action"
        case tree.ClassHeader():
            return "class"
        case tree.SourceHeader():
            return "source"
        case tree.InstrumentHeader():
            return "instrument"
        case tree.ViewpointHeader():
            return "viewpoint"
        case tree.ReportHeader():
            return "report"


def earlier_use(
    name: str, kind: NameKind, declared: Mapping[NameKind, Mapping[str, Declaring]]
) -> Declaring | None:
    """The header that took this name already, if it cannot stand for both."""
    row = next(row for row in APART if kind in row)
    taken = (declared[other].get(name) for other in sorted(row))
    return next((header for header in taken if header is not None), None)


def declared_twice(name: Name, earlier: Declaring, article: str) -> Diagnostic:
    message = f"`{name.text}` is already declared, as {described(earlier)} at {earlier.span}"
    return Diagnostic("declared-twice", "error", name.span, article, message, "choose another name")


def described(header: Declaring) -> str:
    kind = kind_of(header)
    return f"an {kind}" if kind[0] in "aeio" else f"a {kind}"


# --- Verbs ---------------------------------------------------------------------------------------


def verb_forms(actions: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Every form in which the actions may be written; a base form is always itself."""
    bases = tuple(actions)
    for base in bases:
        yield third_person(base), base
    for base in bases:
        yield base, base
