"""The words of an agreement: its instruments, actors, areas, actions, things, levels and events."""

from servanda.agreement import model
from servanda.agreement.resolve import AgreementResolver
from servanda.language import tree

Word = (
    model.Instrument
    | model.Actor
    | model.Area
    | model.Action
    | model.Thing
    | model.Class
    | model.Level
    | model.Event
)


def build_word(header: tree.Header, resolver: AgreementResolver) -> Word | None:
    """What a header declares; None for headers that declare no word of an agreement."""
    match header:
        case tree.InstrumentHeader(name=name, title=title):
            return model.Instrument(name.text, title.text, resolver.instant(header.dated))
        case tree.ActorHeader(name=name, title=title):
            binds = resolver.actors(header.binds)
            leader = None if header.led_by is None else resolver.actor(header.led_by)
            return model.Actor(name.text, header.role, title.text, binds, leader)
        case tree.AreaHeader(name=name, title=title):
            return model.Area(name.text, title.text, resolver.area(header.within))
        case tree.ActionHeader(name=name, meaning=meaning):
            return model.Action(name.text, meaning.text, header.single)
        case tree.ThingHeader(name=name, title=title):
            return model.Thing(name.text, title.text)
        case tree.ClassHeader(name=name, meaning=meaning):
            return model.Class(name.text, resolver.known(header.of, "thing"), meaning.text)
        case tree.LevelHeader(name=name, title=title):
            words = tuple(word.text for word in header.words)
            unit = None if header.unit is None else header.unit.text
            return model.Level(name.text, title.text, words, unit)
        case tree.EventHeader(name=name, meaning=meaning):
            deed = None if header.deed is None else resolver.deed(header.deed)
            return model.Event(name.text, meaning.text, deed)
        case _:
            return None
