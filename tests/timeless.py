"""Texts without what is another at every run of a log: times of the clock, hashes, keys."""

import re

OF_THE_CLOCK = (
    (r"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+]00:00)", "TIME"),
    (r"known(\s+on|\s+at)?\s+20\d\d-\d\d-\d\d\s+\d\d:\d\d(\s+[+]00:00)?", r"known\1 TIME"),
    (r"known\s+since\s+20\d\d-\d\d-\d\d", "known since DAY"),
    (r"\b[0-9a-f]{64}\b", "HASH"),
    (r"\b[0-9a-f]{16}\b", "KEY"),
    (r"\b[0-9a-f]{12}…", "HASH…"),
)


def timeless(text: str) -> str:
    for pattern, name in OF_THE_CLOCK:
        text = re.sub(pattern, name, text)
    return text
