"""What `servanda incidents compare` says, in words and as JSON."""

from collections.abc import Iterator, Mapping, Sequence

from servanda.cli.count_json import period_json
from servanda.cli.count_words import covered_words, period_words, print_rows, range_words
from servanda.cli.counting import Question
from servanda.cli.screen import Screen
from servanda.intake.incidents.comparing import Comparison, Key, Side
from servanda.intake.incidents.counting import Period, Tally, kinds_first
from servanda.intake.incidents.trend import nothing
from servanda.intake.incidents.watch import Watch, covered_by
from servanda.publish.answer_json import JsonObject

LETTERS = ("A", "B")  # of the sources, as headings: their names may be long
SCHEMA = "servanda/incidents-comparison/1"
Watches = Mapping[str, Watch]


def print_comparison(
    screen: Screen, found: Comparison, question: Question, watched: Watches
) -> None:
    until = f", known by {question.known:%Y-%m-%d}" if question.known else ""
    names = f"{found.first.source} and {found.second.source}"
    screen.line(f"{names}, each {question.each}, days in {found.zone}{until}", "bold underline")
    if found.events:
        print_rows(screen, [_row(key, found, question, watched) for key in _keys(found)])
    if found.counts:
        screen.line("Counts as the sources give them, each kind by itself", "bold")
        print_rows(screen, [_row_of_counts(key, found, question) for key in found.counts])
    if not (found.events or found.counts):
        screen.line("Nothing is reported in these days that can be counted.")
    first, second = (side.source for side in _sides(found))
    for note in (f"A is {first}, B is {second}.", *_notes(found, watched)):
        screen.line(f"- {note}", "dim")


def comparison_json(found: Comparison, question: Question, watched: Watches) -> JsonObject:
    return {
        "schema": SCHEMA,
        "sources": [found.first.source, found.second.source],
        "each": question.each,
        "by": list(question.groups),
        "zone": found.zone,
        "known": question.known.isoformat() if question.known else None,
        "links": found.links,
        "events": [
            _key_json(key, question.groups)
            | {side.source: _side_json(side, key, found, watched) for side in _sides(found)}
            for key in _keys(found)
        ],
        "counts": [
            _key_json(key, kinds_first(question.groups))
            | {side.source: _bounds_json(side.counts.get(key)) for side in _sides(found)}
            for key in found.counts
        ],
        "notes": list(_notes(found, watched)),
    }


def _sides(found: Comparison) -> tuple[Side, Side]:
    return found.first, found.second


def _keys(found: Comparison) -> tuple[Key, ...]:
    """Of events; without groups also the periods between in which neither tells of any."""
    if any(group for _, group in found.events):
        return found.events
    told = [period for period, _ in found.events]
    between = (
        one for one in found.periods if told and told[0].first <= one.first <= told[-1].first
    )
    return tuple((period, ()) for period in between)


def _shown(found: Comparison) -> tuple[Key, ...]:
    return (*_keys(found), *found.counts)


# --- In words --------------------------------------------------------------------------------


def _row(key: Key, found: Comparison, question: Question, watched: Watches) -> dict[str, str]:
    row = {"period": period_words(key[0])}
    row |= dict(zip(question.groups, key[1], strict=True))
    for letter, side in zip(LETTERS, _sides(found), strict=True):
        without = "0" if side.tells_of(key[0]) else "-"
        row[letter] = _number(side.events.get(key), without)
        if found.links:
            row[f"{letter} linked"] = _number(side.shared.get(key), without)
            row[f"{letter} alone"] = _number(side.alone.get(key), without)
        if any(watch.present for watch in watched.values()):
            words = covered_words(covered_by(watched[side.source], key[0]), key[0])
            row[f"{letter} days covered"] = words
    return row


def _row_of_counts(key: Key, found: Comparison, question: Question) -> dict[str, str]:
    return {
        "period": period_words(key[0]),
        **dict(zip(kinds_first(question.groups), key[1], strict=True)),
        **{
            letter: _number(side.counts.get(key), "-")
            for letter, side in zip(LETTERS, _sides(found), strict=True)
        },
    }


def _number(tally: Tally | None, without: str) -> str:
    return without if tally is None else range_words(tally.surely, tally.possibly)


def _notes(found: Comparison, watched: Watches) -> Iterator[str]:
    one, other = (side.source for side in _sides(found))
    yield (
        "Numbers are what each source reports, not what happened; the two are never added up, and"
        " neither is held to be the right one."
    )
    if found.links:
        links = "One link is" if found.links == 1 else f"{found.links:,} links are"
        yield (
            f"{links} held between the two. What a source has alone is what no"
            " link was found for: it may be in the other, told otherwise, or of a time in which the"
            " other tells nothing."
        )
    else:
        yield (
            "No link between the two is held, so nothing says which incidents are the same: they"
            f" only stand side by side (servanda incidents link {one} {other})."
        )
    if any(not side.tells_of(period) for side in _sides(found) for period, _ in _shown(found)):
        yield "Where a dash stands for a number, the source tells of nothing so early or so late."
    lacking = [name for name in (one, other) if not watched[name].present]
    if lacking:
        yield f"Coverage is not recorded of {' and '.join(lacking)}: a gap may be one of watching."


# --- As JSON ---------------------------------------------------------------------------------


def _key_json(key: Key, groups: Sequence[str]) -> JsonObject:
    return {**period_json(key[0]), "group": dict(zip(groups, key[1], strict=True))}


def _side_json(side: Side, key: Key, found: Comparison, watched: Watches) -> JsonObject | None:
    if not side.tells_of(key[0]):
        return None
    shown: JsonObject = {"reported": _bounds_json(side.events.get(key) or _nothing(key))}
    if found.links:
        shown["also_in_other"] = _bounds_json(side.shared.get(key) or _nothing(key))
        shown["alone"] = _bounds_json(side.alone.get(key) or _nothing(key))
    shown["days_covered"] = _days_json(watched[side.source], key[0])
    return shown


def _nothing(key: Key) -> Tally:
    return nothing(*key)


def _days_json(watch: Watch, period: Period) -> int | None:
    coverage = covered_by(watch, period)
    return coverage.days if coverage.is_recorded else None


def _bounds_json(tally: Tally | None) -> JsonObject | None:
    return None if tally is None else {"surely": tally.surely, "possibly": tally.possibly}
