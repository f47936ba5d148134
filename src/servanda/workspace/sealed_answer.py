"""The answer that an edition sealed, as far as it can still be had, and the same one as of now.

What was sealed is in the log, by its hash. Where the bytes are not there, or cannot be opened, it
is still known if the question has an answer of that hash when it is put to the log as it was then.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from servanda.agreement.subjects import subjects
from servanda.publish.answers import OF_VERDICTS, Matter, answer_of, status_answer
from servanda.publish.policy import Policy
from servanda.publish.public_matter import public_matter
from servanda.store.edition import Edition
from servanda.store.fault import StoreError
from servanda.verdict.assessment import Question
from servanda.workspace.editions import (
    Read,
    is_what_was_sealed,
    kept_policy,
    kept_result,
    read_then,
)
from servanda.workspace.files import WorkspaceError
from servanda.workspace.replaying import answer_named, answered

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class SealedAnswer:
    """`answer` is what was sealed, as JSON: None where it cannot be told any more. `read` is the
    log as it was then, if it can be read; `is_reproduced` where it gives the answer that was
    sealed. `fault` is what is wrong with the bytes that the log keeps."""

    answer: Any
    read: Read | None
    is_reproduced: bool
    fault: str | None


def sealed_answer(where: str, edition: Edition) -> SealedAnswer:
    read, _ = _or_why(lambda: read_then(where, edition.basis))
    data = None if read is None else _or_why(lambda: answered(where, read, edition))[0]
    is_reproduced = data is not None and is_what_was_sealed(where, edition, data)
    kept, fault = _or_why(lambda: kept_result(where, edition))
    answer = json.loads(data) if data is not None and is_reproduced else kept
    return SealedAnswer(answer, read, is_reproduced, fault)


@dataclass(frozen=True, slots=True)
class AnswerNow:
    """The same question answered with what is known now; None where it has no answer, and why."""

    answer: Any
    fault: str | None


def answer_now(
    where: str, edition: Edition, put_again: Callable[[Policy | None], Matter], first: Question
) -> AnswerNow:
    """The question put again, in public under its policy. Its sentences name as known what was
    known then, so that they differ by what they say."""

    def asked() -> Any:
        policy = kept_policy(where, edition)
        matter = put_again(policy)
        then = replace(matter, question=first)
        if policy is not None:
            matter, then = public_matter(matter, policy), public_matter(then, policy)
        names = {one.name for one in subjects(matter.agreement)}
        about = (edition.subject or "").partition("/")[0]
        answer = answer_named(edition)
        if about and about not in names and answer in OF_VERDICTS:
            raise WorkspaceError(f"the agreement has no {about} any more")
        if answer == "status":
            return status_answer(matter, replace(matter.question, known=then.question.known))
        return answer_of(answer, edition.subject, matter)

    return AnswerNow(*_or_why(asked))


def _or_why(asked: Callable[[], T]) -> tuple[T | None, str | None]:
    """What it gives, or why it gives nothing."""
    try:
        return asked(), None
    except (StoreError, WorkspaceError) as problem:
        return None, str(problem)
