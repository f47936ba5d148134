"""The legend of signs, in words."""

from rich.text import Text

from servanda.cli.screen import Screen
from servanda.publish.signs import TONES

GAP = "   "


def legend(screen: Screen) -> Text:
    """All signs with what they mean, on as many lines as it takes, none apart from its meaning."""
    lines = [Text()]
    for tone in TONES:
        sign = screen.signed(tone, tone.meaning)
        if lines[-1] and lines[-1].cell_len + len(GAP) + sign.cell_len > screen.width:
            lines.append(Text())
        if lines[-1]:
            lines[-1].append(GAP)
        lines[-1].append_text(sign)
    return Text("\n").join(lines)
