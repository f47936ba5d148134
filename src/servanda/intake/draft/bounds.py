"""The numbers of a text with the bounds that stand around them: `at least 104`, `40 to 50`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from servanda.intake.draft.spelling import plain

NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20,
    "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "hundred": 100,
}  # fmt: skip
ROUGH = frozenset({"about", "around", "some", "roughly", "approximately", "nearly", "almost",
                   "dozens", "hundreds", "thousands", "several", "few", "many", "estimated",
                   "circa", "approx", "or"})  # fmt: skip
AT_LEAST = ("at least", "more than", "over", "no fewer than", "no less than", "not less than",
            "not fewer than", "a minimum of", "upwards of")  # fmt: skip
AT_MOST = ("at most", "up to", "no more than", "not more than", "fewer than", "less than",
           "as many as", "a maximum of")  # fmt: skip
FIGURE = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
NUMBER = re.compile(rf"(?<![\w.,$€£-])(?:{FIGURE}|{'|'.join(NUMBERS)})(?![\w-]|[.,]\d)", re.I)
TO = re.compile(rf"\s*(?:-|–|to|and)\s*({FIGURE})(?![\w.-])", re.I)
LONGEST_PLAIN = 1_000  # characters
MULTIPLES = re.compile(r"\s*(?:hundred|thousand|million|billion|dozen|or so|or more)\b", re.I)
BOUND = re.compile(
    rf"\b({'|'.join(sorted((*AT_LEAST, *AT_MOST), key=len, reverse=True))})\s+$", re.I
)
BODIES_OF = re.compile(
    rf"\b(?:the )?(remains|bodies) of ((?:(?:{'|'.join((*AT_LEAST, *AT_MOST))}) )?"
    rf"(?:{FIGURE}|{'|'.join(NUMBERS)}))(?= [^\W\d_])(?! (?:of|or|to)\b)", re.I,
)  # fmt: skip
BETWEEN = re.compile(r"\b(?:between|from)\s+$", re.I)


@dataclass(frozen=True, slots=True)
class Counted:
    """A number that a text gives, as the language writes it (`at least 104`), and the words it
    takes up, its bound with them: from `start` up to `end`."""

    written: str
    start: int
    end: int


def counted_in(text: str) -> Iterator[Counted]:
    """Every number of a text that is given exactly or with bounds; none that is said to be rough
    (`about 50`) or is only a part of another (`2 million`), and none of a text that is too long to
    be plain."""
    end = len(text) if is_long(text) else 0
    for match in NUMBER.finditer(text):
        if match.start() < end:
            continue
        end = match.end()
        before = text[: match.start()]
        until = TO.match(text, match.end())
        if until and (
            BETWEEN.search(before) or not until.group().strip().lower().startswith("and")
        ):
            end = until.end()
            if not is_rough(text, match.start(), end):
                opening = BETWEEN.search(before)
                start = opening.start() if opening else match.start()
                yield Counted(f"{shown(match.group())} to {shown(until[1])}", start, end)
        elif not is_rough(text, match.start(), end):
            bound = BOUND.search(before)
            start = bound.start() if bound else match.start()
            yield Counted(limited(bound[1] if bound else "", match.group()), start, end)


def is_long(text: str) -> bool:
    return len(text) > LONGEST_PLAIN


def counted_first(text: str) -> str:
    """`14 remains of hostages` for `the remains of 14 hostages`, which are as many."""
    return BODIES_OF.sub(lambda found: f"{found[2]} {found[1]} of", text)


def is_rough(text: str, start: int, end: int) -> bool:
    """Whether a number is not meant exactly, or goes on after it is read."""
    word = re.search(r"([^\W\d_]+)\s+$", text[:start])
    return bool(word and word[1].casefold() in ROUGH) or bool(MULTIPLES.match(text, end))


def bounded(words: str) -> str:
    """`at least `, `at most ` or nothing."""
    found = words.casefold()
    return "at least " if found in AT_LEAST else "at most " if found in AT_MOST else ""


def limited(words: str, number: str) -> str:
    """A number with the bound before it; `fewer than 150` are at most 149."""
    written = shown(number)
    if words.casefold() == "fewer than" and "." not in written and written != "0":
        written = f"{int(written.replace(',', '')) - 1:,}"
    return f"{bounded(words)}{written}"


def shown(number: str) -> str:
    """A number as the language writes it: `twenty` as `20`, `1968` as `1,968`."""
    if number.casefold() in NUMBERS:
        return f"{NUMBERS[number.casefold()]:,}"
    whole, _, part = number.replace(",", "").partition(".")
    return f"{int(whole):,}" + (f".{part}" if part else "")


def figure(word: str, text: str) -> int | None:
    """The number that a word of a text is: `twenty`, `1968` of `1,968`."""
    if plain(word) in NUMBERS:
        return NUMBERS[plain(word)]
    return int(word) if word.isdigit() and re.search(FIGURE, text) else None
