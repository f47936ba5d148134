"""`--public` on the commands: what it tells, and where it is refused."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from servanda.cli.application import application
from servanda.cli.publication import ANSWERS
from tests.clock import shows
from tests.json_schema import violations
from tests.publication.attacks import OF_THE_WHOLE
from tests.publication.editions import POLICY
from tests.publication.mission import World, texts

SCHEMA = json.loads(
    (Path(__file__).parents[2] / "docs" / "schema" / "assessment-1.json").read_text("utf-8")
)
NAMED = {"explain": ("no-killing",), "history": ("no-killing",), "page": ("-o", "-")}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in texts(World()).items():
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    put(tmp_path)
    return tmp_path


def put(folder: Path, **other: str) -> Path:
    words = {**POLICY, **{name.replace("_", "-"): value for name, value in other.items()}}
    file = folder / "publication.toml"
    file.write_text("".join(f"{name} = {value}\n" for name, value in words.items()))
    return file


def run(command: str, folder: Path, *more: str) -> Result:
    # To 26 January, the Monday before the delay, much of what the policy withholds has happened.
    asked = (*NAMED.get(command, ()), "--at", "2026-02-05", *more)
    return CliRunner().invoke(application, [command, str(folder), *asked])


@pytest.mark.parametrize("command", ANSWERS)
def test_an_answer_says_that_it_is_public(command: str, folder: Path) -> None:
    result = run(command, folder, "--public")
    said = " ".join(result.stdout.split())
    assert result.exit_code == 0, result.output
    assert "under the publication policy sha256:" in said
    assert "nothing of the last 7 days before publication" in said
    for secret in ("old-mill", "nurse", "gate-", "44.12345", "2026-02-09", "bakery"):
        assert secret not in said


@pytest.mark.parametrize("command", ANSWERS)
def test_no_answer_says_where_it_was_asked(command: str, folder: Path) -> None:
    for more in ((), ("--full",) if command == "explain" else ()):
        told = run(command, folder, "--public", *more).stdout
        assert str(folder) not in told
        assert "What next?" not in told
    if command == "status":
        assert str(folder) in run(command, folder).stdout


@pytest.mark.parametrize("command", ["status", "explain", "history", "blockers"])
def test_the_json_names_the_policy(command: str, folder: Path) -> None:
    answer = json.loads(run(command, folder, "--public", "--json").stdout)
    told = answer["question"]["public"]
    assert violations(answer, SCHEMA) == []
    assert told["policy"].startswith("sha256:")
    assert any("places no finer than" in each for each in told["withholds"])
    assert answer["question"]["at"].startswith("2026-01-26")  # a Monday
    assert json.loads(run(command, folder, "--json").stdout)["question"]["public"] is None


@pytest.mark.parametrize(
    ("command", "more", "why"),
    [
        ("status", ("--without", "Z7"), "not with --assume or --without"),
        ("explain", ("--what-if",), "not with --what-if"),
        ("positions", (), "not of `positions`"),
        ("expectations", (), "not of `expectations`"),
        ("origins", (), "not of `origins`"),
        ("disputes", ("--all",), "not of `disputes`"),
    ],
)
def test_what_is_none_for_the_public_is_refused_in_a_line(
    command: str, more: tuple[str, ...], why: str, folder: Path
) -> None:
    result = run(command, folder, "--public", *more)
    assert (result.exit_code, result.stdout) == (2, "")
    assert why in result.stderr


def test_without_a_policy_nothing_is_published(folder: Path) -> None:
    (folder / "publication.toml").unlink()
    result = run("status", folder, "--public")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "no publication policy can be read" in result.stderr


def test_with_a_faulty_policy_nothing_is_published(folder: Path) -> None:
    put(folder, smallest_count='"five"')
    result = run("status", folder, "--public")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "wrong-policy-value" in result.stderr


def test_a_name_that_nothing_declares_is_refused(folder: Path) -> None:
    put(folder, places='["vally"]')
    result = run("status", folder, "--public")
    assert result.exit_code == 2
    assert "nothing declares the area `vally`; did you mean `valley`?" in result.stderr


def test_the_policy_that_names_it_is_named(folder: Path) -> None:
    bad = folder / "bad.toml"
    bad.write_text(put(folder, places='["vally"]').read_text())
    result = run("status", folder, "--public", "--policy", str(bad))
    assert "bad.toml: nothing declares the area `vally`" in " ".join(result.stderr.split())


@pytest.mark.parametrize("command", ANSWERS)
@pytest.mark.parametrize("fault", ["claim gazette says\n  army relaeses 12 prisoner", "rubbish"])
def test_from_a_record_with_errors_nothing_is_published(
    command: str, fault: str, folder: Path
) -> None:
    """Attack: an error in what is withheld is counted in the heading."""
    secret = folder / "record" / "secret.md"
    secret.write_text(f"# Secret\n\n```servanda\n{fault}\n  on 2026-02-03\n```\n")
    page = folder / "page.html"
    more = ("-o", str(page)) if command == "page" else ()
    assert "rror" in run(command, folder, *more).output
    page.unlink(missing_ok=True)
    result = run(command, folder, *more, "--public")
    assert result.exit_code in (1, 2)
    assert result.stdout == ""
    assert not page.exists()
    [line] = result.stderr.splitlines()
    assert "secret" not in line and "2026" not in line and "army" not in line


def test_a_policy_may_lie_elsewhere_and_is_only_for_the_public(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    policy = put(tmp_path_factory.mktemp("policies"))
    (folder / "publication.toml").unlink()
    assert run("status", folder, "--public", "--policy", str(policy)).exit_code == 0
    assert run("status", folder, "--policy", str(policy)).exit_code == 2


def test_a_private_name_is_refused_and_not_repeated(folder: Path) -> None:
    record = folder / "record" / "month.md"
    named = record.read_text().replace(
        'source gazette "Valley Gazette"', 'source gazette "Mira Holt"'
    )
    record.write_text(named)
    put(folder, sources='"all"')
    result = run("status", folder, "--public")
    assert (result.exit_code, result.stdout) == (2, "")
    assert (
        "a private person seems to be named in the title of the source `gazette`" in result.stderr
    )
    assert "Mira" not in result.stderr


NAMED_PERSONS = {  # what would be told, and the title that would tell it
    "source": ('source gazette "Valley Gazette"', 'source gazette "{}"'),
    "party": ('party movement "Hill Movement"', 'party movement "{}"'),
    "area": ('area valley "the valley"', 'area valley "{}"'),
    "ban": ('ban no-attacks "No attacks on convoys"', 'ban no-attacks "{}"'),
}


@pytest.mark.parametrize(
    ("what", "title"),
    [
        ("source", "Mira Holt, nurse at the ford"),
        ("source", "the nurse Mira Holt"),
        ("source", "a source (Mira Holt)"),
        ("source", "Colonel Emre Tan"),
        ("party", "Colonel Emre Tan"),
        ("party", "the men of Abu Tariq"),
        ("area", "the house of Mira Holt"),
        ("ban", "No fire on Mrs Holt"),
        ("ban", "No attacks near Mira Holt, 9,"),
    ],
)
def test_no_title_that_is_told_names_a_private_person(what: str, title: str, folder: Path) -> None:
    """Attack: a name with what somebody is beside it, or in another title than a source's."""
    before, after = NAMED_PERSONS[what]
    for file in (folder / "agreement.md", folder / "record" / "month.md"):
        file.write_text(file.read_text().replace(before, after.format(title)))
    put(folder, sources='"all"')
    result = run("status", folder, "--public")
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"seems to be named in the title of the {what} `" in result.stderr
    assert "Holt" not in result.stderr and "Tan" not in result.stderr


