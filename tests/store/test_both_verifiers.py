"""Editions and what cites them, markings, what is sealed: both verifiers ask the same of a log."""

import base64
import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from servanda.cli.application import application
from servanda.store.canonical import Json
from servanda.store.database import reading
from servanda.store.edition import (
    approval_entry,
)
from servanda.store.entry import Entry
from servanda.store.envelope import envelope_bytes
from servanda.store.fault import StoreError
from servanda.store.head import signed_head
from servanda.store.key import Role, new_key
from servanda.store.keyring import Holder, key_entry
from servanda.store.log import Hand, heads
from servanda.store.policy import Policy, policy_entry
from servanda.store.sealing import opened_entry
from tests.store.finding import found_by_both, require_found, require_holds
from tests.store.forging import forge
from tests.store.logs import BEGUN, note, small_log
from tests.store.people import (
    DIGEST,
    INSIDER,
    KEEPER,
    OTHER,
    RESULT,
    People,
    decision,
    edition,
    elsewhere,
    sealed,
    statements,
)
from tests.store.second import verified_here
from tests.store.stored import changed_by_hand
from tests.store.test_second_verifier import at_rest
from tests.store.test_verifying import changed

# --- Editions, approvals and decisions -----------------------------------------------------------


def test_a_log_of_every_kind_holds(people: People) -> None:
    people.add(people.amal, policy_entry(Policy(False), 1), policy_entry(Policy(), 2))
    people.add(people.ines, *sealed())
    sealed_edition = people.seal(people.ines)
    people.add(people.cyra, approval_entry(sealed_edition, 1), decision(sealed_edition))
    people.add(people.amal, approval_entry(sealed_edition, 2))
    require_holds(people.path)


def test_who_has_another_role_is_found(people: People, tmp_path: Path) -> None:
    first = people.seal(people.ines)
    for number, (signer, entry, role) in enumerate(
        (
            (people.ines, approval_entry(first, 1), "approver"),
            (people.ines, decision(first), "approver"),
            (people.cyra, note(1), "author"),
            (people.cyra, edition("other"), "author"),
            (people.ines, policy_entry(Policy(), 1), "keeper"),
            (people.dana, note(1), "author"),
            (people.dana, approval_entry(first, 1), "approver"),
        )
    ):
        other = elsewhere(people, tmp_path / f"{number}.log")
        other.add(signer, entry)
        require_found(other.path, f"might not sign as {role}", f"is no {role} [7]")


def test_a_reader_is_no_witness(people: People) -> None:
    forge(people.log, [note(1)], Hand(people.ines, people.dana), BEGUN + 300)
    require_found(people.path, "dana might not sign as witness", "dana is no witness [7]")


def test_four_eyes(people: People) -> None:
    """In one submission as in two."""
    people.add(people.amal, edition(), approval_entry(edition(), 1), files=[RESULT])
    require_found(people.path, "four eyes are needed", "that the same key submitted [9]")


def test_a_decision_waits_for_an_approval(people: People) -> None:
    """By somebody who may; that of its author is none."""
    first = people.seal(people.amal)
    people.add(people.amal, approval_entry(first, 1))
    people.add(people.cyra, decision(first), approval_entry(first, 2))
    require_found(people.path, "nobody had approved", "that nobody had approved [9]")


def test_one_alone_approves_while_nobody_else_signs(tmp_path: Path) -> None:
    """A reader is nobody who might approve; whoever comes in with the approval is."""
    coming: tuple[tuple[str, Role], ...] = (("dana", "reader"), ("ines", "author"))
    for name, role in coming:
        log, key = small_log(str(tmp_path / f"{name}.log"), KEEPER)
        alone = People(log, key, key, key, key)
        holder = Holder(name, new_key().public, (role,), "", BEGUN)
        alone.seal(key)
        alone.add(key, approval_entry(edition(), 1))
        require_holds(alone.path)
        alone.add(key, key_entry(holder), approval_entry(edition(), 2))
        if role == "reader":
            require_holds(alone.path)
        else:
            require_found(alone.path, "four eyes are needed", "that the same key submitted [9]")


def test_a_citation_of_no_edition(people: People, tmp_path: Path) -> None:
    for number, entry in enumerate((approval_entry(edition(), 1), decision(edition()))):
        other = elsewhere(people, tmp_path / f"{number}.log")
        other.add(people.cyra, entry)
        require_found(other.path, "is not before it", "does not stand before it [9]")
        other.seal(people.ines)  # too late
        require_found(other.path, "is not before it", "does not stand before it [9]")


