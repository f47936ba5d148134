"""docs/verdicts.md explains every word that an answer can say."""

import re
from typing import get_args

import pytest

from servanda.verdict.assessment import Cause, FundWord, PhaseWord, Standard, State
from tests.docs.shown import DOCS, text_of

WORDS = sorted({*get_args(State), *get_args(PhaseWord), *get_args(FundWord), *get_args(Cause),
                *get_args(Standard)})  # fmt: skip


@pytest.mark.parametrize("word", WORDS)
def test_a_word_is_explained(word: str) -> None:
    assert re.search(rf"^\| {word} \| \S", text_of(DOCS / "verdicts.md"), re.MULTILINE)
