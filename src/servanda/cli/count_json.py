"""What `servanda incidents count` and `compare` say as JSON."""

from collections.abc import Sequence

from servanda.cli.count_words import notes
from servanda.cli.counting import Answer, Question
from servanda.intake.incidents.counting import Group, People, Period
from servanda.intake.incidents.trend import Trend
from servanda.publish.answer_json import JsonObject

SCHEMA = "servanda/incidents-count/1"


def counts_json(found: Sequence[Answer], question: Question) -> JsonObject:
    return {
        "schema": SCHEMA,
        "each": question.each,
        "by": list(question.groups),
        "known": question.known.isoformat() if question.known else None,
        "sources": [_source_json(answer) for answer in found],
    }


def _source_json(answer: Answer) -> JsonObject:
    told = answer.told
    shown: JsonObject = {
        "source": told.asking.source,
        "zone": told.zone,
        "coverage_by": answer.watch.body,
        "coverage_entries": list(answer.watch.entries),
        "events": [
            trend_json(one, told.asking.groups)
            | {"killed": people_json(one.tally.killed), "injured": people_json(one.tally.injured)}
            for one in answer.events
        ],
        "counts": [
            trend_json(one, told.count_groups) | {"counted": told.counted[one.tally.group[0]]}
            for one in answer.counts
        ],
        "running_totals": list(told.running),
        "notes": list(notes(answer)),
    }
    if answer.episodes is not None:
        shown["episodes"] = [
            {
                "starts": one.starts.isoformat(), "ends": one.ends.isoformat(),
                "place": one.group[0], "kind": one.group[1], "actor": one.group[2],
                "incidents": list(one.incidents),
            }
            for one in answer.episodes
        ]  # fmt: skip
    if answer.changes is not None:
        shown["changes"] = [
            {
                "group": list(group), "from": point.period.first.isoformat(),
                "before": round(point.before, 2), "after": round(point.after, 2),
                "coverage_changed": point.coverage_changed,
            }
            for group, point in answer.changes
        ]  # fmt: skip
    return shown


def trend_json(trend: Trend, groups: Sequence[Group]) -> JsonObject:
    tally, coverage = trend.tally, trend.coverage
    return {
        **period_json(tally.period),
        "group": dict(zip(groups, tally.group, strict=True)),
        "surely": tally.surely,
        "possibly": tally.possibly,
        "days": tally.period.days,
        "days_covered": coverage.days if coverage.is_recorded else None,
        "against_before": trend.word,
        "not_compared": trend.without,
    }


def period_json(period: Period) -> JsonObject:
    return {"first": period.first.isoformat(), "last": period.last.isoformat()}


def people_json(people: People) -> JsonObject:
    """`high` and `best` only where every incident tells a number."""
    is_whole = not people.unsaid
    return {
        "low": people.low,
        "high": people.high if is_whole else None,
        "best": people.best if is_whole else None,
        "unsaid": people.unsaid,
    }
