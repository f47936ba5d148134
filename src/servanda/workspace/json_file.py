"""JSON that others wrote, of whatever shape."""

import json
from pathlib import Path

from servanda.store.canonical import Json
from servanda.workspace.files import WorkspaceError, reason

LARGEST = 50_000_000  # bytes


def json_in(path: Path) -> Json:
    """What a file holds; `WorkspaceError` for one that is no JSON, or out of measure."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as problem:
        raise WorkspaceError(f"cannot read {path}: {reason(problem)}") from problem
    if len(data) > LARGEST:
        raise WorkspaceError(f"{path} has more than {LARGEST:,} bytes and is not read")
    try:
        value: Json = json.loads(data)
    except (ValueError, RecursionError) as problem:
        raise WorkspaceError(f"{path} is no JSON: {problem}") from problem
    return value
