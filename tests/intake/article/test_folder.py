"""Folders and archives: what is read, what is passed over, and nothing taken twice."""

import hashlib
import io
import json
import os
import stat
import zipfile
from collections.abc import Iterable
from pathlib import Path

import pytest

from servanda.intake.article.archive import FoundFile, PassedOver, read_archive
from servanda.intake.article.folder import read_folder
from servanda.intake.article.model import Refused
from servanda.intake.article.taken import (
    Taken,
    add_taken,
    pages_of,
    read_taken,
    taken,
    taken_before,
)


def archive(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as written:
        for name, data in members.items():
            written.writestr(name, data)
    return out.getvalue()


def told(found: Iterable[FoundFile | PassedOver]) -> dict[str, str]:
    """Each file's words, or why it was passed over."""
    return {
        one.name: one.data.decode() if isinstance(one, FoundFile) else f"({one.why})"
        for one in found
    }


def test_the_files_of_a_folder_by_name(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "two.TXT").write_text("two")
    (tmp_path / "one.html").write_text("one")
    (tmp_path / "three.docx").write_text("three")
    (tmp_path / ".hidden.txt").write_text("never")
    (tmp_path / "packed.zip").write_bytes(archive({"in/four.txt": b"four", "x.exe": b"MZ"}))
    assert told(read_folder(tmp_path)) == {
        "one.html": "one",
        "packed.zip!in/four.txt": "four",
        "packed.zip!x.exe": "(its ending is none of an article)",
        "three.docx": "(its ending is none of an article)",
        "b/two.TXT": "two",
    }


def test_links_do_not_lead_out(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.txt").write_text("secret")
    inside = tmp_path / "inside"
    inside.mkdir()
    (inside / "real.txt").write_text("real")
    (inside / "a.txt").symlink_to(outside / "secret.txt")
    (inside / "b.txt").symlink_to("real.txt")
    (inside / "c").symlink_to(outside)
    (inside / "d").symlink_to(".")
    (inside / "e.txt").symlink_to("e.txt")
    assert told(read_folder(inside)) == {
        "a.txt": "(it is a link that leads out of the folder)",
        "b.txt": "real",
        "c": "(it is a link that leads out of the folder)",
        "d": "(it is a link to a folder)",
        "e.txt": "(it is a link that leads out of the folder)",
        "real.txt": "real",
    }


def test_a_pipe_holds_nothing_up(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert told(read_folder(tmp_path)) == {"pipe.txt": "(it is no file)"}


def test_a_folder_that_is_not_there_is_a_failure_of_the_world(tmp_path: Path) -> None:
    with pytest.raises(OSError):
        list(read_folder(tmp_path / "none"))


@pytest.mark.parametrize(
    "name", ["../up.txt", "/root.txt", "a/../../b.txt", "C:x.txt", "..\\x.txt"]
)
def test_names_that_lead_out_of_an_archive(name: str) -> None:
    [found] = read_archive("a.zip", archive({name: b"words"}))
    assert isinstance(found, PassedOver)
    assert found.why == "its name leads out of the archive"


def test_archives_that_explode() -> None:
    big = b" " * 20_000_000
    found = told(read_archive("a.zip", archive({"a.txt": big, "b.txt": b"words"})))
    assert found == {
        "a.zip!a.txt": "(it unpacks to more than 120 times its size)",
        "a.zip!b.txt": "words",
    }


def test_a_member_larger_than_is_read() -> None:
    found = told(read_archive("a.zip", archive({"a.txt": b" " * 30_000_001})))
    assert found == {"a.zip!a.txt": "(it unpacks to more than 30,000,000 bytes)"}


def test_a_member_that_lies_about_its_size() -> None:
    honest = archive({"a.txt": b"words " * 1_000})
    at = honest.rindex(b"PK\x01\x02") + 24  # the size in the list of members
    lying = honest[:at] + (10).to_bytes(4, "little") + honest[at + 4 :]
    assert told(read_archive("a.zip", lying)) == {"a.zip!a.txt": "(it cannot be unpacked)"}


def test_too_many_members() -> None:
    [found] = read_archive("a.zip", archive({f"{n}.txt": b"" for n in range(2_001)}))
    assert found == PassedOver("a.zip", "it has 2,001 files, more than 2,000")


def test_a_list_of_members_too_long_is_not_read() -> None:
    [found] = read_archive("a.zip", archive({f"{n:0500}.txt": b"" for n in range(1_900)}))
    assert found == PassedOver("a.zip", "its list of files has more than 1,000,000 bytes")


def test_all_members_together_have_a_limit() -> None:
    data = archive({f"{number}.txt": b"words " * 100 for number in range(3)})
    found = [type(one) for one in read_archive("a.zip", data, largest_in_all=1_500)]
    assert found == [FoundFile, FoundFile, PassedOver]


def test_links_archives_and_ciphers_in_an_archive_are_passed_over() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as written:
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        written.writestr(link, "/etc/passwd")
        written.writestr("inner.zip", archive({"a.txt": b"words"}))
    assert told(read_archive("a.zip", out.getvalue())) == {
        "a.zip!link.txt": "(it is a link)",
        "a.zip!inner.zip": "(it is an archive in an archive)",
    }
    data = bytearray(archive({"a.txt": b"words"}))
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    assert told(read_archive("a.zip", bytes(data))) == {"a.zip!a.txt": "(it is encrypted)"}


@pytest.mark.parametrize(
    "data",
    [b"", b"PK\x05\x06", b"words", archive({"a.txt": b"x" * 99})[:-30]],
    ids=["empty", "end", "words", "cut"],  # an archive has the time in it, which is no name
)
def test_what_is_no_archive(data: bytes) -> None:
    assert told(read_archive("a.zip", data)) == {"a.zip": "(it is no zip file, or a broken one)"}


# --- Nothing twice -------------------------------------------------------------------------------

ONE = hashlib.sha256(b"one").hexdigest()
TWO = hashlib.sha256(b"two").hexdigest()


def test_the_same_bytes_or_the_same_page_are_taken_once(tmp_path: Path) -> None:
    path = tmp_path / "kept" / "taken.jsonl"
    assert read_taken(path) == ()
    first = taken(ONE, "https://post.example/gate?utm_source=x", "drafts/gate.md")
    assert add_taken(path, [first, first]) is None
    kept = read_taken(path)
    assert kept == (Taken(ONE, "post.example/gate", "drafts/gate.md"),)
    assert taken_before(taken(ONE, None, "b.md"), kept) == first
    assert taken_before(taken(TWO, "http://www.post.example/gate/", "b.md"), kept) == first
    assert taken_before(taken(TWO, "article.html", "b.md"), kept) is None
    assert pages_of(kept) == {"post.example/gate"}


def test_what_is_added_comes_after_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "taken.jsonl"
    add_taken(path, [taken(ONE, None, "ידיעה.md")])
    add_taken(path, [taken(ONE, None, "ידיעה.md"), taken(TWO, None, "b.md")])
    lines = path.read_text("utf-8").splitlines()
    assert [json.loads(line)["sha256"] for line in lines] == [ONE, TWO]
    assert [each.name for each in tmp_path.iterdir()] == ["taken.jsonl"]


@pytest.mark.parametrize(
    "line", ["{", "[]", '{"sha256": "x", "page": null, "taken_as": "a"}', "[" * 9_999]
)
def test_a_broken_file_is_refused_and_left(tmp_path: Path, line: str) -> None:
    path = tmp_path / "taken.jsonl"
    add_taken(path, [taken(ONE, None, "a.md")])
    broken = path.read_text("utf-8") + line + "\n"
    path.write_text(broken, "utf-8")
    refused = add_taken(path, [taken(TWO, None, "b.md")])
    assert isinstance(refused, Refused)
    assert refused.message == "line 2 of taken.jsonl is no entry of what was taken"
    assert path.read_text("utf-8") == broken


def test_a_write_that_fails_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "taken.jsonl"
    add_taken(path, [taken(ONE, None, "a.md")])
    with pytest.raises(UnicodeEncodeError):
        add_taken(path, [taken(TWO, None, "half a letter: \ud800")])
    assert read_taken(path) == (taken(ONE, None, "a.md"),)
    assert [each.name for each in tmp_path.iterdir()] == ["taken.jsonl"]
