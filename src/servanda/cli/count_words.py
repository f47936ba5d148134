"""What `servanda incidents count` says in words: a table for each source, and what to mind."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Literal

from rich import box
from rich.table import Table

from servanda.cli.counting import Answer, Question
from servanda.cli.screen import Screen
from servanda.intake.incidents.asked import NOT_SAID_WHO
from servanda.intake.incidents.change_points import ChangePoint
from servanda.intake.incidents.counting import NOT_KNOWN, Group, People, Period, Tally
from servanda.intake.incidents.episodes import Episode
from servanda.intake.incidents.trend import Covered, Trend

_NARROW = 80
MOST_ENTRIES = 5  # of the record, named
MOST_EPISODES = 40  # shown; --json has all


def print_counts(screen: Screen, found: Sequence[Answer], question: Question) -> None:
    for number, answer in enumerate(found):
        if number:
            screen.line()
        _print_one(screen, answer, question)
    if len(found) > 1:
        screen.line()
        screen.line(
            "Sources stand apart: what they tell of may be the same, and is never added up"
            " (servanda incidents compare).", "dim",
        )  # fmt: skip


def series_of(answer: Answer) -> Iterator[tuple[str, tuple[Trend, ...]]]:
    """Each group's tallies with a title: what a chart shows."""
    source, each = answer.told.asking.source, answer.told.asking.each
    for trends, what in ((answer.events, "incidents"), (answer.counts, "counts")):
        for group in sorted({one.tally.group for one in trends}):
            of = f": {', '.join(group)}" if group else ""
            own = tuple(one for one in trends if one.tally.group == group)
            yield f"{source}, {what} reported each {each}{of}", own


def _print_one(screen: Screen, answer: Answer, question: Question) -> None:
    told = answer.told
    until = f", known by {question.known:%Y-%m-%d}" if question.known else ""
    title = f"{told.asking.source}, each {told.asking.each}, days in {told.zone}{until}"
    screen.line(title, "bold underline")
    if answer.events:
        print_rows(screen, count_rows(answer.events, told.asking.groups, True))
    if answer.counts:
        screen.line("Counts as the source gives them, each kind by itself", "bold")
        print_rows(screen, count_rows(answer.counts, told.count_groups, False))
    if not (answer.events or answer.counts):
        screen.line("Nothing is reported in these days that can be counted.")
    if answer.changes is not None:
        _print_changes(screen, answer)
    if answer.episodes is not None:
        _print_episodes(screen, answer.episodes, question.gap or 0)
    for note in notes(answer):
        screen.line(f"- {note}", "dim")


# --- Rows ------------------------------------------------------------------------------------


def count_rows(
    trends: Sequence[Trend], groups: Sequence[Group], people: bool
) -> list[dict[str, str]]:
    """Each period and group in words, by the names of the columns."""
    killed = people and any(_is_said(one.tally, one.tally.killed) for one in trends)
    injured = people and any(_is_said(one.tally, one.tally.injured) for one in trends)
    is_recorded = any(one.coverage.is_recorded for one in trends)
    rows = []
    for one in trends:
        row = {"period": period_words(one.tally.period)}
        row |= dict(zip(groups, one.tally.group, strict=True))
        row["reported"] = range_words(one.tally.surely, one.tally.possibly)
        if killed:
            row["killed"] = people_words(one.tally, one.tally.killed)
        if injured:
            row["injured"] = people_words(one.tally, one.tally.injured)
        if is_recorded:  # otherwise a note says so, once
            row["days covered"] = covered_words(one.coverage, one.tally.period)
            row["against the period before"] = one.word or f"not compared: {one.without}"
        rows.append(row)
    return rows


def period_words(period: Period) -> str:
    """As short as it is still plain: 2025, 2025-03, a day, or first to last."""
    first, last = period.first, period.last
    if first == last:
        return str(first)
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return str(first.year)
    if first.day == 1 and first.month == last.month:
        return f"{first:%Y-%m}"
    return f"{first} to {last}"


def range_words(low: int, high: int) -> str:
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"


def people_words(tally: Tally, people: People) -> str:
    """A range with what is held best; where some incidents tell no number, only a lower bound."""
    if not tally.possibly:
        return ""
    if people.unsaid >= tally.possibly:
        return "not said"
    if people.unsaid:
        return f"{people.low:,} or more, {people.unsaid:,} not said"
    told = range_words(people.low, people.high)
    is_one = people.best is None or people.low == people.high
    return told if is_one else f"{told}, best {people.best:,}"


def covered_words(coverage: Covered, period: Period) -> str:
    return f"{coverage.days} of {period.days}" if coverage.is_recorded else "not recorded"


def _is_said(tally: Tally, people: People) -> bool:
    return bool(tally.possibly) and people.unsaid < tally.possibly


def print_rows(screen: Screen, rows: Sequence[dict[str, str]]) -> None:
    """In columns, or one under the other where it is narrow."""
    if screen.width < _NARROW or not _fits(rows, screen.width):
        for row in rows:
            head, *rest = row.items()
            screen.line(head[1], "bold")
            for name, words in rest:
                if words:
                    screen.line(f"  {name}: {words}")
        return
    table = Table(box=box.SIMPLE_HEAD, header_style="dim", padding=(0, 1, 0, 0))
    table.show_edge = False
    for name in rows[0]:
        side: Literal["left", "right"] = "left" if name in WORDS else "right"
        is_period = name == "period"  # never broken
        table.add_column(screen.text(name), justify=side, overflow="fold", no_wrap=is_period)
    for row in rows:
        table.add_row(*(screen.text(words) for words in row.values()))
    screen.print(table)


