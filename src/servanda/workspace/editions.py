"""Editions of a log: sealed, approved, found and read as somebody who may see them."""

import hashlib
import json
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from servanda.agreement.model import Agreement
from servanda.evidence.standard_ladder import standard_ladder
from servanda.publish.answers import Answer, Matter, answer_bytes, answer_of
from servanda.publish.policy import Policy
from servanda.publish.policy_file import NAME, read_policy
from servanda.publish.public_matter import public_known, public_matter
from servanda.record.marking import Marking
from servanda.store.edition import (
    Basis,
    Edition,
    KeptFile,
    cited_in,
    edition_entry,
    hash_of,
    read_edition,
)
from servanda.store.entry import OF_ANSWERS, STATEMENTS, Entry
from servanda.store.fault import StoreError
from servanda.store.files import file_data
from servanda.store.head import Head
from servanda.store.keyring import Keyring
from servanda.store.log import Hand, Log, Logged, append, heads, keyring, logged
from servanda.store.sealing import opened_bytes, sealed_bytes
from servanda.values.instant import Instant
from servanda.verdict.assessment import Question
from servanda.workspace.files import WorkspaceError, printable
from servanda.workspace.keys import keys_folder, sealing_keys
from servanda.workspace.logged import LogRead, Prefix, Standing, read_log, revoked_since, seen_by
from servanda.workspace.model import Workspace
from servanda.workspace.opening import are_files_others, as_known_of, now, workspace_of
from servanda.workspace.program import this_program
from servanda.workspace.protected_names import require_untold, sources_in
from servanda.workspace.recording import covering, opened


@dataclass(frozen=True, slots=True)
class Read:
    """A log as it was read for an answer: what was in it, what it says, on what that rests, and
    where the keys of protected sources are."""

    workspace: Workspace
    agreement: Agreement
    basis: Basis
    head: Head
    keys: Path
    again: Callable[[Instant], LogRead]  # the same with its files as they were by an instant

    def matter(self, question: Question, policy: Policy | None = None) -> Matter:
        """With the figures and rows that the log had by what is to be known, and of an answer that
        will be public under a policy by what may be told."""
        viewpoint = self.workspace.viewpoints.get(question.viewpoint)
        if viewpoint is None:
            raise WorkspaceError(f"there is no viewpoint named {printable(question.viewpoint)} now")
        known, record = question.known, self.workspace.record
        if policy is not None:
            known = public_known(question, policy, self.agreement.calendar)
        if are_files_others(self.workspace, known):
            record = as_known_of(self.again(known), "the log", self.workspace, known).record
        return Matter(self.agreement, record, viewpoint, question)


@dataclass(frozen=True, slots=True)
class Signed:
    """Who submitted an entry, and when it was witnessed."""

    by: str
    organisation: str
    key: str  # its id
    known: Instant


@dataclass(frozen=True, slots=True)
class Sealed:
    """An edition as it stands in a log: its entry, by whom, and who approved it. `tells_basis` for
    whoever has the log and the organisation that sealed it: how far the log went, which keys were
    there and whether its answer is kept sealed would tell others what is withheld."""

    edition: Edition
    entry: Entry
    hash: str  # by which it is cited
    author: Signed
    approvals: tuple[Signed, ...]
    tells_basis: bool


def read_now(
    where: str, reader: str | None, keys: Path | None = None, standing: Standing | None = None
) -> Read:
    """A log as it is, read by somebody, who may be judged by another standing than that of now;
    embargoes as at this moment."""
    at, folder = now(), keys or keys_folder()

    def read(known: Instant | None = None) -> LogRead:
        return read_log(where, reader, at, keys=folder, standing=standing, known=known)

    return _read(where, reader, at, read, folder)


def read_then(where: str, basis: Basis) -> Read:
    """A log as it was for an edition: its prefix, its reader, the embargoes and keys of then."""
    prefix, folder = Prefix(basis.size, basis.keys), keys_folder()

    def read(known: Instant | None = None) -> LogRead:
        return read_log(where, basis.reader, basis.read_at, prefix, folder, known=known)

    return _read(where, basis.reader, basis.read_at, read, folder)


def _read(
    where: str,
    reader: str | None,
    at: Instant,
    read: Callable[[Instant | None], LogRead],
    keys: Path,
) -> Read:
    found = read(None)
    workspace = workspace_of(found, where)
    if workspace.agreement is None:
        raise WorkspaceError("the log has no agreement to ask about")
    head = found.head
    basis = Basis(head.number, head.size, head.root.hex(), reader, at, found.keys, found.agreement)
    return Read(workspace, workspace.agreement, basis, head, keys, read)


