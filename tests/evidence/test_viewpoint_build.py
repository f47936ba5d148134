"""Viewpoints from their text: choices about facts, text and acts, each checked."""

import pytest

from servanda.agreement.build import build_agreement
from servanda.evidence.viewpoint import NEUTRAL, Viewpoint
from servanda.evidence.viewpoint_build import build_viewpoints
from servanda.language.catalogue import MEANINGS
from servanda.language.parse import parse_document

WORDS = """
agreement truce "Truce"
  time zone Asia/Jerusalem
  in force 2025-10-10 12:00
party north "North"
party south "South"
guarantor east "East"
body cross "the Cross"
action release "sets free"
thing captives "captives"
thing fallen "the fallen"
duty return-captives
  south releases 20 captives to north
  reading strict: by 2025-10-13
  reading loose: by 2025-10-20
duty return-fallen
  south releases 8 fallen to north
  reading strict: by 2025-10-13
  reading loose: by 2025-10-20
duty answer
  north releases 8 fallen to south
  linkage north: from return-fallen done
"""


def viewpoints_of(text: str) -> tuple[dict[str, Viewpoint], list[str], list[str]]:
    """The viewpoints, and the names and hints of what is wrong."""
    parsed = parse_document(f"```servanda\n{WORDS}{text}\n```\n", "all.md")
    agreement, vocabulary, wrong = build_agreement([parsed.document])
    assert agreement is not None
    found, slips = build_viewpoints([parsed.document], vocabulary, agreement)
    assert (parsed.diagnostics, wrong) == ((), ())
    assert all(each.name in MEANINGS for each in slips)
    return dict(found), [each.name for each in slips], [each.hint or "" for each in slips]


def test_a_viewpoint_has_every_choice() -> None:
    found, names, _ = viewpoints_of(
        'viewpoint north "the North"\n  accepts camp north\n  refuses camp south\n'
        "  recognises cross and east\n  reads return-captives as strict\n"
        "  holds linkages of north\n  recognises acts of east\n  rejects acts of south"
    )
    assert names == []
    assert found["north"] == Viewpoint(
        name="north",
        title="the North",
        accepts=frozenset({"north"}),
        refuses=frozenset({"south"}),
        recognises=frozenset({"cross", "east"}),
        reads=(("return-captives", "strict"),),
        linkages_of=frozenset({"north"}),
        recognises_acts_of=frozenset({"east"}),
        rejects_acts_of=frozenset({"south"}),
    )


def test_neutral_is_always_there_and_weighs_what_others_hold() -> None:
    assert viewpoints_of("")[0] == {"neutral": NEUTRAL}
    found, names, _ = viewpoints_of('viewpoint north "N"\n  reads return-captives as loose')
    assert names == []
    assert found["neutral"].considers == (("return-captives", "loose"),)
    assert found["neutral"].reads == ()


@pytest.mark.parametrize(
    ("name", "clauses", "hint"),
    [
        ("unknown-actor", "accepts camp nroth", "north"),
        ("unknown-actor", "refuses camp suoth", "south"),
        ("unknown-actor", "recognises corss", "cross"),
        ("unknown-actor", "recognises acts of esat", "east"),
        ("unknown-stipulation", "reads return-captive as strict", "return-captives"),
        ("unknown-reading", "reads return-captives as strickt", "strict"),
        ("unknown-reading", "reads answer as strict", "no readings"),
        ("unknown-holder", "holds linkages of norht", "north"),
        ("unknown-holder", "holds linkages of east", ""),
        ("two-readings", "reads return-captives as strict\n  reads return-fallen as loose", "one"),
        (
            "two-readings",
            "reads return-captives as strict\n  reads return-captives as loose",
            "one",
        ),
        ("chosen-both-ways", "accepts camp north\n  refuses camp north", ""),
        ("chosen-both-ways", "recognises acts of east\n  rejects acts of east", ""),
    ],
)
def test_a_choice_that_makes_no_sense_is_reported(name: str, clauses: str, hint: str) -> None:
    _, names, hints = viewpoints_of(f'viewpoint mine "Mine"\n  {clauses}')
    assert names == [name]
    assert hint in hints[0]


def test_neutral_cannot_be_given_a_side() -> None:
    found, names, _ = viewpoints_of('viewpoint neutral "Neutral"\n  accepts camp north')
    assert (found, names) == ({"neutral": NEUTRAL}, ["neutral-takes-a-side"])


def test_what_is_read_alike_may_be_named_together() -> None:
    found, names, _ = viewpoints_of(
        'viewpoint mine "Mine"\n  reads return-captives and return-fallen as loose'
    )
    assert names == []
    assert found["mine"].reads == (("return-captives", "loose"), ("return-fallen", "loose"))


def test_a_camp_that_is_misspelt_is_told_beside_a_holder_that_is() -> None:
    text = 'viewpoint x "X"\n  accepts camp norht\n  holds linkages of norht\n'
    _, names, _ = viewpoints_of(text)
    assert sorted(names) == ["unknown-actor", "unknown-holder"]
