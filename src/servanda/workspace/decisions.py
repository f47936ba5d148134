"""Decisions that rest on editions: signed, found again, and called into question by what came
since. An alert is told and does nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from servanda.agreement.model import Fund, Phase, Stipulation
from servanda.agreement.subjects import Subject, subjects
from servanda.store.edition import DEEDS, Decision, Deed, decision_entry, read_decision
from servanda.store.log import Hand, Log, append, keyring, logged
from servanda.store.roles import is_of_one
from servanda.workspace.editions import (
    Read,
    Sealed,
    Signed,
    answers_seen,
    read_then,
    sealed_named,
)
from servanda.workspace.files import WorkspaceError, printable
from servanda.workspace.grounds_of_decisions import Ground, ground_of
from servanda.workspace.opening import now
from servanda.workspace.protected_names import require_untold, sources_in
from servanda.workspace.recording import opened
from servanda.workspace.since import Since, names_in, since


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision as it stands in a log. `edition` is how the one it rests on stands now; None
    where that is not for this reader. `others` are the names of the decisions upon the same
    subject."""

    decision: Decision
    by: Signed
    edition: Since | None
    others: tuple[str, ...]

    @property
    def ground(self) -> Ground | None:
        if self.edition is None:
            return None
        return ground_of(self.decision.deed, self.decision.subject, self.edition)


def decide(
    log: Log, name: str, deed: Deed, subject: str, because: str, edition: str, hand: Hand
) -> tuple[Decision, ...]:
    """Logs a decision; `WorkspaceError` where the edition does not tell of its subject, or nobody
    has approved it and somebody else might. Gives the earlier decisions upon the same subject,
    which may say otherwise: they stay what they are."""
    sealed = sealed_named(log.where, edition)
    read = read_then(log.where, sealed.edition.basis)
    if subject not in subjects_of(deed, read):
        listed = ", ".join(sorted(subjects_of(deed, read))) or "none"
        raise WorkspaceError(
            f"the agreement has no {OBJECTS[deed]} named {printable(subject)}; there are: {listed}"
        )
    if subject not in names_in(sealed, read):
        raise WorkspaceError(f"the edition {edition} tells nothing of {subject}")
    with opened(log.where) as connection:
        if not sealed.approvals and not is_of_one(keyring(connection)):
            raise WorkspaceError(
                f"nobody has approved {edition}, and no decision rests on it before: `servanda "
                f"edition approve {log.where} {edition} --approver NAME`, by another than sealed it"
            )
        before = [read_decision(one.entry) for one in logged(connection, ("decision",))]
        require_untold({"name": name, "reason": because}, sources_in(connection))
    if name in {one.name for one in before}:
        raise WorkspaceError(f"the log has a decision {printable(name)}; name yours otherwise")
    append(log, (decision_entry(name, deed, subject, because, sealed.entry),), hand, now())
    return tuple(one for one in before if one.subject == subject)


OBJECTS: dict[Deed, str] = dict(zip(DEEDS, ("phase", "fund", "fund", "stipulation"), strict=True))


def subjects_of(deed: Deed, read: Read) -> frozenset[str]:
    """What may be opened, paid, withheld or waived, by name."""
    kinds: dict[str, type[Subject]] = {"phase": Phase, "fund": Fund, "stipulation": Stipulation}
    wanted = kinds[OBJECTS[deed]]
    return frozenset(each.name for each in subjects(read.agreement) if isinstance(each, wanted))


def decisions(where: str, reader: str | None = None) -> tuple[Decided, ...]:
    """Every decision that a reader may see, in the order of the log."""
    return _decided(where, reader, cache(lambda edition: _held_against(where, edition, reader)))


def _decided(
    where: str, reader: str | None, edition_now: Callable[[str], Since | None]
) -> tuple[Decided, ...]:
    seen = answers_seen(where, reader)
    found = {
        one.position: read_decision(one.entry)
        for one in seen.entries
        if one.entry.kind == "decision"
    }
    return tuple(
        Decided(
            decision,
            seen.signed[position],
            edition_now(decision.edition),
            tuple(
                one.name
                for one in found.values()
                if one.subject == decision.subject and one.name != decision.name
            ),
        )
        for position, decision in found.items()
    )


def decision_named(where: str, name: str, reader: str | None = None) -> Decided:
    found = [one for one in decisions(where, reader) if one.decision.name == name]
    if not found:
        raise WorkspaceError(f"the log has no decision named {printable(name)}")
    return found[0]


def decided_upon(where: str, found: Since, reader: str | None = None) -> tuple[Decided, ...]:
    """The decisions that cite an edition, with how it stands now."""
    every = _decided(where, reader, lambda _: found)
    return tuple(one for one in every if one.decision.hash == found.sealed.hash)


def may_compare(sealed: Sealed, reader: str | None) -> bool:
    """Whether somebody may hold an edition against what is known now: that would tell them of what
    came since, so it is for its own reader, and for whoever has the log."""
    return reader is None or reader == sealed.edition.basis.reader


def require_comparable(sealed: Sealed, reader: str | None) -> None:
    if not may_compare(sealed, reader):
        raise WorkspaceError(
            f"{sealed.edition.name} is not of what {printable(reader or '')} may see: only its own "
            "reader, and whoever has the log, may hold it against the log"
        )


def _held_against(where: str, edition: str, reader: str | None) -> Since | None:
    sealed = sealed_named(where, edition, reader)
    return since(where, sealed) if may_compare(sealed, reader) else None
