"""Whose keys sign what is written to a log."""

from pathlib import Path

from servanda.store.database import reading
from servanda.store.key import SigningKey
from servanda.store.keyring import Keyring
from servanda.store.log import Hand, Log, keyring
from servanda.workspace.files import WorkspaceError, printable
from servanda.workspace.keys import names_of_keys, own_public_key, read_key
from servanda.workspace.opening import now


def hand_of(log: Log, keys: Path, author: str | None, witness: str | None = None) -> Hand:
    """Whose keys write: as named, or the only key in the folder that the log knows."""
    with reading(log.database) as connection:
        ring = keyring(connection)
    signing = _own_key(ring, keys, author)
    return Hand(signing, _key_of(ring, witness, keys) if witness else signing)


def _key_of(ring: Keyring, name: str, keys: Path) -> SigningKey:
    """A private key by the name of its file; `WorkspaceError` where the log knows another key by
    that name: what it signs would be somebody else's."""
    found = read_key(name, keys)
    holder, owner = ring.named(name), ring.holders.get(found.public.id)
    if holder is None or holder.key == found.public:
        return found
    whose = f"that of {owner.name} ({owner.key.id})" if owner else f"another, {found.public.id}"
    raise WorkspaceError(
        f"the key in {keys / name}.key is not that of {printable(name)} as the log knows it "
        f"({holder.key.id}), but {whose}; nothing was written: put the right file there"
        + (f", or sign as {owner.name} with a file of that name" if owner else "")
    )


def _own_key(ring: Keyring, keys: Path, name: str | None) -> SigningKey:
    if name is not None:
        return _key_of(ring, name, keys)
    at = now()
    known = {
        each: ring.holders[key.id]
        for each in names_of_keys(keys)
        if (key := own_public_key(each, keys)).id in ring.holders
    }
    own = [each for each, holder in known.items() if holder.may("author", at)]
    if len(own) == 1:
        return _key_of(ring, own[0], keys)
    if not own and known:
        why = "; ".join(holder.why_not("author", at) for holder in known.values())
        raise WorkspaceError(f"none of your keys signs here ({keys}): {why}")
    if not own:
        made = ", ".join(names_of_keys(keys))
        raise WorkspaceError(
            f"the log knows none of your keys in {keys} ({made}): a keeper of it lets you in, with "
            "`servanda log key` and the public half"
            if made
            else f"there is no key of yours in {keys}: `servanda log new-key` makes one, and a "
            "keeper of the log lets you in; or name another folder with --keys"
        )
    raise WorkspaceError(
        f"say whose key signs, with --author: {len(own)} of yours may here ({keys})"
    )
