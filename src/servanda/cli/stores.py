"""What the commands on a log share: refusals in one line, and JSON that others wrote."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from servanda.cli.inquiry import UsedWrongly
from servanda.store.canonical import Json, NotCanonical
from servanda.store.fault import StoreError
from servanda.workspace.files import WorkspaceError, reason

LARGEST = 50_000_000  # bytes


@contextmanager
def refusals() -> Iterator[None]:
    """One line and exit code 2 where the world refuses, or what was handed in is none."""
    try:
        yield
    except (StoreError, WorkspaceError, NotCanonical) as problem:
        raise UsedWrongly(str(problem)) from problem


def json_in(path: Path) -> Json:
    """The JSON in a file, of whatever shape."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
        if len(data) > LARGEST:
            raise WorkspaceError(f"{path} has more than {LARGEST:,} bytes and is not read")
        value: Json = json.loads(data)
    except OSError as problem:
        raise WorkspaceError(f"cannot read {path}: {reason(problem)}") from problem
    except (ValueError, RecursionError) as problem:
        raise WorkspaceError(f"{path} is no JSON: {problem}") from problem
    return value
