"""What nobody may enter, whoever signs it: an append refuses it, both verifiers find it, and a log
that has it answers nothing."""

import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from servanda.store.canonical import Json
from servanda.store.database import reading
from servanda.store.documents import held
from servanda.store.entering import statements_in
from servanda.store.entry import Entry
from servanda.store.fault import NotIntactError, StoreError
from servanda.store.intact import require_intact, why_not_intact
from servanda.store.key import Role, SigningKey, new_key
from servanda.store.keyring import Holder, key_entry
from servanda.store.log import Hand, append, logged
from servanda.store.sealing import sealed_entries
from servanda.store.verifying import verify
from tests.store.finding import found_by_both
from tests.store.forging import forge
from tests.store.logs import BEGUN, note, small_log
from tests.store.people import (
    DIGEST,
    INSIDER,
    KEEPER,
    OTHER,
    RESULT,
    People,
    edition,
    elsewhere,
    statements,
)

AMAL, NORA, BADR = KEEPER, new_key(), new_key()  # a keeper; of her organisation; of another


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> People:
    """The agreement and a report, which nora of the Mission entered."""
    log, amal = small_log(str(tmp_path_factory.mktemp("entering") / "a.log"), AMAL)
    roles: tuple[Role, ...] = ("author",)
    keys = [
        key_entry(Holder("nora", NORA.public, roles, "Mission", BEGUN)),
        key_entry(Holder("badr", BADR.public, roles, "Partner", BEGUN)),
    ]
    append(log, keys, Hand(amal, amal), BEGUN + 60)
    append(log, [document("agreement.md", "by 2026-01-24\n")], Hand(NORA, amal), BEGUN + 120)
    append(log, [*said(7), *said(8)], Hand(NORA, amal), BEGUN + 120)
    return People(log, amal, NORA, BADR, BADR)


@pytest.fixture
def people(begun: People, tmp_path: Path) -> People:
    return elsewhere(begun, tmp_path / "a.log")


def document(name: str, *parts: Json) -> Entry:
    return Entry("document", name, {"parts": list(parts)})


def said(number: int, document_name: str = "record/r{}.md") -> list[Entry]:
    report = f"R{number}"
    return [
        Entry("report", report, {"text": f"report {report}\n"}),
        Entry("claim", f"{report}.1", {"text": "claim\n", "report": report}),
        document(
            document_name.format(number), "# R\n", ["report", report], ["claim", f"{report}.1"]
        ),
    ]


def parts_of(entry: Entry) -> list[Json]:
    parts = entry.holds["parts"]
    assert isinstance(parts, list)
    return parts


def again(entry: Entry, number: int = 2) -> Entry:
    return replace(entry, number=number)


FIRST, SECOND = said(7)[2], said(8)[2]
LESS = document("record/r7.md", "# R\n", ["report", "R7"])


def require_refused(
    people: People, by: SigningKey, entries: Sequence[Entry], ours: str, theirs: str
) -> None:
    """By an append; by both verifiers and by every answer, where somebody did without it."""
    with pytest.raises(StoreError, match="nothing was logged"):
        append(people.log, entries, Hand(by, people.amal), BEGUN + 300)
    forge(people.log, entries, Hand(by, people.amal), BEGUN + 300)
    found = found_by_both(people.path)
    assert ours in found[0]
    assert theirs in found[1]
    with reading(people.log.database) as connection, pytest.raises(NotIntactError):
        require_intact(connection)


def require_taken(people: People, by: SigningKey, entries: Sequence[Entry]) -> None:
    append(people.log, entries, Hand(by, people.amal), BEGUN + 300)
    assert found_by_both(people.path)[0] == ""
    with reading(people.log.database) as connection:
        require_intact(connection)


@pytest.mark.parametrize("by", [NORA, AMAL, BADR], ids=["nora", "amal", "badr"])
@pytest.mark.parametrize(
    ("entries", "ours", "theirs"),
    [
        ([again(LESS)], "the claim R7.1 stands in no document", "claim R7.1 stands in no document"),
        ([again(document(FIRST.name))], "the report R7 stands in no document", "[10]"),
        ([again(said(7)[1])], "is entered again", "is entered once, and this is number 2 [1]"),
        ([said(3)[0]], "the report R3 stands in no document", "stands in no document now [10]"),
        ([document("record/x.md", ["claim", "R7.1"])], "in two places", "more than one place"),
        ([*said(3)[:2], document("record/x.md", ["claim", "R3.1"], ["report", "R3"],
          ["claim", "R3.1"])], "the claim R3.1 stands in two places", "claim R3.1 stands in more"),
        ([again(LESS), document("record/x.md", ["claim", "R7.1"], ["claim", "R8.1"])],
         "the claim R8.1 stands in two places", "claim R8.1 stands in more than one place"),
    ],
    ids=["a claim less", "emptied", "a claim anew", "nowhere", "twice", "twice in one", "half"],
)  # fmt: skip
def test_what_was_said_stays_in_one_place(
    people: People, by: SigningKey, entries: Sequence[Entry], ours: str, theirs: str
) -> None:
    require_refused(people, by, entries, ours, theirs)