@pytest.mark.parametrize(
    "title", ["Army of the Plain", "teams in South Hills", "a source", "the mayor's office"]
)
def test_what_names_nobody_is_published(title: str, folder: Path) -> None:
    record = folder / "record" / "month.md"
    record.write_text(record.read_text().replace('"Valley Gazette"', f'"{title}"'))
    put(folder, sources='"all"')
    result = run("status", folder, "--public")
    assert result.exit_code == 0, result.stderr


def test_no_grade_of_an_undisclosed_source_is_told(folder: Path) -> None:
    record = folder / "record" / "month.md"
    clinic = '  access "the clinic"\n'
    text = record.read_text()
    assert clinic in text
    record.write_text(text.replace(clinic, f"{clinic}  grade E\n"))
    put(folder, attribution='"show"')
    asked = ("--full", "--public")
    said = " ".join(run("explain", folder, *asked).stdout.split())
    assert "undisclosed-source says" in said
    assert "graded" not in said and "(F)" not in said and "(E)" not in said


@pytest.mark.parametrize("command", ANSWERS)
@pytest.mark.parametrize("name", ["no-attacks", "no-killing", "no-burning"])
def test_nothing_untrue_is_put_in_anybodys_mouth(command: str, name: str, folder: Path) -> None:
    """Attack: "nobody names the author of what is told", where the mission did."""
    put(folder, attribution=f'["{name}"]')
    named = (name,) if command in NAMED and command != "page" else ("-o", "-")
    asked = (*(named if command in NAMED else ()), "--at", "2026-02-05")
    more = {"explain": ("--full",), "status": ("--sentences",)}.get(command, ())
    said = CliRunner().invoke(application, [command, str(folder), *asked, *more, "--public"])
    assert said.exit_code == 0, said.output
    assert OF_THE_WHOLE.findall(" ".join(said.stdout.split())) == []


