"""Statements: who says what in an article, found by rules over the grammar of its sentences."""

from collections.abc import Collection

from servanda.intake.article.model import Article
from servanda.intake.statements.model import Found


def find_statements(article: Article, outlets: Collection[str] = ()) -> Found:
    """The statements and meetings of an English article. `outlets` are names of newspapers and
    agencies that are known beside those that are recognised by themselves."""
    # The grammar takes a third of a second to load: only when it is needed.
    from servanda.intake.statements.find import find_in_text

    return find_in_text(article, outlets)
