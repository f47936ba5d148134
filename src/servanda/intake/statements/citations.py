"""Citations: who passes on what others said, and whose words they are.

`Reuters reported, citing three officials, that ...`; `according to Haaretz, which cited a source`;
`Channel 12 quoted an aide as saying`: the officials, the source and the aide speak, and whoever
cites them carries it.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from servanda.intake.statements.candidate import Candidate, agent, quoted_verb, subject, subtree
from servanda.intake.statements.chains import is_interview
from servanda.intake.statements.contents import trimmed
from servanda.intake.statements.cues import cues
from servanda.intake.statements.mentions import is_human, is_named
from servanda.intake.statements.model import Statement
from servanda.intake.statements.proposals import Weighed

CITING = {"cite", "quote"}
PERSONAL = {"he", "she", "who", "i", "we"}
CARRYING = CITING | {"report", "say", "write", "add", "note", "carry", "publish", "announce"}
# Constructions that take those who are cited for what is said, and those that have their words.
TAKING = {"object", "phrase", "infinitive"}
TELLING = {"clause after", "quotation after", "quotation within"}
CERTAIN = 0.5
# How a word hangs from one that it is a part of, and not one that it is only set beside.
PARTS = {"ccomp", "xcomp", "pcomp", "prep", "relcl", "acl", "dobj", "pobj", "agent", "nsubjpass"}
BESIDE = ("advcl", "acl", "xcomp", "conj", "dep", "prep")


@dataclass(frozen=True, slots=True)
class Cited:
    """Those who are cited, by the head of the words for them, and the verb that cites them."""

    verb: Token
    people: Token


def cited_in(verb: Token) -> Cited | None:
    """Whom a verb cites, if it does: people or a body, and no reasons or papers."""
    if verb.lemma_.lower() not in CITING or verb.pos_ not in ("VERB", "AUX"):
        return None
    wanted = ("nsubjpass",) if is_passive(verb) else ("dobj",)
    people = next((child for child in verb.children if child.dep_ in wanted), None)
    if people is None or not can_be_cited(people):
        return None
    return Cited(verb, people)


def passed_on(verb: Token) -> Cited | None:
    """The same, but not what one person quotes of another: that stays what the first one says."""
    by = agent(verb) if is_passive(verb) else subject(verb)
    return None if by is not None and is_personal(by) else cited_in(verb)


def is_passive(verb: Token) -> bool:
    return any(child.dep_ in ("nsubjpass", "auxpass") for child in verb.children)


def can_be_cited(head: Token) -> bool:
    return is_human(head) or is_named(head) or head.lemma_.lower() in cues().cited


def may_carry(head: Token) -> bool:
    """Whether a word may stand for an outlet or a body that passes on what others say."""
    return is_named(head) and not is_personal(head) and head.ent_type_ not in ("NORP", "DATE")


def is_personal(head: Token) -> bool:
    """Whether a word stands for a person, or for persons."""
    titled = any(child.dep_ == "compound" and is_human(child) for child in head.children)
    return is_human(head) or titled or head.ent_type_ == "PERSON" or head.lower_ in PERSONAL


def citing(candidate: Candidate, anchor: Token, content: frozenset[int]) -> Cited | None:
    """Whom those cite who are said to say something: beside the verb that says it, in words on who
    says it, or at an edge of what is said, where a parse may put them."""
    source = None if candidate.source is None else anchor.doc[candidate.source]
    for verb in _verbs_beside(candidate, anchor, source, content):
        found = cited_in(verb)
        if (
            found is not None
            and not is_passive(verb)
            and (source is None or found.people != source)
        ):
            return found
    return None


def _verbs_beside(
    candidate: Candidate, anchor: Token, source: Token | None, content: frozenset[int]
) -> Iterator[Token]:
    yield anchor  # a parse may hang what is said on the verb that cites
    yield from (child for child in anchor.children if child.dep_ in BESIDE)
    if source is not None:
        yield from (child for child in source.children if child.dep_ in ("relcl", "acl"))
        yield from (each for each in source.subtree if each.tag_ == "VBG")
    if candidate.family == "according":
        yield from (child for child in anchor.head.children if child.dep_ == "advcl")
    if source is not None and may_carry(source):
        doc, first, last = anchor.doc, min(content), max(content)
        for i in sorted(content):
            token = doc[i]
            ends = token.right_edge.i >= last - 1 and doc[token.left_edge.i - 1].text == ","
            begins = token.left_edge.i <= first + 1
            if token.tag_ == "VBG" and token.dep_ in BESIDE and (begins or ends):
                yield token


def as_said(doc: Doc, weighed: list[Weighed], outlets: Collection[int]) -> list[Weighed]:
    """What was weighed, without those that take whoever is cited for what is said; what they are
    cited as saying is as likely as that was. `outlets` are the tokens of names of outlets."""
    cited = [each for each in weighed if _takes(doc, each)]
    likely = {each.proposal.candidate.anchor: each.likelihood for each in reversed(cited)}
    kept = []
    for each in weighed:
        if _takes(doc, each):
            continue
        candidate = each.proposal.candidate
        verb = citing_verb(doc[candidate.anchor]) if candidate.construction in TELLING else None
        least = 0.0 if verb is None else likely.get(verb.i, 0.0)
        if candidate.family == "clause" and is_heard(doc[candidate.anchor]):
            least = CERTAIN
        kept.append(replace(each, likelihood=max(each.likelihood, least)))
        if candidate.construction in ("clause before", "quotation before"):
            kept[-1] = _of_quoted(doc, kept[-1])
        elif candidate.family == "inserted" and candidate.source in outlets:
            kept[-1] = _told_at_end(doc, kept[-1])
    return sorted(kept, key=lambda each: -each.likelihood)


def _of_quoted(doc: Doc, weighed: Weighed) -> Weighed:
    """`..., the minister was quoted as saying`: theirs who are quoted."""
    candidate = weighed.proposal.candidate
    verb = doc[candidate.anchor]
    cited = passed_on(verb) if is_passive(verb) else None
    if cited is None or not any(child.lower_ == "as" for child in verb.children):
        return weighed
    own = replace(candidate, source=cited.people.i)
    proposal = replace(weighed.proposal, candidate=own)
    return replace(weighed, proposal=proposal, likelihood=max(weighed.likelihood, CERTAIN))


def _told_at_end(doc: Doc, weighed: Weighed) -> Weighed:
    """`..., Reuters reported on Monday`: all before the comma, whatever the grammar made of it."""
    candidate = weighed.proposal.candidate
    verb, source = doc[candidate.anchor], candidate.source
    assert source is not None, "an outlet's"
    comma, first = doc[source].left_edge.i - 1, verb.sent.start
    before = frozenset(range(first, max(comma, first)))
    is_end = source < verb.i and doc[comma].text == "," and verb.lemma_ in ("report", "say")
    if not is_end or not any(doc[i].pos_ in ("VERB", "AUX") for i in before):
        return weighed
    if any(child.dep_ in ("ccomp", "dobj") for child in verb.children):
        return weighed
    proposal = replace(weighed.proposal, content=trimmed(doc, before))
    return replace(weighed, proposal=proposal, likelihood=max(weighed.likelihood, CERTAIN))


def is_heard(verb: Token) -> bool:
    """`Said in comments carried by Reuters`: where it was said leaves no doubt that it was."""
    return verb.lemma_ in ("say", "tell", "add") and any(map(is_interview, verb.children))


def _takes(doc: Doc, weighed: Weighed) -> bool:
    candidate = weighed.proposal.candidate
    verb = doc[candidate.anchor]
    beside = verb.lemma_ in CITING and verb.tag_ == "VBG" and verb.dep_ == "advcl"
    return candidate.family in TAKING and (beside or passed_on(verb) is not None)


def citing_verb(said: Token) -> Token | None:
    """The verb that cites those of whom another verb tells what they say: `quoted` of `quoted an
    aide as saying`, `cited` of `cited a source who said`."""
    verb = quoted_verb(said)
    if verb is None and said.dep_ == "relcl" and said.head.dep_ in ("dobj", "nsubjpass"):
        verb = said.head.head
    return verb if verb is not None and passed_on(verb) is not None else None


def carriers(anchor: Token, outer: Token | None) -> Iterator[Token]:
    """Who passes on what a verb says, from the inside out, up to an outer verb (left out): by the
    verbs in whose clauses it stands."""
    token = anchor
    if is_passive(anchor) and anchor.lemma_ in CITING and (by := _agent_of(anchor)) is not None:
        yield by
    while token.head.i != token.i and token.dep_ in PARTS:
        token = token.head
        if outer is not None and token.i == outer.i:
            return
        if token.pos_ == "VERB" and token.lemma_.lower() in CARRYING:
            by = _agent_of(token) if is_passive(token) else subject(token)
            if by is not None and by.i != anchor.i and anchor.i not in subtree(by):
                yield by


def _agent_of(verb: Token) -> Token | None:
    """By whom somebody is quoted, also where a parse hangs that on `as saying`."""
    told = (each for child in verb.children if child.lower_ == "as" for each in child.children)
    return agent(verb) or next((by for each in told if (by := agent(each)) is not None), None)


def is_nested(inner: Token, outer: Token) -> bool:
    """Whether a verb tells all of what an outer one does: between them stand only verbs of passing
    on, and nothing is joined to any of them."""
    token = inner
    while True:
        if any(child.dep_ == "conj" and child.i > token.i for child in token.children):
            return False
        if token.head.i == token.i or token.dep_ not in PARTS:
            return False
        token = token.head
        if token.i == outer.i:
            return True
        if token.pos_ == "VERB" and token.lemma_.lower() not in CARRYING:
            return False


def going_on(
    doc: Doc, read: Iterable[tuple[Weighed, Statement]]
) -> Iterator[tuple[Weighed, Statement]]:
    """The statements, each that goes on with the one before (`he added`, in the next sentence of
    the paragraph) by way of the same outlets."""
    last: tuple[Token, Statement] | None = None
    for weighed, each in read:
        anchor = doc[weighed.proposal.candidate.anchor]
        if last is not None and not each.via and goes_on(anchor, each, *last):
            each = replace(each, via=last[1].via)
        last = (anchor, each)
        yield weighed, each


def goes_on(anchor: Token, each: Statement, before: Token, earlier: Statement) -> bool:
    between = anchor.doc[min(before.i, anchor.i) : max(before.i, anchor.i) + 1]
    speaker, same = each.speaker, earlier.speaker
    return (
        speaker is not None
        and same is not None
        and speaker.whole == same.whole
        and (anchor.lemma_ in ("add", "continue") or speaker.words.lower() in PERSONAL)
        and sum(bool(token.is_sent_start) for token in between) <= 1
        and not any("\n" in token.text for token in between)
    )
