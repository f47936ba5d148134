"""What `servanda incidents link`, `join` and `part` say, in words and as JSON."""

from collections.abc import Sequence

from servanda.cli.json_output import print_json
from servanda.cli.screen import standard_output
from servanda.intake.incidents.linking import Proposal
from servanda.intake.incidents.links import Link, holding
from servanda.publish.answer_json import JsonObject

SCHEMA = "servanda/incidents-links/1"


def show_proposal(sources: tuple[str, str], found: Proposal, held: int, as_json: bool) -> None:
    if as_json:
        print_json({
            "schema": SCHEMA,
            "sources": list(sources),
            "compared": [found.first, found.second],
            "new": len(found.new),
            "spoken_of": found.spoken_of,
            "taken": found.taken,
            "held": held,
        })  # fmt: skip
        return
    screen = standard_output()
    screen.line(f"{sources[0]} and {sources[1]}", "bold")
    for number, words in (
        (found.first, f"incidents of {sources[0]} compared with"),
        (found.second, f"of {sources[1]}"),
        (len(found.new), "pairs linked now"),
        (
            found.spoken_of,
            "found again, of which an entry already says that they are or are not one",
        ),
        (found.taken, "left alone, because one of the two has another partner"),
        (held, "links hold between the two"),
    ):
        screen.line(f"{number:>11,} {words}")
    if not found.new:
        screen.line("No link changed.")
    screen.line(
        "- A link is probable, not proven: --explain ID says why, part takes it back.", "dim"
    )


def show_entries(name: str, entries: Sequence[Link], as_json: bool) -> None:
    """Entries about one incident in their order, each with whether it holds."""
    last = holding(entries)
    if as_json:
        print_json({
            "schema": SCHEMA,
            "about": name,
            "entries": [_json(one, last[one.pair] is one) for one in entries],
        })  # fmt: skip
        return
    screen = standard_output()
    if not entries:
        screen.line(f"No entry speaks of {name}.")
    for one in entries:
        word = "one event" if one.same else "two events"
        until = "" if last[one.pair] is one else " (a later entry reversed this)"
        screen.line(f"{one.first} and {one.second}: {word}{until}", "bold")
        for why in one.because:
            screen.line(f"  because {why}")
        who = "said by hand" if one.probability is None else f"probability {one.probability:.4f}"
        screen.line(f"  {who}, {one.made:%Y-%m-%d %H:%M} UTC", "dim")


def _json(link: Link, holds: bool) -> JsonObject:
    return {
        "first": link.first, "second": link.second, "same": link.same,
        "because": list(link.because), "probability": link.probability,
        "made": link.made.isoformat(), "holds": holds,
    }  # fmt: skip
