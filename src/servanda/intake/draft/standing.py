"""Whether what is confirmed so far can stand in the record together, asked after each decision.

What is wrong is said while the words are still at hand, and not once everything is decided."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from servanda.intake.draft.model import Draft, Proposal
from servanda.intake.draft.rehearsal import Stage
from servanda.language.tree import SourceHeader

UNKNOWN_SOURCE = "unknown-source"


@dataclass(frozen=True, slots=True)
class Fault:
    """An error that the confirmed text of one proposal (`id`) would be in the record."""

    id: str
    name: str
    message: str
    hint: str | None

    @property
    def source(self) -> str | None:
        """The source that would have to be declared, if that is what is wrong."""
        if self.name != UNKNOWN_SOURCE:
            return None
        return self.message.partition("`")[2].partition("`")[0] or None


def faults(draft: Draft, stage: Stage) -> tuple[Fault, ...]:
    """What would be wrong if what is confirmed entered now. A source or a head that nobody has
    decided yet counts as it was proposed, for its turn will come."""
    standing = tuple(that_stand(draft, sources_of(stage)))
    found: list[Fault] = []
    begins = 2  # the first line is the fence
    lines: list[tuple[int, str]] = []
    for each in standing:
        lines.append((begins, each.id))
        begins += each.text.strip("\n").count("\n") + 2
    for one in stage.errors_in(each.text for each in standing):
        id = next((id for start, id in reversed(lines) if start <= one.span.line), "")
        found.append(Fault(id, one.name, one.message, one.hint))
    return tuple(found)


def that_stand(draft: Draft, declared: frozenset[str]) -> Iterator[Proposal]:
    """Proposals with the text that they have now, without sources that are declared already."""
    for each in draft.proposals:
        text = text_now(each)
        is_declared = each.kind == "source" and declared_name(text) in declared
        if text.strip() and not is_declared:
            yield replace(each, text=text)


def text_now(proposal: Proposal) -> str:
    if proposal.decision is not None:
        return proposal.decision.text
    return proposal.text if proposal.kind in ("source", "report") else ""


def declared_name(text: str) -> str:
    """The name that a text like `source NAME "Title"` declares; empty if it declares none."""
    return " ".join(text.split()[1:2])


def sources_of(stage: Stage) -> frozenset[str]:
    return frozenset(
        one.header.name.text
        for page in stage.documents
        for one in page.statements
        if isinstance(one.header, SourceHeader)
    )


def rejected_source(draft: Draft, name: str) -> Proposal | None:
    """The proposal of this source, if it was rejected."""
    return next(
        (
            each
            for each in draft.proposals
            if each.kind == "source"
            and each.decision is not None
            and each.decision.what == "rejected"
            and declared_name(each.text) == name
        ),
        None,
    )
