"""The agreement beside which incidents are held, if there is one."""

from zoneinfo import ZoneInfo

from servanda.agreement.model import Agreement
from servanda.values.calendar import Calendar
from servanda.workspace import open_workspace
from servanda.workspace.files import WorkspaceError
from servanda.workspace.place import Place


def agreement_in(place: Place) -> Agreement | None:
    """The agreement in a folder or a log; None where there is none, or none that can be read."""
    try:
        return open_workspace(place).agreement
    except WorkspaceError:
        return None


def calendar_of(place: Place) -> Calendar:
    """Its calendar; where there is no agreement, days in UTC."""
    agreement = agreement_in(place)
    return agreement.calendar if agreement else Calendar(ZoneInfo("UTC"))
