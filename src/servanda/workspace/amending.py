"""What is agreed, as a log has it and as a folder says it now: which clauses read otherwise."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from servanda.workspace.files import WorkspaceError, is_ladder

MOST_TOLD = 5  # amendments by name


@dataclass(frozen=True, slots=True)
class Amendment:
    """One statement of an agreement (`duty release-prisoners`) that reads otherwise in a document,
    or is new there, or gone from it."""

    document: str
    statement: str
    what: Literal["reads otherwise", "is new", "is gone"]

    def __str__(self) -> str:
        return f"{self.statement} {self.what}"


@dataclass(frozen=True, slots=True)
class Amendments:
    """What of an agreement reads otherwise, and the documents of it in which only prose does."""

    amendments: tuple[Amendment, ...] = ()
    only_prose: tuple[str, ...] = ()

    @property
    def documents(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one.document for one in self.amendments))


def compared_agreements(before: Mapping[str, str], after: Mapping[str, str]) -> Amendments:
    """Statement by statement: comments, and how lines are broken and indented, say nothing.

    Where nothing was agreed before, nothing is amended.
    """
    names = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    old = {name: dict(_agreed(name, before[name])) for name in names if name in before}
    new = {name: dict(_agreed(name, after[name])) for name in names if name in after}
    if not any(dict(_agreed(name, text)) for name, text in before.items()):
        return Amendments()
    amendments = tuple(_amendments(old, new))
    touched = {one.document for one in amendments}
    same = (name for name in names if name in after and name not in touched)
    return Amendments(amendments, tuple(name for name in same if old.get(name)))


def require_reason(found: Amendments, because: str | None, folder: str) -> Mapping[str, str]:
    """Why, by document; `WorkspaceError` where what is agreed reads otherwise and nobody says."""
    if not found.amendments:
        return {}
    if because is None or not because.strip():
        raise WorkspaceError(
            f"{folder}: {told_amendments(found)}; nothing was logged: if the agreement was amended,"
            ' say why with --amended "..."; else put it back'
        )
    return dict.fromkeys(found.documents, because)


def told_amendments(found: Amendments) -> str:
    """The first few of them, and how many more there are."""
    first = Amendments(found.amendments[:MOST_TOLD])
    told = "; ".join(
        f"in {document} "
        + ", ".join(str(one) for one in first.amendments if one.document == document)
        for document in first.documents
    )
    more = len(found.amendments) - MOST_TOLD
    return f"{told}; and {more:,} more" if more > 0 else told


def moved_agreements(
    away: Iterable[str], before: Mapping[str, str], after: Mapping[str, str]
) -> frozenset[str]:
    """Of the documents that a folder has not (`away`), those all of whose statements of the
    agreement it says in another one, where they were not before: what it has under another name."""
    changed = {name: text for name, text in after.items() if before.get(name) != text}
    new = {
        key
        for name, text in changed.items()
        for key in _begun(name, text) - _begun(name, before.get(name, ""))
    }
    found = {name: _begun(name, before[name]) for name in away} if new else {}
    return frozenset(name for name, begun in found.items() if begun and begun <= new)


def agrees_something(name: str, text: str) -> bool:
    """Whether a document has a statement that is not of the record."""
    return any(_agreed(name, text))


_Statements = Mapping[str, Mapping[str, str]]  # by document, by how they begin


def _amendments(old: _Statements, new: _Statements) -> Iterator[Amendment]:
    """A statement that only went to another document is none."""
    was = {key: (name, text) for name, found in old.items() for key, text in found.items()}
    now = {key: (name, text) for name, found in new.items() for key, text in found.items()}
    for key in {**was, **now}:
        if key not in now:
            yield Amendment(was[key][0], key, "is gone")
        elif key not in was:
            yield Amendment(now[key][0], key, "is new")
        elif was[key][1] != now[key][1]:
            yield Amendment(now[key][0], key, "reads otherwise")


def _begun(name: str, text: str) -> frozenset[str]:
    """How the statements of the agreement in a document begin."""
    return frozenset(begins for begins, _ in _agreed(name, text))


def _agreed(name: str, text: str) -> Iterator[tuple[str, str]]:
    """What a document says that is not of the record: how each statement begins, and its text."""
    if is_ladder(name):
        yield "the ladder", text
        return
    from servanda.language.parse import parse_document  # only where something differs
    from servanda.store.pieces import is_of_record

    lines = text.split("\n")
    for statement in parse_document(text, name).document.statements:
        if not is_of_record(statement):
            own = lines[statement.span.line - 1 : statement.span.end_line]
            read = [" ".join(one.split()) for one in own]
            kept = [one for one in read if one and not one.startswith("#")]
            yield kept[0].partition('"')[0].strip(), "\n".join(kept)
