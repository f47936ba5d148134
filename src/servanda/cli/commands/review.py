"""`servanda review`: a person confirms a draft, and only then it enters the record."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from servanda.workspace.drafts import Kept


@click.command(
    short_help="Confirm a draft, statement by statement.",
    epilog="""\b
Examples:
  servanda review my-agreement/drafts/gazette-2025-10-22.json \\
      --article article.html
  servanda review my-agreement/drafts/gazette-2025-10-22.json \\
      --page review.html
  servanda review my-agreement/drafts/gazette-2025-10-22.json \\
      --take decisions.json
  servanda review --accuracy my-agreement --json""",
)
@click.argument("draft", type=click.Path(path_type=Path), required=False)
@click.option(
    "--article",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The article's file, to be read beside the draft where its words were not kept.",
)
@click.option(
    "--page",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write a local HTML page to review on, and ask nothing here.",
)
@click.option(
    "--take",
    "taken",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Apply the decisions that such a page saved.",
)
@click.option("--again", metavar="ID", multiple=True, help="Decide this proposal anew.")
@click.option(
    "--accuracy",
    "accuracy_of",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="Count, over all reviewed drafts of a folder, what was accepted as proposed.",
)
@click.option(
    "--json", "as_json", is_flag=True, help="With --accuracy: print JSON (docs/intake.md)."
)
def review(
    draft: Path | None,
    article: Path | None,
    page: Path | None,
    taken: Path | None,
    again: tuple[str, ...],
    accuracy_of: Path | None,
    as_json: bool,
) -> None:
    """Accept, mend, split or reject what intake proposed, one statement after the other.

    Every decision is kept at once, so that you can stop and go on later. When everything is
    decided you see it once more, and what you confirmed is checked and written under record/, into
    a file of its own. What was proposed and what was confirmed both stay in the draft's JSON.
    """
    from servanda.cli.leaving import UsedWrongly
    from servanda.workspace.files import WorkspaceError

    if (draft is None) == (accuracy_of is None):
        raise click.UsageError("give a draft, or --accuracy and a folder")
    if page is not None and taken is not None:
        raise click.UsageError("give --page or --take")
    if as_json and accuracy_of is None:
        raise click.UsageError("--json belongs to --accuracy")
    try:
        if accuracy_of is not None:
            _show_accuracy(accuracy_of, as_json=as_json)
        elif draft is not None:
            _review(draft, article, page, taken, again)
    except WorkspaceError as problem:
        raise UsedWrongly(str(problem)) from problem


def _review(
    file: Path, article: Path | None, page: Path | None, taken: Path | None, again: tuple[str, ...]
) -> None:
    from servanda.cli.reviewing import article_text, reopened, review_all, take_decisions
    from servanda.workspace.drafts import opened_draft

    kept = opened_draft(file)
    text = article_text(kept.draft, article)
    if page is not None:
        _write_page(kept, text, page)
        return
    kept = reopened(kept, again)
    if taken is not None:
        take_decisions(kept, taken)
    else:
        review_all(kept, text, article)


def _write_page(kept: Kept, text: str | None, page: Path) -> None:
    from servanda.cli.inquiry import opened
    from servanda.cli.leaving import UsedWrongly
    from servanda.intake.draft.page import review_page
    from servanda.workspace.atomic_file import write_atomically

    if not page.parent.is_dir():
        raise UsedWrongly(f"there is no folder '{page.parent}' to write into")
    write_atomically(page, review_page(kept.draft, text, opened(kept.folder).record.sources))
    click.echo(f"wrote {page}; save your decisions there, then:", err=True)
    click.echo(f"  servanda review {kept.file} --take {kept.draft.name}.decisions.json", err=True)


def _show_accuracy(folder: Path, *, as_json: bool) -> None:
    from servanda.cli.accuracy_json import accuracy_json
    from servanda.cli.accuracy_table import print_accuracy
    from servanda.cli.json_output import print_json
    from servanda.cli.screen import standard_error, standard_output
    from servanda.intake.draft.accuracy import accuracy
    from servanda.workspace.drafts import drafts_of
    from servanda.workspace.files import WorkspaceError

    drafts, left_out = [], []
    for each in drafts_of(folder):
        if isinstance(each, WorkspaceError):
            left_out.append(str(each))
            standard_error().line(f"left out: {each}", "red")
        else:
            drafts.append(each.draft)
    if as_json:
        print_json(accuracy_json(accuracy(drafts), left_out))
    else:
        print_accuracy(standard_output(), accuracy(drafts))
