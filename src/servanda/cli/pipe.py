"""Standard output as plain text, whose reader may leave at any time."""

import os
import sys
from typing import NoReturn


def write_out(text: str) -> None:
    """Writes text as it is; `servanda page PATH -o - | head` ends quietly."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        leave_broken_pipe()


def leave_broken_pipe() -> NoReturn:
    """The reader has gone: no message, and nothing left for the interpreter to flush."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    raise SystemExit(0)
