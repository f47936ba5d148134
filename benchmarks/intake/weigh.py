"""Learns the weights of `servanda.intake.statements.proposals` from the training part of PolNeAR.

    python -m benchmarks.intake.weigh FOLDER CACHE [HELD_OUT]

Logistic regression towards how well a proposal's words agree with those of a gold statement. With
HELD_OUT that many articles of the training part, drawn by lot, are left out: their figures are
printed and nothing is written.
"""

import random
import sys
from collections import Counter
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from benchmarks.intake.lines import table
from benchmarks.intake.matching import STRICT, agreement, words_in, words_of
from benchmarks.intake.on_polnear import figures_of, once
from benchmarks.intake.parses import parsed
from benchmarks.intake.polnear import Annotated, read_part
from servanda.intake import statements
from servanda.intake.statements.contents import extents
from servanda.intake.statements.proposals import WEIGHTS, proposals
from servanda.intake.statements.quotations import quotations

FEWEST = 6  # proposals in which a feature occurs
SMALLEST = 8  # hundredths: weights below this are not kept
PENALTY = 3.0
STEPS = 150
HEAD = """# How much each feature of a proposal speaks for a statement: hundredths of log odds.
# Learned by benchmarks/intake/weigh.py; do not edit.
"""

Rows = list[tuple[tuple[str, ...], float]]


def target(rate: float) -> float:
    """What the regression aims at: nothing below a strict match, then from a fifth to one."""
    return 0.0 if rate < STRICT else 0.2 + 0.8 * (rate - STRICT) / (1 - STRICT)


def rows(article: Annotated, doc: Doc) -> Rows:
    """The proposals of an article with what they should be weighed at."""
    words = words_of(article.text)
    gold = [words_in(words, each.content) for each in article.attributions]
    found: Rows = []
    for each in proposals(doc, quotations(doc, article.text)):
        own = words_in(words, extents(doc, each.content))
        best = max((agreement(own, other) for other in gold if own & other), default=0.0)
        found.append((each.features, target(best)))
    return found


def names_in(docs: list[Doc]) -> frozenset[str]:
    """Words that mostly name a person: they are kept out of what is learned."""
    every, named = Counter[str](), Counter[str]()
    for doc in docs:
        for token in doc:
            every[token.lower_] += 1
            named[token.lower_] += token.ent_type_ == "PERSON" or token.pos_ == "PROPN"
    return frozenset(word for word, count in named.items() if 4 * count > every[word])


def learn(data: Rows, names: frozenset[str]) -> dict[str, int]:
    """The weights in hundredths, of features without names."""
    counts = Counter(
        each for found, _ in data for each in found if names.isdisjoint(each.split()[1:])
    )
    known = {name: i for i, name in enumerate(sorted(n for n, c in counts.items() if c >= FEWEST))}
    held = [[known[each] for each in found if each in known] for found, _ in data]
    row = np.repeat(np.arange(len(data)), [len(each) for each in held])
    column = np.concatenate([np.array(each, dtype=np.int64) for each in held])
    aims = np.array([aim for _, aim in data])
    weights = _descend(row, column, aims, len(known))
    hundredths = {name: round(100 * float(weights[i])) for name, i in known.items()}
    return {name: value for name, value in hundredths.items() if abs(value) >= SMALLEST}


def _descend(
    row: NDArray[np.int64], column: NDArray[np.int64], aims: NDArray[np.float64], size: int
) -> NDArray[np.float64]:
    """Adam over the whole of the data; the penalty is on the square of the weights."""
    weights, mean, spread, rate = np.zeros(size), np.zeros(size), np.zeros(size), 0.1
    for step in range(1, STEPS + 1):
        odds = np.bincount(row, weights[column], len(aims))
        off = 1 / (1 + np.exp(-odds)) - aims
        slope = np.bincount(column, off[row], size) / len(aims) + PENALTY * weights / len(aims)
        mean = 0.9 * mean + 0.1 * slope
        spread = 0.99 * spread + 0.01 * slope * slope
        weights -= rate * (mean / (1 - 0.9**step)) / (np.sqrt(spread / (1 - 0.99**step)) + 1e-9)
        rate *= 0.995
    return weights


def main(folder: Path, cache: Path, held_out: int) -> None:
    articles = once(read_part(folder, "train"))
    docs = parsed(cache, "train", [each.text for each in articles])
    order = list(range(len(articles)))
    random.Random(5).shuffle(order)
    data = [row for at in order[held_out:] for row in rows(articles[at], docs[at])]
    learned = learn(data, names_in(docs))
    text = HEAD + "".join(f"{name}\t{value}\n" for name, value in sorted(learned.items()))
    if not held_out:
        place = Path(statements.__file__).with_name(WEIGHTS)
        place.write_text(text, encoding="utf-8")
        print(f"{len(learned)} weights written to {place.name}")
        return
    weights = {name: value / 100 for name, value in learned.items()}
    unseen = order[:held_out]
    chosen = [articles[at] for at in unseen], [docs[at] for at in unseen]
    print(table(figures_of(*chosen, f"PolNeAR train, {held_out} unseen", weights)))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 0)
