"""Mistakes in viewpoints: choices that nobody can make."""

from servanda.language.catalogue.page import Mistake


class NeutralTakesASide(Mistake):
    """The neutral viewpoint is given a choice of its own.

    `neutral` always exists. It prefers no camp, holds no reading and no linkage, and recognises the
    acts of those whom the text names.

    Why it matters:
        Answers are compared across missions because neutral means the same everywhere.

    Example:
        viewpoint neutral "Neutral"
          accepts camp north

    How to mend:
        Give the choice to a viewpoint with a name of its own:

            viewpoint north "North"
              accepts camp north
    """


class ChosenBothWays(Mistake):
    """A viewpoint takes and leaves the same camp or the same actor's acts.

    `accepts` and `refuses`, or `recognises acts of` and `rejects acts of`, name the same.

    Why it matters:
        Nobody can hold both, so no answer from this viewpoint would mean anything.

    Example:
        accepts camp north
        refuses camp north

    How to mend:
        Take one of the two away, or correct the name in one of them:

            accepts camp north
            refuses camp south
    """


class TwoReadings(Mistake):
    """A viewpoint reads in two ways what is read alike.

    Stipulations whose readings bear the same names are read together: whoever reads one as `early`
    reads the others so.

    Why it matters:
        A reading is a way to understand the agreement. To read each clause as it suits would give
        verdicts that fit no understanding of the whole.

    Example:
        reads release-prisoners as early
        reads release-wounded as late

    How to mend:
        Choose one for both; if the clauses can be read apart, give their readings other names.

            reads release-prisoners as early
            reads release-wounded as early
    """


class UnknownHolder(Mistake):
    """A viewpoint holds linkages of somebody who asserts none.

    A linkage is a condition that somebody asserts and the text does not contain: `linkage south:`.

    Why it matters:
        The viewpoint would be the same without the line, while its author thinks that a condition
        is taken into account.

    Example:
        holds linkages of north

    How to mend:
        Name who asserts the linkage, or note it under the stipulation first:

            holds linkages of south
    """
