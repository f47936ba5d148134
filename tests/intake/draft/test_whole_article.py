"""A whole article, which we made up, and the draft that becomes of it for the Gaza example: with
deeds, levels, casualties, places and positions, and what stays in the article's words."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from servanda.cli.drafting import statements_in
from servanda.intake.article.model import Article
from servanda.intake.article.read import read_article
from servanda.intake.draft.propose import Setting, propose
from servanda.intake.draft.report import proposed_report
from servanda.workspace import open_workspace
from servanda.workspace.drafts import ground
from tests.conftest import Golden

HERE = Path(__file__).parent
DAY = date(2025, 10, 30)


def test_a_whole_article_becomes_this_draft(root: Path, golden: Golden) -> None:
    base = ground(open_workspace(root / "examples" / "gaza-2025"))
    article = read_article((HERE / "gate.txt").read_bytes(), "text", None, DAY)
    assert isinstance(article, Article)
    article = replace(article, published=DAY, publisher="The Gazette")
    found, _ = statements_in(article, base)
    draft = propose(article, found, base, Setting(DAY, "The Gazette"))
    golden(HERE / "goldens" / "gate.md", proposed_report(draft))
