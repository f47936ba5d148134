"""The house rules that no linter knows. ARCHITECTURE.md says why they hold."""

import ast
import importlib.metadata
import json
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import servanda
from servanda.language import grammar

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "servanda"
MODULES = sorted(SOURCE.rglob("*.py"))

CORE = ("values", "language", "agreement", "record", "evidence", "verdict", "analysis")
CORE_MODULES = [path for path in MODULES if path.relative_to(SOURCE).parts[0] in CORE]

# All that the core may import beside itself. Three read files, each its own data: the one
# that loads the grammar out of this package, the one that loads the standard ladder, and zoneinfo,
# the time zones (docs/decisions/0006).
CORE_IMPORTS = frozenset({
    "__future__", "abc", "bisect", "collections", "dataclasses", "datetime", "difflib", "enum",
    "fractions", "functools", "graphlib", "hashlib", "heapq", "itertools", "json", "math",
    "operator", "re", "string", "textwrap", "tomllib", "typing", "types", "unicodedata",
    "lark", "zoneinfo",
})  # fmt: skip
READS_ITS_OWN = {
    "src/servanda/language/grammar.py": ["lark.load_grammar"],
    "src/servanda/evidence/standard_ladder.py": ["pkgutil"],
}
WORLDLY_CALLS = frozenset({"open", "print", "input", "exec", "eval", "breakpoint", "__import__"})
WORLDLY_METHODS = re.compile(r"\b(datetime\.(now|today|utcnow)|date\.today|Lark\.open)$")

LONGEST_FILE = 400
LONGER_FOR_A_REASON = {
    "src/servanda/agreement/model.py": "all that can be agreed, on one page: data without code",
    "src/servanda/record/model.py": "all that can be recorded, on one page: data without code",
    "src/servanda/language/record_clause.py": "every clause of a record: data without code",
    "tests/reference/plain.py": "the second interpreter is read through once, from top to bottom",
    "tests/reference/testimony.py": "the same, for its evidence",
    "tests/reference/generated.py": "what can be drawn, construct by construct, in one place",
}


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def tracked_files() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


# --- The core knows nothing of the world ---------------------------------------------------------


@pytest.mark.parametrize("path", CORE_MODULES, ids=name_of)
def test_the_core_does_no_io_and_reads_no_clock(path: Path) -> None:
    allowed = READS_ITS_OWN.get(name_of(path), [])
    assert list(worldly(path.read_text(encoding="utf-8"))) == allowed


@pytest.mark.parametrize(
    "source",
    [
        "import os",
        "from pathlib import Path",
        "import random",
        "open('x')",
        "print('x')",
        "datetime.now(UTC)",
        "date.today()",
        "Lark.open('x')",
        "from datetime import datetime as when",
        "from lark.load_grammar import FromPackageLoader",
    ],
)
def test_that_check_sees(source: str) -> None:
    assert list(worldly(source))


