"""A log in both databases: appended to, read, never changed."""

import pytest

from servanda.store.database import reading, writing
from servanda.store.fault import AlreadyLoggedError, ClockWentBackError, StoreError
from servanda.store.files import hold
from servanda.store.key import new_key
from servanda.store.keyring import Holder, key_entry, revocation_entry
from servanda.store.log import Hand, append, begin_log, heads, logged, open_log
from servanda.store.schema import TABLES
from servanda.store.verifying import verify
from tests.store.logs import BEGUN, grown_log, keeper, note, notes, small_log


def test_what_is_appended_is_read_in_its_order(place: str) -> None:
    log, _, _ = grown_log(place, (3, 2))
    with reading(open_log(place).database) as connection:
        found = list(logged(connection))
        sizes = [head.size for head in heads(connection)]
        last = list(logged(connection, ("document",)))[-1]
    assert open_log(place).name == log.name
    assert [one.position for one in found] == list(range(10))
    assert [one.entry.kind for one in found] == [
        "log", "key", "submission", "document", "document", "document", "submission", "document",
        "document", "submission",
    ]  # fmt: skip
    assert sizes == [3, 7, 10]
    assert last.entry == note(5)


def test_the_same_again_changes_nothing(place: str) -> None:
    log, key = small_log(place)
    first = append(log, notes(1, 3), Hand(key, key), BEGUN + 60)
    assert append(log, notes(1, 3), Hand(key, key), BEGUN + 120) == first
    later = append(log, notes(2, 3), Hand(key, key), BEGUN + 180)
    assert later.size == first.size + 2  # one note and its submission


def test_nothing_logged_is_said_otherwise(place: str) -> None:
    log, heads_seen, key = grown_log(place, (1,))
    with pytest.raises(AlreadyLoggedError, match="another document record/1.md"):
        append(log, (note(2), note(1, "something else")), Hand(key, key), BEGUN + 120)
    with reading(log.database) as connection:
        assert list(heads(connection))[-1] == heads_seen[-1]


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("change", ["DELETE FROM {}", "UPDATE {} SET {} = {}"])
def test_the_database_itself_refuses_to_change_a_row(place: str, table: str, change: str) -> None:
    log, _, _ = grown_log(place, (300,))
    column = TABLES[table][1]
    with writing(log.database) as connection:
        hold(connection, b"a file")
    with (
        pytest.raises(StoreError, match="tried to change or delete"),
        writing(log.database) as connection,
    ):
        connection.run(change.format(table, column, column))


def test_a_trigger_that_is_gone_is_missed(place: str) -> None:
    log, _ = small_log(place)
    with writing(log.database) as connection:
        if connection.dialect == "sqlite":
            connection.run("DROP TRIGGER no_update_of_files")
        else:
            connection.run("DROP TRIGGER no_change_of_files ON files")
    with reading(log.database) as connection:
        (fault,) = verify(connection).faults
    assert "trigger" in fault.what
    assert "files" in fault.what


def test_a_clock_that_went_back_writes_nothing(place: str) -> None:
    log, seen, key = grown_log(place, (1, 1))
    with pytest.raises(ClockWentBackError, match="set the clock"):
        append(log, notes(3, 1), Hand(key, key), seen[-1].time - 61)
    with reading(log.database) as connection:
        assert list(heads(connection))[-1] == seen[-1]


def test_a_clock_that_differs_a_little_is_that_of_another_machine(place: str) -> None:
    log, seen, key = grown_log(place, (1, 1))
    head = append(log, notes(3, 1), Hand(key, key), seen[-1].time - 60)
    assert (head.number, head.time) == (3, seen[-1].time)
    with reading(log.database) as connection:
        assert verify(connection).faults == ()


def test_a_key_signs_in_its_roles_and_its_time(place: str) -> None:
    log, key = small_log(place)
    author, stranger = new_key(), new_key()
    holder = Holder("badr", author.public, ("author",), "Other", BEGUN + 60)
    append(log, (key_entry(holder),), Hand(key, key), BEGUN + 30)
    with pytest.raises(StoreError, match="does not know the key"):
        append(log, notes(1, 1), Hand(stranger, key), BEGUN + 60)
    with pytest.raises(StoreError, match="signs only from 2025-10-09T08:54:20Z on"):
        append(log, notes(1, 1), Hand(author, key), BEGUN + 59)
    with pytest.raises(StoreError, match="may not sign as witness"):
        append(log, notes(1, 1), Hand(author, author), BEGUN + 60)
    append(log, notes(1, 1), Hand(author, key), BEGUN + 60)
    append(log, (revocation_entry("badr", BEGUN + 90, "lost", 1),), Hand(key, key), BEGUN + 70)
    append(log, notes(2, 1), Hand(author, key), BEGUN + 89)
    with pytest.raises(StoreError, match="is revoked since 2025-10-09T08:54:50Z"):
        append(log, notes(3, 1), Hand(author, key), BEGUN + 90)
    with reading(log.database) as connection:
        assert verify(connection).faults == ()


def test_only_a_keeper_lets_others_sign(place: str) -> None:
    log, key = small_log(place)
    author, other = new_key(), new_key()
    append(log, (key_entry(Holder("badr", author.public, ("author",), "", BEGUN)),),
           Hand(key, key), BEGUN)  # fmt: skip
    with pytest.raises(StoreError, match="may not sign as keeper"):
        append(log, (key_entry(Holder("cyra", other.public, ("author",), "", BEGUN)),),
               Hand(author, key), BEGUN)  # fmt: skip


def test_a_log_begins_once(place: str) -> None:
    log, key = small_log(place)
    with pytest.raises(StoreError, match="there is a log"):
        begin_log(place, "another", keeper(key), key, BEGUN)
    assert open_log(place).name == log.name


def test_what_is_no_log_is_told(tmp_path: object) -> None:
    with pytest.raises(StoreError, match="there is no log at nowhere.log"):
        open_log("nowhere.log")
    with pytest.raises(StoreError, match="only postgresql://"):
        open_log("mysql://somewhere")
