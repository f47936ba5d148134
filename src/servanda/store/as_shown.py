"""Whether a sealed document, once opened, is the one that the log shows to whoever has no key.

Who may enter what, and that every statement stands in one document, is asked of the names and parts
outside of boxes, as anybody can check that. Answers use those within. With a program of his own an
author who has the key of a protected source could seal another document than he shows: one with the
name of another's, or with what others said in it. Only whoever has the key can see that, and so it
is asked of every log that is laid out with one: docs/log-format.md, what is sealed.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from servanda.store.access import Sight
from servanda.store.canonical import Json, NotCanonicalError
from servanda.store.entering import RECORD, why_no_name
from servanda.store.entry import STATEMENTS, Entry
from servanda.store.fault import NotAsShownError
from servanda.store.holding import require_holds
from servanda.store.log import Logged
from servanda.store.sealing import keys_in, shown_parts

SHOWN = ("document", "source")  # the kinds of entries with another name outside of their boxes


def require_as_shown(stored: Iterable[Logged], entries: Iterable[Logged]) -> None:
    """`NotAsShownError` where a document that was opened is another one than is shown; `stored` has
    the documents and sources as the log does, `entries` those that are asked about, opened as far
    as keys are at hand."""
    opened = {one.position: one.entry for one in entries if one.entry.kind in SHOWN}
    pairs = [(one.entry, opened[one.position]) for one in stored if one.position in opened]
    sources = [(entry.name, plain.name) for entry, plain in pairs if entry.kind == "source"]
    documents = [each for each in pairs if each[0].kind == "document"]
    for entry, plain in documents:
        if _is_opened(entry, plain):
            # By its keys, as two authors may each have a source that they call the same.
            used = {f"protected-{key}" for key in keys_in(entry)}
            hidden = {own: name for name, own in sources if name in used}
            for why in _apart(entry, plain, hidden):
                raise _refused(entry, why)
    for entry, why in _misnamed(documents):
        raise _refused(entry, why)


def require_all_laid(entries: Iterable[Logged], placed: Iterable[int], sight: Sight) -> None:
    """`NotAsShownError` where a statement that may be seen begins at none of these places, or at
    several: no box makes one vanish, nor another one that begins on the same line."""
    times = Counter(placed)
    for one in entries:
        is_said = one.entry.kind in STATEMENTS and one.entry.key not in sight.withheld
        if is_said and times[one.position] != 1:
            what, lines = " ".join(one.entry.key), times[one.position]
            raise NotAsShownError(
                f"the log answers nothing, as the {what} begins in {lines} places of its "
                "documents, and not in one"
            )


def _is_opened(entry: Entry, plain: Entry) -> bool:
    box = entry.holds.get("sealed")
    return box is not None and plain.holds.get("sealed") != box


def _apart(entry: Entry, plain: Entry, hidden: Mapping[str, str]) -> Iterator[str]:
    """How a document shows itself to be another one than it is within its box."""
    parts = _parts_of(plain)
    if parts is None:
        yield "holds within its box what no document holds"
    elif shown_parts(parts, hidden) != entry.holds["parts"]:
        yield "has other statements within its box than those that the log shows in it"
    if why_no_name(plain.name):
        yield "has within its box a name that no document has"
    if entry.name.startswith(RECORD) != plain.name.startswith(RECORD):
        yield f"lies only outside of its box, or only within, under {RECORD}"


def _parts_of(plain: Entry) -> list[Json] | None:
    parts = plain.holds.get("parts")
    if "sealed" in plain.holds or not isinstance(parts, list):
        return None
    try:
        require_holds(plain)
    except NotCanonicalError:
        return None
    return parts


def _misnamed(documents: Iterable[tuple[Entry, Entry]]) -> Iterator[tuple[Entry, str]]:
    """The documents with a name that another one has, in a box or outside; and those with another
    name within than before: what is moved is another document, and leaves its first one empty."""
    whose: dict[str, str] = {}  # the name in the log of what has a name
    own: dict[str, str] = {}  # and the other way round, where it is known
    clashing: dict[str, Entry] = {}
    for entry, plain in documents:
        is_open = "sealed" not in plain.holds
        if is_open and own.setdefault(entry.name, plain.name) != plain.name:
            yield entry, "has another name within its box than when it was entered before"
        if _is_opened(entry, plain):
            clashing[plain.name] = entry
        if whose.setdefault(plain.name, entry.name) != entry.name:
            yield clashing.get(plain.name, entry), "has within its box the name of another document"


def _refused(document: Entry, why: str) -> NotAsShownError:
    return NotAsShownError(
        f"the log answers nothing, as a sealed document is not what it is shown to be: "
        f"{document.name}, as entry {document.number} of that name has it, {why}"
    )
