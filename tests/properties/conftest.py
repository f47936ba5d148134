"""The Gaza example, for the properties that are held on it, too."""

from pathlib import Path

import pytest

from tests.gaza.example import Example, open_example


@pytest.fixture(scope="session")
def gaza(root: Path) -> Example:
    return open_example(root / "examples" / "gaza-2025")
