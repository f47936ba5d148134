"""Near misses: what somebody may have meant."""

import difflib
from collections.abc import Iterable


def nearest(word: str, candidates: Iterable[str]) -> str | None:
    """The candidate most like the word, if any is like it."""
    found = difflib.get_close_matches(word, sorted(set(candidates)), n=1, cutoff=0.65)
    return found[0] if found and found[0] != word else None


def did_you_mean(word: str, candidates: Iterable[str]) -> str | None:
    """The hint for a word that is none of the candidates."""
    near = nearest(word, candidates)
    return f"did you mean `{near}`?" if near else None
