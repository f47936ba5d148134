"""A draft as JSON (version 1): what is kept beside the literate report, and read again for review.

A draft file may have been edited by hand or come from elsewhere, so it is read as any input is.
"""

import json
import re
from typing import Any, get_args

from servanda.intake.article.model import Language, Medium
from servanda.intake.draft.model import (
    ArticleHead,
    Decision,
    Draft,
    Kind,
    PassedOver,
    Place,
    Proposal,
    Role,
    Sort,
    What,
    Withheld,
)
from servanda.intake.draft.reading import (
    DraftError,
    as_day,
    as_list,
    as_number,
    as_object,
    as_text,
    one_of,
    optional,
    parsed,
)
from servanda.intake.statements.model import Extent

SCHEMA = "servanda-draft"
VERSION = 1
LARGEST_FILE = 20_000_000
LONGEST_ARTICLE = 5_000_000
NAME = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,119}")
SHA256 = re.compile(r"[0-9a-f]{64}")


def written(draft: Draft) -> str:
    """The draft as text; the same draft always gives the same."""
    return json.dumps(as_json(draft), ensure_ascii=False, indent=1) + "\n"


def as_json(draft: Draft) -> dict[str, Any]:
    article = draft.article
    return {
        "schema": SCHEMA,
        "version": VERSION,
        "name": draft.name,
        "agreement": draft.agreement,
        "proposed_by": list(draft.proposed_by),
        "article": {
            "sha256": article.sha256,
            "characters": article.characters,
            "medium": article.medium,
            "title": article.title,
            "publisher": article.publisher,
            "published": str(article.published) if article.published else None,
            "address": article.address,
            "language": article.language,
            "text": article.text,
            "sketch": article.sketch,
        },
        "proposals": [proposal_json(each) for each in draft.proposals],
        "withheld": [
            {"sort": each.sort, **extent_json(each.extent), "reason": each.reason}
            for each in draft.withheld
        ],
        "passed_over": [
            {**extent_json(each.extent), "words": each.words} for each in draft.passed_over
        ],
        "written": draft.written,
    }


def proposal_json(each: Proposal) -> dict[str, Any]:
    decision = each.decision
    return {
        "id": each.id,
        "kind": each.kind,
        "by": each.by,
        "text": each.text,
        "places": [{"role": one.role, **extent_json(one.extent)} for one in each.places],
        "notices": list(each.notices),
        "decision": {"what": decision.what, "text": decision.text} if decision else None,
    }


def extent_json(extent: Extent) -> dict[str, int]:
    return {"start": extent.start, "end": extent.end}


# --- Reading -------------------------------------------------------------------------------------


def read_draft(data: bytes) -> Draft:
    """The draft in a file; raises `DraftError` with one line on what is wrong."""
    found = parsed(data, LARGEST_FILE)
    if found.get("schema") != SCHEMA:
        raise DraftError(f'it is no draft: its "schema" is not "{SCHEMA}"')
    if found.get("version") != VERSION:
        raise DraftError(f"it is a draft of another version than {VERSION}")
    name = as_text(found.get("name"), "name")
    if not NAME.fullmatch(name):
        raise DraftError("name is no name of a report")
    article = article_in(found.get("article"))
    proposals = tuple(
        proposal_in(one, article.characters) for one in as_list(found.get("proposals"), "proposals")
    )
    if len({each.id for each in proposals}) != len(proposals):
        raise DraftError("two proposals have the same id")
    return Draft(
        name,
        as_text(found.get("agreement"), "agreement", 200),
        article,
        proposals,
        tuple(
            withheld_in(one, article.characters)
            for one in as_list(found.get("withheld"), "withheld")
        ),
        optional(found, "written", as_text, "the draft"),
        tuple(as_text(one, "proposed_by", 200) for one in as_list(found.get("proposed_by"), "by")),
        tuple(
            passed_over_in(one, article.characters)
            for one in as_list(found.get("passed_over", []), "passed_over")
        ),
    )


def article_in(value: object) -> ArticleHead:
    found = as_object(value, "article")
    sha256 = as_text(found.get("sha256"), "sha256")
    if not SHA256.fullmatch(sha256):
        raise DraftError("sha256 of article is no SHA-256")
    language = found.get("language")
    text, sketch = found.get("text"), found.get("sketch")
    return ArticleHead(
        sha256,
        as_number(found.get("characters"), "characters"),
        one_of(found.get("medium"), get_args(Medium), "medium"),
        optional(found, "title", as_text, "article"),
        optional(found, "publisher", as_text, "article"),
        optional(found, "published", as_day, "article"),
        optional(found, "address", as_text, "article"),
        None if language is None else one_of(language, get_args(Language), "language"),
        None if text is None else whole_text(text),
        None if sketch is None else whole_text(sketch),
    )


def whole_text(value: object) -> str:
    if not isinstance(value, str) or len(value) > LONGEST_ARTICLE:
        raise DraftError("text of article is no text, or too long")
    return value


def proposal_in(value: object, characters: int) -> Proposal:
    found = as_object(value, "a proposal")
    id = as_text(found.get("id"), "id of a proposal", 40)
    where = f"proposal {id}"
    places = tuple(
        Place(
            one_of(as_object(one, "a place").get("role"), get_args(Role), f"role in {where}"),
            extent_in(one, characters, where),
        )
        for one in as_list(found.get("places"), f"places of {where}")
    )
    return Proposal(
        id,
        one_of(found.get("kind"), get_args(Kind), f"kind of {where}"),
        as_text(found.get("text"), f"text of {where}"),
        places,
        as_text(found.get("by"), f"by of {where}", 200),
        tuple(
            as_text(one, f"a notice of {where}") for one in as_list(found.get("notices"), "notices")
        ),
        optional(found, "decision", decision_in, where),
    )


def decision_in(value: object, where: str) -> Decision:
    found = as_object(value, where)
    return Decision(
        one_of(found.get("what"), get_args(What), f"what of {where}"),
        as_text(found.get("text", ""), f"text of {where}"),
    )


def withheld_in(value: object, characters: int) -> Withheld:
    found = as_object(value, "withheld")
    return Withheld(
        one_of(found.get("sort"), get_args(Sort), "sort of withheld"),
        extent_in(value, characters, "withheld"),
        as_text(found.get("reason"), "reason of withheld"),
    )


def passed_over_in(value: object, characters: int) -> PassedOver:
    found = as_object(value, "passed_over")
    words = as_text(found.get("words"), "words of passed_over", 500)
    return PassedOver(extent_in(value, characters, "passed_over"), words)


def extent_in(value: object, characters: int, where: str) -> Extent:
    found = as_object(value, where)
    start = as_number(found.get("start"), f"start in {where}")
    end = as_number(found.get("end"), f"end in {where}")
    if not start <= end <= characters:
        raise DraftError(f"a place of {where} lies outside the article")
    return Extent(start, end)
