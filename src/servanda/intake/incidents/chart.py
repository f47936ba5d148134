"""A chart of tallies as SVG: a bar for each period, what is only possible lighter, and under the
bars how far the source was there to see. It has a title and a description for those who do not
see it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from servanda.intake.incidents.counting import Period
from servanda.intake.incidents.trend import Trend

WIDTH, HEIGHT = 960, 320
LEFT, RIGHT, TOP, BOTTOM = 56, 16, 48, 64  # the margins, in pixels
STRIP = 8  # the height of the strip of coverage
MOST_BARS = 400
MOST_SERIES = 12  # on a sheet
COVERED, IN_PART, NOT_COVERED, NOT_RECORDED = "#2a7a4f", "#e9a23b", "#c03a2b", "#bbbbbb"
SURELY, POSSIBLY = "#2f5f9e", "#a9c1de"


def sheet(series: Sequence[tuple[str, Sequence[Trend]]]) -> str:
    """The pictures of several series under one another, over the same periods, each with its own
    scale and description."""
    if len(series) == 1:
        return chart(*series[0])
    every = {one.tally.period for _, trends in series for one in trends}
    periods = sorted(every, key=lambda period: period.first)
    inner = "".join(
        chart(title, trends, Panel(number, tuple(periods)))
        for number, (title, trends) in enumerate(series)
    )
    tall = HEIGHT * len(series)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {tall}"'
        f' width="{WIDTH}" height="{tall}">\n{inner}</svg>\n'
    )


@dataclass(frozen=True, slots=True)
class Panel:
    """A picture's place on a sheet, from 0, and the periods that all show; none: its own."""

    number: int = 0
    periods: tuple[Period, ...] = ()

    @property
    def place(self) -> str:
        """Where it stands on a sheet; a picture by itself fills its frame."""
        if not self.periods:
            return ""
        return f' y="{self.number * HEIGHT}" width="{WIDTH}" height="{HEIGHT}"'


def chart(title: str, trends: Sequence[Trend], panel: Panel | None = None) -> str:
    """The picture of one group's tallies, in the order of their periods; of more than fit, the
    last. A period of which it has no tally is left empty."""
    panel = panel or Panel()
    periods = (panel.periods or tuple(one.tally.period for one in trends))[-MOST_BARS:]
    places = {period: number for number, period in enumerate(periods)}
    shown = [one for one in trends if one.tally.period in places]
    highest = max((one.tally.possibly for one in shown), default=0) or 1
    bars = (_bar(places[one.tally.period], len(periods), one, highest) for one in shown)
    inner = "".join((*_axis(highest), *bars, *_days(periods), *_legend(shown)))
    names = f"title-{panel.number}", f"description-{panel.number}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}"{panel.place}'
        f' role="img" aria-labelledby="{" ".join(names)}" font-family="sans-serif" font-size="12">'
        f'<title id="{names[0]}">{escape(title)}</title>'
        f'<desc id="{names[1]}">{escape(description(title, trends))}</desc>'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>'
        f'<text x="{LEFT}" y="24" font-size="15">{escape(title)}</text>{inner}</svg>\n'
    )


def description(title: str, trends: Sequence[Trend]) -> str:
    """What the picture shows, in words."""
    if not trends:
        return f"{title}: no incident is reported."
    first, last = trends[0].tally.period.first, trends[-1].tally.period.last
    most = max(trends, key=lambda one: one.tally.possibly)
    fewest = min(trends, key=lambda one: one.tally.surely)
    return " ".join(
        (
            f"{title}, {first} to {last}, {len(trends)} periods.",
            f"Most reported from {most.tally.period.first}: {_number(most)}.",
            f"Fewest from {fewest.tally.period.first}: {_number(fewest)}.",
            _coverage(trends),
        )
    )


