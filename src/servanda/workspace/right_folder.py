"""Whether a folder is the one that a log is from, as far as where its documents lie tells.

What is reported lies under `record/`, and what lies elsewhere is part of what is agreed: there the
prose of a document, and a memo, are for anybody. So the subfolder imported by itself, or under
another name, would show what it was filed to keep; and nothing can be taken out of a log again.
"""

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from servanda.store.documents import Held
from servanda.store.entering import RECORD, statements_in
from servanda.store.entry import Entry
from servanda.workspace.files import WorkspaceError, named_first

FOLDER = RECORD.removesuffix("/")


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


def _is_astray(at: int, part: str) -> bool:
    """Whether a part of a name looks like the folder of the record, and is not it."""
    return part.casefold() == FOLDER and (at > 0 or part != FOLDER)


def _instead(folder: Path) -> str:
    if folder.is_dir():
        return f"the folder above it is probably meant (what is reported lies in {RECORD} of it)"
    return "import the folder of the agreement, or add the report with `servanda record add`"
