"""Everything in an agreement that has a verdict."""

from typing import TypeAlias

from servanda.agreement.model import Agreement, Fund, Phase, Stipulation

Entry: TypeAlias = Stipulation | Phase | Fund


def entries(agreement: Agreement) -> tuple[Entry, ...]:
    """Stipulations, phases and funds, each in the order of the text."""
    return (*agreement.stipulations, *agreement.phases, *agreement.funds)