def test_a_citation_under_another_name(people: People) -> None:
    first = people.seal(people.ines)
    entry = decision(first)
    people.add(people.cyra, replace(entry, holds={**entry.holds, "names": ["edition:feb"]}))
    require_found(people.path, "under another name", "under another name [9]")


def test_the_result_of_an_edition_is_there_with_its_size(people: People, tmp_path: Path) -> None:
    people.seal(people.ines)
    for statement, ours in (
        ("DELETE FROM files", "is not there"),
        ("UPDATE files SET data = x'00'", "is not what it was"),
    ):
        other = elsewhere(people, tmp_path / "b.log")
        changed_by_hand(other.path, statement)
        require_found(other.path, ours, "[8]")
    file: dict[str, Json] = {"sha256": DIGEST, "size": len(RESULT) + 1}
    people.add(people.ines, Entry("file", "a.json", file))
    require_found(people.path, "gives another size", "gives another size")


def test_a_file_of_another_size_than_its_entry_says(people: People) -> None:
    file: dict[str, Json] = {"sha256": DIGEST, "size": 3}
    people.add(people.ines, Entry("file", "a.json", file), files=[RESULT])
    require_found(people.path, "has 19 bytes", "has 19 bytes, not 3 [8]")


def test_numbers_with_a_gap(people: People) -> None:
    people.add(people.ines, replace(note(1), number=2))
    require_found(people.path, "is number 2 of its kind", "is number 2 of its kind")


# --- What is sealed ------------------------------------------------------------------------------


def test_a_changed_byte_of_a_box_is_found_by_the_tree(people: People) -> None:
    people.add(people.ines, *sealed())
    whole = at_rest(people.path)
    with closing(sqlite3.connect(people.path)) as connection:
        (body,) = connection.execute("SELECT body FROM entries WHERE kind = 'claim'").fetchone()
    box = json.loads(body)["holds"]["sealed"]["box"]
    other = body.replace(box.encode(), tampered(box).encode())
    changed(whole, people.path, f"UPDATE entries SET body = x'{other.hex()}' WHERE kind = 'claim'")
    ours, theirs = found_by_both(people.path)
    assert "is not the root of these entries" in ours
    assert "has another root" in theirs


def test_a_box_that_its_author_filled_with_anything_holds(people: People) -> None:
    """Only whoever has the key can tell; the verifiers see that it is what was signed."""
    entries = sealed()
    box = entries[3].holds["sealed"]
    assert isinstance(box, dict)
    filled = replace(
        entries[3],
        holds={**entries[3].holds, "sealed": {**box, "box": tampered(str(box["box"]))}},
    )
    people.add(people.ines, *entries[:3], filled, entries[4])
    require_holds(people.path)
    keys = {key.id: key for key in (INSIDER, OTHER)}
    assert opened_entry(entries[3], keys) == statements()[3]
    with pytest.raises(StoreError, match="was changed"):
        opened_entry(filled, keys)


def tampered(box: str) -> str:
    raw = bytearray(base64.b64decode(box))
    raw[20] ^= 1
    return base64.b64encode(raw).decode()


# --- A head that was kept ------------------------------------------------------------------------


def test_who_signed_a_head_that_was_kept(people: People, tmp_path: Path) -> None:
    people.add(people.ines, note(1))
    with reading(people.log.database) as connection:
        *_, last = heads(connection)
    path, stranger = tmp_path / "head.json", new_key()
    for key, ours, theirs in (
        (people.amal, "", "holds"),
        (people.dana, "might not sign as witness", "is no witness"),
        (stranger, "did not have", "was not there"),
    ):
        envelope = signed_head(last, key)
        wrong = signed_head(replace(last, number=9), key)
        for each in (envelope, replace(envelope, signature=wrong.signature)):
            path.write_bytes(envelope_bytes(each))
            command = ["log", "verify", str(people.path), "--since", str(path)]
            told = CliRunner(env={"COLUMNS": "200"}).invoke(application, command)
            said = verified_here(people.path, "--since", path)
            assert (told.exit_code == 0) == said.holds == (key is people.amal and each is envelope)
            if each is envelope:
                assert ours in told.output
                assert theirs in said.text
