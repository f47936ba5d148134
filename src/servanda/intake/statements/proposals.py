"""Proposals: candidates with their contents, weighed; the best that do not overlap are chosen.

The weights say how much each feature speaks for a statement, as logarithms of odds (logistic
regression). They were learned from articles that people annotated (`benchmarks/intake/weigh.py`)
and hold no words of those but single lemmas, and no names.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp
from typing import TypeAlias

from spacy.tokens import Doc

from servanda.intake.statements.candidate import Candidate
from servanda.intake.statements.constructions import candidates
from servanda.intake.statements.contents import forms
from servanda.intake.statements.features import features
from servanda.intake.statements.quotations import Quotation

WEIGHTS = "weights.tsv"
Weights: TypeAlias = Mapping[str, float]

# From what odds on something is taken to be a statement: where F1 was best on articles of the
# training part that the weights had not seen.
LEAST = 0.25
WIDE = {"clause", "infinitive", "quotation", "inserted", "as", "according", "colon", "object",
        "phrase"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Proposal:
    """A candidate with one of its possible contents, as tokens by their numbers."""

    candidate: Candidate
    content: frozenset[int]
    features: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Weighed:
    """A proposal with how likely it is to be a statement, from 0 to 1."""

    proposal: Proposal
    likelihood: float


def proposals(doc: Doc, quoted: list[Quotation]) -> Iterator[Proposal]:
    """Every candidate with each of its contents."""
    everything = list(candidates(doc, quoted))
    around: dict[int, list[Candidate]] = defaultdict(list)
    for each in everything:
        if each.family in WIDE:
            for i in each.content:
                around[i].append(each)
    for each in everything:
        for form in forms(doc, each, quoted):
            found = features(doc, each, form, quoted, around[each.anchor])
            yield Proposal(each, form.content, found)


def weigh(proposed: Iterator[Proposal], weights: Weights) -> list[Weighed]:
    """All proposals with their likelihoods, the likeliest first."""
    rated = [Weighed(each, likelihood(each.features, weights)) for each in proposed]
    return sorted(rated, key=lambda each: -each.likelihood)


def chosen(weighed: list[Weighed]) -> list[Weighed]:
    """The likeliest proposals that share no word, in the order of the article."""
    taken: set[int] = set()
    kept: list[Weighed] = []
    for each in weighed:
        own = each.proposal.content | set(each.proposal.candidate.cue)
        if each.likelihood >= LEAST and not own & taken:
            taken |= own
            kept.append(each)
    return sorted(kept, key=lambda each: min(each.proposal.content))


def likelihood(found: tuple[str, ...], weights: Weights) -> float:
    """How likely something with these features is a statement, from 0 to 1."""
    return 1 / (1 + exp(-sum(weights.get(each, 0) for each in found)))


@cache
def shipped_weights() -> Weights:
    """The weights in `weights.tsv`, as logarithms of odds by feature."""
    lines = files(__package__).joinpath(WEIGHTS).read_text(encoding="utf-8").splitlines()
    pairs = (line.split("\t") for line in lines if not line.startswith("#"))
    return {name: int(hundredths) / 100 for name, hundredths in pairs}
