"""The ceasefire of Minsk judged from rows: nobody is named, so nobody is in breach."""

import json
from functools import cache
from pathlib import Path

import pytest

from servanda.intake.incident_lines import incident_lines, read_incident_lines
from servanda.intake.incidents.areas import UnusableAreas, read_areas
from servanda.record.figures import Malformed
from servanda.record.model import EventContent
from servanda.verdict.trial import try_all
from servanda.workspace import Workspace, open_workspace
from tests.docs.shown import ROOT, Block, blocks, printed_by, rewrite

FOLDER = ROOT / "examples" / "minsk-2015-incidents"
ROWS = FOLDER / "ucdp-2015-02-to-04.jsonl"
README = FOLDER / "README.md"


@cache
def opened() -> Workspace:
    return open_workspace(FOLDER)


@pytest.mark.parametrize("block", blocks(README, "console"), ids=str)
def test_the_readme_shows_what_is_printed(block: Block, update: bool) -> None:
    printed = printed_by(block.text, README)
    if update:
        rewrite(block, printed)
    else:
        assert block.text == printed, "if it is meant: pytest --update, read the diff"


def test_what_it_expects_of_itself_holds() -> None:
    workspace = opened()
    assert workspace.agreement is not None and workspace.expected
    tried = try_all(workspace.agreement, workspace.record, workspace.viewpoints, workspace.expected)
    assert [str(one) for one in tried if not one.holds] == []


def test_the_file_is_as_it_would_be_written_and_holds_no_text_of_others() -> None:
    data = ROWS.read_bytes()
    rows = read_incident_lines(data)
    assert not isinstance(rows, Malformed)
    assert incident_lines(rows) == data
    keys = {key for line in data.splitlines() for key in json.loads(line)}
    assert keys <= {"id", "kind", "starts", "ends", "by", "against", "place", "areas", "killed",
                    "known_from"}  # fmt: skip


def test_what_is_not_surely_in_the_zone_is_no_claim() -> None:
    rows = read_incident_lines(ROWS.read_bytes())
    assert not isinstance(rows, Malformed)
    outside = {row.id for row in rows if not row.areas}
    told = {
        one.content.label for one in opened().record.claims if isinstance(one.content, EventContent)
    }
    assert "ucdp-424296" in outside, "known to the oblast only"
    assert told and not told & outside


def test_the_areas_are_the_agreements() -> None:
    agreement = opened().agreement
    assert agreement is not None
    zones = read_areas(Path(FOLDER / "areas.geojson").read_bytes(), tuple(agreement.areas))
    assert not isinstance(zones, UnusableAreas)
    assert [zone.area for zone in zones] == ["conflict-zone"]
