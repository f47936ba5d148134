"""What rules propose for a statement: the whole text of the claim, in the smallest articles."""

from datetime import date

import pytest

from servanda.intake.draft.report import proposed_report
from servanda.intake.statements.model import Dated
from tests.intake.draft.small import (
    claim_of,
    draft_of,
    statement,
)

YESTERDAY = Dated(date(2026, 1, 21), date(2026, 1, 21), "resolved")
TOMORROW = Dated(date(2026, 1, 23), date(2026, 1, 23), "resolved")


def test_words_stay_words_and_say_so() -> None:
    text = claim_of(*statement("[who:World Wire] says [said:the mood at the river is grim]."))
    assert text == (
        "claim wire says\n"
        '  "the mood at the river is grim"\n'
        "  on 2026-01-22\n"
        "  in indirect speech\n"
        '  note "in words of the article"'
    )


# --- Who speaks ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "whole", "header"),
    [
        ("World Wire", None, "claim wire says"),
        ("the Gazette", "The River Gazette", "claim gazette says"),
        ("the mission", "the River Monitoring Mission", "claim monitors says"),
        ("Berg", "Prime Minister Anna Berg", "claim north/prime-minister says"),
        ("Southland", None, "claim south says"),
        ("the Northland prime minister", None, "claim north/prime-minister says"),
    ],
)
def test_a_named_speaker_is_the_declared_one(who: str, whole: str | None, header: str) -> None:
    found = statement(f"[who:{who}] said [said:it was calm].", whole=whole)
    assert claim_of(*found).splitlines()[0] == header


@pytest.mark.parametrize(
    ("who", "stance", "header"),
    [
        ("two American officials", "says", 'claim unnamed us "two American officials" say'),
        ("one U.S. official", "expects", 'claim unnamed us "one U.S. official" expects'),
        ("a Southlander", "denies", 'claim unnamed people "a Southlander" denies'),
        ("Southland diplomats", "denies", 'claim unnamed south "Southland diplomats" deny'),
        ("analysts", "says", 'claim unnamed analysts "analysts" say'),
        ("aides to the Northland prime minister", "says",
         'claim unnamed north "aides to the Northland prime minister" say'),
    ],
)  # fmt: skip
def test_people_who_are_described_are_of_the_actor_named(
    who: str, stance: str, header: str
) -> None:
    found = statement(f"[who:{who}] said [said:it was calm].", stance, named=False)  # type: ignore[arg-type]
    assert claim_of(*found).splitlines()[0] == header


def test_a_pronoun_is_whoever_it_stands_for() -> None:
    found = statement(
        "U.S. officials, [who:who] said [said:it was calm].", named=False, whole="U.S. officials"
    )
    assert claim_of(*found).splitlines()[0] == 'claim unnamed us "U.S. officials" say'


def test_two_persons_have_no_name_either() -> None:
    found = statement("[who:Mira Holt and Jon Mayer] said [said:it was calm].")
    assert claim_of(*found).splitlines()[0] == (
        'claim unnamed people "people whom the article names" say'
    )


def test_what_cannot_speak_is_pointed_at() -> None:
    draft = draft_of(*statement("[who:the diplomatic offensive] says [said:all].", named=False))
    assert "it is not plain who speaks here: mend it, or reject this if nobody does" in (
        draft.proposals[-1].notices
    )


def test_who_is_not_declared_is_proposed_as_a_source() -> None:
    draft = draft_of(*statement("[who:The Lake Herald] said [said:it was calm]."))
    source, _, claim = draft.proposals
    assert source.text == 'source lake-herald "The Lake Herald"'
    assert claim.text.startswith("claim lake-herald says")


def test_two_names_in_another_script_do_not_become_one() -> None:
    drafts = [
        draft_of(*statement(f"[said:all], {one} says.", via=(one,))) for one in ("معا", "وفا")
    ]
    names = {draft.proposals[0].text.split()[1] for draft in drafts}
    assert len(names) == 2 and all(name.startswith("source-") for name in names)
    claim = claim_of(*statement("[who:أحمد سالم] said [said:all]."))
    assert claim.startswith('claim unnamed people "a person whom the article names" says')


def test_loaded_words_make_no_name() -> None:
    draft = draft_of(*statement("[who:The Terror Regime Broadcasting Service] said [said:all]."))
    assert draft.proposals[0].text == (
        'source broadcasting-service "The Terror Regime Broadcasting Service"'
    )


def test_the_chain_runs_from_the_speaker_outwards() -> None:
    found = statement(
        "[who:U.S. officials] fear [said:a return to war].",
        "expects", named=False, via=("World Wire", "The Lake Herald"),
    )  # fmt: skip
    header = 'claim unnamed us "U.S. officials" via wire via lake-herald expect'
    assert claim_of(*found).splitlines()[0] == header


