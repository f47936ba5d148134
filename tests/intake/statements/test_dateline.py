"""The dateline of an article says when it was written, not when anything happened."""

from datetime import date

import pytest

from servanda.intake.statements.dates import dated
from servanda.intake.statements.model import Extent
from tests.intake.statements.reading import only, said

PUBLISHED = date(2025, 10, 22)


@pytest.mark.parametrize(
    "dateline",
    [
        "RIVERTOWN, 22 October 2025 - ",
        "RIVERTOWN, October 22 (Newswire) — ",
        "Rivertown, Oct. 22, 2025 (NW): ",
    ],
)
def test_the_weekday_counts_and_not_the_dateline(dateline: str) -> None:
    text = f"{dateline}The north admitted 450 trucks on Tuesday."
    found = dated(text, Extent(0, len(text)), PUBLISHED, "past")
    assert (found.first, found.last) == (date(2025, 10, 21), date(2025, 10, 21))
    assert found.extent is not None and text[found.extent.start :].startswith("Tuesday")


def test_a_date_further_on_is_none() -> None:
    text = "The north said: on 20 October 2025 - a Monday - it admitted trucks."
    found = dated(text, Extent(0, len(text)), PUBLISHED, "past")
    assert found.first == date(2025, 10, 20)


@pytest.mark.parametrize(
    "dateline", ["RIVERTOWN, Oct. 22 (Agency) — ", "RIVERTOWN (Agency) — ", "RIVERTOWN — "]
)
def test_a_dateline_is_no_part_of_what_is_said(dateline: str) -> None:
    text = f"{dateline}The gate was closed, officials said."
    assert said(text, only(text)) == "The gate was closed"
