"""What lies beside an agreement for an import: its own words, its areas, its actors."""

from hashlib import sha256
from pathlib import Path

from servanda.agreement.model import Agreement
from servanda.cli.beside import agreement_in
from servanda.intake.incidents.actors import Actors, UnusableActors, read_actors
from servanda.intake.incidents.areas import UnusableAreas, Zone, read_areas
from servanda.intake.incidents.refining import Knowledge
from servanda.intake.incidents.tables.rows import TableError
from servanda.intake.incidents.vocabulary import System

AREAS = "areas.geojson"
ACTORS = "actors.toml"


def knowledge_in(folder: Path, areas: Path | None, system: System | None) -> Knowledge:
    """What the agreement in a folder knows; `areas` is another file of areas than the one there.

    Raises TableError where a file cannot be used, or names what the agreement does not have.
    """
    agreement = agreement_in(folder)
    return Knowledge(
        zones=_zones(folder, areas, agreement),
        actions=frozenset(agreement.actions) if agreement else frozenset(),
        system=system,
        actors=_actors(folder / ACTORS, agreement),
    )


def digest_of(folder: Path, areas: Path | None, knowledge: Knowledge) -> str:
    """The same for knowledge that says the same of every incident."""
    told = sha256(repr((sorted(knowledge.actions), knowledge.system)).encode())
    for path in (areas or folder / AREAS, folder / ACTORS):
        told.update(path.read_bytes() if path.is_file() else b"")
        told.update(b"\0")
    return told.hexdigest()


def _zones(folder: Path, areas: Path | None, agreement: Agreement | None) -> tuple[Zone, ...]:
    path = areas or folder / AREAS
    if areas is None and not path.is_file():
        return ()
    if agreement is not None and not agreement.areas:
        raise TableError(f"{path.name}: the agreement has no areas", "declare them: `area NAME`")
    zones = read_areas(path.read_bytes(), tuple(agreement.areas) if agreement else ())
    if isinstance(zones, UnusableAreas):
        raise TableError(f"{path.name}: {zones.message}", zones.hint)
    return zones


def _actors(path: Path, agreement: Agreement | None) -> Actors | None:
    if agreement is None or not path.is_file():
        return None
    actors = read_actors(path.read_bytes(), tuple(agreement.actors))
    if isinstance(actors, UnusableActors):
        raise TableError(f"{path.name}: {actors.message}", actors.hint)
    return actors
