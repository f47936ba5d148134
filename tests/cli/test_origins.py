"""`servanda origins`: from many reports to few origins, on the example and on a small record."""

import json
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner, Result

from servanda.cli.application import application

Run = Callable[..., Result]
GAZA = "examples/gaza-2025"
ARTICLE = "article-2025-10-22"
SMALL = """```servanda
agreement accord "Accord"
  time zone UTC
  in force 2025-10-01

party north "North"
party south "South"
action deliver "hands over"
action raid "attacks"
thing maps "maps"
area valley "the valley"

duty maps-back
  north delivers 20 maps to south

ban raids
  north and south must not raid valley

source gazette "The Gazette"
source herald "The Herald"
source guard "the guard"
  access "stands at the gate"
source monitors "monitors"
  access "patrols"

report R1 "Maps"
  by gazette
  on 2025-10-06

claim herald via gazette says
  north delivers 3 maps to south
  on 2025-10-05

report R2 "Maps again"
  by herald
  on 2025-10-06

claim gazette via herald says
  north delivers 3 maps to south
  on 2025-10-05

report R3 "The other day"
  by gazette
  on 2025-10-08

claim guard via gazette says
  north delivers 2 maps to south
  on 2025-10-07

claim monitors via gazette say
  north delivers 2 maps to south
  on 2025-10-07

claim guard via gazette says
  south raids valley
  on 2025-10-07
```
"""


