"""A folder as anybody may see it: what its markings keep from them is left out, as of a log.

Whoever has a folder sees all of it; but what goes outside is worked out from no more than this.
"""

from pathlib import Path

from servanda.store.access import ANYBODY, sight_of
from servanda.store.documents import Held, entries_of
from servanda.store.laying import folder_of
from servanda.store.log import Logged
from servanda.workspace.files import data_named, files_of, read_data, read_texts
from servanda.workspace.model import Workspace
from servanda.workspace.opening import now, opened_texts
from servanda.workspace.recording import reading_of


def open_for_anybody(folder: Path) -> Workspace:
    """What a folder says to anybody. One with errors is given as it is: nothing is made of it."""
    texts, found = read_texts(files_of(folder))
    data = read_data(data_named(texts), folder if folder.is_dir() else folder.parent)
    whole = opened_texts(folder, texts, data, found)
    if any(each.severity == "error" for each in whole.diagnostics):
        return whole
    entered = entries_of(texts, data, reading_of(whole), Held({}, {}))
    logged = tuple(Logged(position, one) for position, one in enumerate(entered))
    sight = sight_of(ANYBODY, logged, {}, now())
    return opened_texts(folder, folder_of(logged, sight).texts, data) if sight.withheld else whole
