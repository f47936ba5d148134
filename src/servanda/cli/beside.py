"""The agreement beside which incidents are held, if there is one."""

from pathlib import Path
from zoneinfo import ZoneInfo

from servanda.agreement.model import Agreement
from servanda.values.calendar import Calendar
from servanda.workspace import open_workspace
from servanda.workspace.files import WorkspaceError


def agreement_in(folder: Path) -> Agreement | None:
    """The agreement in a folder; None where there is none, or none that can be read."""
    try:
        return open_workspace(folder).agreement
    except WorkspaceError:
        return None


def calendar_of(folder: Path) -> Calendar:
    """Its calendar; where there is no agreement, days in UTC."""
    agreement = agreement_in(folder)
    return agreement.calendar if agreement else Calendar(ZoneInfo("UTC"))
