"""What is read of a file, written as it comes into parts, and kept so that it can be taken up."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Protocol

import pyarrow as pa
import pyarrow.parquet as pq

from servanda.intake.incidents import checkpoint
from servanda.intake.incidents.checkpoint import Checkpoint, ReadAs
from servanda.intake.incidents.columns import (
    QUARANTINE,
    STAGED,
    quarantine_batch,
    staged_batch,
)
from servanda.intake.incidents.mapping import Mapping
from servanda.intake.incidents.model import Incident, Quarantined
from servanda.intake.incidents.reading import Read

BATCH = 5_000  # incidents held in memory before they are written
# A part holds at least this share of what was read before it, so that parts stay few: of a file of
# ten million rows some ninety, of one a hundred times as long some two hundred and forty.
LEAST_SHARE = 32


@dataclass(frozen=True, slots=True)
class Told:
    """A row that was read, and itself as text where it may have to be quarantined yet."""

    read: Read
    text: str | None


class _Writer(Protocol):
    def write_batch(self, batch: pa.RecordBatch) -> None: ...

    def close(self) -> None: ...


class Stage:
    """What was read of a file so far; and how many rows of each fate.

    It begins with what a checkpoint says had been read. `every` is after how many rows the next
    checkpoint is due at the earliest.
    """

    def __init__(
        self,
        folder: Path,
        begun: Checkpoint,
        mapping: Mapping,
        refine: Callable[[Incident], Incident],
        every: int,
    ) -> None:
        self._folder = folder
        self._kept = begun
        self._mapping = mapping
        self._refine = refine
        self._every = every
        self._writers: tuple[_Writer, _Writer] | None = None
        self._incidents: list[tuple[str, str | None, Incident]] = []
        self._quarantined: list[Quarantined] = []
        self.read = begun.rows
        self.reasons: Counter[str] = Counter(dict(begun.reasons))
        self.remarks: Counter[str] = Counter(dict(begun.remarks))

    def __enter__(self) -> "Stage":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._close()

    @property
    def read_as(self) -> ReadAs:
        """Which file it is, and how it is read."""
        return self._kept.read_as

    @property
    def staged(self) -> tuple[Path, ...]:
        """The files of accepted rows, once all is kept."""
        return tuple(checkpoint.staged_path(self._folder, one.number) for one in self._kept.parts)

    @property
    def set_aside(self) -> tuple[Path, ...]:
        """The files of quarantined rows, once all is kept."""
        numbers = (one.number for one in self._kept.parts)
        return tuple(checkpoint.quarantined_path(self._folder, number) for number in numbers)

    def add(self, one: Told | Quarantined) -> None:
        self.read += 1
        if isinstance(one, Quarantined):
            self.reasons[one.reason] += 1
            self._quarantined.append(one)
        else:
            self.remarks.update(one.read.remarks)
            several = len(one.read.incidents) > 1 or bool(self._mapping.counts)
            for incident in one.read.incidents:
                row_id = incident.id.rpartition("/")[0] if several else incident.id
                self._incidents.append((row_id, one.text, self._refine(incident)))
        if len(self._incidents) + len(self._quarantined) >= BATCH:
            self._flush()

    @property
    def is_due(self) -> bool:
        """Whether so much was read since the last checkpoint that it is worth another."""
        return self.read - self._kept.rows >= max(self._every, self._kept.rows // LEAST_SHARE)

    def keep(self, done: int, size: int, *, is_whole: bool = False) -> None:
        """A checkpoint: from here on what was read so far survives."""
        parts = self._kept.parts
        if self.read > self._kept.rows or not parts:
            self._flush()
            self._opened()
            self._close()
            parts = (*parts, checkpoint.part_kept(self._folder, len(parts) + 1))
        self._kept = replace(
            self._kept,
            rows=self.read,
            done=done,
            size=size,
            is_whole=is_whole,
            parts=parts,
            reasons=tuple(sorted(self.reasons.items())),
            remarks=tuple(sorted(self.remarks.items())),
        )
        checkpoint.keep(self._folder, self._kept)

    def _flush(self) -> None:
        if self._incidents:
            self._opened()[0].write_batch(staged_batch(self._incidents, self._mapping.form))
        if self._quarantined:
            of = self._kept.read_as
            self._opened()[1].write_batch(quarantine_batch(self._quarantined, of.file, of.digest))
        self._incidents.clear()
        self._quarantined.clear()

    def _opened(self) -> tuple[_Writer, _Writer]:
        """The files of the part that is being written; each part has both, if only empty ones."""
        if self._writers is None:
            number = len(self._kept.parts) + 1
            staged = checkpoint.staged_path(self._folder, number)
            aside = checkpoint.quarantined_path(self._folder, number)
            self._writers = (
                pq.ParquetWriter(staged, STAGED, compression="zstd"),
                pq.ParquetWriter(aside, QUARANTINE),
            )
        return self._writers

    def _close(self) -> None:
        for writer in self._writers or ():
            writer.close()
        self._writers = None
