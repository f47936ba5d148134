"""Whether a proposed text can stand in the record: it is built beside all that is declared."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from servanda.language.diagnostic import Diagnostic
from servanda.language.parse import parse_document
from servanda.language.tree import Document
from servanda.language.vocabulary import Declaring, gather
from servanda.record.build import build_record
from servanda.values.calendar import Calendar

PATH = "the draft"


@dataclass(frozen=True, slots=True)
class Stage:
    """The declarations of a folder, without the claims of its record."""

    documents: tuple[Document, ...]
    calendar: Calendar

    def errors_in(self, statements: Iterable[str]) -> tuple[Diagnostic, ...]:
        """What is wrong with statements that would enter the record together."""
        parsed = parse_document(fenced(statements), PATH)
        if any(one.severity == "error" for one in parsed.diagnostics):
            return tuple(one for one in parsed.diagnostics if one.severity == "error")
        vocabulary, twice = gather((*self.documents, parsed.document))
        _, found = build_record((*self.documents, parsed.document), vocabulary, self.calendar)
        return tuple(
            one for one in (*twice, *found) if one.severity == "error" and one.span.path == PATH
        )


def stage_of(documents: Iterable[Document], calendar: Calendar) -> Stage:
    """Keeps the declarations only, so that a rehearsal costs little."""
    kept = (
        replace(
            page,
            statements=tuple(one for one in page.statements if isinstance(one.header, Declaring)),
        )
        for page in documents
    )
    return Stage(tuple(kept), calendar)


def fenced(statements: Iterable[str]) -> str:
    """Statements as one block of a literate text."""
    return "```servanda\n{}\n```\n".format("\n\n".join(one.strip("\n") for one in statements))
