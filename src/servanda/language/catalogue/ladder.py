"""Mistakes in a mission's own ladder, `ladder.toml`: rules by which nothing could be weighed."""

from servanda.language.catalogue.page import Mistake


class LadderNotToml(Mistake):
    """The ladder is not written in TOML.

    `ladder.toml` beside an agreement holds the rules by which claims weigh. It has tables in square
    brackets, and below them lines of a word, `=` and a value.

    Why it matters:
        Rules that cannot be read cannot be followed, so everything would weigh by the standard
        ladder, and not as the mission meant it.

    Example:
        weakest-source = C

    How to mend:
        Put words that are values in quotes:

            weakest-source = "C"
    """


class UnknownLadderWord(Mistake):
    """The ladder uses a word that no ladder has.

    The words are those of the standard ladder, whose file explains each of them. The rungs are
    asserted, alleged, corroborated, conceded, verified and ruled.

    Why it matters:
        What is misspelt is not asked for. The rung would be lower than the mission meant it, and
        nobody would see that.

    Example:
        origin = 3

    How to mend:
        Write the word as the standard ladder has it:

            origins = 3
    """


class WrongLadderValue(Mistake):
    """A word of the ladder has a value that it cannot have.

    A number is whole and has no quotes, `true` and `false` have none either, grades and stances
    have them, and lists stand in square brackets.

    Why it matters:
        What was meant would have to be guessed, and verdicts would hang on the guess.

    Example:
        origins = "three"

    How to mend:
        Write a value that the word can have:

            origins = 3
    """


class MoreThanOrigins(Mistake):
    """A rung asks for more camps, or more origins that do not gain, than for origins.

    `camps` and `not-gaining` are about the origins that `origins` counts. Every camp needs an
    origin of its own. It is read as it stands: the largest of the three numbers is needed.

    Why it matters:
        Whoever reads that two origins suffice is misled where five are needed, and one of the two
        numbers was probably not meant.

    Example:
        origins = 2
        camps = 5

    How to mend:
        Write as many origins as are needed, or fewer camps:

            origins = 2
            camps = 2
    """


class RungMissing(Mistake):
    """A rung of the ladder is missing.

    A ladder has all six rungs, also those that ask for nothing.

    Why it matters:
        A standard of proof is a rung. If one were missing, nobody could ask for it, and answers of
        two missions under one standard would not be about the same.

    Example:
        [rung.asserted]

        [rung.corroborated]

    How to mend:
        Add it, with what it asks:

            [rung.alleged]
            not-gaining = 1
    """


class RungOutOfOrder(Mistake):
    """The rungs of the ladder do not stand in their order.

    From the lowest: asserted, alleged, corroborated, conceded, verified, ruled.

    Why it matters:
        Of two sides the one on the higher rung prevails, so whoever reads the file must see which
        one is higher.

    Example:
        [rung.corroborated]
        origins = 2
        camps = 2
        not-gaining = 1

        [rung.alleged]
        not-gaining = 1

    How to mend:
        Put the lower one first:

            [rung.alleged]
            not-gaining = 1

            [rung.corroborated]
            origins = 2
            camps = 2
            not-gaining = 1
    """


class RungAsksTooLittle(Mistake):
    """A higher rung asks for no more than a lower one.

    Whatever reaches the lower rung would then reach the higher one as well.

    Why it matters:
        Nothing would ever stand on the lower rung, and what is weaker would outrank what is
        stronger.

    Example:
        [rung.corroborated]
        not-gaining = 1

    How to mend:
        Let the higher one ask for something that the lower one does not:

            [rung.corroborated]
            origins = 2
            camps = 2
            not-gaining = 1
    """
