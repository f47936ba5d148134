"""Whether an export of which nobody said the date is older than what is held.

Taken for the newest, an older export would take back what a newer one had corrected. Four signs
tell it, and each asks that something held would change: a row goes back to what it had said before
it was corrected or gone; a row was last changed, by its own column, before what is held of it; or
the latest day in the file, wherever it stands, is before the latest held; or it has fewer rows than
are held, and none of a later day.
"""

import duckdb

_LOOKS_OLDER = "so this looks older than the export that is held"

# Rows that say again what a held version had said that holds no longer.
_BACK = """
SELECT count(DISTINCT l.row_id) FROM laid l
SEMI JOIN held h ON h.id = l.id AND h.fingerprint = l.fingerprint AND h.known_to IS NOT NULL
WHERE l.status <> 'unchanged'
"""
_OWN_WORD = """
SELECT count(DISTINCT row_id) FROM laid WHERE status = 'changed' AND known < was_known
"""
_CHANGED = "SELECT count(DISTINCT row_id) FROM closed"
_REVISED = "SELECT count(DISTINCT row_id) FROM laid WHERE status = 'changed'"
_ROWS = "SELECT count(DISTINCT row) FROM laid"
_ROWS_HELD = "SELECT count(DISTINCT row_id) FROM current"
_LATEST = "SELECT strftime(max(starts), '%Y-%m-%d') FROM {rows}"
_THAT_HOLD = "held WHERE known_to IS NULL"
_OF_FILE = "staged s SEMI JOIN laid l ON l.staged_id = s.id AND l.row = s.row"


def why_older(laid: duckdb.DuckDBPyConnection) -> str | None:
    """The first sign that what was laid against what is held is older, in words; None if there is
    none. `laid` has the tables of a merge that was laid."""
    if back := _number(laid, _BACK):
        return f"{_rows(back)} would say again what was corrected or gone since, {_LOOKS_OLDER}"
    if told := _number(laid, _OWN_WORD):
        return f"{_rows(told)} would go back to what the source said before, {_LOOKS_OLDER}"
    changed = _number(laid, _CHANGED)
    last, last_held = _day(laid, _OF_FILE), _day(laid, _THAT_HOLD)
    if changed and last is not None and last_held is not None and last < last_held:
        ends = f"its latest row is of {last}, the latest held of {last_held}"
        return f"{_rows(changed)} would be changed or gone, and {ends}, {_LOOKS_OLDER}"
    rows, held = _number(laid, _ROWS), _number(laid, _ROWS_HELD)
    is_later = last is not None and last_held is not None and last > last_held
    if (revised := _number(laid, _REVISED)) and not is_later and rows < held:
        fewer = f"it has {_rows(rows)}, none of a later day, where {held:,} are held"
        return f"{_rows(revised)} would be changed, and {fewer}, {_LOOKS_OLDER}"
    return None


def _rows(number: int) -> str:
    return "1 row" if number == 1 else f"{number:,} rows"


def _number(laid: duckdb.DuckDBPyConnection, query: str) -> int:
    found = laid.execute(query).fetchone()
    assert found is not None, "a count has a row"
    return int(found[0])


def _day(laid: duckdb.DuckDBPyConnection, rows: str) -> str | None:
    found = laid.execute(_LATEST.format(rows=rows)).fetchone()
    return None if found is None or found[0] is None else str(found[0])
