"""Tables of incidents between a folder and a log: what is logged of them, and laid out again."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from servanda.intake.incidents.links import read_links, source_of
from servanda.intake.incidents.store import State, StoreError, sources_in, state_in
from servanda.record.marking import Marking
from servanda.store.database import reading
from servanda.store.files import file_data
from servanda.store.head import Head
from servanda.store.incident_tables import (
    KNOWLEDGE,
    LINKS,
    MARKINGS,
    NARROW,
    Table,
    is_table,
    rows_of,
    sources_among,
    state_of,
)
from servanda.store.log import heads, open_log
from servanda.store.refusal import shown
from servanda.values.instant import Instant
from servanda.workspace.files import WorkspaceError, reason, stays_within
from servanda.workspace.keys import keys_folder
from servanda.workspace.logged import seen_by
from servanda.workspace.opening import now
from servanda.workspace.place import Address, Place, log_at
from servanda.workspace.table_markings import read_markings

MARKED_BESIDE = (LINKS, *KNOWLEDGE)  # also before there is any: the first is then marked already
LARGEST_TABLE = 100_000_000  # bytes of one file: some two million rows


def tables_in(folder: Path) -> Mapping[str, Table]:
    """What a folder holds of tables of incidents, by name, with who may see it; no quarantine.

    Raises `WorkspaceError` for what is damaged, out of measure or elsewhere than in the folder.
    """
    sources = sources_in(folder)
    beside = [name for name in MARKED_BESIDE if (folder / name).exists()]
    found: dict[str, Table] = {}
    markings: Mapping[str, Marking] = {}
    if (folder / MARKINGS).exists():
        data = _read(folder, MARKINGS)
        found[MARKINGS] = Table(data)
        markings = read_markings(data, (*sources, *(Path(name).name for name in MARKED_BESIDE)))
    for source in sources:
        found |= _of_source(folder, source, markings.get(source, NARROW))
    for name in beside:
        data = _read(folder, name)
        linked = _linked(folder) if name == LINKS else ()
        found[name] = Table(data, markings.get(Path(name).name, NARROW), linked)
    return found


def _of_source(folder: Path, source: str, marking: Marking) -> Mapping[str, Table]:
    name = state_of(source)
    if not is_table(name):
        raise WorkspaceError(
            f"{folder / name}: {source!r} is no name of a source; nothing was logged"
        )
    data = _read(folder, name)
    found = {name: Table(data, marking)}
    rows = _state(data, name).incidents
    if rows is not None:
        found[rows_of(source, rows)] = Table(_read(folder, rows_of(source, rows)), marking, (name,))
    return found


def _linked(folder: Path) -> tuple[str, ...]:
    """The states of the sources of which links tell: whoever may not see one sees no link."""
    try:
        names = [name for link in read_links(folder) for name in (link.first, link.second)]
    except StoreError as problem:
        raise WorkspaceError(str(problem)) from problem
    return tuple(sorted({state_of(source_of(name)) for name in names}))


def _read(folder: Path, name: str) -> bytes:
    path = folder / name
    if not path.is_file():
        raise WorkspaceError(f"{path} is not there; nothing was logged")
    if not stays_within(path, folder.resolve()):
        raise WorkspaceError(f"{path} lies outside the folder; nothing was logged")
    try:
        size = path.stat().st_size
        if size > LARGEST_TABLE:
            raise WorkspaceError(
                f"{path} has {size:,} bytes, and a log takes at most {LARGEST_TABLE:,} of a table; "
                "nothing was logged: import the table in parts, each as a source of its own"
            )
        return path.read_bytes()
    except OSError as problem:
        raise WorkspaceError(f"cannot read {path}: {reason(problem)}") from problem


def _state(data: bytes, path: str) -> State:
    try:
        return state_in(data, path)
    except StoreError as problem:
        raise WorkspaceError(str(problem)) from problem


def tables_held(files: Mapping[str, str], content: Callable[[str], bytes]) -> Mapping[str, bytes]:
    """The tables among the files of a log, by their hashes, as they are now: of the rows of a
    source those that its state names, and neither where one is not to be seen."""
    found: dict[str, bytes] = {}
    for source in sources_among(files):
        state = content(files[state_of(source)])
        rows = _state(state, state_of(source)).incidents
        if rows is None:
            found[state_of(source)] = state
        elif rows_of(source, rows) in files:
            found[state_of(source)] = state
            found[rows_of(source, rows)] = content(files[rows_of(source, rows)])
    beside = (name for name in (LINKS, MARKINGS, *KNOWLEDGE) if name in files)
    return {**found, **{name: content(files[name]) for name in beside}}


@contextmanager
def tables_at(place: Place, known: Instant | None = None) -> Iterator[Path]:
    """A folder with the tables of a place: that folder itself; of a log one for the time of the
    question, closed to other users, with what its reader may see of what it held at an instant, by
    its heads.

    What is found damaged is told of the log, and not of that folder.
    """
    where = log_at(place)
    if where is None:
        assert isinstance(place, Path), "an address is that of a log"
        yield place
        return
    tables = _tables_of(where, place.reader if isinstance(place, Address) else None, known)
    with TemporaryDirectory(prefix="servanda-") as made:  # of mode 0700
        for name, data in tables.items():
            path = Path(made, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        try:
            yield Path(made)
        except StoreError as problem:
            raise StoreError(str(problem).replace(made, shown(where))) from problem


def _tables_of(where: str, reader: str | None, known: Instant | None) -> Mapping[str, bytes]:
    log = open_log(where)
    with reading(log.database) as connection:
        entries, sight = seen_by(connection, reader, now(), keys_folder())
        if known is not None:
            size = _size_at(heads(connection), known)
            entries = tuple(one for one in entries if one.position < size)
        files = {
            one.entry.name: str(one.entry.holds["sha256"])
            for one in entries
            if one.entry.kind == "file" and is_table(one.entry.name) and sight.shows_version(one)
        }
        return tables_held(files, lambda digest: file_data(connection, digest))


def _size_at(seen: Iterator[Head], at: Instant) -> int:
    """How many entries were witnessed by an instant."""
    return max((head.size for head in seen if head.time <= at), default=0)
