"""Findings drawn: every box and line is there, in words as well, and nothing overlaps."""

from itertools import combinations
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.analysis.draft.finding import Edge, Finding, Node, Picture
from servanda.publish.graph import dot, svg
from servanda.publish.graph_layout import Box, layout

SVG = "{http://www.w3.org/2000/svg}"


def finding_with(edges: tuple[tuple[str, str], ...], label: str = "done") -> Finding:
    names = tuple(dict.fromkeys(name for edge in edges for name in edge))
    nodes = tuple(Node(name, f"{name}: <title> & more", "stipulation", True) for name in names)
    drawn = tuple(Edge(source, target, label, "one of") for source, target in edges)
    return Finding(
        "circular-wait", "exact", names, (), 'a "b" & <c>.', "", (), Picture(nodes, drawn)
    )


def test_a_drawing_stands_alone_and_says_in_words_what_it_shows() -> None:
    drawn = svg([finding_with((("a", "b"), ("b", "a")))], "Truce <1>")
    root = ElementTree.fromstring(drawn)
    assert root.get("role") == "img"
    title, words = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None and title.text == "Truce <1>"
    assert words is not None and words.text is not None
    assert "b waits for a done (one of several ways)." in words.text
    assert len([path for path in root.iter(f"{SVG}path") if path.get("marker-end")]) == 2
    style = root.find(f"{SVG}style")
    assert style is not None and "prefers-color-scheme: dark" in (style.text or "")
    assert "http" not in drawn.replace("http://www.w3.org/2000/svg", "")


def test_no_picture_is_said_so() -> None:
    assert "No finding has a picture." in svg([], "Truce")


def test_dot_is_quoted() -> None:
    drawn = dot([finding_with((("a", "b"),), label='say "x"')])
    assert drawn.startswith('digraph "circular-wait 1" {\n  label="a \\"b\\" & <c>.";')
    assert '"a" -> "b" [label="say \\"x\\"" style="dashed"];' in drawn
    assert drawn.count("{") == drawn.count("}") == 1


names = st.sampled_from("abcdefgh")


@given(st.lists(st.tuples(names, names), max_size=14))
def test_boxes_never_overlap_and_lines_end_in_boxes(edges: list[tuple[str, str]]) -> None:
    boxes = [Box(name, 40 + 10 * number, 30) for number, name in enumerate("abcdefgh")]
    placed = layout(boxes, edges, 20, 40)
    for one, other in combinations(placed.boxes, 2):
        apart_x = abs(one.x - other.x) >= (one.box.width + other.box.width) / 2
        apart_y = abs(one.y - other.y) >= (one.box.height + other.box.height) / 2
        assert apart_x or apart_y
    middles = {each.box.name: (each.x, each.y) for each in placed.boxes}
    assert {(one.source, one.target) for one in placed.routes} == set(edges)
    for route in placed.routes:
        assert route.points[0] == pytest.approx(middles[route.source])
        assert route.points[-1] == pytest.approx(middles[route.target])
    assert all(each.x - each.box.width / 2 >= -0.01 for each in placed.boxes)
    assert all(each.x + each.box.width / 2 <= placed.width + 0.01 for each in placed.boxes)
