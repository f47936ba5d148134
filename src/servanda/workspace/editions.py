"""Editions of a log: sealed, approved, found and read as somebody who may see them."""

import hashlib
import json
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from servanda.agreement.model import Agreement
from servanda.evidence.standard_ladder import standard_ladder
from servanda.publish.answers import Answer, Matter, answer_bytes, answer_of
from servanda.publish.policy import Policy
from servanda.publish.policy_file import NAME, read_policy
from servanda.publish.public_matter import public_matter
from servanda.record.marking import Marking
from servanda.store.edition import (
    Basis,
    Edition,
    KeptFile,
    approval_entry,
    cited_in,
    edition_entry,
    hash_of,
    read_edition,
)
from servanda.store.entry import OF_ANSWERS, STATEMENTS, Entry
from servanda.store.files import file_data
from servanda.store.head import Head
from servanda.store.keyring import Holder, Keyring
from servanda.store.log import Hand, Log, Logged, append, heads, keyring, logged
from servanda.store.roles import is_of_one
from servanda.values.instant import Instant
from servanda.verdict.assessment import Question
from servanda.workspace.files import WorkspaceError, printable
from servanda.workspace.keys import keys_folder
from servanda.workspace.logged import LogRead, Prefix, read_log, seen_by
from servanda.workspace.opening import Workspace, now, workspace_of
from servanda.workspace.program import this_program
from servanda.workspace.recording import covering, hand_of, opened


@dataclass(frozen=True, slots=True)
class Read:
    """A log as it was read for an answer: what was in it, what it says, and on what that rests."""

    workspace: Workspace
    agreement: Agreement
    basis: Basis
    head: Head

    def matter(self, question: Question) -> Matter:
        viewpoint = self.workspace.viewpoints.get(question.viewpoint)
        if viewpoint is None:
            raise WorkspaceError(f"there is no viewpoint named {printable(question.viewpoint)} now")
        return Matter(self.agreement, self.workspace.record, viewpoint, question)


@dataclass(frozen=True, slots=True)
class Signed:
    """Who submitted an entry, and when it was witnessed."""

    by: str
    organisation: str
    key: str  # its id
    known: Instant


@dataclass(frozen=True, slots=True)
class Sealed:
    """An edition as it stands in a log: its entry, by whom, and who approved it."""

    edition: Edition
    entry: Entry
    hash: str  # by which it is cited
    author: Signed
    approvals: tuple[Signed, ...]


def read_now(where: str, reader: str | None) -> Read:
    """A log as it is, read by somebody; embargoes as at this moment."""
    at = now()
    return _read(where, reader, at, read_log(where, reader, at))


def read_then(where: str, basis: Basis) -> Read:
    """A log as it was for an edition: its prefix, its reader, the embargoes and keys of then."""
    prefix = Prefix(basis.size, basis.keys)
    found = read_log(where, basis.reader, basis.read_at, prefix)
    return _read(where, basis.reader, basis.read_at, found)


def _read(where: str, reader: str | None, at: Instant, found: LogRead) -> Read:
    workspace = workspace_of(found, where)
    if workspace.agreement is None:
        raise WorkspaceError("the log has no agreement to ask about")
    head = found.head
    basis = Basis(head.number, head.size, head.root.hex(), reader, at, found.keys, found.agreement)
    return Read(workspace, workspace.agreement, basis, head)


# --- Sealing and approving ---------------------------------------------------------------------


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
    with opened(log.where) as connection:
        names = {one.entry.name for one in logged(connection, ("edition",))}
    if draft.name in names:
        raise WorkspaceError(
            f"the log has an edition {printable(draft.name)}; name yours otherwise"
        )
    matter = read.matter(question)
    files: tuple[bytes, ...] = ()
    if draft.policy is not None:
        matter = public_matter(matter, _policy_in(draft.policy))
        files = (draft.policy.encode(),)
    data = answer_bytes(answer_of(draft.answer, draft.subject, matter))
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


