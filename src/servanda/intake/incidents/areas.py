"""Areas on the ground: in which of an agreement's areas an incident surely lies.

`areas.geojson` beside an agreement is a FeatureCollection whose features have a property `area`,
the name of an area of the agreement, and a polygon in WGS 84. An exact place lies in an area if its
point does. A place known only to be near a point (UCDP: within about 25 km) lies in it if all of
that circle does. What is known only to a district, a province or a country lies surely in none.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import cos, radians
from typing import Any

from servanda.intake.incidents.model import PlacePrecision

LARGEST_FILE = 20_000_000  # bytes
MOST_AREAS = 500
MOST_POINTS = 200_000  # in all polygons
NEAR = 25.0  # kilometres
DEGREE = 110.57  # kilometres, at least, of latitude
HINT = "write a FeatureCollection of polygons, each with a property `area`"


@dataclass(frozen=True, slots=True)
class Zone:
    """One area. `shape` is flat: degrees of longitude shrunk to the length of those of latitude at
    the middle of the area, so that distances in it are about right."""

    area: str
    shape: Any
    shrink: float


@dataclass(frozen=True, slots=True)
class UnusableAreas:
    """Why a file of areas cannot be used."""

    message: str
    hint: str = HINT


def read_areas(data: bytes, known: Sequence[str] = ()) -> tuple[Zone, ...] | UnusableAreas:
    """The areas in a GeoJSON file, each a name of the agreement's (`known`, where given)."""
    if len(data) > LARGEST_FILE:
        return UnusableAreas(
            f"this file has more than {LARGEST_FILE:,} bytes", "simplify the lines"
        )
    try:
        held = json.loads(data.decode("utf-8"))
    except UnicodeDecodeError:
        return UnusableAreas("this is not UTF-8", "save the file as UTF-8")
    except (ValueError, RecursionError):
        return UnusableAreas("this is no JSON")
    try:
        zones = tuple(_zones(held))
    except _UnusableError as problem:
        return UnusableAreas(str(problem))
    unknown = sorted({zone.area for zone in zones} - set(known)) if known else []
    if unknown:
        listed = ", ".join(f"`{name}`" for name in sorted(known)[:6])
        return UnusableAreas(f"the agreement has no area `{unknown[0]}`", f"it has {listed}")
    return zones


def areas_of(
    latitude: float | None,
    longitude: float | None,
    precision: PlacePrecision,
    zones: Sequence[Zone],
) -> tuple[str, ...]:
    """The areas in which a place surely lies, by name."""
    if latitude is None or longitude is None or precision not in ("exact", "near"):
        return ()
    found = (one.area for one in zones if _lies_in(latitude, longitude, precision == "near", one))
    return tuple(sorted(set(found)))


# --- Shapes ----------------------------------------------------------------------------------


class _UnusableError(Exception):
    """Something in a file that is no area."""


def _lies_in(latitude: float, longitude: float, with_circle: bool, zone: Zone) -> bool:
    import shapely

    point = shapely.Point(longitude * zone.shrink, latitude)
    if not shapely.contains(zone.shape, point):
        return False
    return not with_circle or shapely.distance(shapely.boundary(zone.shape), point) * DEGREE >= NEAR


def _zones(held: object) -> Iterator[Zone]:
    features = held.get("features") if isinstance(held, Mapping) else None
    if not isinstance(features, list):
        raise _UnusableError("there are no `features`")
    if len(features) > MOST_AREAS:
        raise _UnusableError(f"there are more than {MOST_AREAS} features")
    points = 0
    for number, feature in enumerate(features, start=1):
        zone, size = _zone(feature, number)
        points += size
        if points > MOST_POINTS:
            raise _UnusableError(f"the polygons have more than {MOST_POINTS:,} points")
        yield zone


def _zone(feature: object, number: int) -> tuple[Zone, int]:
    import shapely
    from shapely.geometry import shape

    told = feature if isinstance(feature, Mapping) else {}
    properties, geometry = told.get("properties"), told.get("geometry")
    name = properties.get("area") if isinstance(properties, Mapping) else None
    if not isinstance(name, str) or not name:
        raise _UnusableError(f"feature {number} has no property `area`")
    kind = geometry.get("type") if isinstance(geometry, Mapping) else None
    if kind not in ("Polygon", "MultiPolygon"):
        raise _UnusableError(f"feature {number} (`{name}`) is no polygon")
    try:
        polygon = shape(geometry)
    except (ValueError, TypeError, IndexError, KeyError, AttributeError, shapely.GEOSException):
        raise _UnusableError(f"the points of feature {number} (`{name}`) cannot be read") from None
    if polygon.is_empty or not polygon.is_valid:
        why = shapely.is_valid_reason(polygon) if not polygon.is_empty else "it has no points"
        raise _UnusableError(f"feature {number} (`{name}`) is no proper polygon: {why}")
    west, south, east, north = polygon.bounds
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
        raise _UnusableError(
            f"feature {number} (`{name}`) is not in degrees of longitude and latitude"
        )
    shrink = cos(radians((south + north) / 2))
    flat = shapely.transform(polygon, lambda points: points * [shrink, 1.0])
    shapely.prepare(flat)  # asked about many points
    return Zone(name, flat, shrink), int(shapely.get_num_coordinates(polygon))
