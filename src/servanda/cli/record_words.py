"""What the commands on the record in a log say."""

from collections.abc import Sequence
from pathlib import Path

from servanda.cli.log_json import SCHEMA, entry_json, unplaced_json, withdrawn_json
from servanda.cli.logged_words import lines_of
from servanda.cli.screen import Screen
from servanda.publish.answer_json import JsonObject
from servanda.store.entry import Entry
from servanda.store.head import written_time
from servanda.workspace.amending import told_amendments
from servanda.workspace.exporting import Exported
from servanda.workspace.files import named_first
from servanda.workspace.recording import Imported
from servanda.workspace.releasable_names import UnknownName
from servanda.workspace.replaced_files import Replaced
from servanda.workspace.shown_entries import Listed, Shown, Withdrawal
from servanda.workspace.withdrawn_entries import own_names

SHOWN = 10  # places
DONE = {"correction": "corrected", "retraction": "retracted"}
AGAIN = ("document", "file")  # kinds that are entered again when they have changed


def print_imported(screen: Screen, found: Imported) -> None:
    if found.compared.amendments:
        screen.line(f"Amended: {told_amendments(found.compared)}.")
    for name in found.compared.only_prose:
        screen.line(f"Of {name} only the prose changed: what is agreed reads as before.")
    for one in found.replaced:
        screen.line(
            f"{one.name} was logged before with another content: it is replaced, and the log keeps "
            f"what it was.{_of_rows(one)}"
        )
    if found.staying:
        several = f"{len(found.staying):,} documents of the log are"
        number = "1 document of the log is" if len(found.staying) == 1 else several
        stay = "stays" if len(found.staying) == 1 else "stay"
        screen.line(f"{number} not in this folder, and {stay}: {named_first(found.staying)}.")
    if found.passed_over:
        screen.line(
            "Not read, as hidden, a draft, attached to none, or a link that leads elsewhere: "
            f"{named_first(found.passed_over)}."
        )
    if found.without_mark:
        screen.line(
            "An export begins without the byte order mark (of Windows), which says nothing: "
            f"{named_first(found.without_mark)}."
        )
    if not found.added:
        screen.line(f"Nothing is new: the log holds all of it, in {found.head.size:,} entries.")
        return
    parts = ", ".join(f"{count:,} {_several(kind, count)}" for kind, count in found.added.items())
    screen.line(f"Added: {parts}.")
    time = written_time(found.head.time)
    screen.line(f"The log has {found.head.size:,} entries, witnessed at {time}.")


def _of_rows(one: Replaced) -> str:
    """What somebody who cut a file short would not notice."""
    gone = f"{one.gone:,} {'is' if one.gone == 1 else 'are'} gone" if one.gone else ""
    tell = "tells" if one.otherwise == 1 else "tell"
    otherwise = f"{one.otherwise:,} {tell} something else" if one.otherwise else ""
    parts = [part for part in (gone, otherwise) if part]
    return f" Of the rows that were logged {' and '.join(parts)}." if parts else ""


def print_unknown_names(screen: Screen, found: Sequence[UnknownName]) -> None:
    for one in found:
        like = f" Did you mean {one.like}?" if one.like else ""
        screen.line(
            f"Notice: something is releasable to {one.name}, and the log has no reader and no "
            f"organisation of that name: nobody sees it by that.{like}"
        )


def print_left_in_plain_text(screen: Screen, left: Sequence[str] | None) -> None:
    """Told before a source is forgotten."""
    if left is None:
        screen.line(
            "Without --store no log was searched for places that name this source in plain text."
        )
    elif left:
        more = f" and {len(left) - SHOWN:,} more" if len(left) > SHOWN else ""
        screen.line(
            "The log names this source in plain text, which stays there when the key is gone: "
            f"{', '.join(left[:SHOWN])}{more}."
        )


def print_listed(screen: Screen, found: Listed) -> None:
    digits = max((len(str(one.position)) for one in found.entries), default=0)
    longest = max((len(one.entry.kind) for one in found.entries), default=0)
    for one, known, fell in zip(found.entries, found.known, found.withdrawn, strict=True):
        kind, name = one.entry.kind, one.entry.name
        again = f" (number {one.entry.number})" if kind in AGAIN and one.entry.number > 1 else ""
        place = f"{one.position:>{digits}}  " if found.has_positions else ""
        taken_back = f"  ! {_in_short(one.entry, fell)}" if fell else ""
        line = f"{place}{written_time(known)}  {kind:<{longest}}  {name}{again}{taken_back}"
        screen.unbroken(screen.text(line))
    screen.line(f"{len(found.entries):,} of {found.of:,} entries", "dim")


def print_shown(screen: Screen, found: Shown) -> None:
    for one in found.entries:
        entry = one.logged.entry
        place = f" (entry {one.logged.position:,})" if found.has_positions else ""
        screen.line(f"{entry.kind} {entry.name}{place}", "bold")
        indent = _print_withdrawn(screen, entry, one.withdrawn)
        for line in lines_of(entry):
            screen.unbroken(screen.text(f"{indent}{line}"))
        if entry.kind in AGAIN:
            screen.unbroken(screen.text(f"  {_given_back(entry, found)}"))
        screen.line(f"submitted by {one.author}")
        screen.line(f"witnessed at {written_time(one.known)}")


def _print_withdrawn(screen: Screen, entry: Entry, withdrawn: Sequence[Withdrawal]) -> str:
    """Before what was said, so that nobody quotes it as if it stood; how far that is indented."""
    for one in withdrawn:
        what = f"{DONE[one.by.kind]} by {one.by.name}, witnessed at {written_time(one.known)}:"
        screen.unbroken(screen.text(f"  {one.name} was {what}"))
        for line in lines_of(one.by):
            screen.unbroken(screen.text(f"    {line}"))
    if not withdrawn or not _is_all(entry, withdrawn):
        return "  "
    screen.line("  What was said, and no longer stands:")
    return "    "


def _in_short(entry: Entry, withdrawn: Sequence[Withdrawal]) -> str:
    first = f"{DONE[withdrawn[0].by.kind]} by {withdrawn[0].by.name}"
    return first if _is_all(entry, withdrawn) else f"in part {first}"


def _is_all(entry: Entry, withdrawn: Sequence[Withdrawal]) -> bool:
    """Whether nothing that an entry makes stands."""
    return {one.name for one in withdrawn}.issuperset(own_names(entry))


def shown_json(found: Shown) -> JsonObject:
    as_json = entry_json if found.has_positions else unplaced_json
    entries = [
        as_json(one.logged)
        | {"withdrawn": withdrawn_json(one.withdrawn)}
        | {"author": one.author, "witnessed": written_time(one.known)}
        for one in found.entries
    ]
    return {"schema": SCHEMA, "answer": "show", "entries": entries}


def print_exported(screen: Screen, found: Exported, folder: Path) -> None:
    screen.line(f"{len(found.written)} files written to {folder}, {len(found.same)} were there.")


def _given_back(entry: Entry, found: Shown) -> str:
    """By which command a document or file comes back as it was at this number."""
    same = [one for one in found.entries if one.logged.entry.key == entry.key]
    if same[-1].logged.entry.number == entry.number:
        return "`servanda record export LOG FOLDER` gives it back"
    known = next(one.known for one in same if one.logged.entry.number == entry.number)
    then = f"--known {written_time(known)}"
    return f"`servanda record export LOG FOLDER {then}` gives it back"


def _several(kind: str, count: int) -> str:
    if count == 1 or kind in ("figures", "incidents", "coverage", "access-denied"):
        return kind
    return f"{kind}s"
