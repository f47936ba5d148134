"""Who may see what of a log: the one place that decides, and every read goes through it.

The levels are those of the Traffic Light Protocol 2.0 (FIRST, 2022), read for a log whose keys say
who takes part: `clear` is for anybody; `green` for whoever the log knows; `amber` for the
organisations that take part, those with a key that may sign, and is not revoked; `amber-strict` for
the organisation that filed the entry; `red` for the readers and organisations named under
`releasable to`. Such a list narrows every level. Before the end of an embargo only the organisation
that filed it sees an entry; and it sees all that it filed, but what is `red` and for others by
name.

Nobody sees an entry that names something they may not see: a claim whose source is withheld, a
correction of a withheld claim, whatever stands in a withheld report, a decision upon a withheld
edition. An edition that nobody has approved is for the organisation that sealed it. So what a
reader gets is a record in itself, and nothing in it depends on what is withheld.

Prose cannot be marked: beside statements it is seen by whoever sees all of them, and a document
under `record/` that has none by the organisation that filed it. A file that statements name is seen
with one of them. A table of incidents, which none needs to
name, bears a marking: the last one that was entered of it decides, and each version of it is seen
only where its own allows it, too. A table without one is for those who filed it. Of links each
reader gets the last version that tells of nothing they may not see.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from servanda.record.marking import Level, Marking
from servanda.store.edition import cited_in, hash_of
from servanda.store.entry import OF_ANSWERS, STATEMENTS, Entry
from servanda.store.incident_tables import MARKINGS, NARROW, is_table
from servanda.store.keyring import Holder, Keyring
from servanda.store.log import Logged
from servanda.store.marked import marking_in, references_in
from servanda.store.roles import SIGNING
from servanda.values.instant import Instant

# Of an edition: they tell how much else there is, the last whether its answer is kept sealed.
BASIS = ("head", "keys", "result")
MARKED = frozenset((*STATEMENTS, *OF_ANSWERS))  # kinds that may be withheld


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who asks: by name, for an organisation; `is_owner` of whoever has the log itself,
    from whom no rule of ours can keep what is in it."""

    name: str = ""
    organisation: str = ""
    is_known: bool = False
    takes_part: bool = False
    is_owner: bool = False


OWNER = Reader(is_owner=True)
ANYBODY = Reader()


def reader_of(holder: Holder, ring: Keyring, at: Instant) -> Reader:
    """Who reads by a key, by the keys that count at an instant, which must be one of them."""
    assert holder.counts(at), "asked before"
    parts = any(
        other.organisation == holder.organisation
        and SIGNING & set(other.roles)
        and other.counts(at)
        for other in ring.holders.values()
    )
    return Reader(holder.name, holder.organisation, True, bool(holder.organisation) and parts)


def may_see(reader: Reader, marking: Marking, filed_by: str, at: Instant) -> bool:
    """Whether a reader may see what bears a marking and was filed by an organisation."""
    is_listed = bool({reader.name, reader.organisation} & set(marking.releasable_to) - {""})
    is_own = bool(reader.organisation) and reader.organisation == filed_by
    is_for_named = marking.level == "red" and bool(marking.releasable_to)
    if reader.is_owner or (is_own and (is_listed or not is_for_named)):
        return True
    if marking.embargo is not None and at < marking.embargo:
        return False
    if marking.releasable_to and not is_listed:
        return False
    if marking.is_protected and not marking.releasable_to:
        return False
    return _is_in_circle(reader, marking.level, bool(marking.releasable_to))


def is_ours(reader: Reader, filed_by: str) -> bool:
    """Whether a reader is of the organisation that filed something, or has the log itself."""
    return reader.is_owner or (bool(reader.organisation) and reader.organisation == filed_by)


def _is_in_circle(reader: Reader, level: Level, is_listed: bool) -> bool:
    match level:
        case "clear":
            return True
        case "green":
            return reader.is_known
        case "amber":
            return reader.takes_part
        case "amber-strict" | "red":
            return is_listed and reader.is_known


