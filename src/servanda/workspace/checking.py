"""Checking what others hand over: a whole log, a proof out of one, or two copies of one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from servanda.language.listing import listed
from servanda.store.canonical import Json, NotCanonicalError
from servanda.store.connection import Connection
from servanda.store.database import reading
from servanda.store.envelope import Envelope
from servanda.store.fault import NotAsShownError, StoreError
from servanda.store.head import Head, read_head, written_time
from servanda.store.intact import why_not_intact
from servanda.store.key import PublicKey
from servanda.store.log import APART, Log, Logged, entry_at, keyring, open_log
from servanda.store.parting import first_difference
from servanda.store.proof import (
    Inclusion,
    Proof,
    growth,
    last_head,
    read_proof,
    signed_by,
    wrong_in,
)
from servanda.store.tree import is_consistent
from servanda.store.verifying import UNREADABLE, Fault, Verified, verify
from servanda.workspace.as_logged import NotAsLoggedError
from servanda.workspace.files import WorkspaceError, reason
from servanda.workspace.json_file import json_in
from servanda.workspace.kept_head import head_in
from servanda.workspace.logged import read_log
from servanda.workspace.opening import now, workspace_of
from servanda.workspace.place import log_at, place_of
from servanda.workspace.trusted import are_some_trusted, why_not_trusted

_BEGINNING = 10_000  # bytes of a file, to see what it is
MOST_READ = 100_000  # entries: to read what the documents say takes longer than all else
UNREAD = (
    f"It has more than {MOST_READ:,} entries, and whether its documents say what was logged was "
    "not asked here; every answer from it asks that"
)


@dataclass(frozen=True, slots=True)
class Checked:
    """What was checked, whether its keeper's key was one that is trusted, and all that does not
    hold; whether it was compared with a head that was kept elsewhere; and what to look at of a log
    that holds all the same."""

    what: Verified | Proof
    is_key_given: bool
    faults: tuple[Fault, ...]
    is_head_given: bool = False
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy of a log by its last head, if one can be read; `changed` says why it is not as it was
    witnessed, if it is not."""

    head: Head | None
    changed: str | None


@dataclass(frozen=True, slots=True)
class Compared:
    """Two copies, and the first position at which they part, with the entry of each there; None:
    the shorter one is how the longer one begins."""

    first: Copy
    second: Copy
    parts_at: int | None = None
    of_first: Logged | None = None
    of_second: Logged | None = None


def checked(typed: str, trusted: PublicKey | None, since: Path | None) -> Checked:
    """A log, or a file with a proof; a proof is checked against a key and nothing else."""
    where = log_at(place_of(typed))
    if where is None and Path(typed).is_file():
        return _checked_proof(Path(typed), trusted)
    log = open_log(typed)
    with reading(log.database) as connection:
        found = verify(connection)
        faults = [*found.faults]
        if trusted is not None and found.keeper != trusted:
            whose = found.keeper.id if found.keeper else "unknown"
            faults.append(Fault("the log", f"is kept by {whose}, and not by {trusted.id}"))
        if trusted is None and found.keeper is not None:
            why = why_not_trusted(found.log, found.keeper.raw.hex())
            faults.extend(Fault("the log", each) for each in (why,) if each)
        if since is not None:
            faults.extend(_not_going_on(connection, since))
    warnings = ahead(found)
    if found.entries > MOST_READ:
        warnings += (UNREAD,)
    elif not found.faults:
        faults.extend(_documents_apart(typed))
    is_key_given = trusted is not None or are_some_trusted()
    return Checked(found, is_key_given, tuple(faults), since is not None, warnings)


def ahead(found: Verified) -> tuple[str, ...]:
    """What is to be said of a log whose last head is of a time that has not come."""
    at = now()
    if found.last is None or found.last.time <= at + APART:
        return ()
    return (
        f"Its last head is of {written_time(found.last.time)}, and this machine's clock shows "
        f"{written_time(at)}: the one or the other is wrong, and nothing can be added before then",
    )


def _documents_apart(where: str) -> Iterator[Fault]:
    """Where documents say something else than was logged: nothing that their form could show."""
    try:
        workspace_of(read_log(where, None, now()), where)
    except (NotAsLoggedError, NotAsShownError) as problem:
        yield Fault("the documents", str(problem))
    except (StoreError, WorkspaceError):
        return  # nothing is answered from it, for another reason


def compared(first: str, second: str) -> Compared:
    """Raises `WorkspaceError` for what are no copies of one log. One that was changed is compared
    as it stands."""
    one, other = open_log(first), open_log(second)
    with reading(one.database) as here, reading(other.database) as there:
        copies = _copy(here), _copy(there)
        names = {_name(log, copy) for log, copy in zip((one, other), copies, strict=True)}
        if len(names) > 1:
            raise WorkspaceError(
                "these are two logs, and not two copies of one: their names differ"
            )
        at = first_difference(here, there)
        if at is None:
            return Compared(*copies)
        return Compared(*copies, at, _entry(here, at), _entry(there, at))


