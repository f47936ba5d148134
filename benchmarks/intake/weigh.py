"""Learns the weights of `servanda.intake.statements.proposals` from the training part of PolNeAR.

    python -m benchmarks.intake.weigh FOLDER CACHE [HELD_OUT]

Two regressions towards how well a proposal's words agree with those of a gold statement: each
proposal by itself, and all readings of a word against each other and against none. A proposal
counts for a gold statement if it shares a word of its cue, too: else whatever stands near one would
be learned to be one. Where no proposal does, the contents decide alone. With HELD_OUT that many
articles of the training part, drawn by lot, are left out: their figures are printed and nothing is
written.
"""

import random
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from spacy.tokens import Doc

from benchmarks.intake.lines import table
from benchmarks.intake.matching import STRICT, agreement, words_in, words_of
from benchmarks.intake.on_polnear import figures_of, once
from benchmarks.intake.parses import parsed
from benchmarks.intake.polnear import Annotated, read_part
from servanda.intake import statements
from servanda.intake.statements.contents import extents
from servanda.intake.statements.proposals import WEIGHTS, Proposal, proposals
from servanda.intake.statements.quotations import quotations

FEWEST = 12  # proposals in which a feature occurs
MOST = 20_000  # features that are kept: on 150 unseen articles they did as well as all
PENALTY = 9.0
PENALTY_OF_KEPT = 6.0  # what is kept is surer
STEPS = 90
# By itself, a proposal aims this far at gold statements whose cue it shares, for the rest at any.
BY_CUE = 0.5
SHARPNESS = 5.0  # of the shares that readings of one word have in what they aim at together
HEAD = """# How much each feature of a proposal speaks for a statement, and how much for this
# reading of a word and no other: hundredths of log odds. Learned by benchmarks/intake/weigh.py;
# do not edit.
"""

Floats: TypeAlias = NDArray[np.float64]
Whole: TypeAlias = NDArray[np.int64]
# From weights to how wrong they are, and the slope of that.
Loss: TypeAlias = Callable[[Floats], tuple[float, Floats]]
LossOf: TypeAlias = Callable[[csr_matrix], Loss]


@dataclass(frozen=True, slots=True)
class Row:
    """A proposal for learning: `word` is the same for readings of one word, `agrees` how well its
    words agree with a gold statement's, `by_cue` the same for one whose cue it shares."""

    features: tuple[str, ...]
    word: tuple[str, int]
    agrees: float
    by_cue: float


def target(rate: Floats) -> Floats:
    """What is aimed at: nothing below a strict match, then from a fifth to one."""
    aims: Floats = np.where(rate < STRICT, 0, 0.2 + 0.8 * (rate - STRICT) / (1 - STRICT))
    return aims


def rows(article: Annotated, doc: Doc) -> list[Row]:
    """The proposals of an article with what they should be weighed at."""
    words = words_of(article.text)
    gold = [words_in(words, each.content) for each in article.attributions]
    cues = [words_in(words, each.cue) for each in article.attributions]
    found: list[tuple[Proposal, dict[int, float], set[int]]] = []
    for each in proposals(doc, quotations(doc, article.text)):
        own = words_in(words, extents(doc, each.content))
        cue = words_in(words, extents(doc, frozenset(each.candidate.cue)))
        rates = {at: agreement(own, other) for at, other in enumerate(gold) if own & other}
        found.append((each, rates, {at for at in rates if cue & cues[at]}))
    served = {at for _, rates, shared in found for at in shared if rates[at] >= STRICT}
    return [
        Row(
            each.features,
            (article.name, each.candidate.anchor),
            max(rates.values(), default=0.0),
            max((r for at, r in rates.items() if at in shared or at not in served), default=0.0),
        )
        for each, rates, shared in found
    ]


def names_in(docs: list[Doc]) -> frozenset[str]:
    """Words that mostly name a person: they are kept out of what is learned."""
    every, named = Counter[str](), Counter[str]()
    for doc in docs:
        for token in doc:
            every[token.lower_] += 1
            named[token.lower_] += token.ent_type_ == "PERSON" or token.pos_ == "PROPN"
    return frozenset(word for word, count in named.items() if 4 * count > every[word])


def learn(data: list[Row], names: frozenset[str]) -> dict[str, tuple[int, int]]:
    """Both weights in hundredths, of features without names: of all that occur often enough those
    that move the odds most, learned anew by themselves."""
    counts = Counter(each for row in data for each in row.features)
    known = sorted(
        name
        for name, count in counts.items()
        if count >= FEWEST and names.isdisjoint(name.split()[1:])
    )
    losses = _losses(data)
    matrix = _matrix(data, {name: i for i, name in enumerate(known)})
    often = np.array([counts[name] for name in known], dtype=float)
    moved = np.max(_fitted(matrix, losses, PENALTY) ** 2, axis=0) * often**0.5
    kept = np.sort(np.argsort(-moved, kind="stable")[:MOST])
    fitted = _fitted(matrix[:, kept], losses, PENALTY_OF_KEPT)
    hundredths = np.rint(100 * fitted).astype(int).T.tolist()
    return {known[at]: (one, other) for at, (one, other) in zip(kept, hundredths, strict=True)}


