"""Contents: which words of an article are what is said.

A quotation belongs whole to whoever it is ascribed to, over the ends of its sentences; words of the
cue and of who speaks do not, nor do marks at the edges.
"""

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from servanda.intake.statements.candidate import Candidate
from servanda.intake.statements.model import Extent
from servanda.intake.statements.quotations import Quotation

# Conjunctions and marks that stand before or after what is said and are no part of it.
ADDED = {"relcl", "advcl", "conj", "appos", "acl", "prep", "npadvmod", "ccomp", "parataxis", "dep"}
MARKS = {",", ";", ":", "-", "--", "—", "–"}
STOPS = {".", "!", "?", "…"}
EDGES = {",", ".", ";", ":", "-", "--", "—", "–", "and", "but"}


@dataclass(frozen=True, slots=True)
class Form:
    """One of the ways to take what a candidate says: `whole`, as the grammar has it; `on`, with the
    quotations after its sentence; `rest`, to the end of its sentence; `first`, up to its first
    mark; or with a clause or phrase at its end `cut` off. `ends` are what could be cut off."""

    content: frozenset[int]
    way: str
    ends: tuple[str, ...] = ()

    @property
    def is_cut(self) -> bool:
        return self.way.startswith("cut")


def forms(doc: Doc, candidate: Candidate, quoted: list[Quotation]) -> Iterator[Form]:
    """All the ways to take what a candidate says; none where nothing is left of it."""
    whole = content_of(doc, candidate, quoted)
    if not whole:
        return
    ends = endings(doc, whole)
    names = tuple(name for _, name in ends)
    found = {whole: Form(whole, "whole", names)}
    for at, name in ends:
        shorter = trimmed(doc, (i for i in whole if i < at))
        found.setdefault(shorter, Form(shorter, f"cut {name}"))
    longer = continued(doc, candidate, whole, quoted)
    found.setdefault(longer, Form(longer, "on", names))
    if min(whole) > candidate.anchor:
        inside = {i for each in quoted for i in each.tokens}
        rest = _to_end(doc, whole, quoted)
        found.setdefault(rest, Form(rest, "rest", names))
        first = _to_first_mark(doc, whole, inside)
        found.setdefault(first, Form(first, "first"))
    yield from (form for content, form in found.items() if content)


def _to_end(doc: Doc, content: frozenset[int], quoted: list[Quotation]) -> frozenset[int]:
    """What is said with all that follows in its sentence: a parse may have hung that elsewhere."""
    last = _end_of_sentence(doc, max(content), {each.start for each in quoted})
    return trimmed(doc, range(min(content), last + 1))


def _to_first_mark(doc: Doc, content: frozenset[int], inside: set[int]) -> frozenset[int]:
    """What is said up to the first mark in it that stands outside of quotations."""
    marks = (i for i in sorted(content) if doc[i].text in MARKS and i not in inside)
    at = next(marks, None)
    return content if at is None else trimmed(doc, (i for i in content if i < at))


def content_of(doc: Doc, candidate: Candidate, quoted: list[Quotation]) -> frozenset[int]:
    """The tokens of what a candidate says, with the whole of a quotation that is part of it."""
    content = set(candidate.content)
    for each in quoted:
        if candidate.anchor in each.tokens:
            content &= set(each.tokens)  # within a quotation nothing outside is meant
            continue
        shared = sum(i in content for i in each.tokens)
        if shared and (2 * shared >= len(each.tokens) or _sentences(doc, each) > 1):
            content |= set(each.tokens)
    content -= set(candidate.cue)
    if candidate.source is not None:
        content -= speaker_tokens(doc[candidate.source])
    return trimmed(doc, content)


def continued(
    doc: Doc, candidate: Candidate, content: frozenset[int], quoted: list[Quotation]
) -> frozenset[int]:
    """The same content with the quotations that go on with it after the end of its sentence: in its
    paragraph, or at the head of the next where a quotation was left open or is all there is."""
    by_start = {each.start: each for each in quoted}
    last = _end_of_sentence(doc, max(max(content), candidate.anchor), by_start.keys())
    more: set[int] = set()
    while (each := by_start.get(_next_word(doc, last + 1))) is not None:
        breaks = any("\n" in doc[i].text for i in range(last + 1, each.start))
        if not _stands_alone(doc, each) or (breaks and not _whole_paragraph(doc, each)):
            break
        more |= set(each.tokens)
        last = each.end - 1
    return content | more


