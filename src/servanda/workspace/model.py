"""What a workspace is: all that one folder, or one log, says."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from servanda.agreement.model import Agreement
from servanda.evidence.ladder import Ladder
from servanda.evidence.viewpoint import Viewpoint
from servanda.language.diagnostic import Diagnostic
from servanda.record.model import Record
from servanda.values.instant import NEVER, Instant
from servanda.verdict.expected import Expected
from servanda.workspace.built import SaidThere


@dataclass(frozen=True, slots=True)
class Workspace:
    """Everything that one folder says, and everything that is wrong with it.

    Paths, in `texts` as in the spans of the diagnostics, are relative to the folder.
    """

    agreement: Agreement | None
    record: Record
    viewpoints: Mapping[str, Viewpoint]
    diagnostics: tuple[Diagnostic, ...]
    texts: Mapping[str, str]
    expected: tuple[Expected, ...] = ()  # by the tests that stand in the texts
    ladder: Ladder | None = None  # one of its own; None: the standard one
    entered: Mapping[str, tuple[Instant, ...]] = field(default_factory=dict)  # see `LogRead`
    versions: Mapping[str, tuple[Instant, ...]] = field(default_factory=dict)  # of files, likewise
    files_of: Instant = NEVER  # those of a log are the versions that were there by then
    whole: Record | None = None  # with what a reader may not see, if they are told what it changes
    said: tuple[SaidThere, ...] = ()  # what is of the record
    agreeing: tuple[str, ...] = ()  # the documents that say more than that
    unopened: int = 0  # entries of a log that are sealed under keys that are not here
