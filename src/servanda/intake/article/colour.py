"""Colours of a page, as far as it takes to see whether words stand out from their ground."""

import colorsys
import re
from dataclasses import dataclass

_NAMED = {
    "white": (255, 255, 255), "snow": (255, 250, 250), "ivory": (255, 255, 240),
    "ghostwhite": (248, 248, 255), "whitesmoke": (245, 245, 245), "floralwhite": (255, 250, 240),
    "mintcream": (245, 255, 250), "azure": (240, 255, 255), "black": (0, 0, 0),
    "red": (255, 0, 0), "green": (0, 128, 0), "blue": (0, 0, 255), "yellow": (255, 255, 0),
    "navy": (0, 0, 128), "gray": (128, 128, 128), "grey": (128, 128, 128),
    "silver": (192, 192, 192), "lightgray": (211, 211, 211), "lightgrey": (211, 211, 211),
    "maroon": (128, 0, 0), "orange": (255, 165, 0), "purple": (128, 0, 128),
}  # fmt: skip
_HEX = re.compile(r"#([0-9a-f]{3,8})\b")
_RGB = re.compile(r"rgba?\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+)(?:[\s,/]+([\d.]+)(%?))?\s*\)")
_HSL = re.compile(r"hsla?\(\s*(-?[\d.]+)(?:deg)?[\s,]+([\d.]+)%[\s,]+([\d.]+)%")
LEAST_CONTRAST = 1.15  # WCAG 2 asks for 4.5; below this nobody reads anything


@dataclass(frozen=True, slots=True)
class Colour:
    """Red, green and blue from 0 to 255, and how much it covers, from 0 to 1."""

    red: int
    green: int
    blue: int
    covers: float = 1.0


def colour_in(value: str) -> Colour | None:
    """The first colour in the value of a property; None where there is none that we know."""
    if "var(" in value:  # a name may be of any colour, and `--white` need not be white
        return None
    if value.strip() == "transparent":
        return Colour(0, 0, 0, 0.0)
    if found := _HEX.search(value):
        return _of_hex(found.group(1))
    if found := _RGB.search(value):
        red, green, blue, covers, percent = found.groups()
        share = float(covers or 1) / (100 if percent else 1)
        return Colour(int(red), int(green), int(blue), share)
    if found := _HSL.search(value):
        hue, saturation, light = (float(part) for part in found.groups())
        shares = colorsys.hls_to_rgb(
            hue % 360 / 360, min(light, 100) / 100, min(saturation, 100) / 100
        )
        return Colour(*(round(255 * share) for share in shares))
    name = next((word for word in re.findall(r"[a-z]+", value) if word in _NAMED), None)
    return Colour(*_NAMED[name]) if name else None


def stands_out(words: Colour, ground: Colour) -> bool:
    """Whether words of one colour can be seen on the other (contrast ratio of WCAG 2)."""
    if words.covers < 0.05:
        return False
    lighter, darker = sorted((_luminance(words), _luminance(ground)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05) >= LEAST_CONTRAST


def _of_hex(digits: str) -> Colour | None:
    if len(digits) in (3, 4):
        digits = "".join(digit * 2 for digit in digits)
    if len(digits) not in (6, 8):
        return None
    parts = [int(digits[at : at + 2], 16) for at in range(0, len(digits), 2)]
    red, green, blue, covers = (*parts, 255)[:4]
    return Colour(red, green, blue, covers / 255)


def _luminance(colour: Colour) -> float:
    def linear(part: int) -> float:
        share = min(part, 255) / 255
        return share / 12.92 if share <= 0.03928 else float(((share + 0.055) / 1.055) ** 2.4)

    return (
        0.2126 * linear(colour.red) + 0.7152 * linear(colour.green) + 0.0722 * linear(colour.blue)
    )
