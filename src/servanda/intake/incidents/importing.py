"""An import: a file is read row by row into a staging folder, laid against what is held, and only
then takes its place. Until that last step nothing has changed; after it everything has."""

import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import Protocol

import pyarrow as pa
import pyarrow.parquet as pq

from servanda.intake.incidents import store
from servanda.intake.incidents.columns import (
    QUARANTINE,
    STAGED,
    quarantine_batch,
    staged_batch,
)
from servanda.intake.incidents.mapping import Mapping
from servanda.intake.incidents.merging import Against, Export, Merging, Names, Outcome
from servanda.intake.incidents.model import ImportSummary, Incident, Quarantined
from servanda.intake.incidents.reading import Read, Reader
from servanda.intake.incidents.revised_counts import RevisionReader
from servanda.intake.incidents.tables.opening import open_table
from servanda.intake.incidents.tables.rows import Damaged, TableError, TableRow

BATCH = 5_000  # incidents held in memory before they are written
TOLD_EVERY = 1_000  # rows
MOST_GONE = 0.5  # of the rows held, that an export may lack without being asked about


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be imported, into which record, under which name; since when it is known.

    `export` says what a row means that the file no longer has: of a `complete` export it is gone,
    of a `partial` one nothing. `refine` adds what the agreement knows (actions, actors, areas).
    """

    folder: Path
    source: str
    file: Path
    mapping: Mapping
    known: datetime
    export: Export = "partial"
    may_empty: bool = False
    refine: Callable[[Incident], Incident] = field(default=lambda incident: incident)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an import is: rows read, and of the whole so much, in whatever unit."""

    rows: int
    done: int
    size: int


class ManyGoneError(TableError):
    """A complete export without most of what is held: more likely a damaged file than the truth."""


def import_incidents(order: Order, told: Callable[[Progress], None]) -> ImportSummary:
    """Imports; raises TableError or StoreError where it cannot, and then nothing has changed."""
    place = store.source_folder(order.folder, order.source)
    with store.alone(place):
        state = store.read_state(place)
        _check_known(order, state)
        store.sweep(place, state)
        scratch = store.staging(place)
        scratch.mkdir()
        try:
            return _import(order, place, state, told)
        finally:
            shutil.rmtree(scratch, ignore_errors=True)
            if not any(place.iterdir()):
                place.rmdir()


def _check_known(order: Order, state: store.State) -> None:
    if state.known is not None and order.known < state.known:
        raise TableError(
            f"an import of {order.source} is known since {state.known:%Y-%m-%d %H:%M}, later than "
            f"this one ({order.known:%Y-%m-%d %H:%M})",
            "import exports in the order of their dates; what was known cannot be changed",
        )


def _import(
    order: Order, place: Path, state: store.State, told: Callable[[Progress], None]
) -> ImportSummary:
    scratch = store.staging(place)
    digest = _digest(order.file)
    with _Stage(scratch, order, digest) as stage:
        for one in _rows(order, told):
            stage.add(one)
    merging = Merging(_against(order, place, state, scratch, digest), scratch)
    try:
        outcome = merging.lay()
        summary = _summary(order, stage, outcome)
        _check_gone(order, outcome)
        if outcome.changes_incidents or outcome.changes_quarantine:
            _write(merging, outcome, order, place, state, summary, digest)
    finally:
        merging.close()
    return summary


def _against(order: Order, place: Path, state: store.State, scratch: Path, digest: str) -> Against:
    mapping = order.mapping
    return Against(
        staged=scratch / "staged.parquet",
        quarantined=scratch / "quarantined.parquet",
        held=place / state.incidents if state.incidents else None,
        held_quarantine=place / state.quarantine if state.quarantine else None,
        source=order.source,
        file=order.file.name,
        digest=digest,
        known=order.known,
        export=order.export,
        names=_names(mapping),
        form=mapping.form,
    )


