"""Proposals: candidates with their contents, weighed; the best that do not overlap are chosen.

Each feature has two weights, both logarithms of odds: how much it speaks for a statement (logistic
regression), and how much for this one among all readings of the same word, of which none may be
meant (multinomial). They were learned from articles that people annotated
(`benchmarks/intake/weigh.py`) and hold no words of those but single lemmas, and no names.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp
from typing import TypeAlias

from spacy.tokens import Doc

from servanda.intake.statements.candidate import Candidate
from servanda.intake.statements.constructions import candidates
from servanda.intake.statements.contents import forms
from servanda.intake.statements.cues import has_stance
from servanda.intake.statements.features import features
from servanda.intake.statements.quotations import Quotation

WEIGHTS = "weights.tsv"
Weights: TypeAlias = Mapping[str, tuple[float, float]]
NEITHER = (0.0, 0.0)

# From what odds on something is taken to be a statement: where F1 was best on articles of the
# training part that the weights had not seen.
LEAST = 0.3
# The same where a cue that is listed with its stance stands with an infinitive: what somebody
# intends, promises or refuses to do matters to an agreement more than a wrong proposal.
LEAST_LISTED = 0.15
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


def weigh(proposed: Iterable[Proposal], weights: Weights) -> list[Weighed]:
    """All proposals with their likelihoods, the likeliest first."""
    everything = list(proposed)
    sums = [_sums(each.features, weights) for each in everything]
    readings: dict[int, list[float]] = defaultdict(list)
    for each, (_, odds) in zip(everything, sums, strict=True):
        readings[each.candidate.anchor].append(odds)
    rated = [
        Weighed(each, (likely(alone) + among(odds, readings[each.candidate.anchor])) / 2)
        for each, (alone, odds) in zip(everything, sums, strict=True)
    ]
    return sorted(rated, key=lambda each: -each.likelihood)


def chosen(doc: Doc, weighed: list[Weighed]) -> list[Weighed]:
    """The likeliest proposals that share no word, in the order of the article."""
    taken: set[int] = set()
    kept: list[Weighed] = []
    for each in weighed:
        own = each.proposal.content | set(each.proposal.candidate.cue)
        if each.likelihood >= _least(doc, each.proposal) and not own & taken:
            taken |= own
            kept.append(each)
    return sorted(kept, key=lambda each: min(each.proposal.content))


def _least(doc: Doc, proposal: Proposal) -> float:
    """From what likelihood on something is taken to be a statement."""
    candidate = proposal.candidate
    listed = candidate.family == "infinitive" and has_stance(doc, candidate, proposal.content)
    return LEAST_LISTED if listed else LEAST


def likely(odds: float) -> float:
    """Logarithms of odds as a likelihood, from 0 to 1."""
    return 1 / (1 + exp(-odds))


def among(odds: float, readings: list[float]) -> float:
    """How likely it is that one of a word's readings is meant and not none, from 0 to 1; for all
    but the likeliest in proportion to that. `odds` is one of the `readings`."""
    best = max(readings)
    none = 1 / (1 + sum(exp(each) for each in readings))
    return (1 - none) * exp(odds - best)


def _sums(found: tuple[str, ...], weights: Weights) -> tuple[float, float]:
    pairs = [weights.get(each, NEITHER) for each in found]
    return sum(alone for alone, _ in pairs), sum(beside for _, beside in pairs)


@cache
def shipped_weights() -> Weights:
    """The weights in `weights.tsv`, by feature."""
    text = files(__package__).joinpath(WEIGHTS).read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return {name: (int(alone) / 100, int(beside) / 100) for name, alone, beside in rows}
