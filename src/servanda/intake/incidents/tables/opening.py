"""What kind of table a file is: by its first bytes, which do not lie as its name may."""

from pathlib import Path

from servanda.intake.incidents.tables.csv_rows import open_csv
from servanda.intake.incidents.tables.json_rows import open_json
from servanda.intake.incidents.tables.rows import Table, TableError, Wanted

OLD_EXCEL = b"\xd0\xcf\x11\xe0"
REFUSED = {
    OLD_EXCEL: ("this is a spreadsheet of the old form (XLS), or an encrypted one", "save as XLSX"),
    b"%PDF": ("this is a PDF and no table", "export the table as CSV or XLSX"),
    b"\x1f\x8b": ("this is packed (gzip)", "unpack it first"),
    b"RDX": ("this is a data file of R", "export it as CSV or Parquet"),
    b"BZh": ("this is packed (bzip2)", "unpack it first"),
}


def open_table(
    path: Path, wanted: Wanted, encoding: str | None = None, delimiter: str | None = None
) -> Table:
    """A table with the wanted columns; raises TableError where there is none."""
    with path.open("rb") as file:
        first = file.read(4096)
    if not first.strip():
        raise TableError("this file is empty", "fetch it again: there should be a table in it")
    for mark, (message, hint) in REFUSED.items():
        if first.startswith(mark):
            raise TableError(message, hint)
    if first.startswith(b"PK\x03\x04"):
        from servanda.intake.incidents.tables.xlsx_rows import open_xlsx

        return open_xlsx(path, wanted)
    if first.startswith(b"PAR1"):
        from servanda.intake.incidents.tables.parquet_rows import open_parquet

        return open_parquet(path, wanted)
    if first.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"[{", b"[\n", b"[ ", b"[\r", b"[]")):
        return open_json(path, wanted)
    return open_csv(path, wanted, encoding, delimiter)
