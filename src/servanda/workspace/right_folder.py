"""Whether a folder is one that a log is from: about its agreement, the record in its place.

What is reported lies under `record/`, and what lies elsewhere is part of what is agreed: there the
prose of a document, and a memo, are for anybody. So the subfolder imported by itself, or under
another name, would show what it was filed to keep; and nothing can be taken out of a log again.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from servanda.store.documents import Held
from servanda.store.entering import RECORD, statements_in
from servanda.store.entry import Entry
from servanda.workspace.files import WorkspaceError, is_ladder, named_first

FOLDER = RECORD.removesuffix("/")
BEGINS = re.compile(r"^\s*agreement\s", re.MULTILINE)


def require_same_agreement(folder: Path, texts: Mapping[str, str], had: Mapping[str, str]) -> None:
    """`WorkspaceError` where a folder declares another agreement than the one that a log is about.
    An agreement that is amended keeps its name; a folder may declare none."""
    changed = {name: text for name, text in texts.items() if had.get(name) != text}
    declared = tuple(_declared(changed))
    logged = dict(_declared(had)) if declared else {}
    for agreement, name in declared:
        if logged and agreement not in logged:
            raise WorkspaceError(
                f"the log is about the agreement {' and '.join(logged)}, and this folder "
                f"({folder}, in {name}) declares {agreement}: each agreement has a log of its own, "
                "and keeps its name when it is amended; nothing was logged"
            )


def require_record_in_place(
    folder: Path, texts: Mapping[str, str], had: Collection[str], agreeing: Collection[str]
) -> None:
    """`WorkspaceError` where a folder (or the one of a single file) looks like what lies under
    `record/`, by itself or elsewhere. `had` are the documents of the log, `agreeing` those of both
    that say what is agreed."""
    for name in texts:
        above = name.split("/")[:-1]
        astray = [one for at, one in enumerate(above) if _is_astray(at, one)]
        if astray and name not in had and not name.startswith(RECORD):
            raise WorkspaceError(
                f"{name} would be outside {RECORD}, where its prose is for anybody: {FOLDER} is "
                "written in small letters and lies in the folder itself that is imported (or the "
                "folder that has it is meant); nothing was logged"
            )
    root = (folder if folder.is_dir() else folder.parent).resolve()
    is_apart = not any(name.startswith(RECORD) or name in agreeing or name in had for name in texts)
    if texts and is_apart and (agreeing or root.name.casefold() == FOLDER):
        raise WorkspaceError(
            f"{folder} has no {RECORD}, and nothing in it is agreed: "
            f"{named_first(tuple(texts), 2)} would be outside {RECORD}, where prose is for "
            f"anybody; {_instead(folder)}; nothing was logged"
        )


def require_record_kept(folder: Path, fresh: Iterable[Entry], before: Held) -> None:
    """`WorkspaceError` where what stands in a document under `record/` in the log would stand
    outside it by these entries."""
    kept = {
        key: one.name
        for one in before.latest.values()
        if one.kind == "document" and one.name.startswith(RECORD)
        for key in statements_in(one.holds)
    }
    for one in fresh:
        if one.kind != "document" or one.name.startswith(RECORD):
            continue
        for key in statements_in(one.holds):
            if key in kept:
                raise WorkspaceError(
                    f"{one.name}: the {' '.join(key)} stands in {kept[key]} in the log, and would "
                    f"stand outside {RECORD}, where prose is for anybody; {_instead(folder)}; "
                    "nothing was logged"
                )


def _declared(texts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The agreements that are declared, each with its document."""
    for name, text in texts.items():
        if is_ladder(name) or not BEGINS.search(text):
            continue
        from servanda.language.parse import parse_document  # only where one may be declared
        from servanda.language.tree import AgreementHeader

        for statement in parse_document(text, name).document.statements:
            if isinstance(statement.header, AgreementHeader):
                yield statement.header.name.text, name


def _is_astray(at: int, part: str) -> bool:
    """Whether a part of a name looks like the folder of the record, and is not it."""
    return part.casefold() == FOLDER and (at > 0 or part != FOLDER)


def _instead(folder: Path) -> str:
    if folder.is_dir():
        return f"the folder above it is probably meant (what is reported lies in {RECORD} of it)"
    return "import the folder of the agreement, or add the report with `servanda record add`"
