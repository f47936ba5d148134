"""What is done to a log: begun, added to from a folder, listed and shown.

Here the clock is read, and keys are taken from their folder; the store is given both.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from servanda.record.model import ActContent
from servanda.store.connection import Connection
from servanda.store.database import is_address, reading
from servanda.store.documents import (
    KINDS,
    Held,
    Reading,
    entries_of,
    entries_of_one,
    held,
    staying,
    with_reasons,
)
from servanda.store.entering import why_no_name
from servanda.store.entry import Entry
from servanda.store.fault import StoreError
from servanda.store.files import file_data
from servanda.store.head import Head
from servanda.store.journal import require_folder
from servanda.store.key import ROLES
from servanda.store.keyring import Holder, Keyring
from servanda.store.log import (
    Hand,
    Log,
    append,
    begin_log,
    logged,
    open_log,
)
from servanda.store.refusal import shown
from servanda.store.sealing import SealingKey, opened_all, protected_in, sealed_entries
from servanda.values.calendar import GREENWICH
from servanda.workspace.added_again import require_in_no_other, require_nothing_gone
from servanda.workspace.amending import (
    Amendments,
    agrees_something,
    compared_agreements,
    moved_agreements,
    require_reason,
)
from servanda.workspace.as_logged import require_no_agreement_of_others
from servanda.workspace.attachments import attachments
from servanda.workspace.brought import Brought, read_folder
from servanda.workspace.dates_ahead import require_no_report_ahead
from servanda.workspace.files import (
    WorkspaceError,
    begins_with_mark,
    named_first,
    printable,
    read_texts,
)
from servanda.workspace.keys import (
    make_key,
    make_sealing_key,
    names_of_keys,
    read_key,
    sealing_keys,
    sealing_keys_by_source,
)
from servanda.workspace.logged import laid_out, named_in, seen_by
from servanda.workspace.model import Workspace
from servanda.workspace.opening import now, opened_texts
from servanda.workspace.protected_names import require_untold, tell_unchecked
from servanda.workspace.releasable_names import released_to
from servanda.workspace.replaced_files import Replaced, replaced_in
from servanda.workspace.right_folder import (
    require_record_in_place,
    require_record_kept,
    require_same_agreement,
)


@dataclass(frozen=True, slots=True)
class Imported:
    """How many entries of each kind were new, the head that covers the log now, what is agreed
    otherwise than before, to whom what is new is releasable; which documents of the log the folder
    has not, which of its Markdown files were not read, which files were there with another
    content, and which new documents began with a byte order mark, which no log keeps."""

    added: Mapping[str, int]
    head: Head
    compared: Amendments
    released_to: frozenset[str]
    staying: tuple[str, ...] = ()
    passed_over: tuple[str, ...] = ()
    replaced: tuple[Replaced, ...] = ()
    without_mark: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class InLog:
    """What a log holds, opened as far as keys are at hand: its entries, the texts that it lays
    out, and the files that they name."""

    held: Held
    texts: Mapping[str, str]
    data: Mapping[str, bytes]


def begin(where: str, title: str, name: str, organisation: str, keys: Path) -> Log:
    """Begins a log with a keeper who may do everything; makes the key where there is none."""
    require_apart(Keyring(), name, organisation)
    if not is_address(where):
        require_folder(Path(where))
    _require_no_log(where)
    key = read_key(name, keys) if name in names_of_keys(keys) else make_key(name, keys)
    at = now()
    keeper = Holder(name, key.public, ROLES, organisation, at)
    return begin_log(where, title, keeper, key, at)


def _require_no_log(where: str) -> None:
    """Before a key is made for one."""
    try:
        open_log(where)
    except StoreError:
        return  # what else is in the way there, whoever begins the log is told
    raise WorkspaceError(f"there is a log at {shown(where)} already")


def require_apart(ring: Keyring, name: str, organisation: str) -> None:
    """`WorkspaceError` where a key of this name for this organisation would be taken for another of
    the log, by what is releasable to one of them."""
    why = ring.why_ambiguous(name, organisation)
    if why:
        raise WorkspaceError(f"{why}; nothing was written: choose another name")


@contextmanager
def opened(where: str) -> Iterator[Connection]:
    """A log to be read, as it is at this moment."""
    log = open_log(where)
    with reading(log.database) as connection:
        yield connection


def import_folder(
    log: Log, folder: Path, hand: Hand, keys: Path, amended: str | None = None
) -> Imported:
    """Adds to a log what it does not hold of a folder; nothing where the folder has errors.

    Raises `WorkspaceError` where what is agreed reads otherwise and `amended` does not say why.
    """
    brought = read_folder(folder)
    _require_names((*brought.texts, *brought.files, *brought.tables))
    there = _found(log, keys)
    require_same_agreement(folder, brought.texts, there.texts)
    found = tuple(_new_in(brought, there))
    stay = staying(brought.texts, found, there.held)
    kept = {name: there.texts[name] for name in stay if name in there.texts}
    _require_sound_together(log, hand, brought, there, kept, found)
    compared = compared_agreements(there.texts, {**kept, **brought.texts})
    fresh = tuple(with_reasons(found, require_reason(compared, amended, str(folder))))
    if amended:
        require_untold({"reason": amended}, (*there.held.statements.values(), *fresh))
    imported = _added(log, fresh, there.held, brought.contents, hand, keys, compared)
    return replace(
        imported,
        staying=stay,
        passed_over=brought.passed_over,
        replaced=replaced_in(fresh, brought.files, there.data),
        without_mark=_without_mark(brought.places, fresh),
    )


def _new_in(brought: Brought, there: InLog) -> Iterator[Entry]:
    """What the log does not hold of a folder, which lies as the log is laid out."""
    away = [name for name in there.texts if name not in brought.texts]
    moved = moved_agreements(away, there.texts, brought.texts)
    read = brought.opened_beside({name: there.texts[name] for name in away}, there.data)
    require_record_in_place(brought.folder, brought.texts, there.texts, read.agreeing)
    reading_it = reading_of(read)
    found = tuple(
        entries_of(brought.texts, brought.files, reading_it, there.held, brought.tables, moved)
    )
    require_record_kept(brought.folder, found, there.held)
    return iter(found)


def _require_sound_together(
    log: Log,
    hand: Hand,
    brought: Brought,
    there: InLog,
    kept: Mapping[str, str],
    found: Sequence[Entry],
) -> None:
    """Of the folder with the documents that the log keeps beside it."""
    together = brought.opened_beside(kept, there.data)
    what = f", with {named_first(tuple(kept))} that the log has besides," if kept else ""
    folder = brought.folder
    _require_sound(together, f"{folder}{what}", f"`servanda check {folder}` shows all")
    require_no_report_ahead(together, found)
    with reading(log.database) as connection:
        require_no_agreement_of_others(connection, hand, found, together)


def add_report(
    log: Log, report: Path, attached: tuple[Path, ...], hand: Hand, keys: Path
) -> Imported:
    """Adds one document to what a log holds, or enters it again as it reads now, with files to be
    kept by their hashes.

    Raises `WorkspaceError` where there is another document of its name, or of another name with one
    of its reports; where it has errors, or is about more than the record.
    """
    _require_document(report)
    there = _found(log, keys)
    before = there.held
    name = f"record/{report.name}"
    texts, problems = read_texts(((name, report),))
    if name in texts:
        require_in_no_other(report, name, texts[name], before)
    workspace = opened_texts(log.where, {**there.texts, **texts}, there.data, problems)
    beside = f"`servanda record export {shown(log.where)} FOLDER`, {report.name} into FOLDER/record"
    _require_sound(workspace, str(report), f"to see all: {beside}, `servanda check FOLDER`")
    if agrees_something(name, texts[name]):
        raise WorkspaceError(
            f"{report} says more than what was reported; an agreement is imported with its folder"
        )
    if all(path != name for path, *_ in workspace.said):
        raise WorkspaceError(
            f"there is no statement in {report}, and nothing was logged: what is reported stands "
            "in a block that begins with ```servanda and ends with ```; prose alone is imported "
            "with a folder"
        )
    files = attachments(report, attached)
    _require_names((name, *files))
    fresh = tuple(entries_of_one(name, texts[name], files, reading_of(workspace), before))
    require_nothing_gone(name, fresh, before)
    require_no_report_ahead(workspace, fresh)
    found = _added(log, fresh, before, files, hand, keys, Amendments())
    unmarked = _without_mark(((name, report),), fresh)
    return replace(found, replaced=replaced_in(fresh, files, {}), without_mark=unmarked)


def _without_mark(places: Iterable[tuple[str, Path]], fresh: Iterable[Entry]) -> tuple[str, ...]:
    """The documents that are entered, of which a byte order mark is left out."""
    entered = {one.name for one in fresh if one.kind == "document"}
    return tuple(name for name, path in places if name in entered and begins_with_mark(path))


def _require_document(report: Path) -> None:
    """A folder is read by its Markdown files: of another name a report would be lost in one."""
    if report.suffix != ".md" or report.name.startswith("."):
        raise WorkspaceError(
            f"{printable(report.name)} is not named as a document: rename it so that it ends in "
            ".md and begins with no dot; nothing was logged"
        )


def _require_names(names: Iterable[str]) -> None:
    for name in names:
        why = why_no_name(name)
        if why:
            raise WorkspaceError(f"{printable(name)} {why}; rename it: nothing was logged")


def covering(heads: Sequence[Head], position: int) -> Head:
    """The first head that covers an entry: its time is when the entry became known."""
    return heads[bisect_right(heads, position, key=lambda one: one.size)]


def _found(log: Log, keys: Path) -> InLog:
    with reading(log.database) as connection:
        found = laid_out(connection, *seen_by(connection, None, now(), keys))
        before = held(opened_all(logged(connection, KINDS), sealing_keys(keys)))
        data = {name: file_data(connection, found.files[name]) for name in named_in(found)}
    return InLog(before, found.texts, data)


def reading_of(workspace: Workspace) -> Reading:
    acts = {one.id for one in workspace.record.claims if isinstance(one.content, ActContent)}
    return Reading(acts, workspace.agreement.calendar if workspace.agreement else GREENWICH)


def _added(
    log: Log,
    fresh: Sequence[Entry],
    before: Held,
    files: Mapping[str, bytes],
    hand: Hand,
    sealing: Path,
    compared: Amendments,
) -> Imported:
    """Adds what is new; `files` may hold some that the log has."""
    keys = _sealing(log, fresh, before.statements.values(), sealing)
    documents = _documents_as_logged(log, sealing)
    entries = tuple(sealed_entries(fresh, before.statements, keys, documents))
    head = append(log, entries, hand, now(), tuple(files.values()))
    if entries:
        tell_unchecked(before.statements.values())
    return Imported(counted(fresh), head, compared, released_to(fresh))


def _documents_as_logged(log: Log, keys: Path) -> Mapping[str, Entry]:
    """The last entry of each document as it stands in the log, by the name that it has opened."""
    with reading(log.database) as connection:
        stored = tuple(logged(connection, ("document",)))
    plain = opened_all(stored, sealing_keys(keys))
    return {one.entry.name: found.entry for one, found in zip(plain, stored, strict=True)}


def _sealing(
    log: Log, fresh: Iterable[Entry], before: Iterable[Entry], folder: Path
) -> Mapping[str, SealingKey]:
    """The key of every protected source by its name; made where there was none."""
    keys = dict(sealing_keys_by_source(folder, log.name))
    names = set(protected_in((*fresh, *before)))
    for name in names - set(keys):
        keys[name] = make_sealing_key(name, folder, log.name)
    return {name: keys[name] for name in names}


def counted(entries: Iterable[Entry]) -> Mapping[str, int]:
    found: dict[str, int] = {}
    for entry in entries:
        found[entry.kind] = found.get(entry.kind, 0) + 1
    return found


def _require_sound(workspace: Workspace, what: str, all_of_them: str) -> None:
    """Else `WorkspaceError` with the first error and how to see all."""
    errors = [one for one in workspace.diagnostics if one.severity == "error"]
    if errors:
        several = "an error" if len(errors) == 1 else f"{len(errors):,} errors, the first"
        first = f"{errors[0].span}: {errors[0].message}"
        hint = f" ({errors[0].hint})" if errors[0].hint else ""
        more = f"; {all_of_them}" if len(errors) > 1 else ""
        raise WorkspaceError(f"{what} has {several} at {first}{hint}; nothing was logged{more}")
