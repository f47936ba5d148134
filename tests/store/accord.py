"""A small agreement with its record in a folder, and a log of it with three people: who keeps it
and signs, who approves, and a guest who reads."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from servanda.cli.application import application

AGREEMENT = """\
# River Accord

```servanda
agreement river-accord "River Accord"
  time zone UTC
  in force 2026-01-10

party north "North"
party south "South"
action release "sets free"
thing prisoners "prisoners of war"

duty release-prisoners "Release"
  north releases 10 prisoners to south
  by 2026-01-24

phase two "The second phase"
  begins when release-prisoners done
```
"""
FIRST = """\
# First report

```servanda
source icrc "International Committee of the Red Cross"
source insider "An insider"
  protected

report R1 "Four are free"
  by icrc
  on 2026-01-20

claim icrc says
  north releases 4 prisoners to south
  on 2026-01-19

report R2 "Word from inside"
  by insider
  on 2026-01-21

claim insider says
  north releases 1 prisoners to south
  on 2026-01-20
```
"""
LATER = """\
# Later report

```servanda
report R3 "All are free"
  by icrc
  on 2026-01-26

claim icrc says
  north releases 10 prisoners to south in total up to 2026-01-23
```
"""
PUBLIC = """\
delay = "0 days"
told-by = "day"
places = "all"
smallest-count = 5
exact = ["prisoners"]
coverage = "withhold"
movements = "show"
attribution = "show"
sources = ["icrc"]
"""


@dataclass
class Mission:
    """A log, the folder of its record, and the keys of its people."""

    log: str
    folder: Path
    keys: Path

    def run(self, *arguments: str) -> Result:
        runner = CliRunner(env={"COLUMNS": "100", "NO_COLOR": "1"})
        return runner.invoke(application, list(arguments))

    def says(self, *arguments: str) -> str:
        """What is printed by a command that succeeds."""
        result = self.run(*arguments)
        assert result.exit_code == 0, result.output
        return result.output

    def answers_nothing(self, why: str, *commands: tuple[str, ...]) -> None:
        """Each of these is refused for this reason, and verifying it finds the same."""
        for command in commands:
            assert why in self._fails(2, *command)
        assert why in self._fails(1, "log", "verify", self.log)

    def _fails(self, code: int, *arguments: str) -> str:
        result = self.run(*arguments)
        assert result.exit_code == code, result.output
        return " ".join(result.output.split())

    def seal(self, name: str, *options: str) -> str:
        return self.says(*self.sealing(name, *options))

    def sealing(self, name: str, *options: str) -> tuple[str, ...]:
        return (
            "edition", "seal", self.log, "--name", name, "--title", "State of things",
            "--at", "2026-02-01", "--author", "amal", *options,
        )  # fmt: skip

    def report_later(self) -> None:
        self.report("later.md", LATER)

    def report(self, name: str, text: str) -> None:
        (self.folder / "record" / name).write_text(text, encoding="utf-8")
        self.import_folder()

    def amend(self, old: str, new: str, why: str) -> None:
        path = self.folder / "agreement.md"
        path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
        self.import_folder("--amended", why)

    def import_folder(self, *options: str) -> str:
        store = ("--store", self.log, "--author", "amal")
        return self.says("record", "import", str(self.folder), *store, *options)


def mission(log: str, tmp_path: Path, patch: pytest.MonkeyPatch) -> Mission:
    """Begun, with its first report in it."""
    keys, folder = tmp_path / "keys", tmp_path / "accord"
    patch.setenv("SERVANDA_KEYS", str(keys))
    (folder / "record").mkdir(parents=True)
    (folder / "agreement.md").write_text(AGREEMENT, encoding="utf-8")
    (folder / "record" / "first.md").write_text(FIRST, encoding="utf-8")
    found = Mission(log, folder, keys)
    found.says("log", "new", log, "--title", "accord", "--keeper", "amal", "--for", "Mission")
    for name, roles in (("cyra", ("approver", "witness")), ("dana", ("reader",))):
        options = [part for role in roles for part in ("--role", role)]
        whose = "Mission" if name == "cyra" else "Guests"
        found.says("log", "key", log, name, "--for", whose, "--author", "amal", *options)
    found.says("record", "import", str(folder), "--store", log, "--author", "amal")
    return found