def _coverage(trends: Sequence[Trend]) -> str:
    if not any(one.coverage.is_recorded for one in trends):
        return "Of coverage nothing is recorded, so the numbers show no trend in what happened."
    gaps = [one for one in trends if one.coverage.days < one.tally.period.days]
    if not gaps:
        return "The source covered every day."
    number = "one period" if len(gaps) == 1 else f"{len(gaps)} periods"
    return f"In {number} it did not cover every day: there few reports show nothing."


def _number(trend: Trend) -> str:
    low, high = trend.tally.surely, trend.tally.possibly
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"


# --- Parts of the picture --------------------------------------------------------------------


def _bar(number: int, of: int, trend: Trend, highest: int) -> str:
    width = (WIDTH - LEFT - RIGHT) / of
    x, gap = LEFT + number * width, min(2.0, width / 5)
    base = HEIGHT - BOTTOM
    tall, sure = (_height(n, highest) for n in (trend.tally.possibly, trend.tally.surely))
    colour, told = _covered(trend)
    period = trend.tally.period
    words = f"{period.first} to {period.last}: {_number(trend)}, {told}"
    return (
        f"<g><title>{escape(words)}</title>"
        + _rect(x + gap / 2, base - tall, width - gap, tall, POSSIBLY)
        + _rect(x + gap / 2, base - sure, width - gap, sure, SURELY)
        + _rect(x, base + 4, width, STRIP, colour)
        + "</g>"
    )


def _covered(trend: Trend) -> tuple[str, str]:
    """The colour of the strip, and what it says."""
    if not trend.coverage.is_recorded:
        return NOT_RECORDED, "coverage not recorded"
    share = trend.coverage.days / trend.tally.period.days
    colour = COVERED if share == 1 else IN_PART if share else NOT_COVERED
    return colour, f"{share:.0%} of the days covered"


def _rect(x: float, y: float, width: float, height: float, colour: str) -> str:
    place = f'x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}"'
    return f'<rect {place} fill="{colour}"/>'


def _height(count: int, highest: int) -> float:
    return count / highest * (HEIGHT - TOP - BOTTOM)


def _axis(highest: int) -> list[str]:
    base = HEIGHT - BOTTOM
    return [
        f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{base}" y2="{base}" stroke="#444"/>',
        f'<text x="{LEFT - 8}" y="{base}" text-anchor="end">0</text>',
        f'<text x="{LEFT - 8}" y="{TOP + 4}" text-anchor="end">{highest:,}</text>',
    ]


def _days(periods: Sequence[Period]) -> list[str]:
    """The names of at most eight periods, under their bars."""
    if not periods:
        return []
    width, every = (WIDTH - LEFT - RIGHT) / len(periods), max(1, -(-len(periods) // 8))
    return [
        f'<text x="{LEFT + number * width:.1f}" y="{HEIGHT - 34}">{_label(period)}</text>'
        for number, period in enumerate(periods)
        if number % every == 0
    ]


def _label(period: Period) -> str:
    """A year or a month by its name, anything else by its first day."""
    first, last = period.first, period.last
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return f"{first:%Y}"
    is_month = first.day == 1 and (first.year, first.month) == (last.year, last.month)
    return f"{first:%Y-%m}" if is_month and last > first else str(first)


def _legend(shown: Sequence[Trend]) -> list[str]:
    """Of what the picture shows, and of nothing else."""
    entries = (
        (SURELY, "surely in the period"), (POSSIBLY, "possibly"),
        (COVERED, "every day covered"), (IN_PART, "days covered in part"),
        (NOT_COVERED, "no day covered"), (NOT_RECORDED, "coverage not recorded"),
    )  # fmt: skip
    colours = {_covered(one)[0] for one in shown}
    colours |= {SURELY for one in shown if one.tally.surely}
    colours |= {POSSIBLY for one in shown if one.tally.possibly > one.tally.surely}
    x, parts = LEFT, []
    for colour, words in entries:
        if colour not in colours:
            continue
        parts.append(_rect(x, HEIGHT - 20, 10, 10, colour))
        parts.append(f'<text x="{x + 14}" y="{HEIGHT - 11}">{words}</text>')
        x += 34 + 7 * len(words)
    return parts
