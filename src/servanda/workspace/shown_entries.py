"""The entries of a log as somebody may list and read them one by one, and which no longer stand.

That something was corrected or retracted is told by what the same reader may see, and nothing else.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from servanda.store.access import MARKED, Sight
from servanda.store.connection import Connection
from servanda.store.entry import KINDS as ALL_KINDS
from servanda.store.entry import Entry
from servanda.store.head import Head
from servanda.store.log import Logged, heads, keyring, logged
from servanda.values.instant import Instant
from servanda.workspace.files import WorkspaceError, printable
from servanda.workspace.logged import seen_by, unopened_in
from servanda.workspace.opening import now
from servanda.workspace.recording import covering, opened
from servanda.workspace.withdrawn_entries import Fell, withdrawn_in


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """That an entry no longer stands: its name (of the statement, of one of its origins, of a row
    of its file), by which correction or retraction, and when that was witnessed."""

    name: str
    by: Entry
    known: Instant


@dataclass(frozen=True, slots=True)
class Listed:
    """Entries in their order, when each was witnessed, and how many there are to be listed.
    `has_positions` for whoever has the log; gaps between them would tell others what is withheld.
    `unopened`: how many entries there are sealed under keys that are not here, for them, too.
    `withdrawn`: for each of what of it no longer stands.
    """

    entries: tuple[Logged, ...]
    known: tuple[Instant, ...]
    withdrawn: tuple[tuple[Withdrawal, ...], ...]
    of: int
    has_positions: bool
    unopened: int


@dataclass(frozen=True, slots=True)
class ShownEntry:
    """An entry with the name of whoever submitted it, when it was witnessed, and what of it no
    longer stands."""

    logged: Logged
    author: str
    known: Instant
    withdrawn: tuple[Withdrawal, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """Every entry of one name, in their order; `has_positions` and `unopened` as in what is
    listed."""

    entries: tuple[ShownEntry, ...]
    has_positions: bool
    unopened: int


def listed(
    where: str, kinds: tuple[str, ...], last: int | None, keys: Path, reader: str | None = None
) -> Listed:
    """The entries of a log that a reader may see, of some kinds, the last so many."""
    for kind in kinds:
        if kind not in ALL_KINDS:
            raise WorkspaceError(
                f"there is no kind of entry named '{printable(kind)}'; there are: "
                f"{', '.join(sorted(ALL_KINDS))}"
            )
    with opened(where) as connection:
        every, fell, unopened = _shown_entries(connection, reader, keys, kinds)
        seen = tuple(heads(connection))
    kept = every[-last:] if last is not None else every
    times = tuple(covering(seen, one.position).time for one in kept)
    withdrawn = tuple(_withdrawn(one, fell, seen) for one in kept)
    return Listed(kept, times, withdrawn, len(every), reader is None, unopened)


def shown(where: str, name: str, keys: Path, reader: str | None = None) -> Shown:
    """Every entry of a name that a reader may see; `WorkspaceError` where there is none."""
    with opened(where) as connection:
        every, fell, unopened = _shown_entries(connection, reader, keys)
        found = [one for one in every if one.entry.name == name]
        if not found:
            raise WorkspaceError(
                f"the log has no entry named '{printable(name)}'{_unless_sealed(unopened)}"
            )
        ring = keyring(connection)
        signed = list(logged(connection, ("submission",)))
        seen = tuple(heads(connection))
    entries = []
    for one in found:
        by = next(each.entry.name for each in signed if each.position >= one.position)
        holder = ring.holders.get(by)
        known, withdrawn = covering(seen, one.position).time, _withdrawn(one, fell, seen)
        entries.append(ShownEntry(one, holder.name if holder else by, known, withdrawn))
    return Shown(tuple(entries), reader is None, unopened)


_Fallen: TypeAlias = Mapping[tuple[str, str], tuple[Fell, ...]]


def _shown_entries(
    connection: Connection, reader: str | None, keys: Path, kinds: tuple[str, ...] = ()
) -> tuple[tuple[Logged, ...], _Fallen, int]:
    """What a reader may see, opened as far as keys are at hand: of what bears a marking, as the
    entries by which the log is kept would tell how much else there is; and what of all that they
    may see no longer stands. Of how many entries a key is not here is for whoever has the log."""
    of_folder, sight = seen_by(connection, reader, now(), keys)
    plain = {one.position: one for one in of_folder}
    found = (plain.get(one.position, one) for one in logged(connection, kinds or None))
    if reader is not None:
        found = (one for one in found if one.entry.kind in MARKED)
    unopened = unopened_in(of_folder) if reader is None else 0
    fell = withdrawn_in(_as_seen(of_folder, sight))
    return tuple(_as_seen(found, sight)), fell, unopened


def _as_seen(entries: Iterable[Logged], sight: Sight) -> Iterator[Logged]:
    for one in entries:
        if sight.shows(one.entry):
            yield Logged(one.position, sight.shown(one.entry))


def _withdrawn(one: Logged, fell: _Fallen, seen: Sequence[Head]) -> tuple[Withdrawal, ...]:
    return tuple(
        Withdrawal(each.name, each.by.entry, covering(seen, each.by.position).time)
        for each in fell.get(one.entry.key, ())
    )


def _unless_sealed(unopened: int) -> str:
    if not unopened:
        return ""
    sealed = "1 entry is" if unopened == 1 else f"{unopened:,} entries are"
    return f", as far as it can be opened: {sealed} sealed under keys that are not here (--keys)"
