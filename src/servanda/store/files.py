"""Files that a log holds by the hash of their content: figures, incidents, attachments."""

import hashlib

from servanda.store.connection import Connection
from servanda.store.fault import NotKeptError, StoreError
from servanda.store.rows import bytes_in

_THEN = ": see `servanda log verify`, and restore a backup"


def hold(connection: Connection, data: bytes) -> str:
    """Keeps the content of a file, once; its hash."""
    digest = hashlib.sha256(data).hexdigest()
    if connection.value("SELECT 1 FROM files WHERE sha256 = ?", digest) is None:
        connection.run("INSERT INTO files (sha256, data) VALUES (?, ?)", digest, data)
        there = connection.value("SELECT length(data) FROM files WHERE sha256 = ?", digest)
        if there != len(data):
            raise NotKeptError("the content of a file")
    return digest


def file_data(connection: Connection, digest: str) -> bytes:
    """The content of a file; `StoreError` where it is not there or not what it was."""
    data = connection.value("SELECT data FROM files WHERE sha256 = ?", digest)
    if data is None:
        raise StoreError(f"the log does not hold the file {digest[:12]}… that it names{_THEN}")
    found = bytes_in(data)
    if found is None or hashlib.sha256(found).hexdigest() != digest:
        raise StoreError(f"the file {digest[:12]}… in the log is not what it was{_THEN}")
    return found
