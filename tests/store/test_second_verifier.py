"""The second verifier knows only docs/log-format.md; it finds in our logs what ours finds."""

import ast
import hashlib
import json
import random
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from servanda.cli.application import application
from servanda.store.entry import Entry
from servanda.store.key import SigningKey, new_key
from servanda.store.keyring import Holder, key_entry, revocation_entry
from servanda.store.log import Hand, append
from tests.docs.shown import ROOT
from tests.store.logs import BEGUN, claim, claims, grown_log, small_log
from tests.store.second import PROGRAM, program, verified, verified_here
from tests.store.stored import COLUMNS, rows_in, rows_in_bytes, rows_of
from tests.store.test_verifying import CHANGES, changed, faults_of


def test_it_needs_nothing_but_python() -> None:
    tree = ast.parse(PROGRAM.read_text(encoding="utf-8"))
    imported: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            imported |= {each.name.partition(".")[0] for each in node.names}
        elif isinstance(node, ast.ImportFrom):
            imported.add(str(node.module).partition(".")[0])
    assert imported <= sys.stdlib_module_names


def test_its_signatures_are_those_of_a_library() -> None:
    order = 2**252 + 27742317777372353535851937790883648493
    key, is_signed = new_key(), program().is_signed
    for length in range(0, 200, 40):
        message = bytes(length)
        good = key.sign(message)
        scalar = int.from_bytes(good[32:], "little")
        assert is_signed(key.public.raw, good, message)
        assert not is_signed(key.public.raw, good, message + b"x")
        assert not is_signed(new_key().public.raw, good, message)
        same = good[:32] + (scalar + order).to_bytes(32, "little")  # not its one form
        for bad in (same, good[:63], good + b"x", good[32:] + good[:32], b"", bytes(64)):
            assert not is_signed(key.public.raw, bad, message)
            assert not key.public.has_signed(bad, message)


# --- Logs that hold ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "sizes",
    [(), (1,), (2, 300, 1, 1), (252,), (253,), (254,), (255,), (1,) * 40]
    + [pytest.param((66_000, 3), marks=pytest.mark.slow)],
    ids=str,
)
def test_a_log_that_servanda_wrote_holds(tmp_path: Path, sizes: tuple[int, ...]) -> None:
    _, _, key = grown_log(str(tmp_path / "a.log"), sizes)
    said = verified(tmp_path / "a.log", "--key", key.public.raw.hex())
    assert said.code == 0, said.text
    other = verified(tmp_path / "a.log", "--key", new_key().public.raw.hex())
    assert other.code == 1
    assert "not the one you trust" in other.text


def full_log(path: Path) -> SigningKey:
    """A log of some heads and a tile, with two keys of which one was revoked, and a file."""
    log, key = small_log(str(path))
    author = new_key()
    holder = Holder("ines", author.public, ("author",), "Another mission", BEGUN, BEGUN + 9000)
    append(log, [key_entry(holder)], Hand(key, key), BEGUN + 60)
    append(log, claims(1, 200), Hand(author, key), BEGUN + 120)
    stop = revocation_entry("ines", BEGUN + 180, "lost", 1)
    append(log, [stop, *claims(201, 60)], Hand(key, key), BEGUN + 180)
    data = b"place,killed\nnorth,3\n"
    digest = hashlib.sha256(data).hexdigest()
    table = Entry("file", "incidents/north.csv", {"sha256": digest, "size": len(data)})
    append(
        log, [table, claim(900, "é \u2028 \U0001f54a \x01")], Hand(key, key), BEGUN + 240, [data]
    )
    return key


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """That log as the bytes of its file."""
    path = tmp_path_factory.mktemp("whole") / "a.log"
    full_log(path)
    return at_rest(path)


def at_rest(path: Path) -> bytes:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("PRAGMA journal_mode=DELETE")
    return path.read_bytes()


