"""Names of entries that a file of figures or incidents brought, and of the statement that named it.

`figures` and `incidents` make many entries from one statement: `U.incidents-1` brings
`U.incidents-1-a`, its second version `U.incidents-1v2-a`, and so on.
"""

import re

_OF_FILE = re.compile(r"(?P<statement>[^.]+\.(?P<sort>figures|incidents)-[0-9]+)(v[0-9]+)?-.+")


def entry_of_row(statement: str, version: int, row: str) -> str:
    """No name of a row, whatever it ends in, makes two entries alike, and a later version renames
    none."""
    return f"{statement}-{row}" if version == 1 else f"{statement}v{version}-{row}"


def statement_of(entry: str) -> str | None:
    """The id of the statement whose file brought an entry; None of an entry that is written."""
    found = _OF_FILE.fullmatch(entry)
    return found["statement"] if found else None


def is_of_row(entry: str) -> bool:
    """Whether an entry is a row of a table of incidents."""
    found = _OF_FILE.fullmatch(entry)
    return found is not None and found["sort"] == "incidents"
