"""`servanda analyse`, and the page that is made from its rules."""

import importlib.util
import json
from pathlib import Path

from click.testing import CliRunner

from servanda.cli.application import application
from tests.conftest import ROOT

EXAMPLE = str(ROOT / "examples" / "gaza-2025")


def run(*arguments: str) -> tuple[int, str]:
    answer = CliRunner().invoke(application, ["analyse", *arguments])
    return answer.exit_code, answer.output


def test_findings_in_words() -> None:
    code, output = run(EXAMPLE)
    assert code == 0
    assert "exact" in output.splitlines()[1]
    assert "\nveto\n" in output


def test_json_has_every_finding_and_its_picture() -> None:
    code, output = run(EXAMPLE, "--json", "--only", "veto")
    answer = json.loads(output)
    assert (code, answer["answer"]) == (0, "analyse")
    assert {each["rule"] for each in answer["findings"]} == {"veto"}
    drawn = next(each["picture"] for each in answer["findings"] if each["picture"])
    known = {node["name"] for node in drawn["nodes"]}
    assert all(edge["from"] in known and edge["to"] in known for edge in drawn["edges"])


def test_the_graph_goes_to_a_file(tmp_path: Path) -> None:
    target = tmp_path / "gaza.svg"
    code, output = run(EXAMPLE, "--graph", "svg", "-o", str(target))
    assert (code, output.strip()) == (0, f"wrote {target}")
    assert target.read_text(encoding="utf-8").startswith("<svg ")


def test_an_unknown_rule_is_used_wrongly() -> None:
    code, output = run(EXAMPLE, "--only", "vetos")
    assert code == 2
    assert "Did you mean 'veto'?" in output


def test_a_file_without_a_graph_is_used_wrongly() -> None:
    assert run(EXAMPLE, "-o", "x.svg")[0] == 2


def test_the_page_is_what_the_rules_say() -> None:
    spec = importlib.util.spec_from_file_location(
        "write_analysis_docs", ROOT / "tools" / "write_analysis_docs.py"
    )
    assert spec is not None and spec.loader is not None
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    written = (ROOT / "docs" / "analysis.md").read_text(encoding="utf-8")
    assert written == tool.page(), "run: python tools/write_analysis_docs.py"
