"""Findings as JSON: names are promises (docs/json.md)."""

from collections.abc import Iterable

from servanda.agreement.model import Agreement
from servanda.analysis.draft.finding import Finding, Picture
from servanda.publish.answer_json import SCHEMA, JsonObject


def analysis_json(findings: Iterable[Finding], agreement: Agreement) -> JsonObject:
    return {
        "schema": SCHEMA,
        "answer": "analyse",
        "agreement": {"name": agreement.name, "title": agreement.title},
        "findings": [_finding(each) for each in findings],
    }


def _finding(finding: Finding) -> JsonObject:
    return {
        "rule": finding.rule,
        "certainty": finding.certainty,
        "concerns": list(finding.concerns),
        "articles": list(finding.articles),
        "actors": list(finding.actors),
        "explanation": finding.explanation,
        "advice": finding.advice,
        "picture": None if finding.picture is None else _picture(finding.picture),
    }


def _picture(picture: Picture) -> JsonObject:
    return {
        "nodes": [
            {"name": node.name, "label": node.label, "kind": node.kind, "marked": node.marked}
            for node in picture.nodes
        ],
        "edges": [
            {"from": edge.source, "to": edge.target, "label": edge.label, "kind": edge.kind}
            for edge in picture.edges
        ],
    }
