"""Mistakes in the tests that stand in a text."""

from servanda.language.catalogue.page import Mistake


class NothingExpected(Mistake):
    """A test asks and expects nothing.

    A line such as `at 2026-02-01` puts a question; what is expected of the answer stands indented
    under it.

    Why it matters:
        A question without an expectation is never wrong, whatever becomes of the agreement.

    Example:
        at 2026-02-01

    How to mend:
        Say what is expected, one verdict a line, or take the question away:

            at 2026-02-01
              release-prisoners is undetermined
    """


class UnknownViewpoint(Mistake):
    """A test asks through the eyes of a viewpoint that is not declared.

    `neutral` always exists; every other viewpoint has a header of its own.

    Why it matters:
        The question cannot be put, so nothing under it is tried.

    Example:
        at 2026-02-01 viewpoint nroth

    How to mend:
        Correct the name, or declare the viewpoint:

            at 2026-02-01 viewpoint north
    """


class UnknownStandard(Mistake):
    """A test asks under a standard of proof that is none of the six.

    The rungs are `asserted` (also `claimed`), `alleged`, `corroborated`, `conceded`, `verified` and
    `ruled`.

    Why it matters:
        The question cannot be put, so nothing under it is tried.

    Example:
        at 2026-02-01 proof proven

    How to mend:
        Name one of the six rungs:

            at 2026-02-01 proof verified
    """


class ImpossibleState(Mistake):
    """A test expects a state in which the thing can never be.

    A duty is done or overdue, a ban kept or breached, a phase open or not open.

    Why it matters:
        The test fails for ever, and says nothing about the agreement.

    Example:
        release-prisoners is kept

    How to mend:
        Expect a state of its kind; the message lists them.

            release-prisoners is open
    """


class UnknownCause(Mistake):
    """A test names a cause that no verdict has, or gives a known state a cause.

    Only what is undetermined has a cause: `unreported`, `unclaimed`, `short of the standard`,
    `contested`, `not known when`, `reading`, `unrecognised act`, `not agreed` or
    `author not named`.

    Why it matters:
        The test fails for ever, and says nothing about the agreement.

    Example:
        release-prisoners is undetermined: silence

    How to mend:
        Name one of the eight causes, or leave the cause out:

            release-prisoners is undetermined: unclaimed
    """
