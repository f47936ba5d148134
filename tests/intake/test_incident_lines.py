"""Files of incidents: what is written is read back; anything else is refused with its line."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from servanda.intake.incident_lines import incident_lines, read_incident_lines
from servanda.record.figures import Malformed
from servanda.record.incident_rows import IncidentRow
from servanda.record.model import Toll
from servanda.values.instant import NEVER, Interval
from servanda.values.quantity import Range

START = (
    b'{"id": "a-1", "kind": "clash", "starts": "2026-01-12T00:00:00+00:00",'
    b' "ends": "2026-01-13T00:00:00+00:00", "known_from": "2026-02-01T00:00:00+00:00"'
)
words = some.none() | some.text(some.characters(codec="utf-8"), min_size=1, max_size=20).filter(
    str.isprintable
)
instants = some.integers(0, 2_000_000_000)


@some.composite
def tolls(draw: some.DrawFn) -> Toll | None:
    low, best, high = sorted(draw(some.tuples(*[some.integers(0, 99)] * 3)))
    return draw(some.sampled_from([None, Toll(Range(low, high)), Toll(Range(low, high), best)]))


@some.composite
def rows(draw: some.DrawFn) -> IncidentRow:
    start, known = draw(instants), draw(instants)
    return IncidentRow(
        id=draw(some.from_regex(r"[a-z0-9][a-z0-9-]{0,20}", fullmatch=True)),
        kind="clash",
        when=Interval(start, start + draw(some.integers(1, 10**6))),
        by=draw(words),
        against=draw(words),
        place=draw(words),
        areas=draw(some.frozensets(some.sampled_from(["north-zone", "valley"]))),
        killed=draw(tolls()),
        injured=draw(tolls()),
        known_from=known,
        known_to=draw(some.sampled_from([NEVER, known + 5])),
    )


@given(some.lists(rows(), max_size=5, unique_by=lambda row: row.id))
def test_what_is_written_is_read_back(given_rows: list[IncidentRow]) -> None:
    written = incident_lines(given_rows)
    read = read_incident_lines(written)
    assert read == tuple(sorted(given_rows, key=lambda row: row.id))
    assert incident_lines(given_rows[::-1]) == written


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (b"[]", "no JSON object"),
        (b'{"id": 1}', "is missing"),
        (START.replace(b"a-1", b"A 1") + b"}", "no name"),
        (START.replace(b"-13T", b"-11T") + b"}", "ends before it begins"),
        (START.replace(b"+00:00", b"", 1) + b"}", "in which zone"),
        (START + b', "killed": {"low": 3, "high": 2}}', "contradict"),
        (START + b', "killed": {"low": 1.5, "high": 2}}', "not counted in"),
        (START + b', "killed": {"low": NaN, "high": 2}}', "no JSON"),
        (START + b', "areas": ["Valley Floor"]}', "no name of an area"),
        (START + b', "place": "' + b"x" * 600 + b'"}', "at most 500"),
        (START + b', "killed_low": 2}', "`killed_low` is no key"),
        (START + b"}", "same instant as in line 1"),
        (START + b', "killed": {"low": 1, "high": 2}}', "same instant as in line 1"),
        (b"\xff\xfe", "UTF-8"),
    ],
)
def test_what_is_no_incident_is_refused_with_its_line(line: bytes, message: str) -> None:
    read = read_incident_lines(START + b"}\n" + line + b"\n")
    assert isinstance(read, Malformed)
    assert read.line == 2 and message in read.message
