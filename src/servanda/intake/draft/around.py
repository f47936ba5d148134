"""What is around each statement of an article: its title, and on what the other statements bear."""

from collections.abc import Mapping, Sequence
from datetime import date

from servanda.intake.article.model import Article
from servanda.intake.draft.bearing import Surroundings, surely, surroundings
from servanda.intake.draft.claims import claimed_in, content_of, sharpened
from servanda.intake.draft.ground import Ground
from servanda.intake.statements.model import Statement


def all_around(
    statements: Sequence[Statement], article: Article, published: date, ground: Ground
) -> tuple[Surroundings, ...]:
    """The surroundings of each statement, in order, whoever speaks in it."""
    bearing = ground.bearing
    contents = [content_of(one, article) for one in statements]
    alone = [
        by_itself(one, content, article, published, ground)
        for one, content in zip(statements, contents, strict=True)
    ]
    title = bearing.alone(article.title or "")
    phase = bearing.next_phase(ground.agreement.calendar.midnight(published))
    return tuple(
        surroundings(
            title,
            [
                each
                for other, each in zip(contents, alone, strict=True)
                if other != content  # said by several, it is one statement
            ],
            None,
            phase,
        )
        for content in contents
    )


def by_itself(
    statement: Statement, content: str, article: Article, published: date, ground: Ground
) -> Mapping[str, float]:
    """How likely a statement bears on each name, whatever is around it."""
    dated = sharpened(statement.dated, content, published, article.text, ground.agreement)
    for one in claimed_in(content, statement.stance, dated, published, ground):
        return surely(one.about)
    return ground.bearing.alone(content)
