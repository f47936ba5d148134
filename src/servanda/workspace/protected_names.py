"""What would name a protected source in words that stand in a log for all who have it to read."""

import re
from collections.abc import Iterable, Iterator, Mapping

from servanda.store.connection import Connection
from servanda.store.entry import Entry
from servanda.store.log import logged
from servanda.store.marked import marking_in
from servanda.store.sealing import opened_all
from servanda.workspace.files import WorkspaceError
from servanda.workspace.keys import keys_folder, sealing_keys

LABEL = re.compile(r'^source\s+\S+\s+"(?P<label>[^"]*)"')


def require_untold(texts: Mapping[str, str], sources: Iterable[Entry]) -> None:
    """`WorkspaceError` where one of these texts, by what they are, has the name of a protected
    source in it, or the label. Only sources that are opened can be asked about."""
    told = tuple(_words_of(sources))
    for what, text in texts.items():
        if any(_holds(text, words) for words in told):
            raise WorkspaceError(
                f"the {what} names a protected source, and would stand in the log for all who have "
                "it to read, for ever; nothing was logged: word it otherwise"
            )


def sources_in(connection: Connection) -> Iterator[Entry]:
    """The sources of a log, opened as far as keys are at hand."""
    for one in opened_all(logged(connection, ("source",)), sealing_keys(keys_folder())):
        yield one.entry


def _words_of(sources: Iterable[Entry]) -> Iterator[str]:
    """What names each of them: its name, its label, the part before a comma, and of a full name the
    last word."""
    for source in sources:
        if source.kind != "source" or "sealed" in source.holds:
            continue
        if not marking_in(source).is_protected:
            continue
        yield source.name
        found = LABEL.match(str(source.holds.get("text", "")))
        label = found["label"].strip() if found else ""
        first = label.partition(",")[0].strip()
        words = first.split()
        yield from filter(None, (label, first))
        if len(words) > 1 and all(each[:1].isupper() for each in words):
            yield words[-1]


def _holds(text: str, words: str) -> bool:
    pattern = rf"(?<![\w-]){re.escape(words.casefold())}(?![\w-])"
    return re.search(pattern, text.casefold()) is not None
