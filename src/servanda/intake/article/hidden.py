"""What a page holds and does not show: taken out before anything is read.

A page may hide words from its readers and show them to a machine: by not displaying them, by no
size, by the colour of the ground, or beyond the edge of the screen. What a reader cannot see is no
part of the article.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from servanda.intake.article.colour import Colour, colour_in, stands_out
from servanda.intake.article.style import Sheet, sheet_of

NEVER_SHOWN = frozenset({
    "script", "style", "template", "noscript", "iframe", "object", "embed", "applet", "svg", "math",
    "canvas", "audio", "video", "map", "datalist", "head",
})  # fmt: skip
# What many sites call a class that only a screen reader is meant to read.
OFF_SCREEN_CLASSES = frozenset({
    "sr-only", "visually-hidden", "screen-reader-text", "screen-reader-only", "visuallyhidden",
    "a11y-hidden", "offscreen", "off-screen",
})  # fmt: skip
FAR = 400  # pixels beyond which nothing shows
_LENGTH = re.compile(r"(-?\d*\.?\d+)(px|em|rem|%|vw|vh|pt)?")
_TO_PIXELS = {"px": 1.0, "pt": 1.33, "em": 16.0, "rem": 16.0, "%": 10.0, "vw": 10.0, "vh": 10.0}


@dataclass(frozen=True, slots=True)
class _Shown:
    """What an element inherits, as far as it decides whether its words are seen."""

    visible: bool = True
    size: float = 16.0  # pixels
    words: Colour | None = Colour(0, 0, 0)
    ground: Colour | None = Colour(255, 255, 255)  # None: a picture, or not known


def without_hidden(tree: Any) -> tuple[str, ...]:
    """Takes out of a tree of lxml what is not shown; remarks that say how much, and why."""
    styles = [style.text or "" for style in tree.iter("style")]
    _drop([node for node in tree.iter() if not isinstance(node.tag, str)])
    _drop(list(tree.iter(*(NEVER_SHOWN - {"head"}))))
    taken: Counter[str] = Counter()
    for why, words in _taken_out(tree, sheet_of(styles)):
        taken[why] += words
    for element in tree.iter():
        element.attrib.pop("style", None)  # all is said: what reads on shall not judge it again
    return tuple(
        f"{words} words that the page does not show were left out ({why})"
        for why, words in sorted(taken.items())
        if words
    )


def _taken_out(tree: Any, sheet: Sheet) -> Iterator[tuple[str, int]]:
    """Each element that is not shown, with why and how many words it held."""
    waiting = [(tree, _Shown())]
    while waiting:
        element, inherited = waiting.pop()
        if element.tag == "head":
            continue
        stated = sheet.stated(element)
        why = None if element.tag in ("html", "body") else _why_gone(element, stated)
        if why:
            yield why, _words(element.text_content())
            _drop([element])
            continue
        shown = _inherits(inherited, stated, element)
        if own := _why_unseen(shown):
            yield own, _blank(element)
        waiting.extend((child, shown) for child in element)


def _why_gone(element: Any, stated: dict[str, str]) -> str | None:
    """Why an element is not shown with all that is in it."""
    if element.get("hidden") is not None and stated.get("display", "none") == "none":
        return "marked as hidden"
    if (element.get("aria-hidden") or "").lower() == "true":
        return "hidden from readers who listen"
    if element.tag == "dialog" and element.get("open") is None:
        return "a window that is not open"
    if element.tag == "input" and (element.get("type") or "").lower() == "hidden":
        return "marked as hidden"
    if stated.get("display") == "none" or stated.get("content-visibility") == "hidden":
        return "not displayed"
    if re.search(r"opacity\(\s*0?(?:\.0\d*)?%?\s*\)", stated.get("filter", "")):
        return "transparent"
    if "opacity" in stated and _number(stated["opacity"]) < 0.05:
        return "transparent"
    if OFF_SCREEN_CLASSES & set((element.get("class") or "").lower().split()):
        return "outside of the screen"
    return "outside of the screen" if _is_off_screen(stated) or _has_no_room(stated) else None


def _is_off_screen(stated: dict[str, str]) -> bool:
    if stated.get("position") in ("absolute", "fixed", "relative"):
        for edge in ("left", "top", "right"):
            if edge in stated and _pixels(stated[edge]) <= -FAR:
                return True
    for margin in ("margin-left", "margin-top"):
        if margin in stated and _pixels(stated[margin]) <= -2 * FAR:
            return True
    if "text-indent" in stated and abs(_pixels(stated["text-indent"])) >= FAR:
        return True
    moved = re.search(r"translate\w*\(\s*(-?[\d.]+\w*%?)", stated.get("transform", ""))
    if moved and abs(_pixels(moved.group(1))) >= 2 * FAR:
        return True
    return bool(re.match(r"scale\w*\(\s*0(\.0+)?\s*[,)]", stated.get("transform", "")))


def _has_no_room(stated: dict[str, str]) -> bool:
    """A box of no size, or cut to none, whose words cannot spill over."""
    clip = stated.get("clip", "") + stated.get("clip-path", "")
    if re.search(r"rect\(\s*(0|1px)\w*[\s,]+(0|1px)|inset\(\s*(50|100)%|circle\(\s*0", clip):
        return True
    sizes = [
        stated[name] for name in ("height", "max-height", "width", "max-width") if name in stated
    ]
    is_cut = stated.get("overflow", "").startswith(("hidden", "clip"))
    return is_cut and any(size != "auto" and 0 <= _pixels(size, 99) <= 1 for size in sizes)


def _inherits(outer: _Shown, stated: dict[str, str], element: Any) -> _Shown:
    shown = outer
    if "visibility" in stated and element.tag not in ("html", "body"):
        shown = replace(shown, visible=stated["visibility"] not in ("hidden", "collapse"))
    if size := stated.get("font-size") or _size_in(stated.get("font", "")):
        shown = replace(shown, size=_font_size(size, outer.size))
    colour = stated.get("color") or element.get("color") or ""
    if colour and colour not in ("inherit", "currentcolor", "unset"):
        shown = replace(shown, words=colour_in(colour))
    ground = stated.get("background-color") or stated.get("background") or element.get("bgcolor")
    if ground:
        shown = replace(shown, ground=_ground(ground, outer.ground))
    return shown


def _ground(value: str, outer: Colour | None) -> Colour | None:
    if "url(" in value or "gradient(" in value:
        return None
    colour = colour_in(value)
    if value in ("none", "inherit", "initial", "unset") or colour and colour.covers < 0.5:
        return outer
    return colour


def _why_unseen(shown: _Shown) -> str | None:
    """Why the words of an element are not seen, while others inside of it may be."""
    if not shown.visible:
        return "not visible"
    if shown.size < 2:
        return "letters of no size"
    if shown.words and shown.ground and not stands_out(shown.words, shown.ground):
        return "in the colour of the ground"
    return None


def _blank(element: Any) -> int:
    """Takes away an element's own words, not those of the elements in it; how many they were."""
    words = _words(element.text or "")
    element.text = None
    for child in element:
        words += _words(child.tail or "")
        child.tail = " " if child.tail else None
    return words


def _drop(elements: list[Any]) -> None:
    for element in elements:
        parent = element.getparent()
        if parent is None:
            continue
        before, tail = element.getprevious(), element.tail or ""
        if before is not None:
            before.tail = (before.tail or "") + tail
        else:
            parent.text = (parent.text or "") + tail
        parent.remove(element)


def _font_size(value: str, outer: float) -> float:
    if value.endswith(("%", "em")) and not value.endswith("rem"):
        return outer * _number(value)
    return _pixels(value, 16.0)


def _size_in(font: str) -> str:
    found = re.search(r"(?:^|\s)(\d*\.?\d+(?:px|em|rem|%|pt)?)(?=[\s/])", font)
    return found.group(1) if found and not re.fullmatch(r"[1-9]00", found.group(1)) else ""


def _pixels(value: str, otherwise: float = 0.0) -> float:
    found = _LENGTH.match(value.strip())
    return float(found.group(1)) * _TO_PIXELS[found.group(2) or "px"] if found else otherwise


def _number(value: str) -> float:
    found = _LENGTH.match(value.strip())
    return float(found.group(1)) / (100 if found.group(2) == "%" else 1) if found else 1.0


def _words(text: str) -> int:
    return len(text.split())
