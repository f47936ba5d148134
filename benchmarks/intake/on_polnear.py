"""Figures on PolNeAR: statements and, of those that match, their speakers."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import permutations
from pathlib import Path

from spacy.tokens import Doc

from benchmarks.intake.lines import Line
from benchmarks.intake.matching import STRICT, Tally, Words, pairs, words_in, words_of
from benchmarks.intake.parses import parsed
from benchmarks.intake.polnear import Annotated, Part, Places, read_part
from servanda.intake.article.model import Article
from servanda.intake.statements.find import attributions_in_parsed
from servanda.intake.statements.model import Statement
from servanda.intake.statements.proposals import Weights, shipped_weights

WHAT = (
    "statements, strict", "statements, lenient",
    "of saying only, strict", "of saying only, lenient",
    "speakers of strictly matched",
)  # fmt: skip
# Words of saying: what is attributed with one is said, and no mere belief, wish or attitude.
SAYING = {
    "according", "acknowledge", "add", "admit", "announce", "argue", "ask", "assert", "claim",
    "comment", "conclude", "confirm", "continue", "declare", "deny", "disclose", "emphasize",
    "estimate", "explain", "insist", "mention", "note", "observe", "pledge", "predict", "promise",
    "recall", "remark", "reply", "report", "respond", "reveal", "say", "state", "stress",
    "suggest", "tell", "testify", "tweet", "vow", "warn", "write",
}  # fmt: skip


def figures(folder: Path, cache: Path, part: Part) -> Iterator[Line]:
    """The rows of a part, each of its articles once, as its first annotator saw it."""
    articles = once(read_part(folder, part))
    docs = parsed(cache, part, (each.text for each in articles))
    return figures_of(articles, docs, f"PolNeAR {part}", shipped_weights())


def figures_of(
    articles: list[Annotated], docs: list[Doc], name: str, weights: Weights
) -> Iterator[Line]:
    """The rows of some articles under a name, found with some weights."""
    rows = {what: Tally() for what in WHAT}
    for article, doc in zip(articles, docs, strict=True):
        found = attributions_in_parsed(doc, _article(article), (), weights)
        for what, tally in zip(WHAT, _of(article, doc, found), strict=True):
            rows[what] += tally
    return (Line("en", name, what, tally) for what, tally in rows.items())


def figures_of_people(folder: Path) -> Iterator[Line]:
    """How well one annotator does when another is taken to be right: what can be hoped for."""
    by_name: dict[str, list[Annotated]] = defaultdict(list)
    for each in [*read_part(folder, "train"), *read_part(folder, "dev")]:
        by_name[each.name].append(each)
    strict, lenient = Tally(), Tally()
    for several in by_name.values():
        for one, other in permutations(several, 2):
            mine, theirs = _contents(one), _contents(other)
            strict += _tally(mine, theirs, STRICT)
            lenient += _tally(mine, theirs, 0)
    yield Line("en", "PolNeAR, two annotators", "statements, strict", strict)
    yield Line("en", "PolNeAR, two annotators", "statements, lenient", lenient)


def errors(folder: Path, cache: Path, part: Part) -> Iterator[Line]:
    """What is wrong, as counts in the last columns: what was found without being a statement or
    with other words, and what was not found."""
    for name, count in error_classes(folder, cache, part).most_common():
        of_found = name.startswith("found")
        tally = Tally(0, count if of_found else 0, 0 if of_found else count)
        yield Line("en", f"PolNeAR {part}, errors", name, tally)


def once(articles: Iterable[Annotated]) -> list[Annotated]:
    """Each article as its first annotator saw it."""
    seen: dict[str, Annotated] = {}
    for each in articles:
        seen.setdefault(each.name, each)
    return list(seen.values())


def error_classes(folder: Path, cache: Path, part: Part) -> Counter[str]:
    """What is wrong: missed, invented, or found with too many or too few words."""
    articles = once(read_part(folder, part))
    classes: Counter[str] = Counter()
    for article, doc in zip(articles, parsed(cache, part, (a.text for a in articles)), strict=True):
        words = words_of(article.text)
        found = [
            words_in(words, each.content)
            for each in attributions_in_parsed(doc, _article(article), (), shipped_weights())
        ]
        gold = _contents(article)
        whole = pairs(found, gold, STRICT)
        touching = dict(pairs(found, gold, 0))
        done_found, done_gold = {one for one, _ in whole}, {other for _, other in whole}
        for at, own in enumerate(found):
            if at not in done_found:
                classes[_wrong(own, gold, touching.get(at), done_gold)] += 1
        for at in range(len(gold)):
            if at not in done_gold:
                touched = any(gold[at] & own for own in found)
                classes["gold: words differ" if touched else "gold: missed"] += 1
    return classes


def _wrong(own: Words, gold: list[Words], at: int | None, done: set[int]) -> str:
    if at is None or at in done:
        overlaps = any(own & other for other in gold)
        return "found: part of another statement" if overlaps else "found: no statement"
    if gold[at] < own:
        return "found: too long"
    return "found: too short" if own < gold[at] else "found: crosses"


def _article(annotated: Annotated) -> Article:
    return Article(annotated.text, "text", "0" * 64)


def _contents(article: Annotated) -> list[Words]:
    words = words_of(article.text)
    return [words_in(words, each.content) for each in article.attributions]


def _tally(found: list[Words], gold: list[Words], least: float) -> Tally:
    return Tally(len(pairs(found, gold, least)), len(found), len(gold))


def _of(article: Annotated, doc: Doc, found: tuple[Statement, ...]) -> Iterator[Tally]:
    """The tallies of an article, in the order of WHAT."""
    words = words_of(article.text)
    mine = [words_in(words, each.content) for each in found]
    gold = _contents(article)
    matched = pairs(mine, gold, STRICT)
    yield Tally(len(matched), len(mine), len(gold))
    yield _tally(mine, gold, 0)
    my_cues = [() if each.cue is None else (each.cue,) for each in found]
    their_cues = [each.cue for each in article.attributions]
    mine = [own for own, cue in zip(mine, my_cues, strict=True) if _is_saying(doc, cue)]
    gold = [own for own, cue in zip(gold, their_cues, strict=True) if _is_saying(doc, cue)]
    yield _tally(mine, gold, STRICT)
    yield _tally(mine, gold, 0)
    right = sum(
        same_speaker(doc, _source(found[one]), article.attributions[other].source)
        for one, other in matched
    )
    yield Tally(right, len(matched), len(matched))


def _is_saying(doc: Doc, cue: Places) -> bool:
    """Whether a cue has a word of saying in it."""
    return any(doc[i].lemma_.lower() in SAYING for i in _tokens(doc, cue))


def _source(statement: Statement) -> Places:
    return () if statement.source is None else (statement.source,)


def same_speaker(doc: Doc, found: Places, gold: Places) -> bool:
    """Whether each contains the head of the other, or neither is there."""
    if not found or not gold:
        return not found and not gold
    return bool(_head(doc, found) & _tokens(doc, gold) and _head(doc, gold) & _tokens(doc, found))


def _tokens(doc: Doc, places: Places) -> frozenset[int]:
    return frozenset(
        token.i
        for token in doc
        if any(each.start < token.idx + len(token) and token.idx < each.end for each in places)
    )


def _head(doc: Doc, places: Places) -> frozenset[int]:
    """The first word whose own head lies outside."""
    own = sorted(i for i in _tokens(doc, places) if not doc[i].is_punct and not doc[i].is_space)
    heads = [i for i in own if doc[i].head.i not in own or doc[i].head.i == i]
    return frozenset(heads[:1])
