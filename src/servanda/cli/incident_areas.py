"""The areas of an agreement on the ground, for an import beside it."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from servanda.cli.beside import agreement_in
from servanda.intake.incidents.areas import UnusableAreas, areas_of, read_areas
from servanda.intake.incidents.model import Incident
from servanda.intake.incidents.tables.rows import TableError

AREAS = "areas.geojson"  # beside the agreement


def placing_in(folder: Path, areas: Path | None) -> Callable[[Incident], Incident] | None:
    """What says of an incident in which areas it surely lies; None where no areas are drawn.

    The file is the one given or the one beside the agreement. Raises TableError where it cannot be
    used, or names an area that the agreement does not have.
    """
    path = areas or folder / AREAS
    if areas is None and not path.is_file():
        return None
    agreement = agreement_in(folder)
    if agreement is not None and not agreement.areas:
        raise TableError(f"{path.name}: the agreement has no areas", "declare them: `area NAME`")
    zones = read_areas(path.read_bytes(), tuple(agreement.areas) if agreement else ())
    if isinstance(zones, UnusableAreas):
        raise TableError(f"{path.name}: {zones.message}", zones.hint)

    def placed(incident: Incident) -> Incident:
        latitude, longitude = incident.latitude, incident.longitude
        found = areas_of(latitude, longitude, incident.place_precision, zones)
        return replace(incident, areas=found)

    return placed
