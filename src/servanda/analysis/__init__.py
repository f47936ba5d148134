"""Analysis: rules that read an agreement and its record and say what cannot be right.

One file is one rule, and its docstring is its manual page. A rule is a function of the agreement
and the record and returns warnings: it never decides which of two claims is true. To add one,
write its file and list it here.
"""

from collections.abc import Callable
from typing import TypeAlias

from servanda.agreement.model import Agreement
from servanda.analysis.coverage_without_access import coverage_without_access
from servanda.analysis.more_than_the_whole import more_than_the_whole
from servanda.analysis.occasion_in_wrong_year import occasion_in_wrong_year
from servanda.analysis.rival_command import rival_command
from servanda.analysis.two_offices import two_offices
from servanda.language.diagnostic import Diagnostic
from servanda.record.model import Record

Rule: TypeAlias = Callable[[Agreement, Record], tuple[Diagnostic, ...]]

RULES: tuple[Rule, ...] = (
    two_offices,
    occasion_in_wrong_year,
    rival_command,
    coverage_without_access,
    more_than_the_whole,
)
