"""A document that is added by itself and is in the log already: entered again where it says all
that it said; else it is said which way there is."""

from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from servanda.store.documents import Held
from servanda.store.entering import statements_in
from servanda.store.entry import Entry
from servanda.workspace.files import WorkspaceError


def require_in_no_other(file: Path, name: str, text: str, before: Held) -> None:
    """`WorkspaceError` where a report in a text stands in the log in a document of another name."""
    reports = tuple(_reports_in(name, text))
    for one in before.latest.values():
        there = statements_in(one.holds) if one.kind == "document" and one.name != name else ()
        for report in reports:
            if ("report", report) in there:
                raise WorkspaceError(
                    f"{file}: the report {report} stands in {one.name} in the log. If it is that "
                    f"one, and has changed: {_way(one.name)}. If it is another, give it an id of "
                    "its own. Nothing was logged"
                )


def require_nothing_gone(name: str, fresh: Iterable[Entry], before: Held) -> None:
    """`WorkspaceError` where a document would be entered again without something that it has."""
    last = before.latest.get(("document", name))
    for one in fresh:
        if last is None or one.key != last.key:
            continue
        left = statements_in(one.holds)
        gone = [key for key in statements_in(last.holds) if key not in left]
        if gone or not left:
            what = f"the {' '.join(gone[0])}" if gone else "nothing that is reported"
            raise WorkspaceError(
                f"the log has a document {name} already, with {what}: if yours is another, give it "
                "another name; if it is that one, put back what was logged, and retract it in a "
                "later report; nothing was logged"
            )


def _reports_in(name: str, text: str) -> Iterator[str]:
    from servanda.language.parse import parse_document
    from servanda.language.tree import ReportHeader

    for statement in parse_document(text, name).document.statements:
        if isinstance(statement.header, ReportHeader):
            yield statement.header.name.text


def _way(name: str) -> str:
    """How a document of this name is entered again."""
    file = PurePosixPath(name)
    if str(file.parent) == "record":
        return f"add it as a file named {file.name}"
    return "import it, with `servanda record import`, in the folder that has it there"
