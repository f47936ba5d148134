"""Looking names up: from a deed as written to the deed that is meant, in agreement and claim."""

from collections.abc import Sequence

from servanda.language.diagnostic import Diagnostic
from servanda.language.listing import listed
from servanda.language.near_miss import nearest
from servanda.language.phrase import DeedPhrase, Name, Node, Number, Quantity, ShareOf, Stand
from servanda.language.reader import first_words
from servanda.language.verbs import third_person
from servanda.language.vocabulary import ACTING, OBJECTS, NameKind, Vocabulary
from servanda.values.deed import Deed, LevelIs, Share
from servanda.values.quantity import Range

KIND_IN_WORDS: dict[NameKind, str] = {
    "actor": "an actor", "office": "an office", "official": "an official", "area": "an area",
    "thing": "a thing", "event": "an event", "level": "a level", "occasion": "an occasion",
    "action": "an action", "class": "a class", "stipulation": "a stipulation",
    "phase": "a phase", "fund": "a fund", "source": "a source", "instrument": "an instrument",
    "viewpoint": "a viewpoint", "report": "a report",
}  # fmt: skip


HOW_TO_DECLARE: dict[NameKind, str] = {
    "actor": 'declare it, for instance with `party NAME "..."`, or correct the name',
    "area": 'declare it with `area NAME "..."`, or correct the name',
    "thing": 'declare it with `thing NAME "..."`, or correct the name',
    "event": 'declare it with `event NAME "..." is DEED`, or correct the name',
    "level": 'declare it with `level NAME "..." from WORDS`, or correct the name',
    "class": 'declare it with `class NAME of THING "..."`, or correct the name',
    "occasion": 'declare it with `occasion NAME "..." every 4 years from DATE`',
    "stipulation": "name a duty, ban, quota, right, aim, phase or fund as in its header",
    "phase": "declare it with `phase NAME`, or correct the name",
    "instrument": 'introduce it with `instrument NAME "..." of DATE`, or correct the name',
}


ACTOR_OR_AREA = 'declare it with `party NAME "..."` or `area NAME "..."`, or correct the name'


