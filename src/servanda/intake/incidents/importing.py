"""An import: a file is read row by row into a working folder, laid against what is held, and only
then takes its place. Until that last step nothing has changed; after it everything has. What an
interrupted import had read by its last checkpoint is taken up by the next one of the same file."""

import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from pathlib import Path

from servanda.intake.incidents import checkpoint, store
from servanda.intake.incidents.checkpoint import Checkpoint, Discarded, Resumed
from servanda.intake.incidents.mapping import Mapping
from servanda.intake.incidents.merging import Against, Export, Merging, Names, Outcome
from servanda.intake.incidents.model import ImportSummary, Incident, Quarantined
from servanda.intake.incidents.reading import Read, Reader
from servanda.intake.incidents.revised_counts import RevisionReader
from servanda.intake.incidents.staging import Stage, Told
from servanda.intake.incidents.tables.opening import open_table
from servanda.intake.incidents.tables.rows import Damaged, TableError, TableRow

CHECKPOINT_EVERY = 50_000  # rows
TOLD_EVERY = 1_000  # rows
MOST_GONE = 0.5  # of the rows held, that an export may lack without being asked about


def as_read(incident: Incident) -> Incident:
    """An incident as its row tells it, with nothing added."""
    return incident


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be imported, into which record, under which name; since when it is known.

    `export` says what a row means that the file no longer has: of a `complete` export it is gone,
    of a `partial` one nothing. `refine` adds what the agreement knows (actions, actors, areas);
    `knowing` is a digest of all that it knows, without which no checkpoint is taken up. Where it is
    not `dated`, nobody said since when it is known: it is taken to be now, unless it looks older
    than what is held. `goes_on` lets both that and much that would be gone pass.
    """

    folder: Path
    source: str
    file: Path
    mapping: Mapping
    known: datetime
    export: Export = "partial"
    goes_on: bool = False
    dated: bool = True
    refine: Callable[[Incident], Incident] = as_read
    knowing: str = ""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an import is: rows read, and of the whole so much, in whatever unit."""

    rows: int
    done: int
    size: int


class OlderExportError(TableError):
    """An export without a date that looks older than what is held, and would take it back."""


class ManyGoneError(TableError):
    """A complete export without most of what is held: more likely a damaged file than the truth."""


def import_incidents(
    order: Order,
    told: Callable[[Progress], None],
    noted: Callable[[Resumed | Discarded], None],
    every: int = CHECKPOINT_EVERY,
) -> ImportSummary:
    """Imports; raises TableError or StoreError where it cannot, and then nothing has changed.

    Interrupted, it leaves what it had read at the last checkpoint, of which there is one after
    `every` rows at the earliest. The next import of the same file takes it up, or throws it away;
    `noted` is told which, before anything is read.
    """
    place = store.source_folder(order.folder, order.source)
    with store.alone(place):
        state = store.read_state(place)
        _check_known(order, state)
        store.sweep(place, state)
        with _worked_in(place):
            begun = _begun(order, store.reading(place), noted)
            if begun.rows:
                told(Progress(begun.rows, begun.done, begun.size))
            with Stage(store.reading(place), begun, order.mapping, order.refine, every) as stage:
                if not begun.is_whole:
                    _read_all(order, stage, told)
            return _take_in(order, place, state, stage)


@contextmanager
def _worked_in(place: Path) -> Iterator[None]:
    """The working folders, gone at the end; what was read stays if the work is interrupted. An
    import that fails is not interrupted: it would fail again."""
    store.staging(place).mkdir()
    store.reading(place).mkdir(exist_ok=True)
    try:
        yield
    except Exception:
        checkpoint.discard(store.reading(place))
        raise
    else:
        checkpoint.discard(store.reading(place))
    finally:
        shutil.rmtree(store.staging(place), ignore_errors=True)
        if not any(place.iterdir()):
            place.rmdir()


def _begun(order: Order, folder: Path, noted: Callable[[Resumed | Discarded], None]) -> Checkpoint:
    """What an interrupted import had read of this file, if it is of use; otherwise nothing."""
    wanted = checkpoint.read_as(
        order.file, checkpoint.file_digest(order.file), order.mapping, order.knowing
    )
    found = checkpoint.taken_up(folder, wanted)
    if isinstance(found, Checkpoint) and order.refine is not as_read and not order.knowing:
        found = Discarded("what the agreement knows may have changed since")
    if isinstance(found, Checkpoint):
        noted(Resumed(found.rows, None if found.is_whole else found.rows + 1))
        return found
    if found is not None:
        noted(found)
    checkpoint.discard(folder)
    folder.mkdir()
    return Checkpoint(wanted)


def _check_known(order: Order, state: store.State) -> None:
    if state.known is not None and order.known < state.known:
        raise TableError(
            f"an import of {order.source} is known since {state.known:%Y-%m-%d %H:%M}, later than "
            f"this one ({order.known:%Y-%m-%d %H:%M})",
            "import exports in the order of their dates; what was known cannot be changed",
        )


def _take_in(order: Order, place: Path, state: store.State, stage: Stage) -> ImportSummary:
    digest = stage.read_as.digest
    merging = Merging(_against(order, place, state, stage), store.staging(place))
    try:
        outcome = merging.lay()
        summary = _summary(order, stage, outcome)
        _check_gone(order, outcome)
        _check_age(order, merging)
        if outcome.changes_incidents or outcome.changes_quarantine:
            _write(merging, outcome, order, place, state, summary, digest)
    finally:
        merging.close()
    return summary


