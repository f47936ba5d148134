"""The matrix: how every viewpoint sees every row, phase and fund, side by side."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from servanda.agreement.model import Agreement
from servanda.agreement.subjects import subjects
from servanda.evidence.viewpoint import Viewpoint
from servanda.record.model import Record
from servanda.verdict.assess import cases_of
from servanda.verdict.assessment import Question
from servanda.verdict.words import NOT_THERE, words_in


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One stipulation, bearer and limb, one phase or one fund: its plain word in each viewpoint."""

    name: str
    bearer: tuple[str, ...]
    limb: str | None
    states: tuple[str, ...]  # in the order of the viewpoints

    @property
    def is_parted(self) -> bool:
        return len(set(self.states)) > 1


def matrix(
    agreement: Agreement, record: Record, viewpoints: Sequence[Viewpoint], question: Question
) -> tuple[MatrixRow, ...]:
    """Every row that any of the viewpoints has, in the order of the text."""
    seen = [
        words_in(
            cases_of(agreement, record, eyes, replace(question, viewpoint=eyes.name)),
            eyes,
            question,
        )
        for eyes in viewpoints
    ]
    place = {each.name: number for number, each in enumerate(subjects(agreement))}
    keys = dict.fromkeys(key for words in seen for key in words)
    return tuple(
        MatrixRow(*key, tuple(words.get(key, NOT_THERE) for words in seen))
        for key in sorted(keys, key=lambda key: place[key[0]])
    )
