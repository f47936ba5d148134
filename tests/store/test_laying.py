"""A log laid out as a folder, whatever names were in boxes that nobody but their authors saw."""

from collections.abc import Sequence

import pytest

from servanda.language.parse_tests import without_tests
from servanda.store.access import Sight
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


READERS = Sight(frozenset({("claim", "R1.2")}), is_owners=False)
TEST = "```servanda-test\nat 2026-02-01\n  release is done\n```\n"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (f"# A\n\n{TEST}", "# A\n"),
        (f"# A\n\n{TEST}\n# B\n", "# A\n\n# B\n"),
        (f"# A\n{TEST}# B\n", "# A\n# B\n"),
        (f"{TEST}\n# B\n", "# B\n"),
        (f"# A\n\n{TEST}\n{TEST}\n# B\n", "# A\n\n# B\n"),
        (f"# A\n\n{TEST.replace('```', '~~~~')}", "# A\n"),
        (f"# A\n\n{TEST}".removesuffix("\n"), "# A\n"),
        (f"# A\n\n{TEST}".replace("\n", "\r\n"), "# A\r\n"),
        (f"# A\n\n{TEST.replace('servanda-test', 'servanda-' + chr(10) + 'test')}", "# A\n"),
        (f"# A\n\n{TEST.removesuffix('```' + chr(10))}Prose\n", "# A\n\nProse\n"),
        (f"````markdown\n{TEST}````\n", None),
        ("# A test\n", None),
    ],
)
def test_a_text_without_its_tests_is_as_if_it_had_never_had_any(
    text: str, left: str | None
) -> None:
    found = without_tests(text, "a.md")
    assert (found.text if found else None) == left
    if found:
        lines = text.split("\n")
        assert [lines[number - 1] for number in found.lines] == found.text.split("\n")


def test_readers_get_no_tests_and_statements_where_they_are() -> None:
    told = document(
        "record/r.md", f"# R\n\n{TEST}\n```servanda\n", ["claim", "R1.1"], f"```\n\n{TEST}"
    )
    entries = in_order(CLAIM, told, document("tests.md", TEST), document("view.md", "# V\n"))
    whole = folder_of(entries)
    assert whole.texts["tests.md"] == TEST
    assert whole.texts["record/r.md"].count("servanda-test") == 2
    found = folder_of(entries, READERS)
    assert found.texts == {
        "record/r.md": "# R\n\n```servanda\nclaim a says\n```\n", "view.md": "# V\n",
    }  # fmt: skip
    assert found.placed == {("record/r.md", 4): 0}


def test_a_statement_in_a_test_is_left_for_whoever_compares_what_is_read() -> None:
    silent = document("r.md", "```servanda-test\n", ["claim", "R1.1"], "```\n")
    found = folder_of(in_order(CLAIM, silent), READERS)
    assert found.placed == {("r.md", 2): 0}
    assert found.texts["r.md"].startswith("```servanda-test")


def test_no_prose_is_left_of_a_document_of_which_something_is_withheld() -> None:
    """Whatever marks its fences are of."""
    for marks in ("```", "~~~", "````"):
        prose = f"{marks}\n\nA secret\n\n````markdown\n```servanda\nsecret\n```\n````\n\n"
        agreed = f"{marks}servanda\nparty north\n# a secret\n\n"
        told = document("r.md", agreed, ["claim", "R1.1"], prose + agreed, ["claim", "R1.2"], prose)
        found = folder_of(in_order(CLAIM, OTHER, told), READERS).texts["record/part-1.md"]
        assert "secret" not in found, marks
        assert (found.count("party north"), found.count("claim a says")) == (2, 1)