def _against(order: Order, place: Path, state: store.State, stage: Stage) -> Against:
    mapping = order.mapping
    return Against(
        staged=stage.staged,
        quarantined=stage.set_aside,
        held=place / state.incidents if state.incidents else None,
        held_quarantine=store.quarantine_of(place, state),
        source=order.source,
        file=order.file.name,
        digest=stage.read_as.digest,
        known=order.known,
        export=order.export,
        names=_names(mapping),
        form=mapping.form,
    )


def _names(mapping: Mapping) -> Names:
    if mapping.form == "revisions":
        return "versions"
    return "id" if mapping.id or mapping.alike == "again" else "contents"


def _summary(order: Order, stage: Stage, outcome: Outcome) -> ImportSummary:
    reasons = stage.reasons + Counter(outcome.again)
    summary = ImportSummary(
        source=order.source,
        read=stage.read,
        accepted=outcome.accepted,
        unchanged=outcome.unchanged,
        corrected=outcome.corrected,
        deleted=outcome.deleted,
        quarantined=reasons.total(),
        reasons=dict(sorted(reasons.items())),
        remarks=dict(sorted(stage.remarks.items())),
    )
    assert summary.read == summary.accepted + summary.unchanged + summary.quarantined, summary
    return summary


def _check_gone(order: Order, outcome: Outcome) -> None:
    if order.goes_on or outcome.deleted <= MOST_GONE * outcome.was_held:
        return
    raise ManyGoneError(
        f"{outcome.deleted:,} of {outcome.was_held:,} rows that are held would be gone",
        "is the file whole? if it is, say --yes; if it is one part of an export, --partial",
    )


def _check_age(order: Order, merging: Merging) -> None:
    if order.dated or order.goes_on:
        return
    why = merging.why_older()
    if why is not None:
        raise OlderExportError(
            why,
            "say since when it is known, as in --known 2025-10-14; what is older than an import"
            " that is held has to be imported before it",
        )


def _write(
    merging: Merging,
    outcome: Outcome,
    order: Order,
    place: Path,
    state: store.State,
    summary: ImportSummary,
    digest: str,
) -> None:
    generation = state.generation + 1
    incidents, quarantine = state.incidents, state.quarantine
    if outcome.changes_incidents:
        incidents = f"incidents-{generation:06}.parquet"
        merging.write_incidents(store.staging(place) / "incidents.parquet")
        store.settle(store.staging(place) / "incidents.parquet", place / incidents)
    if outcome.changes_quarantine:
        quarantine = f"quarantine/{generation:06}.parquet"
        merging.write_quarantine(store.staging(place) / "quarantine.parquet")
        store.settle(store.staging(place) / "quarantine.parquet", place / quarantine)
    imported = store.Imported(
        file=order.file.name,
        digest=digest,
        format=order.mapping.name,
        known=order.known.isoformat(),
        export=order.export,
        read=summary.read,
        accepted=summary.accepted,
        unchanged=summary.unchanged,
        corrected=summary.corrected,
        deleted=summary.deleted,
        quarantined=summary.quarantined,
    )
    held = replace(state, generation=generation, incidents=incidents, quarantine=quarantine)
    store.commit(place, replace(held, imports=(*state.imports, imported)))


# --- Reading -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Rows:
    """The rows of a file from somewhere on, and how far one is in it."""

    each: Iterator[Told | Quarantined]
    done: Callable[[], int]
    size: int
    close: Callable[[], None]


def _read_all(order: Order, stage: Stage, told: Callable[[Progress], None]) -> None:
    """Reads what the stage does not have yet."""
    rows = _rows(order, stage.read)
    try:
        for one in rows.each:
            stage.add(one)
            if stage.read % TOLD_EVERY == 0:
                told(Progress(stage.read, rows.done(), rows.size))
            if stage.is_due:
                stage.keep(rows.done(), rows.size)
        stage.keep(rows.size, rows.size, is_whole=True)
    finally:
        rows.close()


def _rows(order: Order, after: int) -> _Rows:
    """The rows below so many; those are passed by without being interpreted. Lines of revisions
    are, since what a line says depends on those above it."""
    mapping = order.mapping
    if mapping.form == "revisions":
        revisions = RevisionReader(order.file, mapping, order.source)
        lines = (
            Told(one, None) if isinstance(one, Read) else one
            for one in islice(revisions.rows(), after, None)
        )
        return _Rows(lines, lambda: revisions.done, revisions.size, lines.close)
    table = open_table(order.file, mapping.wanted(), mapping.encoding, mapping.delimiter)
    try:
        reader = Reader(mapping, table.columns, order.source)
    except BaseException:
        table.close()
        raise
    may_be_again = bool(mapping.id) or mapping.alike == "again"
    each = (
        _told(reader, row, may_be_again=may_be_again) for row in islice(table.rows, after, None)
    )
    return _Rows(each, table.done, table.size, table.close)


def _told(reader: Reader, row: TableRow, *, may_be_again: bool) -> Told | Quarantined:
    found = reader.read(row)
    if isinstance(found, Quarantined):
        return found
    return Told(found, reader.told(row) if may_be_again and not isinstance(row, Damaged) else None)
