"""`servanda incidents`: what it says, as words and as JSON, and with which exit code it leaves."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from servanda.cli.application import application
from servanda.cli.incident_knowledge import digest_of, knowledge_in
from servanda.intake.incidents.importing import Order, Progress, import_incidents
from tests.intake.incidents.desk import FIRST_DAY, HEADER, MONITORS, mapping_of


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "monitors.toml").write_text(MONITORS, encoding="utf-8")
    rows = "1,01.03.2025,mine,North,0,2\n2,soon,mine,South,1,1\n3,03.03.2025,mine,East,0,0\n"
    (tmp_path / "table.csv").write_text(HEADER + rows, encoding="utf-8")
    return tmp_path


def servanda(*arguments: str) -> Result:
    return CliRunner().invoke(application, ["incidents", *arguments])


def test_the_summary_accounts_for_every_row(here: Path) -> None:
    result = servanda("import", "table.csv", "--as", "monitors.toml", "--known", "2025-03-09")
    assert result.exit_code == 0, result.output
    told = " ".join(result.output.split())
    assert "3 rows read, which are 2 accepted 0 unchanged 1 quarantined" in told
    assert "1 unreadable-time: its time is in none of the mapping's formats" in told
    assert (here / "incidents" / "monitors" / "state.json").exists()


def test_the_same_as_json(here: Path) -> None:
    ordered = ("import", "table.csv", "--as", "monitors.toml", "--known", "2025-03-09", "--json")
    first, again = (json.loads(servanda(*ordered).output) for _ in range(2))
    assert first["read"] == first["accepted"] + first["unchanged"] + first["quarantined"] == 3
    assert (again["accepted"], again["unchanged"]) == (0, 2)
    assert first["schema"] == "servanda/incidents/1"


def test_a_complete_export_without_most_rows_asks_first(here: Path) -> None:
    ordered = ("--as", "monitors.toml", "--complete")
    servanda("import", "table.csv", *ordered)
    (here / "table.csv").write_text(HEADER + "9,01.03.2025,mine,North,0,0\n", encoding="utf-8")
    refused = servanda("import", "table.csv", *ordered)
    assert refused.exit_code == 1
    assert "--yes" in refused.output
    assert servanda("import", "table.csv", *ordered, "--yes").exit_code == 0


def test_an_older_export_without_a_date_is_refused_with_what_to_do(here: Path) -> None:
    older = (here / "table.csv").read_text(encoding="utf-8")
    newer = older.replace("East,0,0", "East,4,4")
    for text in (older, newer):
        (here / "table.csv").write_text(text, encoding="utf-8")
        assert servanda("import", "table.csv", "--as", "monitors.toml").exit_code == 0
    (here / "table.csv").write_text(older, encoding="utf-8")
    refused = servanda("import", "table.csv", "--as", "monitors.toml")
    assert refused.exit_code == 1
    told = " ".join(refused.output.split())
    assert "1 row would say again what was corrected or gone since, so this looks older" in told
    assert "--known 2025-10-14" in told
    late = servanda("import", "table.csv", "--as", "monitors.toml", "--known", "2025-03-09")
    assert late.exit_code == 1
    assert "later than this one" in late.output


def test_what_is_wrong_with_a_mapping_is_a_diagnostic(here: Path) -> None:
    (here / "monitors.toml").write_text(MONITORS.replace("zone", "zome"), encoding="utf-8")
    result = servanda("import", "table.csv", "--as", "monitors.toml")
    assert result.exit_code == 1
    assert "monitors.toml:8:1: error[unknown-mapping-word]" in result.output
    assert "did you mean `zone`?" in result.output


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["--as", "ucdp"], 2, "did you mean `ucdp-ged`?"),
        (["--as", "sigacts"], 1, "is missing"),
        (["--as", "monitors.toml", "--zone", "Kiev"], 2, "no time zone"),
        (["--as", "monitors.toml", "--known", "March"], 2, "no date"),
        (["--as", "monitors.toml", "--source", "../x"], 1, "no name of a source"),
        (["--as", "monitors.toml", "--encoding", "utf-9"], 1, "no encoding"),
    ],
)
def test_what_cannot_be_is_told(here: Path, arguments: list[str], code: int, words: str) -> None:
    result = servanda("import", "table.csv", *arguments)
    assert (result.exit_code, words in " ".join(result.output.split())) == (code, True), (
        result.output
    )
    assert not (here / "incidents" / "monitors").exists()


def test_a_format_can_be_printed_and_used_as_a_mapping(here: Path) -> None:
    assert "ucdp-ged" in servanda("formats").output
    text = servanda("formats", "alerts-volunteer").output
    (here / "own.toml").write_text(text, encoding="utf-8")
    (here / "alerts.csv").write_text(
        "region,started_at,finished_at,naive\n"
        "North,2025-03-01 10:00:00+00:00,2025-03-01 10:30:00+00:00,True\n",
        encoding="utf-8",
    )
    assert servanda("import", "alerts.csv", "--as", "own.toml").exit_code == 0


def test_a_name_in_a_file_moves_no_cursor(here: Path) -> None:
    (here / "table.csv").write_text("\x1b[2Jx,y\n1,2\n", encoding="utf-8")
    result = servanda("import", "table.csv", "--as", "monitors.toml")
    assert result.exit_code == 1
    assert "\x1b" not in result.output


def test_it_says_where_it_resumes_and_why_it_begins_anew(here: Path) -> None:
    ordered = ("table.csv", "--as", "monitors.toml", "--json", "--known", "2025-03-01")
    rows = "".join(f"{n},01.03.2025,mine,North,0,2\n" for n in range(1_200))
    (here / "table.csv").write_text(HEADER + rows, encoding="utf-8")

    def end(so_far: Progress) -> None:
        raise KeyboardInterrupt

    def interrupt() -> None:
        knowledge = knowledge_in(here, None, None)
        order = Order(
            here, "monitors", Path("table.csv"), mapping_of(), FIRST_DAY,
            refine=knowledge.refined, knowing=digest_of(here, None, knowledge),
        )  # fmt: skip
        with pytest.raises(KeyboardInterrupt):
            import_incidents(order, end, lambda begun: None, 400)

    interrupt()
    anew = servanda("import", *ordered, "--zone", "Asia/Gaza")
    assert "begins anew: the file was read by another mapping" in anew.stderr
    interrupt()
    resumed = servanda("import", *ordered)
    assert resumed.stderr == "table.csv: resumed at row 801\n"
    assert json.loads(resumed.stdout)["read"] == 1_200


def test_a_column_that_the_table_does_not_have_ends_the_import(here: Path) -> None:
    (here / "monitors.toml").write_text(MONITORS.replace("Village", "Vilage"), encoding="utf-8")
    result = servanda("import", "table.csv", "--as", "monitors.toml")
    assert result.exit_code == 1
    told = "no column `Vilage`, which the mapping names as `place.names` (monitors.toml:14)"
    assert told in result.output
    assert "did you mean `Village`?" in result.output
    assert not (here / "incidents").exists() or not list((here / "incidents").rglob("*.parquet"))


def test_a_column_that_a_table_may_lack_is_optional(here: Path) -> None:
    text = 'optional = ["Vilage"]\n' + MONITORS.replace("Village", "Vilage")
    (here / "monitors.toml").write_text(text, encoding="utf-8")
    result = servanda("import", "table.csv", "--as", "monitors.toml")
    assert result.exit_code == 0, result.output