@pytest.fixture
def run(root: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(root)

    def call(*arguments: str) -> Result:
        runner = CliRunner(env={"COLUMNS": "100", "NO_COLOR": "1"})
        return runner.invoke(application, ["origins", *arguments])

    return call


@pytest.fixture
def small(tmp_path: Path) -> str:
    (tmp_path / "accord.md").write_text(SMALL, encoding="utf-8")
    return str(tmp_path)


def test_two_papers_that_cite_each_other_are_circular_and_one_origin(run: Run, small: str) -> None:
    (for_side,) = json.loads(run(small, "R1.1", "--json").stdout)["sides"]
    assert (for_side["low"], for_side["high"], for_side["circular"]) == (1, 1, True)
    assert for_side["grade"] == "alleged"
    words = run(small).stdout
    assert "Sides that rest on voices that cite one another: 1." in words


def test_what_is_corroborated_says_without_whom_it_would_not_be(run: Run, small: str) -> None:
    (for_side,) = json.loads(run(small, "R3.1", "--json").stdout)["sides"]
    assert for_side["grade"] == "corroborated"
    assert for_side["falls_without"] == [["guard"], ["monitors"]]
    assert "Not corroborated without monitors." in run(small, "R3.1").stdout


def test_the_lowest_word_of_a_level_has_origins_like_any_other(run: Run) -> None:
    sides = json.loads(run(GAZA, "rafah", "--at", "2025-12-31", "--json").stdout)["sides"]
    assert [(one["side"], one["bound"], one["amount"]) for one in sides] == [
        ("against", "more than", 0)
    ] * 2
    assert [one["claims"] for one in sides] == [["F023.3"], ["F031.1"]]
    words = run(GAZA, "F031.1", "--at", "2025-12-31").stdout
    assert "rafah: level, against more than 0\n  conceded; 1 statement" in words
    assert "F031.1: says rafah-crossing is closed" in words


def test_a_claim_in_words_weighs_on_no_issue_and_has_its_origin(run: Run) -> None:
    words = run(GAZA, f"{ARTICLE}.1", "--at", "2025-12-31").stdout
    assert f"{ARTICLE}.1 weighs on no issue so far." in words
    assert "jewish-voice, camp israel, grade C: 1" in words


def test_a_denial_of_what_nobody_affirms_is_told(run: Run, small: str) -> None:
    path = Path(small) / "accord.md"
    denied = "\nclaim guard via gazette denies\n  south raids valley\n  on 2025-10-01\n```"
    path.write_text(SMALL.rstrip().removesuffix("```") + denied, encoding="utf-8")
    assert "raids: event, denied\n" in run(small, "R3.4").stdout


def test_the_grades_of_an_origin_and_of_the_outlets_are_shown(run: Run, small: str) -> None:
    path = Path(small) / "accord.md"
    text = SMALL.replace('"The Gazette"\n', '"The Gazette"\n  grade C\n')
    path.write_text(text.replace('"the guard"\n', '"the guard"\n  grade E\n'), encoding="utf-8")
    words = run(small, "R3.1").stdout
    assert "guard, grade E: 1\n└── via gazette (C), at first hand" in words
    (side,) = json.loads(run(small, "R3.1", "--json").stdout)["origins"]["groups"][0]
    assert (side["grade"], side["paths"][0]["grades"]) == ("E", ["C"])


def test_where_nothing_is_corroborated_nothing_would_fall(run: Run, small: str) -> None:
    words = run(small, "--known", "2025-10-07").stdout
    assert "No side of an issue is corroborated.\nSides that rest on" in words
    assert "if one origin fell:" not in words


def test_a_report_that_tells_of_one_side_s_violations_says_none_of_the_others(
    run: Run, small: str
) -> None:
    words = run(small, "R3").stdout
    assert "  North: none\n  South: R3.3" in words


def test_the_article_s_many_statements_have_few_origins(run: Run) -> None:
    """Fifty-two statements in it; whoever speaks for one camp, or may be one person, is one."""
    data = json.loads(run(GAZA, ARTICLE, "--at", "2026-12-31", "--json").stdout)
    assert len(data["origins"]["claims"]) == 52
    assert (data["origins"]["low"], data["origins"]["high"]) == (3, 7)
    told = {each["actor"]: each["claims"] for each in data["violations_told"]}
    assert told["israel"] == []
    assert told["hamas"] == [f"{ARTICLE}.29"]
    hands = {path["hand"] for group in data["origins"]["groups"] for root in group
             for path in root["paths"]}  # fmt: skip
    assert hands == {0, 1, 2, 3}


def test_known_earlier_hears_of_no_later_report(run: Run) -> None:
    data = json.loads(run(GAZA, "--known", "2025-10-31", "--json").stdout)
    later = json.loads(run(GAZA, "--json").stdout)
    assert set(data["origins"]["claims"]) < set(later["origins"]["claims"])


def test_of_a_report_only_what_is_of_a_time_by_the_date_is_followed(run: Run, small: str) -> None:
    words = run(small, "R3", "--at", "2025-10-07").stdout
    assert "0 statements go back to 0 independent origins. 3 more are of a later time." in words
    assert "Of deeds, nothing is recorded of it that tells of a violation of a ban." in words
    assert "3 statements go back to" in run(small, "R3", "--at", "2025-10-08").stdout


@pytest.mark.parametrize("what", ["R3", "R3.1"])
def test_what_was_reported_later_was_not_known(run: Run, small: str, what: str) -> None:
    result = run(small, what, "--known", "2025-10-07")
    assert result.exit_code == 2
    assert f"'{what}' was not known by then" in result.stderr


def test_the_drawing_stands_alone_and_has_words_for_who_cannot_see_it(
    run: Run, tmp_path: Path
) -> None:
    drawing = tmp_path / "article.svg"
    assert run(GAZA, ARTICLE, "--at", "2026-12-31", "--graph", str(drawing)).exit_code == 0
    tree = ElementTree.fromstring(drawing.read_text("utf-8"))
    name = "{http://www.w3.org/2000/svg}"
    desc = tree.findtext(f"{name}desc") or ""
    assert desc.startswith("52 statements go back to 3 to 7 independent origins.")
    boxes = tree.findall(f".//{name}rect[@class='box stipulation']")
    assert len(boxes) == 7
    title = tree.findtext(f"{name}title") or ""
    assert "at 2026-12-31 00:00 +02:00, known everything recorded, proof alleged" in title
    assert lines_behind_boxes(tree) == []


def lines_behind_boxes(tree: ElementTree.Element) -> list[str]:
    """The bends of lines that run behind a box, sampled along each of their curves."""
    svg = "{http://www.w3.org/2000/svg}"
    boxes = [[float(one.attrib[key]) for key in ("x", "y", "width", "height")]
             for one in tree.iter(f"{svg}rect") if "box" in one.attrib["class"]]  # fmt: skip
    found = []
    for path in tree.iter(f"{svg}path"):
        numbers = [tuple(map(float, pair.split(","))) for pair in
                   path.attrib["d"].replace("M", "").replace("C", "").split()]  # fmt: skip
        for start in range(0, len(numbers) - 1, 3):
            for x, y in curve(numbers[start : start + 4]):
                behind = any(left + 1 < x < left + width - 1 and top < y < top + height
                             for left, top, width, height in boxes)  # fmt: skip
                found += [path.attrib["d"]] if behind else []
    return found


def curve(ends: list[tuple[float, ...]]) -> list[tuple[float, float]]:
    (a, b), (c, d), (e, f), (g, h) = ends
    weights = [((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3)
               for t in (step / 20 for step in range(21))]  # fmt: skip
    return [(a * p + c * q + e * r + g * s, b * p + d * q + f * r + h * s)
            for p, q, r, s in weights]  # fmt: skip


ENTRIES = """
report R4 "The rest"
  by gazette
  on 2025-10-09
coverage by north
  of north delivers maps
  from 2025-10-01 to 2025-10-08
  said by guard via herald
access denied to north
  in valley
  from 2025-10-08 to 2025-10-09
  said by guard via herald
same event R1.1 and R3.1 because "one list"
  said by guard via herald
visit north to south
  held
  on 2025-10-07
  said by guard via herald
position north commits "keeps to it"
  on 2025-10-07
  said by guard via herald
report R5 "Not so"
  by gazette
  on 2025-10-10
retraction of R1.1
  said by herald
  note "a slip"
```
"""


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ("R4.coverage-1", "coverage by north, 2025-10-01 to 2025-10-08"),
        ("R4.denied-1", "access denied to north, 2025-10-08 to 2025-10-09"),
        ("R4.link-1", 'R1.1 and R3.1 are one event, because "one list"'),
        ("R4.visit-1", "visit north to south, held, 2025-10-07"),
        ("R4.position-1", 'position north commits "keeps to it", from 2025-10-07'),
        ("R5.retraction-1", "R1.1 is retracted: a slip"),
    ],
)
def test_every_entry_has_its_way(run: Run, tmp_path: Path, entry: str, words: str) -> None:
    (tmp_path / "accord.md").write_text(SMALL.removesuffix("```\n") + ENTRIES, "utf-8")
    result = run(str(tmp_path), entry)
    assert result.exit_code == 0, result.output
    told = " ".join(result.stdout.split())
    assert f"{entry}: {words}" in told
    by_herald = "R5" in entry
    assert ("herald: 1" if by_herald else "guard: 1") in told
    assert ("via gazette" if by_herald else "via herald via gazette, at second hand") in told
    assert "It is no claim, and stands on neither side of an issue." in told
    found = json.loads(run(str(tmp_path), entry, "--json").stdout)
    assert (found["origins"]["claims"], found["sides"]) == ([entry], [])
    assert entry in json.dumps(found["origins"]["groups"])
    picture = tmp_path / "way.svg"
    assert run(str(tmp_path), entry, "--graph", str(picture)).exit_code == 0
    ElementTree.parse(picture)


