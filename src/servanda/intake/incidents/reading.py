"""From a row of cells to incidents, by a mapping; or to the reason why it is quarantined."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import blake2b
from typing import TypeVar
from zoneinfo import ZoneInfo

from servanda.intake.incidents import persons, quantities, times
from servanda.intake.incidents.mapping import Coded, Count, Mapping, Number, Personal
from servanda.intake.incidents.model import Bounds, Incident, PlacePrecision, Quarantined
from servanda.intake.incidents.refused import RefusedError
from servanda.intake.incidents.tables.rows import Damaged, Row, plain

Word = TypeVar("Word")
SHOWN = 2_000  # characters of a quarantined row
COARSE = 1  # decimals of a degree that a household's place keeps
FORMULA = ("=", "@", "+", "-")


@dataclass(frozen=True, slots=True)
class Read:
    """The incidents of a row: one, or of a row of counts one for each; and what is remarked."""

    incidents: tuple[Incident, ...]
    remarks: tuple[str, ...] = ()


class Reader:
    """Reads the rows of one table."""

    def __init__(self, mapping: Mapping, columns: Sequence[str], source: str) -> None:
        self._mapping = mapping
        self._source = source
        self._place = {plain(name): place for place, name in reversed(list(enumerate(columns)))}
        wanted = mapping.wanted()
        self._read = tuple(
            name for name in columns
            if plain(name) in {plain(each) for each in wanted.names}
        )  # fmt: skip
        declared = [each.column for each in mapping.personal]
        persons.check_declared(self._read, declared)
        self._personal = {plain(name) for name in declared}
        self._withholds = bool(declared) or bool(persons.telling_columns(columns))
        self._header = tuple(plain(name) for name in self._read)
        self._formats = mapping.time.formats
        self._zone = ZoneInfo(mapping.time.zone)
        self._zones = {name: ZoneInfo(zone) for name, zone in mapping.time.zones.items()}

    def read(self, row: Row | Damaged) -> Read | Quarantined:
        """Whatever stands in a row; nothing is passed over."""
        if isinstance(row, Damaged):
            text = persons.WITHHELD if self._withholds else persons.masked(row.text)
            return Quarantined(row.number, row.reason, row.column, text[:SHOWN])
        try:
            return self._incidents(row)
        except RefusedError as refused:
            return Quarantined(
                row.number, refused.reason, refused.column, self.told(row), self._id_if_any(row)
            )

    def told(self, row: Row) -> str:
        """The cells that are read, with their columns; personal data left out."""
        cells = (
            f"{name}: {persons.MASK if plain(name) in self._personal else self._cell(row, name)}"
            for name in self._read
            if self._cell(row, name)
        )
        return persons.masked(" | ".join(cells))[:SHOWN]

    # --- One row ---------------------------------------------------------------------------------

    def _incidents(self, row: Row) -> Read:
        self._check_kind_of_row(row)
        row, remarks, is_household = self._without_persons(row)
        mapping = self._mapping
        base, more = self._base(row)
        remarks += more
        if is_household:
            base = coarsened(base)
            remarks.append("coarsened")
        kept = (base.kind, base.place, base.by, base.against, base.note, base.reported_by)
        texts = [base.kind, base.place, base.by, base.against, *base.between]
        sources = [base.reported_by, base.address]
        (sources if self._mapping.note_cites else texts).append(base.note)
        if persons.has_telephone(texts, sources):
            raise RefusedError("telephone-number")
        if any(text and text[0] in FORMULA for text in (*kept, *base.between)):
            remarks.append("formula-kept-as-text")
        if any(unmarked(self._raw(row, name)) != self._raw(row, name) for name in self._read):
            remarks.append("direction-marks")
        found = self._counts(row, base) if mapping.counts else (base,)
        return Read(found, (*row.remarks, *remarks))

    def _check_kind_of_row(self, row: Row) -> None:
        """Headers that come again, HXL tags, and whatever the mapping sets aside."""
        for aside in self._mapping.set_aside:
            if self._cell(row, aside.column) in aside.equals:
                raise RefusedError(aside.reason, aside.column)
        cells = [self._cell(row, name) for name in self._read]
        if sum(plain(cell) == name for cell, name in zip(cells, self._header, strict=True)) > (
            len(cells) // 2
        ):
            raise RefusedError("repeated-header")
        told = [cell for cell in cells if cell]
        if told and all(cell[0] == "#" for cell in told):
            raise RefusedError("hxl-tags")

    def _base(self, row: Row) -> tuple[Incident, list[str]]:
        mapping, remarks = self._mapping, list[str]()
        zone = self._zone_of(row)
        lasts = self._lasts(row, zone)
        kind = self._kind(row)
        by, against, between = self._sides(row, kind)
        latitude, longitude = self._coordinates(row)
        killed = self._bounds(row, mapping.killed, remarks)
        injured = self._bounds(row, mapping.injured, remarks)
        if lasts.remark:
            remarks.append(lasts.remark)
        incident = Incident(
            source=self._source,
            id=self._id(row),
            row=row.number,
            starts=lasts.starts,
            ends=lasts.ends,
            time_precision=lasts.precision,
            kind=kind,
            action=mapping.kind.actions.get(kind),
            by=by,
            against=against,
            actor=None,
            target=None,
            place=next(filter(None, (self._cell(row, name) for name in mapping.place.names)), None),
            latitude=latitude,
            longitude=longitude,
            place_precision=self._coded(row, mapping.place.precision) or "unknown",
            killed=killed,
            injured=injured,
            reported_by=self._text(row, mapping.reported_by),
            address=self._text(row, mapping.address),
            note=self._text(row, mapping.note),
            between=between,
            zone=zone.key,
            known=self._known(row, zone),
        )
        return incident, remarks

    # --- Its cells -------------------------------------------------------------------------------

    def _cell(self, row: Row, column: str | None) -> str:
        place = self._place.get(plain(column)) if column else None
        return unmarked(row.cells[place]).strip() if place is not None else ""

    def _raw(self, row: Row, column: str) -> str:
        return row.cells[self._place[plain(column)]]

    def _text(self, row: Row, column: str | None) -> str | None:
        return self._cell(row, column) or None

    def _id(self, row: Row) -> str:
        mapping = self._mapping
        if not mapping.id:
            contents = "\x1f".join(self._cell(row, name) for name in self._read)
            return blake2b(contents.encode("utf-8", "surrogatepass"), digest_size=10).hexdigest()
        parts = [quantities.code(self._cell(row, name)) for name in mapping.id]
        if not any(parts):
            raise RefusedError("no-id", mapping.id[0])
        return "/".join(parts)

    def _id_if_any(self, row: Row) -> str | None:
        try:
            return self._id(row) if self._mapping.id else None
        except RefusedError:
            return None

    def _zone_of(self, row: Row) -> ZoneInfo:
        return self._zones.get(self._cell(row, self._mapping.time.zone_column), self._zone)

    def _lasts(self, row: Row, zone: ZoneInfo) -> times.Lasting:
        told = self._mapping.time
        begun, ended = self._cell(row, told.starts), self._cell(row, told.ends)
        if not begun:
            raise RefusedError("no-time", told.starts)
        column = told.starts
        try:
            starts = times.written(begun, self._formats)
            column = told.ends or told.starts
            ends = times.written(ended, self._formats) if ended else None
            return times.lasting(starts, ends, self._coded(row, told.precision), zone)
        except RefusedError as refused:
            raise RefusedError(refused.reason, refused.column or column) from None
        except OverflowError:
            raise RefusedError("beyond-all-time", column) from None

    def _known(self, row: Row, zone: ZoneInfo) -> datetime | None:
        column = self._mapping.known
        text = quantities.code(self._cell(row, column))
        if not text:
            return None
        try:
            return times.instant(text, self._formats, zone)
        except RefusedError as refused:
            raise RefusedError(refused.reason, column) from None

    def _kind(self, row: Row) -> str:
        kinds = self._mapping.kind
        text = kinds.value or quantities.code(self._cell(row, kinds.column))
        if not text and self._mapping.counts:
            return ""
        if not text:
            raise RefusedError("no-kind", kinds.column)
        if kinds.only_listed and text not in kinds.values:
            raise RefusedError("unknown-kind", kinds.column)
        return kinds.values.get(text, text)

    def _sides(self, row: Row, kind: str) -> tuple[str | None, str | None, tuple[str, ...]]:
        sides = self._mapping.sides
        by, against = self._text(row, sides.by), self._text(row, sides.against)
        if sides.directed is None or kind in sides.directed:
            return by, against, ()
        return None, None, tuple(side for side in (by, against) if side)

    def _coordinates(self, row: Row) -> tuple[float | None, float | None]:
        where = self._mapping.place
        latitude = quantities.degrees(self._cell(row, where.latitude), 90, where.latitude or "")
        longitude = quantities.degrees(self._cell(row, where.longitude), 180, where.longitude or "")
        if (latitude is None) != (longitude is None):
            raise RefusedError("unreadable-place", where.latitude)
        return latitude, longitude

    def _bounds(self, row: Row, number: Number | None, remarks: list[str]) -> Bounds | None:
        if number is None:
            return None
        columns = (number.low, number.best, number.high)
        told = [quantities.whole(self._cell(row, name), name or "") for name in columns]
        found, widened = quantities.bounds(
            *told, widen=number.out_of_order == "widen", column=next(filter(None, columns), "")
        )
        if widened:
            remarks.append("range-widened")
        return found

    def _coded(self, row: Row, coded: Coded[Word]) -> Word | None:
        text = quantities.code(self._cell(row, coded.column))
        if not text:
            return coded.default
        if text not in coded.values:
            raise RefusedError("unknown-precision", coded.column)
        return coded.values[text]

    # --- Persons and counts ----------------------------------------------------------------------

    def _without_persons(self, row: Row) -> tuple[Row, list[str], bool]:
        """The row without what is left out; whether its place is that of a household."""
        remarks, is_household = list[str](), False
        for personal in self._mapping.personal:
            cell = self._cell(row, personal.column)
            if not cell or (personal.equals and cell not in personal.equals):
                continue
            if personal.then == "quarantine":
                raise RefusedError(REFUSED_FOR[personal.what], personal.column)
            is_household = is_household or personal.then == "coarsen"
            if personal.then == "leave-out":
                row = self._emptied(row, personal)
                remarks.append("person-left-out")
        return row, remarks, is_household

    def _emptied(self, row: Row, personal: Personal) -> Row:
        place = self._place[plain(personal.column)]
        return replace(row, cells=[*row.cells[:place], "", *row.cells[place + 1 :]])

    def _counts(self, row: Row, base: Incident) -> tuple[Incident, ...]:
        found = []
        for count in self._mapping.counts:
            number = quantities.whole(self._cell(row, count.column), count.column)
            if number is not None:
                found.append(counted(base, count, Bounds(number, number, number)))
        if not found:
            raise RefusedError("no-count")
        return tuple(found)


MARKS = dict.fromkeys(
    (0x061C, *range(0x200E, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A))
)


def unmarked(cell: str) -> str:
    """Without marks of writing direction, which nobody sees and which part a name from itself."""
    return cell if cell.isascii() else cell.translate(MARKS)


REFUSED_FOR = {
    "name": "name-of-a-person",
    "telephone": "telephone-number",
    "household": "household",
}


def counted(base: Incident, count: Count, tally: Bounds | None) -> Incident:
    """The incident of one cell of counts. Running totals are no toll of their day."""
    toll = None if count.running else tally
    return replace(
        base,
        id=f"{base.id}/{count.column}",
        kind=count.column,
        tally=tally,
        counted=count.counted,
        running=count.running,
        killed=toll if count.outcome == "killed" else None,
        injured=toll if count.outcome == "injured" else None,
    )


def coarsened(incident: Incident) -> Incident:
    """Without what would lead to a door: coordinates to a tenth of a degree, no place name."""
    precision: PlacePrecision = incident.place_precision
    return replace(
        incident,
        place=None,
        address=None,
        latitude=None if incident.latitude is None else round(incident.latitude, COARSE),
        longitude=None if incident.longitude is None else round(incident.longitude, COARSE),
        place_precision="near" if precision == "exact" else precision,
    )
