"""Deeds that are owed are told one by one, as docs/publication.md says."""

import json
from pathlib import Path

from click.testing import CliRunner

from servanda.cli.application import application
from tests.store.accord import AGREEMENT, PUBLIC

RECORD = """\
```servanda
source icrc "International Committee of the Red Cross"

report R1 "Four, one by one"
  by icrc
  on 2026-01-20

{claims}
```
"""
ONE = "claim icrc says\n  north releases 1 prisoners to south\n  on 2026-01-{day}\n  as q{day}\n"


def test_how_many_deeds_of_what_is_owed_there_were_shows(tmp_path: Path) -> None:
    (tmp_path / "agreement.md").write_text(AGREEMENT, "utf-8")
    (tmp_path / "record").mkdir()
    claims = "\n".join(ONE.format(day=day) for day in (11, 12, 14, 15))
    (tmp_path / "record" / "january.md").write_text(RECORD.format(claims=claims), "utf-8")
    policy = PUBLIC.replace('exact = ["prisoners"]', "exact = []")
    (tmp_path / "publication.toml").write_text(policy, "utf-8")
    asked = ("explain", str(tmp_path), "release-prisoners", "--at", "2026-02-01", "--public")
    told = CliRunner().invoke(application, [*asked, "--full", "--json"])
    assert told.exit_code == 0, told.output
    text = json.dumps(json.loads(told.stdout))
    assert "4 to 16 of 10 prisoners" in text
    assert text.count(": 1 to 4, ") == 4
