"""Origins as JSON: the same trees as in words, with every tie."""

from collections.abc import Iterable, Sequence

from servanda.agreement.model import Agreement
from servanda.evidence.origin_tree import OriginTree, Root, about_bans_in_words, violations_told
from servanda.publish.answer_json import JsonObject, JsonValue, head_json, number
from servanda.record.model import Claim
from servanda.verdict.assessment import Question
from servanda.verdict.foundations import Foundation


def origins_json(
    what: str | None,
    tree: OriginTree,
    claims: Sequence[Claim],
    founded: Iterable[Foundation],
    agreement: Agreement,
    question: Question,
) -> JsonObject:
    told: list[JsonValue] = [
        {"actor": actor, "claims": list(ids)}
        for actor, ids in violations_told(claims, agreement).items()
    ]
    return head_json("origins", agreement, question) | {
        "what": what,
        "origins": tree_json(tree),
        "statements": [{"claim": claim.id, "stance": claim.stance} for claim in claims],
        "violations_told": told,
        "in_words_about_bans": list(about_bans_in_words(claims, agreement)),
        "sides": [_foundation(one) for one in founded],
    }


def tree_json(tree: OriginTree) -> JsonObject:
    return {
        "claims": list(tree.claims),
        "low": tree.low,
        "high": tree.high,
        "groups": [[_root(root) for root in group] for group in tree.groups],
        "ties": [
            {"first": first, "second": second, "rule": tie.rule, "sure": tie.is_sure}
            for first, second, tie in tree.ties
        ],
    }


def _root(root: Root) -> JsonObject:
    return {
        "source": root.origin.source,
        "description": root.origin.description,
        "camp": root.camp,
        "grade": root.grade,
        "paths": [
            {
                "via": list(path.via),
                "grades": list(path.grades),
                "hand": path.hand,
                "claims": list(path.claims),
            }
            for path in root.paths
        ],
    }


def _foundation(one: Foundation) -> JsonObject:
    return {
        "name": one.name,
        "issue": one.issue,
        "kind": one.kind,
        "side": one.side,
        "bound": one.bound,
        "amount": number(one.amount),
        "grade": one.grade.word,
        "possible": one.possible.word,
        "claims": [claim.id for claim in one.claims],
        "low": one.tree.low,
        "high": one.tree.high,
        "falls_without": [
            [root.origin.source for root in one.tree.groups[place]] for place in one.falls_without
        ],
        "circular": one.is_circular,
    }
