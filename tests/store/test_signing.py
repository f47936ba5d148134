"""Who may not sign: both verifiers find what a program wrote that asks nobody whether he may, and
nothing is answered from it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from servanda.store import log as writing_log
from servanda.store.connection import Connection
from servanda.store.database import reading
from servanda.store.entry import Entry
from servanda.store.fault import StoreError
from servanda.store.head import Head
from servanda.store.intact import require_intact
from servanda.store.key import ROLES, SigningKey, new_key
from servanda.store.keyring import Holder, key_entry, revocation_entry
from servanda.store.log import Hand, Log, append, open_log
from servanda.store.policy import Policy, policy_entry
from tests.store.logs import BEGUN, grown_log, keeper, note, notes
from tests.store.second import verified
from tests.store.test_verifying import faults_of


def eve(key: SigningKey) -> Entry:
    return key_entry(Holder("eve", key.public, ROLES, "Mission", BEGUN))


def lets_himself_in(path: Path) -> None:
    log, _, _ = grown_log(str(path), (2,))
    other = new_key()
    append(log, [eve(other), note(9)], Hand(other, other), BEGUN + 600)


def is_not_there(path: Path) -> None:
    log, _, _ = grown_log(str(path), (2,))
    other = new_key()
    append(log, [note(9)], Hand(other, other), BEGUN + 600)


def begins_in_the_name_of_another(path: Path) -> None:
    def add(connection: Connection, log: Log, entries: tuple[Entry, ...], *rest: object) -> Head:
        return real(connection, log, (*entries, eve(other)), Hand(other, other), BEGUN)

    key, other, real = new_key(), new_key(), writing_log._add
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(writing_log, "_add", add)
        writing_log.begin_log(str(path), "small-truce", keeper(key), other, BEGUN)


def was_revoked(path: Path) -> None:
    log, _, key = grown_log(str(path), (2,))
    stop = revocation_entry("amal", BEGUN + 300, "lost", 1)
    append(log, [stop], Hand(key, key), BEGUN + 300)
    append(log, [note(9)], Hand(key, key), BEGUN + 600)


def is_an_author_who_lets_in_a_keeper(path: Path) -> None:
    log, _, key = grown_log(str(path), (2,))
    author = new_key()
    holder = Holder("ines", author.public, ("witness", "author"), "Mission", BEGUN)
    append(log, [key_entry(holder)], Hand(key, key), BEGUN + 300)
    append(log, [eve(new_key())], Hand(author, author), BEGUN + 600)


def is_no_witness(path: Path) -> None:
    log, _, key = grown_log(str(path), (2,))
    author = new_key()
    holder = Holder("ines", author.public, ("author",), "Mission", BEGUN)
    append(log, [key_entry(holder)], Hand(key, key), BEGUN + 300)
    append(log, [note(9)], Hand(author, author), BEGUN + 600)


def revokes_another_and_is_no_keeper(path: Path) -> None:
    log, _, key = grown_log(str(path), (2,))
    author = new_key()
    holder = Holder("ines", author.public, ("witness", "author"), "Mission", BEGUN)
    append(log, [key_entry(holder)], Hand(key, key), BEGUN + 300)
    stop = revocation_entry("amal", BEGUN + 400, "gone", 1)
    append(log, [stop], Hand(author, author), BEGUN + 600)


def decides_a_policy_and_is_no_keeper(path: Path) -> None:
    log, _, key = grown_log(str(path), (2,))
    author = new_key()
    holder = Holder("ines", author.public, ("witness", "author"), "Mission", BEGUN)
    append(log, [key_entry(holder)], Hand(key, key), BEGUN + 300)
    append(log, [policy_entry(Policy(True), 1)], Hand(author, author), BEGUN + 600)


@pytest.mark.parametrize(
    "who",
    [
        lets_himself_in,
        is_not_there,
        begins_in_the_name_of_another,
        was_revoked,
        is_an_author_who_lets_in_a_keeper,
        is_no_witness,
        revokes_another_and_is_no_keeper,
        decides_a_policy_and_is_no_keeper,
    ],
)
def test_a_hand_that_may_not_sign_is_found_by_both(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, who: Callable[[Path], None]
) -> None:
    """Written by a program that asks nobody whether he may."""
    monkeypatch.setattr(writing_log, "_require_keys", lambda *_: None)
    path = tmp_path / "a.log"
    who(path)
    assert faults_of(path)
    assert verified(path).code == 1
    log = open_log(str(path))
    with (
        reading(log.database) as connection,
        pytest.raises(StoreError, match="not signed by those whom its keeper lets sign"),
    ):
        require_intact(connection)


def test_servanda_itself_lets_nobody_in_by_his_own_signature(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="does not know the key"):
        lets_himself_in(tmp_path / "a.log")


def test_what_a_keeper_let_in_and_revoked_is_answered_from(tmp_path: Path) -> None:
    log, _, key = grown_log(str(tmp_path / "a.log"), (2, 300))
    other, third = new_key(), new_key()
    append(log, [eve(other), *notes(400, 3)], Hand(key, key), BEGUN + 600)
    holder = Holder("ines", third.public, ("witness", "author"), "", BEGUN)
    append(log, [key_entry(holder), note(500)], Hand(other, key), BEGUN + 700)
    stop = revocation_entry("amal", BEGUN + 800, "lost", 1)
    append(log, [stop], Hand(other, other), BEGUN + 800)
    append(log, notes(501, 3), Hand(third, third), BEGUN + 900)
    with reading(log.database) as connection:
        found = require_intact(connection)
    assert (found.log, found.keeper) == (log.name, key.public)
    assert faults_of(tmp_path / "a.log") == ()
