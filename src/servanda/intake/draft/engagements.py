"""The text of a visit, a meeting, a call or a public statement that an article tells of."""

from datetime import date

from servanda.intake.draft.names import Names
from servanda.intake.draft.persons import Persons
from servanda.intake.draft.spelling import words_of
from servanda.intake.draft.writing import engaged, listed, quoted
from servanda.intake.statements.model import Meeting


def engagement_text(
    meeting: Meeting, told_by: str, names: Names, persons: Persons, published: date
) -> tuple[str, tuple[str, ...]]:
    """The statement, `told_by` a chain, or none, and what there is to notice: who has no office
    that is declared."""
    teller = names.actor_in(words_of(meeting.speaker.whole)) if meeting.speaker else None
    who, unknown = offices_of(meeting.who, teller, names, persons)
    with_whom, others = offices_of(meeting.with_whom, teller, names, persons)
    notices = tuple(
        f"no declared actor or office is meant by {quoted(persons.without_names(one))}: "
        "declare an `office`, if it is one"
        for one in (*unknown, *others)
    )
    if not who:
        return "", (*notices, "nobody can be named who does this: write it, or reject this")
    header = f"{meeting.kind} {listed(who)}"
    place = country(meeting.to, names) if meeting.to else None
    if place and place not in who:
        header += f" to {place}"
    met = tuple(one for one in with_whom if one not in who)
    if met and meeting.kind in ("meeting", "call"):
        header += f" with {listed(met)}"
    clauses = ["planned" if meeting.planned else "held"]
    clauses.append(engaged(meeting.dated, meeting.planned, published))
    if met and meeting.kind not in ("meeting", "call"):
        clauses.append(f"with {listed(met)}")
    if meeting.to and not place:
        clauses.append(f"note {quoted('at ' + persons.without_names(meeting.to))}")
    clauses.append(f"said by {told_by}")
    return "\n  ".join((header, *clauses)), notices


def offices_of(
    called: tuple[str, ...], teller: str | None, names: Names, persons: Persons
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The declared actors and offices, and the words that name none."""
    found: list[str] = []
    unknown: list[str] = []
    for words in called:
        name = office_or_actor(words, teller, names, persons)
        if name is None:
            unknown.append(words)
        elif name not in found:
            found.append(name)
    return tuple(found), tuple(unknown)


def office_or_actor(words: str, teller: str | None, names: Names, persons: Persons) -> str | None:
    """Who is meant. Of an office without a country (`the prime minister`) that is of whoever tells
    it, if of anybody who is known."""
    plain = words_of(words)
    of_person = persons.office_of(words)
    if of_person is not None:
        return of_person
    office = names.office_in(plain)
    if office is not None:
        owner = office.partition("/")[0]
        strange = teller not in (None, owner) and names.actor_in(plain) is None
        return None if strange else office
    return names.actors.get(plain)


def country(words: str, names: Names) -> str | None:
    return names.actors.get(words_of(words))
