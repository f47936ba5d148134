"""Somebody who has only the editions of a month, what they try, and what they find.

They know the agreement, the names of all places and people of the valley, and how the program
works; each attack gives what it recovered, or nothing.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Any

from tests.publication.editions import Editions
from tests.publication.mission import AGREEMENT

VILLAGES = {  # a gazetteer of the valley: names as the record has them, and as people say them
    "old-mill": "Old Mill",
    "stone-barn": "Stone Barn",
    "dry-ford": "Dry Ford",
}
GATES = {"gate-amber": "Amber Gate", "gate-birch": "Birch Gate", "gate-cedar": "Cedar Gate"}
PEOPLE = {
    "field-nurse": "the nurse of the clinic behind the bakery",
    "baker": "relatives of the baker",
}
STEP = 5
OF_THE_WHOLE = re.compile(
    r"nobody names|nobody in the record|nobody is recorded|nobody says|unknown persons|"
    r"not named|is not known whether|nothing in the record|No incident is reported|"
    r"no report of it|is alleged and not established|[(]\d+ incidents? reach|"
    r"(?<!up to )\b\d+ by the count of"
)
COORDINATES = re.compile(r"\d{1,3}\.\d{4,}, ?\d{1,3}\.\d{4,}")
DAY = re.compile(r"\b20\d\d-\d\d-\d\d\b")
AGREED = frozenset(DAY.findall(AGREEMENT))  # days that everybody knows


# --- Names and places ------------------------------------------------------------------------


def places_named(editions: Editions) -> set[str]:
    """Villages that some word of the output is, or nearly is; and whatever looks like a grid."""
    found = named(editions, VILLAGES)
    return found | set(COORDINATES.findall(without_hashes(editions.text)))


def route(editions: Editions) -> set[str]:
    """Gates that are named, parts of the valley in which one is, or hours at which they drove."""
    told = [text for text in claimed(editions) if "patrol" in text]
    hours = {found for text in told for found in re.findall(r"\b\d\d:\d\d\b", text)}
    parts = {found for text in told for found in re.findall(r" in (?:part-of-)?(\S+),", text)}
    return named(editions, GATES) | hours | parts - {"valley"}


def voices(editions: Editions) -> set[str]:
    return named(editions, PEOPLE)


def named(editions: Editions, names: Mapping[str, str]) -> set[str]:
    words = re.findall(r"[\w-]+", without_hashes(editions.text).casefold())
    text = " ".join(words)
    single = set(words)
    return {
        name
        for name, title in names.items()
        if title.casefold() in text or any(is_near(name, word) for word in single)
    }


def is_near(name: str, word: str) -> bool:
    return SequenceMatcher(None, name, word).ratio() > 0.85


def without_hashes(text: str) -> str:
    return re.sub(r"sha256:[0-9a-f]{64}", "", text)


# --- What lies ahead -------------------------------------------------------------------------


def movements_ahead(editions: Editions) -> set[str]:
    """Days after the edition on which somebody is said to be on the way."""
    found: set[str] = set()
    for day, answers in editions.by_day.items():
        for text in claims_of(answers):
            if "patrol" in text:
                found |= {told for told in days_in(text) if date.fromisoformat(told) > day}
        found |= set(re.findall(r"\bplanned\b[^<]*", answers["page"]))
    return found


def whereabouts(editions: Editions) -> set[str]:
    """Who watched what and where: what is not watched can be inferred."""
    return {
        str(one)
        for answers in editions.by_day.values()
        for name, answer in answers.items()
        if name.startswith("history")
        for key in ("coverage", "no_access")
        for one in answer.get(key) or ()
    }


def news(editions: Editions) -> set[str]:
    """Days within the last week before an edition of which something is told."""
    return {
        told
        for day, answers in editions.by_day.items()
        for text in claims_of(answers)
        for told in days_in(text)
        if timedelta(0) <= day - date.fromisoformat(told) < timedelta(days=7)
    }


# --- Numbers ---------------------------------------------------------------------------------


def small_cells(editions: Editions) -> set[str]:
    """Numbers of incidents or people that are fewer than the step and known exactly: said, or left
    when an edition, or an earlier instant of one history, is subtracted from another. That there
    was any at all is no secret."""
    found: set[str] = set()
    for name in ("no-attacks", "no-killing"):
        counts = [incidents(editions.by_day[day], name) for day in sorted(editions.by_day)]
        rises = {after - before for before, after in pairwise(counts)}
        found |= {f"{name}: {one} more" for one in rises if 0 < abs(one) < STEP - 1 and one != 1}
        # A first one is told by itself; a second by itself is what must not be.
        if 1 in rises and any(count in range(2, STEP) for count in counts):
            found.add(f"{name}: one more")
    for text in claimed(editions):
        if number := re.search(r"\bkill(?:s)? (\d+) civilian|with (\d+) (?:killed|injured)", text):
            found.add(number.group())
    return found


def complements(editions: Editions) -> set[str]:
    """How many houses were burnt in the upper valley, of which no total is told, if they are few:
    those of the valley without those of the lower valley."""
    totals: dict[str, set[int]] = {}
    for text in claimed(editions):
        if found := re.search(r"burns (\d+) house in (\S+) in total", text):
            totals.setdefault(found[2], set()).add(int(found[1]))
    whole, part = totals.get("valley", set()), totals.get("lower-valley", set())
    rests = {one - other for one in whole for other in part}
    return {f"{rest} in the upper valley" for rest in rests if 0 < rest < STEP}


def days_of_change(editions: Editions) -> set[str]:
    """Days on which incidents became known, by the editions in which their number rises: nothing
    is learned where they all fall on the same day of the week, on which weeks are told."""
    days = sorted(editions.by_day)
    rises = {
        after
        for before, after in pairwise(days)
        if incidents(editions.by_day[before], "no-attacks")
        < incidents(editions.by_day[after], "no-attacks")
    }
    return {str(day) for day in rises} if len({day.weekday() for day in rises}) > 1 else set()


def incidents(answers: Mapping[str, Any], name: str) -> int:
    verdict = next(one for one in answers["status"]["stipulations"] if one["name"] == name)
    told = verdict["incidents"] or {}
    return int(sum(told.get(one, 0) for one in ("confirmed", "alleged", "unattributed")))


def days_of_single_incidents(editions: Editions) -> set[str]:
    """Days of January on each of which, but for the first, one incident is told."""
    whens: set[str] = set()
    for text in claimed(editions):
        if "attacks convoy" in text or "kill" in text:
            days = DAY.findall(text)
            if len(days) == 1 and " to " not in text.partition(days[0])[0][-4:]:
                whens.add(days[0])
    return whens if len(whens) > 1 else set()


def days_in(text: str) -> Iterator[str]:
    """Days that the agreement does not name."""
    return (day for day in DAY.findall(text) if day not in AGREED)


# --- Authors ---------------------------------------------------------------------------------


def authors(editions: Editions) -> set[str]:
    """Who is said to have killed, by what is claimed or by who defends himself."""
    return {
        reason["claimed"]
        for answers in editions.by_day.values()
        for reason in reasons(answers["explain no-killing"]["reasons"])
        if reason["kind"] == "claim"
        if "army kills" in reason["claimed"] or "army-press" in reason["text"]
    }


def put_in_mouths(editions: Editions) -> set[str]:
    """What is said of the whole record, or of who did not speak, out of a part of it: it is not
    true, and tells where something is withheld."""
    texts = (answer for answers in editions.by_day.values() for answer in answers.values())
    return {found for text in texts for found in OF_THE_WHOLE.findall(json.dumps(text))}


# --- Numbering, titles, addresses ------------------------------------------------------------


def gaps(editions: Editions) -> set[str]:
    """Numbers of reports or entries that are missing among those that all editions name."""
    found: set[str] = set()
    for day, answers in editions.by_day.items():
        refs = set(re.findall(r'"ref": "([A-Z]+\d+\.\d+)"', dumped(answers)))
        reports = {ref.partition(".")[0] for ref in refs}
        numbers = sorted({int(re.sub(r"\D", "", one)) for one in reports})
        if numbers and numbers != list(range(1, len(numbers) + 1)):
            found.add(f"{day}: {numbers}")
    return found


def addresses(editions: Editions) -> set[str]:
    return set(re.findall(r"https?://[^\s\"<>]+", editions.text))


def dumped(answers: Mapping[str, Any]) -> str:
    return json.dumps(answers)


# --- What there is to read -------------------------------------------------------------------


def claimed(editions: Editions) -> Iterator[str]:
    for answers in editions.by_day.values():
        yield from claims_of(answers)


def claims_of(answers: Mapping[str, Any]) -> Iterator[str]:
    """What each claim that is shown claims, and the text of every other node."""
    for name, answer in answers.items():
        if name.startswith("explain"):
            for reason in reasons(answer["reasons"]):
                yield reason["claimed"] or reason["text"]


def reasons(nodes: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    for node in nodes:
        yield node
        yield from reasons(node["children"])


Attack = Callable[[Editions], set[str]]

# Each attack with the protection that stops it.
ATTACKS: Mapping[Attack, str] = {
    places_named: "places",
    route: "movements",
    voices: "sources",
    whereabouts: "coverage",
    news: "delay",
    small_cells: "smallest_count",
    complements: "smallest_count",
    days_of_single_incidents: "told_by",
    days_of_change: "told_by",
    authors: "attribution",
}
