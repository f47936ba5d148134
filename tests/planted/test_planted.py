"""Bugs planted in the engine, one patch each: the test that is named in it catches it.

A patch begins with what must hold and what it makes of it, and names its test. It is applied to a
copy of the sources; the test must fail on that copy, and pass on one that is left as it is.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PATCHES = sorted(Path(__file__).parent.glob("*.patch"))
NAMED = re.compile(r"^test: (\S+)$", re.MULTILINE)
FAILED = 1  # what pytest says where a test failed, and not where it found none or could not start
RENEW = (
    "{name} does not apply any more: make the same slip in the sources as they are now, and write "
    "`git diff src` below the first lines of the patch; then `git checkout src`"
)


def test_there_are_ten_at_least() -> None:
    assert len(PATCHES) >= 10


@pytest.fixture(scope="module")
def sources(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a copy of the sources, as they are."""
    return copied(root / "src", tmp_path_factory.mktemp("sound"))


def copied(source: Path, folder: Path) -> Path:
    shutil.copytree(source, folder / "src", ignore=shutil.ignore_patterns("__pycache__"))
    return folder


@pytest.mark.slow
def test_on_the_sources_as_they_are_every_named_test_passes(root: Path, sources: Path) -> None:
    ran = run([named_in(patch) for patch in PATCHES], sources, root)
    assert ran.returncode == 0, ran.stdout


@pytest.mark.slow
@pytest.mark.parametrize("patch", PATCHES, ids=lambda path: path.stem)
def test_the_named_test_catches_it(patch: Path, root: Path, sources: Path, tmp_path: Path) -> None:
    folder = copied(sources / "src", tmp_path)
    applied = subprocess.run(
        ["git", "apply", str(patch)], cwd=folder, capture_output=True, text=True, check=False
    )
    assert applied.returncode == 0, f"{RENEW.format(name=patch.name)}\n{applied.stderr}"
    ran = run([named_in(patch)], folder, root)
    assert ran.returncode == FAILED, f"{patch.stem} is not caught by its test\n{ran.stdout}"


def named_in(patch: Path) -> str:
    found = NAMED.search(patch.read_text(encoding="utf-8"))
    assert found, f"{patch.name} names no test: `test: tests/...::test_...` below what it says"
    return found[1]


def run(tests: list[str], folder: Path, root: Path) -> subprocess.CompletedProcess[str]:
    """The tests, with the sources in a folder in place of those that are installed."""
    plain = ["-q", "--no-header", "--tb=line", "-p", "no:cacheprovider", "-p", "no:xdist"]
    return subprocess.run(
        [sys.executable, "-m", "pytest", *plain, *tests],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(folder / "src"), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
