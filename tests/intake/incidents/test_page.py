"""docs/incidents.md is true: its table, read by its mapping, gives its summary and answers."""

import os
import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from servanda.intake.incidents import mapping_keys
from servanda.intake.incidents.actors import Actors, read_actors
from servanda.intake.incidents.mapping_file import read_mapping
from tests.docs.shown import DOCS, blocks, commands, run

PAGE = DOCS / "incidents.md"
MADE = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d UTC")


@pytest.fixture
def here(tmp_path: Path) -> Path:
    (tmp_path / "table.csv").write_text(blocks(PAGE, "csv")[0].text, encoding="utf-8")
    (tmp_path / "monitors.toml").write_text(blocks(PAGE, "toml")[0].text, encoding="utf-8")
    return tmp_path


def test_its_commands_print_what_is_shown(here: Path, request: pytest.FixtureRequest) -> None:
    """In the order of the page; only the instant at which a link was made differs."""
    (here / "second.csv").write_text(blocks(PAGE, "csv")[1].text, encoding="utf-8")
    for block in blocks(PAGE, "text"):
        printed = "\n".join(run(command, here, "100") for command in commands(block.text))
        printed = MADE.sub("2025-04-01 12:00 UTC", printed)
        if request.config.getoption("--update"):
            page = PAGE.read_text(encoding="utf-8")
            PAGE.write_text(page.replace(block.text, printed, 1), encoding="utf-8")
        else:
            assert printed == block.text


def test_its_question_can_be_asked(here: Path) -> None:
    run("servanda incidents import table.csv --as monitors.toml --known 2025-03-04", here, "100")
    asked = subprocess.run(
        [sys.executable, "-c", blocks(PAGE, "python")[0].text],
        cwd=here, env=os.environ, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    assert re.findall(r"(shelling|shooting) +(\d)", asked) == [("shelling", "1"), ("shooting", "1")]


def test_its_table_of_words_is_complete() -> None:
    text = PAGE.read_text(encoding="utf-8")
    words = text.partition("## The words of a mapping")[2].partition("## Persons")[0]
    for word in mapping_keys.AT_THE_TOP:
        assert re.search(rf"`(\[+)?{word}[\].`]", words), word


def test_its_piece_on_persons_can_be_read() -> None:
    whole, piece, _ = (block.text for block in blocks(PAGE, "toml"))
    mapping, wrong = read_mapping(whole + piece, "page")
    assert wrong == ()
    assert mapping is not None
    assert [one.what for one in mapping.personal] == ["name"]


def test_its_piece_on_actors_can_be_read() -> None:
    *_, piece = (block.text for block in blocks(PAGE, "toml"))
    actors = read_actors(piece.encode(), ("north",))
    assert isinstance(actors, Actors), actors
    march = datetime(2019, 3, 1, tzinfo=UTC)
    for name in ("Military Forces of North (2019-)", "Армия Севера", "north-army"):
        assert actors.actor(name, march, march + timedelta(days=1), "UTC") == "north"
        assert actors.actor(name, march - timedelta(days=1), march, "UTC") is None
