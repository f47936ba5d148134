"""Clauses and conditions in the words in which an agreement writes them."""

from collections.abc import Iterator

from servanda.agreement import model
from servanda.agreement.model import Agreement, Clause, Condition
from servanda.agreement.subjects import Subject
from servanda.language.listing import listed
from servanda.values.deed import LevelIs
from servanda.verdict.condition_words import words_of


def waiting_clauses(subject: Subject) -> Iterator[tuple[Clause, str]]:
    """The clauses that make a subject wait, with where they stand beside the text."""
    for clause in subject.clauses:
        yield clause, ""
        if isinstance(clause, model.StageClause):
            for inner in clause.clauses:
                yield inner, f" (stage {clause.name})"
    for reading in subject.readings:
        for clause in reading.clauses:
            yield clause, f" (read as {reading.name})"


def clause_words(clause: Clause, agreement: Agreement) -> str:
    """A clause with a condition as the agreement writes it; empty for any other."""
    match clause:
        case model.WithinClause(duration, of):
            return f"within {duration} of {condition_words(of, agreement)}"
        case model.SuspendedWhileClause(condition, clock):
            return f"suspended while {condition_words(condition, agreement)}, clock {clock}"
        case model.DaysClause(first, last, of):
            days = f"on day {first}" if first == last else f"between day {first} and day {last}"
            return f"{days} of {condition_words(of, agreement)}"
        case model.InStepClause(other):
            return f"in step with {other}"
        case _:
            return keyword_words(clause, agreement)


KEYWORDS: tuple[tuple[type, str], ...] = (
    (model.FromClause, "from"),
    (model.UntilClause, "until"),
    (model.WhileClause, "while"),
    (model.UnlessClause, "unless"),
    (model.WithheldUntilClause, "withheld until"),
    (model.BeginsClause, "begins when"),
    (model.EndsClause, "ends when"),
    (model.OpenWhileClause, "open while"),
    (model.BeforeClause, "before"),
)


def keyword_words(clause: Clause, agreement: Agreement) -> str:
    for kind, keyword in KEYWORDS:
        if isinstance(clause, kind):
            condition: Condition = clause.condition  # type: ignore[union-attr]
            return f"{keyword} {condition_words(condition, agreement)}"
    return ""


def condition_words(condition: Condition, agreement: Agreement) -> str:
    """A condition in the words of the language; an event by its name, as the text names it."""
    match condition:
        case model.All(parts):
            return " and ".join(in_brackets(part, agreement) for part in parts)
        case model.Any(parts):
            return " or ".join(condition_words(part, agreement) for part in parts)
        case model.Not(part):
            return f"not {in_brackets(part, agreement)}"
        case model.Happens(event):
            return event
        case model.LevelStands(level):
            return level_words(level, agreement)
        case model.Complies(actor, listed_names):
            return f"{actor} complies with {listed(listed_names)}"
        case _:
            return words_of(condition, agreement)


def in_brackets(condition: Condition, agreement: Agreement) -> str:
    words = condition_words(condition, agreement)
    return f"({words})" if isinstance(condition, model.Any) else words


def level_words(level: LevelIs, agreement: Agreement) -> str:
    """`rafah is open`, `territory-held at most 53`."""
    known = agreement.levels.get(level.level)
    places = known.words if known is not None else ()
    value = f"{level.value:g}"
    if level.value in range(len(places)):
        value = places[int(level.value)]
    between = "is" if level.comparison == "exactly" else level.comparison.replace("-", " ")
    return f"{level.level} {between} {value}"
