"""The example, opened once for all tests of this folder."""

from pathlib import Path

import pytest

from tests.gaza.example import Example, open_example


@pytest.fixture(scope="session")
def gaza(root: Path) -> Example:
    """`examples/gaza-2025`; its answers are kept, so that no question is computed twice."""
    return open_example(root / "examples" / "gaza-2025")
