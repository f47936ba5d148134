"""Learns the weights of `servanda.intake.statements.proposals` from the training part of PolNeAR.

    python -m benchmarks.intake.weigh FOLDER [HELD_OUT]

Logistic regression towards how well a proposal's words agree with those of a gold statement. With
HELD_OUT that many articles of the training part are left out, and nothing is written but figures.
"""

import sys
from collections import Counter
from pathlib import Path

import numpy as np

from benchmarks.intake.matching import STRICT, Words, agreement, words_of
from benchmarks.intake.polnear import Annotated
from servanda.intake.statements import proposals as shipped

FEWEST = 6  # proposals in which a feature occurs
SMALLEST = 5  # hundredths: weights below this are not kept
PENALTY = 3.0
STEPS = 150
HEAD = """# How much each feature of a proposal speaks for a statement: hundredths of log odds.
# Learned by benchmarks/intake/weigh.py; do not edit.
"""

Rows = list[tuple[tuple[str, ...], float]]


def target(rate: float) -> float:
    """What the regression aims at: nothing below a strict match, then from a fifth to one."""
    return 0.0 if rate < STRICT else 0.2 + 0.8 * (rate - STRICT) / (1 - STRICT)


def rows(article: Annotated, doc: object, gold: list[Words]) -> Rows:
    """The proposals of an article with what they should be weighed at."""
    raise NotImplementedError


def learn(data: Rows) -> dict[str, int]:
    """The weights in hundredths."""
    counts = Counter(name for names, _ in data for name in names)
    known = {name: i for i, name in enumerate(sorted(n for n, c in counts.items() if c >= FEWEST))}
    held = [[known[name] for name in names if name in known] for names, _ in data]
    row = np.repeat(np.arange(len(data)), [len(each) for each in held])
    column = np.concatenate([np.array(each, dtype=np.int64) for each in held])
    aims = np.array([aim for _, aim in data])
    weights = _descend(row, column, aims, len(known))
    hundredths = {name: round(100 * float(weights[i])) for name, i in known.items()}
    return {name: value for name, value in hundredths.items() if abs(value) >= SMALLEST}


def _descend(row, column, aims, size):  # type: ignore[no-untyped-def]
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