def test_that_an_author_is_not_told_is_said_everywhere(folder: Path) -> None:
    put(folder, attribution='["no-attacks"]')
    asked = ("no-attacks", "--at", "2026-02-05", "--public")
    told = CliRunner().invoke(application, ["explain", str(folder), *asked, "--full", "--json"])
    answer = json.loads(told.stdout)
    assert violations(answer, SCHEMA) == []
    assert "somebody (not told who) attacks convoy" in told.stdout
    status = json.loads(run("status", folder, "--public", "--json").stdout)
    assert violations(status, SCHEMA) == []
    [verdict] = [one for one in status["stipulations"] if one["name"] == "no-attacks"]
    assert verdict["cause"] == "author not told"
    assert verdict["incidents"]["at_least"] is True
    assert "who did what is told is not told itself" in verdict["sentence"]["text"]


def test_only_the_officer_is_told_what_the_policy_changes(folder: Path) -> None:
    result = run("status", folder, "--public")
    assert "Not for publication" in result.stderr
    assert "no-killing" in result.stderr
    assert "Not for publication" not in result.stdout


def test_a_number_of_incidents_is_the_least_there_were(folder: Path) -> None:
    said = " ".join(run("status", folder, "--public", "--sentences").stdout.split())
    assert "at least 10 incidents" in said


