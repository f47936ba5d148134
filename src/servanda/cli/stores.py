"""What the commands on a log share: what the world refuses is one line."""

from collections.abc import Iterator
from contextlib import contextmanager

from servanda.cli.inquiry import UsedWrongly
from servanda.store.canonical import NotCanonicalError
from servanda.store.fault import StoreError
from servanda.workspace.files import WorkspaceError


@contextmanager
def refusals() -> Iterator[None]:
    """Exit code 2 where a log cannot be reached, or what was handed in is not what it should be."""
    try:
        yield
    except (StoreError, WorkspaceError, NotCanonicalError) as problem:
        raise UsedWrongly(str(problem)) from problem
