"""Persons whom an article names: those in an office are told by it, all others without a name.

No record holds the name of a person. Who is named beside a declared office (`Prime Minister X`)
is that office, wherever the article calls them by their name alone; what else looks like a
person's name is left out.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from servanda.intake.article.personal import personal_data
from servanda.intake.draft.designations import bodies_by_name
from servanda.intake.draft.model import Withheld
from servanda.intake.draft.names import Names
from servanda.intake.draft.spelling import words_of
from servanda.intake.statements.model import Extent

NAME_PART = r"(?:[A-Z]\.|[A-Z][A-Z]\b|[A-Z](?:['’][A-Z])?[\w-]*[a-zà-ÿ])"
PARTICLE = (  # what stands small before a part of a name: `al-`, `abu`, `van der`
    r"(?:(?:al|el|ad|an|ar|as|ash|at|az|ben|bin|abu)-|"
    r"(?:al|el|ben|bin|bint|ibn|abu|umm|bar|de|del|della|der|den|di|da|dos|la|le|van|von)[ ])"
)
FULL_NAME = re.compile(rf"(?:\b(?:al|el|abu)[- ])?{NAME_PART}(?:[ ]{PARTICLE}*{NAME_PART}){{0,3}}")
WHO_IS = re.compile(  # `Mira Holt, 9,` and `Mira Holt, a 43-year-old baker,`
    rf"(?<![\w-])(?P<name>{FULL_NAME.pattern}), (?:(?:aged )?\d{{1,3}}(?=[,.])|"
    r"(?P<what>(?:an? )?\d{1,3}-year-old(?: [^,.;:“”\"\n]{1,60})?))"
)
# `A Hamas spokesman, Mira Holt,` and `Mira Holt, a Hamas spokesman,`; `Dr` is no description.
TITLE = re.compile(
    r"(?<![\w-])(?:Mr|Mrs|Ms|Dr|Prof|Col|Gen|Lt|Maj|Capt|Sgt|Brig|Adm|Rev|Sheikh)\b\.?", re.I
)
ROLE_AFTER = (
    r", (?P<what>(?:an?|the|[\w-]+) (?:[^,.;:“”\"\n]|U\.S\.){3,90}?)"
    r"(?:,| (?:said|told|added|says)\b)"
)
NAME_AFTER = re.compile(
    rf"\s*,\s+(?P<name>(?:{TITLE.pattern} )?{NAME_PART}(?:[ ]{PARTICLE}*{NAME_PART}){{1,3}})"
    r"(?=[,.;\n]|$)"
)
AGE = re.compile(r"\b\d{1,3}-year-old\s*")
NO_FORENAME = frozenset([
    "in", "on", "at", "by", "of", "for", "from", "to", "with", "and", "but", "when", "after",
    "before", "while", "if", "as", "the", "a", "an", "that", "this", "yesterday", "today",
    "later", "then", "also", "mr", "mrs", "ms", "dr", "prof", "judge", "rabbi", "imam", "sheikh",
    "president",
])  # fmt: skip
TITLE_BEFORE = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Prof|Col|Gen|Lt|Maj|Capt|Sgt|Sheikh|Rabbi|Imam|Judge|spokesm[ae]n|"
    r"spokeswom[ae]n|spokesperson|resident|farmer|doctor|teacher|student|activist|survivor)"
    rf"\.?[ ](?P<name>{NAME_PART}(?:[ ]{PARTICLE}*{NAME_PART}){{0,2}})"
)
BODIES = frozenset([
    "ministry", "army", "military", "police", "agency", "office", "council", "committee",
    "commission", "organization", "organisation", "group", "times", "post", "news", "herald",
    "tribune", "journal", "daily", "gazette", "guardian", "telegraph", "press", "wire", "radio",
    "television", "channel", "network", "media", "hospital", "university", "party", "government",
    "cabinet", "parliament", "senate", "congress", "house", "force", "forces", "command",
    "movement", "brigades", "brigade", "union", "league", "court", "authority", "bank", "fund",
    "mission", "department", "directorate", "bureau", "centre", "center", "institute", "crescent",
    "cross", "nations", "states", "republic", "kingdom", "embassy", "administration", "coalition",
    "front", "federation", "association", "society", "foundation", "corps", "service", "staff",
    "board", "delegation", "division", "voice", "observer", "monitor", "watch", "international",
    "national",
])  # fmt: skip
A_PERSON = "a person"
ROLE = re.compile(
    r"\b(?:spokes(?:man|woman|person)|official|director|head|chief|leader|minister|officer|member"
    r"|adviser|advisor|analyst|lawyer|doctor|surgeon|commander|representative|coordinator|envoy"
    r"|ambassador|professor|researcher|president|secretary|mediator|negotiator|mayor|governor"
    r"|manager|chair(?:man|woman)?|expert|diplomat|physician|nurse|activist|resident)\b", re.I,
)  # fmt: skip
NAMELESS = "no record holds the name of a person who has no declared office"


@dataclass(frozen=True, slots=True)
class Persons:
    """Who is who in one article: the office by each name of somebody who holds one, and the names
    of everybody else."""

    offices: Mapping[str, str]  # `Rubio` and `Marco Rubio`: us/secretary-of-state
    titles: Mapping[str, str]  # of those offices
    others: Mapping[str, str]  # what stands in place of each: `a person`, `President`
    described: Mapping[str, str]  # what the article says they are: `a baker`
    # The name that follows a description, by that: `A Hamas spokesman, X,`
    beside: Mapping[str, str] = field(default_factory=dict)

    def office_of(self, words: str) -> str | None:
        """The office of whoever the words name, by full name or by last name."""
        for name in sorted(self.offices, key=len, reverse=True):
            if re.search(rf"\b{re.escape(name)}\b", words):
                return self.offices[name]
        return None

    def without_names(self, words: str) -> str:
        """The words with a bracket in place of every person's name and of whatever else leads to
        somebody: `[Prime Minister of Israel]`, `[a person]`."""
        for name, office in sorted(self.offices.items(), key=lambda one: -len(one[0])):
            title = self.titles[office]
            before = rf"(?:\b{re.escape(head(title))}\s+)?" if head(title) else ""
            words = re.sub(rf"{before}\b{re.escape(name)}\b", f"[{title}]", words)
        for name in sorted(self.others, key=len, reverse=True):
            label = self.others[name]
            before = "" if label == A_PERSON else rf"(?:\b{re.escape(label)}\s+)?"
            words = re.sub(rf"{before}\b{re.escape(name)}\b", f"[{label}]", words)
        for one in reversed(personal_data(words)):
            words = f"{words[: one.start]}[{one.kind}]{words[one.end :]}"
        return words


def head(title: str) -> str:
    """`Prime Minister` of `Prime Minister of Israel and his office`."""
    return title.rpartition(" of ")[0].partition(" and ")[0]


@dataclass(frozen=True)
class Reading:
    """One article's words, and the names under which somebody speaks or is met in it."""

    text: str
    called: tuple[str, ...]
    names: Names
    beside: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def persons(self) -> Persons:
        offices: dict[str, str] = {}
        for office, name in self.beside_offices():
            offices.setdefault(name, office)
            last = name.split(" ")[-1]
            if len(last) > 3:
                offices.setdefault(last, office)
        titles = {one.name: one.title for one in self.names.record.offices.values()}
        others = {
            one: label
            for name, label in (*self.of_several_offices(), *self.other_names())
            for one in (name, last_name(name))
            if one not in offices and (" " in one or len(one) > 3)
        }
        others |= {name: A_PERSON for name in self.namesakes(others) if name not in offices}
        described = {name: what for name, what in self.told if what and name in others}
        for name in [one for one in others if one not in described]:
            if (role := self.role_beside(name)) is not None:
                described[name] = role
        return Persons(offices, titles, others, described, self.beside)

    def role_beside(self, name: str) -> str | None:
        """What the article says beside the name that somebody is: `a Hamas spokesman`."""
        last = last_name(name)
        before = next((one for one, of in self.beside.items() if last_name(of) == last), None)
        if before is not None:
            return before
        after = re.search(rf"(?<![\w-]){re.escape(name)}{ROLE_AFTER}", self.text)
        what = after["what"].strip() if after else ""
        return what if is_role(what) else None

    @cached_property
    def told(self) -> tuple[tuple[str, str], ...]:
        """Who is told by name and age, with what they are said to be, without the age."""
        return tuple(
            (match["name"], AGE.sub("", match["what"] or "").strip())
            for match in WHO_IS.finditer(self.text)
            if (match["what"] or " " in match["name"]) and self.may_be_person(match["name"])
        )

    def may_be_person(self, name: str) -> bool:
        words = words_of(name)
        return not (is_body(name) or words in self.names.actors or self.names.source_in(words))

    def namesakes(self, others: Iterable[str]) -> Iterator[str]:
        """Full names that end in a withheld last name: those of a family have one in common."""
        for last in others:
            if " " in last:
                continue
            for match in re.finditer(rf"(?:{NAME_PART}[ ]){{1,3}}{re.escape(last)}\b", self.text):
                parts = match.group().split(" ")
                while len(parts) > 1 and parts[0].casefold().rstrip(".") in NO_FORENAME:
                    parts = parts[1:]
                name = " ".join(parts)
                if len(parts) > 1 and self.may_be_person(name):
                    yield name

    def beside_offices(self) -> Iterator[tuple[str, str]]:
        """Offices with the name that follows them: `Secretary of State Marco Rubio`."""
        return ((office, name) for office, name, _ in self.titled if office is not None)

    def of_several_offices(self) -> Iterator[tuple[str, str]]:
        """Names after a title that several declared offices bear, with the title."""
        for office, name, title in self.titled:
            if office is None:
                yield name, title

    @cached_property
    def titled(self) -> tuple[tuple[str | None, str, str], ...]:
        return tuple(
            one
            for text in (*self.called, self.text)
            for alias in sorted({one for office in self.names.offices for one in office[2]})
            for one in self.followed_by_name(text, alias)
        )

    def followed_by_name(
        self, text: str, alias: tuple[str, ...]
    ) -> Iterator[tuple[str | None, str, str]]:
        """The office that is meant, where it is one, the name, and the title as it stands."""
        pattern = r"[\s-]+(?:the[\s-]+)?".join(map(re.escape, alias))
        found = re.finditer(rf"(?i:\b{pattern})s?,?[ ](?P<name>{FULL_NAME.pattern})", text)
        for match in found:
            before = text[max(0, match.start() - 40) : match.start()]
            name = match["name"]
            whole = words_of(f"{before.rpartition('.')[2]} {match.group()}")
            is_title = match.group()[:1].isupper()
            if is_title and not is_body(name) and words_of(name) not in self.names.actors:
                title = match.group()[: match.start("name") - match.start()].strip(" ,")
                yield self.names.office_in(whole), name, title

    def other_names(self) -> Iterator[tuple[str, str]]:
        """Full names under which somebody speaks, and names after a title such as `Dr`."""
        held = {name for _, name in self.beside_offices()}
        for words in (part for each in self.called for part in re.split(r", | and ", each)):
            name = personal_name(words, self.names) or self.in_full(words)
            if name and not any(name.endswith(one) or one.endswith(name) for one in held):
                yield name, A_PERSON
        for name, _ in self.told:
            if not any(name.endswith(one) or one.endswith(name) for one in held):
                yield name, A_PERSON
        for match in TITLE_BEFORE.finditer(self.text):
            if not is_body(match["name"]):
                yield match["name"], A_PERSON

    def in_full(self, words: str) -> str | None:
        """`Jared Kushner`, where somebody is called by a last name alone that the text has in
        full."""
        if " " in words or is_body(words) or self.names.actor_in(words_of(words)):
            return None
        full = re.search(rf"(?:{NAME_PART}[ ]){{1,2}}{re.escape(words)}\b", self.text)
        return personal_name(full.group(), self.names) if full else None


