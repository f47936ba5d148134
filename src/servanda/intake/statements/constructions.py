"""Constructions: the ways in which a sentence may attribute something to somebody.

Whatever could be a statement is proposed, with its construction; whether it is one is weighed
afterwards (`proposals`). One verb may be read in more than one way.
"""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from servanda.intake.statements.candidate import (
    SUBJECTS,
    Candidate,
    agent,
    first_word,
    proposed,
    subject,
    subtree,
    top,
    verb_group,
)
from servanda.intake.statements.nominal import nominal
from servanda.intake.statements.quotations import Quotation

CLAUSES = {"ccomp", "xcomp", "advcl", "conj", "parataxis", "relcl"}
SEEMING = {"seem", "appear"}
REPORTING = {"report", "say", "write", "announce", "state", "add", "note"}


def candidates(doc: Doc, quoted: list[Quotation]) -> Iterator[Candidate]:
    """Everything in a parsed article that may be a statement."""
    for token in doc:
        if token.pos_ in ("VERB", "AUX"):
            yield from _of_verb(token)
            yield from _beside_quotation(token, quoted)
        yield from nominal(token)


def _of_verb(verb: Token) -> Iterator[Candidate]:
    children = {child.dep_: child for child in reversed(list(verb.children))}
    passive = "nsubjpass" in children or "auxpass" in children
    by = agent(verb) if passive or is_bare_participle(verb) else None
    source = by if passive or by is not None else subject(verb)
    cue = verb_group(verb)
    if verb.lemma_ in SEEMING:
        yield from _seeming(verb, children, cue)
        return
    if passive:
        yield from _passive(verb, children, cue, source)
    for child in verb.children:
        if child.dep_ == "ccomp" and _is_afterthought(verb, child):
            told = subtree(verb) - subtree(child)
            yield proposed("clause before", child, verb_group(child), told, subject(child))
        elif child.dep_ == "ccomp":
            before = "before" if child.i < verb.i else "after"
            own = subtree(child) - _own_part(verb, child)
            yield proposed(f"clause {before}", verb, cue, own, source)
        elif child.dep_ == "xcomp":
            yield from _infinitive(verb, child, children, cue, source)
        elif child.dep_ == "prep" and child.i > verb.i:
            yield from _with_preposition(verb, child, children, cue, source)
        elif child.dep_ in ("acomp", "oprd") and "dobj" not in children and not passive:
            yield proposed(child.dep_, verb, cue, subtree(child), source)
        elif (
            child.dep_ == "advcl"
            and child.i > verb.i
            and first_word(child) in ("how", "why", "that", "if", "whether", "what")
        ):
            yield proposed("clause advcl", verb, cue, subtree(child), source)
    if "dobj" in children or "dative" in children:
        yield from _with_object(verb, children, cue, source)
    yield from _inserted(verb, children, cue, source)


def is_bare_participle(verb: Token) -> bool:
    """`Asked by reporters`, `as reported by the Post`."""
    return verb.tag_ == "VBN" and not any(child.dep_ == "aux" for child in verb.children)


def _is_afterthought(verb: Token, clause: Token) -> bool:
    """`They admitted 600 trucks, the agency reported`: who tells of it at the end is not what they
    admitted, whatever the grammar made of it."""
    who = next((child for child in clause.children if child.dep_ == "nsubj"), None)
    return (
        clause.lemma_ in REPORTING
        and who is not None
        and who.left_edge.i > verb.i + 1
        and clause.doc[who.left_edge.i - 1].text == ","
        and not any(child.dep_ in ("ccomp", "dobj", "xcomp", "mark") for child in clause.children)
    )


def _seeming(verb: Token, children: dict[str, Token], cue: list[Token]) -> Iterator[Candidate]:
    """`The truce seems to hold`: what seems is the subject with the rest."""
    own = frozenset[int]().union(
        *(
            subtree(child)
            for child in verb.children
            if child.dep_ in SUBJECTS | {"xcomp", "oprd", "acomp", "ccomp", "advcl"}
            and child.lower_ not in ("it", "there")
        )
    )
    if own:
        yield proposed("seeming", verb, cue, own, None)


def _passive(
    verb: Token, children: dict[str, Token], cue: list[Token], source: Token | None
) -> Iterator[Candidate]:
    """`The visit is expected to help`, `the plan was criticised by officials`."""
    subject_ = children.get("nsubjpass")
    rest = frozenset[int]().union(
        *(subtree(child) for child in verb.children
          if child.i > verb.i and child.dep_ in ("xcomp", "oprd", "ccomp", "dobj", "acomp"))
    )  # fmt: skip
    phrases = frozenset[int]().union(
        *(subtree(child) for child in verb.children if child.dep_ == "prep" and child.i > verb.i)
    )
    named = frozenset[int]() if subject_ is None or subject_.lower_ == "it" else subtree(subject_)
    kind = (
        "passive infinitive" if "xcomp" in children else "passive complement" if rest else "passive"
    )
    if named | rest:
        yield proposed(kind, verb, cue, named | rest, source)
    if phrases and not rest and named:
        yield proposed("passive phrase", verb, cue, named | phrases, source)
    if subject_ is not None and (rest or phrases):
        # `He was asked whether`, `he was told that`: who is told is not what is told.
        yield proposed("passive hearer", verb, cue, rest or phrases, source)
        yield proposed("passive holder", verb, cue, rest or phrases, subject_)


