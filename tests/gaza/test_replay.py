"""The Gaza example in a log: an edition of what was known in December, made again after all that
was imported later."""

import json
import shutil
from pathlib import Path

import pytest

from tests.store.accord import Mission

LATER = ("2026-01.md", "2026-02.md", "2026-03-to-05.md", "2026-06-to-07.md")


def test_an_edition_is_reproduced_after_later_imports(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SERVANDA_KEYS", str(tmp_path / "keys"))
    folder = tmp_path / "gaza"
    shutil.copytree(root / "examples" / "gaza-2025", folder)
    for name in LATER:
        (folder / "record" / name).unlink()
    gaza = Mission(str(tmp_path / "gaza.log"), folder, tmp_path / "keys")
    gaza.says("log", "new", gaza.log, "--title", "gaza-2025", "--keeper", "amal")
    gaza.says("record", "import", str(folder), "--store", gaza.log)
    gaza.says(
        "edition", "seal", gaza.log, "--name", "january", "--title", "January", "--at", "2026-01-20"
    )
    for name in LATER:
        shutil.copy(root / "examples" / "gaza-2025" / "record" / name, folder / "record" / name)
    gaza.says("record", "import", str(folder), "--store", gaza.log)
    assert "reproduced bit for bit" in gaza.says("replay", gaza.log, "january")
    told = json.loads(gaza.says("since", gaza.log, "january", "--json"))
    [two] = [one for one in told["overtaken"] if one["name"] == "two"]
    assert (two["before"]["state"], two["after"]["cause"]) == ("not open", "reading")
    assert two["sets"] == [["F093.1"]]
