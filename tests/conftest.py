"""What every test may ask for: goldens that can be updated, the shared material, a browser."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).resolve().parent.parent
UNDER_CI = os.environ.get("CI") == "true"
settings.register_profile("unhurried", deadline=None)  # a property is no slower on a busy machine
settings.load_profile("unhurried")
CHROMIUM_OPTIONS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


class Golden(Protocol):
    """Compares a text with the golden file at `path`, or, under `--update`, writes it there."""

    def __call__(self, path: Path, text: str) -> None: ...


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update",
        action="store_true",
        help="write goldens and shown outputs anew; then read the diff, line by line",
    )


def pytest_configure(config: pytest.Config) -> None:
    if UNDER_CI and config.getoption("--update"):
        raise pytest.UsageError("--update changes what is expected; under CI nothing may")


@pytest.fixture(scope="session", autouse=True)
def cache_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test sees what was kept before this run, nor leaves anything behind."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository's root."""
    return ROOT


@pytest.fixture(scope="session")
def update(pytestconfig: pytest.Config) -> bool:
    """True under `pytest --update`."""
    return bool(pytestconfig.getoption("--update"))


@pytest.fixture(scope="session")
def golden(update: bool) -> Golden:
    return write_golden if update else compare_with_golden


@pytest.fixture(scope="session")
def shared() -> Path:
    """The shared material (corpus, reports, data) that lies beside the repository, if it does."""
    folder = Path(os.environ.get("SERVANDA_SHARED", ROOT.parent / "shared"))
    if not folder.is_dir():
        pytest.skip("the shared material is not here: lay it beside the repository as `shared`, "
                    "or set SERVANDA_SHARED to its folder")  # fmt: skip
    return folder


@pytest.fixture(scope="session")
def browser() -> "Iterator[Browser]":
    """Chromium, without a window. Without one the test is skipped, and under CI it fails."""
    executable = shutil.which("chromium")
    if executable is None:
        message = "no `chromium` on the PATH (Debian: apt-get install chromium)"
        if UNDER_CI:
            pytest.fail(message)
        pytest.skip(message)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=executable, args=list(CHROMIUM_OPTIONS)
        )
        yield chromium
        chromium.close()


def write_golden(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def compare_with_golden(path: Path, text: str) -> None:
    assert path.exists(), f"no golden at {path.relative_to(ROOT)}: write it with pytest --update"
    expected = path.read_text(encoding="utf-8")
    assert text == expected, (
        f"differs from {path.relative_to(ROOT)}; if that is meant: pytest --update, "
        "and read the diff"
    )
