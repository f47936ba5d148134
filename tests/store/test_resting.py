"""What editions and documents say of the log before them: both verifiers ask whether it is so."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from servanda.store.canonical import Json
from servanda.store.database import reading
from servanda.store.entry import Entry
from servanda.store.log import Hand, heads
from servanda.store.resting import agreement_hash
from servanda.store.verifying import verify
from tests.store.finding import found_by_both, require_found
from tests.store.forging import forge
from tests.store.logs import BEGUN, small_log
from tests.store.people import INSIDER, RESULT, People, edition, elsewhere, sealed, statements


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


def test_documents_are_asked_the_same_of_either_database(place: str) -> None:
    """A name with a zero in it can be in no table of PostgreSQL."""
    log, key = small_log(place)
    hand = Hand(key, key)
    claims = [Entry("claim", f"F1.{number}", {"text": "x\n"}) for number in range(1, 701)]
    parts: list[Json] = [["claim", one.name] for one in claims]
    forge(log, [*claims, Entry("document", "a.md", {"parts": parts})], hand, BEGUN + 60)
    missing: list[Json] = [["claim", "F1.701"], ["claim", "\0"]]
    for number, each in enumerate(missing):
        holds: dict[str, Json] = {"parts": [each]}
        forge(log, [Entry("document", f"{number}.md", holds)], hand, BEGUN + 120)
    with reading(log.database) as connection:
        told = [f"{one.where} {one.what}" for one in verify(connection).faults]
    assert all("in it, which is" in one or "was never entered" in one for one in told)
    assert [one for one in told if "in it, which is" in one] == [
        "entry 705 has the claim F1.701 in it, which is not before it in the log",
        "entry 707 has the claim \0 in it, which is not before it in the log",
    ]
