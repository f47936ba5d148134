"""Where two copies of one log part: the first entry that they do not share."""

from contextlib import closing

from servanda.store.connection import Connection


def first_difference(one: Connection, other: Connection) -> int | None:
    """The position of the first entry that is another, as far as both go; None: there is none.

    Asked of the rows themselves, whatever stands in them: tiles may say something else.
    """
    asked = "SELECT position, body FROM entries ORDER BY position"
    with closing(one.stream(asked)) as here, closing(other.stream(asked)) as there:
        for at, (first, second) in enumerate(zip(here, there, strict=False)):
            if first != second:
                return at
    return None
