"""A terminal, a pipe or a file: what can be shown on it, and how wide it is."""

import sys
from dataclasses import dataclass
from typing import TextIO

from rich.console import Console, RenderableType
from rich.text import Text

from servanda.cli.pipe import leave_broken_pipe
from servanda.cli.safe_text import in_encoding, is_unicode, safe
from servanda.publish.signs import Tone, ToneName

TONE_STYLES: dict[ToneName, str] = {
    "kept": "green",
    "late": "yellow",
    "failing": "bold red",
    "unknown": "magenta",
    "moving": "cyan",
    "waiting": "dim",
    "held": "yellow",
    "quiet": "dim",
}


class PatientConsole(Console):
    """A console whose reader may leave: `servanda status | head` ends quietly."""

    def on_broken_pipe(self) -> None:
        """Sends what is still buffered nowhere, and leaves."""
        leave_broken_pipe()


@dataclass(frozen=True, slots=True)
class Screen:
    """Where answers are printed. Everything passes `text`, so nothing is read as markup."""

    console: Console

    @property
    def width(self) -> int:
        return self.console.width

    def text(self, words: str, style: str = "") -> Text:
        return Text(in_encoding(safe(words), self.console.encoding), style=style)

    def signed(self, tone: Tone, words: str) -> Text:
        """A state with its sign, in its colour."""
        glyph = tone.glyph if is_unicode(self.console.encoding) else tone.plain_glyph
        return self.text(f"{glyph} {words}", TONE_STYLES[tone.name])

    def print(self, *parts: RenderableType) -> None:
        for part in parts:
            self.console.print(part)

    def unbroken(self, text: Text) -> None:
        """One line however long; the terminal breaks it where it must."""
        self.console.print(text, soft_wrap=True)

    def line(self, words: str = "", style: str = "") -> None:
        self.console.print(self.text(words, style))


def standard_output() -> Screen:
    return _screen(sys.stdout)


def standard_error() -> Screen:
    return _screen(sys.stderr)


def _screen(file: TextIO) -> Screen:
    # No highlighting and no emoji: words are shown as they were written.
    return Screen(PatientConsole(file=file, highlight=False, markup=False, emoji=False))
