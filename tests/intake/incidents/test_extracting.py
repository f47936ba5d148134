"""`servanda incidents extract`: from a table to a verdict, with every row accounted for."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as some

from servanda.cli.application import application
from servanda.intake.incident_lines import NAME, read_incident_lines
from servanda.intake.incidents.extracting import safe_names
from servanda.intake.incidents.opened import open_incidents
from servanda.record.figures import Malformed
from servanda.record.incident_rows import IncidentRow
from servanda.values.instant import NEVER
from tests.intake.incidents.test_areas import file, square
from tests.small_truce import AGREED

COLUMNS = (
    "id,type_of_violence,date_start,date_end,date_prec,where_prec,where_coordinates,latitude,"
    "longitude,country,side_a,side_b,low,best,high"
)
# 1 in the valley; 2 known only to the province; 3 beyond it; 4 on a later day; 5 by one side on
# people who bear no arms.
EVENTS = (
    "1,1,2026-01-12,2026-01-12,1,1,Ford,48.5,38.5,Nowhere,North,South,1,2,4",
    "2,1,2026-01-13,2026-01-13,1,4,Province,48.5,38.5,Nowhere,North,South,1,1,1",
    "3,1,2026-01-14,2026-01-14,1,1,Hill,52.5,38.5,Nowhere,North,South,1,1,1",
    "4,1,2026-02-20,2026-02-20,1,1,Ford,48.5,38.5,Nowhere,North,South,0,0,1",
    "5,3,2026-01-15,2026-01-15,1,1,Ford,48.5,38.5,Nowhere,North,civilians,3,3,3",
)
RECORD = """
```servanda
source coders "a public data set"
report U "Events"
  by coders
  on 2026-03-01
incidents "rows.jsonl" of "state-based"
  unknown persons attack outposts in valley
  by "North"
```
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "agreement.md").write_text(AGREED)
    (tmp_path / "areas.geojson").write_bytes(file(square("valley", 38.0, 48.0)))
    imported("2026-03-02", EVENTS)
    return tmp_path


def servanda(*arguments: str) -> Result:
    return CliRunner().invoke(application, arguments)


def imported(known: str, events: Sequence[str], *more: str, code: int = 0) -> str:
    Path("ged.csv").write_text("\n".join((COLUMNS, *events)) + "\n")
    ordered = ("--as", "ucdp-ged", "--source", "ucdp", "--known", known, "--complete", "--yes")
    result = servanda("incidents", "import", "ged.csv", *ordered, *more)
    assert result.exit_code == code, result.output
    return " ".join(result.output.split())


def extracted(*arguments: str, code: int = 0) -> str:
    result = servanda("incidents", "extract", "ucdp", "-o", "rows.jsonl", *arguments)
    assert result.exit_code == code, result.output
    return " ".join(result.output.split())


def rows() -> tuple[IncidentRow, ...]:
    found = read_incident_lines(Path("rows.jsonl").read_bytes())
    assert not isinstance(found, Malformed), found
    return found


def names() -> list[str]:
    return [row.id for row in rows()]


def test_every_row_is_written_or_left_out_with_its_reason(here: Path) -> None:
    told = extracted("--kind", "state-based", "--area", "valley", "--to", "2026-01-31")
    assert names() == ["ucdp-1"]
    assert "5 rows held, versions each, which are 1 written, of 1 incidents 4 left out" in told
    assert "1 other-days" in told and "1 other-kind" in told and "2 not-in-area" in told
    assert "1 of the rows name two sides" in told and "unknown persons" in told


def test_a_row_has_its_sides_numbers_and_areas(here: Path) -> None:
    extracted()
    first, last = rows()[0], rows()[-1]
    assert (first.by, first.against, first.place) == ("North", "South", "Ford")
    assert first.areas == {"valley"} and first.killed is not None
    assert (first.killed.number.low, first.killed.best, first.killed.number.high) == (1, 2, 4)
    assert (last.kind, last.by, last.against) == ("one-sided", "North", "civilians")
    assert rows()[1].areas == frozenset(), "known only to the province"


def test_it_comes_to_a_verdict_by_its_rows(here: Path) -> None:
    extracted()
    Path("record.md").write_text(RECORD)
    checked = servanda("check", ".")
    assert checked.exit_code == 0, checked.output
    told = servanda("explain", ".", "truce", "--at", "2026-02-01").output
    assert "author not named" in told
    assert "ucdp-1" in told and "ucdp-2" not in told and "ucdp-4" not in told


def test_what_an_export_corrects_and_takes_back_stays_known_as_it_was(here: Path) -> None:
    corrected = EVENTS[0].replace(",1,2,4", ",2,3,4")
    imported("2026-04-02", (corrected, *EVENTS[2:]))
    extracted()
    first, second, gone = (row for row in rows() if row.id in ("ucdp-1", "ucdp-2"))
    assert first.known_to == second.known_from and second.known_to == NEVER
    assert gone.id == "ucdp-2" and gone.known_to == second.known_from
    told = json.loads(extracted("--json"))
    assert (told["held"], told["written"], told["incidents"]) == (6, 6, 5)


