"""A statement that says a deed, in the words of the agreement: `Israel admitted 600 trucks`.

Only what is said plainly becomes a deed: who, by name, did what, by a verb of the agreement, to
something that it has a word for, in one clause, without a `not`, `may` or `if`. All else stays in
the article's words, so that no claim says more than was said.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from servanda.agreement.model import Agreement
from servanda.intake.draft.bounds import ROUGH, counted_first, figure
from servanda.intake.draft.called import (
    also_called,
    commonly_called,
    short_of,
    shorter_places,
    unsure_in,
)
from servanda.intake.draft.names import Names, Words, plain_aliases
from servanda.intake.draft.spelling import (
    WORD,
    forms_of,
    hindering_words,
    past_forms_of,
    plain,
    words_after_objects,
    words_before_objects,
    words_of,
)
from servanda.intake.draft.writing import AHEAD, listed
from servanda.intake.statements.model import Dated
from servanda.language.verbs import third_person
from servanda.record.model import Stance

COMING = frozenset({"will", "shall"})
WHOLE_FIGURE = re.compile(r"\d{1,3}(?:,\d{3})+|\d+")
WORD_OR_FIGURE = re.compile(rf"{WHOLE_FIGURE.pattern}(?![\w.])|{WORD.pattern}")
FURTHEST_OBJECT = 5  # words between a verb and the number or the name of its object
TAILS = {"to": "to", "into": "to", "via": "via", "through": "via", "in": "in", "inside": "in",
         "from": "from"}  # fmt: skip
DAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})
OF_A_PEOPLE = ("an", "i", "ese", "ish")  # of a word with a capital: `Lebanese prisoners`
BEFORE_NUMBER = {"at least": "at least ", "more than": "at least ", "up to": "at most "}
MONTHS = frozenset({"january", "february", "march", "april", "may", "june", "july", "august",
                    "september", "october", "november", "december"})  # fmt: skip
TIMES = frozenset({"past", "last", "total", "all", "recent", "previous", "coming", "next", "this",
                   "early", "mid", "late", "yesterday", "today", "noon", "midnight", "dawn",
                   "morning", "afternoon", "evening", "one", "two", "three", "four", "five", "six",
                   "seven", "week", "weeks", "days"})  # fmt: skip
A_RATE = re.compile(r"\b(?:a|per|each|every) day\b|\bdaily\b", re.IGNORECASE)
A_TOTAL = re.compile(r"\bin total\b|\bso far\b|\bsince\b|\baltogether\b|\bin all\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Said:
    """A word of the article as it is compared, and whether a comma or a stop follows it."""

    word: str
    ends: bool
    is_owner: bool  # `prisoners'`: what is spoken of comes after it


@dataclass(frozen=True, slots=True)
class Deeds:
    """What can be done by the agreement, by the words for it."""

    verbs: Mapping[Words, str]  # (`admitted`,), (`handed`, `over`): the action
    objects: Mapping[Words, str]  # things, areas and actors
    names: Names
    unsure: Mapping[Words, tuple[str, ...]]  # things, where the words fit several

    def deed_in(self, words: str, stance: Stance, dated: Dated) -> str | None:
        """The deed line of a claim, with its window where it is a rate or a total; None where the
        words say no deed plainly."""
        sentence = Sentence(counted_first(words), stance in AHEAD, self)
        found = sentence.deed
        if found is None:
            return None
        if A_RATE.search(words):
            return f"{found} each day {window}" if (window := window_of(dated)) else None
        if A_TOTAL.search(words):
            return f"{found} in total {window}" if (window := window_of(dated)) else None
        return found


def window_of(dated: Dated) -> str | None:
    """`from D to E`, where the article gives both."""
    if dated.first is None or dated.last is None or dated.certainty == "published":
        return None
    return f"from {dated.first} to {dated.last}"


def has_window(deed: str) -> bool:
    """Whether a deed line brings its own time, so that no other clause says when."""
    return any(one in deed for one in (" each day from ", " in total from ", " in total up to "))


def deeds_of(agreement: Agreement, names: Names) -> Deeds:
    """The verbs of the actions, with those that explain them, and the words for things and
    places; what two things could be called names neither."""
    verbs: dict[Words, set[str]] = {}
    for action in agreement.actions.values():
        for phrase in {action.name.replace("-", " "), *phrases_of(action.meaning)}:
            first, *rest = words_of(phrase) or ("",)
            for base in {first, *bases_of(first)}:
                for form in forms_of(base):
                    verbs.setdefault((form, *rest), set()).add(action.name)
    objects: dict[Words, set[str]] = {}
    for kind in (agreement.things, agreement.areas, agreement.actors):
        for name, each in kind.items():
            plainly = {*plain_aliases(name, each.title), *short_of(each.title)}
            for alias in {*plainly, *(one for words in plainly for one in also_called(words))}:
                objects.setdefault(alias, set()).add(name)
    for name, area in agreement.areas.items():
        for alias in shorter_places(area.title, agreement):
            objects.setdefault(alias, set()).add(name)
    for alias, actor in names.actors.items():
        objects.setdefault(alias, set()).add(actor)
    by_name = {action: {action} for action in agreement.actions}
    for name in by_name:  # its own name before what explains another
        for form in forms_of(name):
            verbs[(form,)] = {name}
    for alias, actor in commonly_called(agreement):
        objects.setdefault(alias, set()).add(actor)
    return Deeds(alone(verbs), alone(objects), names, unsure_in(agreement, objects))


def alone(found: Mapping[Words, set[str]]) -> dict[Words, str]:
    return {words: next(iter(names)) for words, names in found.items() if len(names) == 1 and words}


def phrases_of(meaning: str) -> Iterator[str]:
    """`sets free` and `hands over` of `sets free or hands over`; of three words at most."""
    for phrase in re.split(r",|\bor\b|\band\b", meaning):
        if 0 < len(phrase.split()) <= 3:
            yield phrase.strip()


def bases_of(verb: str) -> Iterator[str]:
    """What `hands`, `places` or `carries` may be the third person of."""
    for ending, base in (("ies", "y"), ("es", ""), ("s", "")):
        if verb.endswith(ending):
            root = verb[: -len(ending)] + base
            if third_person(root) == verb:
                yield root


@dataclass(frozen=True)
class Sentence:
    """One clause of an article, read for a deed."""

    text: str
    ahead: bool
    deeds: Deeds

    @cached_property
    def said(self) -> tuple[Said, ...]:
        found = [
            Said(plain(re.sub(r"['’]s$", "", one.group())), self.ends(one), self.owns(one))
            for one in WORD_OR_FIGURE.finditer(self.text)
        ]
        return tuple(one for one in found if one.word not in ("the", ""))

    def ends(self, match: re.Match[str]) -> bool:
        """Whether a pause follows the word."""
        return bool(re.match(r"\s*[,;:.?(]|\s+[-–—]|[–—]", self.text[match.end() :]))

    def owns(self, match: re.Match[str]) -> bool:
        """Whether the word is a genitive with something after it."""
        after = self.text[match.end() :]
        if re.search(r"['’]s$", match.group()):
            return True
        return match.group().endswith("s") and bool(re.match(r"['’]\s+\w", after))

    @cached_property
    def words(self) -> Words:
        return tuple(one.word for one in self.said)

    @cached_property
    def deed(self) -> str | None:
        if hindering_words() & set(self.words) or "?" in self.text:
            return None
        if COMING & set(self.words) and not self.ahead:
            return None
        found = [one for at in range(len(self.words)) for one in self.deed_at(at)]
        return found[0] if len(set(found)) == 1 else None

    def deed_at(self, at: int) -> Iterator[str]:
        """The deed whose verb stands at a word."""
        for length in (3, 2, 1):
            action = self.deeds.verbs.get(self.words[at : at + length])
            is_passive = self.words[at + length : at + length + 1] == ("by",)
            if action is not None and not is_passive and self.is_finite(at):
                actors = self.actors_before(at)
                rest = self.object_after(at + length) if actors else None
                if actors and rest:
                    yield f"{listed(actors)} {verb_of(action, len(actors))} {rest}"
                return

    def is_finite(self, at: int) -> bool:
        """Whether the verb tells something done, or in a claim about what is to come, coming."""
        word = self.words[at]
        before = self.words[at - 1] if at else ""
        if before == "to":
            return self.ahead
        if before in ("was", "were", "been", "being", "be"):
            return False
        base = next((one for one in bases_of(word)), word)
        return (
            word in past_forms_of(base)
            or word.endswith(("ed", "s"))
            or self.is_past(word)
            or (before in COMING or before in ("has", "have", "had") or self.ahead)
        )

    def is_past(self, word: str) -> bool:
        """A past that English does not bend by rule: `withdrew`."""
        return any(
            word in past_forms_of(action.partition("-")[0])
            for action in self.deeds.names.agreement.actions
        )

    def actors_before(self, at: int) -> tuple[str, ...]:
        """Who stands right before the verb, with `has` or `will` between them at most."""
        end = at
        while end and self.words[end - 1] in ("has", "have", "had", "also", "already", "will",
                                               "shall", "to", "expected", "is", "are"):  # fmt: skip
            end -= 1
        found = [
            one for one in self.deeds.names.actors_in(self.words[:end]) if self.names_it(one.end)
        ]
        if not found or found[-1].end != end or self.said[end - 1].ends:
            return ()
        actors = [found[-1].name]
        start = found[-1].start
        for one in reversed(found[:-1]):
            between = self.words[one.end : start]
            if between in (("and",), ()) and (between or self.said[one.end - 1].ends):
                actors.insert(0, one.name)
                start = one.start
        return tuple(dict.fromkeys(actors))

    def names_it(self, end: int) -> bool:
        """False for `Israeli`, which is not Israel: somebody else of it may have acted."""
        word = self.words[end - 1]
        return len(word) <= 3 or any(
            word in words_of(one.title) or word == one.name
            for one in self.deeds.names.agreement.actors.values()
        )

    def object_after(self, start: int) -> str | None:
        """The number and the object after the verb, and `to`, `via` and `in` after that; None
        where the words between make another thing of it: `the bodies of two hostages`."""
        number = ""
        passed: Words = ()
        at = start
        while at < min(start + FURTHEST_OBJECT, len(self.words)):
            pair = " ".join(self.words[at : at + 2])
            if pair in BEFORE_NUMBER:
                number, at = BEFORE_NUMBER[pair], at + 2
                continue
            word = self.words[at]
            if word in ROUGH:
                return None
            counted = figure(word, self.text)
            if counted is not None:
                number, at = f"{number}{counted:,} ", at + 1
                continue
            found = self.object_at(at)
            if found is not None:
                name, end = found
                whole = self.whole_object(passed, at, end, name)
                tail = self.tail_after(end)
                return f"{number}{whole}{tail}" if whole and tail is not None else None
            if self.said[at].ends:
                return None
            passed, at = (*passed, word), at + 1
        return None

    def whole_object(self, passed: Words, at: int, end: int, name: str) -> str | None:
        """The thing that all words of the object name, and not only its last ones."""
        if self.said[end - 1].is_owner or self.words_at(end) & words_after_objects():
            return None
        telling = tuple(one for one in passed if not self.is_by_the_way(one))
        if not telling:
            return name
        whole = passed[passed.index(telling[0]) :] + self.words[at:end]
        return self.deeds.objects.get(whole)

    def words_at(self, end: int) -> frozenset[str]:
        """The word after an object, where no pause parts them."""
        return frozenset() if self.said[end - 1].ends else frozenset(self.words[end : end + 1])

    def is_by_the_way(self, word: str) -> bool:
        """Whether a word before a thing leaves it what it is: `all`, `Palestinian`."""
        is_people = word.endswith(OF_A_PEOPLE) and word.capitalize() in self.text
        return word in words_before_objects() or is_people or (word,) in self.deeds.names.actors

    def object_at(self, at: int) -> tuple[str, int] | None:
        for length in range(6, 0, -1):
            name = self.deeds.objects.get(self.words[at : at + length])
            if name is not None and len(self.words[at : at + length]) == length:
                return name, at + length
        return None

    def tail_after(self, start: int) -> str | None:
        """`to israel via icrc in zone`, as far as each follows at once; None where to whom, through
        whom or where is said, but in words that are not understood."""
        tail: dict[str, str] = {}
        while start < len(self.words) and self.goes_to(start):
            start = self.after_moment(start)
            if start == len(self.words):
                break
            word = TAILS.get(self.words[start])
            if word is None or self.is_moment(start + 1):
                break
            found = self.object_at(start + 1)
            if found is None or word in tail or self.goes_on(found[1]):
                return None
            is_area = found[0] in self.deeds.names.agreement.areas
            is_actor = found[0] in self.deeds.names.agreement.actors
            if not is_area and not (is_actor and word in ("to", "via")):
                return None
            tail[word], start = found[0], found[1]
        return "".join(
            f" {word} {tail[word]}" for word in ("to", "from", "via", "in") if word in tail
        )

    def goes_to(self, start: int) -> bool:
        """Whether the clause goes on; through whom may be said after a pause, too."""
        return not self.said[start - 1].ends or self.words[start] in ("via", "through")

    def after_moment(self, start: int) -> int:
        """Where the words go on after a time: after `on Tuesday`, `yesterday`."""
        at = start
        if self.words[at] in ("on", "in") and self.is_moment(at + 1):
            at += 1
        while at < len(self.words) and is_time(self.words[at:]):
            at += 1
            if self.said[at - 1].ends:
                break
        return at if at == len(self.words) or self.goes_to(at) else start

    def is_moment(self, at: int) -> bool:
        """Whether what follows `in`, `to`, `from` or `through` tells when, or how many."""
        return bool(self.words[at : at + 1]) and is_time(self.words[at : at + 3])

    def goes_on(self, end: int) -> bool:
        """Whether the name of a place goes on (`Gaza City`), or is an owner's (`Gaza's north`)."""
        said = self.said[end - 1]
        if said.is_owner:
            return True
        after = self.words_at(end)
        return bool(after) and any(
            re.search(rf"\b{re.escape(one.title())}\b", self.text) for one in after - DAYS
        )


def is_time(words: Words) -> bool:
    """Whether words after a preposition begin a time: `in past week`, `from monday`, `in total`."""
    return words[0] in TIMES | DAYS | MONTHS or words[0].isdigit()


def verb_of(action: str, actors: int) -> str:
    return third_person(action) if actors == 1 else action
