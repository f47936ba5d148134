"""What a person types in a review: a text, in their editor or line by line, and a new source."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from servanda.cli.leaving import UsedWrongly
from servanda.intake.draft.deciding import source_text

if TYPE_CHECKING:
    from servanda.intake.draft.model import What

END = "."


def written(text: str, what: What) -> str | None:
    """The text as somebody writes it, in their editor or line by line; None if they do not."""
    if os.environ.get("VISUAL") or os.environ.get("EDITOR"):
        try:
            return click.edit(text + "\n", extension=".md", require_save=True)
        except click.ClickException as problem:
            raise UsedWrongly(f"the editor cannot be used: {problem.message}") from problem
    return line_by_line(text, what)


def line_by_line(text: str, what: What) -> str | None:
    """The lines of a text offered one after the other, each to be changed or kept by Enter; where
    the terminal can offer nothing, they are typed anew."""
    several = "An empty line parts two statements.\n" if what == "split" else ""
    click.echo(
        f"Change each line, or keep it with Enter; a line with `{END}` alone ends.\n{several}"
        f"`{END}` as the first line leaves all as it was. (Set EDITOR to write in an editor.)"
    )
    lines: list[str] = []
    offered = iter(text.split("\n"))
    try:
        while (line := one_line(next(offered, ""))) != END:
            lines.append(line)
    except click.Abort:
        click.echo()
        return None
    return "\n".join(lines) if any(line.strip() for line in lines) else None


def one_line(offered: str) -> str:
    with offering(offered):
        typed: str = click.prompt("", prompt_suffix="> ", default="", show_default=False)
    return typed


@contextmanager
def offering(words: str) -> Iterator[None]:
    """The next line begins with these words, where the terminal can do that."""
    try:
        import readline
    except ImportError:  # not everywhere
        yield
        return
    readline.set_startup_hook(lambda: readline.insert_text(words))
    try:
        yield
    finally:
        readline.set_startup_hook(None)


def new_source(name: str = "") -> str | None:
    """A source by name, title and kind, as the record declares it; None if nobody types one."""
    click.echo("A new source. (Ctrl-D leaves it.)")
    try:
        name = name or click.prompt(
            "  short name, as claims use it (the-gazette, us/secretary-of-state)"
        )
        title = click.prompt("  title, as people know it")
        is_office = click.prompt(
            "  kind: o an office of somebody, b any other body or outlet",
            type=click.Choice(["b", "o"]), default="b", show_choices=False,
        )  # fmt: skip
        camp = click.prompt(
            "  whom it tends to speak for: name of an actor (nobody: Enter)",
            default="", show_default=False,
        )  # fmt: skip
    except click.Abort:
        click.echo()
        return None
    return source_text(name.strip(), title.strip(), camp.strip(), is_office=is_office == "o")
