"""From the text of a `publication.toml` to a publication policy, or to what is wrong with it.

Every word must be written: what goes outside is decided by somebody, and not by what holds where
nothing is said. With an error there is no policy, and nothing is published.
"""

import tomllib
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any

from servanda.agreement.model import Agreement
from servanda.evidence.ladder_keys import Key, one_of
from servanda.evidence.toml_places import Places, place_in_message, places_in
from servanda.language.diagnostic import Diagnostic
from servanda.language.listing import listed
from servanda.language.near_miss import did_you_mean
from servanda.language.numbers import Problem, read_length
from servanda.publish.policy import Policy
from servanda.record.complaint import Building, finish
from servanda.record.model import Record
from servanda.values.instant import Duration

NAME = "publication.toml"
UNUSED = "until it is mended, nothing is published"
ALL, SHOW, WITHHOLD = "all", "show", "withhold"


def read_policy(text: str, path: str) -> tuple[Policy | None, tuple[Diagnostic, ...]]:
    """The policy that a text describes; None, and why, where it has errors."""
    try:
        values = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as problem:
        return None, (_not_toml(str(problem), text, path),)
    read, found = finish(checked(values, places_in(text, path)))
    return (None, found) if found else (_policy(read, text), ())


def unknown_names(policy: Policy, agreement: Agreement, record: Record) -> tuple[str, ...]:
    """A line for each name of the policy that nothing declares: what was meant by it would be
    protected less, or more, than whoever wrote it believes."""
    stipulations = [one.name for one in agreement.stipulations]
    sources = [*record.sources, *agreement.actors]
    declared: tuple[tuple[str, frozenset[str], Iterable[str]], ...] = (
        ("area", policy.places or frozenset(), agreement.areas),
        ("thing", policy.exact, agreement.things),
        ("action", policy.movements or frozenset(), agreement.actions),
        ("stipulation", policy.unattributed or frozenset(), stipulations),
        ("source", policy.sources or frozenset(), sources),
    )
    return tuple(
        f"nothing declares the {what} `{name}`; {did_you_mean(name, known) or 'is it misspelt?'}"
        for what, names, known in declared
        for name in sorted(names - set(known))
    )


# --- Keys and values -------------------------------------------------------------------------


def checked(values: Mapping[str, Any], places: Places) -> Building[Mapping[str, Any]]:
    """What stands behind each key; no other key, no other value, and none left out."""
    for word in values:
        if word not in KEYS:
            message = f"`{word}` is nothing that a publication policy says; {UNUSED}"
            hint = did_you_mean(word, KEYS) or f"it says {listed(list(KEYS))}"
            yield _wrong("unknown-policy-word", places, word, message, hint)
    missing = [word for word in KEYS if word not in values]
    if missing and not any(word not in KEYS for word in values):  # a misspelt one is told once
        message = f"this policy does not say {listed([f'`{one}`' for one in missing])}; {UNUSED}"
        hint = f"write `{missing[0]} =` and {KEYS[missing[0]].words}"
        yield _wrong("policy-word-missing", places, "", message, hint)
    for word, key in KEYS.items():
        if word in values and not key.may_be(values[word]):
            message = f"`{word}` is not {key.words}; {UNUSED}"
            yield _wrong("wrong-policy-value", places, word, message, f"write {key.words}")
    return values


def _policy(read: Mapping[str, Any], text: str) -> Policy:
    attribution = read["attribution"]
    withheld = {SHOW: frozenset[str](), WITHHOLD: None}
    return Policy(
        hash=sha256(text.encode()).hexdigest(),
        delay=_duration(read["delay"]),
        period=read["told-by"],
        places=_names(read["places"]),
        smallest_count=read["smallest-count"],
        exact=frozenset(read["exact"]),
        shows_coverage=read["coverage"] == SHOW,
        movements=_names(read["movements"]),
        unattributed=frozenset(attribution)
        if isinstance(attribution, list)
        else withheld[attribution],
        sources=_names(read["sources"]),
    )


def _names(value: Any) -> frozenset[str] | None:
    return None if value in (ALL, SHOW) else frozenset(value)


def _duration(value: Any) -> Duration | None:
    """Days, weeks or months; None for no delay. Raises nothing: of what is none, no time."""
    number, _, unit = value.partition(" ")
    read = read_length(float(number), unit)
    return None if isinstance(read, Problem) else read


def _is_delay(value: Any) -> bool:
    if not isinstance(value, str):
        return False
    number, _, unit = value.partition(" ")
    is_whole = number.isascii() and number.isdigit() and len(number) < 4
    return is_whole and unit.removesuffix("s") in ("day", "week", "month")


def _is_names(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def _names_or(word: str, what: str) -> Key:
    return Key(
        lambda value: value == word or _is_names(value), f'"{word}", or a list of {what}', []
    )


KEYS: Mapping[str, Key] = {
    "delay": Key(_is_delay, 'a time in days, weeks or months, as "7 days" ("0 days": none)', ""),
    "told-by": one_of(("day", "week", "month"), "week"),
    "places": _names_or(ALL, "the areas that may be named"),
    "smallest-count": Key(
        lambda value: type(value) is int and 1 <= value <= 1000, "a whole number from 1 to 1,000", 1
    ),
    "exact": Key(_is_names, "a list of the things whose numbers may be told as they are", []),
    "coverage": one_of((WITHHOLD, SHOW), WITHHOLD),
    "movements": _names_or(SHOW, "the actions that are movements, as patrols"),
    "attribution": Key(
        lambda value: value in (SHOW, WITHHOLD) if isinstance(value, str) else _is_names(value),
        '"show", "withhold", or a list of the stipulations of whose breach no author is told',
        SHOW,
    ),
    "sources": _names_or(ALL, "the sources that may be named"),
}


def _wrong(name: str, places: Places, word: str, message: str, hint: str) -> Diagnostic:
    return Diagnostic(name, "error", places.of("", word), "", message, hint)


def _not_toml(problem: str, text: str, path: str) -> Diagnostic:
    message = f"this is not TOML, the form in which a publication policy is written; {UNUSED}"
    hint = "a line is `word = value`, and words as values stand in quotes"
    return Diagnostic(
        "policy-not-toml", "error", place_in_message(problem, text, path), "", message, hint
    )
