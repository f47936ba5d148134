"""Protected sources: what would tell who they are is in the log only under a key held apart.

Each protected source has a key of its own. Sealed with it are its own entry, name and all, every
statement that names it, and the prose and the names of the documents that these stand in. Files
are not sealed: none that would tell of a protected source is taken. The log holds, and its
heads cover, what is sealed; when the key is destroyed, nobody can read it again and the log holds
as before. What names several protected sources needs the keys of all; so does an answer that was
made with them, which is kept in an edition.

AES-256-GCM with a random nonce of 96 bits (NIST SP 800-38D); for several keys under one that
HKDF-SHA256 (RFC 5869) derives from all. The kind and name of the entry are authenticated, so that
nothing sealed can be moved to another entry.
"""

import base64
import binascii
import hashlib
import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count
from pathlib import PurePosixPath

from servanda.store.canonical import Json, canonical, read_canonical
from servanda.store.entry import STATEMENTS, Entry
from servanda.store.fault import NotAsShownError, StoreError
from servanda.store.incident_tables import sources_among
from servanda.store.log import Logged
from servanda.store.marked import marking_in, references_in
from servanda.store.untold import require_untold, untold_in

NONCE = 12  # bytes
LEAST_BOX = NONCE + 16  # a nonce, and the tag of no text
PURPOSE = b"servanda protected source"


@dataclass(frozen=True, slots=True)
class SealingKey:
    """32 random bytes; whoever has them reads what is sealed with them."""

    raw: bytes

    @property
    def id(self) -> str:
        return hashlib.sha256(PURPOSE + self.raw).hexdigest()[:16]


def new_sealing_key() -> SealingKey:
    return SealingKey(os.urandom(32))


def protected_in(entries: Iterable[Entry]) -> Iterator[str]:
    """The names of the sources that are protected."""
    for entry in entries:
        if entry.kind == "source" and marking_in(entry).is_protected:
            yield entry.name


def sealed_entries(
    entries: Iterable[Entry],
    before: Mapping[tuple[str, str], Entry],
    keys: Mapping[str, SealingKey],
    documents: Mapping[str, Entry] | None = None,
) -> Iterator[Entry]:
    """The entries as they enter the log; `keys` has that of every protected source by its name,
    `before` the statements that are logged already, opened, and `documents` by their true names
    those that are, as they stand in the log.

    Raises `StoreError` for a file that would tell of a protected source, and where what is not
    sealed names one.
    """
    entries = tuple(entries)
    statements = {**before, **{one.key: one for one in entries if one.kind in STATEMENTS}}
    logged = dict(documents or {})
    sealed = {name for name, one in logged.items() if "sealed" in one.holds}
    sources = (statements.get(("source", name)) for name in keys)
    opened = [one for one in sources if one is not None]
    untold = untold_in(entries, statements, opened, logged.values())
    for entry in entries:
        if entry.kind == "document":
            last = logged.get(entry.name)
            names = {name for part in _pairs(entry) for name in _named(statements[part], keys)}
            names |= {name for name, key in keys.items() if last and key.id in keys_in(last)}
            if names:
                sealed.add(entry.name)
                used = [keys[name] for name in names]
                taken = {one.name for one in logged.values()}
                name = last.name if last else _neutral(entry.name, used, taken)
                entry = logged[entry.name] = _sealed_document(entry, name, names, keys)
            require_untold(entry, untold)
            yield entry
        elif entry.kind == "file":
            require_untold(entry, untold)
            _require_not_attached(entry, sealed)
            _require_no_table(entry, keys)
            yield entry
        else:
            entry = _sealed_statement(entry, _named(entry, keys), keys)
            require_untold(entry, untold)
            yield entry


def opened_all(logged: Iterable[Logged], keys: Mapping[str, SealingKey]) -> Iterator[Logged]:
    """The entries, each opened if its keys are at hand, by their ids; else as it is logged, but
    that a document names the sources in it as they are named here."""
    names: dict[str, str] = {}  # of the sources that were opened, by those they are logged under
    for one in logged:
        entry = one.entry
        plain = opened_entry(entry, keys)
        if plain is None:
            plain = _with_names(entry, names) if entry.kind == "document" else entry
        elif entry.kind == "source" and plain.name != entry.name:
            names[entry.name] = plain.name
        yield one if plain is entry else Logged(one.position, plain)