def _copy(connection: Connection) -> Copy:
    changed = why_not_intact(connection)
    try:
        return Copy(last_head(connection)[1], changed)
    except (StoreError, NotCanonicalError):
        return Copy(None, changed)


def _name(log: Log, copy: Copy) -> str:
    """Of a log of which the first entry was changed, as its last head has it."""
    return copy.head.log if copy.changed and copy.head else log.name


def _entry(connection: Connection, position: int) -> Logged | None:
    try:
        return entry_at(connection, position)
    except StoreError:
        return Logged(position, UNREADABLE)


def _checked_proof(path: Path, trusted: PublicKey | None) -> Checked:
    written = _proof_in(path)
    if trusted is None:
        raise WorkspaceError("a proof is checked against the witness's public key: give --key")
    try:
        proof = read_proof(written)
    except NotCanonicalError as problem:
        raise WorkspaceError(f"{path} is no proof as `log prove` prints it: {problem}") from problem
    wrong = wrong_in(proof, trusted)
    others = [each for each in signed_by(proof) if each != trusted.id]
    faults = [
        Fault(f"{each} of the proof", "does not hold")
        for each in wrong
        if each != "the signature" or not others
    ]
    faults.extend(_by_others(proof, others, trusted))
    return Checked(proof, True, tuple(faults))


def _by_others(proof: Proof, others: Sequence[str], trusted: PublicKey) -> Iterator[Fault]:
    """That other keys signed than was given, which says nothing of whether that holds."""
    if not others:
        return
    heads = "the head" if isinstance(proof, Inclusion) else "a head"
    if len(signed_by(proof)) > 1:
        how = (
            f"its two heads are signed by {listed(signed_by(proof))}, and a proof is checked "
            "against one key: ask for one between heads of one witness, or verify the log itself"
        )
    else:
        how = "give --key with the public key of that witness, from somebody whom you trust"
    yield Fault(
        f"{heads} of the proof",
        f"is signed by {listed(others)}, and the key that was given is {trusted.id}: so it cannot "
        f"be said whether it holds; {how}",
    )


def _proof_in(path: Path) -> Json:
    """The JSON of a proof; `WorkspaceError` for any other file, with what it seems to be."""
    try:
        with path.open("rb") as file:
            begins = file.read(_BEGINNING).lstrip()
    except OSError as problem:
        raise WorkspaceError(f"cannot read {path}: {reason(problem)}") from problem
    if not begins.startswith(b"{"):
        what = "no log and no proof" if begins else "empty, and so no log and no proof"
        raise WorkspaceError(
            f"{path} is {what}; if it was a log, its beginning is damaged: keep it aside, restore "
            "a backup and verify that"
        )
    if b'"table":' in begins.partition(b"\n")[0]:
        raise WorkspaceError(f"{path} is a dump, and no log or proof: tools/verify_log.py takes it")
    written = json_in(path)
    if not isinstance(written, dict) or "proves" not in written:
        is_head = isinstance(written, dict) and "payloadType" in written
        what = "a head: give it as --since with a log" if is_head else "something else"
        raise WorkspaceError(f"{path} is no log, and no proof as `log prove` prints it, but {what}")
    return written


def _not_going_on(connection: Connection, since: Path) -> tuple[Fault, ...]:
    """Why a log does not go on from a head that was kept elsewhere."""
    envelope = head_in(since)
    old, new = read_head(envelope), last_head(connection)[1]
    where = f"the head of {since}"
    if old.log != new.log:
        return (Fault(where, "is of another log"),)
    if old.size > new.size:
        return (Fault(where, f"covers {old.size} entries; here are only {new.size}"),)
    proof = growth(connection, envelope)
    found = tuple(Fault(where, what) for what in _not_witnessed(connection, envelope, old))
    if is_consistent(old.size, old.root, new.size, new.root, proof.path):
        return found
    changed = "covers other entries than these: what was logged has been changed"
    return (*found, Fault(where, changed))


def _not_witnessed(connection: Connection, envelope: Envelope, head: Head) -> Iterator[str]:
    """Why a head was signed by nobody who might have, by the keys that the log then had."""
    try:
        holder = keyring(connection, head.size).holders.get(envelope.key)
    except (NotCanonicalError, StoreError):
        yield "is of a time whose keys cannot be read"
        return
    if holder is None:
        yield f"is signed by {envelope.key}, a key that the log did not have"
    elif not envelope.is_signed_by(holder.key):
        yield f"does not bear the signature of {holder.name}"
    elif not holder.may("witness", head.time):
        yield f"is signed by {holder.name}, who might not sign as witness then"
