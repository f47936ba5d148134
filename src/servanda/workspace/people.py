"""Who may sign in a log: keys entered and revoked by a keeper."""

from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from servanda.store.connection import Connection
from servanda.store.database import reading
from servanda.store.fault import StoreError
from servanda.store.head import written_time
from servanda.store.key import ROLES, PublicKey, Role
from servanda.store.keyring import Holder, Keyring, key_entry, revocation_entry
from servanda.store.log import Hand, append, keyring, open_log
from servanda.store.policy import Policy, policy_entry, policy_of
from servanda.store.roles import SIGNING
from servanda.values.instant import Instant
from servanda.workspace.files import WorkspaceError
from servanda.workspace.hands import hand_of
from servanda.workspace.keys import make_key, names_of_keys, own_public_key, public_key
from servanda.workspace.logged import Standing, instant_of
from servanda.workspace.opening import now
from servanda.workspace.protected_names import require_untold, sources_in
from servanda.workspace.recording import require_apart
from servanda.workspace.releasable_names import count_released_to
from servanda.workspace.trusted import require_trusted

assert get_args(Role) == ROLES
ENTERING: tuple[Role, ...] = ("keeper", "author", "witness")  # what it takes to enter a key alone


@dataclass(frozen=True, slots=True)
class LetIn:
    """What was done, in one line; the private key that was made for whoever is let in, if they did
    not make one themselves; and how much the log has already that is releasable to their name."""

    told: str
    made: Path | None
    released: int = 0


def let_sign(
    where: str,
    name: str,
    public: str | None,
    roles: tuple[str, ...],
    organisation: str,
    author: str | None,
    keys: Path,
) -> LetIn:
    """Enters a key in the log, and makes it where none was given or is there."""
    log = open_log(where)
    hand = hand_of(log, keys, author)
    with reading(log.database) as connection:
        require_trusted(connection)
        ring = keyring(connection)
        _require_keeper(connection, hand)
        released = count_released_to(connection, name)
        untold = {"name of the key": name, "organisation": organisation}
        require_untold(untold, sources_in(connection, keys))
    if ring.named(name) is not None:
        raise WorkspaceError(_is_there(name, "that name"))
    require_apart(ring, name, organisation)
    makes = public is None and name not in names_of_keys(keys)
    held = _key_of(name, public, keys)
    there = ring.holders.get(held.id)
    if there is not None:
        raise WorkspaceError(_is_there(there.name, f"the key {held.id}"))
    at = now()
    holder = Holder(name, held, tuple(role for role in ROLES if role in roles), organisation, at)
    try:
        append(log, (key_entry(holder),), hand, at)
    except StoreError as problem:
        if not makes:
            raise
        raise StoreError(
            f"{problem}; a key was made for it before, {keys / f'{name}.key'}, and is taken when "
            "you try again"
        ) from problem
    what = [f"sign as {role}" for role in holder.roles if role != "reader"] or ["read"]
    told = f"{name} ({held.id}) may {', '.join(what)}."
    return LetIn(told, keys / f"{name}.key" if makes else None, released)


def tell_withheld(where: str, tells: bool, author: str | None, keys: Path) -> str:
    """Decides whether readers are told which verdicts would be others with what is withheld."""
    log = open_log(where)
    hand = hand_of(log, keys, author)
    with reading(log.database) as connection:
        require_trusted(connection)
        _require_keeper(connection, hand)
        _, number = policy_of(connection)
    append(log, (policy_entry(Policy(tells), number + 1),), hand, now())
    return _policy_words(tells)


def policy_words(where: str) -> str:
    """Whether readers are told, as the keeper decided it or as it is without a decision."""
    with reading(open_log(where).database) as connection:
        require_trusted(connection)
        policy, number = policy_of(connection)
    decided = "" if number else " Nothing was decided about it."
    return f"{_policy_words(policy.tells_withheld)}{decided}"


