"""The second verifier, tools/verify_log.py: run as anybody would, or many times in one process."""

import contextlib
import importlib.util
import io
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from types import ModuleType

from tests.docs.shown import ROOT

PROGRAM = ROOT / "tools" / "verify_log.py"


@dataclass(frozen=True, slots=True)
class Said:
    """Its exit code, and what it printed on both channels."""

    code: int
    text: str

    @property
    def holds(self) -> bool:
        return self.code == 0


def verified(*arguments: object) -> Said:
    """As a program of its own: `-I` keeps this checkout and every installed package out."""
    found = subprocess.run(
        [sys.executable, "-I", "-S", str(PROGRAM), *map(str, arguments)],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert "Traceback" not in found.stdout, found.stdout
    return Said(found.returncode, found.stdout)


def verified_here(*arguments: object) -> Said:
    """The same without starting a program each time; an exception is a failure of the test."""
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        code = program().main([str(each) for each in arguments])
    return Said(code, printed.getvalue())


@cache
def program() -> ModuleType:
    spec = importlib.util.spec_from_file_location("verify_log", PROGRAM)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["verify_log"] = module
    spec.loader.exec_module(module)
    return module