def test_a_statement_stands_before_its_document(people: People) -> None:
    with pytest.raises(StoreError, match="nothing was logged"):
        append(people.log, said(3)[::-1], Hand(NORA, AMAL), BEGUN + 300)
    people.add(NORA, *said(3)[::-1])
    assert "which is not before it in the log" in found_by_both(people.path)[0]


def test_an_edition_is_sealed_once(people: People) -> None:
    people.seal(AMAL)
    require_refused(people, AMAL, [again(edition())], "is entered again", "entered once")


def test_a_statement_moves_between_documents(people: People) -> None:
    """In one submission, and from there on."""
    moved = document("record/new.md", ["claim", "R7.1"])
    require_taken(people, NORA, [again(LESS), moved])
    require_taken(people, NORA, [again(FIRST, 3), again(document(moved.name))])
    renamed = document("record/all.md", *parts_of(FIRST), *parts_of(SECOND))
    require_taken(
        people, NORA, [again(document(FIRST.name), 4), again(document(SECOND.name)), renamed]
    )


AMENDED = again(document("agreement.md", "by 2026-12-24\n"))
OTHER_PROSE = again(document(FIRST.name, "# Other\n", ["report", "R7"], ["claim", "R7.1"]))


@pytest.mark.parametrize(
    "entry",
    [AMENDED, document("ladder.toml", "x"), document("annex.md", "party"), OTHER_PROSE],
    ids=lambda each: each.name,
)
def test_what_another_organisation_entered_is_theirs(people: People, entry: Entry) -> None:
    require_refused(
        people, BADR, [entry], "badr might not sign as keeper", "another organisation did [12]"
    )


@pytest.mark.parametrize("by", [NORA, AMAL], ids=["nora", "amal"])
@pytest.mark.parametrize("entry", [AMENDED, document("annex.md", "party"), OTHER_PROSE])
def test_it_is_entered_again_by_its_own_and_by_keepers(
    people: People, by: SigningKey, entry: Entry
) -> None:
    require_taken(people, by, [entry])


def test_a_keeper_who_enters_it_again_does_not_take_it_away(people: People) -> None:
    require_taken(people, BADR, said(3))
    require_taken(people, AMAL, [again(said(3)[2])])
    require_taken(people, BADR, [again(said(3)[2], 3)])


def test_who_has_no_organisation_stands_for_themselves(people: People) -> None:
    one, other = new_key(), new_key()
    holders = [
        Holder(name, key.public, ("author",), "", BEGUN)
        for name, key in (("one", one), ("other", other))
    ]
    people.add(AMAL, *map(key_entry, holders))
    require_taken(people, one, said(3))
    require_taken(people, one, [again(said(3)[2])])
    require_refused(people, other, [again(said(3)[2], 3)], "other might not", "[12]")


def test_a_file_is_theirs_too(people: People) -> None:
    holds: dict[str, Json] = {"sha256": DIGEST, "size": len(RESULT)}
    file = Entry("file", "figures.jsonl", holds)
    append(people.log, [file], Hand(NORA, AMAL), BEGUN + 300, [RESULT])
    require_refused(people, BADR, [again(file)], "badr might not", "[12]")


LONG = "x" * 256


@pytest.mark.parametrize(
    "name",
    ["", "/a.md", "a//b.md", "a/", "../a.md", "a/../b.md", "./a.md", "a\0b.md", "a\n.md",
     "a\x7f.md", "a\x9b.md", f"record/{LONG}.md", "/".join([LONG[:200]] * 6), "record",
     "record/r7.md/a.md", "agreement.md/b/c.md", "record/r7.md"],
)  # fmt: skip
def test_a_name_that_a_folder_cannot_have(people: People, name: str) -> None:
    """The last is that of a document already."""
    holds: dict[str, Json] = {"sha256": "0" * 64, "size": 0}
    kinds = [Entry("file", name, holds)]
    if name != "record/r7.md":
        kinds.append(document(name, "x"))
    for number, entry in enumerate(kinds):
        other = elsewhere(people, people.path.with_name(f"{number}.log"))
        require_refused(other, AMAL, [entry], "name", "[13]")


