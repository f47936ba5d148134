"""In which roles somebody must be who submits entries of some kinds: one place for all who ask."""

from collections.abc import Iterable

from servanda.store.key import ROLES, Role
from servanda.store.keyring import Keyring

KEEPERS_OWN = frozenset({"key", "revocation", "policy"})  # kinds that only a keeper enters
APPROVERS_OWN = frozenset({"approval", "decision"})  # kinds that an approver enters
SIGNING = frozenset({"keeper", "witness", "author", "approver"})


def roles_for(kinds: Iterable[str]) -> tuple[Role, ...]:
    """The roles that a submission of these kinds takes, all of them at once."""
    needed: set[Role] = set()
    for kind in kinds:
        needed.add("approver" if kind in APPROVERS_OWN else "author")
        if kind in KEEPERS_OWN:
            needed.add("keeper")
    return tuple(role for role in ROLES if role in needed)


def is_of_one(ring: Keyring) -> bool:
    """Whether one key alone may sign anything: then nobody else is there to approve."""
    return sum(bool(SIGNING & set(holder.roles)) for holder in ring.holders.values()) == 1
