"""Areas: what is known only to the province is not inside the zone."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as some

from servanda.intake.incidents.areas import UnusableAreas, Zone, areas_of, read_areas


def file(*features: object) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": list(features)}).encode()


def square(area: object, west: float, south: float, side: float = 1.0) -> dict[str, object]:
    east, north = west + side, south + side
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    geometry = {"type": "Polygon", "coordinates": [ring]}
    return {"type": "Feature", "properties": {"area": area}, "geometry": geometry}


def zones(*features: object) -> tuple[Zone, ...]:
    read = read_areas(file(*features))
    assert not isinstance(read, UnusableAreas)
    return read


VALLEY = square("valley", 38.0, 48.0)


def test_an_exact_place_lies_where_its_point_does() -> None:
    both = zones(VALLEY, square("plain", 38.5, 48.0))
    assert areas_of(48.2, 38.2, "exact", both) == ("valley",)
    assert areas_of(48.2, 38.7, "exact", both) == ("plain", "valley")
    assert areas_of(50.2, 38.2, "exact", both) == ()
    assert areas_of(None, None, "exact", both) == ()


def test_what_is_known_only_nearly_lies_there_only_with_all_of_its_circle() -> None:
    assert areas_of(48.5, 38.5, "near", zones(VALLEY)) == ("valley",)
    assert areas_of(48.5, 38.1, "near", zones(VALLEY)) == ()  # 7 km from the edge


@pytest.mark.parametrize("precision", ["district", "province", "country", "unknown"])
def test_what_is_known_only_to_the_province_lies_in_no_zone(precision: str) -> None:
    assert areas_of(48.5, 38.5, precision, zones(VALLEY)) == ()  # type: ignore[arg-type]


@given(some.floats(47, 50), some.floats(37, 40))
def test_less_precision_never_puts_an_incident_into_more_areas(north: float, east: float) -> None:
    found = zones(VALLEY, square("plain", 38.4, 48.4, 2.0))
    assert set(areas_of(north, east, "near", found)) <= set(areas_of(north, east, "exact", found))


BOWTIE = {
    "type": "Polygon",
    "coordinates": [[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]],
}


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"\xff", "not UTF-8"),
        (b"{", "no JSON"),
        (b"[" * 100_000, "no JSON"),
        (b"[]", "no `features`"),
        (file(square(None, 1, 1)), "no property `area`"),
        (file({"properties": {"area": "a"}, "geometry": {"type": "Point"}}), "no polygon"),
        (file({"properties": {"area": "a"}, "geometry": BOWTIE}), "Self-intersection"),
        (file(square("a", 4_000_000, 48)), "not in degrees"),
        (
            file({"properties": {"area": "a"}, "geometry": {"type": "Polygon", "coordinates": 5}}),
            "cannot be read",
        ),
    ],
)
def test_what_is_no_area_is_told(data: bytes, message: str) -> None:
    read = read_areas(data)
    assert isinstance(read, UnusableAreas) and message in read.message


def test_an_area_that_the_agreement_does_not_have_is_told() -> None:
    read = read_areas(file(VALLEY), known=("north-zone",))
    assert isinstance(read, UnusableAreas)
    assert "no area `valley`" in read.message and "`north-zone`" in read.hint
