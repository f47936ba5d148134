"""Reasons as a drawing: from left to right, the verdict, what it hangs on, and on whose word.

One column for each step down the tree; what decides alone is framed heavily. The drawing needs
nothing else, and says in words what it shows.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from textwrap import wrap

from servanda.publish.fold import shown_children
from servanda.publish.graph import LINE, MARGIN, PADDING, STYLE, text_lines
from servanda.verdict.assessment import Reason

LETTERS, LETTER, COLUMN_GAP, ROW_GAP = 34, 7.2, 34.0, 10.0
WIDTH = LETTERS * LETTER + 2 * PADDING
LEGEND = (
    "From left to right: the verdict, what it hangs on, the issues, who says so. Framed heavily: "
    "taken away alone, it changes the verdict. Dots: more of the same, left out here."
)
KINDS = {  # the classes of the drawing's style
    "verdict": "phase", "condition": "stipulation", "reading": "phase", "linkage": "fund",
    "clause": "step", "counter": "stipulation", "issue": "stipulation", "side": "step",
    "claim": "fund", "coverage": "fund", "fault": "fund",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Spot:
    """A node in its place: its upper left corner."""

    node: Reason
    lines: tuple[str, ...]
    x: float
    y: float
    children: "tuple[Spot, ...]"
    bottom: float  # of everything below it

    @property
    def height(self) -> float:
        return len(self.lines) * LINE + PADDING


def reasons_svg(trees: Sequence[Reason], title: str) -> str:
    """The drawing of trees, as they are shown: folded, if they were."""
    headed = wrap(title, 90)
    top = MARGIN + LINE * (len(headed) + 1)
    spots: list[Spot] = []
    for tree in trees:
        spots.append(_placed(tree, MARGIN, top))
        top = spots[-1].bottom + 3 * ROW_GAP
    every = [spot for root in spots for spot in _every(root)]
    width = max((spot.x + WIDTH for spot in every), default=660.0) + MARGIN
    note = wrap(LEGEND, int((width - 2 * MARGIN) / 6.5))
    height = top + LINE * (len(note) + 2)
    return "\n".join((
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" '
        f'width="{width:.0f}" height="{height:.0f}" role="img" aria-labelledby="title desc">',
        f'<title id="title">{escape(title)}</title>',
        f'<desc id="desc">{escape(described(trees))}</desc>',
        f"<style>{STYLE}</style>",
        '<rect class="ground" width="100%" height="100%"/>',
        text_lines(headed, MARGIN, MARGIN + 12, "rule"),
        *(_line(spot, child) for spot in every for child in spot.children),
        *(_box(spot) for spot in every),
        text_lines(note, MARGIN, top + LINE, "soft"),
        "</svg>",
        "",
    ))  # fmt: skip


def described(trees: Sequence[Reason]) -> str:
    """The drawing in words, for whoever cannot see it: each node with how deep it lies."""
    return " ".join(line for tree in trees for line in _told(tree, 1))


def _told(node: Reason, depth: int) -> Iterator[str]:
    decisive = " Decisive." if node.decisive else ""
    yield f"{depth}. {_words(node)}.{decisive}"
    for child in shown_children(node):
        yield from _told(child, depth + 1)


def _words(node: Reason) -> str:
    text = "".join(one if one.isprintable() else "?" for one in node.text).rstrip(".")
    return text if node.kind in ("verdict", "more", "above") else f"{node.kind}: {text}"


def _placed(node: Reason, x: float, y: float) -> Spot:
    lines = tuple(wrap(_words(node), LETTERS, break_long_words=True)) or ("",)
    down, children = y, []
    for child in shown_children(node):
        children.append(_placed(child, x + WIDTH + COLUMN_GAP, down))
        down = children[-1].bottom + ROW_GAP
    bottom = max(y + len(lines) * LINE + PADDING, down - ROW_GAP if children else y)
    return Spot(node, lines, x, y, tuple(children), bottom)


def _every(spot: Spot) -> Iterator[Spot]:
    yield spot
    for child in spot.children:
        yield from _every(child)


def _line(spot: Spot, child: Spot) -> str:
    """From the right edge, a little below the top, to the left edge of the child."""
    x, to_x = spot.x + WIDTH, child.x
    y = spot.y + PADDING / 2 + LINE / 2
    to_y = child.y + PADDING / 2 + LINE / 2
    half = (x + to_x) / 2
    return (
        f'<path class="wait" d="M{x:.1f},{y:.1f} C{half:.1f},{y:.1f} {half:.1f},{to_y:.1f} '
        f'{to_x:.1f},{to_y:.1f}"/>'
    )


def _box(spot: Spot) -> str:
    kinds = f"box {KINDS.get(spot.node.kind, 'step')}{' marked' if spot.node.decisive else ''}"
    shape = f'x="{spot.x:.1f}" y="{spot.y:.1f}" width="{WIDTH:.1f}" height="{spot.height:.1f}"'
    words = text_lines(spot.lines, spot.x + PADDING, spot.y + PADDING / 2 + 13, "title")
    return f'<rect class="{kinds}" {shape} rx="4"/>{words}'
