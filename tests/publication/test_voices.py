"""Who speaks is named where the policy lists it, and nowhere else: actors, too."""

import pytest

from servanda.publish.public_record import public_record
from servanda.record.model import Record
from servanda.workspace.building import build
from tests.publication.editions import policy

AGREEMENT = """# Accord

```servanda
agreement accord "Accord"
  time zone UTC
  in force 2026-01-01 00:00

party north "North"
party south "South"
body clinic "Clinic"
body school "School"
body mission "Mission"
  competent for quiet

action fire "opens fire"
action patrol "drives along"
thing lorry "lorries"
thing road "roads"

ban quiet "No fire"
  south must not fire lorry

duty rounds "Patrols"
  mission patrols 1 road
  by 2026-03-01
```
"""
RECORD = """# Record

```servanda
source desk "Desk"
  camp mission
source mission "Mission"
source clinic "Clinic"
source south "South"
source school "School"
  camp north
{more}

report R1 "x"
  by desk
  on 2026-01-06

claim {who} says
  south fires lorry
  on 2026-01-05
```
"""
NOBODY = policy(places="[]", exact="[]", movements="[]", attribution='"show"', sources="[]")


def told(who: str, more: str = "", refused: frozenset[str] = frozenset()) -> Record:
    made = build({"agreement.md": AGREEMENT, "record/r.md": RECORD.format(who=who, more=more)})
    assert made.agreement is not None
    assert not [one for one in made.diagnostics if one.severity == "error"], made.diagnostics
    end = made.agreement.calendar.midnight(made.agreement.calendar.local(END).date())
    return public_record(made.record, made.agreement, NOBODY, end, refused=refused).record


END = 1770000000  # in February 2026


@pytest.mark.parametrize(
    ("who", "voice"),
    [
        ("clinic", "undisclosed-source"),  # gains by nothing: its camp would name it
        ("south", "undisclosed-source-of-south"),  # a side: how to take its word
        ("mission", "undisclosed-source-of-mission"),  # owes patrols, and is not alone
        ("school", "undisclosed-source-of-north"),  # is of another camp
        ('unnamed clinic "nurses"', "undisclosed-source"),
    ],
)
def test_an_actor_that_is_not_listed_is_not_named_as_a_source(who: str, voice: str) -> None:
    public = told(who if "unnamed" not in who else who + " via desk")
    [claim] = public.claims
    assert claim.chain.origin.source == voice
    assert not {"clinic", "south", "mission", "school"} & set(public.sources)


def test_a_camp_that_has_a_weight_is_kept() -> None:
    """So that no word weighs more than it does: of two in one camp, and of one that is refused."""
    kept = "undisclosed-source-of-clinic"
    two = told("clinic", 'source nurse "the nurse"\n  camp clinic')
    refused = told("clinic", refused=frozenset({"clinic"}))
    assert [one.claims[0].chain.origin.source for one in (two, refused)] == [kept, kept]
