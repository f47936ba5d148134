"""What the page shows, ready to be laid out: cards, sections of text, and disputes side by side."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from markupsafe import Markup

from servanda.agreement.model import Agreement
from servanda.evidence.viewpoint import Viewpoint
from servanda.publish.dispute_words import DisputeWords, dispute_words
from servanda.publish.entries import entries
from servanda.publish.prose import Section, sections
from servanda.publish.sentence import Sentence, key_of
from servanda.publish.signs import AnyVerdict, Tone, tone
from servanda.publish.wording import (
    Dates,
    actor_words,
    amount_words,
    due_words,
    measure_words,
    remark_words,
    since_words,
    state_words,
)
from servanda.values.span import Span
from servanda.verdict.assessment import (
    Assessment,
    Dispute,
    FundVerdict,
    PhaseVerdict,
    Reason,
    Verdict,
)
from servanda.verdict.grounds import Key


@dataclass(frozen=True, slots=True)
class Card:
    """One verdict: its state in a word, what is counted, and why."""

    anchor: str
    name: str
    kind: str
    title: str
    limb: str | None
    whose: str
    article: str
    tone: Tone
    state: str
    remarks: tuple[str, ...]
    measures: tuple[str, ...]
    due: str
    since: str
    because: str
    sentence: Sentence
    reason: Reason | None


@dataclass(frozen=True, slots=True)
class TextSection:
    """A section of the agreement's text with the verdicts on what it says."""

    anchor: str
    level: int
    title: str
    instrument: str
    prose: Markup
    blocks: tuple[str, ...]
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class SeenState:
    """How one viewpoint sees a disputed verdict, and over what it differs from the one asked."""

    viewpoint: str
    tone: Tone
    state: str
    causes: tuple[str, ...]
    end: DisputeWords | None  # what would end the difference, if there is one

    @property
    def differs(self) -> bool:
        return self.end is not None


@dataclass(frozen=True, slots=True)
class DisputeRow:
    """One verdict as every viewpoint sees it, side by side."""

    name: str
    title: str
    whose: str
    limb: str | None
    seen: tuple[SeenState, ...]


# --- Cards -----------------------------------------------------------------------------------


def cards(
    assessment: Assessment,
    agreement: Agreement,
    reasons: Mapping[str, tuple[Reason, ...]],
    told: Mapping[Key, Sentence],
    dates: Dates,
) -> tuple[Card, ...]:
    """One card for each verdict, with its sentence; the n-th verdict of a name has the n-th of its
    reasons."""
    met: dict[str, int] = {}
    made = []
    for verdict in _every(assessment):
        place = met.get(verdict.name, 0)
        met[verdict.name] = place + 1
        trees = reasons.get(verdict.name, ())
        reason = trees[place] if place < len(trees) else None
        made.append(_card(verdict, place, reason, told[key_of(verdict)], agreement, dates))
    return tuple(made)


def _every(assessment: Assessment) -> tuple[AnyVerdict, ...]:
    return (*assessment.phases, *assessment.stipulations, *assessment.funds)


def _card(
    verdict: AnyVerdict,
    place: int,
    reason: Reason | None,
    sentence: Sentence,
    agreement: Agreement,
    dates: Dates,
) -> Card:
    stipulation = verdict if isinstance(verdict, Verdict) else None
    since = None if isinstance(verdict, FundVerdict) else verdict.since
    return Card(
        anchor=f"v-{verdict.name}" + (f"-{place + 1}" if place else ""),
        name=verdict.name,
        kind=_kind(verdict),
        title=verdict.title or verdict.name,
        limb=stipulation.limb if stipulation else None,
        whose=actor_words(stipulation.bearer, agreement) if stipulation else "",
        article=verdict.article,
        tone=tone(verdict),
        state=state_words(verdict),
        remarks=remark_words(verdict),
        measures=_measures(verdict),
        due=due_words(stipulation.due, dates) if stipulation else "",
        since=since_words(since, dates),
        because=verdict.because,
        sentence=sentence,
        reason=reason,
    )


def _kind(verdict: AnyVerdict) -> str:
    match verdict:
        case Verdict():
            return verdict.kind
        case PhaseVerdict():
            return "phase"
        case FundVerdict():
            return "fund"


def _measures(verdict: AnyVerdict) -> tuple[str, ...]:
    match verdict:
        case Verdict():
            return measure_words(verdict)
        case PhaseVerdict():
            return tuple(f"waits for: {what}" for what in verdict.blocked_by)
        case FundVerdict():
            amounts = (
                f"pledged {amount_words(verdict.pledged)} {verdict.unit}".strip(),
                f"paid {amount_words(verdict.paid)} {verdict.unit}".strip(),
                *(
                    f"{word} {amount_words(one)} {verdict.unit}".strip()
                    for word, one in verdict.moved
                ),
                f"releasable {amount_words(verdict.releasable)} {verdict.unit}".strip(),
            )
            return (*amounts, *(f"withheld: {why}" for why in verdict.withheld_because))


