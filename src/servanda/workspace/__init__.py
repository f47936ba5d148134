"""The composition root: opens a folder of documents and reads the clock, the only one to do so.

What is wrong with the texts becomes diagnostics. Only what the world refuses (no such folder, no
right to read a file) is an exception, with one line to show.
"""

from servanda.workspace.files import MOST_FILES, WorkspaceError
from servanda.workspace.model import Workspace
from servanda.workspace.opening import now, open_workspace
from servanda.workspace.question import default_question

__all__ = [
    "MOST_FILES",
    "Workspace",
    "WorkspaceError",
    "default_question",
    "now",
    "open_workspace",
]