@dataclass(frozen=True, slots=True)
class Sight:
    """What of a log a reader may see: the statements that are withheld from them, by kind and
    name, the files, by name and number the documents of prose alone, and the positions at which
    single versions of a file are; and the editions of which they are not told how far the log went
    and which keys were there. `is_owners`: documents keep the names that their authors gave them,
    even where something in them is withheld."""

    withheld: frozenset[tuple[str, str]] = frozenset()
    files: frozenset[str] = frozenset()
    prose: frozenset[tuple[str, int]] = frozenset()
    versions: frozenset[int] = frozenset()
    is_owners: bool = True
    guarded: frozenset[tuple[str, str]] = frozenset()

    def shown(self, entry: Entry) -> Entry:
        """An entry that may be shown, without what of it may not."""
        if entry.key not in self.guarded:
            return entry
        told = {name: value for name, value in entry.holds.items() if name not in BASIS}
        return replace(entry, holds=told)

    def shows(self, entry: Entry) -> bool:
        """Whether an entry may be listed and shown; a document only where all in it may."""
        match entry.kind:
            case "document":
                return not self.withholds(entry)
            case "file":
                return entry.name not in self.files
            case _:
                return entry.key not in self.withheld

    def shows_version(self, file: Logged) -> bool:
        """Whether this version of a file may be seen."""
        return file.entry.name not in self.files and file.position not in self.versions

    def without_tables_of(self, later: "Sight") -> "Sight":
        """What was seen of a log as it was, without the tables, and versions of them, that are
        withheld of it now: the last marking of a table says who sees any of it."""
        closed = frozenset(name for name in later.files if is_table(name))
        return replace(self, files=self.files | closed, versions=self.versions | later.versions)

    def withholds(self, document: Entry) -> bool:
        """Whether something in a document is withheld."""
        return (document.name, document.number) in self.prose or _holds_any(document, self.withheld)


WHOLE = Sight()


def sight_of(
    reader: Reader,
    entries: Sequence[Logged],
    filed_by: Mapping[int, str],
    at: Instant,
    is_of_one: bool = False,
) -> Sight:
    """What a reader may see at an instant of entries that are opened as far as keys are at hand;
    `filed_by` has the organisation of each position; `is_of_one` of a log in which nobody else is
    there to approve. What is sealed nobody sees."""
    approved = {cited_in(one.entry)[0] for one in entries if one.entry.kind == "approval"}

    def is_shown(one: Logged) -> bool:
        is_draft = one.entry.kind == "edition" and not is_of_one
        if is_draft and hash_of(one.entry) not in approved:
            return is_ours(reader, filed_by.get(one.position, ""))
        return may_see(reader, _marking(one.entry), filed_by.get(one.position, ""), at)

    statements = [one for one in entries if one.entry.kind in MARKED]
    tables, versions = _tables(entries, is_shown)
    of_tables = frozenset(f"file:{name}" for name in tables)
    withheld = {
        one.entry.key for one in statements if "sealed" in one.entry.holds or not is_shown(one)
    }
    naming = [(one.entry, references_in(one.entry)) for one in statements]
    while True:
        names = _names(withheld) | of_tables
        further = {
            entry.key
            for entry, named in naming
            if entry.key not in withheld and not names.isdisjoint(named)
        }
        if not further:
            files = _files(entries, withheld) | tables | _for_owner(reader)
            prose = frozenset() if reader.is_owner else _prose(reader, entries, filed_by)
            guarded = frozenset(
                one.entry.key
                for one in entries
                if one.entry.kind == "edition"
                and not is_ours(reader, filed_by.get(one.position, ""))
            )
            owners = reader.is_owner
            return Sight(frozenset(withheld), files, prose, versions, owners, guarded)
        withheld |= further


