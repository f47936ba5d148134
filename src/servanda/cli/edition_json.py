"""What the commands on editions and decisions say as JSON (docs/json.md, `servanda/log/1`)."""

from collections.abc import Sequence

from servanda.cli.log_json import SCHEMA
from servanda.cli.since_words import corrigendum_of
from servanda.publish.answer_difference import Otherwise
from servanda.publish.answer_json import JsonObject, JsonValue, question_json
from servanda.publish.change_json import told_json
from servanda.publish.sentence import Sentence
from servanda.store.edition import Program
from servanda.store.head import written_time
from servanda.values.calendar import GREENWICH
from servanda.workspace.decisions import Decided
from servanda.workspace.editions import Sealed, Signed
from servanda.workspace.grounds_of_decisions import Ground
from servanda.workspace.replaying import Replayed
from servanda.workspace.since import Overtaken, Since


def editions_json(found: Sequence[Sealed]) -> JsonObject:
    every = [edition_json(one) for one in found]
    return {"schema": SCHEMA, "answer": "editions", "editions": every}


def shown_json(sealed: Sealed, result: JsonValue) -> JsonObject:
    return {
        "schema": SCHEMA,
        "answer": "edition",
        "edition": edition_json(sealed),
        "result": result,
    }


def edition_json(sealed: Sealed) -> JsonObject:
    """Its instants are in UTC; those of the agreement's time zone stand in its result."""
    edition, basis = sealed.edition, sealed.edition.basis
    return {
        "name": edition.name,
        "title": edition.title,
        "hash": sealed.hash,
        "answer": edition.answer,
        "subject": edition.subject,
        "question": question_json(edition.question, GREENWICH),
        "reader": basis.reader,
        "read_at": written_time(basis.read_at),
        "agreement": basis.agreement,
        "head": {"number": basis.head, "size": basis.size, "root": basis.root}
        if sealed.tells_basis
        else None,
        "program": _program(edition.program),
        "result": {"sha256": edition.result, "size": edition.size} if sealed.tells_basis else None,
        "policy": edition.policy.sha256 if edition.policy else None,
        "marking": edition.marking.level,
        "releasable_to": list(edition.marking.releasable_to),
        "author": _signed(sealed.author),
        "approvals": [_signed(one) for one in sealed.approvals],
    }


def replayed_json(found: Replayed) -> JsonObject:
    difference = found.difference
    return {
        "schema": SCHEMA,
        "answer": "replay",
        "edition": found.edition.name,
        "reproduced": found.is_reproduced,
        "sealed_by": _program(found.edition.program),
        "program": _program(found.program),
        "missing_keys": list(found.missing_keys),
        "faults": list(found.faults),
        "difference": None
        if difference is None
        else {"path": difference.path, "then": difference.then, "now": difference.now},
    }


def since_json(found: Since, decided: Sequence[Decided]) -> JsonObject:
    calendar = found.agreement.calendar
    return {
        "schema": SCHEMA,
        "answer": "since",
        "edition": found.sealed.edition.name,
        "then": question_json(found.then, calendar),
        "now": question_json(found.now, calendar),
        "same_agreement": found.is_agreement_same,
        "comparable": found.is_comparable,
        "reproduced": found.is_reproduced,
        "entries": [
            {
                "kind": one.logged.entry.kind,
                "name": one.logged.entry.name,
                "witnessed": written_time(one.known),
            }
            for one in found.arrived
        ],
        "reader_revoked": None
        if found.reader_revoked is None
        else written_time(found.reader_revoked),
        "holds": found.holds,
        "sealed": "known" if found.answer_then.answer is not None else "unknown",
        "faults": [
            one for one in (found.answer_then.fault, found.answer_now.fault) if one is not None
        ],
        "amended": [
            {
                "document": one.document,
                "statements": list(one.statements),
                "reasons": list(one.reasons),
            }
            for one in found.amended
        ],
        "overtaken": [_overtaken(one) for one in found.overtaken],
        "otherwise": [_otherwise(one) for one in found.otherwise],
        "news": [{"name": name, "entries": list(entries)} for name, entries in found.news.items()],
        "decisions": [_decided(one) for one in decided],
        "corrigendum": corrigendum_of(found)
        if not found.holds and found.sealed.edition.policy is None
        else None,
    }


def decisions_json(found: Sequence[Decided]) -> JsonObject:
    return {
        "schema": SCHEMA,
        "answer": "decisions",
        "decisions": [_decided(one) for one in found],
    }


def _decided(one: Decided) -> JsonObject:
    decision, ground = one.decision, one.ground
    return {
        "name": decision.name,
        "does": decision.deed,
        "subject": decision.subject,
        "because": decision.because,
        "edition": decision.edition,
        "cites": decision.hash,
        "by": _signed(one.by),
        "others": list(one.others),
        "ground": None if ground is None else _ground(ground),
        "alert": None
        if ground is None or ground.alert is None
        else {
            "name": ground.alert,
            "reversed": [_overtaken(each) for each in ground.verdicts],
        },
    }


def _ground(ground: Ground) -> JsonObject:
    return {
        "word": ground.word,
        "verdicts": [_overtaken(each) for each in ground.verdicts],
        "waits": list(ground.waits),
        "otherwise": [_otherwise(each) for each in ground.otherwise],
    }


def _otherwise(one: Otherwise) -> JsonObject:
    return {"of": one.of, "name": one.name, "then": list(one.then), "now": list(one.now)}


def _overtaken(one: Overtaken) -> JsonObject:
    name, bearer, limb = one.key
    return {
        "name": name,
        "bearers": list(bearer),
        "limb": limb,
        "before": told_json(one.before) | {"sentence": _sentence(one.then)},
        "after": told_json(one.after) | {"sentence": _sentence(one.now)},
        "through": one.change.through if one.change else None,
        "news": list(one.news),
        "sets": [list(each) for each in one.change.sets] if one.change else [],
    }


def _sentence(sentence: Sentence | None) -> JsonObject | None:
    return None if sentence is None else {"standing": sentence.standing, "text": sentence.text}


def _signed(one: Signed) -> JsonObject:
    return {
        "name": one.by,
        "organisation": one.organisation,
        "key": one.key,
        "witnessed": written_time(one.known),
    }


def _program(program: Program) -> JsonObject:
    return {"version": program.version, "sha256": program.digest}
