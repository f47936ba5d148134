"""Whether the documents of a log say what was logged, to the letter, and nothing else.

The texts that stand between statements are whoever's who entered the document. With a program of
his own he might put a statement there where nothing is read (into a block of another language), so
that it is silent, write one there that no entry has, or add clauses to one. Only whoever knows the
language can see that, and so it is asked of every log that is read, and of none by its form alone.
"""

from collections.abc import Iterable, Iterator

from servanda.store.admitting import first_keys
from servanda.store.connection import Connection
from servanda.store.entering import RECORD, further_roles
from servanda.store.entry import Entry
from servanda.store.log import Hand, keyring
from servanda.values.instant import Instant
from servanda.workspace.files import WorkspaceError, is_read
from servanda.workspace.logged import LogRead
from servanda.workspace.model import Workspace

ZONES_APART = 26 * 3600  # seconds, from UTC-12 to UTC+14
AGREED_ELSEWHERE = (
    "says something that is agreed, or by what it is weighed, and was entered by others than those "
    "who entered the agreement, and by no keeper"
)


class NotAsLoggedError(WorkspaceError):
    """The documents of a log do not say what was logged."""


def require_as_logged(read: LogRead, workspace: Workspace) -> None:
    """`NotAsLoggedError` where a document of a log and what was logged are not the same."""
    for what in _apart(read, workspace):
        raise NotAsLoggedError(
            f"the log answers nothing, as its documents are not what was logged: {what}; "
            "`servanda record show` has what was logged, and who entered the document"
        )


def require_no_agreement_of_others(
    connection: Connection, hand: Hand, entered: Iterable[Entry], workspace: Workspace
) -> None:
    """`WorkspaceError` where documents of the record that somebody enters say more than what was
    reported, and neither was the agreement entered for whom he signs, nor is he a keeper."""
    documents = [one.name for one in entered if one.kind == "document"]
    agreeing = [one for one in documents if one in workspace.agreeing and one.startswith(RECORD)]
    first = first_keys(connection, [Entry("document", "agreement.md", {})])
    ring, key = keyring(connection), hand.author.public.id
    holder = ring.holders.get(key)
    is_keeper = holder is not None and "keeper" in holder.roles
    if agreeing and not first and all(one.startswith(RECORD) for one in documents):
        raise WorkspaceError(
            f"{agreeing[0]} says what is agreed, and all documents lie under {RECORD}, where what "
            "was reported is: put the agreement beside it; nothing was logged"
        )
    if agreeing and not is_keeper and further_roles(ring, key, first):
        raise WorkspaceError(
            f"{agreeing[0]} says more than what was reported, and what is agreed is entered by "
            "those who entered the agreement, or by a keeper; nothing was logged"
        )


def _apart(read: LogRead, workspace: Workspace) -> Iterator[str]:
    for path in read.texts:
        if not is_read(path):
            yield f"{path} has a name by which no folder is read"
    said = {
        (path, line): (name, digest, until) for path, line, name, digest, until in workspace.said
    }
    for place, (name, digest, until) in sorted(read.placed.items()):
        if place not in said:
            yield f"{name} stands in {place[0]}, line {place[1]}, and is not read there"
            continue
        read_as, digest_read, until_read = said[place]
        if read_as != name:
            yield f"{name} stands in {place[0]}, line {place[1]}, and is read as {read_as}"
        elif digest_read != digest or not _is_about_when(until, until_read):
            yield f"{name} says in {place[0]}, line {place[1]}, something else than was logged"
    for place, (name, *_) in sorted(said.items()):
        if place not in read.placed:
            yield f"{place[0]}, line {place[1]}, says {name}, which was never entered"
    for path in workspace.agreeing:
        if path in read.of_others:
            yield f"{path} {AGREED_ELSEWHERE}"


def _is_about_when(logged: Instant | None, read: Instant | None) -> bool:
    """An embargo is read by the calendar of the agreement, whose zone may have been amended."""
    if logged is None or read is None:
        return logged is read
    return abs(logged - read) <= ZONES_APART
