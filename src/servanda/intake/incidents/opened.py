"""The incidents of a record as a table expression: asked with Ibis, answered by DuckDB or whatever
engine takes the same expressions."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import ibis
import ibis.expr.types as ir
import pyarrow as pa
from ibis.backends.duckdb import Backend

from servanda.intake.incidents.columns import HELD, QUARANTINE
from servanda.intake.incidents.store import quarantine_of, read_state, sources_in

_OF_THE_STORE = ("withdrawn", "fingerprint", "turn", "row_id")


def open_incidents(
    folder: Path,
    known: datetime | None = None,
    sources: Sequence[str] | None = None,
    engine: Backend | None = None,
) -> ir.Table:
    """Every incident as it was known at an instant; without one, as it is known now.

    The columns are those of `Incident`, its bounds as `killed_low` and so on, and beside them
    `file`, `known_from` and `known_to` (None: still so). Nothing is read before it is asked.
    """
    versions = open_versions(folder, sources, engine)
    if known is None:
        holding = versions.known_to.isnull()
    else:
        instant = ibis.literal(known.astimezone(UTC), type="timestamp('UTC')")
        holding = (versions.known_from <= instant) & (
            versions.known_to.isnull() | (versions.known_to > instant)
        )
    return versions.filter(holding & ~versions.withdrawn).drop(*_OF_THE_STORE)


def open_versions(
    folder: Path, sources: Sequence[str] | None = None, engine: Backend | None = None
) -> ir.Table:
    """Every version of every incident, with from when until when it was known."""
    paths = _paths(folder, sources, "incidents")
    return _opened(paths, HELD, engine)


def open_quarantine(
    folder: Path, sources: Sequence[str] | None = None, engine: Backend | None = None
) -> ir.Table:
    """The rows that were not accepted, with their reasons; none of a source whose quarantine is not
    here, as in a folder that came out of a log."""
    return _opened(_paths(folder, sources, "quarantine"), QUARANTINE, engine)


def duckdb_engine() -> Backend:
    """DuckDB inside this process, in UTC, with bounded memory."""
    engine = ibis.duckdb.connect()
    engine.raw_sql("SET TimeZone = 'UTC'")
    return engine


def _paths(folder: Path, sources: Sequence[str] | None, what: str) -> list[str]:
    """Only what a state names: beside it may lie what an interrupted import left."""
    found = []
    for source in sources if sources is not None else sources_in(folder):
        place = folder / "incidents" / source
        state = read_state(place)
        held = place / state.incidents if state.incidents is not None else None
        path = held if what == "incidents" else quarantine_of(place, state)
        if path is not None:
            found.append(str(path))
    return found


def _opened(paths: list[str], schema: pa.Schema, engine: Backend | None) -> ir.Table:
    engine = engine or duckdb_engine()
    if not paths:
        return engine.create_table(ibis.util.gen_name("none"), schema.empty_table(), temp=True)
    return engine.read_parquet(paths)
