"""Whatever happens to the words of a text, opening it says what is wrong and never raises."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from servanda.analysis import RULES
from servanda.language.catalogue import MEANINGS
from servanda.workspace import WorkspaceError, open_workspace

TEXT = """agreement truce "Truce"
  time zone Asia/Jerusalem
  in force 2025-10-10 12:00
party north "North"
party south "South"
body cross "the Cross" led by south
area valley "the valley"
action release "sets free"
action lead "commands" single actor
action hold "holds" single object
thing captives "captives"
class wounded of captives "in need of care"
level bridge "the bridge" from closed, partly-open, open
level held "share held" in percent
duty return-captives
  south releases 20 captives to north
  reading strict: by 2025-10-13
  reading loose: by 2025-10-20
phase two
  begins when return-captives done
source wire "a wire agency"
  camp north
  speaks for north
  grade B
office north/minister "minister of North"
occasion vote "the vote" every 4 years from 2024-11-05
report R1 "a report"
  by wire
  on 2025-10-20
  recorded 2025-10-21
claim unnamed north "officials" via wire say
  south releases 7 captives of which 3 wounded to north via cross in valley
  on 2025-10-13 between 08:00 and 12:00
  with 2 killed and 4 injured
  about return-captives
claim wire says
  north releases 9 captives in total from 2025-10-10 to 2025-10-12
  counting by-hand
claim wire says
  bridge is partly-open
  from 2025-10-13
claim wire says
  held is 53
  about 2025-10-13
claim cross finds
  return-captives is done
  on 2025-10-13
claim wire says
  phase two is declared open
  after 2025-10-13
claim wire expects
  vote happens
  in 2026
claim wire says
  north leads cross
  in 2025-10
coverage by cross
  of south releases captives
  in valley
  from 2025-10-13 to 2025-10-20
  said by wire
visit north/minister to south
  planned
  from 2025-10-23 for 48 hours
position north commits "for now"
  about two
  on 2025-10-19
viewpoint north "North"
  accepts camp north
  reads return-captives as strict""".splitlines()
WORDS = sorted({word for line in TEXT for word in line.split()} | {"0", "-1", "1e9", "(", '"'})

Edit = tuple[int, int, str]


def edited(edits: list[Edit]) -> str:
    """The text with words exchanged, or with a line taken out where the word is empty."""
    lines = list(TEXT)
    for at, which, word in edits:
        line = lines[at % len(lines)]
        margin, words = line[: len(line) - len(line.lstrip())], line.split()
        if words:
            words[which % len(words)] = word
        lines[at % len(lines)] = margin + " ".join(words) if word else ""
    return "\n".join(("```servanda", *lines, "```", ""))


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("any") / "text.md"


EDITS = st.lists(
    st.tuples(st.integers(0, len(TEXT) - 1), st.integers(0, 9), st.sampled_from(["", *WORDS])),
    max_size=6,
)


def test_the_text_itself_has_nothing_wrong_but_the_source_nobody_declared(page: Path) -> None:
    page.write_text(edited([]))
    assert [each.name for each in open_workspace(page).diagnostics] == ["unknown-source"]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(EDITS)
def test_any_edit_is_survived(page: Path, edits: list[Edit]) -> None:
    page.write_text(edited(edits))
    workspace = open_workspace(page)
    found = list(workspace.diagnostics)
    if workspace.agreement is not None:
        for rule in RULES:
            found.extend(rule(workspace.agreement, workspace.record))
    assert {each.name for each in found} <= set(MEANINGS)
    assert all(each.message and "\n" not in each.message for each in found)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_survived(page: Path, data: bytes) -> None:
    page.write_bytes(b"```servanda\n" + data)
    try:
        open_workspace(page)
    except WorkspaceError as refused:
        assert "\n" not in str(refused)
