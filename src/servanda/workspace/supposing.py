"""What if: the record of a workspace with entries that nobody reported, or without some it has."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from servanda.language.diagnostic import Diagnostic
from servanda.language.near_miss import did_you_mean
from servanda.language.vocabulary import Vocabulary
from servanda.record.left_out import names_in, without
from servanda.record.model import Record
from servanda.values.instant import NEVER, Instant
from servanda.verdict.assessment import Question
from servanda.verdict.what_if import Assume
from servanda.workspace.files import printable
from servanda.workspace.model import Workspace


@dataclass(frozen=True, slots=True)
class Supposed:
    """A record that is not what was reported, and what is wrong with what was assumed: places are
    in `texts`."""

    record: Record
    diagnostics: tuple[Diagnostic, ...]
    texts: Mapping[str, str]


def suppose(workspace: Workspace, question: Question) -> Supposed | str:
    """What the question leaves out is left out, then what it assumes is added; or, in one line,
    which name is none."""
    record = workspace.record
    for name in question.without:
        smaller = without(record, name)
        if smaller is None:
            if without(workspace.record, name) is None:
                return nothing_named(name, workspace.record)
            continue  # another name has taken it along
        record = smaller
    if not question.assuming:
        return Supposed(record, (), {})
    return assumed(workspace, record, question)


def nothing_named(name: str, record: Record) -> str:
    hint = did_you_mean(name, names_in(record)) or (
        "name a claim (`F016.1`), a report, a source, or unnamed people as they are described"
    )
    return f"without: nothing in the record is named '{printable(name)}'; {hint}"


def assuming(workspace: Workspace, question: Question) -> Assume:
    """How to assume entries for the question, again and again, in the words of all texts."""
    from servanda.record.assumed import with_assumed

    assert workspace.agreement is not None, "there is a question"
    vocabulary, calendar = vocabulary_of(workspace), workspace.agreement.calendar
    known = known_by(question)

    def assume(record: Record, texts: Sequence[str]) -> Record | None:
        larger, found = with_assumed(record, texts, known, vocabulary, calendar)
        return None if found else larger

    return assume


def known_by(question: Question) -> Instant:
    """When an assumption became known: when the question knows, or its date."""
    return question.at if question.known >= NEVER else question.known


def vocabulary_of(workspace: Workspace) -> Vocabulary:
    """Every word that the texts declare; they are parsed again for it."""
    from servanda.language.parse import parse_document
    from servanda.language.vocabulary import gather

    pages = [parse_document(text, name).document for name, text in workspace.texts.items()]
    return gather(pages)[0]


def assumed(workspace: Workspace, record: Record, question: Question) -> Supposed:
    """Assumptions are read with the words of all texts, which are parsed again for them."""
    from servanda.record.assumed import texts_of, with_assumed

    assert workspace.agreement is not None, "there is a question"
    vocabulary, calendar = vocabulary_of(workspace), workspace.agreement.calendar
    known = known_by(question)
    larger, found = with_assumed(record, question.assuming, known, vocabulary, calendar)
    return Supposed(larger, found, texts_of(question.assuming))
