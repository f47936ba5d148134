"""A log laid out as a folder, whatever names were in boxes that nobody but their authors saw."""

from collections.abc import Sequence

import pytest

from servanda.store.canonical import Json
from servanda.store.entry import Entry
from servanda.store.fault import StoreError
from servanda.store.laying import folder_of
from servanda.store.log import Logged

CLAIM = Entry("claim", "R1.1", {"text": "claim a says\n"})
OTHER = Entry("claim", "R1.2", {"text": "claim b says\n"})


def in_order(*entries: Entry) -> Sequence[Logged]:
    return [Logged(position, entry) for position, entry in enumerate(entries)]


def document(name: str, *parts: Json, number: int = 1) -> Entry:
    return Entry("document", name, {"parts": list(parts)}, number)


def test_no_box_takes_the_place_of_what_another_said() -> None:
    with pytest.raises(StoreError, match=r"two entries that are the claim R1\.1"):
        folder_of(in_order(CLAIM, CLAIM))
    first = document("record/r.md", ["claim", "R1.1"])
    with pytest.raises(StoreError, match=r"two documents that are named 'record/r\.md'"):
        folder_of(in_order(CLAIM, first, document("record/r.md", "nothing")))


def test_what_a_document_was_under_another_name_is_no_longer_there() -> None:
    """It was sealed with one more key when it was entered again, and only the first is at hand."""
    was = document("record/r.md", "# Whose\n", ["claim", "R1.1"])
    now = Entry("document", "record/protected-1.md", {
        "parts": [None, ["claim", "R1.1"], ["claim", "R1.2"]], "sealed": {},
    }, 2)  # fmt: skip
    found = folder_of(in_order(CLAIM, was, OTHER, now))
    assert list(found.texts) == ["record/protected-1.md"]
    assert "claim b says" in found.texts["record/protected-1.md"]


def test_an_empty_document_is_there_and_one_without_parts_is_not() -> None:
    found = folder_of(in_order(document("record/a.md", ""), document("record/b.md")))
    assert found.texts == {"record/a.md": ""}
