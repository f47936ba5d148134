"""The commands on tables of incidents without their packages: one line each, and no trace."""

import json
import subprocess
import sys
from pathlib import Path

# In a process of its own: as if nothing of `make intake` were there, not loaded before either.
WITHOUT = """
import json, sys
for name in ("pyarrow", "ibis", "duckdb", "pandas", "openpyxl", "shapely", "splink", "ruptures"):
    sys.modules[name] = None
from click.testing import CliRunner
from servanda.cli.application import application
told = {}
for words in json.loads(sys.argv[1]):
    result = CliRunner().invoke(application, ["incidents", *words])
    told[words[0]] = (result.exit_code, result.output)
print(json.dumps(told))
"""


def test_a_package_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("id,starts\n1,2026-01-20\n", encoding="utf-8")
    (tmp_path / "agreement.md").write_text("# A\n", encoding="utf-8")
    asked = [
        ["import", "a.csv", "--as", "ucdp-ged"],
        ["extract", "one", "-o", "a.jsonl"],
        ["count", "one"],
        ["compare", "one", "two"],
        ["link", "one", "two"],
        ["join", "one/1", "two/1", "--because", "so"],
        ["part", "one/1", "two/1", "--because", "so"],
    ]
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT, json.dumps(asked)],
        cwd=tmp_path, capture_output=True, text=True, check=True,
    )  # fmt: skip
    told = json.loads(done.stdout)
    assert set(told) == {words[0] for words in asked}
    for command, (code, output) in told.items():
        assert code == 2, (command, output)
        assert "is not installed: make intake" in output, (command, output)
