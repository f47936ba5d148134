"""Writes the pages of `docs/diagnostics` from the catalogue and the messages of the corpus.

Run it after a change in `src/servanda/language/catalogue`, and after
`pytest --update tests/corpus`.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from textwrap import indent

from servanda.language.catalogue import by_family
from servanda.language.catalogue.page import Page

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "diagnostics"
CORPUS = ROOT / "tests" / "corpus" / "bad"
MADE = "<!-- Made by tools/write_diagnostics.py; write in src/servanda/language/catalogue. -->"


def texts() -> Mapping[str, str]:
    """Every page by its file name, the index among them."""
    families = by_family()
    pages = {f"{page.name}.md": page_of(page, family)
             for family, several in families.items() for page in several}  # fmt: skip
    return {"README.md": index(families), **pages}


def index(families: Mapping[str, tuple[Page, ...]]) -> str:
    count = sum(len(pages) for pages in families.values())
    parts = [
        MADE,
        "# Diagnostics",
        f"All {count} names that can stand in a message, by family. `servanda catalogue NAME` "
        "prints the same pages. A name is for ever: it is never given another meaning.",
    ]
    for family, pages in families.items():
        parts.append(f"## {family}")
        rows = [f"| [{page.name}]({page.name}.md) | {page.meaning} |" for page in pages]
        parts.append("\n".join(["| name | means |", "| --- | --- |", *rows]))
    return "\n\n".join(parts) + "\n"


def page_of(page: Page, family: str) -> str:
    return "\n\n".join([MADE, *parts_of(page, family)]) + "\n"


def parts_of(page: Page, family: str) -> Iterator[str]:
    yield f"# {page.name}"
    yield f"{page.meaning[:1].upper()}{page.meaning[1:]}."
    yield page.what
    yield "## Why it matters"
    yield page.why
    yield "## Example"
    yield code(page.example)
    said = CORPUS / f"{page.name}.txt"
    if said.exists():
        yield "In a whole document, `servanda check` says:"
        yield code(said.read_text(encoding="utf-8"))
    yield "## How to mend"
    yield page.mend
    for kind in ("md", "toml"):
        if (CORPUS / f"{page.name}.{kind}").exists():
            bad = f"tests/corpus/bad/{page.name}"
            yield f"The whole document is `{bad}.{kind}`, and mended `{bad}.mended.{kind}`."
    yield f"[All diagnostics](README.md) · family: {family.lower()}"


def code(text: str) -> str:
    """Indented rather than fenced, since an example may hold a fence itself."""
    return indent(text.rstrip(), "    ")


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    wanted = texts()
    for path in FOLDER.glob("*.md"):
        if path.name not in wanted:
            path.unlink()
    for name, text in wanted.items():
        (FOLDER / name).write_text(text, encoding="utf-8")
