"""Where two answers in JSON differ, by place or in words."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from servanda.publish.answer_lines import cause_sections, origin_sections, position_sections

NOTHING = "nothing"  # where a value stood in the one answer and none in the other
ASKING = frozenset(("question",))  # what an answer has of when and how it was asked


@dataclass(frozen=True, slots=True)
class Difference:
    """The first place where two answers differ, and what stood there then and stands there now, in
    JSON."""

    path: str
    then: str
    now: str


@dataclass(frozen=True, slots=True)
class Otherwise:
    """A part of an answer that reads otherwise: of which name, which lines are gone from it and
    which are new. `names` are those of the stipulation, phase or fund that it is about, if one."""

    of: str
    then: tuple[str, ...]
    now: tuple[str, ...]
    name: str | None = None


def otherwise(then: Any, now: Any) -> tuple[Otherwise, ...]:
    """Every part that reads otherwise, but for when and how it was asked."""
    was, is_now = _by_heading(then), _by_heading(now)
    found = [
        _of_part(heading, was.get(heading, _NO_PART), is_now.get(heading, _NO_PART))
        for heading in dict.fromkeys((*was, *is_now))
        if was.get(heading, _NO_PART).value != is_now.get(heading, _NO_PART).value
    ]
    beside = first_difference(_beside(then), _beside(now))
    if beside is not None:
        found.append(Otherwise(beside.path, (beside.then,), (beside.now,)))
    return tuple(found)


def is_some_left(then: Any, now: Any) -> bool:
    """Whether any line of an answer stands under the same heading in another."""
    was, is_now = _by_heading(then), _by_heading(now)
    return any(
        len(_without(part.lines, is_now.get(heading, _NO_PART).lines)) < len(part.lines)
        for heading, part in was.items()
    )


def first_difference(then: Any, now: Any, path: str = "$") -> Difference | None:
    """The first place, by sorted keys, where two values of JSON are not the same."""
    match then, now:
        case dict(), dict():
            return _first_in(dict(then), dict(now), path, "{}.{}")
        case list(), list():
            return _first_in(dict(enumerate(then)), dict(enumerate(now)), path, "{}[{}]")
    if type(then) is type(now) and then == now:
        return None
    return Difference(path, _written(then), _written(now))


def _first_in(
    then: Mapping[Any, Any], now: Mapping[Any, Any], path: str, step: str
) -> Difference | None:
    for key in sorted({*then, *now}):
        here = step.format(path, key)
        if key not in then or key not in now:
            sides = (_written(each[key]) if key in each else NOTHING for each in (then, now))
            return Difference(here, *sides)
        found = first_difference(then[key], now[key], here)
        if found is not None:
            return found
    return None


def _written(value: Any) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False)


# --- The parts of an answer, in words --------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Part:
    value: Any
    lines: tuple[str, ...]
    name: str | None


_NO_PART = _Part(None, (), None)


def _of_part(heading: str, then: _Part, now: _Part) -> Otherwise:
    gone, new = _without(then.lines, now.lines), _without(now.lines, then.lines)
    name = then.name or now.name
    if gone or new:
        return Otherwise(heading, gone, new, name)
    found = first_difference(then.value, now.value)
    assert found is not None, "asked of what differs"
    where = re.sub(r"^\$(\[0\])?\.?", "", found.path) or "all of it"
    return Otherwise(heading, (f"{where}: {found.then}",), (f"{where}: {found.now}",), name)


def _without(lines: Iterable[str], others: Iterable[str]) -> tuple[str, ...]:
    """In their order, each as often as it is more often there than among the others."""
    left = Counter(others)
    kept = []
    for line in lines:
        if left[line]:
            left[line] -= 1
        else:
            kept.append(line)
    return tuple(kept)


SECTIONS = {
    "causes": cause_sections,
    "origins": origin_sections,
    "positions": position_sections,
}
IN_SECTIONS = (
    "undetermined", "stipulation_dates", "causes",
    "origins", "sides", "timelines", "engagements",
)  # fmt: skip
LISTS = ("phases", "stipulations", "funds", "tracks", "blocked")  # that hold a part for each name


def _by_heading(answer: Any) -> Mapping[str, _Part]:
    """Parts of one heading are one."""
    found: dict[str, _Part] = {}
    for heading, part in _parts(answer):
        before = found.get(heading)
        found[heading] = _Part(
            [*(before.value if before else ()), part.value],
            (*(before.lines if before else ()), *part.lines),
            part.name,
        )
    return found


def _parts(answer: Any) -> Iterator[tuple[str, _Part]]:
    if "reasons" in answer:
        lines = tuple(line for each in answer["reasons"] for line in _reason_lines(each))
        yield answer["name"], _Part(answer["reasons"], lines, answer["name"])
    if answer.get("answer") in SECTIONS:
        for heading, value, section in SECTIONS[answer["answer"]](answer):
            yield heading, _Part(value, section, None)
        return
    for each in (one for key in LISTS for one in answer.get(key, ())):
        yield _heading(each), _Part(each, tuple(_lines(each)), each["name"])


def _beside(answer: Any) -> Any:
    """What of an answer is in none of its parts."""
    return {key: value for key, value in answer.items() if key not in {*ASKING, *LISTS, "reasons"}}


def _heading(each: Any) -> str:
    limb = f": {each['limb']}" if each.get("limb") else ""
    whose = f", {each['bearer']}" if each.get("bearer") else ""
    return f"{each['name']}{whose}{limb}"


def _lines(each: Any) -> Iterator[str]:
    if "steps" in each:
        for step in each["steps"]:
            start = step["from"] or "the beginning"
            yield f"from {start}: {_state(step)}, because {step['because']}"
    elif "blockers" in each:
        for one in each["blockers"]:
            whose = ", ".join(one["whose_move"]) or "nobody named"
            yield f"{one['what']}: {one['state']}, move of {whose}"
        if not each["blockers"]:
            yield "nothing blocks it"
    else:
        yield _state(each)
        yield each["sentence"]["text"]


def _state(each: Any) -> str:
    return f"{each['state']} ({each['cause']})" if each["cause"] else str(each["state"])


def _reason_lines(reason: Any) -> Iterator[str]:
    reference = f" [{reason['ref']}]" if reason["ref"] else ""
    decisive = " (decisive)" if reason["decisive"] else ""
    yield f"{reason['text']}{reference}{decisive}"
    for child in reason["children"]:
        yield from _reason_lines(child)
