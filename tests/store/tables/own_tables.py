"""A mission that holds two tables of incidents, with a link between them, in a folder and a log."""

from pathlib import Path

from tests.intake.incidents.desk import MONITORS
from tests.store.accord import Mission
from tests.store.test_readers import read

MAPPING = MONITORS.partition("[killed]")[0] + '[source]\nnote = "Note"\n'
HEADER = "No,Date,What,Village,Note\n"
FIRST = f"""{HEADER}\
1,01.03.2025,shelling,Hill,
2,02.03.2025,shooting,Mill,two reports differ
3,03.03.2025,shooting,Hill,call +000 44 123 45 67
"""
LATER = f"{FIRST}4,09.03.2025,shelling,Quarry,\n"
VISITORS = f"{HEADER}A,01.03.2025,shelling,Hill,\n"
ACTORS = '[[actor]]\nname = "north"\naliases = ["Northern Forces"]\n'
SET_ASIDE = "telephone-number"
SHARED = """
[monitors]
level = "amber"
releasable-to = ["dana", "Guests"]
"""
ASKED = (
    ("count", "--each", "day", "--episodes", "5", "--changes"),
    ("count", "visitors", "--by", "kind"),
    ("compare", "monitors", "visitors", "--each", "day"),
    ("link", "monitors", "visitors", "--explain", "1"),
)


def held(begun: Mission, tmp_path: Path) -> Mission:
    """With two tables, a link between them, and areas, all in the log."""
    (tmp_path / "monitors.toml").write_text(MAPPING, encoding="utf-8")
    taken_in(begun, tmp_path, FIRST, "monitors", "2025-03-04")
    taken_in(begun, tmp_path, VISITORS, "visitors", "2025-03-05")
    because = ("--because", "both tell of Hill")
    begun.says("incidents", "join", "monitors/1", "visitors/A", *beside(begun), *because)
    (begun.folder / "actors.toml").write_text(ACTORS, encoding="utf-8")
    logged(begun)
    return begun


def taken_in(accord: Mission, tmp_path: Path, table: str, source: str, known: str) -> None:
    (tmp_path / "table.csv").write_text(table, encoding="utf-8")
    accord.says(
        "incidents", "import", str(tmp_path / "table.csv"), "--as",
        str(tmp_path / "monitors.toml"), "--source", source, "--known", known,
        "--into", str(accord.folder),
    )  # fmt: skip


def logged(accord: Mission) -> str:
    return accord.says(
        "record", "import", str(accord.folder), "--store", accord.log, "--author", "amal"
    )


def beside(accord: Mission) -> tuple[str, str]:
    return "--in", str(accord.folder)


def marked(accord: Mission, text: str) -> None:
    place = accord.folder / "incidents" / "markings.toml"
    place.write_text(text, encoding="utf-8")


def without_quarantine(folder: Path) -> dict[str, bytes]:
    return {name: data for name, data in read(folder).items() if "quarantine" not in name}
