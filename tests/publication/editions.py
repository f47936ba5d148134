"""What somebody has who sees only the editions that a mission publishes every day."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from servanda.agreement.model import Agreement
from servanda.cli.commands.page import page_of
from servanda.cli.inquiry import Inquiry
from servanda.evidence.viewpoint import NEUTRAL
from servanda.publish.answer_json import explain_json, history_json, status_json
from servanda.publish.claim_words import words_of_claims
from servanda.publish.policy import Policy, policy_words
from servanda.publish.policy_file import read_policy
from servanda.publish.presence_words import presence_json, presence_of
from servanda.publish.public_record import public_record
from servanda.publish.sentence import sentences
from servanda.publish.wording import Dates, iso_day
from servanda.record.model import Record
from servanda.verdict.assess import assess, history
from servanda.verdict.assessment import Question, Standard
from servanda.verdict.grounds import grounds
from servanda.verdict.reasons import explain
from servanda.workspace import Workspace
from servanda.workspace.building import build
from tests.publication.mission import World, texts

POLICY: Mapping[str, str] = {
    "delay": '"7 days"',
    "told-by": '"week"',
    "places": '["valley", "upper-valley", "lower-valley"]',
    "smallest-count": "5",
    "exact": '["prisoner"]',
    "coverage": '"withhold"',
    "movements": '["patrol"]',
    "attribution": '["no-killing"]',
    "sources": '["gazette", "observers-desk", "army-press"]',
}
OFF: Mapping[str, str] = {
    "delay": '"0 days"',
    "told-by": '"day"',
    "places": '"all"',
    "smallest-count": "1",
    "coverage": '"show"',
    "movements": '"show"',
    "attribution": '"show"',
    "sources": '"all"',
}
NAMES = ("no-attacks", "no-killing", "no-burning", "patrols", "prisoners")
DAYS = tuple(date(2026, 1, 8) + timedelta(days=each) for each in range(31))


@dataclass(frozen=True, slots=True)
class Editions:
    """All that was published, by day and question."""

    by_day: Mapping[date, Mapping[str, Any]]

    @property
    def text(self) -> str:
        return json.dumps([self.by_day[day] for day in sorted(self.by_day)], sort_keys=True)


def policy(**other: str) -> Policy:
    """The policy of the mission, with these words otherwise (`told_by` for `told-by`)."""
    words = {**POLICY, **{name.replace("_", "-"): value for name, value in other.items()}}
    text = "".join(f"{name} = {value}\n" for name, value in words.items())
    read, found = read_policy(text, "publication.toml")
    assert read is not None, [str(one) for one in found]
    return read


def without(protection: str) -> Policy:
    return policy(**{protection: OFF[protection.replace("_", "-")]})


def built(world: World) -> tuple[Agreement, Record]:
    made = build(texts(world))
    assert made.agreement is not None, [str(one) for one in made.diagnostics]
    assert not [one for one in made.diagnostics if one.severity == "error"], made.diagnostics
    return made.agreement, made.record


def published(world: World, under: Policy | None, days: tuple[date, ...] = DAYS) -> Editions:
    """The editions of a month, under a policy or without any."""
    agreement, record = built(world)
    return Editions({day: edition(agreement, record, under, day) for day in days})


def edition(
    agreement: Agreement,
    record: Record,
    under: Policy | None,
    day: date,
    proof: Standard = "alleged",
    names: tuple[str, ...] = NAMES,
) -> Mapping[str, Any]:
    """Everything that the questions of a press officer give on a day."""
    at = agreement.calendar.midnight(day)
    question = Question(at, at, proof, NEUTRAL.name)
    if under is not None:
        told = public_record(record, agreement, under, at)
        agreement, record = told.agreement, told.record
        words = ("sha256:" + under.hash, *policy_words(under))
        question = Question(
            told.at,
            told.known,
            proof,
            NEUTRAL.name,
            public=words,
        )
    dates = Dates(agreement.calendar, iso_day)
    assessment = assess(agreement, record, NEUTRAL, question)
    found = grounds(agreement, record, NEUTRAL, question)
    told_words = sentences(assessment, found, agreement, record, dates)
    claimed = words_of_claims(record, agreement, dates)
    answers: dict[str, Any] = {"status": status_json(assessment, agreement, told_words)}
    tracks = history(agreement, record, NEUTRAL, question)
    for name in names:
        own = [track for track in tracks if track.name == name]
        presence = presence_of(name, agreement, record, question)
        answers[f"history {name}"] = history_json(own, agreement, question) | presence_json(
            presence, agreement.calendar
        )
        reasons = explain(agreement, record, NEUTRAL, question, name)
        answers[f"explain {name}"] = explain_json(name, reasons, claimed, agreement, question)
    answers["page"] = page_of(
        Inquiry(workspace_of(agreement, record), agreement, record, NEUTRAL, question)
    )
    plain: dict[str, Any] = json.loads(json.dumps(answers))
    return plain


def workspace_of(agreement: Agreement, record: Record) -> Workspace:
    return Workspace(agreement, record, {NEUTRAL.name: NEUTRAL}, (), {})