def _policy_words(tells: bool) -> str:
    return f"Readers are {'' if tells else 'not '}told where evidence that is withheld matters."


def stop(where: str, name: str, because: str, author: str | None, keys: Path) -> str:
    """Revokes a key from now on; one line on what was done."""
    log = open_log(where)
    hand = hand_of(log, keys, author)
    with reading(log.database) as connection:
        require_trusted(connection)
        ring = keyring(connection)
        _require_keeper(connection, hand)
        require_untold({"reason": because}, sources_in(connection, keys))
    holder = ring.named(name)
    at = now()
    if holder is None:
        raise WorkspaceError(f"the log knows no key of {name}")
    if holder.end <= at:
        raise WorkspaceError(
            f"the key of {name} is revoked already, since {written_time(holder.end)}"
        )
    keepers = [one for one in ring.holders.values() if all(one.may(role, at) for role in ENTERING)]
    if keepers == [holder]:
        raise WorkspaceError(
            f"{name} is the only keeper: nobody could enter keys any more; enter a second keeper "
            "first (--role keeper --role author --role witness)"
        )
    if hand.author.public == holder.key:
        others = ", ".join(one.name for one in keepers if one is not holder)
        raise WorkspaceError(
            f"what revokes a key cannot be signed with it; another keeper does that: {others}"
        )
    append(log, (revocation_entry(name, at, because, 1),), hand, at)
    told = f"{name} ({holder.key.id}) {_ended(holder)}"
    return f"{told} {_left_apart(ring, holder, at)}".rstrip()


def _ended(holder: Holder) -> str:
    signs = bool(SIGNING & set(holder.roles))
    ends = "signs and reads nothing from now on; what it signed before stands"
    return (
        f"{ends if signs else 'reads nothing from now on'}. Whoever has a copy of the log reads "
        "that all the same."
    )


def _left_apart(ring: Keyring, ended: Holder, at: Instant) -> str:
    """What ends for others of the organisation with the last key of it that might sign."""
    others = [
        one
        for one in ring.holders.values()
        if one.organisation == ended.organisation and one.counts(at) and one is not ended
    ]
    names = ", ".join(one.name for one in others)
    signs = bool(SIGNING & set(ended.roles)) and bool(ended.organisation)
    if not signs or not others or any(SIGNING & set(one.roles) for one in others):
        return ""
    return (
        f"No key of {ended.organisation} may sign any more: others of it ({names}) no longer see "
        "what is amber."
    )


def _require_keeper(connection: Connection, hand: Hand) -> None:
    """`WorkspaceError` before anything is made or written: what a keeper enters takes three roles
    of one key."""
    ring, at = keyring(connection), instant_of(connection, Standing(None, now()))
    holder = ring.holders.get(hand.author.public.id)
    if holder is None:
        return  # told where it is added
    if not holder.counts(at):
        raise WorkspaceError(holder.why_not("keeper", at))
    missing = [role for role in ENTERING if role not in holder.roles]
    if not missing:
        return
    can = [one.name for one in ring.holders.values() if all(one.may(role, at) for role in ENTERING)]
    has = ", ".join(holder.roles)
    why = (
        f"only a keeper lets people in, revokes keys and decides what readers are told, and "
        f"{holder.name} is none, but {has}"
        if "keeper" in missing
        else f"a keeper signs that as author and witness, too, and {holder.name} is only {has}"
    )
    raise WorkspaceError(f"{why}; who may here: {', '.join(can) or 'nobody'}; nothing was written")


def _is_there(name: str, what: str) -> str:
    return (
        f"the log has {what} already, of {name}: the roles of a key are not changed; revoke it "
        f"(--revoke WHY) and enter a new key under another name"
    )


def _key_of(name: str, public: str | None, keys: Path) -> PublicKey:
    if public is not None:
        return public_key(public, keys)
    if name in names_of_keys(keys):
        return own_public_key(name, keys)
    return make_key(name, keys).public