def test_a_log_with_keys_and_files_holds(whole: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.log").write_bytes(whole)
    assert verified(tmp_path / "a.log").holds
    assert faults_of(tmp_path / "a.log") == ()


def servanda(*arguments: object) -> str:
    found = CliRunner().invoke(application, [str(each) for each in arguments])
    assert found.exit_code == 0, found.output
    return found.output


@pytest.fixture(scope="module")
def gaza(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The log of the Gaza example, beside the keeper's key, a dump, two heads and two proofs."""
    folder = tmp_path_factory.mktemp("gaza")
    log, keys = folder / "gaza.log", ("--keys", folder)
    servanda("log", "new", log, "--title", "gaza-2025", "--keeper", "amal", *keys)
    (folder / "first.json").write_text(servanda("log", "head", log, "--json"))
    servanda("record", "import", ROOT / "examples" / "gaza-2025", "--store", log, *keys)
    (folder / "last.json").write_text(servanda("log", "head", log, "--json"))
    (folder / "dump.jsonl").write_text(servanda("log", "dump", log), encoding="utf-8")
    (folder / "entry.json").write_text(servanda("log", "prove", log, "F016.1"))
    since = servanda("log", "prove", log, "--since", folder / "first.json")
    (folder / "growth.json").write_text(since)
    return folder


def test_an_example_holds_as_a_file_and_as_a_dump(gaza: Path) -> None:
    for name in ("gaza.log", "dump.jsonl"):
        for head in ("first.json", "last.json"):
            said = verified(gaza / name, "--key", gaza / "amal.pub", "--since", gaza / head)
            assert said.code == 0, said.text
            assert said.text.splitlines()[-1] == "holds"


@pytest.mark.server
def test_a_log_in_postgresql_holds_by_its_dump(database: str, tmp_path: Path) -> None:
    grown_log(database, (2, 300, 1))
    (tmp_path / "dump.jsonl").write_text(servanda("log", "dump", database), encoding="utf-8")
    assert verified(tmp_path / "dump.jsonl").holds


def test_a_line_of_a_dump_that_is_gone_or_changed_is_found(gaza: Path, tmp_path: Path) -> None:
    lines = (gaza / "dump.jsonl").read_bytes().splitlines(keepends=True)
    path = tmp_path / "dump.jsonl"
    for place in range(0, len(lines), 97):
        path.write_bytes(b"".join((*lines[:place], *lines[place + 1 :])))
        assert verified_here(path).code, place
        line = lines[place].replace(b"1", b"2", 1)
        path.write_bytes(b"".join((*lines[:place], line, *lines[place + 1 :])))
        assert line == lines[place] or verified_here(path).code, place


def test_a_log_being_written_is_read_with_what_was_written_last(tmp_path: Path) -> None:
    """What still lies in the file beside it (`-wal`) belongs to it."""
    path = tmp_path / "a.log"
    log, _, key = grown_log(str(path), (2,))
    with closing(sqlite3.connect(path)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM entries").fetchall()
        append(log, claims(100, 1), Hand(key, key), BEGUN + 600)
        assert path.with_name("a.log-wal").stat().st_size
        assert "8 entries" in verified(path).text


# --- Logs that were changed ----------------------------------------------------------------------


@pytest.mark.parametrize("table", COLUMNS)
@pytest.mark.parametrize(("what", "change"), CHANGES, ids=[name for name, _ in CHANGES])
def test_every_column_is_checked(
    whole: bytes, tmp_path: Path, table: str, what: str, change: Callable[[str], str]
) -> None:
    for column in COLUMNS[table]:
        for row in rows_of(whole, table)[::71]:
            statement = f"UPDATE {table} SET {column} = {change(column)} WHERE rowid = {row}"
            try:
                ours = changed(whole, tmp_path / "b.log", statement)
            except sqlite3.IntegrityError:
                continue  # a whole number cannot be made anything else
            theirs = verified_here(tmp_path / "b.log")
            is_same = rows_in(tmp_path / "b.log") == rows_in_bytes(whole)
            assert theirs.holds == is_same, (column, row, theirs.text)
            assert is_same == (not ours), (column, row, ours)


@pytest.mark.parametrize("table", COLUMNS)
def test_a_row_that_is_gone_is_missed(whole: bytes, tmp_path: Path, table: str) -> None:
    for row in rows_of(whole, table)[::17]:
        ours = changed(whole, tmp_path / "c.log", f"DELETE FROM {table} WHERE rowid = {row}")
        assert ours
        assert verified_here(tmp_path / "c.log").code, row


SWAPS = {
    "entries": "position",
    "heads": "number",
}


@pytest.mark.parametrize("table", SWAPS)
def test_rows_that_changed_places_are_found(whole: bytes, tmp_path: Path, table: str) -> None:
    key = SWAPS[table]
    for one in range(0, len(rows_of(whole, table)) - 1, 3 if table == "heads" else 50):
        ours = changed(
            whole,
            tmp_path / "d.log",
            f"UPDATE {table} SET {key} = -1 WHERE {key} = {one}",
            f"UPDATE {table} SET {key} = {one} WHERE {key} = {one + 1}",
            f"UPDATE {table} SET {key} = {one + 1} WHERE {key} = -1",
        )
        assert ours
        assert verified_here(tmp_path / "d.log").code, one


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO entries SELECT position + 1, kind, name || 'x', number, body FROM entries "
        "ORDER BY position DESC LIMIT 1",
        "INSERT INTO heads SELECT number + 1, size + 1, envelope FROM heads "
        "ORDER BY number DESC LIMIT 1",
        "INSERT INTO tiles VALUES (0, 9, x'00', x'00')",
        "INSERT INTO files VALUES ('x', x'00')",
        "CREATE TABLE others (x)",
        "CREATE VIEW others AS SELECT load_extension('x')",
        "CREATE TRIGGER others AFTER INSERT ON heads BEGIN SELECT 1; END",
        "DROP INDEX head_by_size",
        "ALTER TABLE entries ADD COLUMN x",
        "ALTER TABLE files RENAME TO others",
    ],
)
def test_what_is_too_many_or_made_over_is_found(
    whole: bytes, tmp_path: Path, statement: str
) -> None:
    assert changed(whole, tmp_path / "e.log", statement)
    assert verified(tmp_path / "e.log").code == 1


def test_an_end_that_was_cut_off_shows_against_a_head_that_was_kept(
    gaza: Path, tmp_path: Path
) -> None:
    path = tmp_path / "f.log"
    changed(
        at_rest(gaza / "gaza.log"),
        path,
        "DELETE FROM entries WHERE position > 2",
        "DELETE FROM heads WHERE number > 0",
        "DELETE FROM tiles",
        "DELETE FROM files",
    )
    assert verified(path).holds
    assert verified(path, "--since", gaza / "first.json").holds
    found = verified(path, "--since", gaza / "last.json")
    assert found.code == 1
    assert "the log ends before" in found.text


# --- Files that are damaged ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("seed", "count"), [(6, 100), pytest.param(7, 1500, marks=pytest.mark.slow)]
)
def test_no_changed_bit_changes_what_is_read(
    whole: bytes, tmp_path: Path, seed: int, count: int
) -> None:
    """Single bits changed at random in the file: both verifiers find the same of them, and what
    they do not find changes no value of any row. Of the 1,500 of the slow run,
    both found 863 and neither the other 637: 614 in the gap that each page leaves free, 16 in pages
    of an index, 7 in overflow or free pages."""
    flips, before = random.Random(seed), rows_in_bytes(whole)
    found = 0
    for _ in range(count):
        place, bit = flips.randrange(len(whole)), flips.randrange(8)
        for each in tmp_path.glob("g.log*"):
            each.unlink()
        path = tmp_path / "g.log"
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1 << bit]) + whole[place + 1 :])
        theirs, ours = not verified_here(path).holds, bool(faults_of(path))
        if ours and theirs:
            found += 1
        else:
            assert rows_in(path) == before, (place, bit)
    assert count * 0.4 < found < count * 0.8, found


