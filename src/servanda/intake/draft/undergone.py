"""A statement of what was done that does not say who did it: `1,800 trucks entered`, `14 of the 28
remains have been returned`.

It becomes a deed only where the agreement has one actor alone do that to that thing; the claim then
says that the actor is the agreement's, for whoever reviews it to mend.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from servanda.intake.draft.bounds import ROUGH, Counted, counted_first, counted_in
from servanda.intake.draft.deeds import A_RATE, A_TOTAL, Deeds, bases_of, phrases_of, window_of
from servanda.intake.draft.own_words import deeds_in
from servanda.intake.draft.spelling import (
    entering_words,
    forms_of,
    hindering_words,
    words_after_objects,
    words_before_objects,
    words_of,
)
from servanda.intake.statements.model import Dated
from servanda.language.verbs import third_person
from servanda.record.model import Stance

TOLD: frozenset[Stance] = frozenset({"says", "admits", "finds", "rules"})
MOST_WORDS = 6  # of the name of a thing
OF_THEM = re.compile(r"\s*(?:out )?of (?:the |all )?(?:\d[\d,]*)\b|\s*of the\b", re.I)
WHOLE = re.compile(r"\d\s+(?:out )?of (?:the |all )?$", re.I)  # before the 28 of `14 of the 28`
BY_NOW = r"(?:also |already |so far |now )?"
BEEN = rf"\s*(?:have |has |had )?{BY_NOW}(?:been |were |was )?{BY_NOW}"
MOMENT = (
    r"(?:on|since|in (?:the|total|all)|over|during|so|each|a|per|every|daily|today|yesterday|this"
    r"|last|by (?=\d|\w+day\b|noon)|through (?=\d|\w+day\b)|for|between"
    r"|from (?=\d|\w+day\b)|as|altogether)\b"
)


BY = re.compile(r"\s*\bby\s+(?!\d|\w+day\b|noon|the (?:end|start))(?:the\s+)?"
                r"((?:[^\W_]+[ .'’-]?){1,4})", re.I)  # fmt: skip


VIA = re.compile(r"\s*,?\s*(?:via|through|with the help of)\s+(?:the\s+)?(?!\d|\w+day\b)", re.I)


@dataclass(frozen=True, slots=True)
class Undergone:
    """A deed that its object tells of, and what to notice about who did it, if words do not say."""

    deed: str
    notices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Doable:
    """What the agreement has done to a thing, by one actor or (None) by several, and the patterns
    of what is told of it."""

    actor: str | None
    action: str
    stipulation: str
    verbs: tuple[str, ...]


def undergone_in(
    words: str, stance: Stance, dated: Dated, published: date, deeds: Deeds
) -> Undergone | None:
    """The deed that a statement says was done; None where it is not plain that it was."""
    if stance not in TOLD or "?" in words or hindering_words() & frozenset(words_of(words)):
        return None
    text = counted_first(" ".join(words.split()))
    numbers = [one for one in counted_in(text) if not WHOLE.search(text[: one.start])]
    told = [each for one in numbers for each in told_of(one, text, deeds)]
    if len(told) != 1 or sum(thing_at(text, one.end, deeds) is not None for one in numbers) > 1:
        return None
    line, notices, is_part = told[0]
    window = window_of(dated)
    if A_RATE.search(text):
        return Undergone(f"{line} each day {window}", notices) if window else None
    if A_TOTAL.search(text) or is_part:
        if window is None and dated.certainty != "published":
            return None
        is_start = re.search(r"\bsince\b", text, re.I)
        if window is None and is_start:
            return None  # since when, nobody could tell
        return Undergone(f"{line} in total {window or f'up to {published}'}", notices)
    return Undergone(line, notices)


def told_of(one: Counted, text: str, deeds: Deeds) -> Iterator[tuple[str, tuple[str, ...], bool]]:
    """The deed line for a number and the thing after it, and whether it is a part of them all."""
    at = one.end
    of_them = OF_THEM.match(text, at)
    at = of_them.end() if of_them else at
    found = thing_at(text, at, deeds)
    if found is None:
        return
    thing, end = found
    for doable in doable_to(thing, deeds):
        for verb in doable.verbs:
            match = re.match(rf"(?:\s+(?:{A_RATE.pattern}))?{verb}\b", text[end:], re.I)
            if match is None:
                continue
            after = text[end + match.end() :]
            done = who_and_where(after, doable, deeds)
            if done is not None:
                actor, where, notices = done
                line = f"{actor} {third_person(doable.action)} {one.written} {thing}{where}"
                yield line, notices, bool(of_them and re.search(r"\d", of_them.group()))
            return


def thing_at(text: str, at: int, deeds: Deeds) -> tuple[str, int] | None:
    """The thing that is counted, and where its name ends; None where another word makes another
    thing of it."""
    spans = [
        (each.start() + at, each.end() + at) for each in re.finditer(r"[^\W_]+(?:['’-][^\W_]+)*",
                                                                     text[at:])
    ][: MOST_WORDS + 3]  # fmt: skip
    for first in range(min(3, len(spans))):
        passed = words_of(text[at : spans[first][0]]) if first else ()
        if any(word not in words_before_objects() or word in ROUGH for word in passed):
            return None
        for last in range(min(len(spans), first + MOST_WORDS), first, -1):
            begin, end = spans[first][0], spans[last - 1][1]
            if not words_of(text[spans[last - 1][0] : end]):
                continue  # an article ends no name: `trucks a day`
            name = deeds.objects.get(words_of(text[begin:end]))
            if name in deeds.names.agreement.things:
                assert name is not None, "a thing has a name"
                after = words_of(text[end:])[:1]
                is_other = bool(after) and after[0] in words_after_objects()
                is_owner = text[end : end + 1] in ("'", "’")
                return None if is_other or is_owner else (name, end)
    return None


def doable_to(thing: str, deeds: Deeds) -> Iterator[Doable]:
    """What the agreement has done to a thing."""
    agreement = deeds.names.agreement
    found: dict[str, set[tuple[str, str]]] = {}
    for each in agreement.stipulations:
        for deed in deeds_in(each):
            if deed.thing == thing:
                for actor in deed.actors:
                    found.setdefault(deed.action, set()).add((actor, each.name))
    for action, who in found.items():
        actor, stipulation = sorted(who)[0]
        alone = actor if len({actor for actor, _ in who}) == 1 else None
        meaning = agreement.actions[action].meaning if action in agreement.actions else ""
        yield Doable(alone, action, stipulation, tuple(patterns_of(action, meaning)))


def patterns_of(action: str, meaning: str) -> Iterator[str]:
    """How it is told of a thing: `have been returned`, `handed over`, and of what is let in,
    `entered`."""
    phrases = {action.replace("-", " "), *phrases_of(meaning)}
    lets_in = False
    for phrase in sorted(phrases):
        first, *rest = phrase.split()
        bases = {first, *bases_of(first)}
        lets_in |= bool(bases & {"admit"}) or (bool(bases & {"let"}) and rest == ["in"])
        for base in sorted(bases):
            forms = sorted(form for form in forms_of(base) if not form.endswith("s"))
            past = [form for form in forms if form != base] or [base]
            after = r"".join(rf"\s+{re.escape(one)}" for one in rest)
            yield rf"{BEEN}(?:{'|'.join(map(re.escape, past))}){after}"
    if lets_in:
        entered = "|".join(re.escape(one) for one in sorted(entering_words(), key=len)[::-1])
        yield rf"\s*(?:have |has |had )?(?:also |already |so far )?(?:{entered})"


def who_and_where(
    after: str, doable: Doable, deeds: Deeds
) -> tuple[str, str, tuple[str, ...]] | None:
    """Who did it, by name or by the agreement, and to which place; None where the clause goes on
    with what is not understood."""
    by = BY.search(after)
    if by:
        actors = deeds.names.actors_in(words_of(by[1]))
        if by.start() or not actors or actors[0].start:
            return None  # by whom, after a place, or by whom that nobody knows
        return actors[0].name, "", ()
    if doable.actor is None:
        return None
    notice = (
        f"who did it is not said: by `{doable.stipulation}` it is for `{doable.actor}`; mend this "
        "if somebody else did"
    )
    if re.match(rf"\s*(?:$|[.,;:)]|{MOMENT})", after, re.I):
        return doable.actor, "", (notice,)
    place = re.match(r"\s*(to|into|in)?\s*((?:[^\W_]+[ '’-]?){1,6})", after)
    if place is None:
        return None
    words = words_of(place[2])
    for length in range(len(words), 0, -1):
        name = deeds.objects.get(words[:length])
        is_to = place[1] in ("to", "into", None)
        if name in deeds.names.agreement.areas or (is_to and place[1] and name in
                                                   deeds.names.agreement.actors):  # fmt: skip
            rest = re.search(rf"{re.escape(words[length - 1])}\b(.*)", after, re.I)
            via = through_whom(rest[1], deeds) if rest else None
            if rest and via is not None and re.match(rf"\s*(?:$|[.,;:)]|{MOMENT})", via[1], re.I):
                where = f" {'to' if is_to else 'in'} {name}{via[0]}"
                return doable.actor, where, (notice,)
            return None
    return None


def through_whom(after: str, deeds: Deeds) -> tuple[str, str] | None:
    """` via icrc` and the words after it, where the words say through whom; None where they say it
    of somebody who is not known."""
    found = VIA.match(after)
    if found is None:
        return "", after
    names = [*re.finditer(r"[^\W_]+(?:['’-][^\W_]+)*", after[found.end() :])][:MOST_WORDS]
    for last in reversed(names):
        end = found.end() + last.end()
        name = deeds.objects.get(words_of(after[found.end() : end]))
        if name in deeds.names.agreement.actors or name in deeds.names.agreement.areas:
            return f" via {name}", after[end:]
    return None


def unsure_of(words: str, stance: Stance, deeds: Deeds) -> tuple[str, ...]:
    """That counted things may be two of the agreement's, where nothing tells which."""
    if stance not in TOLD or "?" in words or hindering_words() & frozenset(words_of(words)):
        return ()
    text = counted_first(" ".join(words.split()))
    for one in counted_in(text):
        of_them = OF_THEM.match(text, one.end)
        at = of_them.end() if of_them else one.end
        said = words_of(text[at : at + 80])[:MOST_WORDS]
        for length in range(len(said), 0, -1):
            things = deeds.unsure.get(said[:length], ())
            verbs = {verb for thing in things for each in doable_to(thing, deeds)
                     for verb in each.verbs}  # fmt: skip
            if any(re.search(verb, text[at:], re.I) for verb in verbs):
                named = " or ".join(f"`{one}`" for one in things)
                return (f"‘{' '.join(said[:length])}’ may be {named}: say which, if you know",)
    return ()
