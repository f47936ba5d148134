"""From texts to what they say: parsed, and built into agreement, record and viewpoints."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from servanda.agreement.build import build_agreement
from servanda.agreement.model import Agreement
from servanda.evidence.ladder import Ladder
from servanda.evidence.ladder_file import read_ladder
from servanda.evidence.standard_ladder import standard_ladder
from servanda.evidence.viewpoint import NEUTRAL, Viewpoint
from servanda.evidence.viewpoint_build import build_viewpoints
from servanda.intake.incident_lines import read_incident_lines
from servanda.intake.revisions import read_revisions
from servanda.language.diagnostic import Diagnostic, once_each
from servanda.language.parse import parse_document
from servanda.language.parse_tests import parse_tests
from servanda.language.tree import Document, FiguresHeader, IncidentsHeader
from servanda.language.vocabulary import Vocabulary
from servanda.record.build import build_record
from servanda.store.documents import entry_of
from servanda.store.pieces import is_of_record, said_in
from servanda.store.said_digest import said_digest
from servanda.values.calendar import GREENWICH, Calendar
from servanda.verdict.expected import Expected
from servanda.verdict.expected_build import build_expected
from servanda.workspace.built import Built, SaidThere
from servanda.workspace.files import is_ladder

NO_DATA: Mapping[str, bytes] = MappingProxyType({})


def build(texts: Mapping[str, str], data: Mapping[str, bytes] = NO_DATA) -> Built:
    """What the texts, and the files of figures and incidents that they name, say, with everything
    that is wrong with them."""
    ladder, about_ladder = own_ladder(texts)
    texts = {name: text for name, text in texts.items() if not is_ladder(name)}
    parsed = [parse_document(text, name) for name, text in texts.items()]
    documents = tuple(one.document for one in parsed)
    found = [diagnostic for one in parsed for diagnostic in one.diagnostics]
    agreement, vocabulary, about_agreement = build_agreement(documents)
    if not documents:  # of a ladder alone nobody asks for an agreement
        about_agreement = ()
    calendar = agreement.calendar if agreement else GREENWICH
    record, about_record = build_record(
        documents,
        vocabulary,
        calendar,
        {name: read_revisions(data[name]) for name in named(documents, FiguresHeader, data)},
        {name: read_incident_lines(data[name]) for name in named(documents, IncidentsHeader, data)},
    )
    viewpoints: Mapping[str, Viewpoint] = {NEUTRAL.name: NEUTRAL}
    about_viewpoints: tuple[Diagnostic, ...] = ()
    if agreement is not None:
        viewpoints, about_viewpoints = build_viewpoints(documents, vocabulary, agreement)
    viewpoints = {name: replace(each, ladder=ladder) for name, each in viewpoints.items()}
    expected, about_tests = build_tests(texts, vocabulary, agreement, viewpoints)
    return Built(
        agreement=agreement,
        record=record,
        viewpoints=viewpoints,
        diagnostics=once_each(
            (
                *about_ladder,
                *found,
                *about_agreement,
                *about_record,
                *about_viewpoints,
                *about_tests,
            )
        ),
        has_statements=any(document.statements for document in documents),
        expected=expected,
        ladder=ladder,
        said=tuple(_said(documents, texts, calendar)),
        agreeing=tuple(
            each.path for each in documents if not all(map(is_of_record, each.statements))
        ),
    )


def _said(
    documents: Iterable[Document], texts: Mapping[str, str], calendar: Calendar
) -> Iterator[SaidThere]:
    for document in documents:
        for line, said in said_in(document, texts[document.path], calendar):
            digest = said_digest(entry_of(said, ()))
            yield document.path, line, said.name, digest, said.marking.embargo


def named(
    documents: Iterable[Document],
    kind: type[FiguresHeader] | type[IncidentsHeader],
    data: Mapping[str, bytes],
) -> set[str]:
    """The files that are there and that entries of a kind name."""
    headers = (one.header for each in documents for one in each.statements)
    return {header.file.text for header in headers if isinstance(header, kind)} & set(data)


def own_ladder(texts: Mapping[str, str]) -> tuple[Ladder | None, tuple[Diagnostic, ...]]:
    """The ladder beside the agreement, if it is there, can be read, and is not the standard one."""
    found: tuple[Diagnostic, ...] = ()
    ladder: Ladder | None = None
    for name, text in texts.items():
        if is_ladder(name):
            ladder, found = read_ladder(text, name)
    return (None if ladder == standard_ladder() else ladder), found


def build_tests(
    texts: Mapping[str, str],
    vocabulary: Vocabulary,
    agreement: Agreement | None,
    viewpoints: Mapping[str, Viewpoint],
) -> tuple[tuple[Expected, ...], tuple[Diagnostic, ...]]:
    """What the tests in the texts expect, with everything that is wrong with them."""
    parsed = [parse_tests(text, name) for name, text in texts.items()]
    found = tuple(diagnostic for one in parsed for diagnostic in one.diagnostics)
    if agreement is None:
        return (), found
    asked = tuple(each for one in parsed for each in one.asked)
    expected, about = build_expected(asked, vocabulary, agreement, viewpoints)
    return expected, (*found, *about)
