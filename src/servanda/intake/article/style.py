"""The few properties of style sheets that can hide words, as a page states them itself.

Only what stands in the page is known: `style` attributes and `<style>` elements, with the order of
precedence of CSS (important, then how specific, then what comes later). A linked sheet is not
fetched, so what only it hides is read.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

HIDING = frozenset({
    "display", "visibility", "opacity", "font-size", "font", "color", "background-color",
    "background", "position", "left", "top", "right", "text-indent", "clip", "clip-path", "height",
    "max-height", "width", "max-width", "overflow", "transform", "margin-left", "margin-top",
    "content-visibility", "filter",
})  # fmt: skip
MOST_RULES = 20_000
MOST_TRIALS = 1_000_000  # of a rule on an element; a page of a newspaper needs some thousands
DEEPEST_BLOCK = 4

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
# Names given to values. For colours they are left alone: pages give them twice, for light and dark.
_GIVEN = re.compile(r"(--[\w-]+)\s*:\s*([^;{}]+)")
_NAME = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,\s*([^()]*))?\)")
_CLASS_OR_ID = re.compile(r"[.#](?:[\w-]|[^\x00-\x7f])+")
_SIMPLE = re.compile(r"^(?:\*|[\w-]+)?(?:[.#](?:[\w-]|[^\x00-\x7f])+)*$")
# Blocks that hold for a reader at a screen; print, narrow screens and key frames are others.
_ALWAYS = re.compile(r"^@(?:media\s+(?:only\s+)?(?:screen|all)\s*$|supports|layer)", re.IGNORECASE)

_BRACE = re.compile(r"[{}]")

Weight = tuple[int, int, int]  # important, specific, later


class TooHeavyError(Exception):
    """The style sheets of a page are too large to tell what they hide."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One selector as its compounds, from the outermost to the element itself, and what it says."""

    compounds: tuple[tuple[str, frozenset[str]], ...]  # a tag or "", and `.classes` and `#ids`
    says: tuple[tuple[str, str, bool], ...]  # property, value, important
    specific: int
    order: int


@dataclass(slots=True)
class Sheet:
    """The rules of a page that can hide, by a name that an element must bear for a rule to match;
    and how often one of them may still be tried."""

    by_name: dict[str, list[Rule]]
    given: dict[str, str]
    trials: int = MOST_TRIALS

    def stated(self, element: Any) -> dict[str, str]:
        """What holds for an element by rules and by its own attribute, without what it inherits.

        Raises `TooHeavyError` where the page has far more rules than any page needs.
        """
        best: dict[str, tuple[Weight, str]] = {}
        for rule in self._candidates(element):
            if _matches(rule.compounds, element):
                for name, value, important in rule.says:
                    _set(best, name, value, (int(important), rule.specific, rule.order))
        for name, value, important in declarations(element.get("style") or ""):
            _set(best, name, value, (int(important), 1_000_000, 0))
        return {name: self._plain(name, value) for name, (_, value) in best.items()}

    def _plain(self, name: str, value: str) -> str:
        """A value with the names in it put in place, but for colours."""
        if "var(" not in value or "color" in name or "background" in name:
            return value
        return _NAME.sub(lambda one: self.given.get(one[1], one[2] or "").strip(), value)

    def _candidates(self, element: Any) -> list[Rule]:
        names = [element.tag, "*", *names_of(element)]
        found = [rule for name in names for rule in self.by_name.get(name, ())]
        self.trials -= len(found)
        if self.trials < 0:
            raise TooHeavyError
        return found


def sheet_of(styles: Sequence[str]) -> Sheet:
    """The sheet that the `<style>` elements of a page make together; raises `TooHeavyError`."""
    texts = [_COMMENT.sub("", style).lower() for style in styles]
    given: dict[str, str] = {}
    for text in texts:
        for name, value in _GIVEN.findall(text):
            given.setdefault(name, value)
    by_name: dict[str, list[Rule]] = {}
    for order, rule in enumerate(_rules(styles)):
        if order >= MOST_RULES:
            raise TooHeavyError
        tag, names = rule.compounds[-1]
        by_name.setdefault(min(names, default=tag or "*"), []).append(rule)
    return Sheet(by_name, given)


def declarations(style: str) -> list[tuple[str, str, bool]]:
    """The declarations of a `style` attribute that can hide: property, value, whether important."""
    found = []
    for declaration in _COMMENT.sub("", style).split(";"):
        name, colon, value = declaration.partition(":")
        name = name.strip().lower()
        if colon and name in HIDING:
            plain = value.strip().lower()
            important = plain.endswith("!important")
            found.append((name, plain.removesuffix("!important").strip(), important))
    return found


def names_of(element: Any) -> frozenset[str]:
    """The classes and the identifier of an element, as a selector writes them."""
    classes = (f".{name}" for name in (element.get("class") or "").split())
    identifier = element.get("id")
    return frozenset([*classes, *([f"#{identifier}"] if identifier else [])])


def _set(best: dict[str, tuple[Weight, str]], name: str, value: str, weight: Weight) -> None:
    if name not in best or best[name][0] <= weight:
        best[name] = (weight, value)


def _rules(styles: Iterable[str]) -> Iterator[Rule]:
    order = 0
    for style in styles:
        for selectors, body in _blocks(_COMMENT.sub("", style)):
            says = tuple(declarations(body))
            for selector in selectors.split(",") if says else ():
                compounds = _compounds(selector)
                if compounds:
                    order += 1
                    yield Rule(compounds, says, _specific(selector), order)


def _blocks(text: str, depth: int = 0) -> Iterator[tuple[str, str]]:
    """Selectors and bodies, those inside of `@media screen` and its like as well."""
    position = 0
    while (opening := text.find("{", position)) >= 0:
        head = text[position:opening].rpartition(";")[2].strip()
        closing = _closing(text, opening)
        body = text[opening + 1 : closing]
        if not head.startswith("@"):
            yield head, body
        elif _ALWAYS.match(head) and depth < DEEPEST_BLOCK:
            yield from _blocks(body, depth + 1)
        position = closing + 1


def _closing(text: str, opening: int) -> int:
    """Where the brace that opens here is closed, or the end of the text."""
    depth = 0
    for brace in _BRACE.finditer(text, opening):
        depth += 1 if brace.group() == "{" else -1
        if depth == 0:
            return brace.start()
    return len(text)


def _compounds(selector: str) -> tuple[tuple[str, frozenset[str]], ...]:
    """A selector of tags, classes, identifiers and descent; () for any other, which hides nothing
    that we can be sure of."""
    parts = selector.replace(">", " ").split()
    if not all(_SIMPLE.match(part) for part in parts):
        return ()
    return tuple(
        (_CLASS_OR_ID.sub("", part).lower().strip("*"), frozenset(_CLASS_OR_ID.findall(part)))
        for part in parts
    )


def _specific(selector: str) -> int:
    """How specific a selector is (CSS Selectors 3, section 9), in one number."""
    tags = sum(1 for part in selector.split() if part[0] not in ".#*>")
    return 10_000 * selector.count("#") + 100 * selector.count(".") + tags


def _matches(compounds: tuple[tuple[str, frozenset[str]], ...], element: Any) -> bool:
    *outer, own = compounds
    if not _is(own, element):
        return False
    for ancestor in element.iterancestors() if outer else ():
        if _is(outer[-1], ancestor):
            outer.pop()
            if not outer:
                break
    return not outer


def _is(compound: tuple[str, frozenset[str]], element: Any) -> bool:
    tag, names = compound
    return (not tag or element.tag == tag) and names <= names_of(element)
