"""What the agreement knows of an incident: its areas, its actions, its actors."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from servanda.intake.incidents.actors import Actors
from servanda.intake.incidents.areas import Zone, areas_of
from servanda.intake.incidents.model import Incident
from servanda.intake.incidents.vocabulary import System, standard_vocabulary


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Areas on the ground, the actions that are declared, the system of the source's codes, and
    the names of actors: of each what there is."""

    zones: tuple[Zone, ...] = ()
    actions: Collection[str] = ()
    system: System | None = None
    actors: Actors | None = None

    def refined(self, incident: Incident) -> Incident:
        """The incident with what is known of it. Nothing that it has is changed; an actor is found
        only where the source says who did it to whom."""
        return replace(
            incident,
            areas=areas_of(
                incident.latitude, incident.longitude, incident.place_precision, self.zones
            ),
            action=incident.action or self._action(incident),
            actor=incident.actor or self._actor(incident, incident.by),
            target=incident.target or self._actor(incident, incident.against),
        )

    def _action(self, incident: Incident) -> str | None:
        if self.system is None:
            return None
        return standard_vocabulary().action(self.system, incident.kind, self.actions)

    def _actor(self, incident: Incident, words: str | None) -> str | None:
        if self.actors is None:
            return None
        return self.actors.actor(words, incident.starts, incident.ends, incident.zone)
