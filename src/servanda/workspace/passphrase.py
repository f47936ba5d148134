"""The passphrase of a key: as the environment says it, or typed at a terminal, where nobody sees
it."""

import os
import re
import sys
from pathlib import Path

from servanda.workspace.files import WorkspaceError, printable

PASSPHRASE = "SERVANDA_PASSPHRASE"  # names the variable: never typed where others see it; with
# the name of a key behind it (SERVANDA_PASSPHRASE_AMAL) that of this key alone, empty for none


def said_passphrase(name: str) -> tuple[bytes | None, str]:
    """The passphrase of a key as the environment says it, if it does, and the variable that it is
    in: its own before that of all."""
    own = own_variable(name)
    variable = own if own in os.environ else PASSPHRASE
    phrase = os.environ.get(variable)
    return (phrase.encode() if phrase else None), variable


def own_variable(name: str) -> str:
    return f"{PASSPHRASE}_{re.sub('[^A-Z0-9]', '_', name.upper())}"


def typed_passphrase(name: str, path: Path) -> bytes:
    """What somebody types; `WorkspaceError` where nobody sits at a terminal, it would be shown, or
    nothing is typed."""
    import getpass  # only where it is needed
    import warnings

    own = own_variable(name)
    if own in os.environ or not _is_terminal():
        raise WorkspaceError(
            f"{path} has a passphrase: set {own}, or {PASSPHRASE} for all keys; at a terminal you "
            "are asked for it"
        )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", getpass.GetPassWarning)
            phrase = getpass.getpass(f"Passphrase of the key {printable(name)}: ")
    except (getpass.GetPassWarning, EOFError) as problem:
        is_shown = isinstance(problem, getpass.GetPassWarning)
        why = "this terminal would show it" if is_shown else "none was typed"
        raise WorkspaceError(f"{path} has a passphrase, and {why}: set {own}") from problem
    if not phrase:
        raise WorkspaceError(f"{path} has a passphrase, and none was typed")
    return phrase.encode()


def _is_terminal() -> bool:
    return sys.stdin is not None and sys.stdin.isatty()
