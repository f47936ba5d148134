"""Findings as graphs: what waits for what, in the DOT language or as a drawing that stands alone.

An arrow leads from what must come first to what waits for it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from textwrap import wrap

from servanda.analysis.draft.finding import Edge, Finding, Node, Picture
from servanda.publish.graph_layout import Box, Layout, Placed, Route, layout

LEGEND = (
    "An arrow leads from what must come first to what waits for it; a dashed arrow is one of "
    "several ways. Framed heavily: what the finding is about. Slanted: a step that somebody takes."
)

# --- DOT -----------------------------------------------------------------------------------------


def dot(findings: Iterable[Finding]) -> str:
    """One digraph for each finding that has a picture."""
    drawn = [(finding, finding.picture) for finding in findings if finding.picture is not None]
    return "\n".join(
        dot_of(f"{finding.rule} {number}", finding, picture)
        for number, (finding, picture) in enumerate(drawn, start=1)
    )


def dot_of(name: str, finding: Finding, picture: Picture) -> str:
    lines = [f"digraph {quoted(name)} {{", f"  label={quoted(finding.explanation)};"]
    lines.extend(f"  {quoted(node.name)} [{dot_style(node)}];" for node in picture.nodes)
    for edge in picture.edges:
        style = ' style="dashed"' if edge.kind == "one of" else ""
        ends = f"{quoted(edge.source)} -> {quoted(edge.target)}"
        lines.append(f"  {ends} [label={quoted(edge.label)}{style}];")
    return "\n".join((*lines, "}", ""))


def dot_style(node: Node) -> str:
    shape = {"stipulation": "box", "phase": "hexagon", "fund": "cylinder", "step": "parallelogram"}
    heavy = " penwidth=2.5" if node.marked else ""
    return f'label={quoted(node.label)} shape="{shape[node.kind]}"{heavy}'


def quoted(words: str) -> str:
    escaped = words.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


# --- SVG -----------------------------------------------------------------------------------------

LINE, PADDING = 17.0, 10.0
LABEL_LETTERS, ACROSS, DOWN, BESIDE = 26, 26.0, 52.0, 26.0
MARGIN, LEAST_WIDTH = 28.0, 660.0

STYLE = """
svg { --ground: #fbfaf8; --panel: #ffffff; --ink: #1c2229; --soft: #525b66; --line: #8a929b;
  --stipulation: #e0edf7; --phase: #ece6f6; --fund: #f8eed3; --step: #eceef0; --mark: #9b1c1c;
  background: var(--ground); font: 13px system-ui, "Segoe UI", "Noto Sans", "DejaVu Sans", sans-serif; }
