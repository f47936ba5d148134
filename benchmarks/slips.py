"""Tries a slip of one key at every place of every example: what the property test only samples.

    python -m benchmarks.slips            every place, each with the next key in turn
    python -m benchmarks.slips 7          every seventh place
    python -m benchmarks.slips 7 minsk    only files whose path holds that word

Every fault is printed; the last line counts them.
"""

import sys
from itertools import cycle

from tests.language.test_single_character import EXAMPLES, FILES, KEYS, Slip, faults, text_of


def main(step: int, word: str) -> None:
    tried = failed = 0
    for path in FILES:
        name = path.relative_to(EXAMPLES).as_posix()
        if word not in name:
            continue
        keys = cycle(["", *KEYS])
        text = text_of(path)
        for at in range(0, len(text), step):
            slip = Slip(text, at, next(keys))
            tried += 1
            for fault in faults(path, slip):
                failed += 1
                print(f"{name}:{slip.line}: {slip.key!r}: {fault}", flush=True)
    print(f"{tried:,} slips, {failed:,} faults")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1, sys.argv[2] if len(sys.argv) > 2 else "")
