"""A backup of a log: copied while others write, then verified, as nobody does later."""

from servanda.store.copying import copying
from servanda.store.database import reading
from servanda.store.log import open_log
from servanda.store.verifying import Verified, verify


def back_up(where: str, to: str) -> Verified:
    """Copies a log to a new file, or to an empty database on a server; what was found of the
    copy."""
    log = open_log(where)
    with copying(log.database, to) as copied, reading(copied) as connection:
        return verify(connection)
