"""Statements in Arabic and Hebrew, found by marks and cue words alone.

There is no grammar behind it: no model of either language is shipped as a package. A verb of a list
that attributes, the word for "that", a colon or a quotation after it, and the words between or
before them as the speaker; phrases such as "according to"; and days. What attributes in any other
way is not found, a speaker is often a word too long or too short, and meetings are not looked for.
What was measured stands in `tests/intake/article/semitic`.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from servanda.intake.article.model import Article
from servanda.intake.statements.model import Extent, Found, Speaker, Statement
from servanda.intake.statements.semitic_dates import Tense, dated
from servanda.intake.statements.semitic_phrases import (
    Phrase,
    after_according,
    clause_before,
    content_start,
    cue_in,
    joined,
    relayed_in,
    speaker_in,
    stripped,
)
from servanda.intake.statements.semitic_text import COMMAS, ENDS, Sentence, sentences
from servanda.intake.statements.semitic_words import Words, words_of
from servanda.record.model import Speech, Stance

LONGEST_HEADING = 8  # words before a colon that are still a speaker
LEAST_QUOTED = 4  # words of a quotation that stands alone
_AHEAD: frozenset[Stance] = frozenset({"promises", "demands", "expects", "threatens", "plans"})


@dataclass(frozen=True, slots=True)
class _Raw:
    """A statement in the tokens of its sentence; `speaker` None is one named before."""

    cue: range | None
    speaker: Phrase | None
    content: range
    stance: Stance
    via: tuple[str, ...] = ()
    skipped: int = 0  # letters of the content's first word that are none of it


def find_statements_semitic(article: Article) -> Found:
    """What is attributed to whom in an Arabic or Hebrew article; nothing in another language.

    Where the speaker is only in the form of a verb ("and added"), the extent of the speaker is the
    verb, and `whole` says who spoke last.
    """
    if article.language not in ("ar", "he"):
        return Found((), ())
    words = words_of(article.language)
    earlier: list[Speaker] = []
    statements: list[Statement] = []
    paragraph = -1
    for sentence in sentences(article.text):
        for raw in _in_sentence(sentence, words):
            if _is_alone(raw) and sentence.start != paragraph:
                continue  # nobody was named in this paragraph: whose words these are is a guess
            speaker = _speaker(article.text, sentence, raw, words, earlier)
            if speaker is None:
                continue
            earlier.append(speaker)
            paragraph = sentence.start
            statements.append(_statement(article, sentence, raw, speaker, words))
    return Found(tuple(statements), ())


def _in_sentence(sentence: Sentence, words: Words) -> list[_Raw]:
    found = list(_verbs(sentence, words)) or list(_headings(sentence, words))
    for according in _according(sentence, words):
        before = [raw for raw in found if raw.content.start < _first(according)]
        if before and according.speaker:
            last = before[-1]
            said = stripped(sentence, range(last.content.start, _first(according)))
            via = (*last.via, according.speaker.words)
            found[found.index(last)] = replace(last, content=said, via=via)
        elif not found:
            found.append(according)
    return [raw for raw in found if len(raw.content)] or list(_alone(sentence))


def _first(raw: _Raw) -> int:
    return raw.cue.start if raw.cue else raw.content.start


# --- Verbs ---------------------------------------------------------------------------------------


def _verbs(sentence: Sentence, words: Words) -> Iterator[_Raw]:
    """What the verbs of a sentence attribute; one that goes on with "and" ends the one before."""
    cues = [at for at in range(len(sentence.tokens)) if cue_in(sentence, at, words)]
    found = [raw for at in cues if (raw := _of_verb(sentence, at, words))]
    for raw, following in zip(found, [*found[1:], None], strict=False):
        assert raw.cue is not None
        end = raw.content.stop
        if following and following.cue and joined(sentence, following.cue.start, words):
            end = min(end, following.cue.start)
        yield replace(
            raw, content=stripped(sentence, range(raw.content.start, max(end, raw.content.start)))
        )


def _of_verb(sentence: Sentence, at: int, words: Words) -> _Raw | None:
    cue, stance = range(at, at + 1), words.cues[cue_in(sentence, at, words) or ""]
    start = content_start(sentence, at, words)
    if start is not None:
        speaker, via = _who(sentence, at, start.marker, words)
        content = range(start.first, _end(sentence, start.first, start.is_quotation))
        return _Raw(cue, speaker, content, stance, via, start.skipped)
    quotation = _quotation_before(sentence, at, words)
    if quotation is not None:
        speaker, via = speaker_in(sentence, range(at + 1, len(sentence.tokens)), words)
        return _Raw(cue, speaker, quotation, stance, via)
    return _as_said(sentence, at, stance, words)


def _who(
    sentence: Sentence, at: int, marker: int, words: Words
) -> tuple[Phrase | None, tuple[str, ...]]:
    """The speaker between verb and content; else the one before the verb; with the outlet told."""
    plain = cue_in(sentence, at, words)
    if plain in words.participles:
        return None, ()
    if plain in words.told_in and sentence.tokens[at + 1].plain in words.never_first:
        return speaker_in(sentence, range(at + 2, marker), words)
    if relayed := relayed_in(sentence, at, marker, words):
        return relayed
    speaker, via = speaker_in(sentence, range(at + 1, marker), words)
    if speaker is None:
        before, more = speaker_in(sentence, clause_before(sentence, at, words), words)
        return before, (*via, *more)
    return speaker, via


def _quotation_before(sentence: Sentence, at: int, words: Words) -> range | None:
    """The quotation that ends before a verb, with no more than a comma and a word like "so"."""
    place = at - 1
    while place >= 0 and (
        sentence.tokens[place].plain in COMMAS or sentence.tokens[place].plain in words.connectors
    ):
        place -= 1
    inside = next((each for each in sentence.quoted if each.stop in (place, place + 1)), None)
    return stripped(sentence, inside) if inside is not None and place > 0 else None


def _as_said(sentence: Sentence, at: int, stance: Stance, words: Words) -> _Raw | None:
    """`..., as the ministry said`: what stands before it."""
    if at < 3 or sentence.tokens[at - 1].plain not in words.as_said:
        return None
    speaker, via = speaker_in(sentence, range(at + 1, len(sentence.tokens)), words)
    content = stripped(sentence, range(at - 1))
    return _Raw(range(at, at + 1), speaker, content, stance, via) if speaker else None


def _end(sentence: Sentence, first: int, is_quotation: bool) -> int:
    if is_quotation:
        return next(each.stop for each in sentence.quoted if each.start == first)
    return len(sentence.tokens)


# --- Without a verb ------------------------------------------------------------------------------


def _according(sentence: Sentence, words: Words) -> Iterator[_Raw]:
    """`according to the ministry, ...` and `..., according to the ministry`."""
    for at in range(len(sentence.tokens)):
        if sentence.is_quoted(at):
            continue
        found = after_according(sentence, at, words)
        if found is None:
            continue
        is_first = not any(token.is_word for token in sentence.tokens[:at])
        content = range(found.end, len(sentence.tokens)) if is_first else range(at)
        if is_first and found.speaker and not _parted(sentence, found.end):
            continue  # without a comma nobody can tell where the speaker ends
        yield _Raw(range(at, found.start), found.speaker, stripped(sentence, content), "says")


def _parted(sentence: Sentence, at: int) -> bool:
    return at < len(sentence.tokens) and not sentence.tokens[at].is_word


def _headings(sentence: Sentence, words: Words) -> Iterator[_Raw]:
    """`The envoy: "..."`, as in headlines."""
    for inside in sentence.quoted:
        colon = inside.start - 2
        if 0 < colon <= LONGEST_HEADING and sentence.tokens[colon].plain == ":":
            speaker, via = speaker_in(sentence, range(colon), words)
            if speaker is not None:
                yield _Raw(None, speaker, stripped(sentence, inside), "says", via)


def _alone(sentence: Sentence) -> Iterator[_Raw]:
    """A sentence that is a quotation and nothing else: of who spoke before in its paragraph."""
    if len(sentence.quoted) != 1 or len(sentence.quoted[0]) < LEAST_QUOTED:
        return
    inside = sentence.quoted[0]
    others = [token for at, token in enumerate(sentence.tokens) if at not in inside]
    if not any(token.is_word for token in others):
        yield _Raw(None, None, stripped(sentence, inside), "says")


def _is_alone(raw: _Raw) -> bool:
    return raw.cue is None and raw.speaker is None


# --- The statement -------------------------------------------------------------------------------


def _speaker(
    text: str, sentence: Sentence, raw: _Raw, words: Words, earlier: Sequence[Speaker]
) -> Speaker | None:
    """Who speaks; None where the text has named nobody yet."""
    last = earlier[-1] if earlier else None
    if raw.speaker is None:
        if last is None:
            return None
        extent = sentence.extent(raw.cue or raw.content)
        return replace(last, extent=extent, words=text[extent.start : extent.end])
    spoken = raw.speaker
    if spoken.plain[0] in words.pronouns and len(spoken.plain) == 1 and last is not None:
        return Speaker(spoken.extent, spoken.words, last.named, last.whole)
    is_named = spoken.plain[0] not in words.unnamed
    return Speaker(spoken.extent, spoken.words, is_named, _whole(spoken.words, earlier))


def _whole(spoken: str, earlier: Iterable[Speaker]) -> str:
    """The longest name before it that a short name is the end or the beginning of."""
    parts = spoken.split()
    longer = [
        one.whole
        for one in earlier
        if len(parts) == 1 and len(one.whole.split()) > 1 and parts[0] in one.whole.split()
    ]
    return max(longer, key=len, default=spoken)


def _statement(
    article: Article, sentence: Sentence, raw: _Raw, speaker: Speaker, words: Words
) -> Statement:
    place = sentence.extent(raw.content)
    is_direct = any(
        inside.start <= raw.content.start and raw.content.stop <= inside.stop
        for inside in sentence.quoted
    )
    speech: Speech = "direct" if is_direct else "indirect"
    tense = _tense(sentence, raw, words)
    return Statement(
        content=(Extent(place.start + raw.skipped, place.end),),
        cue=sentence.extent(raw.cue) if raw.cue else None,
        speaker=speaker,
        via=raw.via,
        stance=raw.stance,
        speech=speech,
        dated=dated(article.text, place, article.published, tense),
    )


def _tense(sentence: Sentence, raw: _Raw, words: Words) -> Tense:
    said = [sentence.tokens[at].plain for at in raw.content]
    is_ahead = raw.stance in _AHEAD or any(
        word in words.ahead or (words.future and word.startswith(words.future) and len(word) > 4)
        for word in said
        if word not in ENDS
    )
    return "future" if is_ahead else "past"