# --- Sealing -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Draft:
    """An edition that is to be sealed: its name, title and marking, and which answer; of a
    public one, the text of the publication policy."""

    name: str
    title: str
    marking: Marking
    answer: Answer
    subject: str | None
    policy: str | None = None


def seal(log: Log, draft: Draft, read: Read, question: Question, hand: Hand) -> str:
    """Answers the question, and logs the answer as an edition; the name of the edition."""
    texts = {"name": draft.name, "title": draft.title, "policy": draft.policy or ""}
    with opened(log.where) as connection:
        names = {one.entry.name for one in logged(connection, ("edition",))}
        require_untold(texts, sources_in(connection))
    if draft.name in names:
        raise WorkspaceError(
            f"the log has an edition {printable(draft.name)}; name yours otherwise"
        )
    policy = None if draft.policy is None else _policy_in(draft.policy)
    matter = read.matter(question, policy)
    files: tuple[bytes, ...] = ()
    if policy is not None and draft.policy is not None:
        matter = public_matter(matter, policy)
        files = (draft.policy.encode(),)
    answer = answer_bytes(answer_of(draft.answer, draft.subject, matter))
    data = _as_kept(answer, draft.name, read)
    edition = Edition(
        draft.name,
        draft.title,
        draft.answer,
        draft.subject,
        question,
        read.basis,
        this_program(),
        _hash(data),
        len(data),
        draft.marking,
        next((KeptFile(_hash(each), len(each)) for each in files), None),
    )
    append(log, (edition_entry(edition),), hand, now(), (data, *files))
    return edition.name


def _as_kept(answer: bytes, name: str, read: Read) -> bytes:
    """The bytes that the log keeps: sealed under the keys of all protected sources that it was made
    with, if any. Without them nobody can so much as try a guess against its hash."""
    if not read.basis.keys:
        return answer
    keys = sealing_keys(read.keys)
    return sealed_bytes(answer, (*_key_of(name), 1), [keys[each] for each in read.basis.keys])


def _key_of(name: str) -> tuple[str, str]:
    return "edition", name


# --- Finding -----------------------------------------------------------------------------------


def editions(where: str, reader: str | None = None) -> tuple[Sealed, ...]:
    """Every edition that a reader may see, in the order of the log."""
    seen = answers_seen(where, reader)
    return tuple(_sealed(one, seen) for one in seen.entries if _is(one, "edition"))


def sealed_named(where: str, name: str, reader: str | None = None) -> Sealed:
    """One edition; `WorkspaceError` where there is none that the reader may see."""
    found = [one for one in editions(where, reader) if one.edition.name == name]
    if not found:
        raise WorkspaceError(f"the log has no edition named {printable(name)}")
    return found[0]


def kept_result(where: str, edition: Edition) -> Any:
    """The answer of an edition as JSON, as it was sealed; `StoreError` where it is not there or not
    what it was, or a key that it is sealed under is not here."""
    return json.loads(kept_answer(where, edition))


def shown_result(where: str, sealed: Sealed) -> Any:
    """The same for somebody to whom it is shown: which keys, not everybody is told."""
    try:
        return kept_result(where, sealed.edition)
    except MissingKeyError as problem:
        if sealed.tells_basis:
            raise
        raise WorkspaceError("its answer cannot be read here") from problem


def kept_answer(where: str, edition: Edition) -> bytes:
    """The same as bytes, as they were made."""
    with opened(where) as connection:
        data = file_data(connection, edition.result)
    if not edition.basis.keys:
        return data
    missing = missing_keys(edition)
    if missing:
        raise MissingKeyError(missing)
    keys = sealing_keys(keys_folder())
    used = [keys[each] for each in edition.basis.keys]
    return opened_bytes(data, (*_key_of(edition.name), 1), used)


def is_what_was_sealed(where: str, edition: Edition, answer: bytes) -> bool:
    """Whether an answer is that of an edition: by the hash, or, where it is kept sealed, by what it
    opens to."""
    if not edition.basis.keys:
        return _hash(answer) == edition.result
    try:
        return kept_answer(where, edition) == answer
    except StoreError:
        return False


def missing_keys(edition: Edition, folder: Path | None = None) -> tuple[str, ...]:
    """The ids of the keys of protected sources that it was made with and that are not here."""
    keys = sealing_keys(folder or keys_folder())
    return tuple(each for each in edition.basis.keys if each not in keys)


