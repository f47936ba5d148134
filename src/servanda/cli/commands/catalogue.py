"""`servanda catalogue`: what every diagnostic means, and how to mend what it complains of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from servanda.cli.options import json_option

if TYPE_CHECKING:
    from collections.abc import Mapping

    from servanda.cli.screen import Screen
    from servanda.language.catalogue.page import Page


@click.command(
    short_help="What a diagnostic means and how to mend it.",
    epilog="""\b
Examples:
  servanda catalogue
  servanda catalogue unknown-actor""",
)
@click.argument("name", required=False)
@json_option
def catalogue(name: str | None, as_json: bool) -> None:
    """The names of all diagnostics, or the manual page of one.

    NAME is what stands in brackets in a message: unknown-actor of error[unknown-actor].
    """
    from servanda.language.catalogue import by_family

    families = by_family()
    if name is not None:
        families = only(name, families)
    if as_json:
        from servanda.cli.json_output import print_json
        from servanda.publish.catalogue_json import catalogue_json

        print_json(catalogue_json(families))
        return
    from servanda.cli.screen import standard_output

    screen = standard_output()
    if name is None:
        print_names(screen, families)
    else:
        print_page(screen, next(page for pages in families.values() for page in pages))


def only(name: str, families: Mapping[str, tuple[Page, ...]]) -> Mapping[str, tuple[Page, ...]]:
    """The one page that bears the name, under its family."""
    from servanda.language.near_miss import did_you_mean

    for family, pages in families.items():
        for page in pages:
            if page.name == name:
                return {family: (page,)}
    near = did_you_mean(name, (page.name for pages in families.values() for page in pages))
    raise click.UsageError(
        f"no diagnostic is named `{name}`; {near or '`servanda catalogue` lists all names'}"
    )


def print_names(screen: Screen, families: Mapping[str, tuple[Page, ...]]) -> None:
    width = max(len(page.name) for pages in families.values() for page in pages) + 2
    for family, pages in families.items():
        screen.line(family, "bold underline")
        for page in pages:
            line = screen.text(page.name.ljust(width), "bold")
            screen.unbroken(line.append_text(screen.text(page.meaning)))
        screen.line()
    screen.line("The page of one: servanda catalogue NAME")


def print_page(screen: Screen, page: Page) -> None:
    """The page as it is written, for it is written to be read as text."""
    screen.line(page.name, "bold underline")
    screen.line(page.meaning[:1].upper() + page.meaning[1:] + ".")
    parts = (
        (None, page.what, ""),
        ("Why it matters", page.why, ""),
        ("Example", page.example, "    "),
        ("How to mend", page.mend, ""),
    )
    for heading, words, margin in parts:
        screen.line()
        if heading:
            screen.line(heading, "bold")
        for line in words.splitlines():
            screen.unbroken(screen.text((margin + line).rstrip()))