def _fits(rows: Sequence[dict[str, str]], width: int) -> bool:
    """Whether each column of words has room for a few, and each range for one number in a line."""
    return sum(_least(name, [row[name] for row in rows]) + 1 for name in rows[0]) <= width


def _least(name: str, cells: Sequence[str]) -> int:
    """The characters that a column needs; a range may break behind its `to`."""
    whole = max(len(name), *map(len, cells))
    if name == "period":
        return whole
    if name in WORDS:
        return min(whole, LEAST_WORDS)
    parts = (part for cell in cells for part in cell.replace(" to ", " to\n").splitlines())
    return max(len(name), *map(len, parts))


LEAST_WORDS = 18  # characters of a column of words
WORDS = frozenset((  # the columns without numbers
    "period", "area", "actor", "kind", "of", "against the period before", "from (UTC)", "until",
))  # fmt: skip

# --- What else was asked ---------------------------------------------------------------------


def _print_changes(screen: Screen, answer: Answer) -> None:
    screen.line("Where the level of what is reported changed", "bold")
    for group, point in answer.changes or ():
        of = f"{', '.join(group)}: " if group else ""
        screen.line(f"  {of}{change_words(point, answer.told.asking.each)}")
    if not answer.changes:
        screen.line("  nowhere that can be told, or in too few periods to tell")


def change_words(point: ChangePoint, each: str) -> str:
    coverage = "; coverage changed there, too" if point.coverage_changed else ""
    return (
        f"from {point.period.first} on about {point.after:,.1f} a {each}, {point.before:,.1f}"
        f" until then{coverage}"
    )


def _print_episodes(screen: Screen, found: Sequence[Episode], gap: float) -> None:
    title = f"{len(found):,} episodes, parted by more than {gap:g} hours without a report"
    screen.line(title, "bold")
    if found:
        print_rows(screen, [
            {
                "from (UTC)": moment_words(one.starts),
                "until": moment_words(one.ends),
                "incidents": f"{len(one.incidents):,}",
                "of": ", ".join(word for word in one.group if word != NOT_KNOWN),
            }
            for one in found[:MOST_EPISODES]
        ])  # fmt: skip
    if len(found) > MOST_EPISODES:
        screen.line(f"  and {len(found) - MOST_EPISODES:,} later ones: --json has all", "dim")


def moment_words(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M}"


# --- What to mind ----------------------------------------------------------------------------


def notes(answer: Answer) -> Iterator[str]:
    """In plain words what the numbers are not."""
    told = answer.told
    yield (
        "Numbers are what the source reports, not what happened. A range says what lies in a"
        " period surely and what possibly, because a time reaches over its edge."
    )
    yield from _notes_on_coverage(answer)
    yield from _notes_on_periods(answer)
    tallied = [one.tally for one in answer.events]
    people = [(one, who) for one in tallied for who in (one.killed, one.injured)]
    if any(who.unsaid and _is_said(tally, who) for tally, who in people):
        yield "Where an incident tells no number of people, none is put in its place."
    if "area" in told.asking.groups:
        yield "An incident that lies in several areas is counted in each."
    if any(NOT_SAID_WHO in word for one in answer.events for word in one.tally.group):
        yield "Where both sides are named, the source says who fought, not who attacked."
    if answer.counts:
        kinds = ", ".join(f"{kind} ({what})" for kind, what in sorted(told.counted.items()))
        yield f"Counts are added up by kind and never to events or to another kind: {kinds}."
    if told.running:
        yield (
            f"Running totals are held and not added up, as each has the one before in it:"
            f" {', '.join(told.running)}."
        )
    if answer.changes is not None:
        yield (
            "A change is one of the level of reports; of its cause nothing is said, and reports"
            " that come in bursts look like more changes than there are."
        )


def _notes_on_coverage(answer: Answer) -> Iterator[str]:
    watch = answer.watch
    if not watch.present:
        yield (
            f"Coverage is not recorded: the record has no `coverage by {watch.body}`, and so no"
            " period is compared with the one before: a difference may be one of watching."
            " Coverage is an actor's: declare `actor BODY` in the agreement and the days of its"
            " `coverage by BODY` in a report, and say --covered-by BODY."
        )
    else:
        named = ", ".join(watch.entries[:MOST_ENTRIES])
        more = len(watch.entries) - MOST_ENTRIES
        rest = f" and {more} more" if more > 0 else ""
        yield f"Coverage and denied access of {watch.body} are those of {named}{rest}."
    if any(one.area for one in watch.present) and "area" not in answer.told.asking.groups:
        yield "Coverage of one area only covers no period here; ask with --by area."


def _notes_on_periods(answer: Answer) -> Iterator[str]:
    told = answer.told
    if not told.periods:
        return
    first, last = told.periods[0].first, told.periods[-1].last
    asked = told.asking
    if (asked.first and first < asked.first) or (asked.last and last > asked.last):
        yield f"Periods are whole: {first} to {last}, also before --from and after --to."
    elif asked.each != "day":
        yield "The first and the last period may be told of in part only."