def approving_hand(
    log: Log, name: str, keys: Path, witness: str | None, author: Hand | None = None
) -> Hand:
    """The hand of an approver; `WorkspaceError` where they may not approve what an author sealed
    or is about to."""
    hand = hand_of(log, keys, name, witness)
    with opened(log.where) as connection:
        ring = keyring(connection)
    holder = ring.holders.get(hand.author.public.id)
    if holder is None or not holder.may("approver", now()):
        raise WorkspaceError(f"the log knows {printable(name)} as no approver")
    if author is not None:
        _require_four_eyes(author.author.public.id, holder, ring)
    return hand


def approve(log: Log, name: str, hand: Hand) -> None:
    """Logs that somebody approves an edition."""
    found = sealed_named(log.where, name)
    with opened(log.where) as connection:
        ring = keyring(connection)
    holder = ring.holders[hand.author.public.id]
    _require_four_eyes(found.author.key, holder, ring)
    if any(one.key == holder.key.id for one in found.approvals):
        raise WorkspaceError(f"{holder.name} has approved it already")
    with opened(log.where) as connection:
        before = sum(one.entry.name == name for one in logged(connection, ("approval",)))
    append(log, (approval_entry(found.entry, before + 1),), hand, now())


def _require_four_eyes(author: str, approver: Holder, ring: Keyring) -> None:
    if approver.key.id == author and not is_of_one(ring):
        raise WorkspaceError(
            f"{approver.name} sealed it, and somebody else must approve it: four eyes are needed "
            "as soon as a log knows more than one key that signs"
        )


# --- Finding -----------------------------------------------------------------------------------


def editions(where: str, reader: str | None = None) -> tuple[Sealed, ...]:
    """Every edition that a reader may see, in the order of the log."""
    seen = answers_seen(where, reader)
    return tuple(
        _sealed(one, seen.entries, seen.signed) for one in seen.entries if _is(one, "edition")
    )


def sealed_named(where: str, name: str, reader: str | None = None) -> Sealed:
    """One edition; `WorkspaceError` where there is none that the reader may see."""
    found = [one for one in editions(where, reader) if one.edition.name == name]
    if not found:
        raise WorkspaceError(f"the log has no edition named {printable(name)}")
    return found[0]


def kept_result(where: str, edition: Edition) -> Any:
    """The answer of an edition as JSON, as it was sealed; `StoreError` where it is not there or not
    what it was."""
    with opened(where) as connection:
        return json.loads(file_data(connection, edition.result))


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
    """Editions, approvals and decisions that a reader may see, and who submitted each."""

    entries: tuple[Logged, ...]
    signed: dict[int, Signed]


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
    return AnswersSeen(entries, signed)


def entries_since(where: str, basis: Basis) -> tuple[tuple[Logged, Instant], ...]:
    """The statements that came after an edition, as its reader may see them, and when each was
    witnessed."""
    with opened(where) as connection:
        every, sight = seen_by(connection, basis.reader, now(), keys_folder())
        seen = tuple(heads(connection))
    return tuple(
        (one, covering(seen, one.position).time)
        for one in every
        if one.position >= basis.size and one.entry.kind in STATEMENTS and sight.shows(one.entry)
    )


def documents_since(where: str, basis: Basis) -> tuple[Logged, ...]:
    """The documents that were entered after an edition, as its reader may see all in them."""
    with opened(where) as connection:
        every, sight = seen_by(connection, basis.reader, now(), keys_folder())
    later = (one for one in every if one.position >= basis.size)
    return tuple(one for one in later if one.entry.kind == "document" and sight.shows(one.entry))


def question_now(edition: Edition, workspace: Workspace) -> Question:
    """Its question, with what is told of the ladder that a workspace weighs by."""
    ladder = workspace.ladder or standard_ladder()
    return replace(edition.question, ladder=ladder.differences(standard_ladder()))


def _sealed(one: Logged, entries: Sequence[Logged], signed: dict[int, Signed]) -> Sealed:
    digest = hash_of(one.entry)
    approvals = tuple(
        signed[each.position]
        for each in entries
        if _is(each, "approval") and cited_in(each.entry)[0] == digest
    )
    return Sealed(read_edition(one.entry), one.entry, digest, signed[one.position], approvals)


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
