"""Mistakes in a publication policy, `publication.toml`: by which nothing could be published."""

from servanda.language.catalogue.page import Mistake


class PolicyNotToml(Mistake):
    """The publication policy is not written in TOML.

    `publication.toml` beside an agreement says what of the record may go outside. It has lines of a
    word, `=` and a value.

    Why it matters:
        Half a policy would protect half of what was meant, so nothing is published.

    Example:
        coverage = withhold

    How to mend:
        Put words that are values in quotes:

            coverage = "withhold"
    """


class UnknownPolicyWord(Mistake):
    """The publication policy uses a word that no policy has.

    The words are delay, told-by, places, smallest-count, exact, coverage, movements, attribution
    and sources.

    Why it matters:
        What is misspelt protects nothing, and nobody would see that.

    Example:
        place = ["valley"]

    How to mend:
        Write the word as policies have it:

            places = ["valley"]
    """


class PolicyWordMissing(Mistake):
    """The publication policy does not say everything that it must.

    Every word must be there, also where everything may be told.

    Why it matters:
        What goes outside is decided by somebody. Nothing is told, and nothing is kept back, because
        a line was forgotten.

    Example:
        delay = "7 days"

    How to mend:
        Add the line, with what you decide:

            told-by = "week"
    """


class WrongPolicyValue(Mistake):
    """A word of the publication policy has a value that it cannot have.

    Numbers have no quotes, words have them, and lists stand in square brackets.

    Why it matters:
        What was meant would have to be guessed, and somebody's safety would hang on the guess.

    Example:
        smallest-count = "five"

    How to mend:
        Write a value that the word can have:

            smallest-count = 5
    """
