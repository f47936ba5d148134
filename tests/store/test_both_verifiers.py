"""Editions and what cites them, markings, what is sealed: both verifiers ask the same of a log."""

import base64
import hashlib
import json
import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from servanda.cli.application import application
from servanda.record.marking import Marking
from servanda.store.canonical import Json
from servanda.store.database import reading
from servanda.store.edition import (
    approval_entry,
)
from servanda.store.entry import Entry
from servanda.store.envelope import envelope_bytes
from servanda.store.fault import StoreError
from servanda.store.head import signed_head
from servanda.store.key import Role, SigningKey, new_key
from servanda.store.keyring import Holder, key_entry
from servanda.store.log import Hand, append, heads
from servanda.store.marked import written_marking
from servanda.store.policy import Policy, policy_entry
from servanda.store.resting import agreement_hash
from servanda.store.sealing import opened_entry
from tests.store.forging import forge
from tests.store.logs import BEGUN, claim, small_log
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
    public_edition,
    sealed,
    statements,
)
from tests.store.second import verified_here
from tests.store.stored import changed_by_hand
from tests.store.test_second_verifier import at_rest
from tests.store.test_verifying import changed, faults_of


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


def found_by_both(path: Path) -> tuple[str, str]:
    """What the two say of a log; they agree whether it holds."""
    ours, theirs = "\n".join(faults_of(path)), verified_here(path)
    assert theirs.holds == (ours == ""), (ours, theirs.text)
    return ours, theirs.text


def require_found(path: Path, ours: str, theirs: str) -> None:
    found = found_by_both(path)
    assert ours in found[0]
    assert theirs in found[1]


def require_holds(path: Path) -> None:
    assert found_by_both(path)[0] == ""


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
            (people.cyra, claim(1), "author"),
            (people.cyra, edition("other"), "author"),
            (people.ines, policy_entry(Policy(), 1), "keeper"),
            (people.dana, claim(1), "author"),
            (people.dana, approval_entry(first, 1), "approver"),
        )
    ):
        other = elsewhere(people, tmp_path / f"{number}.log")
        other.add(signer, entry)
        require_found(other.path, f"might not sign as {role}", f"is no {role} [7]")


def test_a_reader_is_no_witness(people: People) -> None:
    forge(people.log, [claim(1)], Hand(people.ines, people.dana), BEGUN + 300)
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
    people.add(people.ines, replace(claim(1), number=2))
    require_found(people.path, "is number 2 of its kind", "is number 2 of its kind")


# --- What editions and documents say of the log --------------------------------------------------


def test_an_edition_rests_on_what_was_there(people: People, tmp_path: Path) -> None:
    """On a head before it, on the agreement of then, read with keys and by somebody of then."""
    people.add(people.ines, agreed("Peace"), Entry("document", "record/r.md", {"parts": ["R"]}))
    people.add(people.ines, *sealed())
    head, agreement = last_head_of(people), agreement_hash({"a.md": agreed("Peace").holds})
    people.add(people.ines, replace(agreed("War"), number=2))
    true: dict[str, Json] = {
        "head": head,
        "agreement": agreement,
        "keys": [INSIDER.id],
        "reader": "dana",
    }
    first: dict[str, Json] = {"head": edition().holds["head"], "agreement": agreement_hash({})}
    no_head = "a head that is not before", "does not stand before it [11]"
    told: tuple[tuple[dict[str, Json], str, str], ...] = (
        ({}, "", ""),
        ({"reader": "anybody"}, "", ""),
        ({"reader": None, "keys": []}, "", ""),
        ({**first, "keys": [], "reader": None}, "", ""),
        ({"head": {**head, "root": "ab" * 32}}, *no_head),
        ({"head": {**head, "number": 9}}, *no_head),
        ({"head": {**head, "size": 9}}, *no_head),
        ({"agreement": agreement_hash({})}, "another agreement", "another agreement"),
        ({"agreement": agreement_hash({"a.md": agreed("War").holds})}, "another agreement", "[11]"),
        ({"keys": ["0" * 16]}, "which had sealed nothing", "had sealed nothing at its head [11]"),
        ({**first, "reader": None}, "which had sealed nothing", "had sealed nothing"),
        ({"reader": "nobody"}, "whom the log did not know", "was not there at its head [11]"),
        ({**first, "keys": []}, "read as dana, whom the log did not", "the reader dana was not"),
    )  # fmt: skip
    for number, (holds, ours, theirs) in enumerate(told):
        other = elsewhere(people, tmp_path / f"{number}.log")
        other.add(
            people.ines,
            replace(edition(), holds={**edition().holds, **true, **holds}),
            files=[RESULT],
        )
        require_found(other.path, ours, theirs)
        assert (found_by_both(other.path)[0] == "") == (ours == "")


def agreed(text: str) -> Entry:
    return Entry("document", "a.md", {"parts": [text]})


def last_head_of(people: People) -> dict[str, Json]:
    with reading(people.log.database) as connection:
        *_, last = heads(connection)
    return {"number": last.number, "size": last.size, "root": last.root.hex()}


