"""What would name a protected source in words that stand in a log for all who have it to read."""

from collections.abc import Iterable, Iterator, Mapping

from servanda.store.connection import Connection
from servanda.store.entry import Entry
from servanda.store.log import logged
from servanda.store.naming import names_of, naming
from servanda.store.sealing import opened_all
from servanda.workspace.files import WorkspaceError
from servanda.workspace.keys import keys_folder, sealing_keys


def require_untold(texts: Mapping[str, str], sources: Iterable[Entry]) -> None:
    """`WorkspaceError` where one of these texts, by what they are, has the name of a protected
    source in it, or the label. Only sources that are opened can be asked about."""
    named = naming(names_of(sources))
    for what, text in texts.items():
        if named is not None and named.search(text):
            raise WorkspaceError(
                f"the {what} names a protected source, and would stand in the log for all who have "
                "it to read, for ever; nothing was logged: word it otherwise"
            )


def sources_in(connection: Connection) -> Iterator[Entry]:
    """The sources of a log, opened as far as keys are at hand."""
    for one in opened_all(logged(connection, ("source",)), sealing_keys(keys_folder())):
        yield one.entry
