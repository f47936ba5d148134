"""Where an Arabic or Hebrew verb attributes, where what it says begins, and who speaks."""

from dataclasses import dataclass

from servanda.intake.statements.model import Extent
from servanda.intake.statements.semitic_text import COMMAS, ENDS, Sentence, Token
from servanda.intake.statements.semitic_words import Words

FARTHEST = 18  # words between a verb and what is said
LONGEST_SPEAKER = 12  # words


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words of a sentence, as they stand and in their plain form."""

    extent: Extent
    words: str
    plain: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Start:
    """Where what is said begins (`first`, without `skipped` letters of it), and the word or mark
    that says so (`marker`)."""

    marker: int
    first: int
    is_quotation: bool
    skipped: int = 0


@dataclass(frozen=True, slots=True)
class According:
    """A speaker after a phrase such as "according to": where it starts and what ends it."""

    start: int
    end: int
    speaker: Phrase | None


def cue_in(sentence: Sentence, at: int, words: Words) -> str | None:
    """The verb of the list that stands here, outside of a quotation, without a joined "and"."""
    token = sentence.tokens[at]
    is_denied = at > 0 and sentence.tokens[at - 1].plain in words.negations
    if not token.is_word or sentence.is_quoted(at) or is_denied:
        return None
    if token.plain in words.cues:
        return token.plain
    bare = token.plain[1:]
    return bare if token.plain.startswith(words.joined_and) and bare in words.cues else None


def joined(sentence: Sentence, at: int, words: Words) -> bool:
    """Whether a verb goes on with "and", or as "adding"."""
    plain = sentence.tokens[at].plain
    if plain in words.participles:
        return True
    return plain not in words.cues and plain.startswith(words.joined_and)


def content_start(sentence: Sentence, at: int, words: Words) -> Start | None:
    """Where what a verb attributes begins; None where nothing says so before the next verb."""
    cue = cue_in(sentence, at, words) or ""
    taken: Start | None = None
    for place in range(at + 1, min(len(sentence.tokens), at + 1 + FARTHEST)):
        token = sentence.tokens[place]
        if found := _marked(sentence, place, at, words):
            # "That" joined to a word is also "who": what a verb takes before it comes first.
            return taken if taken and found.skipped else found
        if cue_in(sentence, place, words) or token.plain in ENDS:
            break
        if taken is None and _is_taken(token, cue, words):
            taken = _after(sentence, place, words)
    return taken


def _marked(sentence: Sentence, place: int, at: int, words: Words) -> Start | None:
    """What is said begins after "that", a colon, or a quotation mark."""
    token = sentence.tokens[place]
    if token.plain in words.that:
        return _within_quotation(sentence, place)
    if token.plain == ":":
        return _within_quotation(sentence, place)
    if sentence.quotation_at(place) is not None:
        return Start(place, place + 1, True)
    if words.not_joined_that and _joins_that(token, words) and place - at <= 5:
        return Start(place, place, False, skipped=1)
    return None


def _within_quotation(sentence: Sentence, marker: int) -> Start | None:
    first = marker + 1
    inside = sentence.quotation_at(first) if first < len(sentence.tokens) else None
    if inside is not None and _ends_sentence(sentence, inside.stop):
        return Start(marker, inside.start, True)
    return Start(marker, first, False) if first < len(sentence.tokens) else None


def _ends_sentence(sentence: Sentence, at: int) -> bool:
    return not any(token.is_word for token in sentence.tokens[at:])


def _joins_that(token: Token, words: Words) -> bool:
    """Hebrew writes "that" together with the next word."""
    word = token.plain
    return word.startswith("ש") and len(word) > 3 and word not in words.not_joined_that


def _is_taken(token: Token, cue: str, words: Words) -> bool:
    """Whether a word begins what a verb takes without "that": `calls for`, `promises to`."""
    begins = words.takes.get(cue, ())
    if token.plain in begins:
        return True
    if len(token.plain) < 4 or token.plain in words.hearers | words.outlets | words.aside:
        return False
    return any(token.plain.startswith(one[1:]) for one in begins if one.startswith("~"))


def _after(sentence: Sentence, place: int, words: Words) -> Start:
    """A preposition of its own is no part of what is said; a joined one is."""
    is_apart = sentence.tokens[place].plain in ("الي", "علي")
    return Start(place, min(place + is_apart, len(sentence.tokens) - 1), False)


def clause_before(sentence: Sentence, at: int, words: Words) -> range:
    """The words before a verb that may be its speaker: those of its clause, or, where a relative
    clause stands between commas, those before it."""
    end, start = at, _start_of_clause(sentence, at)
    between = sentence.tokens[start:end]
    is_relative = bool(between) and words.not_joined_that and _joins_that(between[0], words)
    if start > 0 and (not between or is_relative):
        end = start - 1
        start = _start_of_clause(sentence, end)
        if not is_relative and not _is_closed_relative(sentence, end, words):
            return range(at, at)
        if not is_relative:
            end = start - 1
            start = _start_of_clause(sentence, end)
    return range(start, max(start, end))


def _is_closed_relative(sentence: Sentence, end: int, words: Words) -> bool:
    """Whether the clause that a comma ends before the verb began with "who"."""
    first = sentence.tokens[_start_of_clause(sentence, end)]
    return bool(words.not_joined_that) and _joins_that(first, words)


def _start_of_clause(sentence: Sentence, end: int) -> int:
    place = end
    while place > 0 and sentence.tokens[place - 1].plain not in COMMAS | {":"}:
        if sentence.is_quoted(place - 1):
            break
        place -= 1
    return place


def speaker_in(
    sentence: Sentence, within: range, words: Words
) -> tuple[Phrase | None, tuple[str, ...]]:
    """The speaker at the beginning of some words, up to what is beside it, and the outlet told."""
    start, end = within.start, within.start
    while start < within.stop and sentence.tokens[start].plain in words.connectors:
        start += 1
    end = start
    while end < within.stop and not _is_beside(sentence, end, words):
        end += 1
    while end > start and sentence.tokens[end - 1].plain in ("الي", "علي", "عن", "ان", "من", "قد"):
        end -= 1
    via = tuple(_outlets(sentence, range(end, within.stop), words))
    is_none = end == start or end - start > LONGEST_SPEAKER
    if is_none or sentence.tokens[start].plain in words.never_first:
        return None, via
    skipped = 1 if _is_passive_before(sentence, within, words) else 0
    return _phrase(sentence, start, end, skipped), via


def relayed_in(
    sentence: Sentence, at: int, marker: int, words: Words
) -> tuple[Phrase, tuple[str, ...]] | None:
    """`the agency reported from an official (his saying) that`: the official, and the agency."""
    plain = [token.plain for token in sentence.tokens]
    if cue_in(sentence, at, words) in words.relayed:
        verbs = [place for place in range(at) if plain[place].lstrip("و") in words.relays]
        begin, end = (verbs[-1] if verbs else at), at
    elif plain[at].lstrip("و") in words.relays:
        begin, end = at, marker
    else:
        return None
    source = next((place for place in range(begin, end) if plain[place] in words.from_whom), None)
    if source is None:
        return None
    speaker, _ = speaker_in(sentence, range(source + 1, end), words)
    outlet, _ = speaker_in(sentence, range(begin + 1, source), words)
    return (speaker, (outlet.words,) if outlet else ()) if speaker else None


def _is_passive_before(sentence: Sentence, within: range, words: Words) -> bool:
    """Whether `it was said` stands on one side: then the speaker has a joined "in" or "from"."""
    sides = [at for at in (within.start - 1, within.stop) if 0 <= at < len(sentence.tokens)]
    is_passive = any(sentence.tokens[at].plain in words.passive for at in sides)
    return is_passive and sentence.tokens[within.start].plain[:1] in ("ב", "מ")


def _is_beside(sentence: Sentence, at: int, words: Words) -> bool:
    token = sentence.tokens[at]
    following = sentence.tokens[at + 1].plain if at + 1 < len(sentence.tokens) else ""
    return (
        not token.is_word
        or token.plain in ("ב", "ל", "מ")  # before a number
        or token.plain in words.aside
        or token.plain in words.hearers
        or token.plain in words.outlets
        or (token.plain, following) in words.aside_pairs
        or (bool(words.not_joined_that) and _joins_that(token, words))
    )


def _outlets(sentence: Sentence, within: range, words: Words) -> list[str]:
    """`to the agency of the coast`: the outlet through which somebody spoke."""
    for at in within:
        if sentence.tokens[at].plain in words.outlets:
            end = at + 1
            while end < within.stop and not _is_beside(sentence, end, words):
                end += 1
            return [_phrase(sentence, at, end, 1).words]
    return []


def after_according(sentence: Sentence, at: int, words: Words) -> According | None:
    """The speaker after a phrase of the list that begins here; None for "according to the plan"."""
    tokens = sentence.tokens
    if tokens[at].plain in words.according_to_them:
        return According(at + 1, at + 1, None)
    for phrase in sorted(words.according, key=len, reverse=True):
        start, skipped = _phrase_end(sentence, at, phrase, words)
        if start is None or start >= len(tokens) or tokens[start].plain in words.no_speakers:
            continue
        end = start
        while end < len(tokens) and not _is_beside(sentence, end, words):
            end += 1
        if 0 < end - start <= LONGEST_SPEAKER:
            return According(start, end, _phrase(sentence, start, end, skipped))
    return None


def _phrase_end(
    sentence: Sentence, at: int, phrase: tuple[str, ...], words: Words
) -> tuple[int | None, int]:
    """Where the speaker begins after a phrase, and how many letters are joined to it."""
    *apart, last = phrase
    expected = [*apart] if last.endswith("~") else [*phrase]
    for place, word in enumerate(expected, start=at):
        if place >= len(sentence.tokens):
            return None, 0
        plain = sentence.tokens[place].plain
        is_first_joined = place == at and plain[:1] in words.joined_and and plain[1:] == word
        if plain != word and not is_first_joined:
            return None, 0
    start = at + len(expected)
    if not last.endswith("~"):
        return start, 0
    is_joined = start < len(sentence.tokens) and sentence.tokens[start].plain.startswith(last[:-1])
    return (start, len(last) - 1) if is_joined else (None, 0)


def _phrase(sentence: Sentence, start: int, end: int, skipped: int) -> Phrase:
    """Words as a phrase, without so many joined letters of the first."""
    tokens = sentence.tokens[start:end]
    place = Extent(tokens[0].start + skipped, tokens[-1].end)
    return Phrase(
        place,
        sentence.text[place.start - sentence.start : place.end - sentence.start],
        (tokens[0].plain[skipped:], *(token.plain for token in tokens[1:])),
    )


def stripped(sentence: Sentence, within: range) -> range:
    """Words without the marks and blanks at their ends."""
    start, end = within.start, within.stop
    edges = COMMAS | ENDS | {":", '"', "״", "″", "«", "»", "“", "”", "„"}
    while start < end and sentence.tokens[start].plain in edges:
        start += 1
    opened = {inside.stop for inside in sentence.quoted if inside.start > start}
    while end > start and sentence.tokens[end - 1].plain in edges and end - 1 not in opened:
        end -= 1
    return range(start, end)