def _losses(data: list[Row]) -> tuple[LossOf, LossOf]:
    """How wrong weights are by themselves and beside the other readings of a word."""
    agrees, by_cue = np.array([[row.agrees, row.by_cue] for row in data]).T
    aims = BY_CUE * target(by_cue) + (1 - BY_CUE) * target(agrees)
    numbers: dict[tuple[str, int], int] = {}
    words = np.array([numbers.setdefault(row.word, len(numbers)) for row in data])
    shares = _shares(by_cue, words)
    return (lambda matrix: _loss_alone(matrix, aims)), (
        lambda matrix: _loss_beside(matrix, shares, words)
    )


def _fitted(matrix: csr_matrix, losses: tuple[LossOf, LossOf], penalty: float) -> Floats:
    return np.array([_descend(each(matrix), matrix.shape[1], penalty) for each in losses])


def _matrix(data: list[Row], known: dict[str, int]) -> csr_matrix:
    held = [[known[each] for each in row.features if each in known] for row in data]
    ends = np.cumsum([0, *(len(each) for each in held)])
    columns = np.concatenate([np.array(each, dtype=np.int32) for each in held])
    return csr_matrix((np.ones(len(columns)), columns, ends), (len(data), len(known)))


def _shares(rate: Floats, words: Whole) -> Floats:
    """What the readings of each word aim at: as much as the best of them alone would, divided so
    that the better have more."""
    best = np.zeros(words.max() + 1)
    np.maximum.at(best, words, rate)
    shares = np.where(rate < STRICT, 0, np.exp(SHARPNESS * (rate - 1)))
    total = np.bincount(words, shares)[words]
    aims: Floats = target(best)[words] * shares / np.maximum(total, 1e-12)
    return aims


def _loss_alone(matrix: csr_matrix, aims: Floats) -> Loss:
    turned = matrix.T.tocsr()

    def loss(weights: Floats) -> tuple[float, Floats]:
        odds = matrix @ weights
        wrong = float(np.sum(np.logaddexp(0, odds) - aims * odds))
        return wrong, turned @ (1 / (1 + np.exp(-odds)) - aims)

    return loss


def _loss_beside(matrix: csr_matrix, aims: Floats, words: Whole) -> Loss:
    turned = matrix.T.tocsr()
    none = 1 - np.bincount(words, aims)

    def loss(weights: Floats) -> tuple[float, Floats]:
        odds = matrix @ weights
        best = np.zeros(len(none))  # that of none
        np.maximum.at(best, words, odds)
        total = np.log(np.bincount(words, np.exp(odds - best[words])) + np.exp(-best)) + best
        logs = odds - total[words]
        return float(none @ total - aims @ logs), turned @ (np.exp(logs) - aims)

    return loss


def _descend(loss: Loss, size: int, penalty: float) -> Floats:
    """The weights that are least wrong with a penalty on their squares."""

    def penalised(weights: Floats) -> tuple[float, Floats]:
        wrong, slope = loss(weights)
        return wrong + penalty / 2 * float(weights @ weights), slope + penalty * weights

    found = minimize(
        penalised, np.zeros(size), jac=True, method="L-BFGS-B", options={"maxiter": STEPS}
    )
    weights: Floats = found.x
    return weights


def main(folder: Path, cache: Path, held_out: int) -> None:
    articles = once(read_part(folder, "train"))
    docs = parsed(cache, "train", [each.text for each in articles])
    order = list(range(len(articles)))
    random.Random(5).shuffle(order)
    data = [row for at in order[held_out:] for row in rows(articles[at], docs[at])]
    learned = learn(data, names_in(docs))
    text = HEAD + "".join(
        f"{name}\t{alone}\t{beside}\n" for name, (alone, beside) in sorted(learned.items())
    )
    if not held_out:
        place = Path(statements.__file__).with_name(WEIGHTS)
        place.write_text(text, encoding="utf-8")
        print(f"{len(learned)} weights written to {place.name}")
        return
    weights = {name: (one / 100, other / 100) for name, (one, other) in learned.items()}
    unseen = order[:held_out]
    chosen = [articles[at] for at in unseen], [docs[at] for at in unseen]
    print(table(figures_of(*chosen, f"PolNeAR train, {held_out} unseen", weights)))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 0)
