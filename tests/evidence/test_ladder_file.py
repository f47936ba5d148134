"""A ladder as a file: the standard one, what a mission changes in it, what cannot stand there."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.evidence.ladder import Grade, Ladder
from servanda.evidence.ladder_file import read_ladder
from servanda.evidence.ladder_keys import OF_A_RUNG, RUNGS
from servanda.evidence.standard_ladder import standard_ladder, standard_text
from servanda.evidence.viewpoint import NEUTRAL
from servanda.values.quantity import Range, exactly
from tests.evidence.weighing import amount, grades, issue, maps, raid

STANDARD = standard_text()


def ladder(text: str) -> Ladder:
    found, diagnostics = read_ladder(text, "ladder.toml")
    assert found is not None, [str(each) for each in diagnostics]
    return found


def changed(before: str, after: str) -> Ladder:
    """The standard ladder with one thing changed."""
    assert before in STANDARD
    return ladder(STANDARD.replace(before, after, 1))


def problems(text: str) -> list[tuple[str, int]]:
    """What is wrong, by name and line."""
    return [(each.name, each.span.line) for each in read_ladder(text, "ladder.toml")[1]]


# --- What a mission can change -------------------------------------------------------------------


def by(own: Ladder, claims: str, name: str = "maps", least: float = 3) -> Grade:
    eyes = replace(NEUTRAL, ladder=own)
    return grades(issue(claims, name, viewpoint=eyes), least)[0]


THREE = maps("3", "observer") + maps("3", "guard") + maps("3", "north-office")


def test_how_many_origins_corroborate() -> None:
    own = changed("origins = 2", "origins = 3")
    two = maps("3", "observer") + maps("3", "guard")
    assert (by(standard_ladder(), two), by(own, two)) == (Grade.CORROBORATED, Grade.ALLEGED)
    assert by(own, THREE) == Grade.CORROBORATED


def test_of_how_many_camps() -> None:
    own = changed("camps = 2", "camps = 3")
    two = maps("3", "observer") + maps("3", "north-office")
    assert (by(own, two), by(own, THREE)) == (Grade.ALLEGED, Grade.CORROBORATED)


def test_how_many_do_not_gain() -> None:
    own = changed("camps = 2\nnot-gaining = 1", "camps = 2\nnot-gaining = 2")
    with_the_bearer = maps("3", "observer") + maps("3", "north-office")
    assert by(standard_ladder(), with_the_bearer) == Grade.CORROBORATED
    assert by(own, with_the_bearer) == Grade.ALLEGED
    assert by(own, maps("3", "observer") + maps("3", "guard")) == Grade.CORROBORATED


def test_the_same_unnamed_people_twice_are_perhaps_two_of_them() -> None:
    own = changed("camps = 2\nnot-gaining = 1", "camps = 2\nnot-gaining = 2")
    claims = maps("3", 'unnamed second-observer "staff" via wire') + maps(
        "3", 'unnamed second-observer "others" via paper'
    )
    (threshold,) = issue(claims, viewpoint=replace(NEUTRAL, ladder=own)).thresholds
    side = threshold.supporting
    assert side.grade == Grade.ALLEGED
    assert side.possible <= Grade.CORROBORATED


def test_which_sources_count() -> None:
    claims = maps("3", "observer") + maps("3", "guard via rumours")
    own = changed('not-gaining = 1\nweakest-source = "D"', "not-gaining = 1")
    assert (by(standard_ladder(), claims), by(own, claims)) == (Grade.ALLEGED, Grade.CORROBORATED)


@pytest.mark.parametrize(
    ("information", "rung"), [(1, Grade.CORROBORATED), (4, Grade.CORROBORATED), (5, Grade.ALLEGED)]
)
def test_what_is_improbable_does_not_corroborate(information: int, rung: Grade) -> None:
    claims = maps("3", "observer") + maps(
        "3", "guard", f"on 2025-10-05\n  information {information}"
    )
    assert by(standard_ladder(), claims) == rung
    strict = changed("weakest-information = 4", "weakest-information = 1")
    assert by(strict, claims) == (Grade.CORROBORATED if information == 1 else Grade.ALLEGED)
    assert by(changed("weakest-information = 4", ""), claims) == Grade.CORROBORATED


def test_nor_does_it_concede_or_verify() -> None:
    improbable = "on 2025-10-05\n  information 6"
    assert by(standard_ladder(), maps("3", "south-office", improbable)) == Grade.ALLEGED
    assert by(standard_ladder(), maps("3", "monitors", improbable, "finds")) == Grade.ALLEGED


def test_whether_a_plea_offsets_a_concession() -> None:
    pleaded = raid("north-office", "admits", more='  pleading "in self-defence"\n')
    own = changed("plea-offsets = true", "plea-offsets = false")
    assert by(standard_ladder(), pleaded, "raids", 1) == Grade.ALLEGED
    assert by(own, pleaded, "raids", 1) == Grade.CONCEDED


def test_whose_words_verify() -> None:
    own = changed('stances = ["finds"]', 'stances = ["finds", "says"]')
    said, found = maps("3", "monitors"), maps("3", "monitors", says="finds")
    assert (by(standard_ladder(), said), by(own, said)) == (Grade.ALLEGED, Grade.VERIFIED)
    assert by(own, found) == Grade.VERIFIED


def test_what_contests() -> None:
    denied = maps("3") + maps("3", "guard", says="denies")
    no_access = changed(', "stated access"]', "]")
    for own, contested in ((standard_ladder(), True), (no_access, False)):
        assert issue(denied, viewpoint=replace(NEUTRAL, ladder=own)).contested is contested
    pleaded = raid("north-office", "admits", more='  pleading "in self-defence"\n')
    no_plea = changed('"denial", "plea", "ruling"', '"denial", "ruling"')
    assert not issue(pleaded, "raids", viewpoint=replace(NEUTRAL, ladder=no_plea)).contested


@pytest.mark.parametrize(
    ("kept", "who"), [("bearer", "north-office"), ("beneficiary", "south-office")]
)
def test_bearer_and_beneficiary_have_standing_apart(kept: str, who: str) -> None:
    own = changed('["bearer", "beneficiary", "competent body", "stated access"]', f'["{kept}"]')
    eyes = replace(NEUTRAL, ladder=own)
    contesting = {
        one: issue(maps("3") + maps("3", one, says="denies"), viewpoint=eyes).contested
        for one in ("north-office", "south-office", "guard", "monitors")
    }
    assert [one for one, is_so in contesting.items() if is_so] == [who]


def test_a_ladder_changes_what_is_established() -> None:
    claims = maps("3", "observer") + maps("3", "guard")
    eyes = replace(NEUTRAL, ladder=changed("origins = 2", "origins = 3"))
    assert amount(claims, proof="corroborated") == exactly(3)
    assert amount(claims, viewpoint=eyes, proof="corroborated") == Range(0, 3)


# --- What it says of itself ----------------------------------------------------------------------


def test_what_differs_is_named() -> None:
    assert standard_ladder().differences(standard_ladder()) == ()
    own = ladder(
        STANDARD.replace("origins = 2", "origins = 3")
        .replace('"alleged"', '"corroborated"', 1)
        .replace('"denial", ', "")
    )
    named = ("default-standard", "corroborated", "contested")
    assert own.differences(standard_ladder()) == named


def test_the_standard_file_explains_every_word() -> None:
    assert [word for word in OF_A_RUNG if f"#   {word} " not in STANDARD] == []
    assert [name for name in RUNGS if f"\n[rung.{name}]" not in STANDARD] == []


# --- What cannot stand in it ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after", "name"),
    [
        ('"alleged"', '"alleged', "ladder-not-toml"),
        ("camps = 2", "camps = 2\ncamps = 3", "ladder-not-toml"),
        ("default-standard", "default-standards", "unknown-ladder-word"),
        ("[contested]", "[contest]", "unknown-ladder-word"),
        ("[rung.alleged]", "[rung.aleged]", "unknown-ladder-word"),
        ("not-gaining = 1", "not-gainin = 1", "unknown-ladder-word"),
        ("standing =", "standings =", "unknown-ladder-word"),
        ('"alleged"', '"certain"', "wrong-ladder-value"),
        ("camps = 2", "camps = 0", "wrong-ladder-value"),
        ("camps = 2", "camps = true", "wrong-ladder-value"),
        ("camps = 2", "camps = 2.0", "wrong-ladder-value"),
        ("competent-body = true", 'competent-body = "yes"', "wrong-ladder-value"),
        ('weakest-source = "D"', 'weakest-source = "G"', "wrong-ladder-value"),
        ('weakest-source = "D"', "weakest-source = []", "wrong-ladder-value"),
        ('["finds"]', '["finds", "plans"]', "wrong-ladder-value"),
        ('["finds"]', '"finds"', "wrong-ladder-value"),
        ('["finds"]', "[[1]]", "wrong-ladder-value"),
        ("[contested]", "[[contested]]", "wrong-ladder-value"),
        ("binding-voice = true\nplea-offsets = true\n", "", "rung-asks-too-little"),
    ],
)
def test_one_slip_is_told_once_where_it_stands(before: str, after: str, name: str) -> None:
    assert before in STANDARD
    text = STANDARD.replace(before, after, 1)
    line = STANDARD[: STANDARD.index(before)].count("\n") + 1
    ((found, where),) = problems(text)
    assert found == name
    assert abs(where - line) <= 1
    assert read_ladder(text, "ladder.toml")[0] is None


def test_rungs_are_six_and_in_order() -> None:
    assert problems("") == [("rung-missing", 1)]
    assert problems("rung = 3") == [("wrong-ladder-value", 1)]
    turned = "".join(f"[rung.{name}]\n" for name in reversed(RUNGS))
    assert problems(turned) == [("rung-out-of-order", 2)]


@given(st.text() | st.text(alphabet='[]rung.="asserted \n01,{}#'))
def test_no_text_is_an_exception(text: str) -> None:
    found, diagnostics = read_ladder(text, "ladder.toml")
    assert (found is None) == bool(diagnostics)


@given(st.data())
def test_a_standard_ladder_with_a_letter_changed_is_no_exception(data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(STANDARD) - 1))
    letter = data.draw(st.sampled_from('x"=[]#1\n\x00é'))
    found, diagnostics = read_ladder(STANDARD[:at] + letter + STANDARD[at + 1 :], "ladder.toml")
    assert (found is None) == bool(diagnostics)
