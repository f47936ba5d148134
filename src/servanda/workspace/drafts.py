"""The drafts of a folder, under `drafts/`: kept, found again, and entered into its record.

Nothing else reads them. What a person confirmed is written under `record/`, once, in a file that
was not there, and only if the folder has no error with it that it had not without.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from servanda.intake.draft.deciding import Misfit, fitted
from servanda.intake.draft.draft_json import LARGEST_FILE, read_draft, written
from servanda.intake.draft.ground import Ground, ground_of
from servanda.intake.draft.model import Draft, Proposal
from servanda.intake.draft.reading import DraftError
from servanda.intake.draft.rehearsal import Stage, stage_of
from servanda.intake.draft.report import confirmed, confirmed_report, proposed_report
from servanda.language.diagnostic import Diagnostic
from servanda.language.parse import parse_document
from servanda.language.tree import Document, SourceHeader
from servanda.workspace.atomic_file import write_atomically, write_new
from servanda.workspace.files import DRAFTS, WorkspaceError, printable, read_data, reason
from servanda.workspace.model import Workspace

RECORD = "record"


@dataclass(frozen=True, slots=True)
class Kept:
    """A draft and the file that it is read from and written to."""

    draft: Draft
    file: Path

    @property
    def folder(self) -> Path:
        """That of the agreement."""
        return self.file.parent.parent


@dataclass(frozen=True, slots=True)
class Entered:
    """The file of the record that was written, and the confirmed sources that it leaves out as
    the folder declares them already."""

    file: Path
    draft: Draft
    declared_already: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NotEntered:
    """Why nothing was written: in a line, or by what is wrong with the text that would be."""

    message: str
    diagnostics: tuple[Diagnostic, ...] = ()
    text: str = ""
    name: str = ""


def ground(workspace: Workspace) -> Ground:
    """What drafts for this folder are made on."""
    assert workspace.agreement is not None, "asked before"
    return ground_of(pages_of(workspace), workspace.agreement, workspace.record, workspace.texts)


def stage(workspace: Workspace) -> Stage:
    """What a folder declares, for trying what is decided while it is decided."""
    assert workspace.agreement is not None, "asked before"
    return stage_of(pages_of(workspace), workspace.agreement.calendar)


def pages_of(workspace: Workspace) -> tuple[Document, ...]:
    return tuple(
        parse_document(text, name).document
        for name, text in workspace.texts.items()
        if name.endswith(".md")
    )


def keep_draft(draft: Draft, folder: Path) -> Kept:
    """Writes a draft and its literate report; an existing one of this name is written again."""
    drafts = folder / DRAFTS
    drafts.mkdir(exist_ok=True)
    file = drafts / f"{draft.name}.json"
    write_atomically(file, written(draft))
    write_atomically(drafts / f"{draft.name}.md", proposed_report(draft))
    return Kept(draft, file)


def update(kept: Kept, draft: Draft) -> Kept:
    """Keeps the decisions; the literate report stays what was proposed."""
    write_atomically(kept.file, written(draft))
    return replace(kept, draft=draft)


def opened_draft(path: Path) -> Kept:
    """A draft by either of its files."""
    file = path.with_suffix(".json") if path.suffix == ".md" else path
    try:
        with file.open("rb") as source:
            data = source.read(LARGEST_FILE + 1)
    except (OSError, ValueError) as problem:
        raise WorkspaceError(f"cannot read {printable(str(file))}: {reason(problem)}") from problem
    try:
        draft = read_draft(data)
    except DraftError as fault:
        raise WorkspaceError(f"cannot use {printable(str(file))}: {fault}") from fault
    if draft.name != file.stem:
        raise WorkspaceError(f"cannot use {printable(str(file))}: its draft is named {draft.name}")
    return Kept(draft, file)


def drafts_of(folder: Path) -> Iterator[Kept | WorkspaceError]:
    """Every draft of a folder, by name, and each that cannot be used."""
    for file in sorted((folder / DRAFTS).glob("*.json")):
        try:
            yield opened_draft(file)
        except WorkspaceError as problem:
            yield problem


def enter(kept: Kept, workspace: Workspace) -> Entered | NotEntered:
    """Writes what is confirmed under `record/`, after it was built with all the rest."""
    from servanda.workspace.building import build
    from servanda.workspace.files import data_named

    draft = kept.draft
    if not any(each.kind in ("claim", "position", "engagement") for each in confirmed(draft)):
        return NotEntered("nothing that is said was confirmed, so there is nothing to write")
    for each in draft.proposals:  # the file of a draft may have been changed by hand
        fitting = fitted(each, each.decision, draft.name) if each.decision else Misfit("undecided")
        if fitting != each.decision:
            why = fitting.message if isinstance(fitting, Misfit) else "it is not what was decided"
            return NotEntered(f"proposal {each.id} cannot enter the record: {why}")
    name = f"{RECORD}/{draft.name}.md"
    file = goes_to(kept)
    if file.exists() or file.is_symlink():
        if not was_written_of(kept, file, workspace):
            return NotEntered(f"{file} is there already, and no report is overwritten")
        return Entered(file, update(kept, replace(draft, written=name)).draft)
    known = frozenset(workspace.record.sources)
    text = confirmed_report(without_sources(draft, known))
    before = {one.message for one in workspace.diagnostics if one.severity == "error"}
    texts = {**workspace.texts, name: text}
    built = build(texts, read_data(data_named(texts), kept.folder))
    errors = tuple(
        one
        for one in built.diagnostics
        if one.severity == "error" and (one.span.path == name or one.message not in before)
    )
    if errors:
        return NotEntered(
            "the record would have errors, so nothing was written", errors, text, name
        )
    file.parent.mkdir(exist_ok=True)
    write_new(file, text)
    again = tuple(one for one in map(confirmed_source, draft.proposals) if one in known)
    return Entered(file, update(kept, replace(draft, written=name)).draft, again)


def goes_to(kept: Kept) -> Path:
    """The file of the record that a draft becomes."""
    return kept.folder / RECORD / f"{kept.draft.name}.md"


def was_written_of(kept: Kept, file: Path, workspace: Workspace) -> bool:
    """Whether the file is what this very draft became, and only that was not noted any more: the
    program was ended between the two. Sources count as not declared that this file declares."""
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, ValueError):
        return False
    declared = sources_in(text)
    known = frozenset(workspace.record.sources) - declared
    return text == confirmed_report(without_sources(kept.draft, known))


def sources_in(text: str) -> frozenset[str]:
    statements = parse_document(text, "").document.statements
    headers = (one.header for one in statements)
    return frozenset(one.name.text for one in headers if isinstance(one, SourceHeader))


def without_sources(draft: Draft, known: frozenset[str]) -> Draft:
    """The draft without the sources that were declared since it was made."""
    kept = tuple(one for one in draft.proposals if confirmed_source(one) not in known)
    return replace(draft, proposals=kept)


def confirmed_source(proposal: Proposal) -> str:
    """The name of a source that was confirmed; empty for all else."""
    if proposal.kind != "source" or proposal.decision is None:
        return ""
    return " ".join(proposal.decision.text.split()[1:2])
