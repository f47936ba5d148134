"""Analysis before anybody signs: rules that read an agreement alone.

One file is one rule, and its docstring is its manual page: what it finds, when that is exact and
when it only may be so, an example, and what to do. A rule is a function of a study (the agreement
with what waits for what, worked out once) and returns findings. To add one, write its file and
list it here.
"""

from collections.abc import Callable
from typing import TypeAlias

from servanda.agreement.model import Agreement
from servanda.analysis.draft.ambiguous_clock import ambiguous_clock
from servanda.analysis.draft.body_nobody_forms import body_nobody_forms
from servanda.analysis.draft.bottleneck import bottleneck
from servanda.analysis.draft.breach_without_consequence import breach_without_consequence
from servanda.analysis.draft.cannot_begin import cannot_begin
from servanda.analysis.draft.circular_wait import circular_wait
from servanda.analysis.draft.deadline_in_others_hands import deadline_in_others_hands
from servanda.analysis.draft.duty_against_ban import duty_against_ban
from servanda.analysis.draft.finding import Finding
from servanda.analysis.draft.frozen_money import frozen_money
from servanda.analysis.draft.impossible_deadline import impossible_deadline
from servanda.analysis.draft.linkage_changes_outcome import linkage_changes_outcome
from servanda.analysis.draft.open_term import open_term
from servanda.analysis.draft.own_verifier import own_verifier
from servanda.analysis.draft.reading_changes_outcome import reading_changes_outcome
from servanda.analysis.draft.study import Study, study
from servanda.analysis.draft.suspension_trap import suspension_trap
from servanda.analysis.draft.undefined_compliance import undefined_compliance
from servanda.analysis.draft.undefined_name import undefined_name
from servanda.analysis.draft.unused_name import unused_name
from servanda.analysis.draft.unverified_duty import unverified_duty
from servanda.analysis.draft.verifier_without_access import verifier_without_access
from servanda.analysis.draft.veto import veto

DraftRule: TypeAlias = Callable[[Study], tuple[Finding, ...]]

DRAFT_RULES: tuple[DraftRule, ...] = (
    circular_wait, cannot_begin, suspension_trap, frozen_money,
    impossible_deadline, deadline_in_others_hands, ambiguous_clock,
    veto, bottleneck, open_term, reading_changes_outcome, linkage_changes_outcome,
    unverified_duty, own_verifier, verifier_without_access, body_nobody_forms,
    duty_against_ban, breach_without_consequence, undefined_compliance,
    undefined_name, unused_name,
)  # fmt: skip


def analyse(
    agreement: Agreement, used_elsewhere: frozenset[str] = frozenset()
) -> tuple[Finding, ...]:
    """Everything that the rules find, rule by rule in the order in which they are listed."""
    ready = study(agreement, used_elsewhere)
    return tuple(found for rule in DRAFT_RULES for found in rule(ready))


def name_of_rule(rule: DraftRule) -> str:
    """The name by which a rule is known: that of its function, in kebab case."""
    return rule.__name__.replace("_", "-")


__all__ = ["DRAFT_RULES", "DraftRule", "Finding", "Study", "analyse", "name_of_rule", "study"]
