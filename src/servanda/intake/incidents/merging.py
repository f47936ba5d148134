"""What a file says, laid against what is held: new, corrected, unchanged, gone.

DuckDB does it, with a limit on its memory beyond which it writes to the staging folder, so that a
file of any size can be laid against a store of any size.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

import duckdb
import pyarrow as pa

from servanda.intake.incidents.columns import HELD, QUARANTINE
from servanda.intake.incidents.mapping import Form
from servanda.intake.incidents.older import why_older

Export = Literal["complete", "partial"]
# What tells rows of one file apart: a name of their own; their contents, where those alike are
# several events; or nothing, where every row is a version.
Names = Literal["id", "contents", "versions"]
MEMORY = "400MB"


@dataclass(frozen=True, slots=True)
class Against:
    """What is laid against what: the staged files, the held ones, and how."""

    staged: tuple[Path, ...]  # at least one
    quarantined: tuple[Path, ...]
    held: Path | None
    held_quarantine: Path | None
    source: str
    file: str
    digest: str
    known: datetime
    export: Export
    names: Names
    form: Form


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many rows are what; and whether there is anything to write."""

    accepted: int
    unchanged: int
    corrected: int
    deleted: int
    was_held: int
    changes_incidents: bool
    changes_quarantine: bool
    again: dict[str, int]  # rows quarantined only now, by reason


class Merging:
    """One import's merge; its tables live as long as it does."""

    def __init__(self, against: Against, scratch: Path) -> None:
        self._against = against
        self._db = duckdb.connect()
        self._db.execute("SET TimeZone = 'UTC'")
        self._db.execute(f"SET memory_limit = '{MEMORY}'")
        self._db.execute("SET threads = 2")
        self._db.execute("SET enable_progress_bar = false")
        self._db.execute(f"SET temp_directory = {_quoted(scratch)}")
        self._view("staged", against.staged, "")
        self._view("held", _if_any(against.held), _empty(HELD))
        self._view("held_quarantine", _if_any(against.held_quarantine), _empty(QUARANTINE))
        self._db.execute("SET VARIABLE known = $known::TIMESTAMPTZ", {"known": against.known})

    def close(self) -> None:
        self._db.close()

    def _view(self, name: str, paths: tuple[Path, ...], otherwise: str) -> None:
        listed = ", ".join(map(_quoted, paths))
        source = f"SELECT * FROM read_parquet([{listed}])" if paths else otherwise
        self._db.execute(f"CREATE VIEW {name} AS {source}")

    def lay(self) -> Outcome:
        """Sorts the rows of the file; writes nothing."""
        self._db.execute(_KEPT[self._against.names])
        self._db.execute(_AFTER_KNOWN)
        again = dict(self._db.execute(_AGAIN_COUNTED).fetchall())
        self._quarantine()
        if self._against.form == "revisions":
            return self._lay_revisions(again)
        self._db.execute(_CURRENT)
        self._db.execute(_LAID)
        self._db.execute(_CLOSED)
        if self._against.export == "complete":
            self._db.execute(_GONE)
        accepted, unchanged, corrected = self._one(_ROWS_COUNTED)
        deleted, was_held = self._one(_GONE_COUNTED)
        closed = self._one("SELECT count(*) FROM closed")[0]
        return self._outcome(accepted, unchanged, corrected, deleted, was_held, closed, again)

    def _lay_revisions(self, again: dict[str, int]) -> Outcome:
        self._db.execute(_REVISIONS_LAID)
        accepted, unchanged, corrected = self._one(_REVISIONS_COUNTED)
        deleted = self._one(_REVISIONS_GONE)[0] if self._against.export == "complete" else 0
        was_held = self._one("SELECT count(*) FROM held")[0]
        return self._outcome(accepted, unchanged, corrected, deleted, was_held, deleted, again)

    def _outcome(
        self,
        accepted: int,
        unchanged: int,
        corrected: int,
        deleted: int,
        was_held: int,
        closed: int,
        again: dict[str, int],
    ) -> Outcome:
        return Outcome(
            accepted=accepted,
            unchanged=unchanged,
            corrected=corrected,
            deleted=deleted,
            was_held=was_held,
            changes_incidents=bool(accepted or closed),
            changes_quarantine=bool(self._one(_QUARANTINE_DIFFERS)[0]),
            again=again,
        )

    def _one(self, query: str) -> tuple[int, ...]:
        found = self._db.execute(query).fetchone()
        assert found is not None
        return tuple(int(number or 0) for number in found)

    def _quarantine(self) -> None:
        self._view("set_aside", self._against.quarantined, "")
        self._db.execute(
            'CREATE TABLE quarantined AS SELECT file, digest, row, reason, "column", text, id '
            "FROM set_aside UNION ALL SELECT $file, $digest, row, reason, NULL, told, row_id "
            "FROM again",
            {"file": self._against.file, "digest": self._against.digest},
        )
        self._db.execute(f"SET VARIABLE digest = {_quoted(self._against.digest)}")

    def why_older(self) -> str | None:
        """What shows that the file, which was laid, is older than what is held. Revisions bring
        their own dates, and are never older."""
        return None if self._against.form == "revisions" else why_older(self._db)

    # --- Writing -----------------------------------------------------------------------------

    def write_incidents(self, target: Path) -> None:
        """Everything that was held, and what came to it, into a new file."""
        told = {"source": self._against.source, "file": self._against.file}
        if self._against.form == "revisions":
            keep = "" if self._against.export == "partial" else _IF_STILL_THERE
            query = _REVISIONS_WRITTEN.format(keep=keep)
        else:
            query = _WRITTEN
        columns = ", ".join(f'"{name}"' for name in HELD.names)
        self._copy(f"SELECT {columns} FROM ({query}) ORDER BY starts, id, known_from, turn, row",
                   target, told)  # fmt: skip

    def write_quarantine(self, target: Path) -> None:
        self._copy(_QUARANTINE_WRITTEN, target, {})

    def _copy(self, query: str, target: Path, told: dict[str, str]) -> None:
        for name, value in told.items():
            self._db.execute(f"SET VARIABLE {name} = {_quoted(value)}")
        self._db.execute(
            f"COPY ({query}) TO {_quoted(target)} "
            "(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 61440)"
        )


