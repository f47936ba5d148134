"""Every answer that can be sealed: shown, made again, and held against what came since."""

import json
from pathlib import Path

import pytest

from servanda.store.verifying import verify
from servanda.workspace.recording import opened
from tests.json_schema import violations
from tests.store.accord import Mission, mission

SCHEMA = json.loads(
    (Path(__file__).parents[2] / "docs" / "schema" / "log-1.json").read_text("utf-8")
)


@pytest.fixture
def filed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Mission:
    return mission(str(tmp_path / "a.log"), tmp_path, monkeypatch)


@pytest.mark.parametrize(
    "asked",
    [("explain", "two"), ("history", "release-prisoners"), ("blockers",), ("blockers", "two")],
)
def test_every_kind_of_answer_can_be_sealed(filed: Mission, asked: tuple[str, ...]) -> None:
    filed.says(
        "edition", "seal", filed.log, *asked, "--name", "x", "--title", "X", "--at", "2026-02-01",
        "--author", "amal",
    )  # fmt: skip
    filed.report_later()
    filed.says("replay", filed.log, "x")
    assert asked[-1] in filed.says("edition", "show", filed.log, "x")
    names = [one["name"] for one in json.loads(filed.says("since", filed.log, "x", "--json"))[
        "overtaken"
    ]]  # fmt: skip
    assert set(names) == {"release-prisoners" if asked[0] == "history" else "two"}


@pytest.mark.parametrize(
    ("asked", "shown", "otherwise"),
    [
        (("causes",), "undetermined: ", "causes"),
        (("origins",), "origins of everything", "origins of everything"),
        (("origins", "release-prisoners"), "icrc: R1.1", "origins of release-prisoners"),
        (("positions",), "north on two", "north on two"),
        (("positions", "two"), "north on two", "north on two"),
    ],
)
def test_what_is_no_verdict_can_be_sealed(
    filed: Mission, asked: tuple[str, ...], shown: str, otherwise: str
) -> None:
    def position(attitude: str) -> None:
        (filed.folder / "record" / f"{attitude}.md").write_text(
            f"""\
```servanda
report {attitude} "What it holds"
  by icrc
  on 2026-01-25

position north {attitude} "that it begins"
  about two
  on 2026-01-25
```
""",
            encoding="utf-8",
        )
        filed.says("record", "import", str(filed.folder), "--store", filed.log, "--author", "amal")

    position("commits")
    filed.says(
        "edition", "seal", filed.log, *asked, "--name", "x", "--title", "X", "--at", "2026-02-01",
        "--author", "amal",
    )  # fmt: skip
    assert shown in filed.says("edition", "show", filed.log, "x")
    assert "All of it holds" in filed.says("since", filed.log, "x")
    filed.report_later()
    position("refuses")
    filed.says("replay", filed.log, "x")
    data = json.loads(filed.says("since", filed.log, "x", "--json"))
    assert (data["holds"], data["overtaken"]) == (False, [])
    assert otherwise in {one["of"] for one in data["otherwise"]}
    assert violations(data, SCHEMA) == []
    with opened(filed.log) as connection:
        assert verify(connection).faults == ()
