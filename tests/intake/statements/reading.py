"""Small articles of our own, read for what they say."""

from datetime import date

from servanda.intake.article.model import Article
from servanda.intake.statements import find_statements
from servanda.intake.statements.model import Extent, Found, Statement

WEDNESDAY = date(2025, 10, 22)


def read(text: str) -> Found:
    """What is found in an article of that Wednesday."""
    return find_statements(article(text))


def article(text: str) -> Article:
    return Article(text, "text", "0" * 64, published=WEDNESDAY, language="en")


def only(text: str) -> Statement:
    """The one statement of a text."""
    found = read(text).statements
    assert len(found) == 1, [said(text, each) for each in found]
    return found[0]


def said(text: str, statement: Statement) -> str:
    """What a statement says, in the words of the text."""
    return " ... ".join(words(text, each) for each in statement.content)


def words(text: str, extent: Extent) -> str:
    return text[extent.start : extent.end]
