"""Editions, approvals and decisions: an answer sealed with all that it rests on, and what was done
upon it.

An edition holds the question with explicit instants, the agreement by its hash, the head on whose
prefix of the log it rests, the program and the answer by the hash of its bytes, which the log keeps
beside its files. Who submitted it is its author; an approval and a decision cite it by the hash of
its entry, and whoever submitted them is the approver.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeGuard, get_args

from servanda.record.marking import Marking
from servanda.store.canonical import Json, NotCanonicalError
from servanda.store.entry import Entry, written
from servanda.store.marked import marking_in, written_marking
from servanda.store.tree import leaf_hash
from servanda.values.instant import Instant
from servanda.verdict.assessment import Question
from servanda.verdict.standards import standard_named

Deed = Literal["opens", "pays", "withholds", "waives"]
DEEDS: tuple[Deed, ...] = get_args(Deed)


@dataclass(frozen=True, slots=True)
class Basis:
    """What an answer rests on: a log up to a head, as a reader saw it at an instant (embargoes end)
    with the keys of protected sources that were at hand, by their ids; and the hash of the
    agreement's documents in it."""

    head: int  # its number
    size: int
    root: str  # hex
    reader: str | None
    read_at: Instant
    keys: tuple[str, ...]
    agreement: str  # hex


@dataclass(frozen=True, slots=True)
class Program:
    """A program by its version and the hash of what its files hold."""

    version: str
    digest: str

    def __str__(self) -> str:
        return f"{self.version} ({self.digest[:12]}…)"


@dataclass(frozen=True, slots=True)
class KeptFile:
    """Bytes that a log keeps, by their hash and number."""

    sha256: str  # hex
    size: int


@dataclass(frozen=True, slots=True)
class Edition:
    """A sealed answer: which (`status`, `explain`, ...), about which subject, if one, the bytes of
    its result by their hash and number, and of a public one the text of the publication policy."""

    name: str
    title: str
    answer: str
    subject: str | None
    question: Question
    basis: Basis
    program: Program
    result: str  # SHA-256 in hex
    size: int
    marking: Marking
    policy: KeptFile | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """An act that somebody signed: what it does to which phase, fund or stipulation, on the ground
    of which edition (by name, and the hash of its entry), and why."""

    name: str
    deed: Deed
    subject: str
    edition: str
    hash: str
    because: str


def hash_of(entry: Entry) -> str:
    """By which an edition is cited: that of the leaf of its entry, in hex."""
    return leaf_hash(written(entry)).hex()


def edition_entry(edition: Edition) -> Entry:
    question, basis = edition.question, edition.basis
    holds: dict[str, Json] = {
        "agreement": basis.agreement,
        "answer": edition.answer,
        "head": {"number": basis.head, "root": basis.root, "size": basis.size},
        "keys": list(basis.keys),
        "marking": written_marking(edition.marking),
        "program": {"sha256": edition.program.digest, "version": edition.program.version},
        "question": {
            "at": question.at,
            "known": question.known,
            "proof": question.proof,
            "readings": list(question.readings),
            "viewpoint": question.viewpoint,
        },
        "read_at": basis.read_at,
        "reader": basis.reader,
        "result": {"sha256": edition.result, "size": edition.size},
        "subject": edition.subject,
        "title": edition.title,
    }
    if edition.policy is not None:
        holds["policy"] = {"sha256": edition.policy.sha256, "size": edition.policy.size}
    return Entry("edition", edition.name, holds)


def approval_entry(edition: Entry, number: int) -> Entry:
    return Entry("approval", edition.name, _citing(edition), number)


def decision_entry(name: str, deed: Deed, subject: str, because: str, edition: Entry) -> Entry:
    holds: dict[str, Json] = {"because": because, "does": deed, "subject": subject}
    return Entry("decision", name, holds | _citing(edition))


def _citing(edition: Entry) -> dict[str, Json]:
    return {"edition": hash_of(edition), "names": [f"edition:{edition.name}"]}


def cited_in(entry: Entry) -> tuple[str, str]:
    """The edition that an approval or a decision cites, by its hash and as `edition:NAME`."""
    match entry.holds:
        case {"edition": str(digest), "names": [str(named)]}:
            return digest, named
    return "", ""


def files_in(entry: Entry) -> tuple[tuple[str, Json], ...]:
    """Hash and size of each file that an edition names: its result, and perhaps its policy."""
    kept = (entry.holds.get(each) for each in ("result", "policy"))
    return tuple((str(one.get("sha256")), one.get("size")) for one in kept if _is_object(one))


def _is_object(value: Json) -> TypeGuard[Mapping[str, Json]]:
    return isinstance(value, Mapping)


def read_edition(entry: Entry) -> Edition:
    match entry.holds:
        case {
            "agreement": str(agreement), "answer": str(answer),
            "head": {"number": int(head), "root": str(root), "size": int(size)},
            "keys": list(keys), "program": {"sha256": str(digest), "version": str(version)},
            "question": dict(question), "read_at": int(read_at), "reader": (None | str()) as reader,
            "result": {"sha256": str(result), "size": int(length)},
            "subject": (None | str()) as subject, "title": str(title),
        }:  # fmt: skip
            names = tuple(map(str, keys))
            basis = Basis(head, size, root, reader, read_at, names, agreement)
            asked = _question(question, entry)
            program = Program(version, digest)
            marking = marking_in(entry)
            policy = _policy(entry)
            return Edition(
                entry.name, title, answer, subject, asked, basis, program, result, length, marking,
                policy,
            )  # fmt: skip
    raise NotCanonicalError(f"the edition {entry.name!r} cannot be read")


def _policy(entry: Entry) -> KeptFile | None:
    match entry.holds.get("policy"):
        case {"sha256": str(digest), "size": int(size)}:
            return KeptFile(digest, size)
    return None


def _question(plain: Mapping[str, Json], entry: Entry) -> Question:
    match plain:
        case {
            "at": int(at), "known": int(known), "proof": str(proof), "readings": list(readings),
            "viewpoint": str(viewpoint),
        }:  # fmt: skip
            standard = standard_named(proof)
            if standard is not None:
                return Question(at, known, standard, viewpoint, tuple(map(str, readings)))
    raise NotCanonicalError(f"the question of the edition {entry.name!r} cannot be read")


def read_decision(entry: Entry) -> Decision:
    match entry.holds:
        case {
            "because": str(because), "does": str(does), "edition": str(cited),
            "names": [str(named)], "subject": str(subject),
        }:  # fmt: skip
            for deed in DEEDS:
                if deed == does:
                    edition = named.removeprefix("edition:")
                    return Decision(entry.name, deed, subject, edition, cited, because)
    raise NotCanonicalError(f"the decision {entry.name!r} cannot be read")
