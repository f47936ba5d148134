"""The entries of a log as somebody may list and read them one by one."""

from dataclasses import dataclass
from pathlib import Path

from servanda.store.access import MARKED
from servanda.store.connection import Connection
from servanda.store.entry import KINDS as ALL_KINDS
from servanda.store.log import Logged, heads, keyring, logged
from servanda.values.instant import Instant
from servanda.workspace.files import WorkspaceError, printable
from servanda.workspace.logged import seen_by, unopened_in
from servanda.workspace.opening import now
from servanda.workspace.recording import covering, opened


@dataclass(frozen=True, slots=True)
class Listed:
    """Entries in their order, when each was witnessed, and how many there are to be listed.
    `has_positions` for whoever has the log; gaps between them would tell others what is withheld.
    `unopened`: how many entries there are sealed under keys that are not here, for them, too.
    """

    entries: tuple[Logged, ...]
    known: tuple[Instant, ...]
    of: int
    has_positions: bool
    unopened: int


@dataclass(frozen=True, slots=True)
class ShownEntry:
    """An entry with the name of whoever submitted it, and when it was witnessed."""

    logged: Logged
    author: str
    known: Instant


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
        found, unopened = _shown_entries(connection, reader, keys, kinds)
        seen = tuple(heads(connection))
    kept = found[-last:] if last is not None else found
    times = tuple(covering(seen, one.position).time for one in kept)
    return Listed(kept, times, len(found), reader is None, unopened)


def shown(where: str, name: str, keys: Path, reader: str | None = None) -> Shown:
    """Every entry of a name that a reader may see; `WorkspaceError` where there is none."""
    with opened(where) as connection:
        every, unopened = _shown_entries(connection, reader, keys)
        found = [one for one in every if one.entry.name == name]
        if not found:
            raise WorkspaceError(f"the log has no entry named '{printable(name)}'")
        ring = keyring(connection)
        signed = list(logged(connection, ("submission",)))
        seen = tuple(heads(connection))
    entries = []
    for one in found:
        by = next(each.entry.name for each in signed if each.position >= one.position)
        holder = ring.holders.get(by)
        known = covering(seen, one.position).time
        entries.append(ShownEntry(one, holder.name if holder else by, known))
    return Shown(tuple(entries), reader is None, unopened)


def _shown_entries(
    connection: Connection, reader: str | None, keys: Path, kinds: tuple[str, ...] = ()
) -> tuple[tuple[Logged, ...], int]:
    """What a reader may see, opened as far as keys are at hand: of what bears a marking, as the
    entries by which the log is kept would tell how much else there is. Of how many entries a key is
    not here is for whoever has the log."""
    of_folder, sight = seen_by(connection, reader, now(), keys)
    plain = {one.position: one for one in of_folder}
    found = (plain.get(one.position, one) for one in logged(connection, kinds or None))
    if reader is not None:
        found = (one for one in found if one.entry.kind in MARKED)
    shown = tuple(
        Logged(one.position, sight.shown(one.entry)) for one in found if sight.shows(one.entry)
    )
    return shown, unopened_in(of_folder) if reader is None else 0
