"""docs/log-format.md: its statements are those of a new log, its example is what is written."""

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from servanda.store.key import ROLES, SigningKey
from servanda.store.keyring import Holder
from servanda.store.log import begin_log
from tests.docs.shown import DOCS, blocks, text_of
from tests.store.logs import BEGUN, small_log
from tests.store.second import verified

PAGE = DOCS / "log-format.md"
SECRET = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"
PUBLIC = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
WIDTH = 86


def test_the_statements_are_those_of_a_new_log(tmp_path: Path) -> None:
    small_log(str(tmp_path / "a.log"))
    (shown,) = blocks(PAGE, "sql")
    with closing(sqlite3.connect(tmp_path / "a.log")) as connection:
        made = connection.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")
        assert {" ".join(sql.split()) for (sql,) in made} == set(statements(shown.text))


def statements(text: str) -> Iterator[str]:
    """They end in a semicolon at the end of a line; the one within a trigger does not."""
    for each in text.replace(";\n", "\0").split("\0"):
        if each:
            yield " ".join(each.split())


def test_the_example_is_what_is_written(tmp_path: Path, update: bool) -> None:
    path = tmp_path / "a.log"
    begin(path)
    (shown,) = [block for block in blocks(PAGE, "text") if block.text.startswith("secret")]
    written = "".join(lines(path))
    if update:
        PAGE.write_text(text_of(PAGE).replace(shown.text, written), encoding="utf-8")
    else:
        assert shown.text == written, "if it is meant: pytest --update, read the diff"
    said = verified(path, "--key", PUBLIC)
    assert said.holds, said.text


def begin(path: Path) -> None:
    key = SigningKey(Ed25519PrivateKey.from_private_bytes(bytes.fromhex(SECRET)))
    begin_log(str(path), "truce", Holder("amal", key.public, ROLES, "Mission", BEGUN), key, BEGUN)


def lines(path: Path) -> Iterator[str]:
    """The log in hex and canonical JSON; the hashes are worked out here, by RFC 6962."""
    with closing(sqlite3.connect(path)) as connection:
        bodies = [body for (body,) in connection.execute("SELECT body FROM entries ORDER BY 1")]
        ((envelope,),) = connection.execute("SELECT envelope FROM heads")
    yield from shown("secret", SECRET)
    yield from shown("public", PUBLIC)
    leaves = []
    for position, body in enumerate(bodies):
        leaves.append(hashlib.sha256(b"\0" + body).digest())
        yield from shown(f"body {position}", body.decode())
        yield from shown(f"leaf {position}", leaves[-1].hex())
    first = hashlib.sha256(b"\1" + leaves[0] + leaves[1]).digest()
    yield from shown("node 0, 1", first.hex())
    yield from shown("root", hashlib.sha256(b"\1" + first + leaves[2]).hexdigest())
    yield from shown("head", envelope.decode())
    yield from shown("its hash", hashlib.sha256(envelope).hexdigest())


def shown(label: str, value: str) -> Iterator[str]:
    for start in range(0, len(value), WIDTH):
        yield f"{'' if start else label:11}{value[start : start + WIDTH]}\n"
