"""One slip of one key in one file of a folder is at most three complaints about the whole folder.

`tests/language/test_single_character.py` holds the same of one file by itself. Here the mistake
could show wherever the damaged word is used: in the agreement, the record, the viewpoints and the
tests.
"""

from functools import cache
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from servanda.workspace.building import build

EXAMPLES = Path(__file__).parents[2] / "examples"
FOLDERS = tuple(sorted(path for path in EXAMPLES.iterdir() if path.is_dir()))
KEYS = ("", *"aesz09 \n\t\"#`,;:()-_/.*'|~>Sé")
MOST_COMPLAINTS = 3


@cache
def texts_of(folder: Path) -> dict[str, str]:
    found = sorted(folder.rglob("*.md"))
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in found}


@cache
def told_before(folder: Path) -> frozenset[str]:
    return frozenset(str(one) for one in build(texts_of(folder)).diagnostics)


@st.composite
def slips(draw: st.DrawFn) -> tuple[Path, str, int, str]:
    """A folder, a file in it, a place in the file, and a key: empty takes a character out."""
    folder = draw(st.sampled_from(FOLDERS))
    name = draw(st.sampled_from(sorted(texts_of(folder))))
    at = draw(st.integers(0, len(texts_of(folder)[name]) - 1))
    return folder, name, at, draw(st.sampled_from(KEYS))


@settings(max_examples=80, deadline=None)
@given(slips())
def test_one_slip_is_at_most_three_complaints(slip: tuple[Path, str, int, str]) -> None:
    folder, name, at, key = slip
    texts = texts_of(folder)
    changed = texts[name][:at] + key + texts[name][at if key else at + 1 :]
    after = build({**texts, name: changed}).diagnostics
    told = [str(one) for one in after if str(one) not in told_before(folder)]
    assert len(told) <= MOST_COMPLAINTS, told
