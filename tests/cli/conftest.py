"""Screens of any width and encoding, and what was printed on them."""

import io
from collections.abc import Callable

import pytest
from rich.console import Console

from servanda.cli.screen import Screen


class Paper:
    """A screen that keeps what is printed on it."""

    def __init__(self, width: int, encoding: str = "utf-8", *, color: bool = False) -> None:
        self.bytes = io.BytesIO()
        self.file = io.TextIOWrapper(self.bytes, encoding=encoding, write_through=True)
        self.screen = Screen(
            Console(
                file=self.file,
                width=width,
                highlight=False,
                markup=False,
                emoji=False,
                force_terminal=color,
                color_system="standard" if color else None,
            )
        )
        self.encoding = encoding

    @property
    def text(self) -> str:
        return self.bytes.getvalue().decode(self.encoding)

    @property
    def lines(self) -> list[str]:
        return self.text.splitlines()


@pytest.fixture
def paper() -> Callable[..., Paper]:
    return Paper