def test_what_stands_in_a_document_is_before_it(people: People, tmp_path: Path) -> None:
    source, _, report, said, document = statements()
    boxed = sealed()
    lists: tuple[tuple[Sequence[Entry], str], ...] = (
        (statements(), ""),
        (boxed, ""),
        ([source, report, said, document], "source other"),
        ([document, *statements()[:4]], "source insider"),
        (boxed[1:], boxed[0].name),
        ([*boxed[:3], boxed[4]], "claim R1.C2"),
        ([Entry("document", "a.md", {"parts": [["key", "amal"]]})], "key amal"),
        ([Entry("document", "a.md", {"parts": [["claim", "\0"]]})], "claim \0"),
    )
    for number, (entries, missing) in enumerate(lists):
        other = elsewhere(people, tmp_path / f"{number}.log")
        other.add(people.ines, *entries)
        ours, theirs = found_by_both(other.path)
        assert (f"{missing} in it, which is not before" in ours) == bool(missing), (number, ours)
        shown = missing.replace("\0", "?")
        assert (f"{shown} in it does not stand before it [10]" in theirs) == bool(missing)
        assert bool(ours) == bool(missing)


# --- What each kind holds ------------------------------------------------------------------------

NOT_THAT: tuple[Json, ...] = (None, True, False, -1, 0, 1, 2, 2**53, "", "x", [], ["x"], {})


def others(value: Json) -> Iterator[Json]:
    """The value with one thing in it changed, taken away or added."""
    yield from NOT_THAT
    match value:
        case dict():
            for key, part in value.items():
                yield {name: each for name, each in value.items() if name != key}
                yield from ({**value, key: each} for each in others(part))
            yield {**value, "further": 1}
        case list():
            for at, part in enumerate(value):
                yield from ([*value[:at], each, *value[at + 1 :]] for each in others(part))
            yield from (value[1:], [*value, *value[:1]], value[::-1])
        case str():
            yield from (value + "0", value[:-1], value.upper(), value.replace(":", ""))


def kept() -> dict[str, Entry]:
    """One entry of each kind that holds something particular."""
    plain, boxed = statements(), sealed()
    of_log = Entry(
        "key", "nora", key_entry(Holder("nora", new_key().public, ("author",), "", 1)).holds
    )
    return {
        "source": plain[0], "report": plain[2], "claim": plain[3], "document": plain[4],
        "sealed source": boxed[0], "sealed claim": boxed[3], "sealed document": boxed[4],
        "lone document": Entry("document", "record/a.md", {"parts": ["A"], "alone": True}),
        "amended document": Entry("document", "a.md", {"parts": ["A"], "amended": "peace"}),
        "file": Entry("file", "a.json", {"sha256": DIGEST, "size": len(RESULT)}),
        "table": Entry("file", "actors.toml", {
            "sha256": DIGEST, "size": len(RESULT), "names": ["file:a.json"],
            "marking": written_marking(Marking("red", ("dana",), BEGUN)),
        }),
        "policy": policy_entry(Policy(), 1), "edition": edition("feb"), "key": of_log,
        "public edition": public_edition("feb"),
        "approval": approval_entry(edition(), 1), "decision": decision(edition()),
        "revocation": Entry("revocation", "cyra", {"because": "lost", "from": BEGUN + 200}),
    }  # fmt: skip


STANDING = {"document": statements()[:4], "sealed document": sealed()[:4]}  # what is in it
AT_ONCE = 30  # ours stops at a hundred faults


@pytest.mark.parametrize("what", kept())
def test_both_ask_the_same_of_what_an_entry_holds(
    people: People, tmp_path: Path, what: str
) -> None:
    """Signed as it should be, so that nothing else is wrong with it."""
    first = people.seal(people.ines)
    if what == "decision":
        people.add(people.cyra, approval_entry(first, 1))
    if what in STANDING:
        people.add(people.ines, *STANDING[what])
    entries = list(variants(kept()[what]))
    refused = 0
    for start in range(0, len(entries), AT_ONCE):
        some = entries[start : start + AT_ONCE]
        other = elsewhere(people, tmp_path / f"{start}.log")
        other.add(people.amal, *(replace(one, number=at) for at, one in numbered(some)))
        ours, theirs = (entries_in(found) for found in found_by_both(other.path))
        assert ours == theirs, [
            some[at - FIRST].holds for at in ours ^ theirs if 0 <= at - FIRST < len(some)
        ]
        refused += len(ours)
    assert 10 < refused < len(entries)


FIRST = 9  # the position after those of `begun` and of an edition


def variants(entry: Entry) -> Iterator[Entry]:
    for number, holds in enumerate(others(entry.holds)):
        if not isinstance(holds, dict):
            continue
        if entry.kind != "key":
            yield replace(entry, holds=holds)
        else:  # one that is there already would be refused for that
            is_same = holds.get("public") == entry.holds["public"]
            fresh = hashlib.sha256(b"%d" % number).hexdigest()
            own = {**holds, "public": fresh} if is_same else holds
            yield replace(entry, name=f"nora{number}", holds=own)


def numbered(entries: Sequence[Entry]) -> Iterator[tuple[int, Entry]]:
    """Each with its number among those of its kind and name."""
    seen: dict[tuple[str, str], int] = {}
    for one in entries:
        seen[one.key] = seen.get(one.key, 0) + 1
        yield seen[one.key], one


def entries_in(found: str) -> set[int]:
    """The positions of the entries of which something is said."""
    return {int(at) for at in re.findall(r"^entry (\d+)", found, re.MULTILINE)}


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
    people.add(people.ines, *entries[:3], filled)
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
    people.add(people.ines, claim(1))
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
