"""docs/log-format.md: its statements are those of a new log, its example is what is written."""

import base64
import hashlib
import hmac
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from servanda.store.canonical import canonical
from servanda.store.entry import Entry, written
from servanda.store.key import ROLES, SigningKey
from servanda.store.keyring import Holder
from servanda.store.log import begin_log
from servanda.store.sealing import SealingKey, opened_entry, sealed_entries
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


def test_the_box_of_the_example_opens_as_the_page_says(update: bool) -> None:
    (block,) = [block for block in blocks(PAGE, "text") if block.text.startswith("key ")]
    if update:
        page = text_of(PAGE).replace(block.text, "".join(lines_of_box()))
        PAGE.write_text(page, encoding="utf-8")
        return
    said = unfolded(block.text)
    body = json.loads(said["body"])
    purpose = b"servanda protected source"
    raw = {
        hashlib.sha256(purpose + key).hexdigest()[:16]: key
        for key in (bytes.fromhex(said["key 1"]), bytes.fromhex(said["key 2"]))
    }
    sealed = body["holds"]["sealed"]
    assert sealed["keys"] == sorted(raw)
    material = b"".join(raw[each] for each in sealed["keys"])
    derived = hkdf(material, purpose)
    assert derived.hex() == said["derived"]
    bound = json.dumps([body["kind"], body["name"], body["number"]], separators=(",", ":"))
    assert bound == said["data"]
    box = base64.b64decode(sealed["box"])
    assert AESGCM(derived).decrypt(box[:12], box[12:], bound.encode()).decode() == said["opened"]
    keys = {each: SealingKey(key) for each, key in raw.items()}
    opened = opened_entry(Entry(**body), keys)
    assert opened is not None
    assert json.loads(said["opened"]) == {"holds": opened.holds, "name": opened.name}


def hkdf(material: bytes, info: bytes) -> bytes:
    """RFC 5869 for 32 bytes with SHA-256, without a salt."""
    key = hmac.digest(bytes(32), material, "sha256")
    return hmac.digest(key, info + b"\x01", "sha256")


def lines_of_box() -> Iterator[str]:
    """A claim of two protected sources; its nonce is another one every time."""
    keys = {"insider": SealingKey(bytes(range(32))), "guard": SealingKey(bytes(range(32, 64)))}
    names = ["source:insider", "source:guard", "entry:R1"]
    text = "claim insider and guard says\n  north releases 4 prisoners to south\n"
    plain = Entry("claim", "R1.C2", {"count": 2, "names": names, "report": "R1", "text": text})
    (entry,) = sealed_entries([plain], {}, keys)
    for number, key in enumerate(keys.values(), start=1):
        yield from shown(f"key {number}", key.raw.hex())
    yield from shown("body", written(entry).decode())
    by_id = sorted(keys.values(), key=lambda key: key.id)
    derived = hkdf(b"".join(key.raw for key in by_id), b"servanda protected source")
    yield from shown("derived", derived.hex())
    yield from shown("data", canonical(["claim", "R1.C2", 1]).decode())
    yield from shown("opened", canonical({"holds": plain.holds, "name": plain.name}).decode())


def unfolded(text: str) -> dict[str, str]:
    """What stands under each label."""
    found: dict[str, str] = {}
    label = ""
    for line in text.splitlines():
        label = line[:11].strip() or label
        found[label] = found.get(label, "") + line[11:]
    return found


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