def worldly(source: str) -> Iterator[str]:
    """Every import and call in a module's source that reaches out of the core."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Import(names):
                yield from (each.name for each in names if not is_for_the_core(each.name))
            case ast.ImportFrom(module=str(module)) if not is_for_the_core(module):
                yield module
            case ast.ImportFrom(module="datetime", names=names):
                yield from (f"{each.name} by another name" for each in names if each.asname)
            case ast.Call(ast.Name(name)) if name in WORLDLY_CALLS:
                yield f"line {node.lineno}: {name}()"
            case ast.Call(ast.Attribute() as method) if WORLDLY_METHODS.search(ast.unparse(method)):
                yield f"line {node.lineno}: {ast.unparse(method)}()"


def is_for_the_core(module: str) -> bool:
    first, *rest = module.split(".")
    if first == "servanda":
        return bool(rest) and rest[0] in CORE
    return first in CORE_IMPORTS and module != "lark.load_grammar"


def test_the_kept_tables_are_those_of_the_grammar() -> None:
    assert json.loads(grammar.beside("grammar.tables.json"))["made_for"] == grammar.made_for(), (
        "run `make grammar`"
    )


def test_an_answer_does_not_depend_on_the_order_of_sets() -> None:
    assert status_with_hash_seed("1") == status_with_hash_seed("2")


def status_with_hash_seed(seed: str) -> str:
    question = ["examples/gaza-2025", "--at", "2026-02-28", "--json"]
    command = "from servanda.cli import main; main()"
    return subprocess.run(
        [sys.executable, "-c", command, "status", *question],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    ).stdout


# --- Files ---------------------------------------------------------------------------------------


def test_no_file_is_long_without_a_reason() -> None:
    files = [*MODULES, *sorted((ROOT / "tests").rglob("*.py"))]
    long = {name_of(path) for path in files if lines_of(path) > LONGEST_FILE}
    assert long == set(LONGER_FOR_A_REASON), "split it, or list it with its reason"


def lines_of(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def test_every_module_says_what_it_is() -> None:
    silent = [path for path in MODULES if not ast.get_docstring(ast.parse(path.read_text("utf-8")))]
    assert [name_of(path) for path in silent] == []


def test_no_module_is_a_drawer() -> None:
    vague = re.compile(r"(^|_)(utils?|helpers?|managers?|misc|common)(_|$)")
    assert [name_of(path) for path in MODULES if vague.search(path.stem)] == []


# --- Nothing of one machine ----------------------------------------------------------------------

PATH_OF_A_MACHINE = re.compile(r"(?<![\w./:<-])/(?:home|root|work|opt|srv|mnt|Users)/\w")
BUILD_FILES = (
    "pyproject.toml",
    "Makefile",
    ".ci/run",
    "requirements.lock",
    "requirements-check.lock",
)


def test_no_path_of_a_machine_is_written_anywhere() -> None:
    found = [
        f"{name_of(path)}: {match.group()}"
        for path in tracked_files()
        for match in PATH_OF_A_MACHINE.finditer(path.read_text(encoding="utf-8", errors="replace"))
    ]
    assert found == []


@pytest.mark.parametrize("name", BUILD_FILES)
def test_the_build_names_no_host_and_no_file_elsewhere(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert re.findall(r"[a-z]+://\S+|--(?:extra-)?index-url|--find-links|@ file:", text) == []


# --- Dependencies --------------------------------------------------------------------------------


def test_every_dependency_says_what_it_is_for() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    project = tomllib.loads(text)["project"]
    wanted = [*project["dependencies"], *sum(project["optional-dependencies"].values(), [])]
    lines = [line for line in text.splitlines() if line.lstrip().startswith('"')]
    bare = [
        need for need in wanted if not any(f'"{need}"' in line and "#" in line for line in lines)
    ]
    assert bare == []


def test_no_dependency_is_under_the_gpl() -> None:
    copyleft = {
        name: terms for name in runtime_closure("servanda") if "GPL" in (terms := licence(name))
    }
    assert copyleft == {}


def runtime_closure(name: str) -> set[str]:
    """The distributions that an installation of `name` without extras brings along."""
    found: set[str] = set()
    waiting = [name]
    while waiting:
        current = waiting.pop()
        if current not in found and is_installed(current):
            found.add(current)
            waiting += needs(current)
    return found - {name}


def needs(name: str) -> list[str]:
    listed = importlib.metadata.requires(name) or []
    return [re.split(r"[^\w.-]", need)[0] for need in listed if "extra ==" not in need]


def is_installed(name: str) -> bool:
    """False for what only another operating system or an older Python needs."""
    return any(True for _ in importlib.metadata.distributions(name=name))


def licence(name: str) -> str:
    """All that a distribution says of its licence (of a licence's full text, the title)."""
    metadata = importlib.metadata.metadata(name)
    fields = ("License-Expression", "License", "Classifier")
    stated = [value for field in fields for value in metadata.get_all(field) or []]
    return " ".join(value[:200] for value in stated if not value.startswith("Programming"))


def test_the_changelog_knows_the_version() -> None:
    assert f"## [{servanda.__version__}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
