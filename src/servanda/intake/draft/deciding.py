"""Decisions: accept, mend, split or reject a proposal, and whether what is confirmed can stand."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import get_args

from servanda.intake.draft.model import PERSON, Decision, Draft, Kind, Proposal, What
from servanda.intake.draft.reading import DraftError, as_list, as_object, as_text, one_of, parsed
from servanda.intake.draft.rehearsal import fenced
from servanda.language import tree
from servanda.language.format import format_document
from servanda.language.parse import parse_document

DECISIONS = "servanda-decisions"
DECISIONS_VERSION = 1
LARGEST_DECISIONS = 5_000_000
ENTRIES = (
    tree.ClaimHeader, tree.CoverageHeader, tree.AccessDeniedHeader, tree.EngagementHeader,
    tree.PositionHeader,
)  # fmt: skip
MAY_STAND: Mapping[Kind, tuple[type[tree.Header], ...]] = {
    "source": (tree.SourceHeader, tree.OfficeHeader),
    "report": (tree.ReportHeader,),
    "claim": (*ENTRIES, tree.SourceHeader, tree.OfficeHeader),
    "position": (*ENTRIES, tree.SourceHeader, tree.OfficeHeader),
    "engagement": (*ENTRIES, tree.SourceHeader, tree.OfficeHeader),
}


@dataclass(frozen=True, slots=True)
class Misfit:
    """Why a text cannot be confirmed in the place of a proposal."""

    message: str


def decided(draft: Draft, id: str, decision: Decision) -> Draft | Misfit:
    """The draft with a decision on one proposal; an earlier one on it is replaced."""
    proposal = next((each for each in draft.proposals if each.id == id), None)
    if proposal is None:
        return Misfit(f"no proposal of this draft has the id `{id[:40]}`")
    fitting = fitted(proposal, decision, draft.name)
    if isinstance(fitting, Misfit):
        return fitting
    return replace(
        draft,
        proposals=tuple(
            replace(each, decision=fitting) if each.id == id else each for each in draft.proposals
        ),
    )


def with_source(draft: Draft, text: str) -> Draft | Misfit:
    """The draft with a source that the person who reviews it adds, confirmed as it stands; one
    that they added under this name before is replaced."""
    name = text.split()[1:2]
    earlier = next(
        (each for each in draft.proposals if each.by == PERSON and each.text.split()[1:2] == name),
        None,
    )
    id = earlier.id if earlier else next_id(draft)
    fitting = fitted(Proposal(id, "source", text, by=PERSON), Decision("accepted"), draft.name)
    if isinstance(fitting, Misfit):
        return fitting
    added = Proposal(id, "source", fitting.text, by=PERSON, decision=fitting)
    if earlier is None:
        return replace(draft, proposals=(*draft.proposals, added))
    proposals = tuple(added if each is earlier else each for each in draft.proposals)
    return replace(draft, proposals=proposals)


def next_id(draft: Draft) -> str:
    numbers = [int(each.id) for each in draft.proposals if each.id.isdecimal()]
    return str(max((len(draft.proposals), *numbers)) + 1)


def source_text(name: str, title: str, camp: str, *, is_office: bool) -> str:
    """A source as the record declares it; an office is declared as one, too. `camp` may be empty:
    then it speaks for nobody in particular."""
    title = " ".join(title.replace('"', "'").split())
    lines = [f'source {name} "{title}"']
    if is_office:
        lines = [f'office {name} "{title}"', "", *lines]
    if camp:
        lines.append(f"  camp {camp}")
    return "\n".join(lines)


def fitted(proposal: Proposal, decision: Decision, name: str) -> Decision | Misfit:
    """The decision with its text in canonical layout, or why the text cannot stand there."""
    if decision.what == "rejected":
        if proposal.kind == "report":
            return Misfit("the head of the report cannot be rejected: reject what is said instead")
        return Decision("rejected")
    if decision.what == "accepted" and not proposal.text:
        return Misfit("nothing is proposed here that could be accepted: mend or reject it")
    given = proposal.text if decision.what == "accepted" else decision.text
    statements = statements_of(given)
    if isinstance(statements, Misfit):
        return statements
    allowed = MAY_STAND[proposal.kind]
    stranger = next((one for one in statements if not isinstance(one.header, allowed)), None)
    if stranger is not None:
        return Misfit(f"line {stranger.span.line - 1} does not belong in a {proposal.kind}")
    if proposal.kind == "report" and not keeps_name(statements, name):
        return Misfit(f"a report keeps its name, `{name}`, and stays one")
    text = in_layout(given)
    if decision.what == "accepted" or text == proposal.text:
        return Decision("accepted", text)
    return Decision(what_it_is(statements), text)


def what_it_is(statements: tuple[tree.Statement, ...]) -> What:
    """Several entries in the place of one are a split, whatever it was called."""
    return "split" if sum(isinstance(one.header, ENTRIES) for one in statements) > 1 else "mended"


def keeps_name(statements: tuple[tree.Statement, ...], name: str) -> bool:
    headers = [one.header for one in statements]
    return (
        len(headers) == 1
        and isinstance(headers[0], tree.ReportHeader)
        and (headers[0].name.text == name)
    )


def statements_of(text: str) -> tuple[tree.Statement, ...] | Misfit:
    """The statements of a text that somebody typed; none of it may leave its block."""
    if "```" in text or "~~~" in text:
        return Misfit("a fence does not belong here: write the statement alone")
    read = parse_document(fenced([text]), "text")
    errors = [one for one in read.diagnostics if one.severity == "error"]
    if errors:
        first = errors[0]
        hint = f" ({first.hint})" if first.hint else ""
        return Misfit(f"line {first.span.line - 1}: {first.message}{hint}")
    if not read.document.statements:
        return Misfit("there is no statement in it")
    return read.document.statements


def in_layout(text: str) -> str:
    block = format_document(fenced([text]))
    return block.removeprefix("```servanda\n").removesuffix("\n```\n").strip("\n")


# --- Decisions from a page -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Taken:
    """A draft with the decisions of a file, how many there were, and which of them it did not
    take, with why."""

    draft: Draft
    number: int
    refused: tuple[tuple[str, str], ...]
    added: int = 0  # sources


def take(draft: Draft, data: bytes) -> Taken:
    """Applies a file of decisions; raises `DraftError` where it is none, or of another article."""
    found = parsed(data, LARGEST_DECISIONS)
    if found.get("schema") != DECISIONS or found.get("version") != DECISIONS_VERSION:
        raise DraftError(f'it holds no decisions: its "schema" is not "{DECISIONS}", version 1')
    if found.get("draft") != draft.name or found.get("sha256") != draft.article.sha256:
        raise DraftError("its decisions are about another draft")
    draft, added, refused = with_added(draft, as_list(found.get("added", []), "added"))
    number = 0
    for one in as_list(found.get("decisions"), "decisions"):
        entry = as_object(one, "a decision")
        id = as_text(entry.get("id"), "id of a decision", 40)
        what = one_of(entry.get("what"), get_args(What), f"what of decision {id}")
        text = as_text(entry.get("text", ""), f"text of decision {id}")
        after = decided(draft, id, Decision(what, text))
        if isinstance(after, Misfit):
            refused.append((id, after.message))
        else:
            draft, number = after, number + 1
    return Taken(draft, number, tuple(refused), added)


def with_added(draft: Draft, sources: list[object]) -> tuple[Draft, int, list[tuple[str, str]]]:
    """The draft with the sources that were added on a page, their number, and what was refused."""
    refused: list[tuple[str, str]] = []
    for one in sources:
        text = as_text(as_object(one, "a source that was added").get("text"), "text of a source")
        after = with_source(draft, text)
        if isinstance(after, Misfit):
            refused.append(("new source", after.message))
        else:
            draft = after
    return draft, len(sources) - len(refused), refused
