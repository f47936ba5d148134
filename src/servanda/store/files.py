"""Files that a log holds by the hash of their content: figures, incidents, attachments."""

import hashlib

from sqlalchemy import Connection, insert, select

from servanda.store import schema
from servanda.store.fault import StoreError


def hold(connection: Connection, data: bytes) -> str:
    """Keeps the content of a file, once; its hash."""
    digest = hashlib.sha256(data).hexdigest()
    table = schema.files
    found = connection.execute(select(table.c.sha256).where(table.c.sha256 == digest)).scalar()
    if found is None:
        connection.execute(insert(table), {"sha256": digest, "data": data})
    return digest


def file_data(connection: Connection, digest: str) -> bytes:
    """The content of a file; `StoreError` where it is not there or not what it was."""
    table = schema.files
    data = connection.execute(select(table.c.data).where(table.c.sha256 == digest)).scalar()
    if data is None:
        raise StoreError(f"the log does not hold the file {digest[:12]}… that it names")
    if hashlib.sha256(bytes(data)).hexdigest() != digest:
        raise StoreError(f"the file {digest[:12]}… in the log is not what it was")
    return bytes(data)
