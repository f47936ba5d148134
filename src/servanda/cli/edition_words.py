"""What the commands on editions and decisions say."""

from collections.abc import Iterable, Iterator, Sequence
from textwrap import wrap
from typing import Any

from servanda.cli.screen import Screen
from servanda.publish.answer_lines import (
    Section,
    cause_sections,
    origin_sections,
    position_sections,
)
from servanda.publish.wording import Dates, iso_day, question_words
from servanda.store.edition import Edition
from servanda.store.head import written_time
from servanda.values.calendar import Calendar
from servanda.workspace.editions import Sealed, Signed
from servanda.workspace.replaying import Replayed


def print_editions(screen: Screen, found: Sequence[Sealed]) -> None:
    for one in found:
        approved = ", ".join(each.by for each in one.approvals) or "nobody"
        screen.line(one.edition.name, "bold")
        screen.line(f"  {one.edition.title}")
        screen.line(
            f"  {_asked(one.edition)}, sealed by {one.author.by}, approved by {approved}, "
            f"witnessed {written_time(one.author.known)}"
        )
    screen.line(f"{len(found):,} edition{'' if len(found) == 1 else 's'}", "dim")


def print_edition(screen: Screen, sealed: Sealed, result: Any) -> None:
    """Who, when, on what, and the answer in words."""
    edition, basis = sealed.edition, sealed.edition.basis
    screen.line(edition.title, "bold")
    for name, words in (
        ("edition", f"{edition.name}\n{sealed.hash}"),
        ("asked", f"{_asked(edition)}, {_question_in(result)}"),
        ("sealed by", by_words(sealed.author)),
        ("approved by", "; ".join(map(by_words, sealed.approvals)) or "nobody yet"),
        ("rests on", _basis(sealed) if sealed.tells_basis else ""),
        ("as seen by", f"{basis.reader or 'whoever has the log'} at {written_time(basis.read_at)}"),
        ("agreement", basis.agreement),
        ("program", str(edition.program)),
        ("result", _result(edition) if sealed.tells_basis else ""),
        ("public", f"under the policy\n{edition.policy.sha256}" if edition.policy else ""),
        ("may be seen", marking_words(edition)),
    ):
        for number, line in enumerate(words.splitlines()):
            start = f"{'' if number else name:<12} "
            print_wrapped(screen, f"{start}{line}", " " * len(start))
    screen.line()
    for line in answer_words(result):
        print_wrapped(screen, line, " " * (len(line) - len(line.lstrip())))


def print_wrapped(screen: Screen, line: str, indent: str) -> None:
    """Words over as many lines as it takes; a hash or an address is never broken."""
    start, words = line[: len(indent)], line[len(indent) :]
    room = max(screen.width - len(indent), 20)
    for part in wrap(words, room, break_long_words=False, break_on_hyphens=False) or [""]:
        screen.unbroken(screen.text(f"{start}{part}"))
        start = indent


def _basis(sealed: Sealed) -> str:
    basis = sealed.edition.basis
    return f"{basis.size:,} entries, head {basis.head:,}\n{basis.root}"


def _result(edition: Edition) -> str:
    keys = edition.basis.keys
    under = f", sealed under {'the key' if len(keys) == 1 else 'the keys'} {', '.join(keys)}"
    return f"{edition.size:,} bytes{under if keys else ''}\n{edition.result}"


def _asked(edition: Edition) -> str:
    return " ".join(filter(None, (edition.answer, edition.subject)))


def _question_in(result: Any) -> str:
    asked = result["question"]
    reading = f", reading {', '.join(asked['readings'])}" if asked["readings"] else ""
    return (
        f"at {asked['at']}, known {asked['known']}, proof {asked['proof']}, viewpoint "
        f"{asked['viewpoint']}{reading}"
    )


def question_line(edition: Edition, calendar: Calendar) -> str:
    words = question_words(edition.question, Dates(calendar, iso_day))
    reading = f", reading {words.readings}" if words.readings else ""
    return (
        f"at {words.at}, known {words.known}, proof {words.proof}, viewpoint "
        f"{words.viewpoint}{reading}"
    )


def by_words(one: Signed) -> str:
    whose = f" of {one.organisation}" if one.organisation else ""
    return f"{one.by}{whose}, witnessed {written_time(one.known)}"


def marking_words(edition: Edition) -> str:
    marking = edition.marking
    listed = ", ".join(marking.releasable_to)
    return f"{marking.level}{f', releasable to {listed}' if listed else ''}"


def answer_words(result: Any) -> Iterator[str]:
    """A sealed answer, read from its JSON alone: nothing is computed again."""
    match result["answer"]:
        case "status":
            for kind in ("phases", "stipulations", "funds"):
                for each in result[kind]:
                    yield f"{_name_of(each)}: {_state_of(each)}"
                    yield f"  {each['sentence']['text']}"
        case "explain":
            for reason in result["reasons"]:
                yield from _reason(reason, "")
        case "history":
            for track in result["tracks"]:
                yield _name_of(track)
                for step in track["steps"]:
                    start = step["from"] or "the beginning"
                    yield f"  from {start}: {_state_of(step)}, because {step['because']}"
        case "causes":
            yield from _sections(cause_sections(result))
        case "origins":
            yield from _sections(origin_sections(result))
        case "positions":
            yield from _sections(position_sections(result))
        case _:
            for blocked in result["blocked"]:
                yield blocked["name"]
                for blocker in blocked["blockers"]:
                    whose = ", ".join(blocker["whose_move"]) or "nobody named"
                    yield f"  {blocker['what']}: {blocker['state']}, move of {whose}"
                if not blocked["blockers"]:
                    yield "  nothing blocks it"


def _sections(found: Iterable[Section]) -> Iterator[str]:
    for heading, _, lines in found:
        yield heading
        yield from (f"  {line}" for line in lines)


def _name_of(each: Any) -> str:
    limb = f": {each['limb']}" if each.get("limb") else ""
    whose = f", {each['bearer']}" if each.get("bearer") else ""
    return f"{each['name']}{whose}{limb}"


def _state_of(each: Any) -> str:
    return f"{each['state']} ({each['cause']})" if each["cause"] else str(each["state"])


def _reason(reason: Any, indent: str) -> Iterator[str]:
    reference = f" [{reason['ref']}]" if reason["ref"] else ""
    decisive = " (decisive)" if reason["decisive"] else ""
    yield f"{indent}{reason['text']}{reference}{decisive}"
    for child in reason["children"]:
        yield from _reason(child, f"{indent}  ")


# --- Replaying ---------------------------------------------------------------------------------


def print_replayed(screen: Screen, found: Replayed) -> None:
    edition = found.edition
    if found.is_reproduced:
        screen.line(f"✓ {edition.name} is reproduced bit for bit.", "green")
        screen.unbroken(screen.text(f"  {edition.size:,} bytes, SHA-256 {edition.result}"))
    elif found.is_same:
        screen.line(f"✗ {edition.name}: its answer is reproduced, but not all else holds.", "red")
    else:
        screen.line(f"✗ {edition.name} is not reproduced.", "bold red")
    if found.is_other_program:
        screen.line(
            f"  Another program: it was sealed by {edition.program}, this is {found.program}."
        )
    for key in found.missing_keys:
        screen.line(f"  The key {key} of a protected source was at hand then, and is not here.")
    for fault in found.faults:
        screen.line(f"  {fault[:1].upper()}{fault[1:]}.")
    if found.difference is not None:
        screen.line(f"  The first difference is at {found.difference.path}:")
        screen.line(f"    then {found.difference.then}")
        screen.line(f"    now  {found.difference.now}")