def _infinitive(
    verb: Token, child: Token, children: dict[str, Token], cue: list[Token], source: Token | None
) -> Iterator[Candidate]:
    own = subtree(child)
    form = (
        "to"
        if any(each.lower_ == "to" and each.dep_ == "aux" for each in child.children)
        else "ing"
        if child.tag_ == "VBG"
        else "bare"
    )
    yield proposed(f"infinitive {form}", verb, cue, own, source)
    if "dobj" in children and children["dobj"].i < child.i:
        yield proposed(
            f"infinitive with object {form}", verb, cue, own | subtree(children["dobj"]), source
        )


def _with_preposition(
    verb: Token,
    preposition: Token,
    children: dict[str, Token],
    cue: list[Token],
    source: Token | None,
) -> Iterator[Candidate]:
    inner = [child for child in preposition.children if child.dep_ in ("pobj", "pcomp")]
    chained = [child for child in preposition.children if child.dep_ == "prep"]
    for child in inner:
        own = subtree(child)
        yield proposed(f"phrase {preposition.lower_}", verb, [*cue, preposition], own, source)
        if "dobj" in children and verb.i < children["dobj"].i < preposition.i:
            both = own | {preposition.i} | subtree(children["dobj"])
            yield proposed(f"object with {preposition.lower_}", verb, cue, both, source)
    for deeper in chained:
        for child in deeper.children:
            if child.dep_ in ("pobj", "pcomp"):
                yield proposed(
                    f"phrase {preposition.lower_} deeper",
                    verb,
                    [*cue, preposition, deeper],
                    subtree(child),
                    source,
                )


def _with_object(
    verb: Token, children: dict[str, Token], cue: list[Token], source: Token | None
) -> Iterator[Candidate]:
    thing = children.get("dobj", children.get("dative"))
    assert thing is not None
    own = subtree(thing)
    yield proposed("object", verb, cue, own, source)
    beside = [
        child
        for child in verb.children
        if child.i > thing.i
        and child.dep_ in ("oprd", "acomp", "xcomp", "ccomp", "prep", "advcl", "agent")
    ]
    complement = [
        child
        for child in beside
        if child.dep_ in ("oprd", "acomp") or (child.dep_ == "prep" and child.lower_ == "as")
    ]
    if complement:
        more = frozenset[int]().union(*(subtree(child) for child in complement))
        yield proposed("object and name", verb, cue, own | more, source)


def _inserted(
    verb: Token, children: dict[str, Token], cue: list[Token], source: Token | None
) -> Iterator[Candidate]:
    """`The visit, officials said, will help`; `as the paper reported, the envoys met`."""
    if "ccomp" in children or (
        "dobj" in children and children["dobj"].lower_ not in ("which", "that")
    ):
        return
    as_ = any(child.lower_ == "as" and child.dep_ in ("mark", "advmod") for child in verb.children)
    if (
        verb.dep_ in ("parataxis", "ccomp", "advcl", "dep", "relcl", "advmod", "conj", "acl")
        and source is not None
        and verb.head.i != verb.i
    ):
        own = subtree(verb.head) - subtree(verb)
        if verb.head.dep_ in ("ccomp", "acl", "relcl") and not as_:
            own = own - {verb.head.head.i}
        kind = "as" if as_ else f"inserted {verb.dep_}"
        yield proposed(kind, verb, cue, own, source)
        highest = top(verb.head)
        if highest.i != verb.head.i:
            yield proposed(f"{kind} high", verb, cue, subtree(highest) - subtree(verb), source)


def _beside_quotation(verb: Token, quoted: list[Quotation]) -> Iterator[Candidate]:
    """A quotation that touches a verb and who speaks, whatever the grammar made of it."""
    # Only the words between the last stop and the next belong to the verb.
    near = [verb] + [
        each
        for child in verb.children
        if child.dep_ not in CLAUSES and child.dep_ != "punct"
        for each in child.subtree
        if not each.is_space and not any(each.i in one.tokens for one in quoted)
    ]
    inside = next((each for each in quoted if verb.i in each.tokens), None)
    if inside is not None:
        return
    first, last = min(each.i for each in near), max(each.i for each in near)
    for each in quoted:
        if len(each.tokens) < 4:
            continue
        if 0 <= first - each.end <= 1:
            yield proposed(
                "quotation before", verb, verb_group(verb), frozenset(each.tokens), subject(verb)
            )
        gap = (
            [verb.doc[i].text for i in range(last + 1, each.start)]
            if last < each.start <= last + 3
            else None
        )
        if gap is not None and all(word in (",", ":", "that", "-", "--", "—", "–") for word in gap):
            yield proposed(
                "quotation after", verb, verb_group(verb), frozenset(each.tokens), subject(verb)
            )
        if each.start > verb.i and each.end - 1 <= last and each.start <= last:
            yield proposed(
                "quotation within", verb, verb_group(verb), frozenset(each.tokens), subject(verb)
            )


def _own_part(verb: Token, content: Token) -> frozenset[int]:
    """The verb itself and its subject, where a parse put them among what is said."""
    own = {verb.i}
    if verb.i in subtree(content):
        own |= subtree(verb)
    return frozenset(own)
