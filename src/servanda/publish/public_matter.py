"""What an answer follows from in public: what a publication policy leaves, and that it says so."""

from dataclasses import replace

from servanda.publish.answers import Matter
from servanda.publish.policy import Policy, horizon, policy_words
from servanda.publish.public_record import public_record
from servanda.values.calendar import Calendar
from servanda.values.instant import Instant
from servanda.verdict.assessment import Question


def public_matter(matter: Matter, policy: Policy) -> Matter:
    """The same question, put to what may be told, about the instant of which it may be told."""
    question = matter.question
    told = public_record(
        matter.record,
        matter.agreement,
        policy,
        question.at,
        question.known,
        frozenset(matter.viewpoint.refuses),
    )
    words = (f"sha256:{policy.hash}", *policy_words(policy))
    asked = replace(question, at=told.at, known=told.known, public=words)
    return Matter(told.agreement, told.record, matter.viewpoint, asked)


def public_known(question: Question, policy: Policy, calendar: Calendar) -> Instant:
    """By knowledge of up to when its public answer is told."""
    return min(question.known, horizon(question.at, policy, calendar) - 1)
