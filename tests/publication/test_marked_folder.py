"""What is public of a folder is worked out from what its markings let anybody see."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from servanda.cli.application import application
from tests.store.accord import AGREEMENT, FIRST, PUBLIC

OPEN = FIRST.replace("  protected\n", "")


def asked(folder: Path, record: str, *options: str) -> dict[str, Any]:
    (folder / "record").mkdir(parents=True)
    (folder / "agreement.md").write_text(AGREEMENT, encoding="utf-8")
    (folder / "record" / "first.md").write_text(record, encoding="utf-8")
    (folder / "publication.toml").write_text(PUBLIC, encoding="utf-8")
    asking = ["status", str(folder), "--at", "2026-02-01", "--json", *options]
    result = CliRunner().invoke(application, asking)
    assert result.exit_code == 0, result.stderr
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def verdicts(answer: dict[str, Any]) -> Any:
    return answer["stipulations"]


@pytest.mark.parametrize(
    "marking", ["marking amber", "marking red", "embargo until 2150-01-01", "releasable to badr"]
)
@pytest.mark.parametrize("header", ["report R2", "claim insider"])
def test_what_is_marked_is_not_in_it(tmp_path: Path, marking: str, header: str) -> None:
    line = next(one for one in OPEN.splitlines() if one.startswith(header))
    marked = OPEN.replace(f"{line}\n", f"{line}\n  {marking}\n", 1)
    if header == "claim insider":  # a clause of a claim stands behind its deed
        marked = OPEN.replace("  on 2026-01-20\n```", f"  on 2026-01-20\n  {marking}\n```")
    first, second = OPEN.split("report R2")
    without = first + "report R2" + second.partition("claim insider")[0].rstrip() + "\n```\n"
    told = asked(tmp_path / "marked", marked, "--public")
    assert told == asked(tmp_path / "without", without, "--public")
    assert told != asked(tmp_path / "open", OPEN, "--public")


def test_nor_who_is_protected(tmp_path: Path) -> None:
    told = asked(tmp_path / "marked", FIRST, "--public")
    assert verdicts(told) != verdicts(asked(tmp_path / "open", OPEN, "--public"))
    assert verdicts(asked(tmp_path / "a", FIRST)) == verdicts(asked(tmp_path / "b", OPEN))


def test_the_first_few_that_are_known_otherwise_are_named(tmp_path: Path) -> None:
    """Of nine phases, open since before the day of which the public would be told."""
    more = "".join(
        f'\nphase more-{number} "More"\n  begins when release-prisoners done\n'
        for number in range(8)
    )
    head, _, tail = AGREEMENT.partition("\nphase two")
    (tmp_path / "record").mkdir()
    (tmp_path / "agreement.md").write_text(f"{head}{more}\nphase two{tail}", encoding="utf-8")
    text = OPEN.replace("on 2026-01-20\n\nclaim", "on 2026-01-31\n\nclaim", 1)
    late = text.replace("releases 4 prisoners", "releases 10 prisoners")
    (tmp_path / "record" / "first.md").write_text(late, encoding="utf-8")
    delayed = PUBLIC.replace('delay = "0 days"', 'delay = "7 days"')
    (tmp_path / "publication.toml").write_text(delayed, encoding="utf-8")
    result = CliRunner().invoke(
        application, ["status", str(tmp_path), "--at", "2026-02-02", "--public"]
    )
    assert result.exit_code == 2, result.output
    assert " and 4 more; " in " ".join(result.output.split()), result.output
