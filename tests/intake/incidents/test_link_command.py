"""`servanda incidents link`, `join`, `part`: entries are only added, the later holds, and what
somebody else wrote into the file is read with care."""

import csv
import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from servanda.cli.application import application
from servanda.intake.incidents.links import LONGEST_LINE, Link, add_links, joined, read_links
from servanda.intake.incidents.store import StoreError

LABELLED = Path(__file__).parent / "labelled-alerts.csv"
ALERTS = """
name = "alerts"
id = ["id"]

[time]
starts = "starts"
ends = "ends"
zone = "UTC"
precision = { default = "instant" }

[kind]
value = "alert"

[place]
names = ["place"]
"""


def servanda(*arguments: str) -> Result:
    return CliRunner().invoke(application, ["incidents", *arguments])


def answer(*arguments: str) -> Any:
    result = servanda(*arguments, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The labelled alerts of three regions, held as two sources."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    (tmp_path / "alerts.toml").write_text(ALERTS, encoding="utf-8")
    with LABELLED.open(encoding="utf-8", newline="") as file:
        rows = [
            row
            for row in csv.DictReader(file)
            if row["place"].startswith(("Sumska", "Kharkivska", "Rivnenska"))
        ]
    for source in ("official", "volunteer"):
        lines = [
            ",".join((row["id"], row["starts"], row["ends"], row["place"]))
            for row in rows
            if row["source"] == source
        ]
        text = "\n".join(("id,starts,ends,place", *lines)) + "\n"
        (tmp_path / "table.csv").write_text(text, encoding="utf-8")
        done = servanda("import", "table.csv", "--as", "alerts.toml", "--source", source)
        assert done.exit_code == 0, done.output
    return tmp_path


def links_of(here: Path) -> Path:
    return here / "incidents" / "links.jsonl"


def test_linking_again_changes_not_a_byte(here: Path) -> None:
    first = answer("link", "official", "volunteer")
    assert first["new"] == first["held"] > 10
    written = links_of(here).read_bytes()
    again = answer("link", "volunteer", "official")
    assert (again["new"], again["spoken_of"], again["held"]) == (0, first["new"], first["held"])
    assert links_of(here).read_bytes() == written


def test_a_name_with_a_hyphen_is_as_good_as_another(here: Path) -> None:
    held = answer("link", "official", "volunteer")["held"]
    (here / "incidents" / "volunteer").rename(here / "incidents" / "a-select-1")
    assert answer("link", "official", "a-select-1")["held"] == held


def test_a_source_of_counts_or_of_another_time_has_no_partner(here: Path) -> None:
    rows = "".join(f"{n},2001-03-01T1{n}:00,2001-03-01T1{n}:30,Far away\n" for n in range(9))
    (here / "table.csv").write_text(f"id,starts,ends,place\n{rows}", encoding="utf-8")
    servanda("import", "table.csv", "--as", "alerts.toml", "--source", "far-away")
    assert answer("link", "official", "far-away")["held"] == 0


@pytest.mark.parametrize("hour", ["10", "23"])
def test_of_two_or_three_incidents_little_can_be_learnt(here: Path, hour: str) -> None:
    """The same place on the same day, in the same hour and in another: no error."""
    for source, at in (("one", "10:05"), ("other", f"{hour}:06")):
        days = ("2025-03-01", "2025-03-02")
        rows = "".join(f"{day},{day}T{at},{day}T23:30,Hill\n" for day in days)
        (here / "table.csv").write_text(f"id,starts,ends,place\n{rows}", encoding="utf-8")
        servanda("import", "table.csv", "--as", "alerts.toml", "--source", source)
    assert answer("link", "one", "other")["held"] in (0, 1, 2)


def test_a_pair_that_was_parted_stays_so_and_can_be_joined_again(here: Path) -> None:
    held = answer("link", "official", "volunteer")["held"]
    before = links_of(here).read_bytes()
    link = read_links(here)[0]
    parted = servanda("part", link.second, link.first, "--because", "another region was meant")
    assert parted.exit_code == 0 and "two events" in parted.output
    again = answer("link", "official", "volunteer")
    assert (again["new"], again["held"]) == (0, held - 1)
    servanda("join", link.first, link.second, "--because", "it was the same after all")
    assert len(joined(read_links(here), "official", "volunteer")) == held
    assert links_of(here).read_bytes().startswith(before), "entries are only added"


def test_why_a_pair_is_linked_is_told(here: Path) -> None:
    answer("link", "official", "volunteer")
    link = read_links(here)[0]
    row = link.first.partition("/")[2]
    told = " ".join(servanda("link", "official", "volunteer", "--explain", row).output.split())
    assert "because they begin" in told and "probability" in told
    servanda("part", link.first, link.second, "--because", "no")
    entries = answer("link", "official", "volunteer", "--explain", link.first)["entries"]
    assert [one["holds"] for one in entries] == [False, True]
    nothing = servanda("link", "official", "volunteer", "--explain", "official/none")
    assert nothing.exit_code == 0 and "No entry speaks" in nothing.output


def test_what_a_person_joined_keeps_its_partner(here: Path) -> None:
    answer("link", "official", "volunteer")
    one, other = read_links(here)[:2]
    links_of(here).unlink()
    servanda("join", one.first, other.second, "--because", "read in both accounts")
    again = answer("link", "official", "volunteer")
    assert again["taken"] == 2
    pairs = {link.pair for link in joined(read_links(here), "official", "volunteer")}
    assert one.pair not in pairs and other.pair not in pairs


def test_the_same_word_twice_is_one_entry(here: Path) -> None:
    answer("link", "official", "volunteer")
    link = read_links(here)[0]
    for _ in range(2):
        servanda("part", link.first, link.second, "--because", "no")
    assert sum(not one.same for one in read_links(here)) == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["join", "official/x", "volunteer/y", "--because", "z"], "no incident `official/x`"),
        (["join", "official", "volunteer/y", "--because", "z"], "name it as source/id"),
        (["join", "../a/b", "volunteer/y", "--because", "z"], "name it as source/id"),
        (["part", "oficial/x", "volunteer/y", "--because", "z"], "did you mean `official`?"),
        (["part", "official/x", "official/x", "--because", "z"], "same incident"),
        (["part", "official/x", "volunteer/y", "--because", " "], "say why"),
        (["link", "official", "official"], "name two sources"),
        (["link", "official", "volunteer", "--threshold", "2"], "not in the range"),
        (["count", "official", "--episodes", "nan"], "number of hours"),
        (["link", "official", "volunteer", "--threshold", "nan"], "--threshold"),
    ],
)
def test_what_cannot_be_is_told(here: Path, arguments: list[str], words: str) -> None:
    result = servanda(*arguments)
    assert (result.exit_code, words in " ".join(result.output.split())) == (2, True), result.output
    assert not links_of(here).exists()


