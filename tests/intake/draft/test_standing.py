"""What is decided is tried at once beside all that the folder has; sources can be added."""

import json
from dataclasses import replace

import pytest

from servanda.intake.draft.deciding import Misfit, decided, source_text, take, with_source
from servanda.intake.draft.excerpt import excerpt
from servanda.intake.draft.model import Decision, Draft, What
from servanda.intake.draft.reading import DraftError
from servanda.intake.draft.rehearsal import Stage
from servanda.intake.draft.standing import faults
from servanda.language.parse import parse_document
from servanda.workspace.building import build
from tests.intake.draft.small import TEXTS, draft_of, statement

ARTICLE, SAID = statement(
    "It rained. [who:The Lake Herald] said [said:Southland admitted 600 trucks]. More came."
)
DRAFT = draft_of(ARTICLE, SAID)  # 1 a source, 2 the report, 3 a claim
ECHO = 'source the-echo "The Echo"'
BY_ECHO = "claim the-echo says\n  south admits 600 trucks\n  on 2026-01-20"


def stage() -> Stage:
    agreement = build(TEXTS).agreement
    assert agreement is not None
    pages = tuple(parse_document(text, name).document for name, text in TEXTS.items())
    return Stage(pages, agreement.calendar)


STAGE = stage()


def after(draft: Draft, id: str, what: What, text: str = "") -> Draft:
    found = decided(draft, id, Decision(what, text))
    assert isinstance(found, Draft)
    return found


def test_what_is_proposed_can_stand_while_its_source_waits() -> None:
    assert faults(DRAFT, STAGE) == ()
    assert faults(after(DRAFT, "3", "accepted"), STAGE) == ()


def test_a_rejected_source_leaves_its_claim_without_one() -> None:
    (fault,) = faults(after(after(DRAFT, "3", "accepted"), "1", "rejected"), STAGE)
    assert (fault.id, fault.source) == ("3", "lake-herald")


def test_an_unknown_source_in_the_second_of_two_statements() -> None:
    own = DRAFT.proposals[2].text
    (fault,) = faults(after(DRAFT, "3", "split", f"{own}\n\n{BY_ECHO}"), STAGE)
    assert (fault.id, fault.source) == ("3", "the-echo")
    mended = with_source(after(DRAFT, "3", "split", f"{own}\n\n{BY_ECHO}"), ECHO)
    assert isinstance(mended, Draft) and faults(mended, STAGE) == ()


def test_another_mistake_is_no_unknown_source() -> None:
    (fault,) = faults(after(DRAFT, "3", "mended", f"{BY_ECHO}\n  about nothing-agreed"
                            .replace("the-echo", "wire")), STAGE)  # fmt: skip
    assert fault.name == "unknown-stipulation" and fault.source is None


def test_an_office_is_declared_as_a_source_too() -> None:
    text = source_text("south/envoy", 'The  "Envoy"', "south", is_office=True)
    assert text == (
        "office south/envoy \"The 'Envoy'\"\n\nsource south/envoy \"The 'Envoy'\"\n  camp south"
    )
    added = with_source(DRAFT, text)
    assert isinstance(added, Draft) and faults(added, STAGE) == ()


@pytest.mark.parametrize("text", ["", "source", BY_ECHO, f"```\n{ECHO}"])
def test_what_is_no_source_is_not_added(text: str) -> None:
    assert isinstance(with_source(DRAFT, text), Misfit)


def test_added_on_a_page_and_taken_twice() -> None:
    content = {
        "schema": "servanda-decisions", "version": 1, "draft": DRAFT.name,
        "sha256": DRAFT.article.sha256,
        "added": [{"text": ECHO}, {"text": "source 7"}],
        "decisions": [{"id": "3", "what": "mended", "text": BY_ECHO}],
    }  # fmt: skip
    data = json.dumps(content).encode()
    taken = take(take(DRAFT, data).draft, data)
    assert [one for one, _ in taken.refused] == ["new source"] and taken.added == 1
    assert [each.text for each in taken.draft.proposals if each.by == "person"] == [ECHO]
    assert len({each.id for each in taken.draft.proposals}) == 4
    assert faults(taken.draft, STAGE) == ()
    with pytest.raises(DraftError):
        take(DRAFT, json.dumps({**content, "added": ["x"]}).encode())


def test_a_source_rests_on_the_sentence_that_names_it() -> None:
    source = DRAFT.proposals[0]
    words = list(excerpt(source, ARTICLE.text))
    assert [one.text for one in words if one.rests] == ["The Lake Herald"]
    assert "".join(one.text for one in words) == (
        "… The Lake Herald said Southland admitted 600 trucks. …"
    )


def test_a_source_that_the_article_does_not_name_says_so() -> None:
    one, found = statement("[who:World Wire] said [said:it was calm].")
    draft = draft_of(replace(one, publisher="The Sea Herald"), found)
    source = draft.proposals[0]
    assert source.kind == "source" and source.places == ()
    assert source.notices[0] == "the article's own words do not name it"


def test_an_excerpt_is_cut_at_whole_words() -> None:
    long, found = statement(
        "word " * 80 + "[who:World Wire] said [said:it was calm]. " + "end " * 80
    )
    claim = draft_of(long, found).proposals[-1]
    shown = "".join(one.text for one in excerpt(claim, long.text))
    assert shown.startswith("… word ") and shown.endswith(" end …")
