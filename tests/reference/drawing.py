"""The same cases in every run, whatever else was imported.

Left to itself hypothesis also tries the constants of every module that is loaded, so that which
worlds a test sees hangs on which other tests ran before it. Here the choices are read from
pseudo-random bytes, one seed a case: no two cases resemble each other, and a failure names its
seed. `SERVANDA_CASES=1000-3000` tries these instead, where there is time to look further.
"""

import os
import random
from collections.abc import Callable, Iterator

from hypothesis import Verbosity, given, settings
from hypothesis import strategies as st

BYTES = 60_000  # more than any case reads
OF_ALL = "SERVANDA_CASES"


def cases(number: int, *drawn: st.SearchStrategy[object]) -> Callable[..., Callable[[], None]]:
    """Runs a test on so many cases, drawn from the strategies."""

    def decorated(test: Callable[..., None]) -> Callable[[], None]:
        ran = settings(database=None, verbosity=Verbosity.quiet)(given(*drawn)(test))
        # Documented by hypothesis, and known to no type: it is hung on the function.
        try_one = ran.hypothesis.fuzz_one_input  # type: ignore[attr-defined]

        def on_each() -> None:
            for seed in seeds(number):
                try:
                    try_one(random.Random(seed).randbytes(BYTES))
                except Exception as error:
                    error.add_note(f"case {seed}; this one alone: {OF_ALL}={seed}-{seed}")
                    raise

        on_each.__name__, on_each.__doc__ = test.__name__, test.__doc__
        on_each.__module__ = test.__module__
        return on_each

    return decorated


def seeds(number: int) -> Iterator[int]:
    asked = os.environ.get(OF_ALL)
    if asked is None:
        yield from range(number)
    else:
        first, last = asked.split("-")
        yield from range(int(first), int(last) + 1)
