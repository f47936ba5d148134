"""Whose keys a log knows, in what roles and from when to when: read from its own entries."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from servanda.store.canonical import Json, NotCanonicalError
from servanda.store.entry import Entry
from servanda.store.head import written_time
from servanda.store.key import ROLES, PublicKey, Role
from servanda.values.instant import NEVER, Instant

OPEN_READER = "anybody"  # as whom somebody asks who has no key in the log


@dataclass(frozen=True, slots=True)
class Holder:
    """A key in the log: who holds it, for which organisation, and what it may sign.

    It counts for what is witnessed from `start` and before `end`.
    """

    name: str
    key: PublicKey
    roles: tuple[Role, ...]
    organisation: str
    start: Instant
    end: Instant = NEVER

    def counts(self, at: Instant) -> bool:
        """Whether it counts at an instant: whoever holds it may sign in its roles, and read."""
        return self.start <= at < self.end

    def may(self, role: Role, at: Instant) -> bool:
        return role in self.roles and self.counts(at)

    def why_not(self, role: Role, at: Instant) -> str:
        """Why it may not, where it may not."""
        whose = f"the key of {self.name}"
        if self.end <= at:
            return f"{whose} is revoked since {written_time(self.end)}: it signs nothing any more"
        if at < self.start:
            return f"{whose} signs only from {written_time(self.start)} on"
        if self.roles == ("reader",):
            return f"{whose} may only read, and signs nothing"
        return f"{whose} may not sign as {role}, only as {', '.join(self.roles)}"

    def why_no_reader(self, at: Instant) -> str:
        """Why nobody reads a log by this name, where it does not count."""
        if at < self.start:
            return f"the key of {self.name} counts only from {written_time(self.start)} on"
        return (
            f"the key of {self.name} is revoked since {written_time(self.end)}: nothing is "
            f"answered to {self.name} any more; whoever is to read again gets a new key under "
            "another name from a keeper (`servanda log key`), and what anybody may see is given "
            "with `--as anybody`"
        )


@dataclass(frozen=True, slots=True)
class Keyring:
    """Every key by its id, as far as the log has been read."""

    holders: Mapping[str, Holder] = field(default_factory=dict)

    def named(self, name: str) -> Holder | None:
        return next((one for one in self.holders.values() if one.name == name), None)

    def why_ambiguous(self, name: str, organisation: str) -> str | None:
        """Why what is `releasable to` one of these would be for others, too, if there were a key of
        this name for this organisation; a marking tells the two apart by nothing else."""
        if OPEN_READER in (name, organisation):
            return (
                f"`{OPEN_READER}` is whoever the log does not know: neither a key nor an "
                "organisation may have that name"
            )
        for one in self.holders.values():
            if name == one.organisation != organisation:
                return (
                    f"{name!r} is the name of an organisation in the log, and no key of another "
                    "may have it: what is releasable to the one would be for the other"
                )
            if one.name == organisation != one.organisation:
                return (
                    f"{organisation!r} is the name of a key in the log, and no organisation that "
                    "it is not for may have it: what is releasable to the one would be for the "
                    "other"
                )
        return None

    def joined_by(self, entry: Entry) -> "Keyring":
        """The keys after a `key` or `revocation`; `NotCanonicalError` where it makes no sense."""
        if entry.kind == "key":
            holder = holder_of(entry)
            if holder.key.id in self.holders or self.named(holder.name):
                raise NotCanonicalError(f"the key of {holder.name!r} is there already")
            why = self.why_ambiguous(holder.name, holder.organisation)
            if why:
                raise NotCanonicalError(why)
            return Keyring({**self.holders, holder.key.id: holder})
        revoked = self.named(entry.name)
        match entry.holds:
            case {"because": str(), "from": int(start)} if revoked is not None:
                ended = replace(revoked, end=min(revoked.end, start))
                return Keyring({**self.holders, revoked.key.id: ended})
        raise NotCanonicalError(f"a revocation of no key that is there: {entry.name!r}")


def key_entry(holder: Holder) -> Entry:
    holds: dict[str, Json] = {
        "from": holder.start,
        "organisation": holder.organisation,
        "public": holder.key.raw.hex(),
        "roles": list(holder.roles),
        "until": None if holder.end == NEVER else holder.end,
    }
    return Entry("key", holder.name, holds)


def revocation_entry(name: str, start: Instant, because: str, number: int) -> Entry:
    return Entry("revocation", name, {"because": because, "from": start}, number)


def holder_of(entry: Entry) -> Holder:
    match entry.holds:
        case {
            "from": int(start), "organisation": str(organisation), "public": str(public),
            "roles": list(roles), "until": (None | int()) as end, **nothing_else,
        } if not nothing_else:  # fmt: skip
            held = tuple(role for role in ROLES if role in roles)
            raw = _raw(public)
            if raw is not None and list(held) == roles:
                until = NEVER if end is None else end
                return Holder(entry.name, PublicKey(raw), held, organisation, start, until)
    raise NotCanonicalError(f"not a key: {entry.name!r}")


def _raw(digits: str) -> bytes | None:
    try:
        raw = bytes.fromhex(digits)
    except ValueError:
        return None
    return raw if len(raw) == 32 and raw.hex() == digits else None