def _if_any(path: Path | None) -> tuple[Path, ...]:
    return () if path is None else (path,)


def _quoted(value: object) -> str:
    return "'" + str(value).replace("'", "''") + "'"


def _empty(schema: pa.Schema) -> str:
    types = {"string": "VARCHAR", "int64": "BIGINT", "double": "DOUBLE", "bool": "BOOLEAN",
             "timestamp[us, tz=UTC]": "TIMESTAMPTZ"}  # fmt: skip
    parts = (
        f'NULL::{types.get(str(field.type), "VARCHAR[]")} AS "{field.name}"' for field in schema
    )
    return f"SELECT {', '.join(parts)} WHERE false"


# --- Which rows are kept ---------------------------------------------------------------------

# Rows without a name of their own are named by their contents; the second alike gets `#2`.
_KEPT_BY_CONTENTS = """
CREATE TABLE kept AS
  SELECT id AS staged_id, row, known, fingerprint,
         CASE WHEN n = 1 THEN id ELSE id || '#' || n END AS id,
         CASE WHEN n = 1 THEN row_id ELSE row_id || '#' || n END AS row_id
  FROM (SELECT *, row_number() OVER (PARTITION BY id ORDER BY row) AS n FROM staged);
CREATE TABLE again (row BIGINT, row_id VARCHAR, told VARCHAR, reason VARCHAR)
"""
# Of rows with the same name the first is kept, the others are quarantined.
_KEPT_BY_ID = """
CREATE TABLE named AS
  SELECT row, row_id, contents,
         first_value(row) OVER of_name AS first_row,
         first_value(contents) OVER of_name AS first_contents
  FROM (SELECT row, row_id, string_agg(fingerprint, ' ' ORDER BY id) AS contents
        FROM staged GROUP BY row, row_id)
  WINDOW of_name AS (PARTITION BY row_id ORDER BY row);
CREATE TABLE again AS
  SELECT n.row, n.row_id, any_value(s.told) AS told,
         CASE WHEN any_value(n.contents) = any_value(n.first_contents)
              THEN 'row-again' ELSE 'id-used-twice' END AS reason
  FROM named n JOIN staged s ON s.row = n.row WHERE n.row <> n.first_row
  GROUP BY n.row, n.row_id;
CREATE TABLE kept AS
  SELECT s.id AS staged_id, s.row, s.known, s.fingerprint, s.id, s.row_id
  FROM staged s ANTI JOIN again a ON a.row = s.row
"""
_KEPT_AS_VERSIONS = """
CREATE TABLE kept AS SELECT id AS staged_id, row, known, fingerprint, id, row_id FROM staged;
CREATE TABLE again (row BIGINT, row_id VARCHAR, told VARCHAR, reason VARCHAR)
"""
_KEPT: dict[Names, str] = {
    "id": _KEPT_BY_ID, "contents": _KEPT_BY_CONTENTS, "versions": _KEPT_AS_VERSIONS,
}  # fmt: skip
# Nothing was known of a day before it came; a day of any zone may begin one earlier than in UTC.
_AFTER_KNOWN = """
INSERT INTO again
  SELECT s.row, any_value(k.row_id), any_value(coalesce(s.told, 'from ' || s.starts::VARCHAR)),
         'after-known'
  FROM staged s JOIN kept k ON k.staged_id = s.id AND k.row = s.row
  WHERE s.starts >= greatest(getvariable('known'), k.known) + INTERVAL 1 DAY
  GROUP BY s.row;
DELETE FROM kept WHERE row IN (SELECT row FROM again WHERE reason = 'after-known')
"""
_AGAIN_COUNTED = "SELECT reason, count(*) FROM again GROUP BY reason ORDER BY reason"

