"""Writes docs/reference.md: every production and every word of the grammar, with an example.

The forms are read in grammar.lark, the examples and meanings in reference.txt beside this file. A
production or word that has none there stops the writing, and so does one that the grammar lacks.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
GRAMMAR = ROOT / "src" / "servanda" / "language" / "grammar.lark"
MEANINGS = ROOT / "tools" / "reference.txt"
PAGE = ROOT / "docs" / "reference.md"

RULE = re.compile(r"^\??(?P<name>[a-z_]+):\s*(?P<rest>.*)$")
TERMINAL = re.compile(r"^(?P<name>[A-Z_]+)(?:\.\d+)?:\s*/(?P<pattern>.+)/$")
ALIAS = re.compile(r"\s*->\s*(?P<alias>[a-z_]+)\s*$")
KEYWORD = re.compile(r'"(?P<word>[^"]*[a-z][^"]*)"')
SECTION = re.compile(
    r"^== (?P<words>words )?(?P<rule>\w+) @ (?P<start>\w+): (?P<title>.+)$", re.MULTILINE
)
SPELLED = frozenset(
    ("names", "casualties", "casualty", "speakers", "quoted", "readers", "reader")
)  # rules that are spelled out where they stand
PLACEHOLDERS = {
    "names": "NAMES", "readers": "READERS", "quoted": '"TEXT"', "length": "DURATION",
    "date": "DATE", "NUMBER": "N",
    "quantity": "QUANTITY", "condition": "CONDITION", "STRING": '"TEXT"', "REPORT_NAME": "ID",
    "plain_deed": "DEED", "deed": "DEED", "deed_words": "ACTION ...", "plain_words": "ACTION ...",
    "term_from": "from DATE", "term_to": "to DATE", "to_actor": "to NAME",
    "with_actors": "with NAMES", "led_by": "led by NAME", "binding": "binding NAMES",
    "stage_part": "PART", "inline_clause": "CLAUSE", "inline_clauses": "CLAUSES",
    "reading_words": "CLAUSES", "casualties": "CASUALTIES", "conjunction": "CONDITION",
    "negation": "CONDITION", "chain": "CHAIN", "speakers": "SPEAKERS", "stand": "STANDING",
    "may": "ACTORS may ACT TARGETS", "limit": "by at most DURATION",
    "notice": "after DURATION notice", "before_end": "at least DURATION before its end",
    "AHEAD": "at least", "UNKNOWN_PERSONS": "unknown persons",
    "object": "WHAT", "tail": "TO, FROM, ...",
    "plain_tail": "TO, FROM, ...", "claimed_tail": "TO, FROM, ...",
    "asked": "viewpoint NAME, proof RUNG, known DATE",
    "state_words": "STATE", "expected_of": "of ACTORS", "claimed_words": "ACTION ...",
    "total_window": "WINDOW", "KEEP": "keep", "BRING": "bring", "ENSURE": "ensures",
    "EACH_OTHER": "each other", "SECRET_NUMBER": "a secret number of",
    "AGREED_NUMBER": "a number to be agreed of", "CLOCK_RULE": ", clock stops",
    "EACH_PERIOD": "each PERIOD", "UNIT": "UNIT", "to_be_agreed": "to be agreed",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Alternative:
    """One way to say a rule: `key` is its alias or the rule's name, `text` is the grammar's."""

    rule: str
    key: str
    text: str

    @property
    def keywords(self) -> tuple[str, ...]:
        return tuple(match["word"] for match in KEYWORD.finditer(self.text))

    @property
    def only_refers(self) -> bool:
        """True where it says nothing itself: it only names another rule."""
        return self.key == self.rule and not self.keywords


@dataclass(frozen=True, slots=True)
class Entry:
    """An example and what it means; `start` is the symbol from which it is read."""

    key: str
    example: str
    meaning: str
    start: str


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the page: of one rule, or of the words of one terminal."""

    rule: str
    of_words: bool
    title: str
    intro: str
    entries: tuple[Entry, ...]


def alternatives(grammar: str) -> dict[str, list[Alternative]]:
    """The rules of the grammar, in its order, each with its alternatives."""
    found: dict[str, list[Alternative]] = {}
    for name, text in whole_rules(grammar):
        found[name] = []
        for piece in cut_at_bars(text):
            alias = ALIAS.search(piece)
            key = alias["alias"] if alias else name
            found[name].append(Alternative(name, key, ALIAS.sub("", piece).strip()))
    return found


def whole_rules(grammar: str) -> Iterator[tuple[str, str]]:
    """Each rule's name with its text on one line."""
    name, text = "", ""
    for line in grammar.splitlines():
        rule = RULE.match(line)
        if rule:
            if name:
                yield name, text
            name, text = rule["name"], rule["rest"]
        elif line.startswith(" ") and name:
            text += f"\n{line.strip()}"
        elif name:
            yield name, text
            name = ""
    if name:
        yield name, text


def cut_at_bars(text: str) -> list[str]:
    """Cut at the bars outside parentheses and quotes."""
    pieces, depth, quoted = [""], 0, False
    for mark in text.replace("\n", " "):
        quoted ^= mark == '"'
        depth += 0 if quoted else (mark == "(") - (mark == ")")
        if mark == "|" and not depth and not quoted:
            pieces.append("")
        else:
            pieces[-1] += mark
    return [piece.strip() for piece in pieces if piece.strip()]


