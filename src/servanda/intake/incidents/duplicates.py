"""The same event in two sources, or twice in one: found by Splink, held by hard rules, explained.

Splink weighs for each pair how much more often two records of one event agree like this than two
of different events (Fellegi and Sunter 1969; the weights are log2 of that ratio, learnt from the
records themselves by expectation maximisation). What it proposes is kept only where no rule
forbids it: each record has at most one partner in another source, times that cannot be of one
event are never joined, nor places that surely differ. A link is an entry of its own: a later one
parts the two again.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import asin, cos, radians, sin, sqrt
from typing import Any, Literal

MOST_RECORDS = 500_000
SLACK = timedelta(hours=2)  # beyond what both sources say of the time, no two are of one event
FAR = 50.0  # kilometres: two exact places further apart are two
THRESHOLD = 0.9  # of the probability that two are one
SEED = 1
MINUTES = (2, 10, 30, 120)
LEVELS = (
    "more than 120 minutes apart",
    *(f"within {minutes} minutes of one another" for minutes in reversed(MINUTES)),
)


@dataclass(frozen=True, slots=True)
class Record:
    """What is compared of an incident. `starts` and `ends` as precise as the source tells them."""

    source: str
    id: str
    starts: datetime
    ends: datetime
    place: str | None
    latitude: float | None = None
    longitude: float | None = None
    is_exact: bool = False  # the coordinates are of the place itself
    sides: frozenset[str] = frozenset()

    @property
    def name(self) -> str:
        return f"{self.source}/{self.id}"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records that are probably of one event, and why."""

    first: str
    second: str
    probability: float
    because: tuple[str, ...] = field(default=())


def linked(
    records: Sequence[Record], threshold: float = THRESHOLD, within: bool = False
) -> tuple[Pair, ...]:
    """The pairs across sources (and, `within`, inside of one) that are probably one event."""
    if not _any_to_compare(records, within):
        return ()
    by_name = {one.name: one for one in records}
    proposed = (
        pair
        for pair in _proposed(records, threshold, within)
        if not forbidden(by_name[pair.first], by_name[pair.second])
    )
    return tuple(sorted(_one_to_one(proposed, by_name), key=lambda pair: (pair.first, pair.second)))


def _any_to_compare(records: Sequence[Record], within: bool) -> bool:
    """Whether any two of one place begin in one hour: without such nothing can be learnt."""
    seen: dict[tuple[str, str], str] = {}
    for one in records:
        place = _where(one)
        if place is None:
            continue
        other = seen.setdefault((place, _hour(one.starts)), one.name)
        if other != one.name and (within or other.partition("/")[0] != one.source):
            return True
    return False


def forbidden(one: Record, other: Record) -> str | None:
    """The rule that keeps two records apart whatever the odds; None if there is none."""
    if one.starts > other.ends + SLACK or other.starts > one.ends + SLACK:
        return f"their times are more than {SLACK.total_seconds() / 3600:g} hours apart"
    far = distance(one, other)
    if one.is_exact and other.is_exact and far is not None and far > FAR:
        return f"both places are exact, and {far:.0f} km apart"
    if one.sides and other.sides and not one.sides & other.sides:
        return "they name no side in common"
    return None


def distance(one: Record, other: Record) -> float | None:
    """Kilometres between the coordinates, on a sphere; None where one has none."""
    if None in (one.latitude, one.longitude, other.latitude, other.longitude):
        return None
    assert one.latitude is not None and other.latitude is not None, "looked at"
    assert one.longitude is not None and other.longitude is not None, "looked at"
    a, b = radians(one.latitude), radians(other.latitude)
    across = sin((b - a) / 2) ** 2
    along = sin(radians(other.longitude - one.longitude) / 2) ** 2
    return 2 * 6371.0 * asin(sqrt(across + cos(a) * cos(b) * along))


def _one_to_one(pairs: Iterable[Pair], by_name: dict[str, Record]) -> Iterator[Pair]:
    """The closest pairs first; a record has one partner in each other source."""
    taken: set[tuple[str, str]] = set()
    for pair in sorted(pairs, key=lambda pair: _rank(pair, by_name)):
        ends = {
            (pair.first, by_name[pair.second].source),
            (pair.second, by_name[pair.first].source),
        }
        if not ends & taken:
            taken |= ends
            yield pair


