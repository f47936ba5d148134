"""A command at a terminal, with somebody who types when they are asked."""

import os
import pty
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress


def typed_at_terminal(
    arguments: Sequence[str], asked: str, typed: str, environment: Mapping[str, str]
) -> tuple[int, str]:
    """The exit code of the program, and all that the terminal showed, what was typed included
    unless it was hidden."""
    child, terminal = pty.fork()
    if not child:
        command = [sys.executable, "-m", "servanda", *arguments]
        os.execve(sys.executable, command, dict(environment))
    shown, has_typed = b"", False
    with suppress(OSError):  # the terminal is closed when the program ends
        while part := os.read(terminal, 10_000):
            shown += part
            if not has_typed and asked.encode() in shown:
                os.write(terminal, f"{typed}\n".encode())
                has_typed = True
    os.close(terminal)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status), shown.decode()
