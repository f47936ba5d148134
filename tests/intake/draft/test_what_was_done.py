"""What a statement says in the agreement's words without naming who did it, of a level, of a place
and of casualties, in the smallest articles; and what is left in the article's words."""

from datetime import date

import pytest

from servanda.intake.statements.model import Dated
from servanda.record.model import Stance
from tests.intake.draft.small import DAY, claim_of, draft_of, statement

SINCE = Dated(date(2026, 1, 16), DAY, "resolved")
YESTERDAY = Dated(date(2026, 1, 21), date(2026, 1, 21), "resolved")
TOMORROW = Dated(date(2026, 1, 23), date(2026, 1, 23), "resolved")
TODAY = Dated(DAY, DAY, "published")


def lines(words: str, stance: Stance = "says", dated: Dated = TODAY) -> list[str]:
    """The clauses of the claim, without header, speech and note."""
    found = claim_of(*statement(f"[said:{words}].", stance, dated=dated))
    return [line.strip() for line in found.splitlines()[1:] if not line.startswith("  note")]


# --- Without who did it --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "dated", "clauses"),
    [
        ("1,800 trucks entered", YESTERDAY, ["south admits 1,800 trucks", "on 2026-01-21"]),
        ("at least 60 aid trucks have entered the River Strip since Friday", SINCE,
         ["south admits at least 60 trucks to river-strip in total from 2026-01-16 to 2026-01-22"]),
        ("more than 450 trucks a day were admitted", SINCE,
         ["south admits at least 450 trucks each day from 2026-01-16 to 2026-01-22"]),
        ("600 trucks entered in the past 24 hours", TODAY,
         ["south admits 600 trucks", "between 2026-01-21 and 2026-01-22"]),
        ("27 of the 28 remains of deceased hostages have been returned", TODAY,
         ["north returns 27 hostage-remains in total up to 2026-01-22"]),
        ("the bodies of four hostages were handed over to Southland", YESTERDAY,
         ["north returns 4 hostage-remains to south", "on 2026-01-21"]),
        ("seven prisoners of war have been released", TODAY,
         ["north releases 7 prisoners", "before 2026-01-23"]),
    ],
)  # fmt: skip
def test_the_agreement_tells_who_does_it(words: str, dated: Dated, clauses: list[str]) -> None:
    assert lines(words, dated=dated)[: len(clauses)] == clauses


def test_who_is_taken_from_the_agreement_is_pointed_at() -> None:
    draft = draft_of(*statement("[said:1,800 trucks entered].", dated=YESTERDAY))
    assert draft.proposals[-1].notices == (
        "who did it is not said: by `aid` it is for `south`; mend this if somebody else did",
    )


def test_who_is_said_to_have_done_it_is_not_the_agreements() -> None:
    draft = draft_of(*statement("[said:600 trucks were admitted by Northland]."))
    assert draft.proposals[-1].text.splitlines()[1] == "  north admits 600 trucks"
    assert draft.proposals[-1].notices == ()


@pytest.mark.parametrize(
    "words",
    [
        "trucks entered",
        "about 600 trucks entered",
        "dozens of trucks entered",
        "600 trucks entered the northern River Strip",
        "600 trucks entered Lakeland",
        "600 trucks may have entered",
        "600 trucks had yet to be let in, and none entered",
        "600 truck drivers entered",
        "600 trucks were admitted by the Lake Guard",
        "600 trucks were attacked",
        "600 trucks entered since then",
        "450 trucks a day were admitted",
        "2 million prisoners of war were released",
        "600 trucks entered and 300 trucks entered",
        "600 trucks entered and that Northland attacked Southland",
    ],
)
def test_what_was_done_less_plainly_stays_words(words: str) -> None:
    assert lines(words)[0].startswith('"')


