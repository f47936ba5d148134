"""A folder that somebody brings to a log, as it was read, before it is compared with the log."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from servanda.language.diagnostic import Diagnostic
from servanda.store.incident_tables import Table
from servanda.workspace.attachments import attached_in
from servanda.workspace.files import data_named, files_of, passed_over, read_data, read_texts
from servanda.workspace.incident_tables import tables_in
from servanda.workspace.model import Workspace
from servanda.workspace.opening import opened_texts


@dataclass(frozen=True, slots=True)
class Brought:
    """Its documents by name, and where each lies; what is wrong in reading them; the files of
    figures and rows that they name; what goes with them by its hash, attached or named; tables of
    incidents; and the Markdown files that were not read."""

    folder: Path
    places: tuple[tuple[str, Path], ...]
    texts: Mapping[str, str]
    problems: tuple[Diagnostic, ...]
    data: Mapping[str, bytes]
    files: Mapping[str, bytes]
    tables: Mapping[str, Table]
    passed_over: tuple[str, ...]

    @property
    def contents(self) -> Mapping[str, bytes]:
        """Of all files and tables."""
        return {**self.files, **{name: table.data for name, table in self.tables.items()}}

    def opened_beside(self, texts: Mapping[str, str], data: Mapping[str, bytes]) -> Workspace:
        """What it says with documents that only a log has, and the files that these name."""
        every = {**texts, **self.texts}
        return opened_texts(self.folder, every, {**data, **self.data}, self.problems)


def read_folder(folder: Path) -> Brought:
    """`WorkspaceError` for what cannot be read, or is out of measure."""
    places = files_of(folder)
    texts, problems = read_texts(places)
    is_folder = folder.is_dir()
    root = folder if is_folder else folder.parent
    tables = tables_in(folder) if is_folder else {}
    data = read_data(data_named(texts), root)
    files = {name: each for name, each in data.items() if name not in tables}
    files |= attached_in(root, texts)
    passed = [each for each in passed_over(folder) if each not in files] if is_folder else ()
    return Brought(folder, places, texts, problems, data, files, tables, tuple(passed))
