"""What would name a protected source in words that stand in a log for all who have it to read."""

import warnings
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from servanda.store.connection import Connection
from servanda.store.entry import Entry
from servanda.store.fault import NamesUncheckedWarning
from servanda.store.log import logged
from servanda.store.naming import names_in_record, names_of, naming, words_in
from servanda.store.sealing import opened_all
from servanda.workspace.files import WorkspaceError
from servanda.workspace.keys import keys_folder, sealing_keys


def require_untold(texts: Mapping[str, str], sources: Iterable[Entry]) -> None:
    """`WorkspaceError` where one of these texts, by what they are, names a protected source, also
    as the record calls it. Only sources that are opened can be asked about: of others
    `NamesUncheckedWarning` tells."""
    sources = tuple(sources)
    names = naming((*names_of(sources), *names_in_record(sources)))
    for what, text in texts.items():
        if names.line_in(text) is not None:
            raise WorkspaceError(
                f"the {what} names a protected source, and would stand in the log for all who have "
                "it to read, for ever; nothing was logged: word it otherwise"
            )
    tell_unchecked(sources)


def tell_unchecked(sources: Iterable[Entry]) -> None:
    """A warning where a key of a protected source is not here."""
    count = sum(one.kind == "source" and "sealed" in one.holds for one in sources)
    if count:
        several = "1 protected source is" if count == 1 else f"{count:,} protected sources are"
        warnings.warn(
            f"{several} sealed under {'a key that is' if count == 1 else 'keys that are'} not "
            f"here: it was not checked whether what was entered names "
            f"{'it' if count == 1 else 'one of them'}.",
            NamesUncheckedWarning,
            stacklevel=2,
        )


def sources_in(connection: Connection, keys: Path | None = None) -> Iterator[Entry]:
    """The sources of a log, opened as far as keys are at hand."""
    for one in opened_all(logged(connection, ("source",)), sealing_keys(keys or keys_folder())):
        yield one.entry


def left_in_plain_text(connection: Connection, source: str, keys: Path) -> tuple[str, ...]:
    """The entries of a log that name a protected source for all who have it to read, in words that
    do not: each with its position. None of a source that the log has not."""
    meant = [one for one in sources_in(connection, keys) if one.name == source]
    names = naming(names_of(meant))
    return tuple(
        f"the {one.entry.kind} {names.masked(one.entry.name)} (entry {one.position})"
        for one in logged(connection)
        if any(names.line_in(words) is not None for words in words_in(one.entry))
    )
