"""Words that name a protected source: what holds one of them tells who it is."""

import re
from collections.abc import Iterable, Iterator

from servanda.store.entry import Entry
from servanda.store.marked import marking_in

BETWEEN = r"[\s*_`~>#-]+"  # what may stand between two words of a name
SHORTEST_STEM = 5  # letters: of a shorter name a longer word is taken for another
LABEL = re.compile(r'^source\s+\S+\s+"(?P<label>[^"]*)"')


def labels_of(sources: Iterable[Entry]) -> Iterator[str]:
    """The label of each protected source that is opened, and of several words before a comma in it
    these: `Ines Alba` of `Ines Alba, a nurse`."""
    for source in _protected(sources):
        found = LABEL.match(str(source.holds.get("text", "")))
        label = found["label"].strip() if found else ""
        first = label.partition(",")[0].strip()
        yield from dict.fromkeys(each for each in (label, first) if each == label or " " in each)


def names_of(sources: Iterable[Entry]) -> Iterator[str]:
    """The same, with the name that each has in the record, and the last word of a full name."""
    for source in _protected(sources):
        yield source.name
        for label in labels_of((source,)):
            yield label
            words = label.split()
            if len(words) > 1 and all(each[:1].isupper() for each in words):
                yield words[-1]


def naming(words: Iterable[str]) -> re.Pattern[str] | None:
    """What finds one of these in a text, in either case, whatever spaces, line breaks or marks of
    emphasis stand between its words, and, but for short ones, as the beginning of a longer word;
    None of none."""
    found = [_found(each) for each in words if each.split()]
    return re.compile(rf"(?<![\w-])(?:{'|'.join(found)})", re.IGNORECASE) if found else None


def _found(name: str) -> str:
    end = "" if len(name) >= SHORTEST_STEM else r"(?![\w-])"
    return BETWEEN.join(map(re.escape, name.split())) + end


def _protected(sources: Iterable[Entry]) -> Iterator[Entry]:
    for one in sources:
        if one.kind == "source" and "sealed" not in one.holds and marking_in(one).is_protected:
            yield one
