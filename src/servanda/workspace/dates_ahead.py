"""Reports that bear a date which has not come: a slip, as nobody has reported anything then."""

from collections.abc import Iterable
from datetime import timedelta

from servanda.store.entry import Entry
from servanda.values.calendar import GREENWICH
from servanda.workspace.files import WorkspaceError
from servanda.workspace.model import Workspace
from servanda.workspace.opening import now


def require_no_report_ahead(workspace: Workspace, fresh: Iterable[Entry]) -> None:
    """`WorkspaceError` where a report that is to be entered is dated later than tomorrow: in some
    zone it may be tomorrow already."""
    calendar = workspace.agreement.calendar if workspace.agreement else GREENWICH
    today = calendar.local(now()).date()
    end = calendar.day(today + timedelta(days=1)).end
    entered = {entry.name for entry in fresh if entry.kind == "report"}
    for name, report in workspace.record.reports.items():
        latest = max(report.published, report.recorded or report.published)
        if name in entered and latest >= end:
            raise WorkspaceError(
                f"{report.span}: the report {name} is dated {calendar.local(latest).date()}, which "
                f"lies ahead (today is {today}): correct the date; nothing was logged"
            )