def opened_entry(entry: Entry, keys: Mapping[str, SealingKey]) -> Entry | None:
    """An entry with what is sealed in it opened; None where a key is not at hand (`keys` by their
    ids). `StoreError` where what was sealed has been changed."""
    box = entry.holds.get("sealed")
    if box is None:
        return entry
    plain = _opened(box, entry, keys)
    if plain is None:
        return None
    name, holds = plain["name"], plain["holds"]
    if not isinstance(name, str) or not isinstance(holds, Mapping):
        raise StoreError(f"what is sealed in {entry.kind} {entry.name} cannot be read")
    if entry.kind in STATEMENTS:
        _require_as_shown(entry, name, holds)
    return replace(entry, name=name, holds=holds)


def shown_parts(parts: Iterable[Json], hidden: Mapping[str, str]) -> list[Json]:
    """The parts of a document as they stand outside of its box; `hidden` has by which name the log
    has each source that is sealed."""
    return [_shown(part, hidden) for part in parts]


def keys_in(entry: Entry) -> tuple[str, ...]:
    """The ids of the keys that an entry is sealed with; none: it is open."""
    match entry.holds.get("sealed"):
        case {"keys": list(ids)}:
            return tuple(map(str, ids))
    return ()


def _require_as_shown(entry: Entry, name: str, holds: Mapping[str, Json]) -> None:
    """A statement has its own name within, and it says something; a source alone has another."""
    is_renamed = entry.kind != "source" and name != entry.name
    if is_renamed or "sealed" in holds or not isinstance(holds.get("text"), str):
        raise NotAsShownError(
            f"the log answers nothing, as what is sealed in the {entry.kind} {entry.name} is no "
            "statement of that name"
        )


def _named(entry: Entry, keys: Mapping[str, SealingKey]) -> tuple[str, ...]:
    """The protected sources that an entry is of, or names."""
    if entry.kind == "source":
        return (entry.name,) if entry.name in keys else ()
    if entry.kind not in STATEMENTS:
        return ()
    found = {name.removeprefix("source:") for name in references_in(entry)}
    return tuple(sorted(found & set(keys)))


def _sealed_statement(entry: Entry, names: Sequence[str], keys: Mapping[str, SealingKey]) -> Entry:
    if not names:
        return entry
    for reference in references_in(entry):
        if reference.startswith("file:"):
            raise StoreError(
                f"the {entry.kind} {entry.name} is of a protected source and names the file "
                f"{reference.removeprefix('file:')}, which the log would hold for all to read; "
                "nothing was logged: say what it says in claims"
            )
    used = [keys[name] for name in names]
    name = f"protected-{used[0].id}" if entry.kind == "source" else entry.name
    holds: dict[str, Json] = {"sealed": _box(entry, name, entry.holds, used)}
    for kept in ("report", "count"):
        if kept in entry.holds:
            holds[kept] = entry.holds[kept]
    return replace(entry, name=name, holds=holds)


def _sealed_document(
    entry: Entry, name: str, names: Collection[str], keys: Mapping[str, SealingKey]
) -> Entry:
    """Its prose and its own name are sealed; which statements stand in it is not. `name` is what it
    is logged under."""
    parts = entry.holds["parts"]
    assert isinstance(parts, list), "made by us"
    shown = shown_parts(parts, {name: f"protected-{keys[name].id}" for name in names})
    box = _box(entry, name, entry.holds, [keys[each] for each in names])
    holds: dict[str, Json] = {"parts": shown, "sealed": box}
    return replace(entry, name=name, holds=holds)


def _neutral(name: str, keys: Iterable[SealingKey], taken: Collection[str]) -> str:
    """A name for a document that says nothing but whether it is of the record."""
    folder = "record/" if name.startswith("record/") else ""
    start = f"{folder}protected-{min(key.id for key in keys)}"
    return next(
        each for each in (f"{start}-{number}.md" for number in count(1)) if each not in taken
    )


