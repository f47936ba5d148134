"""frozen-money: a fund or tranche with no path to release.

    fund reconstruction
      pledged by donors
      held by bank
      withheld until elections done

    duty elections
      north holds elections
      from reconstruction-plan done
    ...

If the elections can never come about (they wait in a circle, for a ban to be "done", for a phase
without an entry), the money stays where it is. The same is said of a fund that nobody pays into,
and of one that nobody holds.

*Exact* for a release that the text leaves no way to come about. *May* where the release waits for
something that the parties left `to be agreed`, and where no clause says who pays or who holds.

*What to do*: let the release wait for something that can come about, and name payer and holder.
"""

from collections.abc import Iterator

from servanda.agreement import model
from servanda.agreement.subjects import all_clauses
from servanda.analysis.draft.finding import Finding
from servanda.analysis.draft.picture import picture_of
from servanda.analysis.draft.study import Study, finding
from servanda.analysis.draft.waits import awaited_names, wait_words
from servanda.analysis.draft.words import name_of, names
from servanda.language.listing import listed

RULE = "frozen-money"


def frozen_money(study: Study) -> tuple[Finding, ...]:
    """Funds that cannot be released, and funds without a payer or a holder."""
    return tuple(one for fund in study.agreement.funds for one in of_fund(fund, study))


def of_fund(fund: model.Fund, study: Study) -> Iterator[Finding]:
    if not study.whole.can_come(fund.name):
        yield never_released(fund, study)
    else:
        yield from left_open(fund, study)
    clauses = list(all_clauses(fund))
    missing = []
    if not any(isinstance(clause, model.PaidByClause) for clause in clauses):
        missing.append("who pays")
    if not any(isinstance(clause, model.HeldByClause) for clause in clauses):
        missing.append("who holds the money")
    if missing:
        yield finding(
            study,
            RULE,
            (fund.name,),
            f"{name_of(study, fund.name)}: no clause says {listed(missing)}.",
            "Name them: `paid by ...`, `held by ...`.",
            "may",
        )


def never_released(fund: model.Fund, study: Study) -> Finding:
    awaited = awaited_names(study.whole, fund.name)
    stuck = tuple(one for one in awaited if not study.whole.can_come(one, "done"))
    waits = wait_words(fund.name, awaited, study)
    return finding(
        study,
        RULE,
        (fund.name, *stuck),
        f"{name_of(study, fund.name)} can never be released. {waits}, and that can never come about"
        f"{f' ({names(stuck)})' if stuck else ''}.",
        "Let the release wait for something that can come about.",
        picture=picture_of(study, study.whole, (fund.name, *awaited), (fund.name,)),
    )


def left_open(fund: model.Fund, study: Study) -> Iterator[Finding]:
    holes = [s.words for s in study.whole.needed_steps(fund.name) if s.kind == "agreement"]
    if holes:
        yield finding(
            study,
            RULE,
            (fund.name,),
            f"{name_of(study, fund.name)} is not released without {listed(holes)}.",
            "Agree it, or say what releases the money if it is not agreed.",
            "may",
        )