def test_an_outlet_that_is_passed_on_speaks_for_itself() -> None:
    found = statement("World Wire reported that [said:it was calm].", via=("World Wire",))
    assert claim_of(*found).splitlines()[0] == "claim wire says"
    assert claim_of(*statement("[said:It was calm].")).splitlines()[0] == "claim gazette says"


# --- Persons -------------------------------------------------------------------------------------


def test_a_private_person_has_no_name_anywhere_in_the_draft() -> None:
    found = statement(
        "[who:Mira Holt], a resident of the valley, said [said:Holt had seen no truck].",
    )
    draft = draft_of(*found)
    claim = draft.proposals[-1]
    assert "Holt" not in proposed_report(draft)
    assert claim.text.splitlines()[1] == '  "[a person] had seen no truck"'
    assert "the person's name is left out: no office of theirs is declared" in claim.notices
    assert [each.sort for each in draft.withheld] == ["private-person", "private-person"]


@pytest.mark.parametrize(
    "name", ["Ahmed al-Najjar", "Jan van der Berg", "Mira ben Ari", "Luis de Holt", "Yusuf"]
)
@pytest.mark.parametrize("whole", [None, ", a 43-year-old baker"])
def test_a_person_told_by_age_and_trade_is_no_source(name: str, whole: str | None) -> None:
    draft = draft_of(
        *statement(
            f"[who:{name}], a 43-year-old baker, said [said:it was calm].",
            whole=f"{name}{whole}" if whole else None,
        )
    )
    assert [each.kind for each in draft.proposals] == ["source", "report", "claim"]
    assert draft.proposals[0].text == ('source people "people of whom the article says no more"')
    assert draft.proposals[-1].text.startswith('claim unnamed people "a baker" says')
    assert not any(part in proposed_report(draft) for part in (name.split()[0], name.split()[-1]))


def test_those_of_one_family_are_all_without_their_names() -> None:
    found = statement(
        "[who:Omar al-Holt] said [said:Layla al-Holt and Samir Abu Jaber, 9, were killed]."
    )
    assert claim_of(*found).splitlines()[1] == '  "[a person] and [a person], 9, were killed"'


def test_an_official_is_told_by_the_office() -> None:
    found = statement(
        "Prime Minister Anna Berg was there. [who:World Wire] says [said:Berg is tired]."
    )
    assert claim_of(*found).splitlines()[1] == '  "[Prime Minister of Northland] is tired"'


def test_a_title_of_several_offices_names_nobody() -> None:
    found = statement("[who:World Wire] says [said:the plan of President Olsen stands].")
    assert claim_of(*found).splitlines()[1] == '  "the plan of [President] stands"'


@pytest.mark.parametrize(
    ("words", "shown", "sort"),
    [
        ("call +387 61 555 0199 now", "call [telephone] now", "telephone"),
        ("write to mira@post.example now", "write to [mail] now", "mail"),
        ("it fell at 43.85632, 18.41308", "it fell at [place]", "place"),
    ],
)
def test_what_leads_to_a_door_is_left_out(words: str, shown: str, sort: str) -> None:
    found = statement(f"[who:World Wire] says [said:{words}].")
    assert claim_of(*found).splitlines()[1] == f'  "{shown}"'
    assert [each.sort for each in draft_of(*found).withheld] == [sort]


# --- What is said --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "deed"),
    [
        ("Southland admitted 600 trucks", "south admits 600 trucks"),
        ("Southland let in at least 1,200 aid trucks", "south admits at least 1,200 trucks"),
        ("Northland has released seven prisoners of war to Southland",
         "north releases 7 prisoners to south"),
        ("Northland attacked Southland", "north attacks south"),
        ("Northland and Southland withdrew their forces", "north and south withdraw forces"),
    ],
)  # fmt: skip
def test_a_deed_that_is_said_plainly_becomes_one(words: str, deed: str) -> None:
    assert claim_of(*statement(f"[said:{words}].")).splitlines()[1] == f"  {deed}"


@pytest.mark.parametrize(
    "words",
    [
        "Southland did not admit 600 trucks",
        "Southland could admit 600 trucks",
        "Southland refused to release prisoners",
        "Southland admitted about 600 trucks",
        "Southland will admit 600 trucks",
        "600 trucks were not admitted",
        "If Southland admitted 600 trucks, all was well",
        "Southland admitted 600 lorries",
        "a force of Northland attacked by Southland",
        "Northland — attacked Southland",
        "Southland admitted 600 trucks a day",
        "Southland admitted 600 trucks, Northland released 7 prisoners",
        "has Southland admitted 600 trucks?",
        "the head of Southland’s army said it admitted 600 trucks",
    ],
)
def test_what_is_said_less_plainly_stays_words(words: str) -> None:
    assert claim_of(*statement(f"[said:{words}].")).splitlines()[1].startswith('  "')


