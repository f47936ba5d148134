"""An edition made again from the log's prefix, bit for bit, or what exactly could not be."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

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

NOTHING = "nothing"  # where a value stood in the one answer and none in the other


@dataclass(frozen=True, slots=True)
class Difference:
    """The first place where two answers differ, and what stood there then and stands there now, in
    JSON."""

    path: str
    then: str
    now: str


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
        data = _answered(where, read, edition)
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


def is_as_sealed(where: str, read: Read, edition: Edition) -> bool:
    """Whether its question has the answer that was sealed, put to the log as it was then."""
    return is_what_was_sealed(where, edition, _answered(where, read, edition))


def _answered(where: str, read: Read, edition: Edition) -> bytes:
    matter = read.matter(question_now(edition, read.workspace))
    policy = kept_policy(where, edition)
    if policy is not None:
        matter = public_matter(matter, policy)
    return answer_bytes(answer_of(_answer(edition), edition.subject, matter))


def _answer(edition: Edition) -> Answer:
    for each in ANSWERS:
        if each == edition.answer:
            return each
    raise WorkspaceError(f"this program knows no answer named {edition.answer!r}")


def _prefix_faults(where: str, edition: Edition) -> Sequence[str]:
    basis = edition.basis
    with opened(where) as connection:
        root = root_of(0, basis.size, StoredNodes(connection)).hex()
    return () if root == basis.root else ("the entries it rests on are not those that were sealed",)


def first_difference(then: Any, now: Any, path: str = "$") -> Difference | None:
    """The first place, by sorted keys, where two values of JSON are not the same."""
    match then, now:
        case dict(), dict():
            return _first_in(dict(then), dict(now), path, "{}.{}")
        case list(), list():
            return _first_in(dict(enumerate(then)), dict(enumerate(now)), path, "{}[{}]")
    if type(then) is type(now) and then == now:
        return None
    return Difference(path, _written(then), _written(now))


def _first_in(
    then: Mapping[Any, Any], now: Mapping[Any, Any], path: str, step: str
) -> Difference | None:
    for key in sorted({*then, *now}):
        here = step.format(path, key)
        if key not in then or key not in now:
            sides = (_written(each[key]) if key in each else NOTHING for each in (then, now))
            return Difference(here, *sides)
        found = first_difference(then[key], now[key], here)
        if found is not None:
            return found
    return None


def _written(value: Any) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False)
