"""What an answer follows from in public: what a publication policy leaves, and that it says so."""

from dataclasses import replace

from servanda.publish.answers import Matter
from servanda.publish.policy import Policy, policy_words
from servanda.publish.public_record import public_record


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
