"""Files of revisions: what a figure was as known, against a plain replay; and what is refused."""

import json
from datetime import date, datetime
from pathlib import Path
from random import Random
from typing import Any

import pytest

from servanda.intake import revisions
from servanda.intake.revisions import read_revisions
from servanda.record.figures import Figures, Malformed

SAMPLE = Path(__file__).with_name("revisions_sample.jsonl")
SHARED = ("casualties_daily_revisions.jsonl", "west_bank_daily_revisions.jsonl")
PAIRS = 1_000


def figures(data: bytes) -> Figures:
    found = read_revisions(data)
    assert isinstance(found, Figures), found
    return found


def replayed(lines: list[dict[str, Any]], field: str, day: str, known: int) -> float | None:
    """The file read from its first line to its last, each entry that was recorded by then put in
    place of what stood there."""
    name, _, part = field.partition(".")
    held = None
    for line in lines:
        is_known = datetime.fromisoformat(line["recorded_at"]).timestamp() <= known
        if (line["field"], line["report_date"]) == (name, day) and is_known:
            held = line["new"]
    if part:
        held = held.get(part) if isinstance(held, dict) else None
    return held if isinstance(held, int | float) else None


def check_pairs(data: bytes, seed: int) -> int:
    """A thousand figures at dates drawn at random, some of them the very instants of revision; how
    many had a number."""
    lines = [json.loads(line) for line in data.splitlines()]
    by_figure: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for line in lines:
        by_figure.setdefault((line["field"], line["report_date"]), []).append(line)
    found, chance, told = figures(data), Random(seed), 0
    named = [(field, day) for field, days in sorted(found.fields.items()) for day in days]
    moments = [int(datetime.fromisoformat(line["recorded_at"]).timestamp()) for line in lines]
    for _ in range(PAIRS):
        field, day = chance.choice(named)
        near = chance.choice(found.fields[field][day].steps)[0]
        known = chance.choice((near - 1, near, chance.randint(min(moments), max(moments))))
        held = by_figure[field.partition(".")[0], day.isoformat()]
        value = found.value(field, day, known)
        assert value == replayed(held, field, day.isoformat(), known), (field, day, known)
        told += value is not None
    return told


def test_a_thousand_figures_of_the_sample_are_as_a_replay_has_them() -> None:
    assert check_pairs(SAMPLE.read_bytes(), 1) > PAIRS / 3


@pytest.mark.parametrize("name", SHARED)
def test_a_thousand_figures_of_the_shared_series_are_as_a_replay_has_them(
    shared: Path, name: str
) -> None:
    file = shared / "data" / "gaza_t4p" / name
    if not file.is_file():
        pytest.skip(f"{file.name} is not among the shared material")
    assert check_pairs(file.read_bytes(), 2) > PAIRS / 3


def test_lines_out_of_order_keep_the_order_of_the_file() -> None:
    """A chance order of the sample's lines: a later line overrules, from when it was recorded."""
    lines = SAMPLE.read_bytes().splitlines()
    Random(3).shuffle(lines)
    assert check_pairs(b"\n".join(lines), 4) > PAIRS / 3


def test_every_revision_is_kept() -> None:
    found = figures(SAMPLE.read_bytes())
    figure = found.fields["killed"][date(2025, 10, 19)]
    assert [(one.old, one.new) for one in figure.revisions] == [(None, 18), (18, 43)]
    assert "report_source" not in found.fields, "a text is no count"


def test_an_object_holds_counts_of_its_own() -> None:
    first = line(old=None, new={"killed": 3, "note": "so"})
    second = line(recorded_at="2025-10-21T00:00:00Z", old={"killed": 3}, new={"injured": 1})
    found = figures(first + second)
    assert set(found.fields) == {"killed.killed", "killed.injured"}
    day, late = date(2025, 10, 19), 2_000_000_000
    assert found.value("killed.killed", day, late) is None
    assert found.value("killed.injured", day, late) == 1


# --- What is refused -------------------------------------------------------------------------


def line(**changed: Any) -> bytes:
    entry = {"recorded_at": "2025-10-20T09:54:15-04:00", "report_date": "2025-10-19",
             "field": "killed", "old": 18, "new": 43} | changed  # fmt: skip
    return json.dumps(entry).encode() + b"\n"


def without(key: str) -> bytes:
    entry = json.loads(line())
    del entry[key]
    return json.dumps(entry).encode()


HOSTILE = [
    (b"not json", "no JSON"),
    (b"{", "no JSON"),
    (b"[1, 2]", "no JSON object"),
    (b'"text"', "no JSON object"),
    (b"\xff\xfe", "UTF-8"),
    (b"[" * 15_000, "no JSON"),
    (b'{"a": ' * 3_000, "no JSON"),
    (line(new=0).replace(b"0}", b"NaN}"), "no JSON"),
    (line(new=0).replace(b"0}", b"1e999}"), "beyond every count"),
    (line(new=0).replace(b"0}", b"9" * 4_000 + b"}"), "beyond every count"),
    (line(new=0).replace(b"0}", b"9" * 6_000 + b"}"), "no JSON"),
    (line(new=-1e13), "beyond every count"),
    (line(new=True), "no count"),
    (line(new=[1]), "no count"),
    (line(new={"a": [1]}), "no count"),
    (line(new={"a": {"b": 1}}), "no count"),
    (line(new={str(n): n for n in range(101)}), "more than 100"),
    (line(field=7), "`field`"),
    (line(field=""), "`field`"),
    (line(field="x" * 101), "`field`"),
    (line(field="\ud800"), "`field`"),
    (line(field="a\nb"), "`field`"),
    (line(report_date="19.10.2025"), "`report_date`"),
    (line(report_date=20251019), "`report_date`"),
    (line(report_date="2025-02-30"), "`report_date`"),
    (line(recorded_at="yesterday"), "`recorded_at`"),
    (line(recorded_at="2025-10-20T09:54:15"), "zone"),
    (line(recorded_at=None), "`recorded_at`"),
    (line(note="x" * 30_000), "bytes"),
    *((without(key), f"`{key}` is missing") for key in revisions.KEYS),
]  # fmt: skip


@pytest.mark.parametrize(("bad", "told"), HOSTILE)
def test_what_is_no_revision_is_refused_with_its_line(bad: bytes, told: str) -> None:
    found = read_revisions(line() + b"\n" + bad)
    assert isinstance(found, Malformed)
    assert found.line == 3
    assert told in found.message
    assert found.hint


def test_a_file_beyond_measure_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(revisions, "MOST_REVISIONS", 2)
    found = read_revisions(line() * 3)
    assert isinstance(found, Malformed) and found.line == 3
    monkeypatch.setattr(revisions, "LARGEST_FILE", 100)
    found = read_revisions(line() * 3)
    assert isinstance(found, Malformed) and found.line == 0


def test_an_empty_file_has_no_figures() -> None:
    assert figures(b"\n\n").fields == {}
