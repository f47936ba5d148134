"""What became of proposals, as JSON."""

from collections.abc import Iterable

from servanda.intake.draft.accuracy import Accuracy, Outcome
from servanda.publish.answer_json import JsonObject

SCHEMA = "servanda/accuracy/1"


def accuracy_json(found: Accuracy, left_out: Iterable[str]) -> JsonObject:
    """Counts only: a share without its count says too much. `left_out` has the drafts that could
    not be read, each with why."""
    return {
        "schema": SCHEMA,
        "drafts": found.drafts,
        "waiting": found.waiting,
        "added": found.added,
        "by_kind": [outcome_json(*one) for one in found.by_kind],
        "by_proposer": [outcome_json(*one) for one in found.by_proposer],
        "by_stance": [outcome_json(*one) for one in found.by_stance],
        "fields": [
            {"name": name, "stayed": kept.stayed, "of": kept.stood} for name, kept in found.fields
        ],
        "left_out": list(left_out),
    }


def outcome_json(name: str, one: Outcome) -> JsonObject:
    return {
        "name": name,
        "accepted": one.accepted,
        "mended": one.mended,
        "split": one.split,
        "rejected": one.rejected,
    }