# --- Places --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "deed"),
    [
        ("Northland attacked Southland in the River Strip", "north attacks south in river-strip"),
        ("Northland withdrew its forces from the River Strip",
         "north withdraws forces from river-strip"),
        ("Northland attacked Southland in River City",
         '"Northland attacked Southland in River City"'),
        ("Northland attacked Southland in the River Strip's north",
         '"Northland attacked Southland in the River Strip\'s north"'),
    ],
)  # fmt: skip
def test_a_place_is_one_that_is_declared(words: str, deed: str) -> None:
    assert lines(words)[0] == deed


# --- Levels --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "stance", "dated", "clauses"),
    [
        ("the Old Bridge remains closed", "says", TODAY, ["bridge is closed", "on 2026-01-22"]),
        ("the Old Bridge was reopened on Wednesday", "says", YESTERDAY,
         ["bridge is open", "on 2026-01-21"]),
        ("the Old Bridge has been shut since Friday", "says", SINCE,
         ["bridge is closed", "from 2026-01-16 to 2026-01-22"]),
        ("the Old Bridge has been shut since January", "says", SINCE,
         ["bridge is closed", "between 2026-01-16 and 2026-01-22"]),
        ("the Old Bridge is partially open", "says", TODAY, ["bridge is partly-open"]),
        ("the Old Bridge will reopen on Friday", "expects", TOMORROW,
         ["bridge is open", "on 2026-01-23"]),
        ("Southland keeps the Old Bridge closed", "admits", TODAY, ["bridge is closed"]),
        ("Northland controls more than 53% of the Strip", "says", TODAY,
         ["land-held is at least 53"]),
        ("Northland now controls 40 to 45 percent of the Strip", "finds", TODAY,
         ["land-held is 40 to 45"]),
    ],
)  # fmt: skip
def test_a_level_stands_where_it_is_said_to(
    words: str, stance: Stance, dated: Dated, clauses: list[str]
) -> None:
    assert lines(words, stance, dated)[: len(clauses)] == clauses


@pytest.mark.parametrize(
    "words",
    [
        "the Old Bridge was closed",
        "the Old Bridge is not open",
        "the Old Bridge is open for departures",
        "the Old Bridge is open in one direction",
        "the Old Bridge is largely closed",
        "the Old Bridge may be closed",
        "is the Old Bridge open?",
        "the Bridge of Sighs is closed",
        "Northland controls about 53 percent of the Strip",
        "Northland withdrew from 53 percent of the Strip",
        "Southland controls 47 percent of the Strip",
        "Northland controls 53 villages of the Strip",
    ],
)
def test_a_level_told_less_plainly_stays_words(words: str) -> None:
    assert lines(words)[0].startswith('"')


def test_a_level_bears_on_what_is_to_be_kept() -> None:
    assert "about keep-bridge" in lines("the Old Bridge remains closed")


# --- Casualties ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "clause"),
    [
        (
            "at least 104 people were killed and 253 injured",
            "with at least 104 killed and 253 injured",
        ),
        (
            "the strikes killed 104 people, including 46 children, and wounded 253",
            "with 104 killed and 253 injured",
        ),
        ("20 people, most of them women, were killed", "with 20 killed"),
        ("six people, two of them children, were killed", "with 6 killed"),
        ("the strikes killed 12 people, at least 4 of whom were children", "with 12 killed"),
        ("two of its soldiers were killed", "with 2 killed"),
        ("between 40 and 50 people were wounded", "with 40 to 50 injured"),
        ("up to 12 Northlanders were hurt", None),
        ("up to 12 Lebanese were hurt", "with at most 12 injured"),
        ("12 bodies were recovered from the rubble", "with 12 recovered"),
        (
            "killing at least 33 civilians and injuring 88 others",
            "with at least 33 killed and 88 injured",
        ),
        ("Northland attacked Southland and killed three people", "with 3 killed"),
        ("about 50 people were killed", None),
        ("dozens of people were killed", None),
        ("50 people were feared killed", None),
        ("nobody was killed", None),
        ("a strike killed 3 cows", None),
        ("5 people were killed on Monday and 7 on Tuesday", None),
        ("104 people were killed on Monday, and 35 people were killed since", None),
        ("a strike killed 2 million people", None),
    ],
)
def test_casualties_are_those_counted_plainly(words: str, clause: str | None) -> None:
    assert [line for line in lines(words) if line.startswith("with ")] == (
        [clause] if clause else []
    )


