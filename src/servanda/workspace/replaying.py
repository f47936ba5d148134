"""An edition made again from the log's prefix, bit for bit, or what exactly could not be."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from servanda.publish.answer_difference import Difference, first_difference
from servanda.publish.answers import ANSWERS, Answer, answer_bytes, answer_of
from servanda.publish.public_matter import public_matter
from servanda.store.edition import Edition, Program
from servanda.store.fault import StoreError
from servanda.store.nodes import StoredNodes
from servanda.store.tree import root_of
from servanda.workspace.editions import (
    MissingKeyError,
    Read,
    Sealed,
    is_what_was_sealed,
    kept_policy,
    kept_result,
    missing_keys,
    question_now,
    read_then,
)
from servanda.workspace.files import WorkspaceError
from servanda.workspace.program import this_program
from servanda.workspace.recording import opened


@dataclass(frozen=True, slots=True)
class Replayed:
    """What became of making an edition again.

    `is_same` where the answer has the hash that was sealed. Otherwise `difference`, if there is an
    answer, and the one that was sealed is still what it was. `missing_keys` are those of protected
    sources that were at hand then, by their ids; `faults`, in words, all else that is not as it
    was.
    """

    edition: Edition
    program: Program
    is_same: bool
    difference: Difference | None
    missing_keys: tuple[str, ...]
    faults: tuple[str, ...]

    @property
    def is_reproduced(self) -> bool:
        """Whether the answer is the same to the last bit, from what it was sealed upon."""
        return self.is_same and not self.faults

    @property
    def is_other_program(self) -> bool:
        return self.program != self.edition.program


def replay(where: str, sealed: Sealed) -> Replayed:
    edition = sealed.edition
    faults = list(_prefix_faults(where, edition))
    missing = missing_keys(edition)
    data = b""
    try:
        read = read_then(where, edition.basis)
        if read.basis.agreement != edition.basis.agreement:
            faults.append("the agreement's documents have another hash than was sealed")
        data = answered(where, read, edition)
    except (StoreError, WorkspaceError) as problem:
        faults.append(f"it cannot be answered again: {problem}")
    is_same = is_what_was_sealed(where, edition, data)
    difference = None
    try:
        then = kept_result(where, edition)
        if data and not is_same:
            difference = first_difference(then, json.loads(data))
    except MissingKeyError:
        pass  # told by the keys themselves
    except StoreError as problem:
        faults.append(f"the answer that was sealed cannot be shown: {problem}")
    return Replayed(edition, this_program(), is_same, difference, missing, tuple(faults))


def answered(where: str, read: Read, edition: Edition) -> bytes:
    """The bytes of the answer to its question, put to the log as it was then; `WorkspaceError` or
    `StoreError` where it has none any more."""
    policy = kept_policy(where, edition)
    matter = read.matter(question_now(edition, read.workspace), policy)
    if policy is not None:
        matter = public_matter(matter, policy)
    return answer_bytes(answer_of(answer_named(edition), edition.subject, matter))


def answer_named(edition: Edition) -> Answer:
    """Which answer it is; `WorkspaceError` for one that this program does not know."""
    for each in ANSWERS:
        if each == edition.answer:
            return each
    raise WorkspaceError(f"this program knows no answer named {edition.answer!r}")


def _prefix_faults(where: str, edition: Edition) -> Sequence[str]:
    basis = edition.basis
    with opened(where) as connection:
        root = root_of(0, basis.size, StoredNodes(connection)).hex()
    return () if root == basis.root else ("the entries it rests on are not those that were sealed",)
