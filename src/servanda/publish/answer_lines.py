"""Causes, origins and positions in lines, read from their JSON alone, each part under a heading."""

from collections.abc import Iterator
from typing import Any, TypeAlias

Section: TypeAlias = tuple[str, Any, tuple[str, ...]]  # its heading, its JSON, its lines


def cause_sections(answer: Any) -> Iterator[Section]:
    """How much is undetermined, and for which causes."""
    shares = {key: answer[key] for key in ("undetermined", "stipulation_dates", "causes")}
    lines = [f"{one['cause']}: {one['count']}" for one in answer["causes"]]
    judged = answer["stipulation_dates"]
    yield "causes", shares, (f"undetermined: {answer['undetermined']} of {judged}", *lines)


def origin_sections(answer: Any) -> Iterator[Section]:
    """Every origin, and every side of an issue that stands on some."""
    tree = answer["origins"]
    heading = f"origins of {answer['what'] or 'everything'}"
    yield heading, tree, tuple(_origins(tree))
    for side in answer["sides"]:
        told = f"{side['name']}: {side['issue']}, {side['side']}, {side['bound']}"
        yield told, side, (f"{side['grade']}, {_count(side)}: {', '.join(side['claims'])}",)


def _origins(tree: Any) -> Iterator[str]:
    yield _count(tree)
    for root in (one for group in tree["groups"] for one in group):
        said = [claim for path in root["paths"] for claim in path["claims"]]
        yield f"{_whose(root['source'], root['description'])}: {', '.join(said)}"


def _count(tree: Any) -> str:
    low, high = tree["low"], tree["high"]
    return f"{low if low == high else f'{low} to {high}'} origins"


def position_sections(answer: Any) -> Iterator[Section]:
    """What each holds on each thing agreed, and the visits, meetings, calls and statements."""
    for line in answer["timelines"]:
        holder = _whose(line["holder"]["name"], line["holder"]["description"])
        told = tuple(
            f"{one['time'] or one['stated']} {one['attitude']} {one['said']} ({one['id']})"
            for one in line["statements"]
        )
        yield f"{holder} on {line['subject'] or 'everything'}", line, told
    for one in answer["engagements"]:
        actors = ", ".join(one["actors"])
        yield one["id"], one, (f"{one['when']} {one['status']} {one['kind']} of {actors}",)


def _whose(name: str, description: str | None) -> str:
    return f"{name} “{description}”" if description else name
