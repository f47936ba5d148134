"""The text of a claim: who says it, through whom, what, when, and on what it bears."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from servanda.intake.article.model import Article
from servanda.intake.draft.chains import told_by
from servanda.intake.draft.deeds import has_window
from servanda.intake.draft.ground import Ground
from servanda.intake.draft.persons import Persons
from servanda.intake.draft.speakers import Declared
from servanda.intake.draft.writing import QUOTATION_MARKS, listed, nested, quoted, stance_word, when
from servanda.intake.statements.model import Statement

QUOTES = "“”\"'‘’"
OPENING = "“\"'‘"
CLOSING = "”\"'’"
OF_THE_ARTICLE = "in words of the article"


class Published(Protocol):
    """The day and the outlet of an article."""

    @property
    def published(self) -> date: ...
    @property
    def publisher(self) -> str: ...


@dataclass(frozen=True, slots=True)
class ClaimWords:
    """What a claim may be, the fullest text first, and what has to be declared for it."""

    texts: tuple[str, ...]
    declares: tuple[Declared, ...]
    notices: tuple[str, ...]


def claim_words(
    statement: Statement, article: Article, ground: Ground, persons: Persons, where: Published
) -> ClaimWords:
    """The texts that a statement may become."""
    told = told_by(statement.speaker, statement.via, where.publisher, ground.names, persons)
    spoken = told.origin
    header = f"claim {told.chain} {stance_word(statement.stance, spoken.is_plural)}"
    content = content_of(statement, article)
    moment, about_date = when(statement.dated, statement.stance, where.published)
    deed = ground.deeds.deed_in(content, statement.stance, statement.dated)
    words = quoted(persons.without_names(content))
    about = bears_on(content, deed, ground)
    texts: list[str] = []
    if deed is not None:
        texts.append(laid_out(header, deed, "" if has_window(deed) else moment, about, statement))
    texts.append(laid_out(header, words, moment, about, statement, OF_THE_ARTICLE))
    texts.append(laid_out(header, words, f"on {where.published}", (), statement, OF_THE_ARTICLE))
    notices = (*spoken.notices, *about_denied(statement, article), *about_date)
    return ClaimWords(tuple(dict.fromkeys(texts)), told.declares, notices)


def about_denied(statement: Statement, article: Article) -> tuple[str, ...]:
    """Where a denial says no more than `the report`: that its words are those of another."""
    if not statement.takes_up:
        return ()
    words = " ".join(article.text[one.start : one.end] for one in statement.takes_up)
    return (f"what is denied here ({quoted(words)}) is taken to be what was said just before",)


def content_of(statement: Statement, article: Article) -> str:
    """What is said, in the article's words, with a mark where it is interrupted."""
    parts = [bare(article.text[one.start : one.end]) for one in statement.content]
    joined = " … ".join(part for part in parts if part)
    return joined.removeprefix("that ") if statement.speech == "indirect" else joined


def bare(words: str) -> str:
    """Words without the marks of quotation around them; those of a quotation within stay whole."""
    words = words.strip(" \n,")
    while words and (words[0] in QUOTES or words[-1] in QUOTES):
        inner = words[1:-1]
        if words[0] in QUOTES and words[-1] in QUOTES and not set(QUOTES) & set(inner):
            return inner.strip(" \n,")
        if words[0] in QUOTES and not set(CLOSING) & set(words[1:]):
            words = words[1:]
        elif words[-1] in QUOTES and not set(OPENING) & set(words[:-1]):
            words = words[:-1]
        elif len(words) > 1 and words[0] in OPENING and words[-1] in CLOSING and balanced(inner):
            words = inner
        else:
            return words
        words = words.strip(" \n,")
    return words


def balanced(words: str) -> bool:
    """Whether as many quotations open as close."""
    return nested(words).count("‘") * 2 == sum(mark in QUOTATION_MARKS for mark in words)


def bears_on(content: str, deed: str | None, ground: Ground) -> tuple[str, ...]:
    """The stipulations about the very deed, or those that share the rarest words."""
    if deed is not None:
        actions, names = ground.agreement.actions, deed.split(" ")
        done = next((one for one in names if ground.deeds.verbs.get((one,)) in actions), "")
        things = [one for one in names if one in ground.agreement.things]
        action = ground.deeds.verbs.get((done,), "")
        found = ground.bearing.of_deed(action, things[0] if things else None)
        if found:
            return found
    return ground.bearing.of_words(content)


def laid_out(
    header: str,
    claimed: str,
    moment: str,
    about: tuple[str, ...],
    statement: Statement,
    note: str = "",
) -> str:
    clauses = [
        claimed,
        moment,
        f"about {listed(about)}" if about else "",
        f"in {statement.speech} speech" if statement.speaker else "",
        f'note "{note}"' if note else "",
    ]
    return "\n  ".join((header, *filter(None, clauses)))
