"""Chains: from `unnamed us "officials" via nyt via jpost` to one chain for each origin.

The last link is the publisher of the report, added where the text leaves it out.
"""

from collections import Counter
from collections.abc import Mapping

from servanda.language.phrase import ChainPhrase, Name, Speaker
from servanda.record.complaint import Building, error
from servanda.record.model import Chain, Origin, Source
from servanda.record.near_miss import did_you_mean


def build_chains(
    phrase: ChainPhrase, publisher: str, sources: Mapping[str, Source], people: frozenset[str]
) -> Building[tuple[Chain | None, ...]]:
    """A chain for each origin, in order; None for one that cannot be followed.

    `people` are the actors and offices beside the sources, of whom unnamed voices may be.
    """
    outlets_are_known = yield from check_outlets(phrase.via, sources)
    chains = []
    for speaker in phrase.origins:
        chain = yield from build_chain(speaker, phrase.via, publisher, sources, people)
        chains.append(chain if outlets_are_known else None)
    return tuple(chains)


def check_outlets(via: tuple[Name, ...], sources: Mapping[str, Source]) -> Building[bool]:
    unknown = [name for name in via if name.text not in sources]
    for name in unknown:
        yield unknown_source(name, frozenset(sources))
    return not unknown


def build_chain(
    speaker: Speaker,
    via: tuple[Name, ...],
    publisher: str,
    sources: Mapping[str, Source],
    people: frozenset[str],
) -> Building[Chain | None]:
    known = frozenset(sources) | (frozenset() if speaker.description is None else people)
    if speaker.name.text not in known:
        yield unknown_source(speaker.name, known)
        return None
    description = None if speaker.description is None else speaker.description.text
    origin = Origin(speaker.name.text, description)
    chain = completed(origin, tuple(name.text for name in via), publisher)
    repeated = repeated_link(chain)
    if repeated is not None:
        yield loop(speaker, repeated, publisher)
        return None
    return chain


def completed(origin: Origin, via: tuple[str, ...], publisher: str) -> Chain:
    """The chain up to the publisher, who may be its last link or its only one already."""
    chain = Chain(origin, via)
    if chain.publisher == publisher and (via or origin.is_named):
        return chain
    return Chain(origin, (*via, publisher))


def repeated_link(chain: Chain) -> str | None:
    """Who passes on what had passed through the same hands; unnamed people are no link."""
    links = (*((chain.origin.source,) if chain.origin.is_named else ()), *chain.via)
    return next((name for name, times in Counter(links).items() if times > 1), None)


def loop(speaker: Speaker, repeated: str, publisher: str) -> "Diagnostic":
    if repeated == publisher:
        message = f"this report cites itself: {repeated} stands earlier in the chain that ends there"
    else:
        message = f"{repeated} stands twice in this chain"
    return error("chain-loops", speaker, message, "a chain runs from its origin to the publisher")


def unknown_source(name: Name, known: frozenset[str]) -> "Diagnostic":
    return error(
        "unknown-source",
        name,
        f"no source is named '{name.text}'",
        did_you_mean(name.text, known) or f'declare it: source {name.text} "..."',
    )