def _for_owner(reader: Reader) -> frozenset[str]:
    """What says of each table who may see it names those that others may not know of."""
    return frozenset() if reader.is_owner else frozenset({MARKINGS})


def _marking(entry: Entry) -> Marking:
    if entry.kind == "file" and is_table(entry.name) and "marking" not in entry.holds:
        return NARROW
    return marking_in(entry)


def _tables(
    entries: Sequence[Logged], is_shown: Callable[[Logged], bool]
) -> tuple[frozenset[str], frozenset[int]]:
    """The files with a marking, or tables, of which no version is seen, by name; and every version
    that is not. One is seen where its own marking and the last of its name allow it, and where each
    file that it names is there and is seen. One that is withheld for what it names (links to a
    table that nobody else knows of) takes no earlier one away: that would tell of what it names."""
    marked = [
        one
        for one in entries
        if one.entry.kind == "file" and ("marking" in one.entry.holds or is_table(one.entry.name))
    ]
    latest = {f"file:{one.entry.name}": one for one in marked}
    closed = {name for name, one in latest.items() if not is_shown(one)}
    versions: set[int] = set()
    current: set[str] = set()  # of which the last version up to here is seen
    ever: set[str] = set()
    for one in marked:
        name, named = f"file:{one.entry.name}", references_in(one.entry)
        is_open = name not in closed and closed.isdisjoint(named) and is_shown(one)
        if is_open and current.issuperset(named):
            current.add(name)
            ever.add(name)
        else:
            current.discard(name)
            versions.add(one.position)
    withheld = {one.entry.name for name, one in latest.items() if name not in ever}
    return frozenset(withheld), frozenset(versions)


def _names(withheld: Iterable[tuple[str, str]]) -> frozenset[str]:
    """As references name them."""
    apart = ("source", "edition")
    return frozenset(
        f"{kind}:{name}" if kind in apart else f"entry:{name}" for kind, name in withheld
    )


def _files(entries: Sequence[Logged], withheld: Collection[tuple[str, str]]) -> frozenset[str]:
    """The files that only withheld statements name, and what is attached to a document of which
    something is withheld."""
    named: dict[str, bool] = {}
    for one in entries:
        for reference in references_in(one.entry) if one.entry.kind in STATEMENTS else ():
            kind, _, name = reference.partition(":")
            if kind == "file":
                named[name] = named.get(name, False) or one.entry.key not in withheld
    partly = {
        PurePosixPath(one.entry.name).stem
        for one in entries
        if one.entry.kind == "document" and _holds_any(one.entry, withheld)
    }
    attached = {
        one.entry.name
        for one in entries
        if one.entry.kind == "file" and _attached_to(one.entry.name) in partly
    }
    return frozenset({name for name, is_seen in named.items() if not is_seen} | attached)


def _prose(
    reader: Reader, entries: Sequence[Logged], filed_by: Mapping[int, str]
) -> frozenset[tuple[str, int]]:
    """The documents under `record/` without a statement that another organisation filed."""
    return frozenset(
        (one.entry.name, one.entry.number)
        for one in entries
        if one.entry.kind == "document"
        and one.entry.name.startswith("record/")
        and not (reader.organisation and reader.organisation == filed_by.get(one.position, ""))
        and not _has_statements(one.entry)
    )


def _attached_to(name: str) -> str:
    """The stem of the document that a file is attached to, or nothing."""
    parts = name.split("/")
    return parts[1] if len(parts) == 3 and parts[0] == "attached" else ""


def _holds_any(document: Entry, withheld: Collection[tuple[str, str]]) -> bool:
    parts = document.holds.get("parts")
    return isinstance(parts, list) and any(
        isinstance(part, list) and tuple(part) in withheld for part in parts
    )


def _has_statements(document: Entry) -> bool:
    parts = document.holds.get("parts")
    return isinstance(parts, list) and any(isinstance(part, list) for part in parts)
