"""Which rule linked two claims, who says otherwise, and how a later entry undoes it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from servanda.cli.application import application

AGREED = """# River Accord

```servanda
agreement river-accord "River Accord"
  time zone Europe/Sarajevo
  in force 2026-01-10

party north "North"
party south "South"
action release "sets free"
thing prisoners "prisoners"

duty release-prisoners
  north releases 8 prisoners to south
  by 2026-01-24

source gazette "The Gazette"
source courier "The Courier"
source court "A court of inquiry"

report R1 "Four released"
  by gazette
  on 2026-01-22

claim gazette says
  north releases 4 prisoners to south
  on 2026-01-20

report R2 "Four released"
  by courier
  on 2026-01-22

claim courier says
  north releases 4 prisoners to south
  on 2026-01-20

{entries}
```
"""
PARTED = """report R3 "Two buses"
  by court
  on 2026-02-10

different events R1.1 and R2.1 because "the lists name eight people"
"""
JOINED = """report R4 "One bus after all"
  by court
  on 2026-02-20

same event R1.1 and R2.1 because "the second list was a copy"
  said by gazette
"""


def run(folder: Path, command: str, entries: str, *more: str) -> str:
    (folder / "agreement.md").write_text(AGREED.format(entries=entries), encoding="utf-8")
    arguments = [command, str(folder), *more]
    result = CliRunner(env={"COLUMNS": "140"}).invoke(application, arguments)
    assert result.exit_code == 0, result.output
    return result.stdout


def explained(folder: Path, entries: str = "", *more: str) -> str:
    return run(folder, "explain", entries, "release-prisoners", "--at", "2026-03-01", *more)


def state(folder: Path, entries: str, *more: str) -> str:
    answer = json.loads(run(folder, "status", entries, "--at", "2026-03-01", "--json", *more))
    found: str = answer["stipulations"][0]["state"]
    return found


def test_the_rule_that_joined_two_claims_is_told(tmp_path: Path) -> None:
    rule = "link: R2.1 and R1.1 are one event: times that overlap, and one amount"
    assert rule in explained(tmp_path)


def test_an_entry_parts_them_and_a_later_one_joins_them_again(tmp_path: Path) -> None:
    states = [state(tmp_path, entries) for entries in ("", PARTED, PARTED + "\n" + JOINED)]
    assert states == ["undetermined", "done", "undetermined"]
    told = explained(tmp_path, PARTED)
    assert 'are two events: because "the lists name eight people" (R3.link-1: court)' in told
    told = explained(tmp_path, PARTED + "\n" + JOINED)
    said = "(R4.link-1: gazette via court)"
    assert f'are one event: because "the second list was a copy" {said}' in told
    assert "are two events" not in told


@pytest.mark.parametrize(
    ("left_out", "expected"),
    [
        ("R3", "undetermined"), ("R3.link-1", "undetermined"), ("R4", "done"),
        ("R4.link-1", "done"), ("R2", "undetermined"), ("court", "undetermined"),
        ("gazette", "undetermined"),
    ],
)  # fmt: skip
def test_what_is_left_out_links_nothing(tmp_path: Path, left_out: str, expected: str) -> None:
    entries = PARTED if left_out in ("R3", "R3.link-1") else PARTED + "\n" + JOINED
    assert state(tmp_path, entries, "--without", left_out) == expected


RETRACTED = """report R5 "A mistake"
  by {by}
  on 2026-02-25

retraction of {entry}
  said by {by}
  note "it was another bus"
"""


@pytest.mark.parametrize("entry", ["R4", "R4.link-1"])
def test_a_retraction_takes_a_link_back_and_the_one_before_it_holds(
    tmp_path: Path, entry: str
) -> None:
    entries = "\n".join((PARTED, JOINED, RETRACTED.format(entry=entry, by="court")))
    assert state(tmp_path, entries) == "done"
    assert state(tmp_path, entries, "--known", "2026-02-22") == "undetermined"
    assert state(tmp_path, entries, "--without", "R5.retraction-1") == "undetermined"
    assert state(tmp_path, entries, "--without", "R5") == "undetermined"
    told = " ".join(explained(tmp_path, entries).split())
    assert "are one event: because" not in told
    said = "R4.link-1: gazette says that R1.1 and R2.1 are one event; retracted on 2026-02-25"
    assert f"{said} by R5.retraction-1 (court): it was another bus" in told


def test_only_who_said_it_can_take_a_link_back(tmp_path: Path) -> None:
    entries = "\n".join((PARTED, RETRACTED.format(entry="R3.link-1", by="courier")))
    (tmp_path / "agreement.md").write_text(AGREED.format(entries=entries), encoding="utf-8")
    result = CliRunner().invoke(application, ["check", str(tmp_path)])
    assert "corrected-by-another" in result.output


def causes(folder: Path, entries: str, *days: str) -> str:
    arguments = ("--between", *days, "--at", "2026-03-01")
    return " ".join(run(folder, "changed", entries, "release-prisoners", *arguments).split())


def test_a_link_and_a_retraction_of_it_are_causes_of_a_change(tmp_path: Path) -> None:
    entries = "\n".join((PARTED, JOINED, RETRACTED.format(entry="R4.link-1", by="court")))
    told = causes(tmp_path, entries, "2026-02-09", "2026-02-11")
    because = 'because "the lists name eight people" (court; known since 2026-02-10)'
    assert f"because of this: R3.link-1: R1.1 and R2.1 are two events, {because}" in told
    told = causes(tmp_path, entries, "2026-02-11", "2026-02-21")
    assert "because of this: R4.link-1: R1.1 and R2.1 are one event, because" in told
    told = causes(tmp_path, entries, "2026-02-21", "2026-02-26")
    assert "because of this: R5.retraction-1: R4.link-1 is retracted" in told
    told = causes(tmp_path, entries, "2026-02-21", "2026-02-24")
    assert "No verdict differs." in told


def test_what_was_not_known_yet_links_nothing(tmp_path: Path) -> None:
    both = PARTED + "\n" + JOINED
    states = [state(tmp_path, both, "--known", day) for day in ("2026-02-01", "2026-02-15")]
    assert states == ["undetermined", "done"]


def test_the_link_stands_in_json(tmp_path: Path) -> None:
    tree = json.loads(explained(tmp_path, PARTED, "--json"))
    assert [one["ref"] for one in links_in(tree["reasons"])] == ["R3.link-1", "R3.link-1"]


def links_in(nodes: list[dict[str, object]]) -> list[dict[str, object]]:
    found = []
    for node in nodes:
        children = node["children"]
        assert isinstance(children, list)
        found += [node] if node["kind"] == "link" else links_in(children)
    return found
