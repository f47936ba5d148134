"""What a side is said to commit to, refuse, demand or make a condition, as a position beside the
claim that says so.

A position is proposed only where an actor of the agreement, or an office of one, is plainly the one
who takes it, a set phrase tells the attitude, and the words bear on a stipulation.
"""

import re
from dataclasses import dataclass
from datetime import date

from servanda.intake.draft.bounds import is_long
from servanda.intake.draft.designations import is_of_a_people
from servanda.intake.draft.names import Names
from servanda.intake.draft.spelling import words_of
from servanda.intake.draft.writing import listed
from servanda.record.model import Attitude, Stance

PRONOUNS = frozenset({"it", "they", "he", "she", "we", "i"})
WILL = r"(?:will|would|shall|can|could|is (?:ready|willing|prepared) to|are (?:ready|willing) to)"
# Who does not tell refuses nothing else; who cannot do a thing may want to.
TELLING = (
    r"(?! (?:\w+ly |yet |be able to )*(?:say|tell|confirm|deny|verify|comment|answer|respond|reveal"
    r"|disclose|elaborate|specify|identify|rule out|predict)\b)"
)
ABLE = r"(?= (?:accept|agree|allow|permit|tolerate|consent|approve|compromise|concede)\b)"
WONT = (
    rf"(?:(?:(?:will|would|shall) (?:not|never)|won['’]t|wouldn['’]t){TELLING}"
    rf"|(?:(?:can|could) (?:not|never)|cannot|can['’]t|couldn['’]t){ABLE})"
)
REFUSES = rf"(?:refus(?:es|ed) to{TELLING}|reject(?:s|ed)|rules? out|ruled out)"
# What the side does or not, and then on what it hangs.
CONDITION = re.compile(
    rf"^(?:(?:{WONT}|{REFUSES}) .*\b(?:before|until|unless|as long as|so long as|while)\b"
    rf"|{WILL} .*\b(?:only (?:if|when|after|once)|provided that|on condition)\b"
    rf"|{WILL} only .*\b(?:if|when|after|once)\b"
    r"|(?:makes?|made|has made) .* (?:conditional|dependent) on\b"
    r"|(?:conditions?|conditioned|ties?|tied|links?|linked) .* (?:on|to) the\b)",
    re.I,
)
CONSIDERS = r"^(?:is|are|was|were) (?:now |still )?(?:considering|weighing|mulling)\b"
POSTPONES = r"^(?:has |have )?(?:postponed|put off|deferred)\b"
COMMITS = (
    r"^(?:(?:is|are|remains?|was|were|remained) (?:fully )?committed to"
    r"|commits? itself to|undertakes? to)\b"
)
ATTITUDES: tuple[tuple[Attitude, re.Pattern[str]], ...] = (
    ("conditions", CONDITION),
    ("refuses", re.compile(rf"^(?:{WONT}|{REFUSES})\b", re.I)),
    ("considers", re.compile(CONSIDERS, re.I)),
    ("postpones", re.compile(POSTPONES, re.I)),
    ("commits", re.compile(COMMITS, re.I)),
)
BY_STANCE: dict[Stance, Attitude] = {
    "demands": "demands", "threatens": "threatens", "promises": "commits",
}  # fmt: skip
FOR_NOW = re.compile(r"\bfor (?:now|the present|the time being|the moment)\b", re.I)


@dataclass(frozen=True, slots=True)
class Taken:
    """A position: who takes it, and with which attitude."""

    holder: str
    attitude: Attitude


def position_in(words: str, stance: Stance, origin: str, names: Names) -> Taken | None:
    """The position that a statement tells of; None where none is plain."""
    own = holder_of(origin, names)
    text = " ".join(words.split())
    if "?" in text or is_long(text) or stance in ("denies", "rules"):
        return None
    is_done = own is not None and re.match(r"(?:\w+ed) to ", text)  # `refused to release them`
    subject = (own, text) if own and is_done else subject_of(text, own, names)
    if subject is not None:
        holder, rest = subject
        for attitude, pattern in ATTITUDES:
            if pattern.search(rest):
                return Taken(holder, attitude)
    is_own = subject is None or subject[0] == own or stance == "demands"
    return Taken(own, BY_STANCE[stance]) if own and is_own and stance in BY_STANCE else None


def holder_of(origin: str, names: Names) -> str | None:
    """The actor, or the office of one, for whom an origin speaks with a word of its own."""
    actors = names.agreement.actors
    if origin.startswith("unnamed "):
        actor = origin.split(" ", 2)[1]
        return actor if actor in actors else None
    if origin in actors or (origin in names.record.offices and origin.partition("/")[0] in actors):
        return origin
    source = names.record.sources.get(origin)
    return source.speaks_for if source and source.speaks_for in actors else None


def subject_of(text: str, own: str | None, names: Names) -> tuple[str, str] | None:
    """Whose sentence it is, and what follows the subject."""
    match = re.match(r"(?:that |the )?((?:[^\W\d_]+[.'’-]?\s+){1,5})", text, re.I)
    if match is None:
        return None
    spans = [(each.start(1), each.end(1)) for each in re.finditer(r"([^\s]+)\s+", match[1])]
    for length in range(len(spans), 0, -1):
        called = match[1][: spans[length - 1][1]]
        rest = text[match.start(1) + spans[length - 1][1] :].lstrip()
        words = words_of(called)
        if len(words) == 1 and words[0] in PRONOUNS:
            return (own, rest) if own else None
        name = names.actors.get(words)
        if name is not None and not is_of_a_people(words, name, names):
            return (own if own and own.partition("/")[0] == name else name), rest
    return None


def position_text(
    taken: Taken, words: str, chain: str, about: tuple[str, ...], published: date
) -> str:
    """The entry of the record; what is said for the present only says so."""
    clauses = [
        f"position {taken.holder} {taken.attitude} {words}",
        f"about {listed(about)}",
        "for now" if FOR_NOW.search(words) else "",
        f"on {published}",
        f"said by {chain}",
        'note "in words of the article"',
    ]
    return "\n  ".join(filter(None, clauses))