ENTRY = {
    "first": "official/1", "second": "volunteer/2", "same": True, "because": ["x"],
    "probability": 0.9, "made": "2025-03-01T00:00:00+00:00",
}  # fmt: skip


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('{"first": ', "no JSON"),
        ("[" * 15_000, "no JSON"),
        ("[]", "exactly"),
        (json.dumps(ENTRY | {"more": 1}), "exactly"),
        (json.dumps(ENTRY | {"first": "../../etc/passwd"}), "source/id"),
        (json.dumps(ENTRY | {"first": "official/\ud800"}), "source/id"),
        (json.dumps(ENTRY | {"first": "volunteer/2"}), "not linked with itself"),
        (json.dumps(ENTRY | {"same": 1}), "true or false"),
        (json.dumps(ENTRY | {"because": "x"}), "list of at most"),
        (json.dumps(ENTRY | {"because": [1]}), "list of at most"),
        (json.dumps(ENTRY | {"probability": 2}), "from 0 to 1"),
        (json.dumps(ENTRY | {"probability": True}), "from 0 to 1"),
        (json.dumps(ENTRY).replace("0.9", "NaN"), "no JSON"),
        (json.dumps(ENTRY | {"made": "2025-03-01T00:00:00"}), "with its zone"),
        ("x" * (LONGEST_LINE + 5), "longer than"),
    ],
)
def test_a_damaged_line_is_named_and_nothing_is_added(here: Path, line: str, words: str) -> None:
    links_of(here).write_text(f"{json.dumps(ENTRY)}\n{line}\n", encoding="utf-8")
    written = links_of(here).read_bytes()
    for command in ("link", "compare"):
        result = servanda(command, "official", "volunteer")
        told = " ".join(result.output.split())
        assert (result.exit_code, "line 2" in told, words in told) == (1, True, True), told
    assert links_of(here).read_bytes() == written


def test_a_file_that_is_no_plain_file_or_no_text_is_refused(here: Path) -> None:
    links_of(here).write_bytes(b"\xff\xfe\n")
    assert "is not UTF-8" in servanda("link", "official", "volunteer").output
    links_of(here).unlink()
    (here / "elsewhere").write_text("", encoding="utf-8")
    links_of(here).symlink_to(here / "elsewhere")
    result = servanda("link", "official", "volunteer")
    assert result.exit_code == 1 and "no plain file" in result.output
    assert (here / "elsewhere").read_text(encoding="utf-8") == ""


def test_a_link_with_an_incident_that_has_gone_counts_nothing(here: Path) -> None:
    links_of(here).write_text(json.dumps(ENTRY), encoding="utf-8")
    assert answer("compare", "official", "volunteer")["links"] == 0
    held = answer("link", "official", "volunteer")
    assert held["new"] == len(read_links(here)) - 1, "an unfinished line is ended first"


def test_what_could_not_be_read_again_is_not_written(here: Path) -> None:
    made = datetime(2025, 3, 1, tzinfo=UTC)
    good = Link("official/1", "volunteer/2", True, ("x",), None, made)
    with pytest.raises(StoreError, match="nothing was written"):
        add_links(here, [good, replace(good, second="volunteer/" + "x" * 3_000)])
    assert not links_of(here).exists()


def test_words_of_others_move_no_cursor(here: Path) -> None:
    odd = json.dumps(ENTRY | {"because": ["\x1b[2Jx"]})
    links_of(here).write_text(odd + "\n", encoding="utf-8")
    told = servanda("link", "official", "volunteer", "--explain", "1").output
    assert "one event" in told and "\x1b" not in told
