"""This program as it is installed, by what its files hold: the same wherever and whenever."""

import hashlib
from functools import cache
from pathlib import Path

import servanda
from servanda.store.edition import Program


@cache
def this_program() -> Program:
    """Its version, and the SHA-256 over the names and hashes of all its files, sorted by name; what
    Python compiles of them is not among them."""
    root = Path(servanda.__file__).parent
    digest = hashlib.sha256()
    files = [path for path in root.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    for name, path in sorted((path.relative_to(root).as_posix(), path) for path in files):
        digest.update(f"{name} {hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return Program(servanda.__version__, digest.hexdigest())