@pytest.mark.parametrize("stance", ["denies", "expects", "demands", "threatens"])
def test_what_is_not_told_as_past_has_no_casualties(stance: Stance) -> None:
    assert not [line for line in lines("5 people were killed", stance) if line.startswith("with ")]


def test_what_is_endless_is_not_plain() -> None:
    words = "5 people were killed and the Old Bridge remains closed " + "on and on " * 20_000
    assert lines(words)[0].startswith('"5 people were killed')
    assert not [line for line in lines(words) if line.startswith("with ")]


# --- Nothing is dropped silently -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("Northland returned 3 hostage remains to Southland via the Lake Guard", None),
        ("Northland returned 3 hostage remains on Tuesday through the Lake Guard", None),
        ("Northland returned 3 hostage remains to Southland via the United States",
         "north returns 3 hostage-remains to south via us"),
        ("Northland returned 3 hostage remains on Tuesday to Southland",
         "north returns 3 hostage-remains to south"),
        ("Southland admitted 412 trucks on Wednesday and 300 trucks on Thursday", None),
        ("fewer than 150 trucks entered", "south admits at most 149 trucks"),
        ("less than 150 trucks entered", "south admits at most 150 trucks"),
    ],
)  # fmt: skip
def test_through_whom_and_when_are_kept_or_all_stays_in_words(words: str, line: str | None) -> None:
    assert lines(words, dated=YESTERDAY)[0] == (line or f'"{words}"')


@pytest.mark.parametrize(
    ("words", "dated", "clauses"),
    [
        ("260 people have been killed and 32 injured since the agreement came into force", TODAY,
         ["from 2026-01-10 to 2026-01-22", "with 260 killed and 32 injured"]),
        ("260 people have been killed since the truce began", TODAY,
         ["from 2026-01-10 to 2026-01-22", "with 260 killed"]),
        ("260 people have been killed since the war began", TODAY, ["before 2026-01-23"]),
        ("the toll rose to 260 killed", YESTERDAY, ["on 2026-01-21"]),
        ("260 people were killed so far", TODAY, ["before 2026-01-23"]),
        (
            "12 people were killed on Wednesday, bringing the toll to 260",
            YESTERDAY,
            ["on 2026-01-21", "with 12 killed"],
        ),
        ("12 people were killed since dawn", TODAY, ["on 2026-01-22", "with 12 killed"]),
        ("at least 12 people were killed and about 30 injured", TODAY,
         ["on 2026-01-22", "with at least 12 killed"]),
        ("two people were killed on Tuesday and 5 people were injured on Wednesday", YESTERDAY,
         ["between 2026-01-20 and 2026-01-21"]),
    ],
)  # fmt: skip
def test_a_total_is_of_no_single_day(words: str, dated: Dated, clauses: list[str]) -> None:
    found = lines(words, dated=dated)
    assert found[1 : len(clauses) + 1] == clauses
    assert len(clauses) > 1 or not any(one.startswith("with ") for one in found)


@pytest.mark.parametrize(
    ("words", "notice"),
    [
        ("at least 12 people were killed and about 30 injured", "a rough number (‘about 30’)"),
        ("260 people have been killed since the war began", "a total since a day that is not told"),
        ("two people were killed on Tuesday and 5 injured on Wednesday", "of several days"),
        ("600 trucks entered, of which 20 carried fuel", "‘of which 20 carried fuel’ is not in"),
    ],
)
def test_what_is_left_out_is_told(words: str, notice: str) -> None:
    draft = draft_of(*statement(f"[said:{words}].", dated=TODAY))
    assert any(notice in one for one in draft.proposals[-1].notices)
