"""What the texts of a workspace say, once they are built."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from servanda.agreement.model import Agreement
from servanda.evidence.ladder import Ladder
from servanda.evidence.viewpoint import Viewpoint
from servanda.language.diagnostic import Diagnostic
from servanda.record.model import Record
from servanda.values.instant import Instant
from servanda.verdict.expected import Expected

# Of a statement of the record: its document, its line there, its name, the digest of what it says,
# and until when it is under embargo, if it is.
SaidThere: TypeAlias = tuple[str, int, str, str, Instant | None]


@dataclass(frozen=True, slots=True)
class Built:
    """What the texts of a workspace say."""

    agreement: Agreement | None
    record: Record
    viewpoints: Mapping[str, Viewpoint]
    diagnostics: tuple[Diagnostic, ...]
    has_statements: bool
    expected: tuple[Expected, ...] = ()  # by the tests that stand in the texts
    ladder: Ladder | None = None  # one of its own; None: the standard one
    said: tuple[SaidThere, ...] = ()  # what is of the record
    agreeing: tuple[str, ...] = ()  # the documents that say more than that
