"""What an entry of the log holds, in lines to be read; `--json` has it as it stands."""

from collections.abc import Iterator, Mapping

from servanda.store.canonical import Json, NotCanonicalError
from servanda.store.entry import Entry
from servanda.store.head import written_time
from servanda.store.keyring import holder_of
from servanda.store.submission import read_submission
from servanda.values.instant import NEVER

SHOWN_ELSEWHERE = {"edition": "servanda edition show", "decision": "servanda decision show"}
TIMES = frozenset({"from", "embargo", "read_at"})  # instants, as numbers in the log


def lines_of(entry: Entry) -> Iterator[str]:
    """A statement as it was written; of everything else what it holds, a line for each."""
    text = entry.holds.get("text")
    if isinstance(text, str):
        yield from text.splitlines()
        return
    if entry.kind in ("document", "file", "approval"):
        yield f"number {entry.number}"
    yield from _of_kind(entry)


def _of_kind(entry: Entry) -> Iterator[str]:
    match entry.kind:
        case "key":
            yield from _key(entry)
        case "submission":
            yield from _submission(entry)
        case "edition" | "decision":
            yield f"{entry.holds.get('title') or entry.holds.get('because')}"
            yield f"`{SHOWN_ELSEWHERE[entry.kind]}` tells all of it"
        case _:
            yield from _plain(entry.holds)


def _key(entry: Entry) -> Iterator[str]:
    holder = holder_of(entry)
    yield f"for {holder.organisation or 'no organisation'}"
    yield f"roles: {', '.join(holder.roles)}"
    end = "" if holder.end == NEVER else f" until {written_time(holder.end)}"
    yield f"from {written_time(holder.start)}{end}"
    yield f"public half {holder.key.raw.hex()}"


def _submission(entry: Entry) -> Iterator[str]:
    try:
        submission, envelope = read_submission(entry)
    except NotCanonicalError as problem:
        yield str(problem)
        return
    several = "entry" if submission.count == 1 else "entries"
    yield f"signs the {submission.count:,} {several} before it"
    yield f"root {submission.root.hex()}"
    yield f"key {envelope.key}"


def _plain(holds: Mapping[str, Json]) -> Iterator[str]:
    for name, value in holds.items():
        if name in ("parts", "sealed") or value is None:
            continue
        if name in TIMES and isinstance(value, int):
            yield f"{name} {written_time(value)}"
        else:
            yield f"{name} {_words(value)}"


def _words(value: Json) -> str:
    match value:
        case True | False:
            return "yes" if value else "no"
        case list():
            return ", ".join(map(_words, value))
        case Mapping():
            return ", ".join(f"{name} {_words(one)}" for name, one in value.items())
    return str(value)
