"""Who speaks for an actor without being called by its name, and whom a pronoun means, in the
smallest articles."""

from datetime import date

import pytest

from servanda.intake.draft.speaking_for import speaking_for
from servanda.intake.statements.model import Dated, Extent, Statement
from tests.intake.draft.small import DAY, TODAY, claim_of, draft_of, ground, statement


def header(who: str, *, named: bool = True) -> str:
    return claim_of(*statement(f"[who:{who}] said [said:it was calm].", named=named)).splitlines()[
        0
    ]


@pytest.mark.parametrize(
    ("who", "origin"),
    [
        ("Washington", "us"),
        ("the American government", "us"),
        ("the Southland president", "south/president"),
        ("Northland's prime minister", "north/prime-minister"),
    ],
)
def test_a_body_or_an_office_stands_for_its_actor(who: str, origin: str) -> None:
    assert header(who) == header(who, named=False) == f"claim {origin} says"


def test_several_actors_each_say_it() -> None:
    draft = draft_of(*statement("[who:Northland and Southland] said [said:it was calm]."))
    assert draft.proposals[-1].text.splitlines()[0] == "claim north and south say"
    assert [each.text for each in draft.proposals if each.kind == "source"] == [
        'source north "Northland"'
    ]


@pytest.mark.parametrize(
    ("who", "origins", "declared"),
    [
        ("The American government and Northland", "north and us", {"north", "us"}),
        ("London and Washington", "london and us", {"london", "us"}),
        ("London and Northland", "london and north", {"london", "north"}),
        ("The US and Northland", "north and us", {"north", "us"}),
    ],
)
def test_governments_and_capitals_together_are_sources_of_their_own(
    who: str, origins: str, declared: set[str]
) -> None:
    draft = draft_of(*statement(f"[who:{who}] said [said:it was calm]."))
    text = next(each.text for each in draft.proposals if each.kind == "claim")
    assert sorted(text.splitlines()[0].removesuffix(" say").split(" ")[1::2]) == origins.split(
        " and "
    )
    sources = {each.text.split(" ")[1] for each in draft.proposals if each.kind == "source"}
    assert sources == declared


@pytest.mark.parametrize(
    "who",
    [
        "a Southland president",
        "aides to the Southland president",
        "the Southland president's brother",
        "Southland president and prime minister",
        "Southlanders and Northlanders",
        "Springfield",
        "Southland's government",  # which is no country that we know
        "the American authorities",  # who may be anybody with a say
        "Southland's army",
    ],
)
def test_what_stands_for_no_actor_plainly_is_left(who: str) -> None:
    assert speaking_for(who, ground().names) is None


def test_a_city_that_is_read_as_a_government_is_pointed_at() -> None:
    draft = draft_of(*statement("[who:Washington] said [said:it was calm]."))
    assert "‘Washington’ is read as `us`, whose capital it is" in (draft.proposals[-1].notices)


@pytest.mark.parametrize(
    ("who", "words", "deed"),
    [
        ("Southland", "it admitted 600 trucks", "south admits 600 trucks"),
        ("Southland", "we admitted 600 trucks", "south admits 600 trucks"),
        ("the Northland prime minister", "we attacked Southland", "north attacks south"),
        ("the Northland prime minister", "it attacked Southland", None),
        ("World Wire", "it attacked Southland", None),
        ("Southland officials", "they admitted 600 trucks", None),
    ],
)
def test_a_pronoun_is_the_actor_who_speaks(who: str, words: str, deed: str | None) -> None:
    found = statement(f"[who:{who}] said [said:{words}].", named=who != "Southland officials")
    draft = draft_of(*found)
    claim = draft.proposals[-1]
    line = claim.text.splitlines()[1].strip()
    assert line == (deed or f'"{words}"')
    assert any("is read as" in one for one in claim.notices) == (deed is not None)


def test_what_lasts_since_a_day_is_not_of_that_day() -> None:
    text = "World Wire said five people were killed since the truce began on 16 January."
    at = text.index("on 16 January")
    said = Extent(text.index("five"), len(text) - 1)
    day = date(2026, 1, 16)
    dated = Dated(day, day, "stated", Extent(at, at + len("on 16 January")))
    one, found = statement(text.replace("World Wire", "[who:World Wire]"))
    whole = Statement((said,), None, found.speaker, (), "says", "indirect", dated)
    lines = claim_of(one, whole).splitlines()
    assert f"  from 2026-01-16 to {DAY}" in lines
    assert "  with 5 killed" in lines


@pytest.mark.parametrize(
    ("verb", "words"),
    [
        ("refused", "to release prisoners of war"),
        ("accused", "Northland of breaking the truce"),
    ],
)
def test_what_is_done_and_not_said_keeps_its_verb(verb: str, words: str) -> None:
    text = f"Southland {verb} {words}."
    at = text.index(verb)
    content = Extent(at + len(verb) + 1, len(text) - 1)
    one, found = statement(f"[who:Southland] {verb} {words}.")
    whole = Statement(
        (content,), Extent(at, at + len(verb)), found.speaker, (), "says", "indirect", TODAY
    )
    assert claim_of(one, whole).splitlines()[1] == f'  "{verb} {words}"'


def test_a_denied_report_says_nothing_of_whoever_denies_it() -> None:
    one, found = statement("[who:Southland] denied that [said:it attacked Northland].", "denies")
    of_another = Statement(
        found.content, None, found.speaker, (), "denies", "indirect", TODAY, takes_up=found.content
    )
    assert claim_of(one, of_another).splitlines()[1] == '  "it attacked Northland"'
    assert claim_of(one, found).splitlines()[1] == "  south attacks north"
