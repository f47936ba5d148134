"""A slip of one key never takes more with it than the line it is on."""

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from servanda.agreement.build import build_agreement
from servanda.language.diagnostic import Diagnostic
from servanda.language.parse import parse_document

SAMPLE = Path(__file__).with_name("river-accord.md").read_text(encoding="utf-8")
KEYS = "aez09 \n\t\"#`,;:()-_/.*'é~|"


def stipulations(text: str) -> tuple[frozenset[str], tuple[Diagnostic, ...]]:
    """The names that survive, and everything that is said."""
    parsed = parse_document(text, "a.md")
    agreement, _, told = build_agreement([parsed.document])
    names = agreement.stipulations if agreement else ()
    return frozenset(one.name for one in names), (*parsed.diagnostics, *told)


ALL, NOTHING_SAID = stipulations(SAMPLE)


def check(changed: str) -> None:
    kept, told = stipulations(changed)
    assert len(told) <= 3, [str(one) for one in told]
    assert len(ALL - kept) <= 2 or "no-agreement" in [one.name for one in told]


def test_the_sample_itself_is_without_fault() -> None:
    assert NOTHING_SAID == ()
    assert len(ALL) == 9


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(SAMPLE) - 1))
def test_any_character_may_be_missing(at: int) -> None:
    check(SAMPLE[:at] + SAMPLE[at + 1 :])


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(SAMPLE)), st.sampled_from(KEYS))
def test_any_character_may_be_too_many(at: int, key: str) -> None:
    check(SAMPLE[:at] + key + SAMPLE[at:])


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200))
def test_any_text_can_be_parsed(text: str) -> None:
    parse_document(text, "a.md")
    stipulations(f"```servanda\n{text}\n```\n")
