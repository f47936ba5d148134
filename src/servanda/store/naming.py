"""Words that name a protected source: what holds one of them tells who it is."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from servanda.store.canonical import Json
from servanda.store.entry import Entry
from servanda.store.marked import marking_in

BETWEEN = r"[\s*_`~>#-]+"  # what may stand between two words of a name
LETTER = r"[^\W\d_]"
SHORTEST_STEM = 5  # letters: of a shorter name a longer word is taken for another
LABEL = re.compile(r'^source\s+\S+\s+"(?P<label>[^"]*)"')
DIGEST = re.compile(r"[0-9a-f]{16,}")  # a hash, or the id of a key: no words
MASK = "…"

ARTICLES = frozenset(("a", "an", "the"))
PARTICLES = frozenset(
    ("al", "ben", "bin", "da", "de", "del", "den", "der", "di", "dos", "du", "el", "ibn", "la",
     "le", "ten", "ter", "van", "von", "y")
)  # fmt: skip
# Before a name each is a title; at its end it says that the label is of an office, not a person.
TITLES = frozenset(
    ("adm", "admiral", "ambassador", "bishop", "brig", "brigadier", "brother", "capt", "captain",
     "clerk", "cmdr", "col", "colonel", "commander", "commissioner", "corporal", "cpl",
     "delegate", "director", "doctor", "dr", "driver", "father", "fr", "gen", "general",
     "governor", "guard", "guide", "imam", "inspector", "interpreter", "journalist", "judge",
     "lady", "lieutenant", "lord", "lt", "madam", "maj", "major", "mayor", "minister", "miss",
     "monitor", "mr", "mrs", "ms", "mx", "nurse", "observer", "officer", "official", "pastor",
     "police", "president", "priest", "prison", "private", "prof", "professor", "rabbi", "rev",
     "senator", "senior", "sergeant", "sgt", "sheikh", "sir", "sister", "soldier", "staff",
     "teacher", "witness", "worker")
)  # fmt: skip
BEHIND = frozenset(("ii", "iii", "iv", "jr", "md", "phd", "sr"))  # a name
OTHER = re.compile(r"\s+(?:and|or)\s+|\s*[&/]\s*")  # between persons
END = re.compile(r"\s*[,;:()\[\]–—]|\s+-\s|\s+(?:of|at|in|from|with|for|near|by|who|on|to)\s")
TURNED = re.compile(r"^(?P<family>\S+),\s+(?P<given>[^,]+)$")


@dataclass(frozen=True, slots=True)
class Names:
    """What finds names in texts: `either` in small and capital letters, `written` as they are."""

    either: re.Pattern[str] | None
    written: re.Pattern[str] | None

    def line_in(self, text: str) -> int | None:
        """The line of a text at which the first stands, counted from zero; None of none."""
        plain = _plain(text)
        places = [
            (read.count("\n", 0, found.start()), found.start())
            for pattern, read in ((self.either, plain.casefold()), (self.written, plain))
            if pattern is not None and (found := pattern.search(read))
        ]
        return min(places)[0] if places else None

    def masked(self, name: str) -> str:
        """A name, or a path, without the parts of it that hold one of these."""
        parts = (
            part if self.line_in(part) is None else f"{MASK}{self._suffix(part)}"
            for part in name.split("/")
        )
        return "/".join(parts)

    def _suffix(self, part: str) -> str:
        suffix = PurePosixPath(part).suffix
        return suffix if self.line_in(suffix) is None else ""


def names_of(sources: Iterable[Entry], agreed: str = "") -> Iterator[str]:
    """What each protected source that is opened is known by: its label; of a label that is a full
    name the name, its last two words and the family name, but for one that is a word of what is
    `agreed`, too; and its name in the record if that has a hyphen."""
    for source in _protected(sources):
        if "-" in source.name:
            yield source.name
        label = label_of(source)
        if label:
            yield label
        for words in full_names(label):
            yield " ".join(words)
            yield " ".join(words[-2:])
            yield f"{words[0]} {words[-1]}" if len(words) > 1 else ""
            for family in _families(words[-1]):
                if naming((family,)).line_in(agreed) is None:
                    yield family


def names_in_record(sources: Iterable[Entry]) -> Iterator[str]:
    """How each protected source that is opened is called in the record."""
    for source in _protected(sources):
        yield source.name


def label_of(source: Entry) -> str:
    found = LABEL.match(str(source.holds.get("text", "")))
    return found["label"].strip() if found else ""


def full_names(label: str) -> Iterator[tuple[str, ...]]:
    """The words of each full name that a label is, before what is said of the person: capitalised,
    and two or more, or one behind a title."""
    turned = TURNED.match(label)
    if turned and _bare(turned["given"]) not in TITLES and _is_capitalised(turned["given"]):
        label = f"{turned['given']} {turned['family']}"
    for person in OTHER.split(label):
        words = END.split(person, maxsplit=1)[0].split()
        while words and _bare(words[0]) in ARTICLES:
            words = words[1:]
        least = 2
        while words and _bare(words[0]) in TITLES:
            words, least = words[1:], 1
        while words and _bare(words[-1]) in BEHIND:
            words = words[:-1]
        if len(words) >= least and _is_of_a_person(words):
            yield tuple(words)


def naming(words: Iterable[str]) -> Names:
    """What finds these in a text, whatever spaces, line breaks or marks of emphasis stand between
    their words, with or without accents, and, but for short ones, as the beginning of a longer
    word. A single short word is found only as it is written."""
    either: dict[str, None] = {}
    written: dict[str, None] = {}
    for word in words:
        parts = _plain(word).split()
        letters = sum(each.isalpha() for each in "".join(parts))
        end = "" if letters >= SHORTEST_STEM else f"(?!{LETTER})"
        if len(parts) == 1 and end and "-" not in parts[0]:
            written[re.escape(parts[0]) + end] = None
        elif parts:
            either[BETWEEN.join(re.escape(each.casefold()) for each in parts) + end] = None
    return Names(_one_of(either), _one_of(written))


def words_in(entry: Entry) -> Iterator[str]:
    """What stands in an entry for all who have the log to read, but hashes; its own name first."""
    yield entry.name
    for name, held in entry.holds.items():
        if name != "sealed":
            yield from _strings(held)


def _strings(held: Json) -> Iterator[str]:
    match held:
        case str() if not DIGEST.fullmatch(held):
            yield held
        case list():
            for each in held:
                yield from _strings(each)
        case Mapping():
            for each in held.values():
                yield from _strings(each)


def _one_of(found: Collection[str]) -> re.Pattern[str] | None:
    return re.compile(rf"(?<!{LETTER})(?:{'|'.join(found)})") if found else None


def _plain(text: str) -> str:
    """Without accents and what is not seen, with one form of each letter."""
    if text.isascii():
        return text
    apart = unicodedata.normalize("NFKD", text).replace("’", "'")
    return "".join(each for each in apart if unicodedata.category(each) not in ("Mn", "Cf"))


def _families(word: str) -> Iterator[str]:
    """A family name, and of a double one each half."""
    yield word
    halves = [each for each in word.split("-") if _bare(each) not in PARTICLES]
    yield from (each for each in halves if each != word and len(each) >= SHORTEST_STEM)


def _is_of_a_person(words: list[str]) -> bool:
    middle = [each for each in words[1:-1] if _bare(each) not in PARTICLES]
    ends = (words[0], words[-1])
    return _bare(words[-1]) not in TITLES and all(map(_is_capitalised, (*ends, *middle)))


def _is_capitalised(word: str) -> bool:
    return any(each[:1].isupper() for each in re.split(r"[-'’]", word))


def _bare(word: str) -> str:
    return word.rstrip(".").casefold()


def _protected(sources: Iterable[Entry]) -> Iterator[Entry]:
    for one in sources:
        if one.kind == "source" and "sealed" not in one.holds and marking_in(one).is_protected:
            yield one
