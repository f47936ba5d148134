"""Mistakes with names: used and not declared, or declared twice."""

from servanda.language.catalogue.page import Mistake


class DeclaredTwice(Mistake):
    """One name is declared twice.

    A name that is already taken is declared again, as the same or as another sort of thing.

    Why it matters:
        Whoever reads the name later cannot tell which of the two is meant. The first declaration
        holds, and everything under the second is left out.

    Example:
        thing prisoners "persons held"

    How to mend:
        Choose another name, or take one declaration away if both mean the same:

            thing detainees "persons held"
    """


class UnknownActor(Mistake):
    """An actor is used and not declared.

    Everybody who acts is introduced once: `party`, `guarantor`, `mediator`, `body`, `verifier`,
    `actor`, `office` or `official`.

    Why it matters:
        A duty of somebody whom nobody knows binds nobody, and a claim about them meets no duty. It
        is most often a slip of a key.

    Example:
        north releases 10 prisoners to sauth

    How to mend:
        Correct the name, or declare the actor. A `source` speaks and does not act: an actor that
        speaks needs both.

            north releases 10 prisoners to south
    """


class UnknownAction(Mistake):
    """An action is used and not declared.

    Verbs are declared in their base form: `action release "sets free"` allows `release` and
    `releases`.

    Why it matters:
        Duties and claims meet by their action. A verb that nobody declared meets nothing, and the
        duty would stay open whatever was done.

    Example:
        north relases 10 prisoners to south

    How to mend:
        Correct the verb, or declare it:

            north releases 10 prisoners to south
    """


class UnknownThing(Mistake):
    """What a deed is done to is not declared.

    Behind the action stands a thing, an area, an actor, an event or an office.

    Why it matters:
        Deeds are counted by what they are done to: prisoners under two spellings would be two
        counts.

    Example:
        north releases 10 prisonners to south

    How to mend:
        Correct the name, or declare it with `thing NAME "what it is"`:

            north releases 10 prisoners to south
    """


class UnknownArea(Mistake):
    """An area is used and not declared.

    Places are declared: `area valley "the valley"`.

    Why it matters:
        Whether a deed falls under a clause depends on where it was done; an unknown place lies in
        no area.

    Example:
        north releases 10 prisoners to south in vallley

    How to mend:
        Correct the name, or declare the area:

            north releases 10 prisoners to south in valley
    """


class UnknownClass(Mistake):
    """A class is used and not declared.

    A class divides a thing: `class wounded of prisoners "in need of care"`.

    Why it matters:
        What is owed of a class that nobody knows can never be shown to be done.

    Example:
        north releases 10 prisoners of which 3 wonded to south

    How to mend:
        Correct the name, or declare the class:

            north releases 10 prisoners of which 3 wounded to south
    """


class UnknownLevel(Mistake):
    """A level is used and not declared.

    A level is something that stands at a word or a number, such as a crossing that is open.

    Why it matters:
        Nothing that is claimed can meet a level that nobody declared.

    Example:
        north and south keep brigde open

    How to mend:
        Correct the name, or declare the level with its words or its unit:

            north and south keep bridge open
    """


class UnknownEvent(Mistake):
    """An event is used and not declared.

    A single name in a condition is an event: `event signature "..." is south signs accord`.

    Why it matters:
        A clock that starts at an event nobody declared never starts, and nothing after it is due.

    Example:
        within 14 days of signatur

    How to mend:
        Correct the name, or declare the event. For a stipulation write its state behind it
        (`release-prisoners done`), for a phase `phase NAME open`.

            within 14 days of signature
    """


class UnknownStipulation(Mistake):
    """A stipulation is used that no text contains.

    `X done`, `complies with X`, `about X` and `reads X as ...` name a stipulation, phase or fund.

    Why it matters:
        A condition on something that does not exist never holds, and a claim about it supports
        nothing.

    Example:
        from release-prisoner done

    How to mend:
        Correct the name. Names of stipulations are those behind `duty`, `ban`, `quota` and so on,
        not their titles.

            from release-prisoners done
    """


class UnknownPhase(Mistake):
    """A phase is used that no text contains.

    `phase NAME open` asks for a phase that is declared with `phase NAME`.

    Why it matters:
        What waits for a phase that does not exist never begins.

    Example:
        from phase two open

    How to mend:
        Correct the name, or write the phase with its gate:

            from phase one open
    """


class UnknownReading(Mistake):
    """A viewpoint reads something in a way that the text does not list.

    A viewpoint chooses among the readings that a stipulation gives under `reading NAME:`.

    Why it matters:
        Without a reading of its own the viewpoint would judge by all of them, which is the neutral
        view and not the one that somebody holds.

    Example:
        reads release-prisoners as erly

    How to mend:
        Correct the name; or, if somebody reads the words in a new way, write that reading under
        the stipulation first.

            reads release-prisoners as early
    """


class UnknownSource(Mistake):
    """A source is used and not declared.

    Everybody who speaks or publishes is declared: `source gazette "The Gazette"`.

    Why it matters:
        Whose word something rests on, and who gains by it, is known from the source. A claim by
        nobody carries no weight.

    Example:
        claim gazete says

    How to mend:
        Correct the name, or declare the source, with its `camp` if it has one. An actor that
        speaks needs a `source` of its own.

            claim gazette says
    """


class UnknownOccasion(Mistake):
    """An occasion is used and not declared.

    An occasion recurs after years: `occasion NAME "title" every 4 years from DATE`.

    Why it matters:
        Without its rhythm nobody can tell whether it falls in the year that is claimed.

    Example:
        general-elections happens

    How to mend:
        Correct the name, or declare the occasion:

            general-election happens
    """


class UnknownInstrument(Mistake):
    """An instrument is used that no text contains.

    `prevails over` names the name of another instrument, not its title.

    Why it matters:
        Which of two texts stands where they contradict would stay open.

    Example:
        prevails over plam

    How to mend:
        Correct the name, or introduce the text with `instrument NAME "title" of DATE`:

            prevails over plan
    """