def endings(doc: Doc, content: frozenset[int]) -> list[tuple[int, str]]:
    """Where what is said may end before the words do, with what is added from there on: a clause or
    phrase at the end, after a mark or with a conjunction of its own. It may be the outlet's."""
    if len(content) < 5 or max(content) - min(content) >= len(content) + 2:
        return []
    last = max(content)
    found: dict[int, str] = {}
    for i in content:
        token = doc[i]
        start = token.left_edge.i
        if token.dep_ not in ADDED or start <= min(content) + 1 or token.right_edge.i < last - 1:
            continue
        if start not in content or token.head.i not in content:
            continue
        before = doc[start - 1]
        if (
            before.is_punct
            or before.dep_ == "cc"
            or (token.dep_ == "advcl" and doc[start].dep_ in ("mark", "advmod"))
        ):
            cut = start - 1 if before.is_punct or before.dep_ == "cc" else start
            if cut not in found and cut > min(content):
                mark = (
                    doc[start].lower_ if token.dep_ == "advcl" and doc[start].dep_ == "mark" else ""
                )
                found[cut] = f"{token.dep_} {mark}".strip()
    return sorted(found.items())[:3]


def _end_of_sentence(doc: Doc, i: int, opening: Container[int]) -> int:
    """The last token of the sentence of a token. A mark that opens a quotation after a stop begins
    the next one, though the grammar often takes it for the end of this one."""
    while i + 1 < len(doc) and not doc[i + 1].is_sent_start and "\n" not in doc[i + 1].text:
        if i + 1 in opening and doc[i].text in STOPS:
            break
        i += 1
    return i


def _next_word(doc: Doc, i: int) -> int:
    while i < len(doc) and doc[i].is_space:
        i += 1
    return i


def _stands_alone(doc: Doc, quotation: Quotation) -> bool:
    """Whether a quotation is a sentence or more of its own, with nobody said to say it."""
    last = doc[quotation.end - 2] if quotation.closed else doc[quotation.end - 1]
    after = quotation.end
    ends = (
        not quotation.closed
        or last.text[-1] in ".!?…"
        or (after < len(doc) and doc[after].text == ".")
    )
    following = doc[after] if after < len(doc) else None
    return (
        ends
        and len(quotation.tokens) > 3
        and (following is None or following.is_space or not following.is_lower)
    )


def _whole_paragraph(doc: Doc, quotation: Quotation) -> bool:
    after = quotation.end
    return after >= len(doc) or "\n" in doc[after].text


def speaker_tokens(head: Token) -> frozenset[int]:
    """The words for who speaks: the name or noun with what stands before it and what says which
    one is meant (`an official of the ministry`), without what is added after a comma."""
    if head.pos_ in ("VERB", "AUX") or head.dep_ == "csubj":
        return frozenset([head.i])
    tokens = {head.i}
    for child in head.children:
        if child.i < head.i and child.dep_ not in ("punct", "cc", "preconj", "advmod"):
            tokens |= {each.i for each in child.subtree}
        elif child.dep_ == "prep" and child.lower_ in ("of", "for", "from", "in", "at", "with"):
            tokens |= {each.i for each in child.subtree if each.i <= child.i + 8}
        elif child.dep_ == "amod" and child.i == head.i + 1:
            tokens |= {each.i for each in child.subtree if each.i <= child.i + 6}
        elif child.dep_ == "conj":
            tokens |= set(range(head.i, child.i)) | speaker_tokens(child)
        elif child.dep_ == "case":
            tokens.add(child.i)
    return frozenset(tokens)


def extents(doc: Doc, content: frozenset[int]) -> tuple[Extent, ...]:
    """The places of some tokens, adjoining ones as one; a gap of a mark only is none."""
    runs: list[list[int]] = []
    for i in sorted(content):
        between = doc[runs[-1][1] + 1 : i] if runs else None
        if between is not None and all(each.is_space or each.is_punct for each in between):
            runs[-1][1] = i
        else:
            runs.append([i, i])
    places = (sorted(trimmed(doc, range(first, last + 1))) for first, last in runs)
    return tuple(
        Extent(doc[run[0]].idx, doc[run[-1]].idx + len(doc[run[-1]])) for run in places if run
    )


def trimmed(doc: Doc, tokens: Iterable[int]) -> frozenset[int]:
    """The tokens without marks and conjunctions at their edges."""
    run = sorted(tokens)
    while run and (doc[run[0]].is_space or doc[run[0]].lower_ in EDGES):
        run = run[1:]
    while run and (doc[run[-1]].is_space or doc[run[-1]].lower_ in EDGES):
        run = run[:-1]
    return frozenset(run)


def _sentences(doc: Doc, quotation: Quotation) -> int:
    return sum(bool(doc[i].is_sent_start) for i in list(quotation.tokens)[2:]) + 1
