"""How the entries of a report are numbered: each sort from one, as they are written."""

import re
from dataclasses import dataclass, field

from servanda.language.record_clause import SaidByClause
from servanda.language.tree import (
    AccessDeniedHeader,
    ClaimHeader,
    CorrectionHeader,
    CoverageHeader,
    EngagementHeader,
    EventLinkHeader,
    FiguresHeader,
    IncidentsHeader,
    PositionHeader,
    RetractionHeader,
    Statement,
    WithheldHeader,
)

AT_ONCE = ClaimHeader | CoverageHeader | AccessDeniedHeader | EngagementHeader | PositionHeader
NUMBERED = re.compile(r"^(?P<sort>.*?)(?P<number>[0-9]+)$")
FROM_FILES = FiguresHeader | IncidentsHeader
ENTRIES = AT_ONCE | CorrectionHeader | RetractionHeader | FROM_FILES | EventLinkHeader


@dataclass(slots=True)
class Numbering:
    """How many entries of each sort a report has so far."""

    counts: dict[str, int] = field(default_factory=dict)

    def take(self, statement: Statement, header: ENTRIES) -> range:
        """The numbers of what a statement enters: one for each origin."""
        sort = sort_of(header)
        first = self.counts.get(sort, 0) + 1
        self.counts[sort] = first - 1 + origins_of(statement, header)
        return range(first, self.counts[sort] + 1)

    def skip(self, header: WithheldHeader) -> None:
        """Leaves the number of an entry that is withheld here to it."""
        found = NUMBERED.search(header.entry.text.partition(".")[2])
        assert found is not None, "the grammar has it so"
        sort = found["sort"]
        self.counts[sort] = max(self.counts.get(sort, 0), int(found["number"]))


def sort_of(header: ENTRIES) -> str:
    """What stands before the number in an id: nothing for claims, and for what corrects them."""
    match header:
        case ClaimHeader() | CorrectionHeader():
            return ""
        case RetractionHeader():
            return "retraction-"
        case FiguresHeader():
            return "figures-"
        case IncidentsHeader():
            return "incidents-"
        case CoverageHeader():
            return "coverage-"
        case AccessDeniedHeader():
            return "denied-"
        case EventLinkHeader():
            return "link-"
        case EngagementHeader(kind=kind):
            return f"{kind}-"
        case PositionHeader():
            return "position-"


def origins_of(statement: Statement, header: ENTRIES) -> int:
    """How many entries a statement makes: one for each origin."""
    if isinstance(header, FROM_FILES):
        return 1
    if isinstance(header, ClaimHeader):
        return len(header.chain.origins)
    said_by = next((one for one in statement.clauses if isinstance(one, SaidByClause)), None)
    return len(said_by.chain.origins) if said_by else 1