def _require_not_attached(file: Entry, sealed: Iterable[str]) -> None:
    """To no document that is sealed."""
    folder, _, rest = file.name.partition("/")
    if folder == "attached" and rest.partition("/")[0] in {
        PurePosixPath(one).stem for one in sealed
    }:
        raise StoreError(
            "files cannot be attached to a report that names a protected source: the log would "
            "hold them, name and all, for all to read; nothing was logged"
        )


def _require_no_table(file: Entry, protected: Collection[str]) -> None:
    """Of no protected source."""
    for source in sources_among((file.name,)):
        if source in protected:
            raise StoreError(
                "a table of incidents is named as a protected source: the log would hold it, name "
                "and all, for all to read; nothing was logged"
            )


def _with_names(document: Entry, names: Mapping[str, str]) -> Entry:
    """A document that cannot be opened, with these names of sources for those in it: of several
    that are protected some may have a key here."""
    parts = document.holds.get("parts")
    if not names or not isinstance(parts, list):
        return document
    return replace(
        document, holds={**document.holds, "parts": [_shown(each, names) for each in parts]}
    )


def _shown(part: Json, hidden: Mapping[str, str]) -> Json:
    match part:
        case ["source", str(name)]:
            return ["source", hidden.get(name, name)]
        case list():
            return part
    return None


def _box(
    entry: Entry, name: str, holds: Mapping[str, Json], keys: Sequence[SealingKey]
) -> Mapping[str, Json]:
    plain = canonical({"holds": holds, "name": entry.name})
    box = sealed_bytes(plain, (entry.kind, name, entry.number), keys)
    return {"box": base64.b64encode(box).decode(), "keys": sorted(key.id for key in keys)}


def sealed_bytes(plain: bytes, of: tuple[str, str, int], keys: Iterable[SealingKey]) -> bytes:
    """A random nonce, and behind it what is sealed under all of these keys; it opens only in what
    it is of: the kind, name and number of an entry."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # only where it is needed

    nonce = os.urandom(NONCE)
    return nonce + AESGCM(_joined(keys)).encrypt(nonce, plain, _bound(*of))


def opened_bytes(sealed: bytes, of: tuple[str, str, int], keys: Iterable[SealingKey]) -> bytes:
    """What was sealed so; `StoreError` where it was changed, or is of something else."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        return AESGCM(_joined(keys)).decrypt(sealed[:NONCE], sealed[NONCE:], _bound(*of))
    except (InvalidTag, ValueError) as problem:
        raise StoreError(f"what is sealed in {of[0]} {of[1]} was changed") from problem


def _opened(box: Json, entry: Entry, keys: Mapping[str, SealingKey]) -> Mapping[str, Json] | None:
    match box:
        case {"box": str(text), "keys": list(ids)}:
            if not all(isinstance(each, str) and each in keys for each in ids):
                return None
            used = [keys[str(each)] for each in ids]
        case _:
            raise StoreError(f"what is sealed in {entry.kind} {entry.name} cannot be read")
    try:
        data = base64.b64decode(text, validate=True)
        return read_canonical(opened_bytes(data, (entry.kind, entry.name, entry.number), used))
    except (binascii.Error, ValueError) as problem:
        raise StoreError(f"what is sealed in {entry.kind} {entry.name} was changed") from problem


def _joined(keys: Iterable[SealingKey]) -> bytes:
    keys = sorted(keys, key=lambda key: key.id)
    if len(keys) == 1:
        return keys[0].raw
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    material = b"".join(key.raw for key in keys)
    return HKDF(SHA256(), 32, None, PURPOSE).derive(material)


def _bound(kind: str, name: str, number: int) -> bytes:
    return canonical([kind, name, number])


def _pairs(document: Entry) -> Iterator[tuple[str, str]]:
    parts = document.holds.get("parts")
    for part in parts if isinstance(parts, list) else ():
        if isinstance(part, list):
            kind, name = part
            yield str(kind), str(name)