class MissingKeyError(StoreError):
    """What is kept of an edition is sealed, and these keys, by their ids, are not here."""

    def __init__(self, keys: tuple[str, ...]) -> None:
        several = "a key" if len(keys) == 1 else "keys"
        super().__init__(
            f"its answer is sealed under {several} of protected sources that "
            f"{'is' if len(keys) == 1 else 'are'} not here: {', '.join(keys)}"
        )
        self.keys = keys


def kept_policy(where: str, edition: Edition) -> Policy | None:
    """The policy under which an edition is public, if it is; raises `StoreError` and
    `WorkspaceError` where it is not what it was."""
    if edition.policy is None:
        return None
    with opened(where) as connection:
        return _policy_in(file_data(connection, edition.policy.sha256).decode())


def _policy_in(text: str) -> Policy:
    policy, _ = read_policy(text, NAME)
    if policy is None:
        raise WorkspaceError("this program cannot read the publication policy that was sealed")
    return policy


@dataclass(frozen=True, slots=True)
class AnswersSeen:
    """Editions, approvals and decisions that a reader may see, who submitted each, and the editions
    of which they are not told how far the log went."""

    entries: tuple[Logged, ...]
    signed: dict[int, Signed]
    guarded: frozenset[tuple[str, str]]


def answers_seen(where: str, reader: str | None) -> AnswersSeen:
    with opened(where) as connection:
        every, sight = seen_by(connection, reader, now(), keys_folder())
        entries = tuple(
            one for one in every if one.entry.kind in OF_ANSWERS and sight.shows(one.entry)
        )
        ring = keyring(connection)
        submissions = [
            (one.position, one.entry.name) for one in logged(connection, ("submission",))
        ]
        seen = tuple(heads(connection))
    signed = {one.position: _signed(one, submissions, seen, ring) for one in entries}
    return AnswersSeen(entries, signed, sight.guarded)


@dataclass(frozen=True, slots=True)
class ReaderNow:
    """As whom an edition is held against the log of now: as its reader. One whose key was `revoked`
    since gets no answer any more, and is judged by the keys of then: what the edition says is with
    others, too, and decisions rest on it."""

    revoked: Instant | None
    standing: Standing | None


def reader_now(where: str, basis: Basis) -> ReaderNow:
    with opened(where) as connection:
        since = revoked_since(connection, basis.reader, now())
    return ReaderNow(since, None if since is None else Standing(basis.size, basis.read_at))


def entries_since(
    where: str, basis: Basis, standing: Standing | None
) -> tuple[tuple[Logged, Instant], ...]:
    """The statements that came after an edition, as its reader may see them, and when each was
    witnessed."""
    with opened(where) as connection:
        every, sight = seen_by(connection, basis.reader, now(), keys_folder(), standing=standing)
        seen = tuple(heads(connection))
    return tuple(
        (one, covering(seen, one.position).time)
        for one in every
        if one.position >= basis.size and one.entry.kind in STATEMENTS and sight.shows(one.entry)
    )


def documents_since(where: str, basis: Basis, standing: Standing | None) -> tuple[Logged, ...]:
    """The documents that were entered after an edition, as its reader may see all in them."""
    with opened(where) as connection:
        every, sight = seen_by(connection, basis.reader, now(), keys_folder(), standing=standing)
    later = (one for one in every if one.position >= basis.size)
    return tuple(one for one in later if one.entry.kind == "document" and sight.shows(one.entry))


def question_now(edition: Edition, workspace: Workspace) -> Question:
    """Its question, with what is told of the ladder that a workspace weighs by."""
    ladder = workspace.ladder or standard_ladder()
    return replace(edition.question, ladder=ladder.differences(standard_ladder()))


def _sealed(one: Logged, seen: AnswersSeen) -> Sealed:
    digest, signed = hash_of(one.entry), seen.signed
    approvals = tuple(
        signed[each.position]
        for each in seen.entries
        if _is(each, "approval") and cited_in(each.entry)[0] == digest
    )
    edition, tells_basis = read_edition(one.entry), one.entry.key not in seen.guarded
    return Sealed(edition, one.entry, digest, signed[one.position], approvals, tells_basis)


def _signed(
    one: Logged, submissions: Sequence[tuple[int, str]], seen: Sequence[Head], ring: Keyring
) -> Signed:
    _, key = submissions[bisect_left(submissions, one.position, key=lambda each: each[0])]
    holder = ring.holders.get(key)
    name, organisation = (holder.name, holder.organisation) if holder else (key, "")
    return Signed(name, organisation, key, covering(seen, one.position).time)


def _is(one: Logged, kind: str) -> bool:
    return one.entry.kind == kind


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