def personal_name(words: str, names: Names) -> str | None:
    """The name of a person at the end of what somebody is called; None for a body or a country."""
    plain = words_of(words)
    if is_body(words) or plain in bodies_by_name() or names.source_in(plain):
        return None
    found = list(FULL_NAME.finditer(words))
    if not found:
        return None
    name = found[-1].group()
    parts = name.split(" ")
    if len(parts) < 2 or found[-1].end() < len(words.rstrip(" .,")):
        return None
    while len(parts) > 2 and names.actor_in(words_of(parts[0])):
        parts = parts[1:]
    return None if words_of(" ".join(parts)) in names.actors else " ".join(parts)


def is_role(words: str) -> bool:
    """Whether words tell of an office or a task of one person."""
    return ROLE.search(words) is not None and not re.search(r"\bwho\b", words)


def name_after(text: str, end: int) -> str | None:
    """The full name of a person that stands between commas after a description."""
    found = NAME_AFTER.match(text, end)
    if found is None or is_body(found["name"]):
        return None
    return TITLE.sub("", found["name"]).strip()


def last_name(name: str) -> str:
    """`al-Najjar` of `Ahmed al-Najjar`, `van der Berg` of `Jan van der Berg`."""
    *before, last = name.split(" ")
    while before and before[-1][:1].islower():
        last = f"{before.pop()} {last}"
    return last


def is_body(words: str) -> bool:
    return bool(BODIES & set(words_of(words)))


def withheld_in(text: str, persons: Persons) -> tuple[Withheld, ...]:
    """Every place of an article that no record may hold."""
    found = [
        Withheld(one.kind, Extent(one.start, one.end), one.message) for one in personal_data(text)
    ]
    for name in sorted(persons.others):
        for match in re.finditer(rf"\b{re.escape(name)}\b", text):
            place = Extent(match.start(), match.end())
            found.append(Withheld("private-person", place, NAMELESS))
    return without_inner(found)


def without_inner(found: Iterable[Withheld]) -> tuple[Withheld, ...]:
    """In their order, without those that lie within another."""
    kept: list[Withheld] = []
    for one in sorted(found, key=lambda each: (each.extent.start, -each.extent.end)):
        if not kept or one.extent.start >= kept[-1].extent.end:
            kept.append(one)
    return tuple(kept)


def masked(text: str, withheld: Iterable[Withheld]) -> str:
    """The text with a full block for every character that is withheld, so that places stay."""
    marks = list(text)
    for one in withheld:
        for at in range(one.extent.start, min(one.extent.end, len(marks))):
            marks[at] = "█"
    return "".join(marks)