# --- Rows as they stand now -------------------------------------------------------------------

_CURRENT = """
CREATE TABLE current AS
  SELECT id, row_id, fingerprint, known_from FROM held WHERE known_to IS NULL
"""
_LAID = """
CREATE TABLE laid AS
  SELECT k.*, c.known_from AS was_known,
         CASE WHEN c.id IS NULL THEN 'new' WHEN c.fingerprint = k.fingerprint THEN 'unchanged'
              ELSE 'changed' END AS status,
         CASE WHEN c.id IS NULL THEN coalesce(k.known, getvariable('known'))
              WHEN k.known > c.known_from THEN k.known
              ELSE greatest(getvariable('known'), c.known_from) END AS known_from
  FROM kept k LEFT JOIN current c ON c.id = k.id
"""
# Closed: versions that a new one follows, and counts that their row no longer holds.
_CLOSED = """
CREATE TABLE closed AS
  SELECT id, row_id, known_from AS known_to, 'changed' AS why FROM laid WHERE status = 'changed'
  UNION ALL
  SELECT c.id, c.row_id, greatest(getvariable('known'), c.known_from), 'emptied'
  FROM current c SEMI JOIN kept k ON k.row_id = c.row_id ANTI JOIN kept i ON i.id = c.id
"""
# Of a complete export: what it no longer has. A row that it has and that could not be read is not
# gone.
_GONE = """
INSERT INTO closed
  SELECT c.id, c.row_id, greatest(getvariable('known'), c.known_from), 'gone'
  FROM current c ANTI JOIN kept k ON k.row_id = c.row_id
  ANTI JOIN (SELECT id FROM quarantined WHERE id IS NOT NULL) q ON q.id = c.row_id
"""
_ROWS_COUNTED = """
WITH emptied AS (SELECT DISTINCT row_id FROM closed WHERE why = 'emptied'),
     rows AS (
       SELECT l.row, bool_or(l.status <> 'unchanged') OR bool_or(e.row_id IS NOT NULL) AS differs,
              bool_or(l.status = 'changed') OR bool_or(e.row_id IS NOT NULL)
                OR (bool_or(l.status = 'new') AND bool_or(l.status = 'unchanged')) AS corrects
       FROM laid l LEFT JOIN emptied e ON e.row_id = l.row_id GROUP BY l.row)
SELECT count(*) FILTER (differs), count(*) FILTER (NOT differs),
       count(*) FILTER (differs AND corrects) FROM rows
"""
_GONE_COUNTED = """
SELECT (SELECT count(DISTINCT row_id) FROM closed WHERE why = 'gone'),
       (SELECT count(DISTINCT row_id) FROM current)
"""
_WRITTEN = """
SELECT h.* REPLACE (CASE WHEN h.known_to IS NULL THEN c.known_to ELSE h.known_to END AS known_to)
FROM held h LEFT JOIN closed c ON c.id = h.id
UNION ALL BY NAME
SELECT s.* EXCLUDE (id, row_id, known, told, fingerprint), l.id, l.row_id, l.fingerprint,
       getvariable('source') AS source, getvariable('file') AS file, NULL::BIGINT AS turn,
       l.known_from, NULL::TIMESTAMPTZ AS known_to
FROM staged s JOIN laid l ON l.staged_id = s.id AND l.row = s.row
WHERE l.status <> 'unchanged'
"""