def _rank(pair: Pair, by_name: dict[str, Record]) -> tuple[float, float, str, str]:
    """Of those that are likely enough, the closest in time first."""
    one, other = by_name[pair.first], by_name[pair.second]
    apart = abs((one.starts - other.starts).total_seconds())
    apart += abs((one.ends - other.ends).total_seconds())
    return apart, -pair.probability, pair.first, pair.second


# --- Splink ----------------------------------------------------------------------------------


def _proposed(records: Sequence[Record], threshold: float, within: bool) -> Iterator[Pair]:
    from splink import DuckDBAPI, Linker

    api = DuckDBAPI()
    # Splink writes these names into SQL as they are, and ours may have hyphens.
    named = {f"source_{n:04}": s for n, s in enumerate(sorted({one.source for one in records}))}
    frames = [
        api.register(_frame(records, source), dataset_display_name=name)
        for name, source in named.items()
    ]
    linker = Linker(frames, _settings(len(frames), within), log_level=40)
    rules = _blocking()
    linker.training.estimate_probability_two_random_records_match(rules[:1], recall=0.8)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=SEED)
    linker.training.estimate_parameters_using_expectation_maximisation(
        rules[1], record_sample_proportion=1.0, max_pairs=5e6
    )
    found = linker.inference.predict(threshold_match_probability=threshold)
    for row in found.as_record_list():
        first = f"{named[row['source_dataset_l']]}/{row['unique_id_l']}"
        second = f"{named[row['source_dataset_r']]}/{row['unique_id_r']}"
        one, other = sorted((first, second))
        yield Pair(one, other, row["match_probability"], tuple(_because(row)))


def _frame(records: Sequence[Record], source: str) -> Any:
    import pandas

    return pandas.DataFrame(
        {
            "unique_id": one.id,
            "place": _where(one),
            "day": _day(one.starts),
            "last_day": _day(one.ends),
            "hour": _hour(one.starts),
            "starts": one.starts.timestamp(),
            "ends": one.ends.timestamp(),
        }
        for one in records
        if one.source == source
    )


def _day(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%d")


def _hour(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H")


def _where(record: Record) -> str | None:
    """By what a place is found again: its name, else its coordinates to about 10 km."""
    if record.place:
        return " ".join(record.place.casefold().split())
    if record.latitude is None or record.longitude is None:
        return None
    return f"{record.latitude:.1f} {record.longitude:.1f}"


def _settings(sources: int, within: bool) -> Any:
    from splink import SettingsCreator

    kind: Literal["dedupe_only", "link_and_dedupe", "link_only"]
    kind = "dedupe_only" if sources == 1 else "link_and_dedupe" if within else "link_only"
    return SettingsCreator(
        link_type=kind,
        blocking_rules_to_generate_predictions=_blocking(),
        comparisons=[_closeness("starts"), _closeness("ends")],
        retain_intermediate_calculation_columns=True,
        retain_matching_columns=True,
    )


def _closeness(column: str) -> Any:
    """How far apart two times are, in steps; without a step of its own for the same second, which
    says no more than the minutes and is too rare to learn from."""
    from splink.comparison_library import CustomComparison

    apart = f"abs({column}_l - {column}_r)"
    steps = [
        {"sql_condition": f"{apart} <= {60 * minutes}", "label_for_charts": f"{minutes} minutes"}
        for minutes in MINUTES
    ]
    lacking = {
        "sql_condition": f"{column}_l IS NULL",
        "label_for_charts": "none",
        "is_null_level": True,
    }
    rest = {"sql_condition": "ELSE", "label_for_charts": "further apart"}
    return CustomComparison(output_column_name=column, comparison_levels=[lacking, *steps, rest])


def _blocking() -> list[Any]:
    """Only pairs of one place that begin in the same hour, or begin or end on one day."""
    from splink import block_on

    return [block_on("place", "hour"), block_on("place", "day"), block_on("place", "last_day")]


def _because(row: dict[str, Any]) -> Iterator[str]:
    """Why a pair is likely: of each comparison how it came out, and what it weighs."""
    yield "the same place"
    for what, words in (("starts", "they begin"), ("ends", "they end")):
        level, weight = row.get(f"gamma_{what}"), row.get(f"mw_{what}")
        if level is None or level < 0 or weight is None:
            continue
        yield f"{words} {LEVELS[int(level)]} ({weight:+.1f})"
