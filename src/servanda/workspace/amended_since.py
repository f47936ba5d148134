"""What of an agreement was amended after an edition, and the reasons that were logged."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from servanda.store.log import Logged
from servanda.workspace.amending import compared_agreements


@dataclass(frozen=True, slots=True)
class AmendedDocument:
    """A document of the agreement: which statements of it read otherwise, are new or gone
    (`duty release reads otherwise`), and why, in the words that were logged with it since."""

    document: str
    statements: tuple[str, ...]
    reasons: tuple[str, ...]


def amended_since(
    then: Mapping[str, str], now: Mapping[str, str], logged: Sequence[Logged]
) -> tuple[AmendedDocument, ...]:
    """From the texts of both days, and the entries that came in between."""
    found = compared_agreements(then, now).amendments
    return tuple(
        AmendedDocument(
            document,
            tuple(str(one) for one in found if one.document == document),
            _reasons(document, logged),
        )
        for document in dict.fromkeys(one.document for one in found)
    )


def _reasons(document: str, logged: Sequence[Logged]) -> tuple[str, ...]:
    entries = (one.entry for one in logged if one.entry.kind == "document")
    return tuple(
        str(entry.holds["amended"])
        for entry in entries
        if entry.name == document and "amended" in entry.holds
    )
