"""Chains: from `unnamed us "officials" via nyt via jpost` to one chain for each origin.

The last link is the publisher of the report, added where the text leaves it out.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from servanda.language.diagnostic import Diagnostic
from servanda.language.near_miss import did_you_mean
from servanda.language.phrase import ChainPhrase, Name, Speaker
from servanda.language.record_clause import SaidByClause
from servanda.language.tree import Statement
from servanda.language.vocabulary import ACTING
from servanda.record.complaint import Building, error
from servanda.record.model import Chain, Origin
from servanda.record.setting import ReportInHand, Setting, only


def build_chains(
    phrase: ChainPhrase, hand: ReportInHand, setting: Setting
) -> Building[tuple[Chain | None, ...]]:
    """A chain for each origin, in order; None for one that cannot be followed."""
    outlets_are_known = yield from check_outlets(phrase.via, setting)
    chains = []
    for speaker in phrase.origins:
        chain = yield from build_chain(speaker, phrase.via, hand, setting)
        chains.append(chain if outlets_are_known else None)
    return tuple(chains)


def chain_of_file(
    statement: Statement, hand: ReportInHand, setting: Setting
) -> Building[Chain | None]:
    """Whose figures or incidents a file has: the publisher's own, unless it says on whose word."""
    said_by = yield from only(statement, SaidByClause)
    if said_by is None:
        return Chain(Origin(hand.report.publisher))
    chains = yield from build_chains(said_by.chain, hand, setting)
    return chains[0]


def check_outlets(via: tuple[Name, ...], setting: Setting) -> Building[bool]:
    unknown = [name for name in via if name.text not in setting.sources]
    for name in unknown:
        yield unknown_source(name, setting.sources, setting)
    return not unknown


def build_chain(
    speaker: Speaker, via: tuple[Name, ...], hand: ReportInHand, setting: Setting
) -> Building[Chain | None]:
    """One origin's chain: a source by name, or unnamed people of a source, actor or office."""
    known = frozenset(setting.sources)
    if speaker.description is not None:
        known |= people(setting)
    if speaker.name.text not in known:
        yield unknown_source(speaker.name, known, setting)
        return None
    description = None if speaker.description is None else speaker.description.text
    origin = Origin(speaker.name.text, description)
    chain = completed(origin, tuple(name.text for name in via), hand.hands)
    repeated = repeated_link(chain)
    if repeated is not None:
        yield loop(speaker, repeated, hand.report.publisher)
        return None
    return dated(chain, hand, setting)


def people(setting: Setting) -> frozenset[str]:
    """Whose people unnamed voices may be: those of anybody who can act."""
    return setting.vocabulary.names(*ACTING)


def own_chain(hand: ReportInHand, setting: Setting) -> Chain:
    """The publisher's own words, or, in a copy, those of whoever published the story first."""
    return dated(completed(Origin(hand.report.publisher), (), hand.hands), hand, setting)


def dated(chain: Chain, hand: ReportInHand, setting: Setting) -> Chain:
    """With the day of the report, where the origin speaks for others at other times."""
    source = setting.sources.get(chain.origin.source)
    is_dated = source is not None and source.has_terms
    return replace(chain, said=hand.report.published) if is_dated else chain


def completed(origin: Origin, via: tuple[str, ...], hands: tuple[str, ...]) -> Chain:
    """The chain through all hands that its report went through, up to the publisher, who may be
    its last link or its only one already. What the publisher of a copy says in its own words, the
    first who published the story says."""
    *before, publisher = hands
    if not via and origin == Origin(publisher):
        return Chain(Origin(hands[0]), hands[1:])
    way = via[:-1] if via[-1:] == (publisher,) else via
    passed = (*((origin.source,) if origin.is_named else ()), *way)
    between = (name for name in before if name not in passed)
    return Chain(origin, (*way, *between, publisher))


def repeated_link(chain: Chain) -> str | None:
    """Who passes on what had passed through the same hands; unnamed people are no link."""
    links = (*((chain.origin.source,) if chain.origin.is_named else ()), *chain.via)
    return next((name for name, times in Counter(links).items() if times > 1), None)


def loop(speaker: Speaker, repeated: str, publisher: str) -> Diagnostic:
    if repeated == publisher:
        message = (
            f"this report cites itself: `{repeated}` stands earlier in the chain that ends there"
        )
    else:
        message = f"`{repeated}` stands twice in this chain, so it has no origin"
    hint = "name each link once, from the origin to the publisher, who is added by itself"
    return error("chain-loops", speaker, message, hint)


def unknown_source(name: Name, known: Iterable[str], setting: Setting) -> Diagnostic:
    text = name.text
    if setting.vocabulary.has(text, *ACTING):
        hint = f'an actor acts and a source speaks: add `source {text} "..."`'
    else:
        hint = did_you_mean(text, known) or f'declare it with `source {text} "..."`'
    return error("unknown-source", name, f"`{text}` is not declared as a source", hint)
