"""What a log's keeper has decided about its readers: the last `policy` entry holds."""

from dataclasses import dataclass

from servanda.store.canonical import NotCanonicalError
from servanda.store.connection import Connection
from servanda.store.entry import Entry
from servanda.store.log import logged

NAME = "readers"


@dataclass(frozen=True, slots=True)
class Policy:
    """`tells_withheld`: a reader is told which verdicts would now be others with what is withheld
    from them. As that is itself something about what is withheld, it must be decided."""

    tells_withheld: bool = False


def policy_entry(policy: Policy, number: int) -> Entry:
    return Entry("policy", NAME, {"tells_withheld": policy.tells_withheld}, number)


def policy_of(connection: Connection, before: int | None = None) -> tuple[Policy, int]:
    """The policy in force, at the end of the log or before a position, and the number of its entry;
    0: none was entered."""
    found = list(logged(connection, ("policy",), before))
    if not found:
        return Policy(), 0
    last = found[-1]
    match last.entry.holds:
        case {"tells_withheld": bool(tells)}:
            return Policy(tells), last.entry.number
    raise NotCanonicalError(f"the policy in entry {last.position} cannot be read")
