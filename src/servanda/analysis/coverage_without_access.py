"""coverage-without-access: a body is said to have covered what it was denied access to.

Coverage says that a body was present with access, so that what it did not see did not happen:

    coverage by monitors
      of north attacks south
      in valley
      from 2026-01-10 to 2026-01-24
      said by monitors

    access denied to monitors
      in valley
      from 2026-01-15 to 2026-01-18
      said by gazette

Both cannot be so of the days that they share. Which is right is not decided here: the coverage
still shows absence, and so the warning stands at it.
"""

from servanda.agreement.model import Agreement
from servanda.analysis.slip import NOWHERE
from servanda.evidence.origins import describe
from servanda.evidence.presence import contradicts
from servanda.language.diagnostic import Diagnostic
from servanda.record.model import Record


def coverage_without_access(agreement: Agreement, record: Record) -> tuple[Diagnostic, ...]:
    """Coverage that a denial of access to the same body, place and time contradicts."""
    return tuple(
        Diagnostic(
            "coverage-without-access",
            "warning",
            coverage.span or NOWHERE,
            "",
            f"`{coverage.body}` is said to have been there, and access was denied to it for some "
            f"of this ({denied.id}: {describe(denied.chain)}), so its silence may show nothing",
            "leave the days without access out of the coverage, or correct the one that is wrong",
        )
        for coverage in record.coverage
        for denied in record.denied
        if contradicts(coverage, denied, agreement)
    )
