"""A desk on which tables are written and imported."""

import hashlib
from collections.abc import Callable
from collections.abc import Mapping as Named
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pandas as pd

from servanda.intake.incidents.checkpoint import Discarded, Resumed
from servanda.intake.incidents.importing import CHECKPOINT_EVERY, Order, import_incidents
from servanda.intake.incidents.mapping import Mapping
from servanda.intake.incidents.mapping_file import read_mapping
from servanda.intake.incidents.merging import Export
from servanda.intake.incidents.model import ImportSummary
from servanda.intake.incidents.opened import open_incidents, open_quarantine, open_versions

MONITORS = """
name = "monitors"
id = ["No"]

[time]
starts = "Date"
formats = ["%d.%m.%Y"]
zone = "Europe/Kyiv"

[kind]
column = "What"

[place]
names = ["Village"]

[killed]
low = "Low"
high = "High"
"""
HEADER = "No,Date,What,Village,Low,High\n"
FIRST_DAY = datetime(2027, 1, 1, tzinfo=UTC)  # after the rows of every table


def mapping_of(text: str = MONITORS) -> Mapping:
    mapping, wrong = read_mapping(text, "monitors.toml")
    assert mapping is not None, [str(one) for one in wrong]
    return mapping


@dataclass(frozen=True)
class Desk:
    """A folder; imports into it are known a day later each."""

    folder: Path

    def write(self, contents: str | bytes, name: str = "table.csv") -> Path:
        path = self.folder / name
        data = contents.encode("utf-8") if isinstance(contents, str) else contents
        path.write_bytes(data)
        return path

    def imported(
        self,
        contents: str | bytes | Path,
        mapping: str | Mapping = MONITORS,
        *,
        day: int = 0,
        export: Export = "partial",
        goes_on: bool = True,
        dated: bool = True,
        noted: Callable[[Resumed | Discarded], None] = lambda begun: None,
        every: int = CHECKPOINT_EVERY,
    ) -> ImportSummary:
        file = contents if isinstance(contents, Path) else self.write(contents)
        read_as = mapping_of(mapping) if isinstance(mapping, str) else mapping
        order = Order(
            folder=self.folder / "record",
            source="monitors",
            file=file,
            mapping=read_as,
            known=FIRST_DAY + timedelta(days=day),
            export=export,
            goes_on=goes_on,
            dated=dated,
        )
        summary = import_incidents(order, lambda so_far: None, noted, every)
        assert summary.read == summary.accepted + summary.unchanged + summary.quarantined
        assert summary.quarantined == sum(summary.reasons.values())
        return summary

    def held(self, day: int | None = None) -> list[dict[Any, Any]]:
        """The incidents as known on a day, as they stand in the store."""
        known = None if day is None else FIRST_DAY + timedelta(days=day)
        return rows_of(open_incidents(self.folder / "record", known).order_by("id").execute())

    def versions(self) -> list[dict[Any, Any]]:
        table = open_versions(self.folder / "record")
        return rows_of(table.order_by(["id", "known_from"]).execute())

    def quarantined(self) -> list[dict[Any, Any]]:
        return rows_of(open_quarantine(self.folder / "record").order_by("row").execute())

    def bytes_held(self) -> Named[str, str]:
        """Every file of the store with its hash."""
        place = self.folder / "record"
        return {
            path.relative_to(place).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(place.rglob("*"))
            if path.is_file()
        }


def rows_of(frame: pd.DataFrame) -> list[dict[Any, Any]]:
    rows: list[dict[Any, Any]] = frame.to_dict("records")
    return rows