@pytest.mark.parametrize(
    "words",
    [
        "Northland released the remains of two prisoners",
        "Northland released the bodies of 15 Palestinian prisoners",
        "Northland released 3 dead prisoners",
        "Northland released three former prisoners",
        "Northland released 3 prisoners' families",
        "Northland released two prisoner bodies",
        "Northland released the families of prisoners of war",
    ],
)
def test_what_is_done_to_another_thing_stays_words(words: str) -> None:
    assert "in words of the article" in claim_of(*statement(f"[said:{words}]."))


@pytest.mark.parametrize("before", ["all 10", "10 more", "its last 10", "10 Lebanese", "10 of the"])
def test_words_that_leave_a_thing_what_it_is(before: str) -> None:
    words = f"Northland released {before} prisoners"
    claim = claim_of(*statement(f"[said:{words}]."))
    assert claim.splitlines()[1] == "  north releases 10 prisoners"


def test_a_deed_that_lies_ahead() -> None:
    found = statement("[said:Southland will admit 600 trucks].", "expects", dated=TOMORROW)
    assert claim_of(*found).splitlines()[:3] == [
        "claim gazette expects", "  south admits 600 trucks", "  on 2026-01-23",
    ]  # fmt: skip


def test_a_rate_and_a_total_have_their_window() -> None:
    window = Dated(date(2026, 1, 12), date(2026, 1, 20), "stated")
    rate = statement("[said:Southland admitted 450 trucks a day].", dated=window)
    assert claim_of(*rate).splitlines()[1] == (
        "  south admits 450 trucks each day from 2026-01-12 to 2026-01-20"
    )
    total = statement("[said:Southland admitted 450 trucks in total].", dated=window)
    assert claim_of(*total).splitlines()[1] == (
        "  south admits 450 trucks in total from 2026-01-12 to 2026-01-20"
    )


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ('it ends "as soon as they are found."', "it ends ‘as soon as they are found.’"),
        ("“calm” and “quiet”", "‘calm’ and ‘quiet’"),
        ("“the “so-called” line”", "the ‘so-called’ line"),
        ("calm „heute“ again", "calm ‘heute’ again"),
        ('calm "now', "calm now"),
    ],
)
def test_inner_quotation_marks_stand_in_pairs(words: str, shown: str) -> None:
    found = statement(f"[who:World Wire] says [said:{words}]")
    assert claim_of(*found).splitlines()[1] == f'  "{shown}"'


def test_words_are_cut_and_cannot_leave_their_quotes() -> None:
    words = 'He said "stop"\n```\nagreement evil "x"\n' + "very " * 100 + "long"
    line = claim_of(*statement(f"[said:{words}]")).splitlines()[1]
    assert line.startswith('  "He said ‘stop’ ‘’ agreement evil ‘x’ very') and line.endswith('…"')
    assert len(line) < 250


# --- When ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stance", "dated", "clause"),
    [
        ("says", YESTERDAY, "on 2026-01-21"),
        ("says", Dated(date(2026, 1, 12), date(2026, 1, 18), "resolved"),
         "between 2026-01-12 and 2026-01-18"),
        ("says", Dated(date(2025, 12, 1), date(2025, 12, 31), "stated"), "in 2025-12"),
        ("says", Dated(date(2025, 1, 1), date(2025, 12, 31), "stated"), "in 2025"),
        ("says", Dated(None, date(2026, 1, 14), "resolved"), "before 2026-01-15"),
        ("says", Dated(date(2026, 1, 15), None, "resolved"), "after 2026-01-14"),
        ("says", TOMORROW, "on 2026-01-22"),
        ("says", Dated(None, None, "published"), "on 2026-01-22"),
        ("expects", Dated(None, None, "published"), "after 2026-01-22"),
        ("expects", TOMORROW, "on 2026-01-23"),
    ],
)  # fmt: skip
def test_dates_become_the_clause_that_says_as_much(stance: str, dated: Dated, clause: str) -> None:
    found = statement("[said:it was calm].", stance, dated=dated)  # type: ignore[arg-type]
    assert f"\n  {clause}" in claim_of(*found)


# --- What it bears on ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "about"),
    [
        ("Southland admitted 600 trucks", "aid"),
        ("the truce along the river holds", "truce"),
        ("the second phase has begun", "two"),
        ("the prisoners were not set free", "release-prisoners"),
        ("the weather is fine", None),
    ],
)
def test_a_claim_names_what_it_bears_on(words: str, about: str | None) -> None:
    lines = claim_of(*statement(f"[said:{words}].")).splitlines()
    found = [line for line in lines if line.startswith("  about ")]
    assert found == ([f"  about {about}"] if about else [])
