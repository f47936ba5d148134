"""Deeds, levels and conditions: from what the grammar found to nodes of the syntax tree."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from servanda.language import phrase as words
from servanda.language.node_words import Grouped, Part, Tail, WordBuilder, opened
from servanda.values.instant import Duration
from servanda.values.span import Span

SINGLE_TAILS = ("every", "for_each", "to", "origin", "via", "place")
TAIL_WORDS = {
    "every": "how often",
    "for_each": "`for each`",
    "to": "`to`",
    "origin": "`from`",
    "via": "`via`",
    "place": "`in`",
}


@dataclass(frozen=True, slots=True)
class DeedWords:
    """A deed without its actors."""

    verb: words.Name
    object: "Object"
    tails: tuple[Tail, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Object:
    """What a deed is done to: `20 living-hostages`, `yellow-line`, `each other`, `all weapons`."""

    span: Span
    amount: words.Quantity | None = None
    thing: words.Name | None = None
    mutual: bool = False
    percent: bool = False
    number: Literal["stated", "secret", "to-be-agreed"] = "stated"


class DeedBuilder(WordBuilder):
    """Adds deeds, levels and conditions to what a line can be built of."""

    # --- Deeds -------------------------------------------------------------------------------

    def make_deed(self, parts: list[Part], span: Span) -> Part:
        actors, deed = parts
        return self.deed(actors, deed, span)

    def make_plain_deed(self, parts: list[Part], span: Span) -> Part:
        actor, deed = parts
        return self.deed((actor,), deed, span)

    def make_forbidden_deed(self, parts: list[Part], span: Span) -> Part:
        actors, deed = parts
        return self.deed(actors, deed, span, forbidden=True)

    def deed(
        self, actors: tuple[words.Name, ...], deed: DeedWords, span: Span, forbidden: bool = False
    ) -> words.DeedPhrase:
        found = {tail.kind: tail.value for tail in reversed(deed.tails)}
        for kind in SINGLE_TAILS:
            for again in [tail for tail in deed.tails if tail.kind == kind][1:]:
                message = f"this deed says {TAIL_WORDS[kind]} twice"
                self.complain("said-twice", again.span, message, "keep one, or make it two deeds")
        return words.DeedPhrase(
            actors,
            deed.verb,
            deed.object.amount,
            deed.object.thing,
            found.get("every"),
            tuple(tail.value for tail in deed.tails if tail.kind == "share"),
            found.get("for_each"),
            found.get("to"),
            found.get("origin"),
            found.get("via"),
            found.get("place"),
            forbidden,
            deed.object.mutual,
            deed.object.percent,
            deed.object.number,
            tuple(name for tail in deed.tails if tail.kind == "except" for name in tail.value),
            span=span,
        )

    def make_deed_of_each(self, parts: list[Part], span: Span) -> Part:
        return replace(self.make_deed(parts, span), each=True)

    def make_forbidden_deed_of_each(self, parts: list[Part], span: Span) -> Part:
        return replace(self.make_forbidden_deed(parts, span), each=True)

    def make_forbidden_deed_of_others(self, parts: list[Part], span: Span) -> Part:
        answering, deed = parts
        return replace(deed, answering=answering, forbidden=True, span=span)

    def make_ensured_deed(self, parts: list[Part], span: Span) -> Part:
        answering, _, deed = parts
        return replace(deed, answering=answering, span=span)

    def make_deed_words(self, parts: list[Part], span: Span) -> Part:
        verb, *rest = parts
        head = rest[0] if rest and isinstance(rest[0], Object) else Object(span)
        tails = tuple(as_tail(part) for part in rest if not isinstance(part, Object))
        return DeedWords(verb, head, tails, span)

    def make_each_other(self, parts: list[Part], span: Span) -> Part:
        return Object(span, mutual=True)

    def make_counted(self, parts: list[Part], span: Span) -> Part:
        return Object(span, parts[0], parts[1])

    def make_percent_of(self, parts: list[Part], span: Span) -> Part:
        self.check_percentage(parts[0])
        return Object(span, parts[0], parts[1], percent=True)

    def make_all_of_thing(self, parts: list[Part], span: Span) -> Part:
        return Object(span, words.Quantity(100, 100, span=span), parts[0], percent=True)

    def make_secret_number(self, parts: list[Part], span: Span) -> Part:
        return Object(span, None, parts[1], number="secret")

    def make_agreed_number(self, parts: list[Part], span: Span) -> Part:
        return Object(span, None, parts[1], number="to-be-agreed")

    def make_uncounted(self, parts: list[Part], span: Span) -> Part:
        return Object(span, None, parts[0])

    def check_percentage(self, quantity: words.Quantity) -> None:
        if quantity.low > 100:
            hint = "a percentage is at most 100"
            self.complain("absurd-quantity", quantity.span, "this is more than the whole", hint)

    def make_each_period(self, parts: list[Part], span: Span) -> Part:
        unit = parts[0].split()[1]
        return Tail("every", words.Length(Duration(1, unit), span=span), span)

    def make_every(self, parts: list[Part], span: Span) -> Part:
        return Tail("every", parts[0], span)

    def make_for_each(self, parts: list[Part], span: Span) -> Part:
        return Tail("for_each", words.ForEach(*parts, span=span), span)

    def make_to(self, parts: list[Part], span: Span) -> Part:
        return Tail("to", parts[0], span)

    def make_origin(self, parts: list[Part], span: Span) -> Part:
        return Tail("origin", parts[0], span)

    def make_via(self, parts: list[Part], span: Span) -> Part:
        return Tail("via", parts[0], span)

    def make_place(self, parts: list[Part], span: Span) -> Part:
        return Tail("place", parts[0], span)

    def make_except(self, parts: list[Part], span: Span) -> Part:
        return Tail("except", parts[0] if isinstance(parts[0], tuple) else (parts[0],), span)

    def make_to_date(self, parts: list[Part], span: Span) -> Part:
        return Tail("to_date", parts[0], span)

    def make_by_length(self, parts: list[Part], span: Span) -> Part:
        return Tail("by_length", parts[0], span)

    # --- Levels and words --------------------------------------------------------------------

    def make_keep_level(self, parts: list[Part], span: Span) -> Part:
        actors, _, level, stand = parts
        return words.LevelPhrase(actors, level, stand, span=span)

    def make_keep_level_each(self, parts: list[Part], span: Span) -> Part:
        return replace(self.make_keep_level(parts, span), each=True)

    def make_bring_level(self, parts: list[Part], span: Span) -> Part:
        actors, _, level, stand = parts
        return words.LevelPhrase(actors, level, stand, True, span=span)

    def make_words_only(self, parts: list[Part], span: Span) -> Part:
        return words.WordsPhrase(parts[0], parts[1], span=span)

    def make_words_forbidden(self, parts: list[Part], span: Span) -> Part:
        return words.WordsPhrase(parts[0], parts[1], True, span=span)

    def make_exactly(self, parts: list[Part], span: Span) -> Part:
        return words.Stand("exactly", parts[0], span=span)

    def make_at_least(self, parts: list[Part], span: Span) -> Part:
        return words.Stand("at-least", parts[0], span=span)

    def make_at_most(self, parts: list[Part], span: Span) -> Part:
        return words.Stand("at-most", parts[0], span=span)

    def make_above(self, parts: list[Part], span: Span) -> Part:
        return words.Stand("above", parts[0], span=span)

    def make_below(self, parts: list[Part], span: Span) -> Part:
        return words.Stand("below", parts[0], span=span)

    # --- Conditions --------------------------------------------------------------------------

    def make_grouped(self, parts: list[Part], span: Span) -> Part:
        return Grouped(opened(parts[0]), span)

    def make_all_of(self, parts: list[Part], span: Span) -> Part:
        joined = list(joined_lists(parts))
        if len(joined) == 1:
            return joined[0]
        return words.And(tuple(joined), span=span)

    def make_delayed(self, parts: list[Part], span: Span) -> Part:
        return words.Delayed(parts[0], opened(parts[1]), span=span)

    def make_recent(self, parts: list[Part], span: Span) -> Part:
        return words.Recent(parts[0], opened(parts[1]), span=span)

    def make_stipulation_in_force(self, parts: list[Part], span: Span) -> Part:
        return words.StipulationStands(parts[0], "in-force", span=span)

    def make_certified_by(self, parts: list[Part], span: Span) -> Part:
        stipulation, state, holder = parts
        if state != "certified":
            hint = f"write `{stipulation.text} {state}`"
            message = f"only a certificate is somebody's; `{state}` follows from what is known"
            self.complain("holder-misplaced", holder.span, message, hint)
        return words.StipulationStands(stipulation, state, holder, span=span)

    def make_actor_complies(self, parts: list[Part], span: Span) -> Part:
        return words.ActorComplies(parts[0], tuple(parts[1:]), span=span)

    def make_level_is(self, parts: list[Part], span: Span) -> Part:
        return level_stands(parts, "exactly", span)

    def make_level_at_least(self, parts: list[Part], span: Span) -> Part:
        return level_stands(parts, "at-least", span)

    def make_level_at_most(self, parts: list[Part], span: Span) -> Part:
        return level_stands(parts, "at-most", span)


def level_stands(
    parts: list[Part], comparison: Literal["exactly", "at-least", "at-most"], span: Span
) -> words.LevelStandsAt:
    level, value = parts
    return words.LevelStandsAt(level, words.Stand(comparison, value, span=value.span), span=span)


def as_tail(part: Part) -> Tail:
    return part if isinstance(part, Tail) else Tail("share", part, part.span)


def joined_lists(parts: Iterable[Part]) -> Iterator[words.Condition]:
    """The parts of an "and", with the last name of a list put back into its list.

    In `hamas complies with hostilities and return-remains` the grammar sees an "and" between two
    conditions, the second being an event. Only one name follows so, as in every list, and none in
    parentheses.
    """
    waiting: words.ActorComplies | None = None
    for part in parts:
        if waiting is not None and isinstance(part, words.EventHappened):
            yield with_last(waiting, part.event)
            waiting = None
            continue
        if waiting is not None:
            yield waiting
        waiting = part if isinstance(part, words.ActorComplies) else None
        if waiting is None:
            yield opened(part)
    if waiting is not None:
        yield waiting


def with_last(complies: words.ActorComplies, last: words.Name) -> words.ActorComplies:
    start, end = complies.span, last.span
    span = Span(start.path, start.line, start.column, end.end_line, end.end_column)
    return words.ActorComplies(complies.actor, (*complies.stipulations, last), span=span)
