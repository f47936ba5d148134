"""A draft survives its JSON, and whatever else stands in such a file is refused in one line."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.intake.draft.deciding import Misfit, decided, take
from servanda.intake.draft.draft_json import read_draft, written
from servanda.intake.draft.model import Decision, Draft
from servanda.intake.draft.reading import DraftError
from tests.intake.draft.small import draft_of, statement

DRAFT = draft_of(*statement("[who:The Lake Herald] said [said:Southland admitted 600 trucks]."))
CLAIM = DRAFT.proposals[-1]


def changed(path: tuple[str | int, ...], value: object) -> bytes:
    """The draft's JSON with another value in one place."""
    whole = json.loads(written(DRAFT))
    inner: Any = whole
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    return json.dumps(whole).encode()


def test_a_draft_is_read_as_it_was_written() -> None:
    kept = replace(DRAFT, article=replace(DRAFT.article, text="a\ttext"), written="record/x.md")
    after = decided(kept, CLAIM.id, Decision("rejected"))
    assert isinstance(after, Draft)
    assert read_draft(written(after).encode()) == after


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        (("schema",), "other", 'it is no draft: its "schema" is not "servanda-draft"'),
        (("version",), 2, "it is a draft of another version than 1"),
        (("name",), "../../etc/x", "name is no name of a report"),
        (("article", "sha256"), "x", "sha256 of article is no SHA-256"),
        (("article", "published"), "22.1.2026", "published of article is no date like 2025-10-22"),
        (("article", "medium"), "exe", "medium is none of html, pdf, text"),
        (("proposals",), {}, "proposals is no list"),
        (("proposals",), [1] * 5001, "proposals has more than 5,000 entries"),
        (("proposals", 0, "kind"), "agreement",
         "kind of proposal 1 is none of source, report, claim, position, engagement"),
        (("proposals", 0, "text"), "x" * 20_001,
         "text of proposal 1 has more than 20,000 characters"),
        (("proposals", 0, "text"), "a\x1b[2J", "text of proposal 1 holds characters that cannot be "
         "shown"),
        (("proposals", 0, "text"), "a\u202eb", "text of proposal 1 holds characters that cannot be "
         "shown"),
        (("proposals", 0, "id"), "2", "two proposals have the same id"),
        (("proposals", 2, "places", 0, "end"), 10**8,
         "a place of proposal 3 lies outside the article"),
        (("proposals", 2, "places", 0, "start"), True,
         "start in proposal 3 is no whole number from 0 on"),
        (("proposals", 0, "decision"), {"what": "maybe"},
         "what of decision of proposal 1 is none of accepted, mended, split, rejected"),
    ],
)  # fmt: skip
def test_what_is_no_draft_is_refused(
    path: tuple[str | int, ...], value: object, message: str
) -> None:
    with pytest.raises(DraftError) as caught:
        read_draft(changed(path, value))
    assert str(caught.value) == message


@pytest.mark.parametrize("data", [b"", b"\xff\xfe", b"[1]", b"[" * 100_000, b'{"schema": NaN}'])
def test_what_is_no_json_is_refused(data: bytes) -> None:
    for read in (read_draft, lambda given: take(DRAFT, given)):
        with pytest.raises(DraftError):
            read(data)


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=9),
                    lambda inner: st.lists(inner, max_size=3)
                    | st.dictionaries(st.sampled_from(["id", "what", "text", "role"]), inner,
                                      max_size=3)))  # fmt: skip
def test_nothing_in_a_file_raises_anything_else(value: object) -> None:
    whole = json.loads(written(DRAFT))
    for key in whole:
        data = json.dumps({**whole, key: value}).encode()
        try:
            read_draft(data)
        except DraftError:
            continue


# --- Decisions -----------------------------------------------------------------------------------


def outcome(id: str, what: str, text: str = "") -> Decision | str:
    after = decided(DRAFT, id, Decision(what, text))  # type: ignore[arg-type]
    if isinstance(after, Misfit):
        return after.message
    found = next(each.decision for each in after.proposals if each.id == id)
    assert found is not None
    return found


MENDED = "claim gazette says\n      south admits 500 trucks\n  on 2026-01-21"


def test_each_decision_keeps_what_was_confirmed() -> None:
    assert outcome(CLAIM.id, "accepted") == Decision("accepted", CLAIM.text)
    assert outcome(CLAIM.id, "rejected", "ignored") == Decision("rejected")
    laid_out = "claim gazette says\n  south admits 500 trucks\n  on 2026-01-21"
    assert outcome(CLAIM.id, "mended", MENDED) == Decision("mended", laid_out)
    two = outcome(CLAIM.id, "mended", f"{MENDED}\n\n{MENDED}")
    assert two == Decision("split", f"{laid_out}\n\n{laid_out}")
    assert outcome(CLAIM.id, "split", MENDED) == Decision("mended", laid_out)
    assert outcome(CLAIM.id, "mended", CLAIM.text) == Decision("accepted", CLAIM.text)


@pytest.mark.parametrize(
    ("id", "what", "text", "message"),
    [
        ("99", "accepted", "", "no proposal of this draft has the id `99`"),
        (CLAIM.id, "mended", "", "there is no statement in it"),
        (CLAIM.id, "mended", 'agreement evil "x"', "line 1 does not belong in a claim"),
        (CLAIM.id, "mended", 'report other "x"\n  by gazette\n  on 2026-01-01',
         "line 1 does not belong in a claim"),
        (CLAIM.id, "mended", "```\n# out\n```", "a fence does not belong here: write the statement "
         "alone"),
        ("2", "mended", 'report other "x"\n  by gazette\n  on 2026-01-01',
         "a report keeps its name, `gazette-2026-01-22`, and stays one"),
        ("2", "rejected", "", "the head of the report cannot be rejected: reject what is said "
         "instead"),
        ("1", "mended", MENDED, "line 1 does not belong in a source"),
    ],
)  # fmt: skip
def test_what_cannot_stand_is_told(id: str, what: str, text: str, message: str) -> None:
    assert outcome(id, what, text) == message


def decisions(*entries: object, **others: object) -> bytes:
    head = {"schema": "servanda-decisions", "version": 1, "draft": DRAFT.name,
            "sha256": DRAFT.article.sha256}  # fmt: skip
    return json.dumps({**head, "decisions": entries, **others}).encode()


def test_decisions_of_a_page_are_taken_as_far_as_they_can_stand() -> None:
    taken = take(
        DRAFT,
        decisions(
            {"id": "1", "what": "accepted"},
            {"id": "3", "what": "mended", "text": "nonsense"},
            {"id": "no", "what": "rejected"},
        ),
    )
    assert taken.number == 1
    assert [id for id, _ in taken.refused] == ["3", "no"]
    assert len(taken.draft.waiting) == 2


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (decisions(draft="another"), "its decisions are about another draft"),
        (decisions(sha256="1" * 64), "its decisions are about another draft"),
        (decisions({"id": "1", "what": "obey"}),
         "what of decision 1 is none of accepted, mended, split, rejected"),
        (decisions({"id": "1", "what": "mended", "text": "x" * 20_001}),
         "text of decision 1 has more than 20,000 characters"),
        (decisions(schema="x"),
         'it holds no decisions: its "schema" is not "servanda-decisions", version 1'),
        (b" " * 5_000_001, "it has more than 5,000,000 bytes"),
    ],
)  # fmt: skip
def test_hostile_decisions_are_refused(data: bytes, message: str) -> None:
    with pytest.raises(DraftError) as caught:
        take(DRAFT, data)
    assert str(caught.value) == message
