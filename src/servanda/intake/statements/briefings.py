"""Briefings: unnamed people who are taken up after they were described, with the chain in which
they were heard.

`The officials`, `one of the officials` and `the second official` are those whom the paper described
before, by way of the outlet that cited them: one briefing stays one origin.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from servanda.intake.statements.model import Statement

NUMBERED = r"(?:two|three|four|five|several|same|senior|unnamed|anonymous)"
WHOLE = re.compile(
    rf"(?:(?:both|all)(?: of)? )?(?:the|these|those|both) (?:{NUMBERED} )*(?P<noun>[^\W\d_]+)", re.I
)
ONE_OF = re.compile(
    r"(?P<part>one|two|three|some|another|a (?:second|third|fourth)|each|the (?:first|second|third"
    rf"|other)) of (?:the|these|those|them)(?: (?:{NUMBERED} )*(?P<noun>[^\W\d_]+))?",
    re.I,
)
ORDINAL = re.compile(
    r"(?P<part>(?:the|a) (?:first|second|third|fourth|other|latter|former)|another) "
    r"(?P<noun>[^\W\d_]+)", re.I,
)  # fmt: skip
# Words with a capital only at the beginning of a sentence.
COUNTED = frozenset({"two", "three", "four", "five", "six", "several", "some", "senior", "many",
                     "unnamed", "anonymous", "officials", "diplomats", "sources"})  # fmt: skip


def with_chain(statements: Iterable[Statement]) -> Iterator[Statement]:
    """The statements, each of people who are taken up as said by those, by way of whom they were
    heard before."""
    before: list[Statement] = []
    for each in statements:
        each = taken_up(each, before)
        before.append(each)
        yield each


def taken_up(statement: Statement, before: list[Statement]) -> Statement:
    speaker = statement.speaker
    if speaker is None or speaker.named:
        return statement
    is_pronoun = speaker.words.casefold() == "they"
    whole, part = WHOLE.fullmatch(speaker.words), part_of(speaker.words)
    taken = whole or part
    noun = taken["noun"] if taken else None
    for earlier in reversed(before):
        their = earlier.speaker
        if their is None or their.named or not (taken or is_pronoun):
            continue
        if noun is not None and not has_noun(their.whole, noun):
            continue
        if is_pronoun and their.whole != speaker.whole:
            continue
        if part and not is_several(their.whole):
            continue  # `the second diplomat` beside one who was described alone
        called = f"one of {described(their.whole)}" if part else their.whole
        via = statement.via or earlier.via
        return replace(statement, speaker=replace(speaker, whole=called), via=via)
    return statement


def part_of(words: str) -> re.Match[str] | None:
    return ONE_OF.fullmatch(words) or ORDINAL.fullmatch(words)


def described(whole: str) -> str:
    """Those of whom one is told, once: `two American officials` of `one of two American
    officials`."""
    first, _, rest = whole.removeprefix("one of ").partition(" ")
    return f"{first.lower() if first.lower() in COUNTED else first} {rest}".strip()


def has_noun(whole: str, noun: str) -> bool:
    """Whether a description is of people of this noun, be it in the singular."""
    root = noun.casefold()
    forms = {root, root.removesuffix("s"), f"{root}s"}
    if root.endswith(("men", "man")):
        forms |= {f"{root[:-3]}men", f"{root[:-3]}man"}
    return bool(forms & set(re.findall(r"[^\W\d_]+", whole.casefold())))


def is_several(whole: str) -> bool:
    return bool(re.search(r"(?:[^\W\d_]{2,}[^s\W\d_]s|men)\b", whole)) and not re.match(
        r"(?:an?|the) ", whole, re.I
    )
