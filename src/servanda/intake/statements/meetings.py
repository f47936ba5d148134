"""Meetings: visits, meetings, calls and public statements that an article tells of.

A verb says what happens (`arrive`, `meet`, `phone`), or a noun does, with a verb that only carries
it (`hold talks`, `pay a visit`, `address a press conference`). Who takes part are its subject and
the names after `with`; a place is named after `in` or `to`, or visited.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from spacy.tokens import Doc, Token

from servanda.intake.article.model import Article
from servanda.intake.statements.candidate import subject
from servanda.intake.statements.contents import speaker_tokens
from servanda.intake.statements.dates import Tense, dated, undated
from servanda.intake.statements.mentions import is_named
from servanda.intake.statements.model import Dated, Extent, Meeting
from servanda.intake.statements.quotations import Quotation
from servanda.intake.statements.speakers import Cast
from servanda.intake.statements.tenses import tense_of_verb

Kind = Literal["visit", "meeting", "call", "statement"]

GOING = {"arrive", "land", "travel", "fly", "head", "visit", "tour", "depart"}
TALKING = {"meet", "confer"}
SITTING = {"sit": {"down"}}  # a verb that needs its particle
CALLING = {"phone", "telephone"}
CARRYING = {
    "hold", "have", "make", "pay", "conduct", "include", "attend", "host", "give", "begin", "start",
    "address", "speak", "convene", "join", "conclude", "lead", "deliver", "schedule", "plan",
    "cancel", "arrange", "follow",
}  # fmt: skip
NOUNS: dict[str, Kind] = {
    "visit": "visit", "trip": "visit", "tour": "visit",
    "meeting": "meeting", "talk": "meeting", "consultation": "meeting", "summit": "meeting",
    "negotiation": "meeting", "discussion": "meeting",
    "call": "call", "conversation": "call",
    "conference": "statement", "briefing": "statement", "speech": "statement",
    "address": "statement",
}  # fmt: skip
PLACES = {"GPE", "LOC", "FAC"}
PEOPLE = {"PERSON", "ORG", "NORP", "GPE"}


@dataclass(frozen=True, slots=True)
class _Event:
    kind: Kind
    verb: Token
    noun: Token | None


def find_meetings(
    doc: Doc, article: Article, cast: Cast, quoted: list[Quotation]
) -> tuple[Meeting, ...]:
    """The meetings of an article in order; what is told twice stands where it is told first."""
    inside = {i for each in quoted for i in each.tokens if len(each.tokens) > 5}
    found = (
        _meeting(event, article, cast)
        for token in doc
        if token.i not in inside
        for event in _events(token)
    )
    return tuple(_once(each for each in found if each is not None))


def _events(token: Token) -> Iterator[_Event]:
    if token.pos_ == "VERB":
        lemma = token.lemma_.lower()
        particles = {child.lower_ for child in token.children if child.dep_ in ("prt", "advmod")}
        if lemma in GOING:
            yield _Event("visit", token, None)
        elif lemma in TALKING or (lemma in SITTING and SITTING[lemma] & particles):
            if _after(token, {"with"}) or _object(token) is not None or _is_many(token):
                yield _Event("meeting", token, None)
        elif lemma in CALLING or (lemma in ("speak", "talk") and _by_telephone(token)):
            yield _Event("call", token, None)
    elif token.pos_ == "NOUN" and (kind := _kind(token)) is not None:
        carrier = _carrier(token)
        if carrier is not None:
            yield _Event(kind, carrier, token)


def _kind(noun: Token) -> Kind | None:
    kind = NOUNS.get(noun.lemma_.lower())
    before = {child.lower_ for child in noun.children if child.dep_ in ("compound", "amod")}
    match noun.lemma_.lower():
        case "call":
            return "call" if before & {"phone", "telephone", "video", "conference"} else None
        case "conversation":
            return "call" if before & {"phone", "telephone"} else "meeting"
        case "conference":
            return "statement" if before & {"press", "news"} else None
    return kind


def _carrier(noun: Token) -> Token | None:
    """The verb that says of a noun's event that it is or was: `held talks`, `during a press
    conference`, `the visit will include`; for `his trip to Cairo` the verb it is subject of."""
    if (
        noun.dep_ in ("dobj", "nsubjpass", "conj")
        and noun.head.pos_ == "VERB"
        and noun.head.lemma_.lower() in CARRYING
    ):
        return noun.head
    if (
        noun.dep_ == "pobj"
        and noun.head.lower_ in ("during", "at", "in", "for")
        and noun.lemma_.lower() in ("conference", "briefing", "call")
    ):
        verb = noun.head.head
        return verb if verb.pos_ == "VERB" else None
    if (
        noun.dep_ == "pobj"
        and noun.head.lower_ == "for"
        and noun.head.head.pos_ == "VERB"
        and noun.head.head.lemma_ in ("arrive", "land", "travel", "come", "fly")
    ):
        return None  # `arrives for a visit` is told by its verb
    return None


def _meeting(event: _Event, article: Article, cast: Cast) -> Meeting | None:
    who = _participants(_subject(event), cast)
    with_whom = tuple(name for name in _with(event, cast) if name not in who)
    to = _place(event, article.text)
    if event.kind == "visit" and to is None and event.verb.lemma_ != "arrive":
        return None
    if not who or (event.kind in ("meeting", "call") and not with_whom and len(who) < 2):
        return None
    tense = "future" if _is_expected(event.verb) else tense_of_verb(event.verb)
    when = _dated(event, article, tense)
    # `The minister arrives on Friday`: the date alone says that it lies ahead.
    day = article.published
    ahead = when.first is not None and day is not None and when.first > day
    return Meeting(event.kind, _extent(event), who, to, with_whom, tense == "future" or ahead, when)


def _subject(event: _Event) -> Token | None:
    if event.noun is not None and event.verb.lemma_.lower() == "include":
        own = subject(event.verb)
        # `The visit will include talks`: whose visit it is.
        return (
            next((child for child in own.children if child.dep_ == "poss"), own)
            if own is not None
            else None
        )
    return subject(event.verb)


def _participants(head: Token | None, cast: Cast) -> tuple[str, ...]:
    """Names or descriptions, one for each who is joined by `and` or set beside."""
    if head is None:
        return ()
    beside = [child for child in head.children if child.dep_ == "appos"]
    if not is_named(head) and any(is_named(each) for each in beside):
        return tuple(
            name for each in beside if is_named(each) for name in _participants(each, cast)
        )
    joined = [child for child in head.children if child.dep_ == "conj"]
    own = cast.speaker(head).whole if not joined else cast.alone(head)
    rest = (name for child in joined for name in _participants(child, cast))
    return tuple(dict.fromkeys((own, *rest)))


def _with(event: _Event, cast: Cast) -> Iterator[str]:
    for token in (event.verb, event.noun):
        for preposition in (
            ()
            if token is None
            else _after(
                token, {"with", "between", "to"} if event.kind == "call" else {"with", "between"}
            )
        ):
            for child in preposition.children:
                if child.dep_ == "pobj":
                    yield from _participants(child, cast)
    thing = _object(event.verb)
    if event.noun is None and event.kind in ("meeting", "call") and thing is not None:
        yield from _participants(thing, cast)


def _place(event: _Event, text: str) -> str | None:
    """Where it goes or is, in the article's words."""
    for token in (event.verb, event.noun):
        if token is None:
            continue
        thing = _object(token) if token.lemma_ in ("visit", "tour") else None
        places = [thing] if thing is not None else []
        for preposition in _after(token, {"in", "to", "at", "for"}):
            places += [child for child in preposition.children if child.dep_ == "pobj"]
        for place in places:
            if place.ent_type_ in PLACES:
                words = speaker_tokens(place) if place.ent_type_ else frozenset([place.i])
                first, last = place.doc[min(words)], place.doc[max(words)]
                return text[first.idx : last.idx + len(last)]
    return None


def _dated(event: _Event, article: Article, tense: Tense) -> Dated:
    """The days that the event's own clause names, else those around it that share its subject, else
    its tense's."""
    clause = event.verb
    while True:
        first, last = clause.left_edge, clause.right_edge
        place = Extent(first.idx, last.idx + len(last))
        found = dated(article.text, place, article.published, tense)
        own = any(child.dep_ in ("nsubj", "nsubjpass") for child in clause.children)
        if (
            found.certainty != "published"
            or clause.head.i == clause.i
            or (own and clause.dep_ in ("conj", "relcl"))
        ):
            break
        clause = clause.head
    return found if found.certainty != "published" else undated(article.published, tense)


def _is_expected(verb: Token) -> bool:
    """`is expected to visit`, `plans to meet`: told of as coming, by whatever verb above it."""
    head = verb.head
    return verb.dep_ == "xcomp" and head.lemma_ in (
        "expect",
        "plan",
        "schedule",
        "set",
        "intend",
        "hope",
        "prepare",
        "slate",
        "due",
    )


def _after(token: Token, words: set[str]) -> list[Token]:
    """The prepositions of a word, and those that hang from its objects and other prepositions."""
    found = [
        child
        for child in token.children
        if child.dep_ in ("prep", "dative") and child.lower_ in words
    ]
    for child in token.children:
        if child.dep_ in ("prt", "advmod", "prep", "npadvmod"):
            found += [
                each for each in child.children if each.dep_ == "prep" and each.lower_ in words
            ]
    return found


def _object(verb: Token) -> Token | None:
    return next((child for child in verb.children if child.dep_ == "dobj"), None)


def _is_many(verb: Token) -> bool:
    own = subject(verb)
    return own is not None and any(child.dep_ == "conj" for child in own.children)


def _by_telephone(verb: Token) -> bool:
    return any(each.lower_ in ("phone", "telephone") for each in verb.subtree)


def _extent(event: _Event) -> Extent:
    tokens = [event.verb, event.noun] if event.noun is not None else [event.verb]
    first, last = min(tokens, key=lambda each: each.i), max(tokens, key=lambda each: each.i)
    return Extent(first.idx, last.idx + len(last))


def _once(found: Iterable[Meeting]) -> Iterator[Meeting]:
    seen: set[tuple[Kind, tuple[str, ...], str | None, tuple[str, ...], date | None, bool]] = set()
    for each in found:
        key = (each.kind, each.who, each.to, each.with_whom, each.dated.first, each.planned)
        if key not in seen:
            seen.add(key)
            yield each
