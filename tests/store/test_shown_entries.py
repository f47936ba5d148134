"""What `record show` says of entries that are no statements, in words."""

import re
from pathlib import Path

import pytest

from tests.store.accord import Mission, mission


@pytest.fixture
def filed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Mission:
    return mission(str(tmp_path / "a.log"), tmp_path, monkeypatch)


def test_a_key_is_shown_with_whose_it_is_and_what_it_may(filed: Mission) -> None:
    filed.says("log", "key", filed.log, "dana", "--revoke", "left the mission", "--author", "amal")
    shown = filed.says("record", "show", filed.log, "dana")
    assert "\n  for Guests\n  roles: reader\n  from 20" in shown
    assert "\n  because left the mission\n  from 20" in shown


def test_a_submission_is_shown_with_how_many_entries_it_signs(filed: Mission) -> None:
    listed = filed.says("record", "list", filed.log, "--kind", "submission", "--last", "1")
    shown = filed.says("record", "show", filed.log, listed.split()[3])
    assert re.search(r"^  signs the 2 entries before it\n  root [0-9a-f]{64}\n  key ", shown, re.M)


def test_nothing_is_shown_as_the_program_holds_it(filed: Mission) -> None:
    filed.seal("january")
    filed.says("edition", "approve", filed.log, "january", "--approver", "cyra")
    filed.says("log", "policy", filed.log, "--tell", "--author", "amal")
    names = {line.split()[3] for line in filed.says("record", "list", filed.log).splitlines()[:-1]}
    for name in names:
        shown = filed.says("record", "show", filed.log, name)
        assert not re.search(r"[\[{'\]}]|\b1[78]\d{8}\b|None|True|payload", shown), shown


def test_a_list_is_as_wide_as_what_stands_in_it(filed: Mission) -> None:
    name = "crossings/administration-of-the-north"
    text = f'# Later\n\n```servanda\nsource {name} "Crossings"\n```\n'
    filed.report("at-the-northern-crossings-2026.md", text)
    for options in ((), ("--as", "dana"), ("--kind", "source")):
        lines = filed.says("record", "list", filed.log, *options).splitlines()
        assert max(map(len, lines)) <= 80
        assert any(line.endswith(f"  {name}") for line in lines)
    only_sources = filed.says("record", "list", filed.log, "--kind", "source")
    assert f"Z  source  {name}" in only_sources
