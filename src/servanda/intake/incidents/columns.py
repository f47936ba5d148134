"""The columns in which incidents are held as Parquet, and a batch of incidents as such columns."""

from collections.abc import Sequence
from dataclasses import fields
from hashlib import blake2b
from typing import Any

import pyarrow as pa

from servanda.intake.incidents.model import Bounds, Incident, Quarantined

_INSTANT = pa.timestamp("us", tz="UTC")
_WORDS = pa.list_(pa.string())

# As they are held. `row_id` is the row's name where one row makes several incidents; `turn` the
# order of revisions that came for one figure; `withdrawn` says that there is no number any more.
HELD = pa.schema([
    ("source", pa.string()), ("id", pa.string()), ("row_id", pa.string()), ("row", pa.int64()),
    ("file", pa.string()), ("starts", _INSTANT), ("ends", _INSTANT),
    ("time_precision", pa.string()), ("kind", pa.string()),
    ("action", pa.string()), ("by", pa.string()), ("against", pa.string()),
    ("between", _WORDS), ("actor", pa.string()), ("target", pa.string()), ("place", pa.string()),
    ("latitude", pa.float64()), ("longitude", pa.float64()), ("place_precision", pa.string()),
    ("areas", _WORDS),
    ("killed_low", pa.int64()), ("killed_high", pa.int64()), ("killed_best", pa.int64()),
    ("injured_low", pa.int64()), ("injured_high", pa.int64()), ("injured_best", pa.int64()),
    ("tally_low", pa.int64()), ("tally_high", pa.int64()), ("tally_best", pa.int64()),
    ("counted", pa.string()), ("running", pa.bool_()), ("reported_by", pa.string()),
    ("address", pa.string()), ("note", pa.string()), ("zone", pa.string()),
    ("withdrawn", pa.bool_()), ("fingerprint", pa.string()), ("turn", pa.int64()),
    ("known_from", _INSTANT), ("known_to", _INSTANT),
])  # fmt: skip
_NOT_YET = {"source", "file", "turn", "known_from", "known_to"}
STAGED = pa.schema([
    *(field for field in HELD if field.name not in _NOT_YET), ("known", _INSTANT),
    ("told", pa.string()),
])  # fmt: skip
QUARANTINE = pa.schema([
    ("file", pa.string()), ("digest", pa.string()), ("row", pa.int64()), ("reason", pa.string()),
    ("column", pa.string()), ("text", pa.string()), ("id", pa.string()), ("known_from", _INSTANT),
])  # fmt: skip

_BOUNDED = ("killed", "injured", "tally")
_SAME_NAME = tuple(
    each.name for each in fields(Incident) if each.name in STAGED.names and each.name != "known"
)
_OF_CONTENT = tuple(
    each.name for each in fields(Incident) if each.name not in ("source", "row", "known")
)


def staged_batch(rows: Sequence[tuple[str, str | None, Incident]], form: str) -> pa.RecordBatch:
    """Incidents, each with the name of its row and the row as it was told."""
    made: dict[str, list[Any]] = {
        name: [getattr(incident, name) for _, _, incident in rows] for name in _SAME_NAME
    }
    for name in ("between", "areas"):
        made[name] = [list(words) for words in made[name]]
    for name in _BOUNDED:
        told: list[Bounds | None] = [getattr(incident, name) for _, _, incident in rows]
        for part in ("low", "high", "best"):
            made[f"{name}_{part}"] = [getattr(one, part) if one else None for one in told]
    made["row_id"] = [row_id for row_id, _, _ in rows]
    made["told"] = [text for _, text, _ in rows]
    made["known"] = [incident.known for _, _, incident in rows]
    made["withdrawn"] = [form == "revisions" and one.tally is None for _, _, one in rows]
    made["fingerprint"] = [fingerprint(incident) for _, _, incident in rows]
    return pa.RecordBatch.from_arrays(
        [pa.array(made[field.name], field.type) for field in STAGED], schema=STAGED
    )


def fingerprint(incident: Incident) -> str:
    """The same for incidents that say the same, wherever in a file they stand."""
    told = repr([getattr(incident, name) for name in _OF_CONTENT])
    return blake2b(told.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


def quarantine_batch(rows: Sequence[Quarantined], file: str, digest: str) -> pa.RecordBatch:
    made = {
        "file": [file for _ in rows],
        "digest": [digest for _ in rows],
        "row": [row.row for row in rows],
        "reason": [row.reason for row in rows],
        "column": [row.column for row in rows],
        "text": [row.text for row in rows],
        "id": [row.id for row in rows],
        "known_from": [None for _ in rows],
    }
    return pa.RecordBatch.from_arrays(
        [pa.array(made[field.name], field.type) for field in QUARANTINE], schema=QUARANTINE
    )
