"""Mistakes in a mapping file: how a table of incidents is to be read."""

from servanda.language.catalogue.page import Mistake


class MappingNotToml(Mistake):
    """The mapping is not written in TOML.

    A mapping file says in which columns of a table of incidents the time, the kind, the place and
    the rest stand. It has tables in square brackets, and below them lines of a word, `=` and a
    value.

    Why it matters:
        A table read by half of a mapping would be taken for something that it does not say, so
        nothing is imported.

    Example:
        starts = Date

    How to mend:
        Put words that are values in quotes:

            starts = "Date"
    """


class UnknownMappingWord(Mistake):
    """The mapping uses a word that no mapping has.

    The words are those of the formats that come with the program: `servanda incidents formats NAME`
    prints one.

    Why it matters:
        What is misspelt is not read. A column of the dead would be left out, and nobody would see
        that.

    Example:
        latitud = "Lat"

    How to mend:
        Write the word as mappings have it:

            latitude = "Lat"
    """


class WrongMappingValue(Mistake):
    """A word of the mapping has a value that it cannot have.

    Names of columns stand in quotes, precisions are those that incidents have, time zones are
    called as in the tz database.

    Why it matters:
        What was meant would have to be guessed, and days or places would hang on the guess.

    Example:
        zone = "Kiev time"

    How to mend:
        Write a value that the word can have:

            zone = "Europe/Kyiv"
    """


class MappingIncomplete(Mistake):
    """The mapping does not say what no table can be read without.

    That is: in which column the time stands, and what happened (a column, one word for all rows, or
    columns of counts). A latitude needs a longitude, and a column of personal data needs a word on
    what it holds.

    Why it matters:
        An incident without a time or a kind is none, and personal data must not be kept by mistake.

    Example:
        latitude = "Lat"

    How to mend:
        Name what goes with it:

            longitude = "Lon"
    """
