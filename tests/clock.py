"""What the clock shows while a test runs, set in the one place where the program reads it."""

from datetime import UTC, datetime, tzinfo

import pytest


def shows(patch: pytest.MonkeyPatch, day: str) -> None:
    """It is noon of this day, in Greenwich."""
    noon = datetime.fromisoformat(f"{day}T12:00").replace(tzinfo=UTC)

    class Clock(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
            return noon.astimezone(tz)

    patch.setattr("servanda.workspace.opening.datetime", Clock)
