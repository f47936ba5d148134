"""Who may see what: the rules one by one, and that nothing depends on what is withheld."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import pytest
from hypothesis import given
from hypothesis import strategies as some

from servanda.record.marking import LEVELS, Level, Marking
from servanda.store.access import ANYBODY, OWNER, Reader, Sight, may_see, sight_of
from servanda.store.canonical import Json
from servanda.store.entry import Entry
from servanda.store.incident_tables import LINKS, state_of
from servanda.store.laying import folder_of
from servanda.store.log import Logged
from servanda.store.marked import marking_in, references_in, written_marking
from servanda.verdict.assess import assess
from servanda.workspace.building import build
from servanda.workspace.model import Workspace
from servanda.workspace.question import default_question
from tests.store.accord import AGREEMENT

NOW = 1_770_000_000
MISSION = Reader("amal", "Mission", is_known=True, takes_part=True)
PARTNER = Reader("badr", "Partner", is_known=True, takes_part=True)
GUEST = Reader("cyra", "Guests", is_known=True)
READERS = (OWNER, MISSION, PARTNER, GUEST, ANYBODY)

WHO_SEES: Mapping[Level, tuple[Reader, ...]] = {
    "clear": READERS,
    "green": (OWNER, MISSION, PARTNER, GUEST),
    "amber": (OWNER, MISSION, PARTNER),
    "amber-strict": (OWNER, MISSION),
    "red": (OWNER, MISSION),
}


@pytest.mark.parametrize("level", LEVELS)
def test_each_level_has_its_circle(level: Level) -> None:
    seen = tuple(one for one in READERS if may_see(one, Marking(level), "Mission", NOW))
    assert seen == WHO_SEES[level]


@pytest.mark.parametrize(
    ("marking", "seen"),
    [
        (Marking("red", ("cyra",)), (OWNER, GUEST)),
        (Marking("red", ("Guests",)), (OWNER, GUEST)),
        (Marking("red", ("Mission",)), (OWNER, MISSION)),
        (Marking("red", ("amal",), NOW + 1), (OWNER, MISSION)),
        (Marking("clear", ("Partner",)), (OWNER, MISSION, PARTNER)),
        (Marking("amber", ("cyra",)), (OWNER, MISSION)),
        (Marking(embargo=NOW + 1), (OWNER, MISSION)),
        (Marking(embargo=NOW), READERS),
        (Marking(is_protected=True), (OWNER, MISSION)),
        (Marking("red", ("badr",), None, True), (OWNER, PARTNER)),
    ],
)
def test_lists_embargoes_and_protection_narrow_it(
    marking: Marking, seen: tuple[Reader, ...]
) -> None:
    assert tuple(one for one in READERS if may_see(one, marking, "Mission", NOW)) == seen


def test_an_empty_organisation_is_nobodys() -> None:
    assert not may_see(Reader("dana", "", is_known=True), Marking("red"), "", NOW)


# --- Nothing depends on what is withheld -----------------------------------------------------

SOURCES = ("gazette", "insider", "icrc")
Contents = Mapping[tuple[str, str], tuple[str, str]]  # a source and a number, by kind and name

markings = some.builds(
    Marking,
    some.sampled_from(LEVELS),
    some.sampled_from([(), ("cyra",), ("Partner",), ("nobody",)]),
    some.sampled_from([None, None, NOW - 1, NOW + 1]),
)


@some.composite
def logs(draw: some.DrawFn) -> tuple[list[Logged], list[Logged]]:
    """A log, and the same with everything else said in what it has, in documents of other names."""
    keys: list[tuple[str, str]] = [("source", name) for name in SOURCES]
    reports = draw(some.integers(1, 3))
    for report in range(1, reports + 1):
        keys.append(("report", f"R{report}"))
        count = draw(some.integers(1, 3))
        keys.extend(("claim", f"R{report}.{number}") for number in range(1, count + 1))
    tables = draw(some.lists(files, max_size=6))
    marked = {key: draw(markings) for key in keys}
    said = {key: draw(some.sampled_from(SOURCES)) for key in keys}
    numbers = [some.integers(1, 12) for _ in range(2)]
    return (
        log_of(keys, marked, said, {key: draw(numbers[0]) for key in keys}, "Gazette", tables),
        log_of(keys, marked, said, {key: draw(numbers[1]) for key in keys}, "Another", tables),
    )


@dataclass(frozen=True)
class TableOf:
    """A table, or another version of one, or a file of links between some."""

    source: str
    marking: Marking | None
    linked: tuple[str, ...]  # of none: the state of the source itself

    def logged(self, title: str) -> Entry:
        holds: dict[str, Json] = {"sha256": f"{title} {self.source}", "size": len(title)}
        if self.marking is not None:
            holds["marking"] = written_marking(self.marking)
        if self.linked:
            holds["names"] = [f"file:{state_of(each)}" for each in self.linked]
        return Entry("file", LINKS if self.linked else state_of(self.source), holds)


tabled = some.sampled_from(["monitors", "visitors"])
files = some.builds(
    TableOf, tabled, some.none() | markings,
    some.just(()) | some.lists(tabled, min_size=1, max_size=2, unique=True).map(tuple),
)  # fmt: skip


def log_of(
    keys: Sequence[tuple[str, str]],
    marked: Mapping[tuple[str, str], Marking],
    said: Mapping[tuple[str, str], str],
    numbers: Mapping[tuple[str, str], int],
    title: str,
    tables: Sequence[TableOf],
) -> list[Logged]:
    """Its entries as an import would make them."""
    entries = [statement(key, marked[key], said[key], numbers[key], title) for key in keys]
    documents: dict[str, list[Json]] = {}
    for key in keys:
        about = "sources" if key[0] == "source" else key[1].partition(".")[0]
        parts = documents.setdefault(about, [f"# {title}\n\n```servanda\n"])
        parts.extend((list(key), f"\n# {title} {numbers[key]}\n"))
    for place, (about, parts) in enumerate(documents.items()):
        order = place if title == "Another" else 9 - place  # by name they are in another order, too
        name = f"record/{order}-{title}-{about}-{numbers[keys[0]]}.md"
        entries.append(Entry("document", name, {"parts": [*parts, "```\n"]}))
    entries.append(
        Entry("document", f"record/5-{title}.md", {"parts": [f"# {title}\n\nA memo.\n"]})
    )
    entries.append(Entry("document", "agreement.md", {"parts": [AGREEMENT]}))
    entries.extend(one.logged(title) for one in tables)
    return [Logged(position, entry) for position, entry in enumerate(entries)]


def statement(
    key: tuple[str, str], marking: Marking, source: str, number: int, title: str
) -> Entry:
    kind, name = key
    holds: dict[str, Json] = {}
    if kind == "source":
        holds["text"] = f'source {name} "{title} {number}"\n'
    elif kind == "report":
        holds["text"] = f'report {name} "{title} {number}"\n  by {source}\n  on 2026-01-25\n'
        holds["names"] = [f"source:{source}"]
    else:
        deed = f"north releases {number} prisoners to south"
        holds["text"] = f"claim {source} says\n  {deed}\n  on 2026-01-{number + 9}\n"
        holds["report"] = name.partition(".")[0]
        holds["names"] = [f"source:{source}", f"entry:{holds['report']}"]
    if not marking.is_open:
        holds["marking"] = written_marking(marking)
    return Entry(kind, name, holds)


@dataclass(frozen=True)
class Seen:
    """What a reader gets, documents and files, and what is withheld."""

    texts: Mapping[str, str]
    files: Mapping[str, str]
    withheld: frozenset[tuple[str, str]]
    sight: Sight = field(compare=False)


def seen(log: Sequence[Logged], reader: Reader) -> Seen:
    filed = {one.position: "Mission" for one in log}
    sight = sight_of(reader, log, filed, NOW)
    folder = folder_of(log, sight)
    return Seen(folder.texts, folder.files, sight.withheld, sight)


@given(logs(), some.sampled_from(READERS))
def test_nothing_depends_on_what_is_withheld(
    both: tuple[list[Logged], list[Logged]], reader: Reader
) -> None:
    """Put into one log what the other says in all that the reader may not see, with the names and
    the prose of documents of which that is a part: they get the same, to the last byte, and so does
    every answer that is made of it."""
    one, other = both
    found = seen(one, reader)
    mixed = [
        theirs if _is_withheld(theirs, found) else ours
        for ours, theirs in zip(one, other, strict=True)
    ]
    assert seen(mixed, reader) == found


@given(logs(), some.sampled_from(READERS))
def test_what_a_reader_gets_is_a_record_in_itself(
    both: tuple[list[Logged], list[Logged]], reader: Reader
) -> None:
    """It has no error, keeps the names of what may be seen, and answers can be made of it."""
    found = seen(both[0], reader)
    texts, withheld = found.texts, found.withheld
    built = build(texts)
    assert [one for one in built.diagnostics if one.severity == "error"] == []
    shown = {one.entry.name for one in both[0] if one.entry.kind == "claim"}
    shown -= {name for kind, name in withheld if kind == "claim"}
    assert {claim.id for claim in built.record.claims} == shown
    assert built.agreement is not None
    workspace = Workspace(built.agreement, built.record, built.viewpoints, (), texts)
    question = default_question(workspace, "2026-02-01")
    assert not isinstance(question, str)
    viewpoint = built.viewpoints[question.viewpoint]
    assert assess(built.agreement, built.record, viewpoint, question).stipulations


SORTS = {
    "claim": "", "correction": "", "retraction": "retraction-", "coverage": "coverage-",
    "engagement": "visit-", "position": "position-",
}  # fmt: skip
trailing = some.lists(some.sampled_from(sorted(SORTS)), min_size=1, max_size=4)


@given(logs(), trailing, trailing, some.sampled_from([PARTNER, GUEST, ANYBODY]))
def test_what_comes_last_in_a_report_and_is_withheld_leaves_nothing(
    both: tuple[list[Logged], list[Logged]], one: list[str], other: list[str], reader: Reader
) -> None:
    """Neither its kind nor how much of it there is."""
    first, second = (seen(_with_last(both[0], kinds), reader) for kinds in (one, other))
    assert (first.texts, first.files) == (second.texts, second.files)


def _with_last(log: list[Logged], kinds: Sequence[str]) -> list[Logged]:
    """The log with further entries at the end of its first report, under an embargo."""
    entries = [one.entry for one in log]
    place = next(n for n, entry in enumerate(entries) if _tells_of(entry, ("report", "R1")))
    parts = list(_parts(entries[place]))
    counts = {"": sum(one.kind == "claim" and one.name.startswith("R1.") for one in entries)}
    for kind in kinds:
        sort = SORTS[kind]
        counts[sort] = counts.get(sort, 0) + 1
        name = f"R1.{sort}{counts[sort]}"
        marking = written_marking(Marking(embargo=NOW + 1))
        holds: dict[str, Json] = {"text": f"{kind}\n", "report": "R1", "marking": marking}
        entries.append(Entry(kind, name, holds))
        parts.insert(-1, [kind, name])
    document = entries.pop(place)
    entries.append(Entry("document", document.name, {"parts": parts}))
    return [Logged(position, entry) for position, entry in enumerate(entries)]


def _parts(document: Entry) -> Sequence[Json]:
    parts = document.holds.get("parts")
    return parts if isinstance(parts, list) else ()


def _tells_of(entry: Entry, key: tuple[str, str]) -> bool:
    return entry.kind == "document" and list(key) in _parts(entry)


def test_a_number_is_left_only_before_what_may_be_seen() -> None:
    keys = [("source", "icrc"), ("report", "R1"), *(("claim", f"R1.{n}") for n in range(1, 7))]
    withheld = {f"R1.{n}" for n in (1, 2, 5, 6)}
    marked = {key: Marking("red" if key[1] in withheld else "clear") for key in keys}
    log = log_of(keys, marked, dict.fromkeys(keys, "icrc"), dict.fromkeys(keys, 1), "T", ())
    texts = seen(log, ANYBODY).texts
    found = [line for text in texts.values() for line in text.splitlines()]
    assert [line for line in found if line.startswith("withheld")] == ["withheld R1.2"]
    assert {one.id for one in build(texts).record.claims} == {"R1.3", "R1.4"}


def test_prose_alone_is_for_the_organisation_that_filed_it() -> None:
    memo = Logged(0, Entry("document", "record/memo.md", {"parts": ["# A memo\n"]}))
    agreed = Logged(1, Entry("document", "agreement.md", {"parts": [AGREEMENT]}))
    for reader in READERS:
        found = seen((memo, agreed), reader)
        is_own = reader in (OWNER, MISSION)
        assert ("record/memo.md" in found.texts) == found.sight.shows(memo.entry) == is_own
        assert "agreement.md" in found.texts


@given(logs(), some.sampled_from(READERS))
def test_a_table_is_seen_as_it_was_last_marked(
    both: tuple[list[Logged], list[Logged]], reader: Reader
) -> None:
    """And no link between two of which one is withheld."""
    last = {one.entry.name: one.entry for one in both[0] if one.entry.kind == "file"}
    states = {name for name in last if name != LINKS}
    shown = {name for name in states if may_see(reader, _marking(last[name]), "Mission", NOW)}
    found = seen(both[0], reader)
    files = found.files
    for one in both[0]:
        if one.entry.kind == "file" and found.sight.shows_version(one):
            assert may_see(reader, _marking(one.entry), "Mission", NOW), "as it was then, too"
    assert set(files) - {LINKS} == shown
    links = [
        one.entry for one in both[0] if one.entry.name == LINKS and found.sight.shows_version(one)
    ]
    assert (LINKS in files) == bool(links)
    for entry in links:
        assert {f"file:{name}" for name in shown} >= set(references_in(entry))
        assert may_see(reader, _marking(last[LINKS]), "Mission", NOW)


@given(logs(), some.sampled_from([PARTNER, GUEST, ANYBODY]))
def test_links_to_a_table_that_is_withheld_change_nothing(
    both: tuple[list[Logged], list[Logged]], reader: Reader
) -> None:
    """Those that a reader had before they still have."""
    log = both[0]
    last = {one.entry.name: one.entry for one in log if one.entry.kind == "file"}
    own = _marking(last[LINKS]) if LINKS in last else Marking()
    secret = TableOf("secret", None, ()).logged("a")
    links = TableOf("", own, ("monitors", "visitors", "secret")).logged("b")
    number = last[LINKS].number + 1 if LINKS in last else 1
    later = [
        Logged(len(log) + at, one) for at, one in enumerate((secret, replace(links, number=number)))
    ]
    before, after = seen(log, reader), seen([*log, *later], reader)
    assert (before.texts, before.files) == (after.texts, after.files)


def test_what_names_a_table_is_seen_by_those_who_see_it() -> None:
    names: Json = [f"file:{LINKS}"]
    told = Entry("claim", "R1.1", {"text": "claim icrc says\n", "names": names})
    for marking, readers in ((None, (OWNER, MISSION)), (Marking(), READERS)):
        table = TableOf("", marking, ("monitors",)).logged("a")
        state = TableOf("monitors", Marking(), ()).logged("a")
        log = [Logged(at, entry) for at, entry in enumerate((state, table, told))]
        for reader in READERS:
            is_shown = told.key not in seen(log, reader).withheld
            assert is_shown == (reader in readers), (marking, reader)


def _marking(table: Entry) -> Marking:
    return marking_in(table) if "marking" in table.holds else Marking("amber-strict")


def _is_withheld(one: Logged, found: Seen) -> bool:
    """Whether it is withheld, or a document of which something is, or a version of a file."""
    entry = one.entry
    if entry.kind == "file":
        return not found.sight.shows_version(one)
    return not found.sight.shows(entry)
