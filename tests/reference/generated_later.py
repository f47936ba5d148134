"""What is said later of what was said before: corrections and retractions, drawn at random."""

from dataclasses import replace

from hypothesis import strategies as st

from servanda.record.model import (
    Chain,
    Claim,
    Coverage,
    EventLink,
    Origin,
    Record,
    Report,
    Retraction,
)
from tests.reference.generated_more import one_in_five

DAY = 86_400


@st.composite
def later_entries(draw: st.DrawFn, record: Record, anew: tuple[Claim, ...]) -> Record:
    """The record with corrections of some of its claims, by what `anew` says, and sometimes with
    retractions."""
    corrected = draw(with_corrections(record, anew))
    number = draw(st.integers(0, 2)) if draw(one_in_five) else 0
    return draw(with_retractions(corrected, number))


@st.composite
def with_corrections(draw: st.DrawFn, record: Record, anew: tuple[Claim, ...]) -> Record:
    """Corrections of claims, and of one another, on the same day or up to three days later."""
    claims, reports = list(record.claims), dict(record.reports)
    for number, content in enumerate(anew if claims else ()):
        before = draw(st.sampled_from(claims))
        name, known = f"L{number}", before.known + DAY * draw(st.integers(0, 3))
        reports[name] = Report(name, "", "observer", known)
        claims.append(
            replace(
                content, id=f"{name}.1", report=name, stance=before.stance, known=known,
                corrects=(before.id, *before.corrects),
            )
        )  # fmt: skip
    return replace(record, claims=tuple(claims), reports=reports)


@st.composite
def with_retractions(draw: st.DrawFn, record: Record, number: int) -> Record:
    """Retractions of claims, of coverage, of links, of whole reports and of one another."""
    retractions: list[Retraction] = []
    reports = dict(record.reports)
    for each in range(number):
        entries: list[Claim | Coverage | EventLink | Retraction] = [
            *record.claims, *record.coverage, *record.links, *retractions,
        ]  # fmt: skip
        if not entries:
            break
        entry = draw(st.sampled_from(entries))
        named = entry.report if draw(one_in_five) else entry.id
        name, known = f"T{each}", entry.known + DAY * draw(st.integers(0, 3))
        reports[name] = Report(name, "", "observer", known)
        retractions.append(
            Retraction(f"{name}.retraction-1", name, named, Chain(Origin("observer")), known, "")
        )
    return replace(record, reports=reports, retractions=tuple(retractions))
