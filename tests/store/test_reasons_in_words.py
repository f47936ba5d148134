"""What is kept for ever as a reason or a title is not empty; what is refused is not logged."""

from pathlib import Path

import pytest

from tests.store.accord import mission


@pytest.mark.parametrize("empty", ["", "  \n", "\u200b"])
def test_an_empty_reason_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, empty: str
) -> None:
    filed = mission(str(tmp_path / "a.log"), tmp_path, monkeypatch)
    filed.seal("n", "--approver", "cyra")
    before = Path(filed.log).read_bytes()
    name = ("--name", "m", "--at", "2026-02-01")
    on = ("--name", "d", "--on", "n", "--opens", "x", "--approver", "cyra")
    for option, told, *command in (
        ("--revoke", "say why the key is revoked", "log", "key", filed.log, "cyra"),
        ("--because", "say why it is decided", "decision", "record", filed.log, *on),
        ("--title", "say in a few words what the edition is", "edition", "seal", filed.log, *name),
        ("--amended", "say why the agreement was amended, and by whom", "record", "import",
            str(filed.folder), "--store", filed.log),
        ("--title", "say what it is a log of", "log", "new", str(tmp_path / "b.log"), "--keeper",
            "amal"),
    ):  # fmt: skip
        done = filed.run(*command, option, empty)
        assert done.exit_code == 2
        assert done.stderr == f"Error: {option} is empty, and what is kept stays: {told}\n"
    assert Path(filed.log).read_bytes() == before
    assert not (tmp_path / "b.log").exists()
