"""The tables of a log, alike in SQLite and PostgreSQL; rows are added and never changed.

They are made by the migrations and described in docs/log-format.md. `entries.body` is what is
hashed; the columns beside it repeat what it says, so that it can be looked up, and are checked
against it. A *tile* holds the hashes of 256 nodes of one level that are next to one another, and
their root: enough to prove anything without hashing the log again.
"""

TABLES = {
    "entries": ("position", "kind", "name", "number", "body"),
    "tiles": ("level", "place", "root", "hashes"),
    "heads": ("number", "size", "envelope"),
    "files": ("sha256", "data"),
}
VERSION = "0001"  # the newest migration
OLDER: tuple[str, ...] = ()  # those before it
SQLITE = b"SQLite format 3\0"  # how the file of a log begins
