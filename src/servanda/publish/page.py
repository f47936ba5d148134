"""The page: one self-contained HTML file that shows an assessment beside the text it is about.

It needs no network and no script. Its content policy names the one style sheet by its hash and
allows nothing else, so that even a mistake in escaping could load nothing and run nothing.
"""

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from servanda.agreement.model import Agreement
from servanda.evidence.expectation import Expectation, results_by_id, track_records
from servanda.evidence.positions import Positions
from servanda.evidence.viewpoint import Viewpoint
from servanda.publish.claim_words import camp_words, words_of_claims
from servanda.publish.entries import entries
from servanda.publish.expectation_words import by_source
from servanda.publish.page_views import cards, dispute_rows, text_sections
from servanda.publish.position_words import engagements_in_words, timelines_in_words
from servanda.publish.presence_words import presence_of
from servanda.publish.prose import safe_address
from servanda.publish.sentence import sentences
from servanda.publish.signs import TONES, AnyVerdict
from servanda.publish.strip_chart import Chart, chart
from servanda.publish.testimony import conflicts, witnesses
from servanda.publish.wording import Dates, actor_words, long_day, public_words, question_words
from servanda.record.model import Record, Report
from servanda.values.instant import BEGINNING
from servanda.verdict.assessment import Assessment, Blocker, Dispute, Reason, Step, Track
from servanda.verdict.grounds import Grounds, Key


@dataclass(frozen=True, slots=True)
class Contents:
    """Everything the page is made from: answers to one question, and the texts."""

    assessment: Assessment
    agreement: Agreement
    record: Record
    viewpoint: Viewpoint
    tracks: tuple[Track, ...]
    reasons: Mapping[str, tuple[Reason, ...]]
    blockers: tuple[tuple[str, tuple[Blocker, ...]], ...]
    disputes: tuple[tuple[Viewpoint, tuple[Dispute, ...]], ...]
    texts: Mapping[str, str]
    grounds: Mapping[Key, Grounds]
    positions: Positions = Positions((), ())
    expectations: tuple[Expectation, ...] = ()


def page(contents: Contents) -> str:
    """The whole page as HTML."""
    assessment, agreement = contents.assessment, contents.agreement
    dates = Dates(agreement.calendar, long_day)
    claimed = words_of_claims(contents.record, agreement, dates)
    told = sentences(assessment, contents.grounds, agreement, contents.record, dates)
    every_card = cards(assessment, agreement, contents.reasons, told, dates)
    stipulations = [card for card in every_card if card.kind not in ("phase", "fund")]
    records = track_records(contents.expectations)
    style = style_sheet()
    html = _template().render(
        style=Markup(style),
        policy=content_policy(style),
        agreement=agreement,
        viewpoint=contents.viewpoint,
        question=question_words(assessment.question, dates),
        public=public_words(assessment.question),
        phases=[card for card in every_card if card.kind == "phase"],
        funds=[card for card in every_card if card.kind == "fund"],
        stipulations=stipulations,
        blockers=dict(contents.blockers),
        chart=_chart(contents, dates),
        titles={card.name: card.title for card in every_card},
        sections=text_sections(agreement, contents.texts, every_card),
        disputes=dispute_rows(
            assessment, agreement, contents.viewpoint, contents.disputes, claimed
        ),
        conflicts=conflicts(contents.reasons, contents.record),
        witnesses=witnesses(contents.reasons, contents.record),
        linkages=_linkages(agreement),
        timelines=timelines_in_words(contents.positions, agreement, dates),
        engagements=engagements_in_words(
            contents.positions, results_by_id(contents.expectations), dates
        ),
        foreseen=by_source(contents.expectations, records, agreement, dates),
        tones=TONES,
        actors=lambda names: actor_words(names, agreement),
        camp=lambda source: camp_words(source, agreement, dates),
        report_of=_ReportFinder(contents.record),
        claimed=claimed,
        published=lambda report: dates.moment(report.published),
        address=safe_address,
    )
    return html.lstrip()


def _chart(contents: Contents, dates: Dates) -> Chart:
    """The tracks, each with who was there to see what it is about."""
    agreement, question = contents.agreement, contents.assessment.question
    found = (
        (each.name, presence_of(each.name, agreement, contents.record, question))
        for each in agreement.stipulations
    )
    presences = {name: presence for name, presence in found if presence is not None}
    tracks = _with_first_steps(contents)
    return chart(tracks, agreement.in_force, question.at, dates, presences)


def _with_first_steps(contents: Contents) -> list[Track]:
    """Tracks; where nothing ever changed, what holds now has held throughout."""
    assessment = contents.assessment
    every: tuple[AnyVerdict, ...] = (
        *assessment.stipulations,
        *assessment.phases,
        *assessment.funds,
    )
    now = {each.name: each for each in every}
    return [
        track
        if track.steps or track.name not in now
        else replace(track, steps=(Step(BEGINNING, now[track.name]),))
        for track in contents.tracks
    ]


def style_sheet() -> str:
    return (files("servanda.publish") / "templates" / "page.css").read_text(encoding="utf-8")


def content_policy(style: str) -> str:
    """Nothing may be loaded or run; the style sheet is known by its hash."""
    digest = b64encode(sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def _linkages(agreement: Agreement) -> list[tuple[str, str]]:
    """Who makes which stipulation wait for something that the text does not contain."""
    return [(each.name, linkage.holder) for each in entries(agreement) for linkage in each.linkages]


class _ReportFinder:
    """From the reference of a reason (a report, or a claim in one) to the report."""

    def __init__(self, record: Record) -> None:
        self._reports = record.reports
        self._of_claim = {claim.id: claim.report for claim in record.claims}
        self._of_claim |= {coverage.id: coverage.report for coverage in record.coverage}
        self._of_claim |= {denied.id: denied.report for denied in record.denied}

    def __call__(self, reference: str | None) -> Report | None:
        if reference is None:
            return None
        return self._reports.get(self._of_claim.get(reference, reference))


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("servanda.publish"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["unique_items"] = lambda items: tuple(dict.fromkeys(items))
    return environment.get_template("page.html.j2")