class Resolver:
    """Looks names up in a vocabulary and notes what it does not find.

    It always answers, with the name as written where it knows no better, so that one unknown name
    does not hide the next; whoever asks looks at `complaints`.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.complaints: list[Diagnostic] = []

    def complain(self, name: str, node: Node, message: str, hint: str | None = None) -> None:
        """Notes a complaint; who knows the article adds it."""
        self.complaints.append(Diagnostic(name, "error", node.span, "", message, hint))

    # --- Names -------------------------------------------------------------------------------

    def known(self, name: Name, *kinds: NameKind, hint: str | None = None) -> str:
        """The name itself, complained of unless it is declared as one of these."""
        text, vocabulary = name.text, self.vocabulary
        if vocabulary.has(text, *kinds) or self.may_be_named(text):
            return text
        near = vocabulary.nearest(text, *kinds)
        # A name that is declared was hardly misspelt.
        meant = self.other_use(text) or (f"did you mean `{near}`?" if near else None)
        either = kinds[0] == "actor" and "area" in kinds
        hint = hint or meant or (ACTOR_OR_AREA if either else HOW_TO_DECLARE.get(kinds[0]))
        described = KIND_IN_WORDS[kinds[0]] + (" or an area" if either else "")
        message = f"`{text}` is not declared as {described}"
        self.complain(f"unknown-{kinds[0]}", name, message, hint)
        return text

    def other_use(self, text: str) -> str | None:
        """What the name is declared as instead, if it is declared at all."""
        for kind, described in KIND_IN_WORDS.items():
            if self.vocabulary.has(text, kind):
                as_condition = f": a condition says `phase {text} open`" if kind == "phase" else ""
                return f"it is declared as {described}{as_condition}"
        return None

    def actor(self, name: Name) -> str:
        return self.known(name, *ACTING)

    def first_actor(self, name: Name) -> str:
        """An actor at the start of a line, where a misspelt word of the language may stand."""
        if self.vocabulary.has(name.text, "stipulation"):
            hint = "a stipulation is done, begun, overdue, breached or in force"
            return self.known(name, *ACTING, hint=hint)
        if any(self.vocabulary.has(name.text, kind) for kind in ACTING):
            return self.known(name, *ACTING)
        if self.vocabulary.nearest(name.text, *ACTING) is None:
            near = nearest(name.text, first_words("stipulation_clause"))
            if near:
                return self.known(name, *ACTING, hint=f"did you mean `{near}`?")
        return self.known(name, *ACTING)

    def actors(self, names: tuple[Name, ...]) -> tuple[str, ...]:
        return tuple(self.actor(name) for name in names)

    def side(self, name: Name | None) -> str | None:
        """Where something goes to or comes from: an actor or an area."""
        return None if name is None else self.known(name, *ACTING, "area")

    def area(self, name: Name | None) -> str | None:
        return None if name is None else self.known(name, "area")

    def action(self, verb: Name) -> str:
        lemma = self.vocabulary.lemma(verb.text)
        if lemma is not None:
            return lemma
        if not self.may_be_declared(verb.text):
            near = self.vocabulary.nearest_verb(verb.text)
            hint = f"did you mean `{near}`?" if near else 'declare it: `action VERB "meaning"`'
            message = f"`{verb.text}` is not a form of any declared action"
            self.complain("unknown-action", verb, message, hint)
        return verb.text

    def may_be_named(self, text: str) -> bool:
        """True if a line that could not be read may have declared the name, or the stage."""
        return not self.vocabulary.unsure.isdisjoint((text, text.partition("/")[2]))

    def may_be_declared(self, verb: str) -> bool:
        """True if a line that could not be read may have declared the verb."""
        unsure = self.vocabulary.unsure
        return verb in unsure or any(third_person(base) == verb for base in unsure)

    # --- Deeds and levels --------------------------------------------------------------------

    def deed(self, phrase: DeedPhrase) -> Deed:
        """The deed in declared words; of a class as the object, the thing and that class."""
        first, others = phrase.actors[:1], phrase.actors[1:]
        of_class = self.class_object(phrase)
        thing = None if phrase.thing is None else of_class or self.known(phrase.thing, *OBJECTS)
        return Deed(
            actors=(*(self.first_actor(name) for name in first), *self.actors(others)),
            action=self.action(phrase.verb),
            thing=thing,
            amount=None if phrase.amount is None else as_range(phrase.amount),
            shares=tuple(self.share(share, phrase) for share in phrase.shares),
            to=self.side(phrase.to),
            origin=self.side(phrase.origin),
            via=None if phrase.via is None else self.actor(phrase.via),
            place=self.area(phrase.place),
            mutual=phrase.mutual,
            percent=phrase.percent,
            number=phrase.number,
            excepting=tuple(self.class_of(name, phrase.thing) for name in phrase.excepting),
            class_name=phrase.thing.text if phrase.thing and of_class else None,
        )

    def class_object(self, phrase: DeedPhrase) -> str | None:
        """The thing of which the object of a deed is a class; None where it is no class."""
        name = phrase.thing
        if name is None or self.vocabulary.has(name.text, *OBJECTS):
            return None
        found = self.vocabulary.class_named(name.text)
        if found is None:
            return None
        if phrase.percent:
            message = f"`{name.text}` is a class, and a class as the object is counted in numbers"
            hint = f"say how many `{name.text}`"
            self.complain("share-of-class", name, message, hint)
        return found.of.text

    def target(self, name: Name) -> str:
        """What an act can be done to: anything agreed, an instrument, or the whole agreement."""
        if name.text == self.vocabulary.agreement:
            return name.text
        return self.known(name, "stipulation", "phase", "fund", "instrument")

    def share(self, share: ShareOf, phrase: DeedPhrase) -> Share:
        self.class_of(share.class_name, phrase.thing)
        if phrase.amount is not None and share.amount.low > phrase.amount.high:
            self.complain(
                "absurd-quantity", share, "this part is more than the whole", "one number is wrong"
            )
        return Share(share.class_name.text, as_range(share.amount))

    def class_of(self, name: Name, thing: Name | None) -> str:
        """A class, complained of where it divides another thing than this one."""
        found = self.vocabulary.class_named(self.known(name, "class"))
        is_known = thing is not None and self.vocabulary.has(thing.text, *OBJECTS)
        if found is not None and thing is not None and is_known and found.of.text != thing.text:
            message = f"`{name.text}` is a class of `{found.of.text}`, not of `{thing.text}`"
            hint = (
                f'use a class of `{thing.text}`, or declare one: `class NAME of {thing.text} "..."`'
            )
            self.complain("class-of-another-thing", name, message, hint)
        return name.text

    def level(self, level: Name, stand: Stand) -> LevelIs:
        """A level in a relation to a number; a word counts as its place among the level's words."""
        value = self.level_value(self.known(level, "level"), stand.value)
        return LevelIs(level.text, stand.comparison, value)

    def level_value(self, level: str, value: Name | Number) -> float:
        header = self.vocabulary.level(level)
        if header is None:
            return 0.0
        if isinstance(value, Number):
            if header.words:
                hint = f"say {quoted([word.text for word in header.words])}"
                self.complain("level-in-words", value, f"`{level}` is a level of words", hint)
            return value.value
        if not header.words:
            unit = header.unit.text if header.unit else "numbers"
            self.complain(
                "level-in-words", value, f"`{level}` is measured in {unit}", "say a number"
            )
            return 0.0
        ordered = tuple(word.text for word in header.words)
        if value.text in ordered:
            return float(ordered.index(value.text))
        near = nearest(value.text, ordered)
        hint = f"did you mean `{near}`?" if near else "add the word where the level is declared"
        message = f"this is no word of the level `{level}`: its words are {quoted(ordered)}"
        self.complain("not-a-level-word", value, message, hint)
        return 0.0


def as_range(quantity: Quantity) -> Range:
    return Range(quantity.low, quantity.high)


def quoted(names: Sequence[str]) -> str:
    """`closed`, `partly-open` or `open`"""
    return listed([f"`{name}`" for name in names], "or")
