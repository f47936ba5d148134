"""Writes docs/analysis.md out of the docstrings of the rules, each of which is its manual page."""

import sys
from importlib import import_module
from pathlib import Path

from servanda.analysis.draft import DRAFT_RULES, DraftRule, name_of_rule

PAGE = Path(__file__).parents[1] / "docs" / "analysis.md"
HEAD = """# Analysis before anyone signs

`servanda analyse PATH` reads an agreement alone, without asking what was done, and says what its authors should know before anybody signs. Every finding says whether it is *exact* (it follows from the text as written) or only *may* be so, cites its articles, and says what to do. Nothing here is an error of the text: for those there is `servanda check`.

    servanda analyse examples/minsk-2015
    servanda analyse examples/minsk-2015 --only veto --only circular-wait
    servanda analyse examples/minsk-2015 --graph svg -o minsk.svg
    servanda analyse examples/minsk-2015 --json

In the pictures an arrow leads from what must come first to what waits for it. A side may always do of its own will what it does not owe yet; the rules ask what the text lets anybody insist on. A `not` in a condition needs nothing (at the outset nothing has happened), so that where conditions contradict one another through `not`, a rule may find less than there is, and never more.

This page is made from the rules themselves (`tools/write_analysis_docs.py`).
"""  # noqa: E501


def page() -> str:
    """The whole page."""
    names = "\n".join(
        f"- [`{name_of_rule(r)}`](#{name_of_rule(r)}): {summary(r)}" for r in DRAFT_RULES
    )
    return "\n".join((HEAD, names, "", *(section(rule) for rule in DRAFT_RULES)))


def manual(rule: DraftRule) -> str:
    text = import_module(rule.__module__).__doc__
    assert text is not None, "a rule has its manual page"
    return text.strip()


def summary(rule: DraftRule) -> str:
    return manual(rule).splitlines()[0].partition(": ")[2]


def section(rule: DraftRule) -> str:
    _, *body = manual(rule).splitlines()
    first = summary(rule)
    text = "\n".join(body).strip("\n")
    return f"## {name_of_rule(rule)}\n\n{first[:1].upper()}{first[1:]}\n\n{joined(text)}\n"


def joined(text: str) -> str:
    """Paragraphs on one line each, as in the other pages; examples and lists as they stand."""
    found = []
    for paragraph in text.split("\n\n"):
        kept = paragraph.startswith(("    ", "- "))
        found.append(paragraph if kept else " ".join(paragraph.split()))
    return "\n\n".join(found)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    sys.stdout.write(f"wrote {PAGE.name}\n")