def words_of_terminals(grammar: str) -> dict[str, tuple[str, ...]]:
    """The words of each terminal that is a choice of words."""
    found = {}
    for line in grammar.splitlines():
        terminal = TERMINAL.match(line)
        if terminal and r"(?![a-z0-9\/-])" in terminal["pattern"]:
            pattern = terminal["pattern"].replace(r"(?![a-z0-9\/-])", "")
            plain = pattern.replace(r"\s+", " ").replace(r"\s*", " ")
            found[terminal["name"]] = spelled_out(plain)
    return found


def spelled_out(pattern: str) -> tuple[str, ...]:
    """`each (day|week)` as `each day` and `each week`."""
    choice = re.search(r"\(([^()]+)\)", pattern)
    if choice is None:
        return (pattern,)
    before, after = pattern[: choice.start()], pattern[choice.end() :]
    return tuple(f"{before}{word}{after}" for word in choice[1].split("|"))


def parts(text: str) -> tuple[Part, ...]:
    """What reference.txt says."""
    headings = list(SECTION.finditer(text))
    ends = [*(heading.start() for heading in headings[1:]), len(text)]
    return tuple(part(h, text[h.end() : end]) for h, end in zip(headings, ends, strict=True))


def part(heading: re.Match[str], body: str) -> Part:
    lines = [line for line in body.splitlines() if line and not line.startswith("#")]
    rows = [line.split(" | ", 2) for line in lines if " | " in line]
    return Part(
        heading["rule"],
        bool(heading["words"]),
        heading["title"],
        " ".join(line for line in lines if " | " not in line),
        tuple(Entry(row[0], row[1], row[2].strip(), heading["start"]) for row in rows),
    )


def missing(grammar: str, text: str) -> list[str]:
    """What the grammar has and reference.txt has not, or the other way round."""
    rules, words = alternatives(grammar), words_of_terminals(grammar)
    wanted = sorted(
        [f"{each.rule}: {each.key}" for one in rules.values() for each in one if needs(each)]
        + [f"{name}: {word.strip()}" for name, several in words.items() for word in several]
    )
    there = {f"{each.rule}: {each.key}" for one in rules.values() for each in one} | set(wanted)
    told = [f"{one.rule}: {entry.key.strip()}" for one in parts(text) for entry in one.entries]
    lacking = Counter(wanted) - Counter(told)
    surplus = [each for each in told if each not in there]
    return [f"no example: {each}" for each in lacking] + [f"not there: {each}" for each in surplus]


def needs(alternative: Alternative) -> bool:
    """Whether the page must have an example of its own for it."""
    return not alternative.only_refers and alternative.rule not in SPELLED


def form(alternative: Alternative) -> str:
    """`"within" length "of" condition` as `within DURATION of CONDITION`."""
    text = re.sub(r'"([^"]*)"', lambda match: f"\0{match[1]}\0", alternative.text)
    text = re.sub(r"\0([^\0]*)\0\?", "[\0\\1\0]", text)
    pieces = text.split("\0")
    shaped = "".join(piece if at % 2 else shape(piece) for at, piece in enumerate(pieces))
    for mark, written in (("?", r"[\1]"), ("*", r"[\1] ..."), ("+", r"\1 ..."), ("", r"\1")):
        shaped = re.sub(rf"\(([^()]*)\){re.escape(mark)}(?![*+?])", written, shaped)
    return re.sub(r"(?<=\S)\s+(?=[,:;\]])", "", re.sub(r"\s+", " ", shaped)).strip()


def shape(piece: str) -> str:
    """What stands between the keywords of a form."""
    piece = re.sub(r"([A-Za-z_]{2,})\?", r"[\1]", piece)
    piece = re.sub(r"([A-Za-z_]{2,})\*", r"[\1] ...", piece)
    piece = re.sub(r"[A-Za-z_]{2,}", placeholder, piece)
    return piece.replace("|", "or")


def placeholder(match: re.Match[str]) -> str:
    return PLACEHOLDERS.get(match[0], match[0].upper().replace("_", " "))


def page(grammar: str, text: str) -> str:
    rules = alternatives(grammar)
    sections = [section(each, rules) for each in parts(text)]
    return f"{preamble(text)}\n{''.join(sections)}"


def preamble(text: str) -> str:
    """What stands above the first part, without its comments."""
    lines = text[: text.index("\n== ")].splitlines()
    return "\n".join(line for line in lines if not line.startswith("#:")).strip()


def section(one: Part, rules: Mapping[str, list[Alternative]]) -> str:
    forms: dict[str, list[str]] = {}
    for each in rules.get(one.rule, ()):
        forms.setdefault(each.key, []).append(form(each))
    lines = [f"\n## {one.title}\n"]
    if one.intro:
        lines.append(f"{one.intro}\n")
    for entry in one.entries:
        shape = forms[entry.key].pop(0) if forms.get(entry.key) else ""
        lines.append(row(entry, shape, one.of_words))
    return "\n".join(lines) + "\n"


def row(entry: Entry, shape: str, is_word: bool) -> str:
    lead = f"**{entry.key.lstrip(', ')}**: " if is_word else ""
    meaning = f" {entry.meaning}" if entry.meaning else ""
    told = f" Form: `{shape}`" if shape and shape != entry.example else ""
    return f"- {lead}`{entry.example}`<br>{meaning}{told}".replace("<br> ", "<br>").removesuffix(
        "<br>"
    )


def main() -> int:
    grammar, text = GRAMMAR.read_text(encoding="utf-8"), MEANINGS.read_text(encoding="utf-8")
    lacking = missing(grammar, text)
    if lacking:
        sys.stderr.write("\n".join(lacking) + "\n")
        return 1
    PAGE.write_text(page(grammar, text), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
