"""Starting the processes of `appending`."""

import os
import subprocess
import sys
from pathlib import Path

from servanda.store.key import SigningKey

ROOT = Path(__file__).parents[2]


def started(what: str, place: str, *rest: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "tests.store.appending", what, place, *rest],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def digits_of(key: SigningKey) -> str:
    return key.private.private_bytes_raw().hex()
