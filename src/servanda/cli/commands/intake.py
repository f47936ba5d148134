"""`servanda intake`: from articles to drafts that a person reviews."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from servanda.cli.intake_options import Options

if TYPE_CHECKING:
    from servanda.cli.intake_words import Told

INSTALL = "Install what reads articles: `make intake`, or `pip install 'servanda[intake]'`."


@click.command(
    short_help="Articles as drafts to be reviewed.",
    epilog="""\b
Examples:
  servanda intake article.html --for examples/gaza-2025
  servanda intake - --for my-agreement --on 2025-10-22 --by "The Gazette" \\
      < article.txt
  servanda intake --folder clippings --for my-agreement
  servanda intake --feed https://gazette.example/rss --for my-agreement""",
)
@click.argument("source", required=False)
@click.option(
    "--for",
    "folder_for",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    required=True,
    help="The folder of the agreement: its words are matched, and the draft lies under it.",
)
@click.option("--on", "on", metavar="DATE", help="The day of the article, if it gives none.")
@click.option("--by", "by", metavar="OUTLET", help="Who published it, if it does not say.")
@click.option("--keep-text", is_flag=True, help="Keep the article's words with the draft.")
@click.option("--feed", metavar="URL|FILE", help="Take what an RSS or Atom feed announces.")
@click.option(
    "--allow-host",
    "hosts",
    metavar="HOST",
    multiple=True,
    help="With --feed: also fetch what it announces on this host.",
)
@click.option(
    "--folder",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="Take every article in a folder.",
)
@click.option(
    "--model",
    metavar="ADDRESS",
    help="Also ask a model behind this OpenAI-compatible address. Off unless given.",
)
@click.option("--model-name", metavar="NAME", help="Which model to ask for there.")
def intake(
    source: str | None,
    folder_for: Path,
    on: str | None,
    by: str | None,
    keep_text: bool,
    feed: str | None,
    hosts: tuple[str, ...],
    folder: Path | None,
    model: str | None,
    model_name: str | None,
) -> None:
    """Turn news articles into drafts of reports, each statement with the words it rests on.

    SOURCE is a file (HTML, PDF or text), an address, a text, or - for standard input. A draft lies
    under drafts/ in the folder of the agreement; nothing enters the record before somebody has
    confirmed it with servanda review. Nothing is taken twice.
    """
    from servanda.cli.leaving import INPUT_HAS_ERRORS, UsedWrongly

    if sum(each is not None for each in (source, feed, folder)) != 1:
        raise click.UsageError("give one of SOURCE, --feed and --folder")
    if (model is None) != (model_name is None):
        raise click.UsageError("--model and --model-name belong together")
    if hosts and feed is None:
        raise click.UsageError("--allow-host belongs to --feed")
    options = Options(_day(on), by, keep_text, model, model_name)
    try:
        told = _taken(source, feed, hosts, folder, folder_for, options)
    except ModuleNotFoundError as missing:
        if (missing.name or "").startswith("servanda"):
            raise
        raise UsedWrongly(f"reading articles needs `{missing.name}`. {INSTALL}") from missing
    if told.refused or (told.hosts and not told.drafted and not told.before):
        raise SystemExit(INPUT_HAS_ERRORS)


def _day(typed: str | None) -> date | None:
    if typed is None:
        return None
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise click.UsageError(f"--on {typed} is no date; write 2025-10-22") from None


def _taken(
    source: str | None,
    feed: str | None,
    hosts: tuple[str, ...],
    folder: Path | None,
    folder_for: Path,
    options: Options,
) -> Told:
    from servanda.cli import articles
    from servanda.cli.drafting import drafting
    from servanda.cli.intake_words import take_many, take_one
    from servanda.cli.screen import standard_error, standard_output

    out, err = standard_output(), standard_error()
    desk = drafting(folder_for, options)
    if source is not None:
        return take_one((articles.one(source, desk.today),), desk, out, err)
    if feed is not None:
        announced = articles.from_feed(feed, hosts, desk.pages_seen, desk.today)
        return take_many(announced, None, desk, out, err)
    assert folder is not None, "one of the three is given"
    total = articles.number_in(folder)
    return take_many(articles.from_folder(folder, desk.today), total, desk, out, err)
