"""A page that has its reader write files: what its steps leave in a folder.

Before a block, a comment says what the reader does with it:

    <!-- write: river/agreement.md -->    the block is the file
    <!-- add: river/agreement.md -->      the block goes to the end of the file
    <!-- change: river/agreement.md -->   the block stands for the statement of the same header

Blocks marked `console` are run between them, in that folder.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.docs.shown import Block, text_of

STEP = re.compile(
    r"^<!-- (?P<what>write|add|change): (?P<path>\S+) -->\n+"
    r"(?P<fence>`{3,})(?P<mark>[a-z-]+)\n(?P<text>.*?)^(?P=fence)$"
    r"|^```console\n(?P<console>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Writing:
    """One file written or changed by the reader."""

    what: str
    path: str
    text: str

    def do(self, folder: Path) -> None:
        file = folder / self.path
        if self.what == "write":
            file.parent.mkdir(parents=True, exist_ok=True)
            assert not file.exists(), f"{self.path} was written before; add to it or change it"
            file.write_text(self.text, encoding="utf-8")
        else:
            before = file.read_text(encoding="utf-8")
            after = f"{before}\n{self.text}" if self.what == "add" else changed(before, self.text)
            file.write_text(after, encoding="utf-8")


def is_session(page: Path) -> bool:
    return any(match["what"] for match in STEP.finditer(text_of(page)))


def steps(page: Path) -> Iterator[Writing | Block]:
    number = 0
    for match in STEP.finditer(text_of(page)):
        if match["what"]:
            yield Writing(match["what"], match["path"], match["text"])
        else:
            yield Block(page, number, match["console"])
            number += 1


def changed(text: str, statement: str) -> str:
    """The text with another statement in the place of the one with the same header."""
    header = statement.partition("\n")[0]
    old = re.compile(rf"^{re.escape(header)}\n(?:[ \t]+\S.*\n)*", re.MULTILINE)
    assert len(old.findall(text)) == 1, f"`{header}` does not stand in the file exactly once"
    return old.sub(lambda _: statement, text)
