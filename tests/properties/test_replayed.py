"""7. Every verdict's reasons, replayed alone, give the same verdict."""

import pytest

from servanda.record.model import Record
from servanda.values.instant import Instant
from servanda.verdict.assess import cases_of, merged, row_keys
from servanda.verdict.judge import Axes
from servanda.verdict.reasons import explain, leaf_references, only
from servanda.verdict.terms import RowKey
from tests.properties.asked import question
from tests.reference.drawing import cases
from tests.reference.generated import Drawn, dates, worlds


def axes_of(drawn: Drawn, record: Record, name: str, at: Instant) -> dict[RowKey, Axes]:
    solved = cases_of(drawn.agreement, record, drawn.viewpoint, question(drawn, at))
    options = solved.options(name, drawn.viewpoint, ())
    keys = row_keys(name, solved, options)
    return {key: merged(key, solved, options, at) for key in keys}


@pytest.mark.slow
@cases(30, worlds(), dates())
def test_the_reasons_alone_give_the_verdict_again(drawn: Drawn, when: list[Instant]) -> None:
    at = when[-1]
    asked = question(drawn, at)
    for stipulation in drawn.agreement.stipulations:
        name = stipulation.name
        told = axes_of(drawn, drawn.record, name, at)
        trees = explain(drawn.agreement, drawn.record, drawn.viewpoint, asked, name)
        for tree, (key, axes) in zip(trees, told.items(), strict=True):
            record = only(drawn.record, leaf_references(tree))
            assert axes_of(drawn, record, name, at)[key] == axes