def test_the_same_store_gives_the_same_bytes(here: Path) -> None:
    extracted()
    first = Path("rows.jsonl").read_bytes()
    extracted()
    assert Path("rows.jsonl").read_bytes() == first


def test_days_are_those_of_the_agreement(here: Path) -> None:
    """The days of the source are in UTC: two hours of each lie in the next of Kyiv."""
    extracted("--from", "2026-01-13", "--to", "2026-01-13")
    assert names() == ["ucdp-1", "ucdp-2"]
    (here / "agreement.md").unlink()
    extracted("--from", "2026-01-13", "--to", "2026-01-13")
    assert names() == ["ucdp-2"]


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["ucpd", "-o", "x.jsonl"], 1, "did you mean `ucdp`?"),
        (["../ucdp", "-o", "x.jsonl"], 1, "no name of a source"),
        (["ucdp", "-o", "x.json"], 2, "does not end in .jsonl"),
        (["ucdp", "-o", "x.jsonl", "--from", "May"], 2, "no date"),
        (["ucdp", "-o", "x.jsonl", "--kind", "storm"], 1, "5 other-kind"),
        (["ucdp", "-o", "x.jsonl", "--by", "South"], 1, "5 other-side"),
        (["ucdp", "-o", "x.jsonl", "--action", "shell"], 1, "5 other-action"),
    ],
)
def test_what_cannot_be_is_told(here: Path, arguments: list[str], code: int, words: str) -> None:
    result = servanda("incidents", "extract", *arguments)
    assert (result.exit_code, words in " ".join(result.output.split())) == (code, True), (
        result.output
    )
    assert not list(here.glob("x.json*"))


def test_counts_are_no_events(here: Path) -> None:
    (here / "counts.toml").write_text(
        'name = "counts"\n[time]\nstarts = "Date"\nformats = ["%Y-%m-%d"]\nzone = "UTC"\n'
        '[counts.Killed]\noutcome = "killed"\n'
    )
    (here / "counts.csv").write_text("Date,Killed\n2026-01-12,4\n")
    result = servanda("incidents", "import", "counts.csv", "--as", "counts.toml")
    assert result.exit_code == 0, result.output
    refused = servanda("incidents", "extract", "counts", "-o", "x.jsonl")
    assert refused.exit_code == 1 and "1 a-count" in refused.output


# --- Areas ---------------------------------------------------------------------------------------


def test_an_area_that_the_agreement_does_not_have_is_told(here: Path) -> None:
    (here / "other.geojson").write_bytes(file(square("vale", 38.0, 48.0)))
    told = imported("2026-04-02", EVENTS, "--areas", "other.geojson", code=1)
    assert "other.geojson: the agreement has no area `vale`" in told and "`valley`" in told


def test_without_areas_no_place_lies_in_one(here: Path) -> None:
    (here / "areas.geojson").unlink()
    imported("2026-04-02", EVENTS)
    extracted("--area", "valley")
    assert all(row.known_to != NEVER for row in rows()), "what was placed is taken back"


# --- What the agreement knows -------------------------------------------------------------------


def test_an_action_is_the_agreements(here: Path) -> None:
    """UCDP's kinds are attacks, where an agreement speaks of attacks."""
    extracted("--action", "attack")
    assert len(rows()) == 5
    Path("agreement.md").write_text(AGREED.replace("attack", "raid"))
    imported("2026-04-02", EVENTS)
    told = extracted("--action", "attack")
    assert all(row.known_to != NEVER for row in rows()) and "5 other-action" in told


def test_an_actor_is_found_where_the_source_says_who_did_it(here: Path) -> None:
    Path("actors.toml").write_text('[[actor]]\nname = "north"\naliases = ["North"]\n')
    imported("2026-04-02", EVENTS)
    held = open_incidents(here).order_by("id").to_pyarrow().to_pylist()
    assert [row["actor"] for row in held] == [None, None, None, None, "north"]


def test_an_actor_that_nobody_knows_is_told(here: Path) -> None:
    Path("actors.toml").write_text('[[actor]]\nname = "army"\nparent = "nroth"\n')
    told = imported("2026-04-02", EVENTS, code=1)
    assert "actors.toml: `army` has a parent `nroth`" in told and "did you mean `north`?" in told


# --- Names ---------------------------------------------------------------------------------------


def test_names_keep_what_they_can() -> None:
    made = safe_names("acled", ["UKR12", "7", "7#2", "Ä", "abc", "ABC"])
    assert (made["UKR12"], made["7"]) == ("acled-ukr12", "acled-7")
    assert made["7#2"].startswith("acled-7-2-") and made["abc"] != made["ABC"]


@given(some.lists(some.text(max_size=120), unique=True, max_size=8))
def test_names_are_safe_and_different(ids: list[str]) -> None:
    made = safe_names("s", ids)
    assert len(set(made.values())) == len(ids)
    assert all(NAME.fullmatch(name) for name in made.values())