def _names(mapping: Mapping) -> Names:
    if mapping.form == "revisions":
        return "versions"
    return "id" if mapping.id or mapping.alike == "again" else "contents"


def _summary(order: Order, stage: "_Stage", outcome: Outcome) -> ImportSummary:
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
    if order.may_empty or outcome.deleted <= MOST_GONE * outcome.was_held:
        return
    raise ManyGoneError(
        f"{outcome.deleted:,} of {outcome.was_held:,} rows that are held would be gone",
        "is the file whole? if it is, say --yes; if it is one part of an export, --partial",
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
class _Told:
    """A row that was read, and itself as text where it may have to be quarantined yet."""

    read: Read
    text: str | None


def _rows(order: Order, told: Callable[[Progress], None]) -> Iterator[_Told | Quarantined]:
    if order.mapping.form == "revisions":
        revisions = RevisionReader(order.file, order.mapping, order.source)
        for number, one in enumerate(revisions.rows(), start=1):
            if number % TOLD_EVERY == 0:
                told(Progress(number, revisions.done, revisions.size))
            yield _Told(one, None) if isinstance(one, Read) else one
        return
    mapping = order.mapping
    table = open_table(order.file, mapping.wanted(), mapping.encoding, mapping.delimiter)
    try:
        reader = Reader(mapping, table.columns, order.source)
        for number, row in enumerate(table.rows, start=1):
            if number % TOLD_EVERY == 0:
                told(Progress(number, table.done(), table.size))
            yield _told(reader, row, may_be_again=bool(mapping.id) or mapping.alike == "again")
    finally:
        table.close()


def _told(reader: Reader, row: TableRow, *, may_be_again: bool) -> _Told | Quarantined:
    found = reader.read(row)
    if isinstance(found, Quarantined):
        return found
    return _Told(found, reader.told(row) if may_be_again and not isinstance(row, Damaged) else None)


class _Writer(Protocol):
    def write_batch(self, batch: pa.RecordBatch) -> None: ...

    def close(self) -> None: ...


class _Stage:
    """What was read of a file, written as it comes; and how many rows of each fate."""

    def __init__(self, scratch: Path, order: Order, digest: str) -> None:
        self._order = order
        self._digest = digest
        self._accepted: _Writer = pq.ParquetWriter(
            scratch / "staged.parquet", STAGED, compression="zstd"
        )
        self._aside: _Writer = pq.ParquetWriter(scratch / "quarantined.parquet", QUARANTINE)
        self._incidents: list[tuple[str, str | None, Incident]] = []
        self._quarantined: list[Quarantined] = []
        self.read = 0
        self.reasons: Counter[str] = Counter()
        self.remarks: Counter[str] = Counter()

    def __enter__(self) -> "_Stage":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if problem is None:
            self._flush()
        self._accepted.close()
        self._aside.close()

    def add(self, one: _Told | Quarantined) -> None:
        self.read += 1
        if isinstance(one, Quarantined):
            self.reasons[one.reason] += 1
            self._quarantined.append(one)
        else:
            self.remarks.update(one.read.remarks)
            several = len(one.read.incidents) > 1 or bool(self._order.mapping.counts)
            for incident in one.read.incidents:
                row_id = incident.id.rpartition("/")[0] if several else incident.id
                self._incidents.append((row_id, one.text, self._order.refine(incident)))
        if len(self._incidents) + len(self._quarantined) >= BATCH:
            self._flush()

    def _flush(self) -> None:
        if self._incidents:
            self._accepted.write_batch(staged_batch(self._incidents, self._order.mapping.form))
        if self._quarantined:
            name = self._order.file.name
            self._aside.write_batch(quarantine_batch(self._quarantined, name, self._digest))
        self._incidents.clear()
        self._quarantined.clear()


def _digest(path: Path) -> str:
    digest = sha256()
    with path.open("rb") as file:
        while chunk := file.read(1 << 20):
            digest.update(chunk)
    return digest.hexdigest()
