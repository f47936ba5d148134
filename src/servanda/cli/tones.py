"""The legend of signs, in words."""

from rich.text import Text

from servanda.cli.screen import Screen
from servanda.publish.signs import TONES


def legend(screen: Screen) -> Text:
    """All signs with what they mean, on as many lines as it takes."""
    line = Text()
    for place, tone in enumerate(TONES):
        line.append_text(screen.signed(tone, tone.meaning.replace(" ", "\u00a0")))
        if place < len(TONES) - 1:
            line.append("   ")
    return line
