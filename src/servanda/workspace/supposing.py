"""What if: the record of a workspace with entries that nobody reported, or without some it has."""

from collections.abc import Mapping
from dataclasses import dataclass

from servanda.language.diagnostic import Diagnostic
from servanda.language.near_miss import did_you_mean
from servanda.record.left_out import names_in, without
from servanda.record.model import Record
from servanda.values.instant import NEVER
from servanda.verdict.assessment import Question
from servanda.workspace.files import printable
from servanda.workspace.opening import Workspace


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


def assumed(workspace: Workspace, record: Record, question: Question) -> Supposed:
    """Assumptions are read with the words of all texts, which are parsed again for them."""
    from servanda.language.parse import parse_document
    from servanda.language.vocabulary import gather
    from servanda.record.assumed import texts_of, with_assumed

    assert workspace.agreement is not None, "there is a question"
    pages = [parse_document(text, name).document for name, text in workspace.texts.items()]
    vocabulary, _ = gather(pages)
    known = question.at if question.known >= NEVER else question.known
    calendar = workspace.agreement.calendar
    larger, found = with_assumed(record, question.assuming, known, vocabulary, calendar)
    return Supposed(larger, found, texts_of(question.assuming))
