"""What docs/log-operation.md has its reader do with PostgreSQL is done, on a server of our own."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.docs.session import Writing, steps
from tests.docs.shown import DOCS, text_of

if TYPE_CHECKING:
    from tests.store.own_server import OwnServer

PAGE = DOCS / "log-operation.md"
SHELL = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.mark.server
def test_every_command_for_postgresql_works(own_server: "OwnServer", tmp_path: Path) -> None:
    for step in steps(PAGE):
        if isinstance(step, Writing):
            step.do(tmp_path)
    paths = (str(Path(sys.executable).parent), str(own_server.programs), os.environ["PATH"])
    settings = {
        "PATH": os.pathsep.join(paths),
        "PGHOST": own_server.address.partition("host=")[2],
        "PGUSER": "postgres",
    }
    commands = [line for block in SHELL.findall(text_of(PAGE)) for line in block.splitlines()]
    assert len(commands) > 10
    for command in commands:
        run(command, tmp_path, settings)
    add = "servanda record add later.md --store postgresql:///river --keys keys"
    told = run(add, tmp_path, {**settings, "PGUSER": "reader"}, 2)
    assert "cannot be written to" in told
    assert "the owner of the tables grants" in " ".join(told.split())
    for command in (add, "servanda log verify postgresql:///river"):
        told = " ".join(run(command, tmp_path, {**settings, "PGUSER": "unknown"}, 2).split())
        assert "the server does not let this user in" in told
    run(add, tmp_path, {**settings, "PGUSER": "writer"})
    run("servanda log verify postgresql:///river", tmp_path, {**settings, "PGUSER": "reader"})
    run("psql -q river -c 'REVOKE SELECT ON entries FROM reader'", tmp_path, settings)
    told = run(
        "servanda log verify postgresql:///river", tmp_path, {**settings, "PGUSER": "reader"}, 2
    )
    assert "may not read it" in " ".join(told.split())
    for statement in ("UPDATE entries SET number = number", "UPDATE files SET sha256 = sha256"):
        change = f"psql -v ON_ERROR_STOP=1 river -c '{statement}'"
        told = run(change, tmp_path, {**settings, "PGUSER": "writer"}, 1)
        assert "permission denied" in told
        assert "a log is append-only" in run(change, tmp_path, settings, 1)


def run(command: str, folder: Path, settings: dict[str, str], code: int = 0) -> str:
    done = subprocess.run(
        command, shell=True, cwd=folder, env={**os.environ, **settings}, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
    )  # fmt: skip
    assert done.returncode == code, (command, done.stdout)
    return done.stdout
