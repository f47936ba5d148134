"""The tables of a log, alike in SQLite and PostgreSQL; rows are added and never changed.

`entries.body` is what is hashed; the columns beside it repeat what it says, so that it can be
looked up, and are checked against it. A *tile* holds the hashes of 256 nodes of one level that are
next to one another, and their root: enough to prove anything without hashing the log again.
"""

from sqlalchemy import (
    BigInteger,
    Column,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData()
_WHOLE = BigInteger().with_variant(Integer, "sqlite")  # SQLite's row id

entries = Table(
    "entries",
    metadata,
    Column("position", _WHOLE, primary_key=True, autoincrement=False),
    Column("kind", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("number", _WHOLE, nullable=False),
    Column("body", LargeBinary, nullable=False),
    UniqueConstraint("kind", "name", "number", name="one_entry"),
)

tiles = Table(
    "tiles",
    metadata,
    Column("level", SmallInteger, primary_key=True, autoincrement=False),
    Column("place", _WHOLE, primary_key=True, autoincrement=False),
    Column("root", LargeBinary, nullable=False),
    Column("hashes", LargeBinary, nullable=False),
)

heads = Table(
    "heads",
    metadata,
    Column("number", _WHOLE, primary_key=True, autoincrement=False),
    Column("size", _WHOLE, nullable=False),
    Column("envelope", LargeBinary, nullable=False),
    Index("head_by_size", "size", unique=True),
)

files = Table(
    "files",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("data", LargeBinary, nullable=False),
)

APPEND_ONLY = (entries, tiles, heads)
VERSION = "0001"  # the newest migration
