"""What a claim may resolve: `resolves F080.1 as late` needs a speaker with a name, and an entry
that said that something would come.

An entry may stand in a later file, so this is looked at once everything has been read.
"""

from collections.abc import Iterator, Mapping

from servanda.language.diagnostic import Diagnostic
from servanda.language.listing import listed
from servanda.language.near_miss import did_you_mean
from servanda.language.record_clause import ClaimedResolution, StatusClause
from servanda.language.tree import EngagementHeader, Statement
from servanda.language.vocabulary import Vocabulary
from servanda.record.complaint import error, placed
from servanda.record.content import FORESEEING
from servanda.record.correction import first_said
from servanda.record.model import Stance

TELLING: frozenset[Stance] = frozenset({"says", "admits", "finds", "rules"})


def wrong_resolutions(
    written: Mapping[str, Statement], vocabulary: Vocabulary
) -> Iterator[tuple[Statement, tuple[Diagnostic, ...]]]:
    """Every statement that resolves what it cannot, with what is wrong with it; `written` holds
    the statement of every claim and engagement by its id."""
    for statement in {one.span: one for one in written.values()}.values():
        for clause in statement.clauses:
            if isinstance(clause, ClaimedResolution):
                complaint = complaint_of(statement, clause, written, vocabulary)
                if complaint is not None:
                    yield statement, tuple(placed(statement, (complaint,)))


def complaint_of(
    statement: Statement,
    clause: ClaimedResolution,
    written: Mapping[str, Statement],
    vocabulary: Vocabulary,
) -> Diagnostic | None:
    said = first_said(statement, written)
    if said is None:
        return None  # it corrects what is no claim
    if said.stance not in TELLING or any(one.description for one in said.chain.origins):
        return error(
            "resolved-by-nobody",
            statement.header,
            "what became of it is told by somebody who has a name and says so",
            "name the source, and use `says`, `admits`, `finds` or `rules`",
        )
    entry = clause.entry.text
    if entry not in written:
        return unknown(clause, written, vocabulary)
    if not says_ahead(written[entry], written):
        return error(
            "nothing-to-resolve",
            clause.entry,
            f"`{entry}` does not say that something would come",
            "name a claim that promises, plans, expects or threatens, or a planned engagement",
        )
    return None


def unknown(
    clause: ClaimedResolution, written: Mapping[str, Statement], vocabulary: Vocabulary
) -> Diagnostic | None:
    """None where the report itself could not be used: that has been said already."""
    entry = clause.entry.text
    report, _, _ = entry.partition(".")
    of_report = [one for one in written if one.startswith(f"{report}.")]
    if vocabulary.has(report, "report") and not of_report:
        return None
    ahead = [one for one in of_report if says_ahead(written[one], written)]
    if ahead:
        hint = f"of what would come `{report}` has {listed([f'`{one}`' for one in ahead])}"
    else:
        hint = did_you_mean(entry, written) or "an id is the report's, a dot and a number: `F080.1`"
    return error("unknown-entry", clause.entry, f"no claim has the id `{entry}`", hint)


def says_ahead(statement: Statement, written: Mapping[str, Statement]) -> bool:
    """True of what is promised, planned, expected or threatened, by words or by a date to meet."""
    header = statement.header
    if isinstance(header, EngagementHeader):
        return any(isinstance(c, StatusClause) and c.status == "planned" for c in statement.clauses)
    said = first_said(statement, written)
    return said is not None and said.stance in FORESEEING
