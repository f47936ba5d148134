"""Trends, episodes and change points: nothing is said of a fall when fewer days were watched."""

import xml.etree.ElementTree as ET
from datetime import UTC, date, datetime, timedelta

import pytest

from servanda.intake.incidents.change_points import change_points
from servanda.intake.incidents.chart import chart
from servanda.intake.incidents.counting import People, Period, Tally, periods_between
from servanda.intake.incidents.episodes import Moment, episodes
from servanda.intake.incidents.trend import Covered, covered, trends

WEEKS = periods_between(date(2022, 3, 7), date(2022, 3, 20), "week")
ALL = (Period(date(2022, 3, 7), date(2022, 3, 20)),)
FEWER_DAYS = (Period(date(2022, 3, 7), date(2022, 3, 16)),)
EARLIER = (Period(date(2022, 1, 1), date(2022, 1, 31)),)  # before both
NOBODY = People(0, 0, None)


def tally(period: Period, surely: int, possibly: int | None = None) -> Tally:
    return Tally(period, (), surely, surely if possibly is None else possibly, NOBODY, NOBODY)


@pytest.mark.parametrize(
    ("before", "now", "coverage", "word", "without"),
    [
        ((9, 9), (4, 4), ALL, "fewer reported", None),
        ((9, 9), (4, 4), FEWER_DAYS, None, "coverage fell"),
        ((4, 4), (9, 9), FEWER_DAYS, "more reported", None),
        ((9, 9), (4, 4), (), None, "coverage not recorded"),
        ((4, 4), (4, 4), (), None, "coverage not recorded"),
        ((9, 9), (4, 4), EARLIER, None, "no day covered"),
        ((9, 9), (4, 4), (Period(WEEKS[0].first, WEEKS[0].last),), None, "no day covered"),
        ((9, 9), (4, 12), ALL, "perhaps as many", None),
        ((4, 4), (4, 4), ALL, "as many reported", None),
    ],
)
def test_what_may_be_said_of_a_difference(
    before: tuple[int, int], now: tuple[int, int], coverage: tuple[Period, ...],
    word: str | None, without: str | None,
) -> None:  # fmt: skip
    found = trends((tally(WEEKS[0], *before), tally(WEEKS[1], *now)), WEEKS, coverage)
    assert (found[1].word, found[1].without) == (word, without)
    assert (found[0].word, found[0].without) == (None, "nothing before it")


def test_a_rise_is_none_where_more_days_were_watched() -> None:
    later = (Period(date(2022, 3, 10), date(2022, 3, 20)),)
    found = trends((tally(WEEKS[0], 4), tally(WEEKS[1], 9)), WEEKS, later)
    assert found[1].without == "coverage rose"


def test_days_on_which_the_source_was_kept_out_are_not_covered() -> None:
    kept_out = (Period(date(2022, 3, 9), date(2022, 3, 10)),)
    assert covered(WEEKS[0], ALL, kept_out) == Covered(5, True)


def test_a_period_without_reports_stands_there_with_none() -> None:
    found = trends((tally(WEEKS[0], 4),), WEEKS, ALL)
    assert [one.tally.surely for one in found] == [4, 0]
    assert found[1].word == "fewer reported"


def moment(name: str, hour: int, hours: int = 1, group: str = "valley") -> Moment:
    start = datetime(2022, 3, 1, tzinfo=UTC) + timedelta(hours=hour)
    return Moment(name, start, start + timedelta(hours=hours), (group,))


def test_an_episode_goes_on_as_long_as_the_longest_of_its_incidents() -> None:
    moments = [moment("a", 0, 40), moment("b", 1), moment("c", 50), moment("d", 80)]
    found = episodes(moments, timedelta(hours=24))
    assert [one.incidents for one in found] == [("a", "b", "c"), ("d",)]
    assert found[0].ends == moments[2].ends


def test_episodes_do_not_hang_on_the_order_and_are_apart_by_group() -> None:
    moments = [moment("a", 0), moment("b", 2, group="north"), moment("c", 3)]
    found = episodes(moments, timedelta(hours=24))
    assert found == episodes(moments[::-1], timedelta(hours=24))
    assert [one.group for one in found] == [("valley",), ("north",)]


def test_a_change_of_level_is_found_where_it_is_and_told_with_its_coverage() -> None:
    days = periods_between(date(2022, 3, 1), date(2022, 3, 20), "day")
    counts = [20, 24, 19, 22, 21, 23, 20, 22, 21, 20, 3, 2, 4, 3, 2, 5, 3, 2, 3, 4]
    whole = [Covered(1, True)] * 20
    (found,) = change_points(counts, days, whole)
    assert found.period.first == date(2022, 3, 11)
    assert found.before > 20 and found.after < 5 and not found.coverage_changed
    fewer = [Covered(1, True)] * 10 + [Covered(0, True)] * 10
    (found,) = change_points(counts, days, fewer)
    assert found.coverage_changed


def test_of_a_steady_or_short_series_no_change_is_told() -> None:
    days = periods_between(date(2022, 3, 1), date(2022, 3, 20), "day")
    assert change_points([5, 6, 5, 4] * 5, days, [Covered(1, True)] * 20) == ()
    assert change_points([9, 0, 9], days[:3], [Covered(1, True)] * 3) == ()


def test_a_chart_says_in_words_what_it_shows() -> None:
    found = trends((tally(WEEKS[0], 4, 6), tally(WEEKS[1], 9)), WEEKS, FEWER_DAYS)
    picture = ET.fromstring(chart("Attacks <in> the valley", found))
    told = picture.find("{http://www.w3.org/2000/svg}desc")
    assert told is not None and told.text is not None
    assert "Most reported from 2022-03-14: 9." in told.text
    assert "In one period it did not cover every day" in told.text