# --- Text beside verdicts --------------------------------------------------------------------


def text_sections(
    agreement: Agreement, texts: Mapping[str, str], every_card: Iterable[Card]
) -> tuple[TextSection, ...]:
    """The agreement's texts in the order of its stipulations, with the cards of each section."""
    spans = _spans(agreement)
    by_name: dict[str, list[Card]] = {}
    for card in every_card:
        by_name.setdefault(card.name, []).append(card)
    found: list[TextSection] = []
    for path in _agreement_paths(spans, texts):
        names = [name for name, span in spans.items() if span.path == path]
        found.extend(_sections_of(path, texts[path], names, spans, by_name))
    return tuple(found)


def _spans(agreement: Agreement) -> dict[str, Span]:
    return {each.name: each.span for each in entries(agreement) if each.span is not None}


def _agreement_paths(spans: Mapping[str, Span], texts: Mapping[str, str]) -> list[str]:
    """Texts that hold a stipulation; instruments with a number in their name come in its order."""
    paths = {span.path for span in spans.values()} & set(texts)
    return sorted(paths, key=lambda path: PurePosixPath(path).name)


def _sections_of(
    path: str,
    text: str,
    names: list[str],
    spans: Mapping[str, Span],
    by_name: Mapping[str, list[Card]],
) -> list[TextSection]:
    parts = sections(text)
    instrument = next((part.title for part in parts if part.level == 1), path)
    made = []
    for place, part in enumerate(parts):
        here = [
            card for name in names if part.holds(spans[name].line) for card in by_name.get(name, ())
        ]
        if here or part.prose:
            anchor = f"t-{PurePosixPath(path).stem}-{place}"
            made.append(_text_section(part, anchor, instrument, here))
    return made


def _text_section(part: Section, anchor: str, instrument: str, here: list[Card]) -> TextSection:
    return TextSection(
        anchor=anchor,
        level=part.level,
        title=part.title,
        instrument=instrument,
        prose=part.prose,
        blocks=part.blocks if here else (),
        cards=tuple(here),
    )


# --- Disputes side by side -------------------------------------------------------------------


def dispute_rows(
    assessment: Assessment,
    agreement: Agreement,
    asked: Viewpoint,
    disputes: Iterable[tuple[Viewpoint, tuple[Dispute, ...]]],
    claimed: Mapping[str, str],
) -> tuple[DisputeRow, ...]:
    """A row for every verdict on which some viewpoint differs from the one asked."""
    others = [(viewpoint, {_key(each): each for each in found}) for viewpoint, found in disputes]
    rows = []
    for verdict in _every(assessment):
        key = _verdict_key(verdict)
        if any(key in found for _, found in others):
            seen = (
                _alike(verdict, asked),
                *(
                    _seen(verdict, asked, viewpoint, found[key], claimed)
                    if key in found
                    else _alike(verdict, viewpoint)
                    for viewpoint, found in others
                ),
            )
            rows.append(_dispute_row(verdict, agreement, seen))
    return tuple(rows)


_Key = tuple[str, tuple[str, ...], str | None]


def _key(dispute: Dispute) -> _Key:
    return dispute.name, dispute.bearer, dispute.limb


def _verdict_key(verdict: AnyVerdict) -> _Key:
    if isinstance(verdict, Verdict):
        return verdict.name, verdict.bearer, verdict.limb
    return verdict.name, (), None


def _dispute_row(
    verdict: AnyVerdict, agreement: Agreement, seen: tuple[SeenState, ...]
) -> DisputeRow:
    stipulation = verdict if isinstance(verdict, Verdict) else None
    return DisputeRow(
        name=verdict.name,
        title=verdict.title or verdict.name,
        whose=actor_words(stipulation.bearer, agreement) if stipulation else "",
        limb=stipulation.limb if stipulation else None,
        seen=seen,
    )


def _alike(verdict: AnyVerdict, viewpoint: Viewpoint) -> SeenState:
    return SeenState(viewpoint.title, tone(verdict), state_words(verdict), (), None)


def _seen(
    verdict: AnyVerdict,
    asked: Viewpoint,
    viewpoint: Viewpoint,
    dispute: Dispute,
    claimed: Mapping[str, str],
) -> SeenState:
    state, names = dispute.second, (asked.name, viewpoint.name)
    end = dispute_words(dispute, names, claimed, dispute.sets, few=len(dispute.sets))
    return SeenState(viewpoint.title, _tone_of(verdict, state), state, dispute.causes, end)


def _tone_of(verdict: AnyVerdict, state: str) -> Tone:
    """The tone that the same stipulation, phase or fund would have in another state."""
    word = state.split(":")[0]
    return tone(replace(verdict, state=word))  # type: ignore[arg-type]
