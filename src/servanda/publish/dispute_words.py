"""What would end a dispute, in words: the sets of things to settle, and how."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from servanda.language.listing import listed
from servanda.verdict.assessment import Dispute, Item, MinimalSet, Settlement

FEW = 3  # sets, and ways to settle one, before the rest is only counted
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


@dataclass(frozen=True, slots=True)
class SetWords:
    """A set of things that, settled, end a difference: each of them, and what then holds."""

    items: tuple[str, ...]
    ends: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DisputeWords:
    """What would end one difference: a sentence about the sets, the sets, how many more there are,
    and how far was searched."""

    lead: str
    sets: tuple[SetWords, ...]
    more: str
    search: str


def dispute_words(
    dispute: Dispute,
    names: tuple[str, str],
    claimed: Mapping[str, str],
    sets: Sequence[MinimalSet],
    few: int = FEW,
) -> DisputeWords:
    """The sets, of which no more than a few are told at length."""
    told = sets[:few]
    left = len(sets) - len(told)
    return DisputeWords(
        lead=_lead(sets),
        sets=tuple(_set_words(one, names, claimed) for one in told),
        more=f"and {_number(left)} more such" if left else "",
        search=_search(dispute),
    )


def _lead(sets: Sequence[MinimalSet]) -> str:
    sizes = {len(one.items) for one in sets}
    if not sets:
        return "no set of what they see differently ends it"
    if sizes == {1}:
        return "this ends it" if len(sets) == 1 else f"any one of {_number(len(sets))} ends it"
    if len(sizes) == 1:
        together = f"these {_number(sizes.pop())} together"
        if len(sets) == 1:
            return f"{together} end it"
        return f"{together} end it, or others: {_number(len(sets))} such sets"
    of_each = listed([_number(len(one.items)) for one in sets])
    return f"any of these {_number(len(sets))} sets ends it, of {of_each} things"


def _set_words(one: MinimalSet, names: tuple[str, str], claimed: Mapping[str, str]) -> SetWords:
    items = tuple(item_words(item, names, claimed) for item in one.items)
    ends = [_end(way, names) for way in one.settlements]
    if len(ends) > FEW:
        ends = [*ends[: FEW - 1], f"or in {_number(len(ends) - FEW + 1)} other ways"]
    return SetWords(items, tuple(ends))


def item_words(item: Item, names: tuple[str, str], claimed: Mapping[str, str]) -> str:
    """A thing and what each of the two makes of it; an issue is told as its claim tells it."""
    what = item.what
    if item.claim is not None and item.claim in claimed:
        what = f"{claimed[item.claim]} ({item.claim})"
    return f"{what}: {names[0]} {item.first}, {names[1]} {item.second}"


def _end(way: Settlement, names: tuple[str, str]) -> str:
    whose = [names[0] if side == "first" else names[1] for side in way.as_taken_by]
    if len(set(whose)) == 1:
        them = "it" if len(whose) == 1 else "them"
        return f"as {whose[0]} has {them}: both {way.state}"
    parts = [f"{_places(whose, name)} as {name} has {_pronoun(whose, name)}" for name in names]
    if whose[0] == names[1]:
        parts.reverse()
    return f"{' and '.join(parts)}: both {way.state}"


def _places(whose: Sequence[str], name: str) -> str:
    """Which of a set's things are taken from this side, as they stand under one another."""
    places = [_ordinal(place) for place, one in enumerate(whose) if one == name]
    return f"the {listed(places)}"


def _pronoun(whose: Sequence[str], name: str) -> str:
    return "it" if whose.count(name) == 1 else "them"


def _ordinal(place: int) -> str:
    return ORDINALS[place] if place < len(ORDINALS) else f"{place + 1}th"


def _search(dispute: Dispute) -> str:
    """How far was searched, where that was not to the end."""
    if dispute.is_exact:
        return ""
    most = f"up to {_number(dispute.searched)}" if dispute.searched > 1 else "one"
    tried = f"all sets of {most} of {dispute.contested} contested things were tried"
    if not dispute.may_have_smaller:
        return tried
    return f"nothing can be left out of a set; {tried}, a smaller set than these not ruled out"


def scope_words(disputes: Sequence[Dispute]) -> str:
    """What the sets shown are, of all that there may be; `--full` looks further."""
    if any(one.may_have_smaller for one in disputes):
        shown = "These are the smallest sets, except where it says that a smaller one may be"
    else:
        shown = "These are the smallest sets"
    return f"{shown}; --full looks for the others, too."


def _number(number: int) -> str:
    return NUMBERS[number] if number < len(NUMBERS) else str(number)