@pytest.fixture
def log(
    folder: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """The mission's log, of 5 February; that the prisoners were released is red."""
    away = tmp_path_factory.mktemp("log")
    shows(monkeypatch, "2026-02-05")
    log, keys, whose = away / "valley.log", ("--keys", str(away / "keys")), ("--for", "Mission")
    record = folder / "record" / "month.md"
    marked = '  at "https://example.org/prisoners-go-home"\n'
    text = record.read_text()
    assert marked in text
    record.write_text(text.replace(marked, f"{marked}  marking red\n"))
    put(away)
    for words in (
        ("log", "new", str(log), "--title", "Valley Accord", "--keeper", "archive", *whose, *keys),
        ("record", "import", str(folder), "--store", str(log), *keys),
    ):
        made = CliRunner().invoke(application, words)
        assert made.exit_code == 0, made.output
    shows(monkeypatch, "2026-02-20")
    return log


def of_log(log: Path, *more: str, command: str = "status") -> Result:
    asked = (*NAMED.get(command, ()), "--at", "2026-02-20", *more)
    return CliRunner().invoke(application, [command, str(log), *asked])


def test_of_a_log_what_is_public_is_asked_as_anybody(log: Path) -> None:
    """Attack: without `--as` every marking was passed by."""
    refused = of_log(log, "--public")
    assert "name the policy with --policy FILE" in refused.stderr
    under = ("--public", "--policy", str(log.parent / "publication.toml"))

    def told(*reader: str) -> dict[str, Any]:
        result = of_log(log, *under, *reader, "--json")
        assert result.exit_code == 0, result.stderr
        answer: dict[str, Any] = json.loads(result.stdout)
        assert answer["question"]["public"]
        return answer

    def state(answer: dict[str, Any]) -> str:
        found = [one for one in answer["stipulations"] if one["name"] == "prisoners"]
        return str(found[0]["state"])

    assert state(json.loads(of_log(log, "--json").stdout)) == "done"
    assert state(told()) == "undetermined"
    assert told() == told("--as", "anybody")
    assert state(told("--as", "archive")) == "done"


@pytest.mark.parametrize("command", ANSWERS)
def test_only_the_officer_is_told_what_the_markings_change(command: str, log: Path) -> None:
    under = ("--public", "--policy", str(log.parent / "publication.toml"))
    told = of_log(log, *under, command=command)
    as_anybody = of_log(log, *under, "--as", "anybody", command=command)
    assert told.exit_code == 0, told.output
    assert told.stdout == as_anybody.stdout
    assert "prisoners" in told.stderr
    assert "prisoners" not in as_anybody.stderr


@pytest.mark.parametrize("command", ANSWERS)
def test_the_delay_is_counted_from_the_day_of_publication(
    command: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Attack: with a date ahead, what happened yesterday was told today."""
    asked = (command, str(folder), *NAMED.get(command, ()), "--public", "--at")

    def on(day: str, *at: str) -> Result:
        shows(monkeypatch, day)
        return CliRunner().invoke(application, [*asked, *at])

    ahead = on("2026-01-25", "2026-02-05")
    assert (ahead.exit_code, ahead.stdout) == (2, "")
    assert "--at lies ahead, and nothing is published before its day" in ahead.stderr
    today = on("2026-02-05", "2026-02-05")
    assert today.exit_code == 0, today.output
    # The hour of the day decides nothing, and so needs not have come.
    assert on("2026-02-05", "2026-02-05 23:00").stdout == today.stdout


def test_nothing_is_published_that_is_known_to_be_otherwise(folder: Path) -> None:
    """The release frees the movement's duty to wait; the place of it is not told."""
    agreement = folder / "agreement.md"
    duty = """duty prisoners "Release of prisoners"
  army releases 12 prisoner to movement
"""
    text = agreement.read_text()
    assert duty in text
    waiting = """duty reply "Reply"
  movement releases 3 prisoner to army
  from army releases prisoner in upper-valley

"""
    agreement.write_text(text.replace(duty, f"{waiting}{duty}"))
    record = folder / "record" / "month.md"
    told = record.read_text()
    record.write_text(
        told.replace("12 prisoner to movement", "12 prisoner to movement in dry-ford")
    )
    assert run("status", folder, "--public").exit_code == 0
    put(folder, places='["lower-valley"]')
    result = run("status", folder, "--public")
    assert (result.exit_code, result.stdout) == (2, "")
    said = " ".join(result.stderr.split())
    assert "reply (pending, and is known to be open)" in said
    assert "let upper-valley be named in `places`, which they are about" in said
    assert "withhold the coverage" not in said  # the policy does
    assert "shorten the delay" in said and "make `told-by` finer or ask of another day" in said
    put(folder, places='["lower-valley"]', coverage='"show"', delay='"0 days"', told_by='"day"')
    said = " ".join(run("status", folder, "--public").stderr.split())
    assert "withhold the coverage by which silence counts or ask of another day" in said
    assert "shorten the delay" not in said and "`told-by`" not in said