@pytest.mark.parametrize("left", [0, 1, 15, 16, 100, 5000, -5000])
def test_a_file_that_ends_too_early_is_one_line(whole: bytes, tmp_path: Path, left: int) -> None:
    path = tmp_path / "h.log"
    path.write_bytes(whole[:left])
    said = verified(path)
    assert said.code in (1, 2)
    assert 1 <= len(said.text.splitlines()) <= 110


@pytest.mark.parametrize(
    "text",
    ["", "{", "[" * 100_000, '{"table":', '{"table":"entries"}', "\x00" * 50, '{"proves":"x"}',
     '{"a":' * 100_000, '{"table":"heads","number":1e9,"size":1,"envelope":""}'],
    ids=range(9),
)  # fmt: skip
def test_what_is_no_log_is_one_line(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.json").write_text(text)
    said = verified(tmp_path / "a.json", "--key", "00" * 32)
    assert said.code in (1, 2)
    assert len(said.text.splitlines()) == 1


def test_what_is_not_there_is_one_line(tmp_path: Path) -> None:
    for arguments in ((tmp_path / "none.log",), (tmp_path,), (PROGRAM, "--key", tmp_path / "no")):
        said = verified(*arguments)
        assert said.code == 2
        assert len(said.text.splitlines()) == 1


# --- Proofs --------------------------------------------------------------------------------------


def test_a_proof_holds_for_the_witness_and_for_nobody_else(gaza: Path) -> None:
    for name in ("entry.json", "growth.json"):
        assert verified(gaza / name, "--key", gaza / "amal.pub").holds
        assert verified(gaza / name, "--key", new_key().public.raw.hex()).code == 1
        assert verified(gaza / name).code == 2


@pytest.mark.parametrize("name", ["entry.json", "growth.json"])
def test_a_changed_proof_is_refused_by_both(gaza: Path, tmp_path: Path, name: str) -> None:
    path, key = tmp_path / "proof.json", str(gaza / "amal.pub")
    for place, proof in enumerate(changed_proofs(json.loads((gaza / name).read_text()))):
        path.write_text(json.dumps(proof))
        ours = CliRunner().invoke(application, ["log", "verify", str(path), "--key", key])
        assert ours.exit_code in (1, 2), (place, proof)
        assert ours.exception is None or isinstance(ours.exception, SystemExit)
        assert verified_here(path, "--key", key).code == 1, (place, proof)


def changed_proofs(proof: dict[str, object]) -> Iterator[dict[str, object]]:
    """Every text with one character changed, at some places; every number and list made longer."""
    for place, other in _changed(proof):
        assert other != proof, place
        assert isinstance(other, dict)
        yield other


def _changed(value: object) -> Iterator[tuple[str, object]]:
    match value:
        case dict():
            for key, part in value.items():
                yield from ((f"{key}.{at}", {**value, key: each}) for at, each in _changed(part))
                yield key, {name: each for name, each in value.items() if name != key}
        case list():
            yield "shorter", value[1:]
            yield "longer", [*value, *value[:1]]
            if value != value[::-1]:
                yield "turned", value[::-1]
            for at, part in enumerate(value):
                yield from (
                    (f"{at}.{name}", [*value[:at], each, *value[at + 1 :]])
                    for name, each in _changed(part)
                )
        case str():
            for at in range(0, len(value), max(1, len(value) // 5)):
                letter = "b" if value[at] != "b" else "c"
                yield str(at), value[:at] + letter + value[at + 1 :]
        case int():
            yield "more", value + 1
