"""Constructions: the ways in which a sentence may attribute something to somebody.

Whatever could be a statement is proposed, with its construction; whether it is one is weighed
afterwards (`weights`). One verb may be read in more than one way. The labels of the grammar are
ClearNLP's, which the model was trained on.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from servanda.intake.statements.quotations import Quotation

SUBJECTS = {"nsubj", "nsubjpass", "csubj"}
CLAUSES = {"ccomp", "xcomp", "advcl", "conj", "parataxis", "relcl"}
HEARSAY = {"reportedly", "allegedly", "supposedly", "purportedly", "apparently", "seemingly"}
ABOUT = {"of", "for", "to", "about", "on", "against", "with", "in", "over", "that", "from",
         "between", "toward", "towards", "at"}  # fmt: skip
SEEMING = {"seem", "appear"}


@dataclass(frozen=True, slots=True)
class Candidate:
    """What may be a statement: tokens by their numbers. `source` is the head of who speaks."""

    construction: str
    anchor: int
    cue: tuple[int, ...]
    content: frozenset[int]
    source: int | None

    @property
    def family(self) -> str:
        """The first word of the construction."""
        return self.construction.split()[0]


def candidates(doc: Doc, quoted: list[Quotation]) -> Iterator[Candidate]:
    """Everything in a parsed article that may be a statement."""
    for token in doc:
        if token.pos_ in ("VERB", "AUX"):
            yield from _of_verb(token)
            yield from _beside_quotation(token, quoted)
        elif token.pos_ in ("NOUN", "PROPN"):
            yield from _of_noun(token)
        elif token.pos_ == "ADJ":
            yield from _of_adjective(token)
        if token.lower_ == "according":
            yield from _according(token)
        elif token.lower_ in HEARSAY and token.head.pos_ in ("VERB", "AUX", "ADJ"):
            yield _candidate("hearsay", token, [token], _clause(token.head), None)
        elif token.text == ":":
            yield from _after_colon(token)


# --- Verbs -----------------------------------------------------------------------------------


def _of_verb(verb: Token) -> Iterator[Candidate]:
    children = {child.dep_: child for child in reversed(list(verb.children))}
    passive = "nsubjpass" in children or "auxpass" in children
    source = _agent(verb) if passive else subject(verb)
    cue = _verb_group(verb)
    if verb.lemma_ in SEEMING:
        yield from _seeming(verb, children, cue)
        return
    if passive:
        yield from _passive(verb, children, cue, source)
    for child in verb.children:
        if child.dep_ == "ccomp":
            before = "before" if child.i < verb.i else "after"
            own = _subtree(child) - _own_part(verb, child)
            yield _candidate(f"clause {before}", verb, cue, own, source)
        elif child.dep_ == "xcomp":
            yield from _infinitive(verb, child, children, cue, source)
        elif child.dep_ == "prep" and child.i > verb.i:
            yield from _with_preposition(verb, child, children, cue, source)
        elif child.dep_ in ("acomp", "oprd") and "dobj" not in children and not passive:
            yield _candidate(child.dep_, verb, cue, _subtree(child), source)
        elif (
            child.dep_ == "advcl"
            and child.i > verb.i
            and _first_word(child) in ("how", "why", "that", "if", "whether", "what")
        ):
            yield _candidate("clause advcl", verb, cue, _subtree(child), source)
    if "dobj" in children or "dative" in children:
        yield from _with_object(verb, children, cue, source)
    yield from _inserted(verb, children, cue, source)


def _seeming(verb: Token, children: dict[str, Token], cue: list[Token]) -> Iterator[Candidate]:
    """`The truce seems to hold`: what seems is the subject with the rest."""
    own = frozenset[int]().union(
        *(
            _subtree(child)
            for child in verb.children
            if child.dep_ in SUBJECTS | {"xcomp", "oprd", "acomp", "ccomp", "advcl"}
            and child.lower_ not in ("it", "there")
        )
    )
    if own:
        yield _candidate("seeming", verb, cue, own, None)


def _passive(
    verb: Token, children: dict[str, Token], cue: list[Token], source: Token | None
) -> Iterator[Candidate]:
    """`The visit is expected to help`, `the plan was criticised by officials`."""
    subject_ = children.get("nsubjpass")
    rest = frozenset[int]().union(
        *(_subtree(child) for child in verb.children
          if child.i > verb.i and child.dep_ in ("xcomp", "oprd", "ccomp", "dobj", "acomp"))
    )  # fmt: skip
    phrases = frozenset[int]().union(
        *(_subtree(child) for child in verb.children if child.dep_ == "prep" and child.i > verb.i)
    )
    named = frozenset[int]() if subject_ is None or subject_.lower_ == "it" else _subtree(subject_)
    kind = (
        "passive infinitive" if "xcomp" in children else "passive complement" if rest else "passive"
    )
    if named | rest:
        yield _candidate(kind, verb, cue, named | rest, source)
    if phrases and not rest and named:
        yield _candidate("passive phrase", verb, cue, named | phrases, source)
    if subject_ is not None and (rest or phrases):
        # `He was asked whether`, `he was told that`: who is told is not what is told.
        yield _candidate("passive hearer", verb, cue, rest or phrases, source)
        yield _candidate("passive holder", verb, cue, rest or phrases, subject_)


def _infinitive(
    verb: Token, child: Token, children: dict[str, Token], cue: list[Token], source: Token | None
) -> Iterator[Candidate]:
    own = _subtree(child)
    form = (
        "to"
        if any(each.lower_ == "to" and each.dep_ == "aux" for each in child.children)
        else "ing"
        if child.tag_ == "VBG"
        else "bare"
    )
    yield _candidate(f"infinitive {form}", verb, cue, own, source)
    if "dobj" in children and children["dobj"].i < child.i:
        yield _candidate(
            f"infinitive with object {form}", verb, cue, own | _subtree(children["dobj"]), source
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
        own = _subtree(child)
        yield _candidate(f"phrase {preposition.lower_}", verb, [*cue, preposition], own, source)
        if "dobj" in children and verb.i < children["dobj"].i < preposition.i:
            both = own | {preposition.i} | _subtree(children["dobj"])
            yield _candidate(f"object with {preposition.lower_}", verb, cue, both, source)
    for deeper in chained:
        for child in deeper.children:
            if child.dep_ in ("pobj", "pcomp"):
                yield _candidate(
                    f"phrase {preposition.lower_} {deeper.lower_}",
                    verb,
                    [*cue, preposition, deeper],
                    _subtree(child),
                    source,
                )


def _with_object(
    verb: Token, children: dict[str, Token], cue: list[Token], source: Token | None
) -> Iterator[Candidate]:
    thing = children.get("dobj", children.get("dative"))
    assert thing is not None
    own = _subtree(thing)
    yield _candidate("object", verb, cue, own, source)
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
        more = frozenset[int]().union(*(_subtree(child) for child in complement))
        yield _candidate("object and name", verb, cue, own | more, source)


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
        own = _subtree(verb.head) - _subtree(verb)
        if verb.head.dep_ in ("ccomp", "acl", "relcl") and not as_:
            own = own - {verb.head.head.i}
        kind = "as" if as_ else f"inserted {verb.dep_}"
        yield _candidate(kind, verb, cue, own, source)
        highest = _top(verb.head)
        if highest.i != verb.head.i:
            yield _candidate(f"{kind} high", verb, cue, _subtree(highest) - _subtree(verb), source)


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
            yield _candidate(
                "quotation before", verb, _verb_group(verb), frozenset(each.tokens), subject(verb)
            )
        gap = (
            [verb.doc[i].text for i in range(last + 1, each.start)]
            if last < each.start <= last + 3
            else None
        )
        if gap is not None and all(word in (",", ":", "that", "-", "--", "—", "–") for word in gap):
            yield _candidate(
                "quotation after", verb, _verb_group(verb), frozenset(each.tokens), subject(verb)
            )
        if each.start > verb.i and each.end - 1 <= last and each.start <= last:
            yield _candidate(
                "quotation within", verb, _verb_group(verb), frozenset(each.tokens), subject(verb)
            )


# --- Nouns, adjectives and others ------------------------------------------------------------


def _of_noun(noun: Token) -> Iterator[Candidate]:
    source = _holder(noun)
    for child in noun.children:
        if child.dep_ in ("acl", "ccomp", "relcl") and child.i > noun.i:
            marked = next(
                (
                    each.lower_
                    for each in child.children
                    if each.dep_ in ("mark", "aux")
                    and each.lower_ in ("that", "to", "whether", "of")
                ),
                None,
            )
            if marked is not None:
                yield _candidate(f"noun {marked}", noun, [noun], _subtree(child), source)
        elif child.dep_ == "prep" and child.lower_ in ABOUT:
            for inner in child.children:
                if inner.dep_ in ("pobj", "pcomp"):
                    yield _candidate(
                        f"noun {child.lower_}", noun, [noun, child], _subtree(inner), source
                    )
        elif (
            child.dep_ in ("compound", "amod")
            and child.i < noun.i
            and child.pos_ in ("PROPN", "NOUN")
        ):
            yield _candidate("noun compound", noun, [noun], _subtree(child), noun)
    if noun.dep_ == "nsubj" and noun.head.lemma_ == "be":
        for child in noun.head.children:
            if child.dep_ in ("ccomp", "attr", "xcomp", "acomp") and child.i > noun.head.i:
                yield _candidate(
                    f"noun is {child.dep_}", noun, [noun, noun.head], _subtree(child), source
                )


def _of_adjective(adjective: Token) -> Iterator[Candidate]:
    verb = adjective.head
    if adjective.dep_ not in ("acomp", "oprd", "xcomp", "conj", "amod"):
        return
    source = subject(verb) if verb.pos_ in ("VERB", "AUX") else None
    cue = [*_verb_group(verb), adjective] if adjective.dep_ in ("acomp", "oprd") else [adjective]
    for child in adjective.children:
        if child.dep_ in ("ccomp", "xcomp", "advcl") and child.i > adjective.i:
            yield _candidate(f"adjective {child.dep_}", adjective, cue, _subtree(child), source)
        elif child.dep_ == "prep":
            for inner in child.children:
                if inner.dep_ in ("pobj", "pcomp"):
                    yield _candidate(
                        f"adjective {child.lower_}",
                        adjective,
                        [*cue, child],
                        _subtree(inner),
                        source,
                    )


def _according(token: Token) -> Iterator[Candidate]:
    to = next((child for child in token.children if child.lower_ == "to"), None)
    if to is None and token.i + 1 < len(token.doc) and token.nbor().lower_ == "to":
        to = token.nbor()
    source = next(
        (
            each
            for each in (to.children if to is not None else ())
            if each.dep_ in ("pobj", "pcomp")
        ),
        None,
    )
    phrase = _subtree(token) | (_subtree(to) if to is not None else frozenset())
    cue = [token, to] if to is not None else [token]
    clause = token.head
    while (
        clause.dep_ not in ("ROOT", "ccomp", "advcl", "relcl", "conj", "parataxis")
        and clause.head.i != clause.i
    ):
        clause = clause.head
    yield _candidate("according", token, cue, _subtree(clause) - phrase, source)
    top = _top(token.head)
    if top.i != clause.i:
        yield _candidate("according high", token, cue, _subtree(top) - phrase, source)


def _after_colon(colon: Token) -> Iterator[Candidate]:
    """`The minister: The truce holds`; a headline, an interview, a list of voices."""
    doc, start = colon.doc, colon.i
    while start > 0 and "\n" not in doc[start - 1].text and colon.i - start < 12:
        start -= 1
    end = colon.i + 1
    while end < len(doc) and "\n" not in doc[end].text:
        end += 1
    if end - colon.i < 3 or start == colon.i or colon.i - start > 8:
        return
    before = [doc[i] for i in range(start, colon.i)]
    head = next((each for each in reversed(before) if each.pos_ in ("PROPN", "NOUN")), None)
    if head is not None and not any(each.pos_ in ("VERB", "AUX") for each in before):
        yield _candidate("colon", colon, [colon], frozenset(range(colon.i + 1, end)), head)


# --- Who speaks ------------------------------------------------------------------------------


def subject(verb: Token) -> Token | None:
    """The head of who does what a verb says, looked for upwards where the verb has none itself."""
    for _ in range(6):
        own = next((child for child in verb.children if child.dep_ in SUBJECTS), None)
        if own is not None:
            return own
        if verb.dep_ in ("acl", "relcl"):
            return verb.head
        if (
            verb.dep_ not in ("conj", "xcomp", "advcl", "pcomp", "prep", "ccomp", "aux")
            or verb.head.i == verb.i
        ):
            return None
        controller = next((each for each in verb.head.children if each.dep_ == "dobj"), None)
        if verb.dep_ == "xcomp" and controller is not None and controller.i < verb.i:
            return controller
        verb = verb.head
    return None


def _agent(verb: Token) -> Token | None:
    for child in verb.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            return next((each for each in child.children if each.dep_ == "pobj"), None)
    return None


def _holder(noun: Token) -> Token | None:
    """Whose claim it is: `his claim`, `a claim by officials`, or who makes it."""
    for child in noun.children:
        if child.dep_ == "poss":
            return child
    for child in noun.children:
        if child.dep_ in ("prep", "agent") and child.lower_ in ("by", "from", "among"):
            return next((each for each in child.children if each.dep_ == "pobj"), None)
    if noun.dep_ in ("dobj", "attr") and noun.head.pos_ in ("VERB", "AUX"):
        return subject(noun.head)
    return None


# --- Parts of sentences ----------------------------------------------------------------------


def _candidate(
    construction: str,
    anchor: Token,
    cue: Iterable[Token],
    content: Iterable[int],
    source: Token | None,
) -> Candidate:
    words = tuple(sorted({token.i for token in cue}))
    return Candidate(
        construction, anchor.i, words, frozenset(content) - frozenset(words),
        None if source is None else source.i,
    )  # fmt: skip


def _subtree(token: Token) -> frozenset[int]:
    return frozenset(each.i for each in token.subtree)


def _clause(token: Token) -> frozenset[int]:
    return _subtree(token)


def _own_part(verb: Token, content: Token) -> frozenset[int]:
    """The verb itself and its subject, where a parse put them among what is said."""
    own = {verb.i}
    if verb.i in _subtree(content):
        own |= _subtree(verb)
    return frozenset(own)


def _verb_group(verb: Token) -> list[Token]:
    return [
        verb,
        *(child for child in verb.children if child.dep_ in ("aux", "auxpass", "neg", "prt")),
    ]


def _first_word(token: Token) -> str:
    first: str = token.doc[token.left_edge.i].lower_
    return first


def _top(token: Token) -> Token:
    while token.head.i != token.i:
        token = token.head
    return token
