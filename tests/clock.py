"""What the clock shows while a test runs, set in the one place where the program reads it."""

from datetime import UTC, datetime, tzinfo

import pytest


class StoppedClock:
    """What is read of `datetime` there."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def now(self, zone: tzinfo) -> datetime:
        return self.at.astimezone(zone)


def shows(patch: pytest.MonkeyPatch, day: str) -> None:
    """It is noon of this day, in Greenwich."""
    noon = datetime.fromisoformat(f"{day}T12:00").replace(tzinfo=UTC)
    patch.setattr("servanda.workspace.opening.datetime", StoppedClock(noon))
