"""Mistakes in the agreement as a whole, and in the words it declares."""

from servanda.language.catalogue.page import Mistake


class NoAgreement(Mistake):
    """No `agreement` header stands in any file.

    One file of a folder introduces the agreement: its name, its time zone, its entry into force.

    Why it matters:
        Without it nothing is in force on any date, so no stipulation has a verdict.

    Example:
        party north "North"

    How to mend:
        Begin one file with the header. If you checked a single file of a folder, check the folder.

            agreement river-accord "River Accord"
              time zone Europe/Sarajevo
              in force 2026-01-10 12:00
    """


class TwoAgreements(Mistake):
    """The `agreement` header stands more than once.

    A folder holds one agreement. It may consist of several instruments.

    Why it matters:
        Two headers would give two time zones and two dates of entry into force; the first is used.

    Example:
        agreement river-annex "Annex to the River Accord"
          time zone Europe/Sarajevo
          in force 2026-01-12 12:00

    How to mend:
        Introduce a further text of the same agreement as an instrument; put another agreement into
        a folder of its own.

            instrument river-annex "Annex to the River Accord" of 2026-01-12
    """


class NoTimeZone(Mistake):
    """The agreement does not name its time zone.

    Dates without an offset are read in the agreement's time zone.

    Why it matters:
        A deadline that ends with the day ends hours earlier or later elsewhere. Until a zone is
        named, days are those of Greenwich.

    Example:
        agreement river-accord "River Accord"
          in force 2026-01-10 12:00

    How to mend:
        Name the zone in which the parties count their days:

              time zone Europe/Sarajevo
    """


class NoSuchTimeZone(Mistake):
    """The time zone is not one of the IANA database.

    Zones are named by area and city, such as `Europe/Sarajevo`, not by an abbreviation.

    Why it matters:
        Days are then counted as in Greenwich, which may move a deadline by hours.

    Example:
        time zone Europe/Sarajewo

    How to mend:
        Correct the name; an offset alone would not tell when clocks are changed.

            time zone Europe/Sarajevo
    """


class NoSuchDay(Mistake):
    """A day of the weekend is no day of the week.

    `weekend` under `agreement` names the days on which nobody works.

    Why it matters:
        Deadlines in working days leave the weekend out; with a day missing they end too early.

    Example:
        weekend friday and saterday

    How to mend:
        Write the days in English, in lower case:

            weekend friday and saturday
    """


class NoDateOfSignature(Mistake):
    """Entry into force hangs on a condition, and no date of signature is given.

    With `in force from CONDITION`, `signed DATE` stands under `agreement` too.

    Why it matters:
        What was done in total is counted from a day, and who was present, from which day on. The
        date of entry into force is that day where the text gives one.

    Example:
        agreement river-accord "River Accord"
          time zone Europe/Sarajevo
          in force from ratification

    How to mend:
        Add the day from which what is done counts:

            signed 2026-01-02
    """


class NoEntryIntoForce(Mistake):
    """The agreement does not say when it came into force.

    `in force DATE`, or `in force from CONDITION`, stands under `agreement`.

    Why it matters:
        Before that date nothing is owed and nothing can be breached. Without it, nothing ever is.

    Example:
        agreement river-accord "River Accord"
          time zone Europe/Sarajevo

    How to mend:
        Add the date, with the hour if the text names one:

            in force 2026-01-10 12:00
    """


class NoSuchLocalTime(Mistake):
    """Daylight saving skips this hour in the agreement's time zone.

    In the night in which clocks go forward one hour does not exist.

    Why it matters:
        Which instant is meant is open by an hour.

    Example:
        by 2026-03-29 02:30

    How to mend:
        Write an hour that exists, or add an offset such as `+01:00`:

            by 2026-03-29 03:30
    """


class CircularDefinition(Mistake):
    """An area lies within itself, or an actor stands above itself.

    Following `within`, `binding` or `led by` from name to name leads back to the beginning.

    Why it matters:
        What was done in one of the areas would count in all of them, and nobody would answer for
        the others' deeds rather than for their own.

    Example:
        area valley "the valley" within plain
        area plain "the plain" within valley

    How to mend:
        Take the one link away that is wrong:

            area valley "the valley" within plain
            area plain "the plain"
    """


class WaitsForItself(Mistake):
    """A trigger can hold only once what it triggers has begun.

    A stipulation waits, directly, for its own state.

    Why it matters:
        It can never begin, so it binds nobody, and no breach of it can ever be found.

    Example:
        duty release-prisoners
          north releases 10 prisoners to south
          within 14 days of release-prisoners done

    How to mend:
        Name the event, the date or the other stipulation that starts it:

            within 14 days of 2026-01-10
    """


class BareEvent(Mistake):
    """Many conditions rest on events that are declared and not defined by a deed.

    `event NAME "meaning"` says in words what has to happen; `is DEED` says it so that a claim can
    meet it. One bare event in twenty conditions is let pass.

    Why it matters:
        No report can show that a bare event has happened. Everything that waits for it stays
        pending for ever, and silently.

    Example:
        event ratification "both assemblies approve the accord"

    How to mend:
        Say which deed it is; if the text itself gives its date, write `on DATE`.

            event ratification "both assemblies approve the accord" is south approves accord
    """


class FundWordMissing(Mistake):
    """A fund is pledged or paid, and the action of that name is undeclared.

    What is claimed with `pledge` and `pay` is what a fund counts as pledged and paid.

    Why it matters:
        Without the action no claim can say that money was given, and the fund would stay empty
        whatever is paid.

    Example:
        fund relief
          paid by north

    How to mend:
        Declare the action:

            action pay "pays"
    """


class ClassOfAnotherThing(Mistake):
    """A class is used of a thing that it does not divide.

    A class belongs to one thing: `class wounded of prisoners "..."`.

    Why it matters:
        Nothing that is counted can ever be of that class, so what is owed of it is never done.

    Example:
        class wounded of vehicles "in need of care"

    How to mend:
        Use a class of the thing that is counted, or declare the class for it:

            class wounded of prisoners "in need of care"
    """


class NotALevelWord(Mistake):
    """A level is said to stand at a word that is not one of its words.

    A level of words is declared with all of them, in order, from lowest to highest.

    Why it matters:
        The word has no place in that order, so it is neither higher nor lower than what is owed.

    Example:
        north and south keep bridge partly-opened

    How to mend:
        Use one of its words, or add the word to the level at its place:

            north and south keep bridge partly-open
    """


class LevelInWords(Mistake):
    """A level of words is set to a number, or one of numbers to a word.

    A level either has words (`from closed, open`) or a unit (`in percent`).

    Why it matters:
        A word cannot be compared with a number: neither side could show that it was kept.

    Example:
        north and south keep bridge 50

    How to mend:
        Say it as the level is declared, or declare the level as the text measures it:

            north and south keep bridge partly-open
    """


class CountedInWords(Mistake):
    """A thing is counted by a level that has words and no numbers.

    `counted by LEVEL` gives the number of which `30 percent` or `all` is meant.

    Why it matters:
        Of `full` no percentage can be taken, so what is owed could never be computed.

    Example:
        level stock "the stock of weapons" from full, empty
        thing weapons "weapons" counted by stock

    How to mend:
        Count by a level in numbers:

            level stock "the stock of weapons" in pieces
    """
