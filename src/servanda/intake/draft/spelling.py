"""Words as they are compared: without capitals, accents, articles and endings."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from importlib.resources import files

WORD = re.compile(r"[^\W_]+(?:[.'’][^\W_]+)*\.?")
ARTICLES = frozenset({"the", "a", "an"})
ENDINGS = (
    "isations", "izations", "isation", "ization", "ations", "ation", "ments", "ment", "ings", "ing",
    "ers", "ed", "es", "s", "e",
)  # fmt: skip
SHORTEST_STEM = 4
IRREGULAR = {
    "begin": ("began", "begun"), "bring": ("brought",), "build": ("built",), "fight": ("fought",),
    "fly": ("flew", "flown"), "give": ("gave", "given"), "go": ("went", "gone"), "hold": ("held",),
    "keep": ("kept",), "lead": ("led",), "leave": ("left",), "make": ("made",), "meet": ("met",),
    "overfly": ("overflew", "overflown"), "pay": ("paid",), "rise": ("rose", "risen"),
    "send": ("sent",), "shoot": ("shot",), "take": ("took", "taken"),
    "withdraw": ("withdrew", "withdrawn"), "withhold": ("withheld",), "have": ("has", "had"),
}  # fmt: skip
UNCHANGED = frozenset({"set", "put", "let", "cut", "hit", "shut", "quit"})


def plain(text: str) -> str:
    """`Türkiye’s` as `turkiyes`: small letters without accents and marks."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(mark for mark in apart if mark.isalnum())


def words_of(text: str) -> tuple[str, ...]:
    """The words, plain, without articles; of `Israel's` only `israel`."""
    bare = (re.sub(r"['’]s?$", "", match.group()) for match in WORD.finditer(text))
    return tuple(word for word in map(plain, bare) if word and word not in ARTICLES)


@cache
def stem(word: str) -> str:
    """What is left of a plain word without its ending; for comparing, not for showing."""
    if word.endswith("ies") and len(word) > SHORTEST_STEM + 1:
        return word[:-3] + "y"
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            return word[: -len(ending)]
    return word


def stems_of(text: str) -> tuple[str, ...]:
    return tuple(map(stem, words_of(text)))


@cache
def forms_of(verb: str) -> frozenset[str]:
    """The forms of an English verb: `admit`, `admits`, `admitted`, `admitting`."""
    if verb in UNCHANGED:
        return frozenset({verb, verb + "s"})
    if verb.endswith("y") and verb[-2:-1] not in tuple("aeiou"):
        root = {verb[:-1] + "ies", verb[:-1] + "ied"}
    elif verb.endswith("e"):
        root = {verb + "s", verb + "d"}
    else:
        root = {verb + "s", verb + "es", verb + "ed", verb + verb[-1:] + "ed"}
    return frozenset({verb, *root, *IRREGULAR.get(verb, ())})


@cache
def past_forms_of(verb: str) -> frozenset[str]:
    """Those that say a thing was done: `admitted`, `withdrew`, `put`."""
    if verb in UNCHANGED:
        return frozenset({verb})
    return frozenset(one for one in forms_of(verb) if one.endswith("ed")) | frozenset(
        IRREGULAR.get(verb, ())
    )


def name_from(text: str, loaded: frozenset[str] = frozenset()) -> str:
    """A name of the language made from words: `the-jewish-voice` without its article, and without
    words that judge."""
    kept = [word for word in map(ascii_of, words_of(text)) if word and word not in loaded]
    joined = "-".join(kept)[:40].strip("-")
    if not joined:  # of another script: a name that is its alone, for a person to better
        return f"source-{sha256(text.encode('utf-8', 'replace')).hexdigest()[:6]}"
    return joined if joined[:1].isalpha() else f"x-{joined}"


def ascii_of(word: str) -> str:
    return "".join(mark for mark in word if mark.isascii())


# --- The lists of words beside this module -------------------------------------------------------


@cache
def loaded_words() -> frozenset[str]:
    return frozenset(plain(line) for line in lines_of("loaded-words.txt")) | frozenset(
        line.casefold() for line in lines_of("loaded-words.txt")
    )


@cache
def peoples() -> dict[str, tuple[str, ...]]:
    """How the people of a country are called where its name does not tell, by its plain name."""
    return pairs_in("irregular-peoples.txt")


def pairs_in(name: str) -> dict[str, tuple[str, ...]]:
    """What a list has after the colon of each line, by what stands before it, in plain words."""
    found: dict[str, tuple[str, ...]] = {}
    for line in lines_of(name):
        first, _, others = line.partition(":")
        found[" ".join(words_of(first))] = tuple(
            " ".join(words_of(one)) for one in others.split(",")
        )
    return found


@cache
def near_words() -> dict[str, str]:
    """The first stem of its group for each stem that stands in one."""
    found: dict[str, str] = {}
    for line in lines_of("near-words.txt"):
        group = [" ".join(stems_of(one)) for one in line.split(",")]
        for one in group:
            found.setdefault(one, group[0])
    return found


@cache
def words_before_objects() -> frozenset[str]:
    return listed_in("before-objects.txt")


@cache
def words_after_objects() -> frozenset[str]:
    return listed_in("after-objects.txt")


@cache
def hindering_words() -> frozenset[str]:
    return listed_in("hindering.txt")


@cache
def empty_words() -> frozenset[str]:
    return listed_in("empty.txt")


@cache
def entering_words() -> frozenset[str]:
    return phrases_in("entering.txt")


@cache
def persons_counted() -> frozenset[str]:
    return phrases_in("persons-counted.txt")


def phrases_in(name: str) -> frozenset[str]:
    """What a list has between its commas, with the marks, in small letters."""
    return frozenset(one.strip().casefold() for line in lines_of(name) for one in line.split(","))


def listed_in(name: str) -> frozenset[str]:
    return frozenset(plain(one) for line in lines_of(name) for one in line.split(","))


def lines_of(name: str) -> Iterator[str]:
    text = (files("servanda.intake.draft") / "words" / name).read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            yield line.strip()
