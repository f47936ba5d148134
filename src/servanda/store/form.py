"""Of which form the tables of a log say that they are: the newest migration they went through."""

import re

from servanda.store import schema
from servanda.store.connection import Connection
from servanda.store.fault import StoreError
from servanda.store.refusal import shown

_CHANGED = "it was changed by something else than Servanda; restore a backup and verify that"


def require_current(connection: Connection, where: str) -> None:
    """`StoreError` where the tables are not of the form that this program reads and writes. A row
    too many is left to verification."""
    versions = _versions(connection)
    if versions is None:
        raise StoreError(f"{shown(where)} holds no log; `servanda log new` begins one")
    if schema.VERSION not in versions:
        version = _only(versions, where)
        if version in schema.OLDER:
            raise StoreError(
                f"{shown(where)} has tables of an older Servanda ({version}); back it up, then "
                "`servanda log migrate`"
            )
        _refuse_newer(version, where)


def require_migratable(connection: Connection, where: str, more: bool) -> None:
    """`StoreError` where no migration could know what to begin with; `more`, where there are others
    than those of this program."""
    versions = _versions(connection)
    if versions is not None:
        version = _only(versions, where)
        if version not in (*schema.OLDER, schema.VERSION) and not more:
            _refuse_newer(version, where)


def form_faults(connection: Connection) -> list[str]:
    versions = _versions(connection)
    return [] if versions == [schema.VERSION] else [f"say another form than one {schema.VERSION}"]


def _versions(connection: Connection) -> list[object] | None:
    """What stands in the table of the migrations; None where there is no table of a log at all."""
    if _has(connection, "alembic_version"):
        return [row for (row,) in connection.rows("SELECT version_num FROM alembic_version")]
    return [] if _has(connection, "entries") else None


def _has(connection: Connection, table: str) -> bool:
    asked = (
        "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?"
        if connection.dialect == "sqlite"
        else "SELECT to_regclass(?)"
    )
    return connection.value(asked, table) is not None


def _only(versions: list[object], where: str) -> str:
    """The one version that is there, if it is one."""
    if len(versions) != 1:
        found = f"{len(versions)} rows" if versions else "nothing"
        raise StoreError(
            f"{shown(where)}: the table alembic_version has {found} in it, where one row says of "
            f"which form the tables are: {_CHANGED}"
        )
    version = versions[0]
    if not isinstance(version, str) or not re.fullmatch("[0-9]{4}", version):
        raise StoreError(
            f"{shown(where)}: the table alembic_version says {str(version)[:40]!r}, where the form "
            f"of the tables stands, such as {schema.VERSION}: {_CHANGED}"
        )
    return version


def _refuse_newer(version: str, where: str) -> None:
    if version > schema.VERSION:
        raise StoreError(
            f"{shown(where)} was written by a newer Servanda (tables {version}, this one knows "
            f"{schema.VERSION}); upgrade this program, or, if nobody has a newer one, "
            f"{_CHANGED}"
        )
    raise StoreError(
        f"{shown(where)} says that its tables are of form {version}, which there never was: "
        f"{_CHANGED}"
    )
