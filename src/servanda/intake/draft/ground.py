"""What a draft is made on: the words of the agreement and of its record, ready to be matched."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from servanda.agreement.model import Agreement
from servanda.intake.draft.bearing import Bearing, bearing_of
from servanda.intake.draft.deeds import Deeds, deeds_of
from servanda.intake.draft.levels import Levels
from servanda.intake.draft.names import Names, names_of
from servanda.intake.draft.rehearsal import Stage, stage_of
from servanda.language.tree import Document
from servanda.language.vocabulary import gather
from servanda.record.model import Record


@dataclass(frozen=True, slots=True)
class Ground:
    """One folder, as intake sees it."""

    agreement: Agreement
    record: Record
    names: Names
    deeds: Deeds
    levels: Levels
    bearing: Bearing
    stage: Stage


def ground_of(
    documents: Iterable[Document], agreement: Agreement, record: Record, texts: Mapping[str, str]
) -> Ground:
    """Prepares a folder once, for any number of articles; `texts` are its files, by path."""
    pages = tuple(documents)
    names = names_of(gather(pages)[0], agreement, record)
    return Ground(
        agreement,
        record,
        names,
        deeds_of(agreement, names),
        Levels(agreement.levels, names),
        bearing_of(agreement, names, record, texts),
        stage_of(pages, agreement.calendar),
    )
