"""What things, places and actors of an agreement are called in newspapers beside their titles."""

import re
from collections.abc import Iterator, Mapping

from servanda.agreement.model import Agreement
from servanda.intake.draft.designations import bodies
from servanda.intake.draft.names import Words, holds
from servanda.intake.draft.spelling import words_of


def unsure_in(
    agreement: Agreement, objects: Mapping[Words, set[str]]
) -> dict[Words, tuple[str, ...]]:
    """The words that fit several things: of remains of two sorts, `remains` by itself."""
    found: dict[Words, set[str]] = {
        words: set(several)
        for words, several in objects.items()
        if several <= agreement.things.keys()
    }
    for name, each in agreement.things.items():
        if words_of(each.title)[:2] in (("remains", "of"), ("bodies", "of")):
            for noun in ("remains", "bodies"):
                found.setdefault((noun,), set()).add(name)
    return {words: tuple(sorted(one)) for words, one in found.items() if len(one) > 1}


def commonly_called(agreement: Agreement) -> Iterator[tuple[Words, str]]:
    """What newspapers call a declared actor under another title: `the Red Cross`."""
    for body in bodies():
        for actor in agreement.actors.values():
            if any(holds(words_of(actor.title), one) for one in body.titles):
                yield from ((one, actor.name) for one in body.called)


def short_of(title: str) -> Iterator[Words]:
    """The last word of a title of two, as newspapers say it (`trucks` of `aid trucks`), and the
    singular."""
    words = words_of(title)
    if len(words) == 2:
        yield words[1:]
    for one in (words, words[1:]):
        if one and one[-1].endswith("s") and len(words) <= 2:
            yield (*one[:-1], one[-1][:-1])


REGIONS = ("strip", "peninsula", "region", "province", "valley", "plateau")


def shorter_places(title: str, agreement: Agreement) -> Iterator[Words]:
    """A place as newspapers say it: `Gaza` for the Gaza Strip; `Debaltseve` for that and its
    surroundings; `south of the Litani` where the title begins with the area around it."""
    words = words_of(title)
    if len(words) == 2 and words[1] in REGIONS:
        yield words[:1]
    yield words_of(re.split(r" and (?:its|the) ", title)[0])
    for around in agreement.areas.values():
        first = words_of(around.title)
        rest = words[len(first) :]
        if words[: len(first)] == first and rest[:1] in (("north",), ("south",), ("east",),
                                                         ("west",)):  # fmt: skip
            yield rest


def also_called(words: Words) -> Iterator[Words]:
    """What a thing of remains is called as well: `bodies of hostages` for `remains of deceased
    hostages`."""
    if words[:2] in (("remains", "of"), ("bodies", "of")):
        rest = tuple(one for one in words[2:] if one not in ("deceased", "dead"))
        for noun in ("remains", "bodies"):
            yield (noun, "of", *words[2:])
            yield (noun, "of", *rest)
