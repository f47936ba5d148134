"""Origins as a drawing: on the left who said it first, on the right the reports in which it stands.

Lines lead through the outlets; a number on a line says how many statements came that way. Voices
that surely count as one origin stand in one box.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from textwrap import wrap

from servanda.evidence.origin_tree import OriginTree, Root
from servanda.publish.graph import LINE, MARGIN, PADDING, STYLE, text_lines, text_width
from servanda.publish.graph_layout import Box, Layout, Placed, Route, layout
from servanda.publish.origin_words import count_words, group_words

LETTERS, ACROSS, DOWN, LEAST_WIDTH = 30, 14.0, 64.0, 660.0
LEGEND = (
    "From left to right: who said it first, the outlets that passed it on, the reports in which it "
    "stands. The number on a line counts statements; a box of origins tells with which stance they "
    "are made. Voices in one box count as one origin."
)


@dataclass(frozen=True, slots=True)
class Stop:
    """An origin, an outlet or a report on the way."""

    name: str
    kind: str  # a class of the drawing's style
    lines: tuple[str, ...]

    @property
    def box(self) -> Box:
        """Lying down: the layout runs from top to bottom, the drawing from left to right."""
        width = max(text_width(line) for line in self.lines) + 2 * PADDING
        return Box(self.name, len(self.lines) * LINE + PADDING, max(width, 60.0))


def origins_svg(
    tree: OriginTree, title: str, report_of: Mapping[str, str], stance_of: Mapping[str, str]
) -> str:
    """The drawing of a tree; `report_of` gives the report of each claim, in words, `stance_of`
    with which stance it is made: who denies a thing does not say it."""
    stops, lines = drawn(tree, report_of, stance_of)
    placed = layout([stop.box for stop in stops.values()], list(lines), ACROSS, DOWN)
    ends = {(route.source, route.target): _points(route, placed) for route in placed.routes}
    width = max(placed.height, LEAST_WIDTH) + 2 * MARGIN
    headed = [*wrap(title, int(width / 8.5)), f"{count_words(tree)}."]
    note = wrap(LEGEND, int((width - 2 * MARGIN) / 6.5))
    top = MARGIN + LINE * (len(headed) + 1)
    height = top + placed.width + LINE * (len(note) + 2)
    return "\n".join((
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" '
        f'width="{width:.0f}" height="{height:.0f}" role="img" aria-labelledby="title desc">',
        f'<title id="title">{escape(title)}</title>',
        f'<desc id="desc">{escape(described(tree, stance_of))}</desc>',
        f"<style>{STYLE}</style>",
        '<rect class="ground" width="100%" height="100%"/>',
        text_lines(headed, MARGIN, MARGIN + 12, "rule"),
        f'<g transform="translate({MARGIN:.1f},{top:.1f})">',
        *(_line(points) for points in ends.values()),
        *(_box(one, stops[one.box.name]) for one in placed.boxes),
        *(_count(points, lines[names]) for names, points in ends.items()),
        "</g>",
        text_lines(note, MARGIN, top + placed.width + LINE, "soft"),
        "</svg>",
        "",
    ))  # fmt: skip


def drawn(
    tree: OriginTree, report_of: Mapping[str, str], stance_of: Mapping[str, str]
) -> tuple[dict[str, Stop], dict[tuple[str, str], int]]:
    """The stops by name, and how many statements came from one to the next."""
    stops: dict[str, Stop] = {}
    lines: dict[tuple[str, str], int] = {}
    for number, group in enumerate(tree.groups):
        origin = f"origin {number}"
        words = [*wrap(group_words(group), LETTERS), *wrap(stances(group, stance_of), LETTERS)]
        stops[origin] = Stop(origin, "stipulation", tuple(words))
        for path in (path for root in group for path in root.paths):
            for claim in path.claims:
                report = f"report {report_of[claim]}"
                way = [origin, *(f"outlet {outlet}" for outlet in path.via), report]
                for outlet in path.via:
                    stops[f"outlet {outlet}"] = Stop(f"outlet {outlet}", "step", (outlet,))
                stops[report] = Stop(report, "fund", tuple(wrap(report_of[claim], LETTERS)))
                for ends in zip(way, way[1:], strict=False):
                    lines[ends] = lines.get(ends, 0) + 1
    return stops, lines


def stances(group: Sequence[Root], stance_of: Mapping[str, str]) -> str:
    """`says 3, denies 2`, in the order in which they stand; an entry that is no claim has none."""
    claims = dict.fromkeys(claim for root in group for claim in root.claims)
    number = Counter(stance_of[claim] for claim in claims if claim in stance_of)
    return ", ".join(f"{stance} {many}" for stance, many in number.items())


def described(tree: OriginTree, stance_of: Mapping[str, str]) -> str:
    """The drawing in words, for whoever cannot see it."""
    told = []
    for group in tree.groups:
        said = stances(group, stance_of)
        number = sum(len(root.claims) for root in group)
        told.append(f"{group_words(group)}: {number}{f' ({said})' if said else ''}.")
    return f"{count_words(tree)}. {' '.join(told)}"


def _points(route: Route, placed: Layout) -> list[tuple[float, float]]:
    """From the right side of one box to the left side of the other: straight through each column,
    so that no line runs behind a box of it, and bent only between columns."""
    boxes = {each.box.name: each for each in placed.boxes}
    halves: dict[float, float] = {}  # of each column, by its middle, half of its width
    for each in placed.boxes:
        halves[each.y] = max(halves.get(each.y, 0.0), each.box.height / 2)
    source, target = boxes[route.source], boxes[route.target]
    found = [
        (source.y + source.box.height / 2, source.x),
        (source.y + halves[source.y], source.x),
    ]
    for x, y in route.points[1:-1]:
        found += [(y - halves[y], x), (y + halves[y], x)]
    return [
        *found,
        (target.y - halves[target.y], target.x),
        (target.y - target.box.height / 2, target.x),
    ]


def _line(points: Sequence[tuple[float, float]]) -> str:
    path = f"M{points[0][0]:.1f},{points[0][1]:.1f}"
    for (x, y), (to_x, to_y) in zip(points, points[1:], strict=False):
        half = (x + to_x) / 2
        path += f" C{half:.1f},{y:.1f} {half:.1f},{to_y:.1f} {to_x:.1f},{to_y:.1f}"
    return f'<path class="wait" d="{path}"/>'


def _box(placed: Placed, stop: Stop) -> str:
    width, height = placed.box.height, placed.box.width
    left, top = placed.y - width / 2, placed.x - height / 2
    shape = f'x="{left:.1f}" y="{top:.1f}" width="{width:.1f}" height="{height:.1f}" rx="4"'
    lines = text_lines(stop.lines, left + PADDING, top + PADDING / 2 + 13, "name")
    return f'<rect class="box {stop.kind}" {shape}/>{lines}'


def _count(points: Sequence[tuple[float, float]], number: int) -> str:
    """In the middle of the first bend, between two columns, where lines from one box have
    parted."""
    (x, y), (to_x, to_y) = points[1:3]
    middle = f'x="{(x + to_x) / 2:.1f}" y="{(y + to_y) / 2 + 4:.1f}"'
    return f'<text class="on-line" text-anchor="middle" {middle}>{number}</text>'
