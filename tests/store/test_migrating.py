"""A migration is done or it is not: what comes between leaves the tables as they were."""

import subprocess
import sys
from pathlib import Path

import pytest

from servanda.store.database import Database, reading
from servanda.store.fault import StoreError
from servanda.store.log import Hand, append, open_log
from servanda.store.migrating import migrate
from servanda.store.verifying import verify
from tests.store.logs import BEGUN, notes, small_log
from tests.store.processes import ROOT

NEXT = '''"""A change of the tables that a later program might make."""

import os
import signal

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table("later", sa.Column("a", sa.Integer, primary_key=True))
    op.execute("INSERT INTO later SELECT position FROM entries")
    op.add_column("heads", sa.Column("more", sa.Text))
    {between}
    op.create_index("by_more", "heads", ["more"])
'''


def scripts(folder: Path, between: str) -> Path:
    """A folder with one more migration, with something in its middle."""
    folder.mkdir(exist_ok=True)
    (folder / "0002_later.py").write_text(NEXT.format(between=between), encoding="utf-8")
    return folder


def form_of(place: str) -> tuple[str | None, bool, bool]:
    """The version of the tables, and whether they have what the next one adds."""
    with reading(Database(place)) as connection:
        if connection.dialect == "sqlite":
            tables = connection.rows("SELECT name FROM sqlite_master WHERE type = 'table'")
            columns = connection.rows("SELECT name FROM pragma_table_info('heads')")
        else:
            tables = connection.rows(
                "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"
            )
            columns = connection.rows(
                "SELECT column_name FROM information_schema.columns WHERE table_name = 'heads'"
            )
        return (
            connection.value("SELECT version_num FROM alembic_version"),
            ("later",) in tables,
            ("more",) in columns,
        )


OLD, NEW = ("0001", False, False), ("0002", True, True)


def test_a_migration_that_fails_half_way_has_changed_nothing(place: str, tmp_path: Path) -> None:
    log, key = small_log(place)
    folder = scripts(tmp_path / "more", "raise RuntimeError('half-way')")
    with pytest.raises(RuntimeError, match="half-way"):
        migrate(log.database, (folder,))
    assert form_of(place) == OLD
    append(log, notes(1, 1), Hand(key, key), BEGUN + 60)
    with reading(open_log(place).database) as connection:
        assert verify(connection).faults == ()


def test_a_migration_that_is_killed_half_way_has_changed_nothing(
    place: str, tmp_path: Path
) -> None:
    log, key = small_log(place)
    folder = scripts(tmp_path / "more", "os.kill(os.getpid(), signal.SIGKILL)")
    code = (
        "import sys; from pathlib import Path; from servanda.store.database import Database; "
        "from servanda.store.migrating import migrate; "
        "migrate(Database(sys.argv[1]), (Path(sys.argv[2]),))"
    )
    killed = subprocess.run(
        [sys.executable, "-c", code, place, str(folder)], cwd=ROOT, capture_output=True, check=False
    )
    assert killed.returncode == -9
    assert form_of(place) == OLD
    append(log, notes(1, 1), Hand(key, key), BEGUN + 60)
    with reading(open_log(place).database) as connection:
        assert verify(connection).faults == ()


def test_a_migration_that_is_done_is_done_and_is_told(place: str, tmp_path: Path) -> None:
    log, key = small_log(place)
    migrate(log.database, (scripts(tmp_path / "more", "pass"),))
    assert form_of(place) == NEW
    with pytest.raises(StoreError, match="written by a newer Servanda .tables 0002"):
        append(log, notes(1, 1), Hand(key, key), BEGUN + 60)


def test_tables_without_a_log_are_begun_in(place: str) -> None:
    """What is left where somebody stopped between the two."""
    migrate(Database(place))
    with pytest.raises(StoreError, match="no log has begun"):
        open_log(place)
    log, _ = small_log(place)
    assert open_log(place).name == log.name


def test_one_that_is_of_this_form_is_left_alone(place: str) -> None:
    log, _ = small_log(place)
    migrate(log.database)
    assert form_of(place) == OLD
