"""How many people a statement says were killed, injured or found dead, as the clause of a claim.

Only a number that stands at once beside the word for what befell people is read; whom else it may
count, what was feared or is not sure, and what is said only roughly stays in the words.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from servanda.intake.draft.bounds import NUMBERS, Counted, counted_in, is_long
from servanda.intake.draft.spelling import hindering_words, persons_counted, plain, words_of
from servanda.record.model import Stance

TOLD: frozenset[Stance] = frozenset({"says", "admits", "finds", "rules"})
HARMS = {
    "killed": ("killed", "killing", "kills"),
    "injured": ("injured", "injuring", "injures", "wounded", "wounding", "wounds"),
    "recovered": ("recovered", "recovering", "retrieved"),
}
UNSURE = frozenset({"feared", "presumed", "believed", "reportedly", "apparently", "likely",
                    "probably", "possibly", "suspected", "expected", "estimates", "estimated",
                    "estimate", "thought"})  # fmt: skip
# A part of those who are counted is no number of its own: `, including 46 children,` or `, two of
# them women,`.
A_PART = re.compile(
    r",?\s*\b(?:including|among them|among whom"
    r"|(?:(?:at least|more than|about)\s+)?(?:[^\W_]+\s+)?(?:of whom|of them))\b[^,;.]*"
    r"(?:,(?=\s*(?:were|was|have|has|had|and)\b)|(?=[;.])|$|,)",
    re.I,
)
BEEN = r"(?:(?:were|was|are|have been|has been|had been|have|has|had)\s+)?(?:also\s+)?"
ENDS = re.compile(
    r"\s*(?:$|[.,;:)]|\b(?:and|in|on|since|near|at|during|over|from|by|after|when)\b)"
)
BODIES = ("bodies", "body", "corpses")


ROUGHLY = re.compile(
    r"\b(?:about|nearly|almost|around|some|roughly|approximately)\s+(?=\d|(?:a )?(?:dozen|hundred)"
    rf"|(?:{'|'.join(NUMBERS)})\b)",
    re.I,
)
ROUGH_NUMBER = re.compile(
    r"\broughly\s+\d[\d,]*|\b(?:dozens|hundreds|thousands|scores|several|many)\b(?: of)?"
    r"(?=(?: (?:others|more|people))? (?:were )?(?:injured|wounded|killed|others|people|more))",
    re.I,
)
LEFT_OUT = "a rough number (‘{}’) stays in the words: a clause has plain ones only"


@dataclass(frozen=True, slots=True)
class Casualties:
    """The clause, `with at least 104 killed and 253 injured`, and what to notice about it."""

    clause: str
    notices: tuple[str, ...] = ()


def casualties_in(words: str, stance: Stance) -> Casualties | None:
    """The casualties that words tell of; None where no number is plain."""
    original, words = words, ROUGHLY.sub("roughly ", words)
    said = frozenset(words_of(words))
    if stance not in TOLD or is_long(words) or said & (hindering_words() | UNSURE) or "?" in words:
        return None
    text = A_PART.sub(" ", " ".join(words.split()))
    found: dict[str, set[str]] = {}
    for one in counted_in(text):
        harms = tuple(harms_of(one, text))
        if not harms and text[: one.start].endswith("and ") and ENDS.match(text[one.end :]):
            return None  # `5 people on Monday and 7 on Tuesday`
        for harm in harms:
            found.setdefault(harm, set()).add(one.written)
    if not found or any(len(numbers) > 1 for numbers in found.values()):
        return None
    told = [f"{found[harm].pop()} {harm}" for harm in HARMS if harm in found]
    clause = f"with {', '.join(told[:-1])} and {told[-1]}" if told[1:] else f"with {told[0]}"
    rough = ROUGH_NUMBER.search(words)
    if rough is None:
        return Casualties(clause)
    number = re.search(r"[\d,]*\d|\w+", rough.group().removeprefix("roughly "))
    shown = re.search(rf"(?:\w+ )?\b{re.escape(number[0])}\b", original) if number else None
    return Casualties(clause, (LEFT_OUT.format(shown[0] if shown else rough.group()),))


def harms_of(one: Counted, text: str) -> Iterator[str]:
    """What befell those whom a number counts."""
    before, after = text[: one.start], text[one.end :]
    for harm, forms in HARMS.items():
        verbs = "|".join(forms)
        done = re.search(rf"\b(?:{verbs})\s+$", before, re.I)
        if (done and is_object(after, harm)) or befell(after, forms[0], harm):
            yield harm


def befell(after: str, participle: str, harm: str) -> bool:
    """Whether whom a number counts are said to be killed: `104 people were killed`, `253 injured`;
    `injured` is what `wounded` are, too."""
    others = {"injured": "injured|wounded|hurt", "recovered": "recovered|retrieved"}
    match = re.match(rf"\s*(.*?)\s*\b{BEEN}(?:{others.get(harm, participle)})\b", after, re.I)
    if match is None or (harm == "recovered" and not match[1]):
        return False
    return counts(match[1], harm)


def is_object(after: str, harm: str) -> bool:
    """Whether a number after the verb counts people up to the end of the object."""
    words = re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|[^\w\s]|\d+", after)[:5]
    if harm != "recovered" and ENDS.match(after):
        return True
    return any(
        counts(" ".join(words[:length]), harm) and ENDS.match(" " + " ".join(words[length:]))
        for length in range(1, min(4, len(words)) + 1)
    )


def counts(noun: str, harm: str) -> bool:
    """Whether a noun is one of people, or of the bodies that are found; none is as good where they
    are only numbered."""
    if not noun:
        return True
    words = re.sub(r"^of (?:its|their|his|her|our)\s+", "", noun).split()
    if len(words) > 4 or any(plain(one) in ("of", "and", "or", "who", "that") for one in words):
        return False
    if not all(re.fullmatch(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", one) for one in words):
        return False
    last = words[-1].casefold()
    if harm == "recovered":
        return last in BODIES
    return last in persons_counted() or is_people(words[-1])


def is_people(word: str) -> bool:
    """`Palestinians`, `Lebanese`: a word with a capital that ends as those of a people do."""
    return word[:1].isupper() and word.endswith(("ans", "is", "ese", "ish", "ns"))
