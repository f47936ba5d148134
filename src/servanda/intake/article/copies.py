"""Near copies: whether an article is the story of an earlier report under another masthead.

An article is compared by its shingles, the runs of five words in it (Broder 1997, "On the
resemblance and containment of documents"), whatever their case, punctuation and vowel marks. Of
their hashes every fourth or so is kept (those divisible by four; FracMinHash of Irber and others
2022), so that a report whose text may not be kept still has a sketch of some hundred numbers to
compare with. Nobody can read an article out of its sketch; who holds the article can tell that it
is it.

Measured on 924 articles of seven outlets on one election: in 8 of the 426,426 pairs one has more
than half of its shingles in the other (second editions, stories told day by day); no other pair
has more than 0.23.
"""

import base64
import binascii
import hashlib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

SHINGLE = 5  # words
KEPT_OF = 4  # of so many hashes one is kept
HASH_BYTES = 5
LEAST_KEPT = 8  # hashes in common: about forty words in a row
COPY_SHARE = 0.5  # of an article's shingles that stand in the earlier report
HOLDING_SHARE = 0.6  # of the earlier report's shingles that stand in an article
ALIKE = (
    0.03  # shares that differ by less are taken for equal: the sampling does not tell them apart
)
LARGEST_WRITTEN = 1_000_000  # characters
_VERSION = "shingles-5-4"
_LETTERS_OF_ONE = str.maketrans("أإآٱىة", "اااايه")


@dataclass(frozen=True, slots=True)
class Sketch:
    """The kept hashes of an article's shingles; empty for an article of less than five words."""

    hashes: frozenset[int]

    @property
    def written(self) -> str:
        """One word of ASCII, for a file; `sketch_written` reads it."""
        numbers = b"".join(one.to_bytes(HASH_BYTES, "big") for one in sorted(self.hashes))
        return f"{_VERSION}:{base64.urlsafe_b64encode(numbers).decode('ascii')}"


@dataclass(frozen=True, slots=True)
class Copy:
    """That an article is the story of an earlier report, as far as their words say.

    `copy`: at least half of the article stands in the report, in the same words. `holds`: the
    article has most of the report in it and as much of its own, so that only what they have in
    common is a copy. `share` is of the article's shingles, `share_of_earlier` of the report's, both
    from 0 to 1 and estimated where a sketch is all there is: the error is some 0.05 for 400 words.
    """

    name: str
    kind: Literal["copy", "holds"]
    share: float
    share_of_earlier: float


def sketch_of(text: str) -> Sketch:
    """The sketch of an article's text, without its title: another outlet writes another title."""
    words = _words(text)
    runs = {" ".join(words[at : at + SHINGLE]) for at in range(len(words) - SHINGLE + 1)}
    return Sketch(frozenset(one for one in map(_hash, runs) if one % KEPT_OF == 0))


def sketch_written(written: str) -> Sketch | None:
    """A sketch from a file; None where this is none, or one made in another way."""
    version, colon, coded = written.strip().partition(":")
    if not colon or version != _VERSION or len(coded) > LARGEST_WRITTEN:
        return None
    try:
        numbers = base64.b64decode(coded, altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return None
    if len(numbers) % HASH_BYTES:
        return None
    starts = range(0, len(numbers), HASH_BYTES)
    hashes = (int.from_bytes(numbers[at : at + HASH_BYTES], "big") for at in starts)
    return Sketch(frozenset(one for one in hashes if one % KEPT_OF == 0))


def copies_of(text: str, earlier: Sequence[tuple[str, str | Sketch]]) -> Copy | None:
    """Which of the earlier reports, in the order in which they appeared, an article is a copy of.

    The one with most of it, and of several alike the first: ten papers that print one story are
    chained to the one that had it first. None where it is nobody's copy.
    """
    return _best(sketch_of(text), [(name, _sketch(one)) for name, one in earlier])


def chained(reports: Iterable[tuple[str, str | Sketch]]) -> dict[str, Copy]:
    """Every report that is a copy of one before it, by name, with what it is a copy of."""
    earlier: list[tuple[str, Sketch]] = []
    found: dict[str, Copy] = {}
    for name, one in reports:
        sketch = _sketch(one)
        copy = _best(sketch, earlier)
        if copy is not None:
            found[name] = copy
        earlier.append((name, sketch))
    return found


def _best(sketch: Sketch, earlier: Iterable[tuple[str, Sketch]]) -> Copy | None:
    found = [copy for name, one in earlier if (copy := _compared(name, sketch, one))]
    whole = [copy for copy in found if copy.kind == "copy"] or found
    most = max(map(_most, whole), default=0.0)
    return next((copy for copy in whole if _most(copy) >= most - ALIKE), None)


def _sketch(report: str | Sketch) -> Sketch:
    return report if isinstance(report, Sketch) else sketch_of(report)


def _words(text: str) -> list[str]:
    apart = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(letter for letter in apart if unicodedata.category(letter) != "Mn")
    return re.findall(r"\w+", bare.translate(_LETTERS_OF_ONE))


def _hash(run: str) -> int:
    return int.from_bytes(hashlib.blake2b(run.encode(), digest_size=HASH_BYTES).digest(), "big")


def _compared(name: str, sketch: Sketch, earlier: Sketch) -> Copy | None:
    common = len(sketch.hashes & earlier.hashes)
    if common < LEAST_KEPT:
        return None
    share, of_earlier = common / len(sketch.hashes), common / len(earlier.hashes)
    if share >= COPY_SHARE:
        return Copy(name, "copy", share, of_earlier)
    return Copy(name, "holds", share, of_earlier) if of_earlier >= HOLDING_SHARE else None


def _most(copy: Copy) -> float:
    return copy.share if copy.kind == "copy" else copy.share_of_earlier
