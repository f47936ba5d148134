"""The standard ladder, which holds wherever a mission has none of its own.

It is data of the program, read once out of the package (docs/decisions/0006), with the same rules
as a mission's.
"""

import pkgutil
from functools import cache

from servanda.evidence.ladder import Ladder
from servanda.evidence.ladder_file import read_ladder

NAME = "ladder.toml"


@cache
def standard_ladder() -> Ladder:
    """The rules of `ladder.toml` beside this file."""
    ladder, found = read_ladder(standard_text(), NAME)
    assert ladder is not None, [str(each) for each in found]
    return ladder


def standard_text() -> str:
    """The file, for those who want to copy it."""
    data = pkgutil.get_data(__package__ or "servanda.evidence", NAME)
    assert data is not None, "it is part of the package"
    return data.decode("utf-8")