def test_a_name_that_is_not_there_is_told_with_the_nearest(run: Run, small: str) -> None:
    result = run(small, "maps-bac")
    assert result.exit_code == 2
    assert "Did you mean 'maps-back'?" in result.stderr


def test_a_folder_that_is_not_there_is_told(run: Run, small: str) -> None:
    result = run(small, "R1", "--graph", "nowhere/a.svg")
    assert result.exit_code == 2
    assert "there is no folder 'nowhere'" in result.stderr


def test_who_denies_or_accuses_in_words_is_told_so(run: Run, tmp_path: Path) -> None:
    """A denial stands as one, in words, as JSON and in the picture; and words that bear on a ban
    are no deeds, but may accuse: they are counted, and nobody says that there are none."""
    told = (
        SMALL.removesuffix("```\n")
        + """
report R4 "Words"
  by gazette
  on 2025-10-09

claim guard via gazette denies
  south raids valley
  on 2025-10-08

claim herald via gazette says
  "they break it every night"
  about raids
  on 2025-10-08
```
"""
    )
    (tmp_path / "agreement.md").write_text(told, encoding="utf-8")
    words = run(str(tmp_path), "R4", "--at", "2025-10-10").stdout
    assert "R4.1: denies south raids valley" in words
    assert 'R4.2: says "they break it every night"' in words
    assert words.endswith(
        "Of deeds, nothing is recorded of it that tells of a violation of a ban.\n"
        "1 statement in words about bans was not weighed: R4.2\n"
    )
    answer = json.loads(run(str(tmp_path), "R4", "--at", "2025-10-10", "--json").stdout)
    assert answer["statements"] == [
        {"claim": "R4.1", "stance": "denies"},
        {"claim": "R4.2", "stance": "says"},
    ]
    assert answer["in_words_about_bans"] == ["R4.2"]
    drawing = tmp_path / "origins.svg"
    run(str(tmp_path), "R4", "--at", "2025-10-10", "--graph", str(drawing))
    assert "guard: 1 (denies 1)." in drawing.read_text(encoding="utf-8")
