"""What the commands on a log share: what the world refuses is one line."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

import click

from servanda.cli.leaving import UsedWrongly
from servanda.cli.screen import standard_error
from servanda.store.canonical import NotCanonicalError
from servanda.store.fault import (
    JournalLeftWarning,
    KeyOpenWarning,
    NamesUncheckedWarning,
    StoreError,
)
from servanda.workspace.files import WorkspaceError, printable
from servanda.workspace.keys import NoKeyError

TOLD = (JournalLeftWarning, KeyOpenWarning, NamesUncheckedWarning)


@contextmanager
def refusals() -> Iterator[None]:
    """Exit code 2 where a log cannot be reached, or what was handed in is not what it should be.
    What was written and is not in the file of the log yet is told on the error channel, and whether
    what was written could not be searched for names, or others can read a key that signed."""
    try:
        with _telling_what_is_left():
            yield
    except NoKeyError as problem:
        raise UsedWrongly(_whose_key(problem)) from problem
    except (StoreError, WorkspaceError, NotCanonicalError) as problem:
        raise UsedWrongly(str(problem)) from problem


def _whose_key(problem: NoKeyError) -> str:
    """Of a key that the log of the command knows already nobody is told to make another: it would
    be a false one, in somebody else's name."""
    from servanda.workspace.releasing import ring_of

    context = click.get_current_context(silent=True)
    store = context.params.get("store") if context else None
    try:
        holders = ring_of(str(store)).holders.values() if store else ()
    except (StoreError, WorkspaceError, NotCanonicalError):
        return str(problem)
    if all(one.name != problem.name for one in holders):
        return str(problem)
    name = printable(problem.name)
    return (
        f"the log knows a key of {name}, and its private half is not in {problem.folder}: whoever "
        f"is {name} has it, and signs where it is; take --keys with the folder that it is in, or "
        "sign with a key of your own"
    )


@contextmanager
def _telling_what_is_left() -> Iterator[None]:
    left: list[str] = []
    with warnings.catch_warnings():
        show = warnings.showwarning

        def take(
            message: Warning | str,
            category: type[Warning],
            filename: str,
            lineno: int,
            file: TextIO | None = None,
            line: str | None = None,
        ) -> None:
            if issubclass(category, TOLD):
                left.extend([] if str(message) in left else [str(message)])
            else:
                show(message, category, filename, lineno, file, line)

        for each in TOLD:
            warnings.simplefilter("always", each)
        warnings.showwarning = take
        yield
    for told in left:
        standard_error().line(told)
