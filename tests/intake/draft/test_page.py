"""The page of a review: everything is escaped, and nothing but its own script may run."""

import re
from dataclasses import replace

from servanda.intake.draft.page import beside, content_policy, paragraphs, review_page
from tests.intake.draft.small import draft_of, statement

EVIL = "</script><img src=x onerror=alert(1)> ' \" & {{ 7*7 }}"
ONE, SAID = statement(f"[who:World Wire] said [said:it was {EVIL}].\nAnd more of it.")
DRAFT = draft_of(replace(ONE, title=EVIL), SAID)


def test_nothing_of_the_article_becomes_markup() -> None:
    page = review_page(DRAFT, ONE.text)
    assert "<img" not in page and "{{ 7*7 }}" in page
    assert page.count("</script>") == 1


def test_its_policy_allows_its_own_script_and_style_only() -> None:
    page = review_page(DRAFT, ONE.text)
    policy = content_policy(beside("review.css"), beside("review.js"))
    assert re.search(r'Policy" content="([^"]+)"', page).group(1).replace("&#39;", "'") == policy  # type: ignore[union-attr]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy and "http" not in policy
    assert not re.search(r"<[^>]*\b(?:src|href)=", page.partition("<script>")[0])


def test_the_article_is_whole_and_its_places_are_marked() -> None:
    found = paragraphs(DRAFT, ONE.text)
    assert "\n".join("".join(piece.text for piece in each) for each in found) == ONE.text
    (who,) = [piece for each in found for piece in each if piece.roles == ("speaker",)]
    assert who.text == "World Wire" and len(who.of) == 1


def test_without_the_words_it_says_so() -> None:
    assert "The article's words were not kept." in review_page(DRAFT, None).replace("&#39;", "'")
