"""How fast a log grows, how long it takes to verify, prove and read, and how large it is: of a
million claims in SQLite; and the Gaza example from a log and from its folder.

Run it with `make bench`, or with fewer claims: `python -m benchmarks.log 100000`. Each line gives
seconds of one core, beside them those on the clock, as the disk has its say too, and the ratio to
the aim.
"""

import gc
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage

from servanda.store.database import reading
from servanda.store.entry import Entry, written
from servanda.store.intact import require_intact
from servanda.store.key import ROLES, new_key
from servanda.store.keyring import Holder
from servanda.store.log import Hand, Log, append, begin_log, held_open, open_log
from servanda.store.proof import prove_entry
from servanda.store.verifying import verify

EXAMPLE = Path(__file__).parents[1] / "examples" / "gaza-2025"
CLAIMS, AT_ONCE, SINGLE, SEED = 1_000_000, 50_000, 100, 1
IN_ONE = 1_000  # claims in a document
BEGUN = 1_760_000_000  # an instant
APPENDED_AIM, VERIFIED_AIM, PROVED_AIM = 100_000, 30.0, 0.005  # claims a second, seconds
RUNS = 5


@dataclass(slots=True)
class Took:
    """Seconds of one core, and on the clock."""

    core: float = 0.0
    clock: float = 0.0

    @contextmanager
    def more(self) -> Iterator[None]:
        core, clock = time.process_time(), time.perf_counter()
        yield
        self.core += time.process_time() - core
        self.clock += time.perf_counter() - clock


def main(count: int) -> None:
    gc.disable()  # as the program does
    with tempfile.TemporaryDirectory() as folder:
        log, hand = begun(str(Path(folder) / "many.log"))
        growing(log, hand, count)
        asking(log)
        verifying(log, count)
        proving(log, count)
        one_by_one(log, hand, Path(folder))
        from_log_and_folder(Path(folder))


def begun(where: str) -> tuple[Log, Hand]:
    key = new_key()
    keeper = Holder("keeper", key.public, ROLES, "", BEGUN)
    return begin_log(where, "many claims", keeper, key, BEGUN), Hand(key, key)


def claim(number: int) -> Entry:
    report = f"R{number // 7}"
    text = (
        f"claim observer says gate-{number % 5} opened\n"
        f"  on 2026-01-{1 + number % 28:02}\n"
        f"  for {number % 13} trucks\n"
    )
    return Entry("claim", f"{report}.{number % 7 + 1}", {"report": report, "text": text})


def growing(log: Log, hand: Hand, count: int) -> None:
    took = Took()
    before = Path(log.where).stat().st_size
    for first in range(0, count, AT_ONCE):
        end = min(first + AT_ONCE, count)
        claims = [claim(number) for number in range(first, end)]
        documents = [document(number, end) for number in range(first, end, IN_ONE)]
        with took.more():
            append(log, [*claims, *documents], hand, BEGUN + first)
    what = f"{count:,} claims appended, {AT_ONCE:,} under a signature"
    told(what, took, count / APPENDED_AIM)
    print(f"{'':60} ({count / took.core:,.0f} a second of one core, aim {APPENDED_AIM:,})")
    size = (Path(log.where).stat().st_size - before) / count
    body = sum(len(written(claim(number))) for number in range(1_000)) / 1_000
    print(f"{'bytes of the file for each':60} {size:7.0f}  ({body:.0f} of them the entry)")


def document(first: int, end: int) -> Entry:
    """In which some of the claims before an end stand, as an import has them."""
    names = [claim(number).name for number in range(first, min(first + IN_ONE, end))]
    parts = [part for name in names for part in ("\n", ["claim", name])]
    return Entry("document", f"record/{first}.md", {"parts": parts})


def asking(log: Log) -> None:
    took = Took()
    with took.more(), reading(log.database) as connection:
        require_intact(connection)
    what = "what is asked of all of it before an answer"
    print(f"{what:60} {took.core:7.4f}  ({took.clock:.4f} s on the clock)")


def verifying(log: Log, count: int) -> None:
    took = Took()
    with took.more(), reading(log.database) as connection:
        found = verify(connection)
    assert not found.faults, found.faults
    told("all of it verified", took, VERIFIED_AIM * count / CLAIMS)


def proving(log: Log, count: int) -> None:
    """Of claims drawn at random: each with the log opened for it, and one after another."""
    draw = random.Random(SEED)
    names = [claim(draw.randrange(count)).name for _ in range(200)]
    cold, warm = Took(), Took()
    for name in names:
        with cold.more(), reading(open_log(log.where).database) as connection:
            prove_entry(connection, None, name)
    with reading(log.database) as connection:
        for name in names:
            with warm.more():
                prove_entry(connection, None, name)
    for what, took in (("the log opened for it", cold), ("in an open log", warm)):
        took.core, took.clock = took.core / len(names), took.clock / len(names)
        told(f"one proof, {what}", took, PROVED_AIM)


def one_by_one(log: Log, hand: Hand, folder: Path) -> None:
    """Single claims, each acknowledged when it is on the disk; and what one sync of it takes."""
    synced = Took()
    with (folder / "synced").open("wb", buffering=0) as file, synced.more():
        for _ in range(SINGLE):
            file.write(bytes(4096))
            os.fsync(file.fileno())
    with held_open(log) as held:
        told_single("one claim in a document, in a log that is held open", held, hand, "H")
    told_single("one claim in a document, the log opened and closed for it", log, hand, "A")
    clock = f"({synced.clock / SINGLE:.4f} s on the clock)"
    print(f"{'baseline: one sync of this disk':60} {synced.core / SINGLE:7.4f}  {clock}")


def told_single(what: str, log: Log, hand: Hand, name: str) -> None:
    took = Took()
    for number in range(SINGLE):
        key = "claim", f"{name}.{number}"
        entry = Entry(*key, {"report": name, "text": "claim\n"})
        own = Entry("document", f"record/{name}.{number}.md", {"parts": [list(key)]})
        with took.more():
            append(log, (entry, own), hand, BEGUN + CLAIMS)
    print(f"{what:60} {took.core / SINGLE:7.4f}  ({took.clock / SINGLE:.4f} s on the clock)")


def from_log_and_folder(folder: Path) -> None:
    place, keys = folder / "gaza.log", ("--keys", str(folder / "keys"))
    servanda("log", "new", str(place), "--title", "gaza-2025", "--keeper", "keeper", *keys)
    servanda("record", "import", str(EXAMPLE), "--store", str(place), *keys)
    of_folder, of_log = (
        min(servanda("status", str(where), "--at", "2025-12-31") for _ in range(RUNS))
        for where in (EXAMPLE, place)
    )
    print(f"{'status of Gaza from its folder':60} {of_folder:7.3f}")
    print(f"{'status of Gaza from a log':60} {of_log:7.3f}  (x{of_log / of_folder:.2f}; aim 1)")


def servanda(*command: str) -> float:
    """Runs a command; seconds of one core."""
    before = getrusage(RUSAGE_CHILDREN)
    run = [sys.executable, "-m", "servanda", *command]
    subprocess.run(run, check=True, stdout=subprocess.DEVNULL)
    after = getrusage(RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def told(what: str, took: Took, aim: float) -> None:
    print(f"{what:60} {took.core:7.4f}  ({took.clock:.4f} s on the clock; ", end="")
    print(f"{took.core / aim:.2f} of the aim of {aim:g} s)")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else CLAIMS)
