"""What is agreed, as a log has it and as a folder says it now: which clauses read otherwise."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from servanda.workspace.files import WorkspaceError, is_ladder


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
    return Amendments(
        amendments, tuple(name for name in names if name not in touched and old.get(name))
    )


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
    return "; ".join(
        f"in {document} "
        + ", ".join(str(one) for one in found.amendments if one.document == document)
        for document in found.documents
    )


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


def _agreed(name: str, text: str) -> Iterator[tuple[str, str]]:
    """What a document says that is not of the record: how each statement begins, and its text."""
    if is_ladder(name):
        yield "the ladder", text
        return
    from servanda.language.parse import parse_document  # only where something differs
    from servanda.store.pieces import is_of_record

    lines = text.splitlines()
    for statement in parse_document(text, name).document.statements:
        if not is_of_record(statement):
            own = lines[statement.span.line - 1 : statement.span.end_line]
            read = [" ".join(one.split()) for one in own]
            kept = [one for one in read if one and not one.startswith("#")]
            yield kept[0].partition('"')[0].strip(), "\n".join(kept)
