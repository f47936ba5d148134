"""A signed head that was kept elsewhere, in a file, as `log head --json` prints it."""

from pathlib import Path

from servanda.store.canonical import Json, NotCanonicalError
from servanda.store.envelope import Envelope, read_envelope
from servanda.store.head import read_head
from servanda.workspace.files import WorkspaceError
from servanda.workspace.json_file import json_in


def head_in(path: Path) -> Envelope:
    """`WorkspaceError` for a file that holds something else, with how a head is made."""
    written = json_in(path)
    try:
        envelope = read_envelope(written)
        read_head(envelope)
    except NotCanonicalError as problem:
        raise WorkspaceError(
            f"{path} is {_what(written, str(problem))}; --since takes a head that was kept from "
            "earlier, as `servanda log head LOG --json > FILE` prints it"
        ) from problem
    return envelope


def _what(written: Json, problem: str) -> str:
    if isinstance(written, dict) and "proves" in written:
        return "a proof, which is checked by itself (`servanda log verify FILE --key KEY`)"
    if isinstance(written, dict) and "payloadType" in written:
        return f"no head, or a damaged one ({problem})"
    return "no head"
