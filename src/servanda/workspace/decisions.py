"""Decisions that rest on editions: signed, found again, and called into question by what came
since. An alert is told and does nothing."""

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
from servanda.workspace.opening import now
from servanda.workspace.protected_names import require_untold, sources_in
from servanda.workspace.recording import opened
from servanda.workspace.since import Overtaken, Since, names_in, since

REVERSED = "ground-reversed"  # the name of the alert


@dataclass(frozen=True, slots=True)
class Alert:
    """The ground of a decision is another now: each verdict of its subject that is, then and now,
    with the entries that made it so."""

    reversed: tuple[Overtaken, ...]


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision as it stands in a log. `ground` is how the edition it rests on stands now; None
    where that is not for this reader."""

    decision: Decision
    by: Signed
    ground: Since | None

    @property
    def alert(self) -> Alert | None:
        if self.ground is None:
            return None
        found = alerts_in(self.ground, self.decision)
        return Alert(found) if found else None


def decide(
    log: Log, name: str, deed: Deed, subject: str, because: str, edition: str, hand: Hand
) -> None:
    """Logs a decision; `WorkspaceError` where the edition does not tell of its subject, or nobody
    has approved it and somebody else might."""
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
        names = {one.entry.name for one in logged(connection, ("decision",))}
        require_untold({"name": name, "reason": because}, sources_in(connection))
    if name in names:
        raise WorkspaceError(f"the log has a decision {printable(name)}; name yours otherwise")
    append(log, (decision_entry(name, deed, subject, because, sealed.entry),), hand, now())


OBJECTS: dict[Deed, str] = dict(zip(DEEDS, ("phase", "fund", "fund", "stipulation"), strict=True))


def subjects_of(deed: Deed, read: Read) -> frozenset[str]:
    """What may be opened, paid, withheld or waived, by name."""
    kinds: dict[str, type[Subject]] = {"phase": Phase, "fund": Fund, "stipulation": Stipulation}
    wanted = kinds[OBJECTS[deed]]
    return frozenset(each.name for each in subjects(read.agreement) if isinstance(each, wanted))


def decisions(where: str, reader: str | None = None) -> tuple[Decided, ...]:
    """Every decision that a reader may see, in the order of the log."""
    seen = answers_seen(where, reader)
    found = []
    ground = cache(lambda edition: _ground(where, edition, reader))
    for one in seen.entries:
        if one.entry.kind == "decision":
            decision = read_decision(one.entry)
            found.append(Decided(decision, seen.signed[one.position], ground(decision.edition)))
    return tuple(found)


def decision_named(where: str, name: str, reader: str | None = None) -> Decided:
    found = [one for one in decisions(where, reader) if one.decision.name == name]
    if not found:
        raise WorkspaceError(f"the log has no decision named {printable(name)}")
    return found[0]


def decided_upon(where: str, found: Since, reader: str | None = None) -> tuple[Decided, ...]:
    """The decisions that cite an edition, with how it stands now."""
    seen = answers_seen(where, reader)
    every = (
        Decided(read_decision(one.entry), seen.signed[one.position], found)
        for one in seen.entries
        if one.entry.kind == "decision"
    )
    return tuple(one for one in every if one.decision.hash == found.sealed.hash)


def alerts_in(found: Since, decision: Decision) -> tuple[Overtaken, ...]:
    """The verdicts of the subject of a decision of which the word, or of a fund the money, is
    another now."""
    return tuple(
        one
        for one in found.overtaken
        if one.key[0] == decision.subject
        and (
            one.before.word != one.after.word
            or (OBJECTS[decision.deed] == "fund" and one.is_of_verdict)
        )
    )


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


def _ground(where: str, edition: str, reader: str | None) -> Since | None:
    sealed = sealed_named(where, edition, reader)
    return since(where, sealed) if may_compare(sealed, reader) else None
