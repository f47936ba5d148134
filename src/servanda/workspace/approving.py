"""Editions approved: by another than sealed them, who has read them."""

from collections.abc import Sequence
from pathlib import Path

from servanda.language.listing import listed
from servanda.store.edition import Edition, approval_entry
from servanda.store.keyring import Holder, Keyring
from servanda.store.log import Hand, Log, append, keyring, logged
from servanda.store.roles import is_of_one
from servanda.workspace.editions import missing_keys, sealed_named
from servanda.workspace.files import WorkspaceError, printable
from servanda.workspace.hands import hand_of
from servanda.workspace.keys import SOURCES
from servanda.workspace.opening import now
from servanda.workspace.recording import opened


def approving_hand(
    log: Log, name: str, keys: Path, witness: str | None, author: Hand | None = None
) -> Hand:
    """The hand of an approver; `WorkspaceError` where they may not approve what an author sealed
    or is about to."""
    hand = hand_of(log, keys, name, witness)
    with opened(log.where) as connection:
        ring = keyring(connection)
    holder = ring.holders.get(hand.author.public.id)
    if holder is None:
        raise WorkspaceError(f"the log knows {printable(name)} as no approver")
    if not holder.may("approver", now()):
        raise WorkspaceError(holder.why_not("approver", now()))
    if author is not None:
        _require_four_eyes(author.author.public.id, holder, ring)
    return hand


def approve(log: Log, name: str, hand: Hand, keys: Path) -> None:
    """Logs that somebody approves an edition; `WorkspaceError` where they cannot have read it with
    the keys of protected sources in a folder."""
    found = sealed_named(log.where, name)
    _require_read(found.edition, keys)
    with opened(log.where) as connection:
        ring = keyring(connection)
    holder = ring.holders[hand.author.public.id]
    _require_four_eyes(found.author.key, holder, ring)
    if any(one.key == holder.key.id for one in found.approvals):
        raise WorkspaceError(f"{holder.name} has approved it already")
    with opened(log.where) as connection:
        before = sum(one.entry.name == name for one in logged(connection, ("approval",)))
    append(log, (approval_entry(found.entry, before + 1),), hand, now())


def _require_read(edition: Edition, keys: Path) -> None:
    missing = missing_keys(edition, keys)
    if missing:
        several = "the key of a protected source that is" if len(missing) == 1 else "keys that are"
        raise WorkspaceError(
            f"whoever approves an edition reads it first, and the answer of "
            f"{printable(edition.name)} is sealed under {several} not in {keys}: "
            f"{', '.join(missing)}; whoever sealed it may hand over {_seals(missing)}"
        )


def _seals(missing: Sequence[str]) -> str:
    return listed([f"{SOURCES}/*/{each}.seal" for each in missing])


def _require_four_eyes(author: str, approver: Holder, ring: Keyring) -> None:
    if approver.key.id == author and not is_of_one(ring):
        raise WorkspaceError(
            f"{approver.name} sealed it, and somebody else must approve it: four eyes are needed "
            "as soon as a log knows more than one key that signs"
        )
