"""Truth within bounds: negation swaps them, and whatever is known agrees with plain logic."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as some

from servanda.values.bounds import FALSE, TRUE, UNKNOWN, Truth, known

EVERY = (FALSE, UNKNOWN, TRUE)


def readings_of(truth: Truth) -> list[bool]:
    """The plain truth values that the bounds leave open."""
    return [value for value in (False, True) if truth.sure <= value <= truth.possible]


def test_what_is_sure_is_possible() -> None:
    with pytest.raises(AssertionError):
        Truth(sure=True, possible=False)


def test_negation_swaps_the_bounds() -> None:
    assert (~TRUE, ~FALSE, ~UNKNOWN) == (FALSE, TRUE, UNKNOWN)


@pytest.mark.parametrize("truth", EVERY)
def test_twice_negated_is_the_same(truth: Truth) -> None:
    assert ~~truth == truth


@pytest.mark.parametrize(("one", "other"), list(product(EVERY, EVERY)))
def test_each_connective_leaves_open_just_what_its_parts_do(one: Truth, other: Truth) -> None:
    pairs = list(product(readings_of(one), readings_of(other)))
    assert readings_of(one & other) == sorted({a and b for a, b in pairs})
    assert readings_of(one | other) == sorted({a or b for a, b in pairs})
    assert readings_of(~one) == sorted({not a for a in readings_of(one)})


@pytest.mark.parametrize(("one", "other"), list(product(EVERY, EVERY)))
def test_de_morgan(one: Truth, other: Truth) -> None:
    assert ~(one & other) == ~one | ~other


def test_only_the_unknown_is_not_known() -> None:
    assert [truth.is_known for truth in EVERY] == [True, False, True]
    assert (known(True), known(False)) == (TRUE, FALSE)


# --- A formula over shared unknowns ---------------------------------------------------------------

Formula = int | tuple[str, "Formula"] | tuple[str, "Formula", "Formula"]
ATOMS = 4
formulas = some.recursive(
    some.integers(0, ATOMS - 1),
    lambda inner: some.one_of(
        some.tuples(some.just("not"), inner),
        some.tuples(some.sampled_from(["and", "or"]), inner, inner),
    ),
    max_leaves=12,
)


def in_bounds(formula: Formula, atoms: list[Truth]) -> Truth:
    match formula:
        case int(number):
            return atoms[number]
        case ("not", inner):
            return ~in_bounds(inner, atoms)
        case ("and", left, right):
            return in_bounds(left, atoms) & in_bounds(right, atoms)
        case (_, left, right):
            return in_bounds(left, atoms) | in_bounds(right, atoms)
    raise AssertionError(formula)


def plainly(formula: Formula, atoms: tuple[bool, ...]) -> bool:
    match formula:
        case int(number):
            return atoms[number]
        case ("not", inner):
            return not plainly(inner, atoms)
        case ("and", left, right):
            return plainly(left, atoms) and plainly(right, atoms)
        case (_, left, right):
            return plainly(left, atoms) or plainly(right, atoms)
    raise AssertionError(formula)


@given(formulas, some.lists(some.sampled_from(EVERY), min_size=ATOMS, max_size=ATOMS))
def test_bounds_are_sound(formula: Formula, atoms: list[Truth]) -> None:
    """However the unknowns turn out, the plain answer lies within the bounds."""
    bounds = in_bounds(formula, atoms)
    for settled in product(*(readings_of(atom) for atom in atoms)):
        assert bounds.sure <= plainly(formula, settled) <= bounds.possible


def test_bounds_forget_that_an_unknown_met_twice_is_one() -> None:
    """Which is why shared unknowns are settled jointly (verdict/unknowns.py)."""
    assert UNKNOWN | ~UNKNOWN == UNKNOWN
