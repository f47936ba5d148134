"""A draft as a literate report: what is proposed, or what is confirmed, with where it rests."""

from collections.abc import Iterator
from dataclasses import replace

from servanda.intake.draft.model import Draft, Proposal
from servanda.intake.draft.rehearsal import fenced
from servanda.language.format import format_document

HEADINGS = {
    "source": "Who speaks", "claim": "What is said", "position": "Positions",
    "engagement": "Visits and meetings",
}  # fmt: skip


def proposed_report(draft: Draft) -> str:
    """The draft, to be read beside the article. It is no part of any record."""
    by = ", ".join(draft.proposed_by)
    head = (
        f"A draft of {len(draft.proposals)} proposals (by {by}) that nobody has confirmed, for "
        f"the agreement `{draft.agreement}`. Confirm it with `servanda review`: nothing under "
        "`drafts/` is part of the record."
    )
    passed = tuple(passed_over(draft))
    return laid_out(draft, head, draft.proposals, are_proposed=True, ends=passed)


def passed_over(draft: Draft) -> Iterator[str]:
    """The sentences for which nothing is proposed, as a list."""
    if draft.passed_over:
        yield "## Sentences passed over"
        count = len(draft.passed_over)
        yield (
            f"Sentences of the article for which nothing is proposed: {count}. What matters of "
            "them has to be written by hand."
        )
        yield "\n".join(
            f"- Characters {one.extent.start:,} to {one.extent.end:,}: {in_prose(one.words)}"
            for one in draft.passed_over
        )


def confirmed_report(draft: Draft) -> str:
    """What a person confirmed of the draft, as it enters the record."""
    article = draft.article
    words = "its words are kept with the draft" if article.text else "its words are not kept"
    head = (
        f"Read in an article of {article.published}, and confirmed statement by statement; "
        f"{words}. Under each heading stands where in the article's text it rests."
    )
    return laid_out(draft, head, tuple(confirmed(draft)), are_proposed=False)


def confirmed(draft: Draft) -> Iterator[Proposal]:
    """The proposals that were not rejected, each with its confirmed text."""
    for each in draft.proposals:
        if each.decision is not None and each.decision.what != "rejected":
            yield replace(each, text=each.decision.text)


def laid_out(
    draft: Draft,
    head: str,
    proposals: tuple[Proposal, ...],
    *,
    are_proposed: bool,
    ends: tuple[str, ...] = (),
) -> str:
    """Sources first, then the report's head, then what is said in it, each part under its
    heading."""
    parts = [f"# {title_of(draft)}", head]
    sources = [each for each in proposals if each.kind == "source"]
    if sources:
        parts.append(f"## {HEADINGS['source']}")
        parts += [part for each in sources for part in section(each, are_proposed=are_proposed)]
    for each in (each for each in proposals if each.kind == "report"):
        if are_proposed and each.notices:
            parts.append(" ".join(sentences(each.notices)))
        parts.append(fenced([each.text]).rstrip())
    for kind in ("claim", "position", "engagement"):
        of_kind = [each for each in proposals if each.kind == kind]
        if of_kind:
            parts.append(f"## {HEADINGS[kind]}")
        for each in of_kind:
            parts += section(each, are_proposed=are_proposed)
    return format_document("\n\n".join((*parts, *ends)) + "\n")


def section(proposal: Proposal, *, are_proposed: bool) -> Iterator[str]:
    if proposal.kind != "source":
        yield f"### {proposal.id}"
    place = where(proposal)
    told = [place] if place else []
    if are_proposed:
        told += sentences(proposal.notices)
        if proposal.by != "rules":
            told.append(f"Proposed by a {proposal.by}, not by rules.")
    if told:
        yield " ".join(told)
    if proposal.text:
        yield fenced([proposal.text]).rstrip()


def sentences(notices: tuple[str, ...]) -> list[str]:
    return [f"{one[:1].upper()}{one[1:]}." for one in map(noticed, notices)]


def where(proposal: Proposal) -> str:
    """`Characters 120 to 310.`"""
    resting = [one for one in proposal.places if one.role in ("content", "meeting")]
    if not resting:
        return ""
    spans = [f"{one.extent.start:,} to {one.extent.end:,}" for one in resting]
    return f"Characters {', '.join(spans)}."


def title_of(draft: Draft) -> str:
    """The title of the report, without what Markdown would read in it."""
    report = next((each for each in draft.proposals if each.kind == "report"), None)
    text = report.decision.text if report and report.decision else report.text if report else ""
    quoted = text.partition('"')[2].partition('"')[0]
    return in_prose(quoted or draft.name)


def noticed(words: str) -> str:
    """A notice: the marks around a name in it are our own."""
    return in_prose(words).replace("\\`", "`")


def in_prose(words: str) -> str:
    """Words from outside on one line of Markdown: no fence, no heading and no link of theirs."""
    line = " ".join(words.split())
    return "".join(f"\\{mark}" if mark in "\\`*_[]<>#~|" else mark for mark in line)
