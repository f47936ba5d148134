"""How good proposals are, counted from what people made of them: no sample, no estimate."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from servanda.intake.draft.model import PERSON, Draft, Kind, Proposal, What
from servanda.intake.draft.rehearsal import fenced
from servanda.language import record_clause as written
from servanda.language.parse import parse_document
from servanda.language.tree import ClaimHeader, EngagementHeader, Statement
from servanda.language.vocabulary import Declaring

Field = Literal["speaker", "chain", "stance", "what", "date", "stipulations", "speech"]
FIELDS: tuple[Field, ...] = (
    "speaker", "chain", "stance", "what", "date", "stipulations", "speech"
)  # fmt: skip


SAID: tuple[Kind, ...] = ("claim", "position", "engagement")


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many proposals of one sort were accepted as they were, mended, split and rejected."""

    accepted: int = 0
    mended: int = 0
    split: int = 0
    rejected: int = 0

    @property
    def decided(self) -> int:
        return self.accepted + self.mended + self.split + self.rejected

    @property
    def right(self) -> float | None:
        """The part that was accepted unchanged; None where nothing was decided."""
        return self.accepted / self.decided if self.decided else None


@dataclass(frozen=True, slots=True)
class Kept:
    """Of how many proposed claims that were accepted or mended a field stood, and stayed."""

    stayed: int
    stood: int


@dataclass(frozen=True, slots=True)
class Accuracy:
    """Counts over reviewed drafts. `by_proposer` is of what is said or took place (`SAID`), for
    heads and sources are nearly always right. `by_stance` is of the proposed stance, `fields` of
    claims that were accepted or mended into one claim. What a person `added` was missed by every
    proposer, and is counted nowhere else."""

    drafts: int
    waiting: int
    by_kind: tuple[tuple[str, Outcome], ...]
    by_proposer: tuple[tuple[str, Outcome], ...]
    by_stance: tuple[tuple[str, Outcome], ...]
    fields: tuple[tuple[Field, Kept], ...]
    added: int = 0

    @property
    def of_claims(self) -> Outcome:
        """What became of the claims alone."""
        return dict(self.by_kind).get("claim", Outcome())


def accuracy(drafts: Iterable[Draft]) -> Accuracy:
    """Counts what was decided in drafts of which at least one proposal was."""
    reviewed = [one for one in drafts if any(each.decision for each in one.proposals)]
    all_decided = [each for one in reviewed for each in one.proposals if each.decision is not None]
    decided = [each for each in all_decided if each.by != PERSON]
    claims = [each for each in decided if each.kind == "claim" and each.text]
    return Accuracy(
        len(reviewed),
        sum(len(one.waiting) for one in reviewed),
        outcomes((each.kind, each) for each in decided),
        outcomes((each.by, each) for each in decided if each.kind in SAID),
        outcomes((stance_of(each), each) for each in claims),
        fields_of(claims),
        sum(
            each.by == PERSON and each.decision.text != "" for each in all_decided if each.decision
        ),
    )


def outcomes(sorted_by: Iterable[tuple[str, Proposal]]) -> tuple[tuple[str, Outcome], ...]:
    found: dict[str, Counter[What]] = {}
    for name, each in sorted_by:
        if each.decision is not None:
            found.setdefault(name, Counter())[each.decision.what] += 1
    return tuple(
        (name, Outcome(count["accepted"], count["mended"], count["split"], count["rejected"]))
        for name, count in sorted(found.items())
    )


def fields_of(claims: Iterable[Proposal]) -> tuple[tuple[Field, Kept], ...]:
    stood: Counter[Field] = Counter()
    stayed: Counter[Field] = Counter()
    for each in claims:
        if each.decision is None or each.decision.what not in ("accepted", "mended"):
            continue
        before, after = parts_in(each.text), parts_in(each.decision.text)
        for field in FIELDS:
            stood[field] += 1
            stayed[field] += before.get(field) == after.get(field)
    return tuple((field, Kept(stayed[field], stood[field])) for field in FIELDS if stood[field])


def stance_of(proposal: Proposal) -> str:
    found = first_claim(proposal.text)
    return found.header.stance if found and isinstance(found.header, ClaimHeader) else "none"


def parts_in(text: str) -> dict[Field, object]:
    """The fields of the first claim in a text, for comparing."""
    found = first_claim(text)
    if found is None or not isinstance(found.header, ClaimHeader):
        return {}
    chain = found.header.chain
    parts: dict[Field, object] = {
        "speaker": chain.origins,
        "chain": chain.via,
        "stance": found.header.stance,
    }
    for field, clause in clauses_of(found):
        parts[field] = clause
    return parts


def clauses_of(statement: Statement) -> Iterator[tuple[Field, object]]:
    for clause in statement.clauses:
        if isinstance(clause, written.Claimed):
            yield "what", clause
        elif isinstance(clause, written.WhenClause):
            yield "date", clause
        elif isinstance(clause, written.AboutClause):
            yield "stipulations", frozenset(one.text for one in clause.subjects)
        elif isinstance(clause, written.SpeechClause):
            yield "speech", clause


def first_claim(text: str) -> Statement | None:
    statements = parse_document(fenced([text]), "text").document.statements
    entries = (one for one in statements if not isinstance(one.header, Declaring))
    return next((one for one in entries if isinstance(one.header, ClaimHeader | EngagementHeader)),
                None)  # fmt: skip
