"""`--public`: only what a publication policy leaves of the record is asked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from servanda.cli.diagnostics import print_diagnostics
from servanda.cli.leaving import INPUT_HAS_ERRORS, UsedWrongly
from servanda.cli.options import Asked
from servanda.cli.screen import standard_error
from servanda.language.listing import listed
from servanda.publish.policy import Policy, horizon
from servanda.publish.policy_file import NAME, read_policy, unknown_names
from servanda.publish.public_check import known_otherwise, ways_out
from servanda.publish.public_matter import public_matter
from servanda.verdict.assess import assess
from servanda.workspace.opening import now
from servanda.workspace.place import Place, base_of
from servanda.workspace.private_names import private_names

if TYPE_CHECKING:
    from servanda.agreement.model import Agreement
    from servanda.publish.answers import Matter
    from servanda.record.model import Record
    from servanda.workspace import Workspace

MOST_NAMED = 5  # verdicts of which it is told that the public would be told another word
ANSWERS = ("status", "explain", "history", "blockers", "page")  # by the names of the commands


def made_public(matter: Matter, path: Place, asked: Asked, whole: Workspace) -> Matter:
    """What may be told, instead of what is known; leaves where the command is none for the public,
    or there is no policy. `whole` is what whoever asks knows, and of a log may be more than what
    the matter is made of."""
    _refuse_what_is_none(asked)
    agreement = whole.agreement or matter.agreement
    known = replace(matter, agreement=agreement, record=whole.record)
    return may_be_told(matter, policy_text(path, asked.policy), known)


@dataclass(frozen=True, slots=True)
class PolicyText:
    """What stands in the file of a policy, its name, and the policy."""

    file: str
    text: str
    policy: Policy


def policy_text(path: Place, given: Path | None) -> PolicyText:
    """The policy that is meant; leaves where there is none, or it has errors."""
    file = _file(path, given)
    return _policy(file)


def may_be_told(matter: Matter, under: PolicyText, whole: Matter) -> Matter:
    """What may be told of it; leaves where the policy does not fit it, the day has not come, a
    private person would be named, or the public would be told what is known to be otherwise: by
    the matter itself or by the whole, where more is known than anybody may see."""
    _require_names(under.policy, under.file, whole.agreement, whole.record)
    _refuse_what_is_ahead(matter, under.policy)
    told = public_matter(matter, under.policy)
    _refuse_persons(told.agreement, told.record, under.policy)
    for known in (matter, whole):
        _refuse_what_is_known_otherwise(known, told, under.policy)
    return told


def _refuse_what_is_none(asked: Asked) -> None:
    if not asked.is_public:
        raise UsedWrongly("--policy: it is for --public")
    command = click.get_current_context().info_name
    if command not in ANSWERS:
        raise UsedWrongly(f"--public: not of `{command}`; there are {', '.join(ANSWERS)}")
    if asked.assuming or asked.without:
        raise UsedWrongly(
            "--public: not with --assume or --without, whose answers show how single entries weigh"
        )


def _file(path: Place, given: Path | None) -> Path:
    """The file of the policy that is meant."""
    folder = base_of(path)
    file = given or (None if folder is None else folder / NAME)
    if file is None:
        raise UsedWrongly("--public: a log has no folder; name the policy with --policy FILE")
    return file


def _policy(file: Path) -> PolicyText:
    """Read, or why not; with errors in it nothing is published."""
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, ValueError) as problem:
        raise UsedWrongly(
            f"--public: no publication policy can be read at {file}; docs/publication.md says "
            "what stands in one"
        ) from problem
    policy, found = read_policy(text, file.name)
    if policy is None:
        print_diagnostics(standard_error(), found, {file.name: text}, file.parent)
        raise SystemExit(INPUT_HAS_ERRORS)
    return PolicyText(file.name, text, policy)


def _require_names(policy: Policy, file: str, agreement: Agreement, record: Record) -> None:
    for line in unknown_names(policy, agreement, record):
        raise UsedWrongly(f"{file}: {line}")


def _refuse_what_is_ahead(matter: Matter, policy: Policy) -> None:
    """Leaves where the delay would be counted from a day on which nothing is published yet."""
    calendar, today = matter.agreement.calendar, now()
    if horizon(matter.question.at, policy, calendar) > horizon(today, policy, calendar):
        day = calendar.local(today).date()
        raise UsedWrongly(
            f"--public: --at lies ahead, and nothing is published before its day; today is {day}, "
            "and the delay of the policy is counted from the day of publication"
        )


def _refuse_what_is_known_otherwise(whole: Matter, public: Matter, policy: Policy) -> None:
    """Leaves where the public would be told a word that is known to be wrong, if only since."""
    question, viewpoint = public.question, public.viewpoint
    since = replace(question, known=max(question.known, whole.question.known))
    found = {
        f"{name} ({told}, and is known to be {known})": name
        for name, known, told in known_otherwise(
            assess(whole.agreement, whole.record, viewpoint, since),
            assess(public.agreement, public.record, viewpoint, question),
        )
    }
    if found:
        ways = ways_out(found.values(), whole.agreement, policy)
        more = len(found) - MOST_NAMED
        named = [*list(found)[:MOST_NAMED], *([f"{more} more"] if more > 0 else ())]
        raise UsedWrongly(
            "--public: what the policy withholds would make the answer wrong, and nothing is "
            f"published: {listed(named)}; {listed(ways, 'or')}"
        )


def _refuse_persons(agreement: Agreement, record: Record, policy: Policy) -> None:
    """Leaves where what would be told names a private person; the message does not repeat whom."""
    found = tuple(private_names(agreement, record, policy))
    if found:
        raise UsedWrongly(
            f"--public: a private person seems to be named in the title of {listed(found)}; give "
            "it a title without a name or, where all of these are sources that are organisations, "
            "list in `sources` those that may be named"
        )