# --- Revisions --------------------------------------------------------------------------------

# A file of revisions brings its own history: each line is a version, known since it was recorded.
_REVISIONS_LAID = """
CREATE TABLE laid AS
  SELECT k.*, h.id IS NULL AS is_new, f.id IS NOT NULL AS was_there
  FROM kept k
  LEFT JOIN (SELECT DISTINCT id, known_from, fingerprint FROM held) h
    ON h.id = k.id AND h.known_from = k.known AND h.fingerprint = k.fingerprint
  LEFT JOIN (SELECT DISTINCT id FROM held) f ON f.id = k.id
"""
_REVISIONS_COUNTED = """
WITH rows AS (SELECT row, bool_or(is_new) AS differs, bool_or(is_new AND was_there) AS corrects
              FROM laid GROUP BY row)
SELECT count(*) FILTER (differs), count(*) FILTER (NOT differs), count(*) FILTER (corrects)
FROM rows
"""
_REVISIONS_GONE = """
SELECT count(*) FROM held h ANTI JOIN kept k
  ON k.id = h.id AND k.known = h.known_from AND k.fingerprint = h.fingerprint
"""
_IF_STILL_THERE = """
SEMI JOIN kept k ON k.id = h.id AND k.known = h.known_from AND k.fingerprint = h.fingerprint
"""
# Of all that had been recorded by an instant the last that came holds: a line with an earlier
# instant than one above it never did, once both were there.
_REVISIONS_WRITTEN = """
WITH every AS (
  SELECT h.* FROM held h {keep}
  UNION ALL BY NAME
  SELECT s.* EXCLUDE (known, told), getvariable('source') AS source,
         getvariable('file') AS file, s.known AS known_from, NULL::TIMESTAMPTZ AS known_to,
         s.row + (SELECT coalesce(max(turn), 0) FROM held) AS turn
  FROM staged s JOIN laid l ON l.staged_id = s.id AND l.row = s.row WHERE l.is_new),
ordered AS (
  SELECT *, coalesce(max(turn) OVER (PARTITION BY id ORDER BY known_from, turn
             ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) > turn, false) AS is_overruled
  FROM every)
SELECT * EXCLUDE (is_overruled) REPLACE (
  CASE WHEN is_overruled THEN known_from
       ELSE lead(known_from) OVER (PARTITION BY id, is_overruled ORDER BY known_from, turn)
  END AS known_to)
FROM ordered
"""

# --- The quarantine -----------------------------------------------------------------------------

_DIFFERENT = """
SELECT count(*) FROM (
  (SELECT row, reason, "column", text, id FROM {one} EXCEPT ALL
   SELECT row, reason, "column", text, id FROM {other}))
"""
_HELD_OF_THIS = "(SELECT * FROM held_quarantine WHERE digest = getvariable('digest'))"
_QUARANTINE_DIFFERS = (
    f"SELECT ({_DIFFERENT.format(one='quarantined', other=_HELD_OF_THIS)}) + "
    f"({_DIFFERENT.format(one=_HELD_OF_THIS, other='quarantined')})"
)
_QUARANTINE_WRITTEN = """
SELECT * FROM held_quarantine WHERE digest <> getvariable('digest')
UNION ALL BY NAME
SELECT *, getvariable('known') AS known_from FROM quarantined
ORDER BY known_from, digest, row
"""
