"""The catalogue of diagnostics as JSON, in the versioned form that docs/json.md describes."""

from collections.abc import Mapping

from servanda.language.catalogue.page import Page
from servanda.publish.answer_json import SCHEMA, JsonObject


def catalogue_json(families: Mapping[str, tuple[Page, ...]]) -> JsonObject:
    return {
        "schema": SCHEMA,
        "answer": "catalogue",
        "pages": [
            {
                "name": page.name,
                "family": family,
                "meaning": page.meaning,
                "what": page.what,
                "why": page.why,
                "example": page.example,
                "mend": page.mend,
            }
            for family, pages in families.items()
            for page in pages
        ],
    }
