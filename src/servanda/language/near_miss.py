"""Near misses: what somebody may have meant."""

import difflib
from collections.abc import Iterable


def nearest(word: str, candidates: Iterable[str]) -> str | None:
    """The candidate most like the word, if any is like it; its parts may stand in another order."""
    several = sorted(set(candidates))
    found = difflib.get_close_matches(word, several, n=1, cutoff=0.65)
    if not found and "-" in word:
        turned = {in_order(one): one for one in several if "-" in one}
        close = difflib.get_close_matches(in_order(word), turned, n=1, cutoff=0.8)
        found = [turned[one] for one in close]
    return found[0] if found and found[0] != word else None


def in_order(name: str) -> str:
    """`prisoners-release` of `release-prisoners`"""
    return "-".join(sorted(name.split("-")))


def did_you_mean(word: str, candidates: Iterable[str]) -> str | None:
    """The hint for a word that is none of the candidates."""
    near = nearest(word, candidates)
    return f"did you mean `{near}`?" if near else None