def test_names_in_one_submission_are_compared_too(people: People) -> None:
    two = [document("record/x", "a"), document("record/x/y.md", "b")]
    for number, entries in enumerate((two, two[::-1])):
        other = elsewhere(people, people.path.with_name(f"{number}.log"))
        require_refused(other, AMAL, entries, "a folder of another", "[13]")


def test_names_that_a_folder_can_have(people: People) -> None:
    names = [
        "record/a b.md",
        "record/…é.md",
        f"record/{LONG[1:]}",
        "record/r7.mdx/a",
        "...",
        "a\\b",
    ]
    require_taken(people, AMAL, [document(name, "x") for name in names])


def test_what_is_sealed_stands_in_its_documents(people: People) -> None:
    """Whoever has no key sees which, too."""
    keys = {"insider": INSIDER, "other": OTHER}
    boxed = list(sealed_entries(statements(), {}, keys))
    require_taken(people, BADR, boxed)
    shown = again(boxed[-1])
    less = replace(shown, holds={**shown.holds, "parts": parts_of(shown)[:-1]})
    require_refused(people, BADR, [less], "stands in no document", "[10]")


@pytest.mark.parametrize("seed", range(12))
def test_an_append_takes_what_the_verifiers_hold_with(people: People, seed: int) -> None:
    """Whatever is entered, by whomever: drawn from a few names, so that much of it is wrong."""
    draw = random.Random(seed)
    taken = 0
    for step in range(12):
        by = draw.choice((AMAL, NORA, BADR))
        entries = drawn(draw, people, step)
        other = elsewhere(people, people.path.with_name(f"{step}.log"))
        forge(other.log, entries, Hand(by, AMAL), BEGUN + 300)
        holds = found_by_both(other.path)[0] == ""
        with reading(other.log.database) as connection:
            assert (why_not_intact(connection) is None) == holds
        if holds:
            append(people.log, entries, Hand(by, AMAL), BEGUN + 300)
            taken += 1
        else:
            with pytest.raises(StoreError):
                append(people.log, entries, Hand(by, AMAL), BEGUN + 300)
    assert taken


def drawn(draw: random.Random, people: People, step: int) -> list[Entry]:
    """Something new in a document; or a document of which parts are moved to another, mostly as
    they should be."""
    with reading(people.log.database) as connection:
        before = held(logged(connection, ("report", "claim", "document")))
    documents = {name: statements_in(one.holds) for (_, name), one in before.latest.items()}
    for name in ("record/a.md", "record/b.md", "record/a.md/x.md", "annex.md"):
        documents.setdefault(name, [])
    one, other = draw.sample(sorted(documents), 2)
    moved = [key for key in documents[one] if draw.random() < 0.7]
    fresh = [Entry("claim", f"F.{step}", {"text": "claim\n"})] * draw.randrange(2)
    after = {
        one: [key for key in documents[one] if key not in moved or draw.random() < 0.05],
        other: [*documents[other], *moved, *(each.key for each in fresh)],
    }
    entries = list(fresh)
    for name, keys in after.items():
        last = before.latest.get(("document", name))
        number = last.number + 1 if last else 1
        if keys != documents[name] or draw.random() < 0.2:
            entries.append(replace(document(name, str(number), *map(list, keys)), number=number))
    return entries or [note(step)]


def test_an_append_asks_it_in_both_databases(place: str) -> None:
    log, amal = small_log(place, AMAL)
    holder = Holder("badr", BADR.public, ("author",), "Partner", BEGUN)
    first = [key_entry(holder), document("agreement.md", "A"), *said(7)]
    append(log, first, Hand(amal, amal), BEGUN + 60)
    for by, entries, told in (
        (amal, [again(LESS)], "the claim R7.1 stands in no document"),
        (amal, [document("record/r7.md/x", "x")], "would be a folder of another"),
        (amal, [document("record", "x")], "would be a folder of another"),
        (amal, [Entry("file", "agreement.md", {})], "of a document and of a file"),
        (amal, [document("record/a\x01.md", "x")], "has a control character"),
        (BADR, [OTHER_PROSE], "was entered by Mission"),
        (BADR, [document("annex.md", "x")], "was entered by Mission"),
    ):
        with pytest.raises(StoreError, match=told):
            append(log, entries, Hand(by, amal), BEGUN + 120)
    append(
        log, [document("record/r7.mdx", "x"), document("recorded", "x")], Hand(amal, amal), BEGUN
    )
    append(log, [again(OTHER_PROSE, 2)], Hand(amal, amal), BEGUN + 120)
    with reading(log.database) as connection:
        assert verify(connection).faults == ()
