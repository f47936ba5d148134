"""The letters of a text that comes from outside, freed of what a reader cannot see.

Characters without an image of their own can hide words, turn their order round (Unicode Technical
Report 36, "bidirectional text spoofing"), split a name so that no search finds it, or drive a
terminal. They are taken out; letters of another script that look Latin (Unicode Technical Standard
39, "confusables") are put right inside a word that is Latin otherwise. Each is told in a remark.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

SHOWN_WORDS = 5  # of the words that a remark names

# Marks that order text of two directions, which a writer may use honestly, and the overrides and
# isolates that may show one text and mean another.
ORDER_MARKS = frozenset("\u200e\u200f\u061c")
ORDER_OVERRIDES = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
ARABIC_NUMBER_SIGNS = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd")
TAGS_AND_SELECTORS = re.compile("[\U000e0000-\U000e01ef\ufe00-\ufe0f]")

# Forms of one and the same letter: Arabic in its four positions and ligatures, Latin ligatures,
# full-width and mathematical letters.
FORMS = re.compile(
    "[\ufb00-\ufb06\ufb13-\ufb4f\ufb50-\ufdff\ufe70-\ufefe\uff01-\uff5e\U0001d400-\U0001d7ff]"
)

_CYRILLIC = "АВЕЅІЈКМНОРСТУХаеѕіјорсухһԁԛԝ"
_LATIN_OF_CYRILLIC = "ABESIJKMHOPCTYXaesijopcyxhdqw"
_GREEK = "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧονα"
_LATIN_OF_GREEK = "ABEZHIKMNOPTYXova"
LOOK_ALIKES = str.maketrans(_CYRILLIC + _GREEK, _LATIN_OF_CYRILLIC + _LATIN_OF_GREEK)
_FOREIGN = re.compile(f"[{_CYRILLIC}{_GREEK}]")
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A text as it is to be read, and what was done to it."""

    text: str
    remarks: tuple[str, ...] = ()


def cleaned(text: str) -> Cleaned:
    """The text without what cannot be seen; lines stay lines, every other blank is a space."""
    seen: Counter[str] = Counter()
    letters = "".join(_kept(text.replace("\r\n", "\n").replace("\r", "\n"), seen))
    unified = FORMS.sub(lambda form: unicodedata.normalize("NFKC", form.group()), letters)
    plain = unicodedata.normalize("NFC", unified)
    mended, mixed = _without_look_alikes(plain)
    return Cleaned(mended, (*_remarks(seen), *_look_alike_remarks(mixed, mended)))


def cleaned_line(text: str) -> str:
    """One line, such as a title, without what cannot be seen."""
    return " ".join(cleaned(text).text.split())


def _kept(text: str, seen: Counter[str]) -> Iterator[str]:
    for letter in text:
        what = _invisible(letter)
        if what:
            seen[what] += 1
        elif letter != "\n" and (letter.isspace() or unicodedata.category(letter) == "Zs"):
            yield "\n" if letter in "\u2028\u2029\x85\x0b\x0c" else " "
        else:
            yield letter


def _invisible(letter: str) -> str | None:
    """What a character without an image is, in the words of a remark; None for all others."""
    if letter.isascii() and letter.isprintable() or letter in "\n\t\x0b\x0c\x85":
        return None
    if letter in ORDER_MARKS:
        return "right-to-left marks"
    if letter in ORDER_OVERRIDES:
        return "characters that turn the order of letters round"
    if letter == "\u00ad" or TAGS_AND_SELECTORS.match(letter):
        return "hyphens, tags and selectors that are not shown"
    category = unicodedata.category(letter)
    if category == "Cf" and letter not in ARABIC_NUMBER_SIGNS:
        return "characters of no width"
    if category in ("Cc", "Co", "Cs", "Cn"):
        return "control characters"
    return None


def _remarks(seen: Counter[str]) -> Iterator[str]:
    for what, count in sorted(seen.items()):
        yield f"{count} {what} were left out" if count > 1 else f"1 of the {what} was left out"


def _without_look_alikes(text: str) -> tuple[str, list[str]]:
    """The text with mixed words put right, and these words as they are now."""
    mended: list[str] = []

    def mend(match: re.Match[str]) -> str:
        word = match.group()
        latin = word.translate(LOOK_ALIKES)
        if latin == word or not _has_latin(word) or not all(map(_is_latin, latin)):
            return word
        mended.append(latin)
        return latin

    return (_WORD.sub(mend, text), mended) if _FOREIGN.search(text) else (text, [])


def _has_latin(word: str) -> bool:
    return any(map(_is_latin, word))


def _is_latin(letter: str) -> bool:
    return letter < "\u0250"


def _look_alike_remarks(mixed: list[str], text: str) -> Iterator[str]:
    if mixed:
        yield (
            "letters of another script that look Latin were put right in "
            + _listed(mixed)
            + ": compare the names with the page"
        )
    strangers = list(dict.fromkeys(_strangers(text)))
    if strangers:
        yield (
            f"{_listed(strangers)} {'are' if len(strangers) > 1 else 'is'} written wholly in"
            " letters of another script that look Latin, and left so: compare with the page"
        )


def _strangers(text: str) -> Iterator[str]:
    """Words of look-alikes alone, in a text whose other letters are Latin."""
    if not _FOREIGN.search(text):
        return
    others = [word for word in _WORD.findall(text) if not word.isascii()]
    latin = sum(1 for word in _WORD.findall(text) if word.isascii())
    if latin > 10 * len(others):
        yield from (word for word in others if len(word) > 2 and _looks_latin(word))


def _looks_latin(word: str) -> bool:
    return not _has_latin(word) and word.translate(LOOK_ALIKES).isascii()


def _listed(words: list[str]) -> str:
    distinct = list(dict.fromkeys(words))
    shown = ", ".join(f"`{word}`" for word in distinct[:SHOWN_WORDS])
    return f"{shown} and {len(distinct) - SHOWN_WORDS} more" if distinct[SHOWN_WORDS:] else shown
