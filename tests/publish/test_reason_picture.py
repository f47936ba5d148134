"""Reasons as a drawing: well-formed, said in words, nothing over anything else."""

from itertools import combinations
from xml.etree import ElementTree

from servanda.publish.fold import folded
from servanda.publish.reason_picture import described, reasons_svg
from servanda.verdict.assessment import Reason
from tests.publish.conftest import HOSTILE
from tests.publish.test_fold import issue

SVG = "{http://www.w3.org/2000/svg}"


def tree() -> Reason:
    return Reason("verdict", HOSTILE, children=(issue(1, 4, decisive=2), issue(9, 60)))


def test_it_is_one_well_formed_drawing_with_a_title_and_words() -> None:
    trees = folded([tree()], {})
    root = ElementTree.fromstring(reasons_svg(trees, "reasons for it"))
    assert root.findtext(f"{SVG}title") == "reasons for it"
    words = root.findtext(f"{SVG}desc") or ""
    assert words == described(trees)
    assert "4. claim: F2.1: icrc says (icrc via wire). Decisive." in words
    assert not list(root.iter(f"{SVG}script"))


def test_no_box_lies_over_another_and_all_lie_within() -> None:
    root = ElementTree.fromstring(reasons_svg([tree(), tree()], "two"))
    width, height = float(root.attrib["width"]), float(root.attrib["height"])
    boxes = [
        tuple(float(one.attrib[name]) for name in ("x", "y", "width", "height"))
        for one in root.iter(f"{SVG}rect")
        if "box" in one.attrib["class"]
    ]
    assert len(boxes) > 20
    for x, y, wide, high in boxes:
        assert x >= 0 and x + wide <= width and y >= 0 and y + high <= height
    for (x, y, wide, high), (to_x, to_y, _, to_high) in combinations(boxes, 2):
        assert x != to_x or y + high <= to_y or to_y + to_high <= y
        assert wide


def test_what_is_folded_away_is_not_drawn() -> None:
    drawn = reasons_svg(folded([tree()], {}), "short")
    assert drawn.count("<rect") < reasons_svg([tree()], "long").count("<rect")
