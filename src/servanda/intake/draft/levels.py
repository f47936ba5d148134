"""A statement that says where a level of the agreement stands: `the Rafah crossing remains closed`,
`Israel controls 53 percent of the Strip`.

A level in words is read where its name, a verb of being and one of its words follow one another up
to the end of the clause; one in numbers where everything that its title speaks of is named beside
one number, and no other actor.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from servanda.agreement.model import Level
from servanda.intake.draft.bounds import counted_in
from servanda.intake.draft.names import Names
from servanda.intake.draft.spelling import hindering_words, near_words, stem, words_of
from servanda.intake.draft.writing import AHEAD
from servanda.intake.statements.model import Dated
from servanda.record.model import Stance

Words = tuple[str, ...]
# What newspapers call the words that levels often have.
OTHERWISE = {"open": ("opened", "reopened"), "closed": ("shut", "sealed")}
SO_FAR = r"(?:\s+(?:again|still|now|currently|also|already|once more))*"
HOLDS = r"(?:is|are|remains?|stays?|has been|have been|has remained|have remained|has stayed)"
HELD = r"(?:was|were|had been|remained|stayed)"
WILL = r"(?:will|is to|are to|would|is expected to|is set to|shall)"
REST = re.compile(
    r"\s*(?:$|[.,;:]|\b(?:again|today|yesterday|tomorrow|since|until|till|this|last|next"
    r"|on (?!both|one|either|the\b|its|their)|from (?=\w+day|\d|now)|as of"
    r"|for (?:a|the) (?:\w+ )?(?:\w+ )?(?:day|week|month)s?\b|for (?:now|the time being))\b)",
    re.I,
)
NOT_WHOLE = frozenset({"only", "side", "direction", "directions", "way", "ways", "hours", "partly",
                       "partially", "largely", "mostly", "effectively", "practically"})  # fmt: skip
SAYS_NOTHING = frozenset({"share", "number", "of", "under", "the", "in", "by", "them", "to", "be",
                          "still", "who", "are", "that", "is", "and", "for", "all"})  # fmt: skip
PERCENT = re.compile(r"\s*(?:%|percent\b|per cent\b)", re.I)


@dataclass(frozen=True, slots=True)
class Levels:
    """The levels of an agreement, and the names that a statement about them may have."""

    levels: Mapping[str, Level]
    names: Names

    def level_in(self, words: str, stance: Stance, dated: Dated) -> str | None:
        """`rafah-crossing is closed`; None where no single level is plainly said to stand so."""
        if stance in ("denies", "demands", "threatens") or "?" in words:
            return None
        said = frozenset(words_of(words))
        if said & (hindering_words() - ({"would"} if stance in AHEAD else set())):
            return None
        text = " ".join(words.split())
        found = {line for one in self.levels.values() for line in self.of(one, text, stance, dated)}
        return found.pop() if len(found) == 1 else None

    def of(self, level: Level, text: str, stance: Stance, dated: Dated) -> Iterator[str]:
        if not level.words:
            if stance not in AHEAD and (number := self.number_of(level, text)):
                yield f"{level.name} is {number}"
            return
        name = rf"(?:{'|'.join(called(level))})"
        is_ahead = stance in AHEAD
        past = f"|{HELD}" if dated.certainty != "published" else ""
        being = rf"(?:{WILL} (?:be|remain|stay))" if is_ahead else rf"(?:{HOLDS}{past})"
        doing = rf"(?:{WILL} )" if is_ahead else r"(?:has |have |was |were )?"
        for word in level.words:
            state = rf"(?:{'|'.join(states(word))})"
            forms = [rf"\b{name}{SO_FAR} {being}{SO_FAR} {state}\b"]
            forms.append(rf"\b(?:keeps?|kept|keeping) (?:the )?{name} {state}\b")
            if word == "open":
                opens = "(?:re)?open" if is_ahead else "(?:re)?opened"
                forms.append(rf"\b{name}{SO_FAR} {doing}{opens}\b")
            for form in forms:
                match = re.search(form, text, re.I)
                if match and REST.match(text, match.end()) and self.is_whole(text, word):
                    yield f"{level.name} is {word}"
                    break

    def is_whole(self, text: str, word: str) -> bool:
        """Whether nothing says that it is so only in part."""
        own = {one for state in states(word) for one in re.split(r"\W+", state)}
        return not NOT_WHOLE & (frozenset(words_of(text)) - own)

    def number_of(self, level: Level, text: str) -> str | None:
        """The number of a level of which all that the title speaks of is named, and nobody else."""
        wanted = self.keys(words_of(level.title.partition(",")[0]))
        unit = {"percent"} if level.unit == "percent" else set(words_of(level.unit or ""))
        numbers = list(counted_in(text))
        if len(numbers) != 1 or not wanted:
            return None
        (one,) = numbers
        is_percent = bool(PERCENT.match(text, one.end))
        said = self.keys(words_of(text))
        actors = {each.name for each in self.names.actors_in(words_of(text))}
        if not wanted <= said or is_percent != (level.unit == "percent"):
            return None
        if actors - wanted - unit:
            return None
        return one.written

    def keys(self, words: Words) -> frozenset[str]:
        """Words as they are compared: an actor by its name, others by their near stems."""
        found = {each.name for each in self.names.actors_in(words)}
        taken = {at for each in self.names.actors_in(words) for at in range(each.start, each.end)}
        for at, word in enumerate(words):
            if at not in taken and word not in SAYS_NOTHING:
                found.add(near_words().get(stem(word), stem(word)))
        return frozenset(found)


def called(level: Level) -> Iterator[str]:
    """The patterns of what a level is called: its title up to a comma, and its name."""
    for words in {words_of(level.title.partition(",")[0]), tuple(level.name.split("-"))}:
        yield r"\s+".join(map(re.escape, words))


def states(word: str) -> Iterator[str]:
    """The patterns of one of its words."""
    yield re.escape(word).replace(r"\-", "[ -]")
    yield from OTHERWISE.get(word, ())
    if word.startswith("partly-"):
        yield f"partially {word.removeprefix('partly-')}"


def level_moment(words: str, dated: Dated, published: date) -> str | None:
    """How long it stood so, where the words say since which day; None: the day it was so."""
    first = dated.first
    is_day = re.search(r"\bsince\b.*(?:day\b|yesterday|\d)", words, re.I)
    if first is None or not is_day or dated.last not in (None, published) or first > published:
        return None
    return f"from {first} to {published}"
