"""JSON that others wrote, of whatever shape."""

import json
from pathlib import Path

from servanda.store.canonical import Json
from servanda.workspace.files import WorkspaceError, bytes_in

LARGEST = 50_000_000  # bytes


def json_in(path: Path) -> Json:
    """What a file holds; `WorkspaceError` for one that is no JSON, or out of measure."""
    data = bytes_in(path, LARGEST, "is not read")
    try:
        value: Json = json.loads(data)
    except (ValueError, RecursionError) as problem:
        raise WorkspaceError(f"{path} is no JSON: {problem}") from problem
    return value