@media (prefers-color-scheme: dark) {
  svg { --ground: #14181d; --panel: #1b2027; --ink: #e8e6e1; --soft: #a9b1bb; --line: #79828c;
    --stipulation: #17324a; --phase: #30264a; --fund: #3a3013; --step: #2a3038; --mark: #f5a79f; }
}
.ground { fill: var(--ground); } .panel { fill: var(--panel); stroke: var(--line); stroke-width: .5; }
text { fill: var(--ink); } .rule, .name { font-weight: 600; } .soft { fill: var(--soft); }
.box { stroke: var(--line); } .stipulation { fill: var(--stipulation); } .phase { fill: var(--phase); }
.fund { fill: var(--fund); } .step { fill: var(--step); }
.marked { stroke: var(--mark); stroke-width: 2.5; }
.wait { fill: none; stroke: var(--soft); stroke-width: 1.4; } .either { stroke-dasharray: 5 4; }
.head { fill: var(--soft); }
.on-line { font-size: 12px; fill: var(--soft); paint-order: stroke; stroke: var(--panel); stroke-width: 5px; }
"""  # noqa: E501


@dataclass(frozen=True, slots=True)
class Panel:
    """One finding, drawn: its words above, its picture below."""

    finding: Finding
    picture: Picture
    placed: Layout
    number: int

    @property
    def width(self) -> float:
        return max(self.placed.width + 2 * MARGIN, LEAST_WIDTH)

    def words(self, width: float) -> list[str]:
        return wrap(self.finding.explanation, int((width - 2 * MARGIN) / 6.5))

    def height(self, width: float) -> float:
        return self.placed.height + LINE * (len(self.words(width)) + 2) + 2.2 * MARGIN


def svg(findings: Iterable[Finding], title: str) -> str:
    """One drawing with a panel for each finding that has a picture; it needs nothing else."""
    panels = panels_of(findings)
    width = max((panel.width for panel in panels), default=LEAST_WIDTH) + 2 * MARGIN
    inner = width - 2 * MARGIN
    headed = wrap(title, int(inner / 8))
    body, top = [], MARGIN + LINE * (len(headed) + 1)
    for panel in panels:
        body.append(panel_svg(panel, inner, top))
        top += panel.height(inner) + MARGIN
    note = wrap(LEGEND if panels else "No finding has a picture.", int(inner / 6.5))
    body.append(text_lines(note, MARGIN, top + LINE, "soft"))
    height = top + LINE * (len(note) + 2)
    return "\n".join((
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" '
        f'width="{width:.0f}" height="{height:.0f}" role="img" aria-labelledby="title desc">',
        f'<title id="title">{escape(title)}</title>',
        f'<desc id="desc">{escape(described(panels))}</desc>',
        f"<style>{STYLE}</style>",
        '<defs><marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" '
        'markerHeight="7" orient="auto"><path class="head" d="M0,0 L8,4 L0,8 z"/></marker></defs>',
        '<rect class="ground" width="100%" height="100%"/>',
        text_lines(headed, MARGIN, MARGIN + 12, "rule"),
        *body,
        "</svg>",
        "",
    ))  # fmt: skip


def panels_of(findings: Iterable[Finding]) -> list[Panel]:
    drawn = [(finding, finding.picture) for finding in findings if finding.picture is not None]
    return [
        Panel(finding, picture, placed_of(picture), number)
        for number, (finding, picture) in enumerate(drawn, start=1)
    ]


def placed_of(picture: Picture) -> Layout:
    boxes = [box_of(node) for node in picture.nodes]
    edges = [(edge.source, edge.target) for edge in picture.edges]
    return layout(boxes, edges, ACROSS, DOWN)


def box_of(node: Node) -> Box:
    lines = label_lines(node)
    width = max(text_width(line) for line in lines) + 2 * PADDING
    return Box(node.name, max(width, 60.0), len(lines) * LINE + PADDING)


def text_width(words: str) -> float:
    """How wide a line is at most, in the widest of the fonts that a viewer may have, heavy."""
    return sum(_WIDTHS.get(letter, 10.2 if letter.isupper() else 9.1) for letter in words)


_WIDTHS = {
    **dict.fromkeys("ijl.,:;'|!· ", 5.2),
    **dict.fromkeys('ftr()[]/-"', 6.8),
    **dict.fromkeys("mwMW@%–—…", 14.4),
    **dict.fromkeys("OQGDHNU&", 11.2),
}


def label_lines(node: Node) -> list[str]:
    name, _, title = node.label.partition(": ") if node.kind != "step" else (node.label, "", "")
    return [*wrap(name, LABEL_LETTERS), *wrap(title, LABEL_LETTERS)]


def described(panels: Sequence[Panel]) -> str:
    """The drawing in words, for whoever cannot see it."""
    return " ".join(
        f"{panel.finding.rule}: {panel.finding.explanation} {waits_in_words(panel.picture)}"
        for panel in panels
    )


def waits_in_words(picture: Picture) -> str:
    return " ".join(
        f"{edge.target} waits for {edge.source}{f' {edge.label}' if edge.label else ''}"
        f"{' (one of several ways)' if edge.kind == 'one of' else ''}."
        for edge in picture.edges
    )


# --- A panel -------------------------------------------------------------------------------------


def panel_svg(panel: Panel, width: float, top: float) -> str:
    """The panel with its heading, its words, then lines below boxes."""
    lines = panel.words(width)
    left = MARGIN + (width - panel.placed.width) / 2
    down = top + LINE * (len(lines) + 2) + MARGIN
    certainty = "" if panel.finding.certainty == "exact" else " (may)"
    nodes = {node.name: node for node in panel.picture.nodes}
    edges = {(edge.source, edge.target): edge for edge in panel.picture.edges}
    return "\n".join((
        f'<g><rect class="panel" x="{MARGIN:.1f}" y="{top:.1f}" width="{width:.1f}" '
        f'height="{panel.height(width):.1f}" rx="6"/>',
        f'<text class="rule" x="{2 * MARGIN:.1f}" y="{top + LINE + 6:.1f}">'
        f"{panel.number}. {escape(panel.finding.rule)}{certainty}</text>",
        text_lines(lines, 2 * MARGIN, top + 2 * LINE + 8, "soft"),
        f'<g transform="translate({left:.1f},{down:.1f})">',
        *(line_svg(route, edges[route.source, route.target], panel.placed)
          for route in panel.placed.routes),
        *(box_svg(placed, nodes[placed.box.name]) for placed in panel.placed.boxes),
        *(label_svg(route, edges[route.source, route.target], panel.placed)
          for route in panel.placed.routes),
        "</g></g>",
    ))  # fmt: skip


def text_lines(lines: Sequence[str], x: float, y: float, kind: str) -> str:
    spans = "".join(
        f'<tspan x="{x:.1f}" dy="{LINE if number else 0:.0f}">{escape(line)}</tspan>'
        for number, line in enumerate(lines)
    )
    return f'<text class="{kind}" y="{y:.1f}">{spans}</text>'


def box_svg(placed: Placed, node: Node) -> str:
    width, height = placed.box.width, placed.box.height
    left, top = placed.x - width / 2, placed.y - height / 2
    named = node.label.partition(": ")[0] if node.kind != "step" else ""
    name_lines = len(wrap(named, LABEL_LETTERS))
    lines = label_lines(node)
    spans = "".join(
        label_span(line, placed.x, top + PADDING / 2 + LINE * number + 13, number < name_lines)
        for number, line in enumerate(lines)
    )
    kinds = f"box {node.kind}{' marked' if node.marked else ''}"
    return f'<path class="{kinds}" d="{outline(node, left, top, width, height)}"/>' + (
        f'<text text-anchor="middle">{spans}</text>'
    )


def label_span(line: str, x: float, y: float, is_name: bool) -> str:
    kind = "name" if is_name else "title"
    return f'<tspan class="{kind}" x="{x:.1f}" y="{y:.1f}">{escape(line)}</tspan>'


def outline(node: Node, left: float, top: float, width: float, height: float) -> str:
    """A box for a stipulation or fund, slanted for a step, pointed at its sides for a phase."""
    right, bottom, middle = left + width, top + height, top + height / 2
    match node.kind:
        case "step":
            corners = [(left + 6, top), (right + 6, top), (right - 6, bottom), (left - 6, bottom)]
        case "phase":
            corners = [
                (left, top), (right, top), (right + 10, middle), (right, bottom), (left, bottom),
                (left - 10, middle),
            ]  # fmt: skip
        case _:
            corners = [(left, top), (right, top), (right, bottom), (left, bottom)]
    return "M" + " L".join(f"{x:.1f},{y:.1f}" for x, y in corners) + " z"


# --- Lines ---------------------------------------------------------------------------------------


def line_svg(route: Route, edge: Edge, placed: Layout) -> str:
    kinds = f"wait{' either' if edge.kind == 'one of' else ''}"
    points = points_of(route, placed)
    return f'<path class="{kinds}" marker-end="url(#head)" d="{curve(points)}"/>'


def points_of(route: Route, placed: Layout) -> list[tuple[float, float]]:
    """From the edge of one box to that of the other; back lines bow out to the side."""
    boxes = {each.box.name: each for each in placed.boxes}
    source, target = boxes[route.source], boxes[route.target]
    if route.source == route.target:
        right, y = source.x + source.box.width / 2, source.y
        return [(right, y - 8), (right + 34, y - 8), (right + 34, y + 8), (right, y + 8)]
    down = 1 if target.y > source.y else -1
    start = (source.x, source.y + down * source.box.height / 2)
    end = (target.x, target.y - down * target.box.height / 2)
    shift = sideways(route, placed)
    bowed = [(x + shift, y) for x, y in route.points[1:-1]]
    return [(start[0] + shift, start[1]), *bowed, (end[0] + shift, end[1])]


def sideways(route: Route, placed: Layout) -> float:
    """Of two lines between the same boxes one runs on the left and one on the right."""
    if route.turned:
        return BESIDE
    back = any((one.target, one.source) == (route.source, route.target) for one in placed.routes)
    return -BESIDE if back else 0.0


def curve(points: Sequence[tuple[float, float]]) -> str:
    """Upright where it leaves and where it arrives."""
    path = f"M{points[0][0]:.1f},{points[0][1]:.1f}"
    for (x, y), (to_x, to_y) in zip(points, points[1:], strict=False):
        half = (y + to_y) / 2
        path += f" C{x:.1f},{half:.1f} {to_x:.1f},{half:.1f} {to_x:.1f},{to_y:.1f}"
    return path


def label_svg(route: Route, edge: Edge, placed: Layout) -> str:
    if not edge.label:
        return ""
    (x, y), (to_x, to_y) = points_of(route, placed)[:2]
    along = 0.5 if route.turned else 0.42
    place_x, place_y = x + (to_x - x) * along, y + (to_y - y) * along + 4
    return (
        f'<text class="on-line" text-anchor="middle" x="{place_x:.1f}" y="{place_y:.1f}">'
        f"{escape(edge.label)}</text>"
    )
