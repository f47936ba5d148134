"""A part of what is counted: `500 trucks, of which 20 carried fuel`, by the classes of the
agreement."""

import re

from servanda.agreement.model import Agreement, Class
from servanda.intake.draft.bounds import counted_in
from servanda.intake.draft.spelling import empty_words, stems_of, words_of

PART = re.compile(
    r"\s*,?\s*\b(?:of which|of whom|of them|among them|including)\s+([^,.;]*?\d[^,.;]*|"
    r"(?:about |at least |some )?(?:two|three|four|five|six|seven|eight|nine|ten|twenty|dozens)\b"
    r"[^,.;]*)(?=[,.;]|$)",
    re.I,
)
SHOWN = "‘{}’ is not in the deed: no class of the agreement is plainly meant"


def without_part(words: str) -> tuple[str, str]:
    """The words without what they say of a part, and that part; empty where there is none."""
    found = PART.search(words)
    if found is None:
        return words, ""
    return words[: found.start()] + words[found.end() :], found.group().strip(" ,")


def part_clause(part: str, deed: str, agreement: Agreement) -> tuple[str, tuple[str, ...]]:
    """` of which 20 fuel`, after a deed without a window; or nothing, with the notice why."""
    thing = next((one for one in deed.split(" ") if one in agreement.things), None)
    fitting = [
        one for one in agreement.classes.values() if one.of == thing and _is_meant(one, part)
    ]
    numbers = list(counted_in(part))
    number = re.search(r" (\d[\d,]*) ", deed)
    if len(fitting) != 1 or len(numbers) != 1 or number is None or " from " in deed:
        return "", (SHOWN.format(part),)
    return f" of which {numbers[0].written} {fitting[0].name}", ()


def _is_meant(one: Class, part: str) -> bool:
    """Whether the words after the number are those of a class, and all of them are."""
    said = {*stems_of(part)} - {*stems_of("of which whom them among including at least")}
    said = {each for each in said if not each.isdigit() and each not in empty_words()}
    own = {*stems_of(one.meaning), *stems_of(one.name.replace("-", " ")), *CARRIED}
    return bool(said & {*stems_of(one.name.replace("-", " "))}) and said <= own


CARRIED = {
    *words_of("carried carrying were was loaded with"),
    *stems_of("carried carrying nationals"),
}
