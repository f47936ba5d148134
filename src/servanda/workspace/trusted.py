"""Whether a log may be answered from: it is intact, and one of those that a user pinned, if any.

A log that somebody else began anew is intact, too, and has another name and another keeper. Who
says once which they trust is told on every reading.
"""

import os
from collections.abc import Collection

from servanda.store.connection import Connection
from servanda.store.fault import StoreError
from servanda.store.intact import Intact, require_intact
from servanda.workspace.files import WorkspaceError
from servanda.workspace.keys import keys_folder, public_key

TRUST = "SERVANDA_TRUST"  # names the variable: public keys of keepers, or names of logs


def require_trusted(connection: Connection) -> Intact:
    """`StoreError` where a log is not intact, or another than those that `SERVANDA_TRUST` names."""
    found = require_intact(connection)
    why = why_not_trusted(found.log, found.keeper.raw.hex())
    if why:
        raise StoreError(f"the log {why}; nothing is answered from it")
    return found


def why_not_trusted(log: str, keeper: str) -> str | None:
    """Why a log, by its name and its keeper's key, is none of those that the user trusts; None
    where it is one, or nothing was said. `WorkspaceError` where what was said cannot be read."""
    trusted = _trusted()
    if not trusted or {log, keeper} & set(trusted):
        return None
    return f"is {log}, kept by {keeper}, and {TRUST} names neither"


def are_some_trusted() -> bool:
    """Whether the user said which logs, or whose, they trust."""
    return bool(_trusted())


def _trusted() -> Collection[str]:
    """In hex; the names of logs and public keys are written alike, and neither can be made to be
    the other."""
    typed = os.environ.get(TRUST, "").split(os.pathsep)
    try:
        return [public_key(one, keys_folder()).raw.hex() for one in typed if one]
    except WorkspaceError as problem:
        raise WorkspaceError(f"{TRUST}: {problem}") from problem
