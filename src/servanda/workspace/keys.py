"""Private keys in a folder of their own, never beside a log: one file each, for its owner only.

Files are PKCS 8 in PEM, as `openssl` reads and writes them, with or without a passphrase; the
public key lies beside it as 64 hexadecimal digits, to be handed to others, and read without one.
"""

import os
import shlex
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

from servanda.store.fault import KeyOpenWarning
from servanda.store.key import PublicKey, SigningKey, new_key
from servanda.store.sealing import SealingKey, new_sealing_key
from servanda.workspace.files import WorkspaceError, printable, reason
from servanda.workspace.passphrase import (
    PASSPHRASE,
    own_variable,
    said_passphrase,
    typed_passphrase,
)

LARGEST = 10_000  # bytes
SOURCES = "sources"  # the folder of the keys of protected sources, with one in it for each log
OF_OTHERS = 0o077  # bits of a mode: of the group, and of everybody
SHORT = 16  # digits of the name of a log


class NoKeyError(WorkspaceError):
    """There is no private key of this name in a folder."""

    def __init__(self, told: str, name: str, folder: Path) -> None:
        super().__init__(told)
        self.name = name
        self.folder = folder


_said: ContextVar[Path | None] = ContextVar("folder of keys", default=None)


@contextmanager
def keys_in(folder: Path) -> Iterator[None]:
    """Says where keys are, before `SERVANDA_KEYS`, for as long as a command runs (`--keys`)."""
    before = _said.set(folder)
    try:
        yield
    finally:
        _said.reset(before)


def are_keys_said() -> bool:
    """Whether `keys_in` says where keys are."""
    return _said.get() is not None


def keys_folder() -> Path:
    """Where keys are, by the convention of the XDG base directories; `SERVANDA_KEYS` names another
    place, and `keys_in` says it before both."""
    said = _said.get()
    if said is not None:
        return said
    named = os.environ.get("SERVANDA_KEYS")
    if named:
        return Path(named)
    base = os.environ.get("XDG_CONFIG_HOME")
    return (Path(base) if base else Path.home() / ".config") / "servanda" / "keys"


def make_key(name: str, folder: Path) -> SigningKey:
    """A new key, written where none of that name was."""
    if not name or name.startswith(".") or not name.isprintable() or set("/\\:") & set(name):
        raise WorkspaceError(f"'{printable(name)}' cannot be the name of a key: it names its file")
    from cryptography.hazmat.primitives import serialization  # only where it is needed

    key = new_key()
    phrase, _ = said_passphrase(name)
    how = serialization.BestAvailableEncryption(phrase) if phrase else serialization.NoEncryption()
    text = key.private.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, how
    )
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        file = os.open(folder / f"{name}.key", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(file, "wb") as target:
            target.write(text)
        (folder / f"{name}.pub").write_text(f"{key.public.raw.hex()}\n", "utf-8")
    except FileExistsError as problem:
        raise WorkspaceError(f"there is a key {name} in {folder} already") from problem
    except OSError as problem:
        raise WorkspaceError(f"cannot write a key in {folder}: {reason(problem)}") from problem
    return key


def read_key(name: str, folder: Path) -> SigningKey:
    """A private key; whoever sits at a terminal is asked for its passphrase, if nothing says it."""
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    path = folder / f"{name}.key"
    phrase, variable = said_passphrase(name)
    data = _key_file(path, name, folder)
    if phrase is None and b"ENCRYPTED" in data:
        phrase, variable = typed_passphrase(name, path), "you typed"
    try:
        private = serialization.load_pem_private_key(data, phrase)
    except TypeError as problem:
        raise WorkspaceError(_superfluous(path, name, variable)) from problem
    except (ValueError, UnsupportedAlgorithm) as problem:
        if phrase and b"ENCRYPTED" in data:
            raise WorkspaceError(f"{path} has another passphrase than {variable}") from problem
        raise WorkspaceError(f"{path} is no key") from problem
    if not isinstance(private, Ed25519PrivateKey):
        raise WorkspaceError(f"{path} is no Ed25519 key")
    return SigningKey(private)


def _key_file(path: Path, name: str, folder: Path) -> bytes:
    try:
        with path.open("rb") as file:
            _tell_open(path, os.fstat(file.fileno()).st_mode)
            return file.read(LARGEST)
    except FileNotFoundError as problem:
        raise NoKeyError(
            f"there is no key {printable(name)} in {folder}; `servanda log new-key "
            f"{printable(name)}` makes one",
            name,
            folder,
        ) from problem
    except OSError as problem:
        raise WorkspaceError(f"cannot read {path}: {reason(problem)}") from problem


def _tell_open(path: Path, mode: int) -> None:
    """Of a key with a passphrase, too: who has the file tries as many as they like, unseen."""
    if os.name == "posix" and mode & OF_OTHERS:
        warnings.warn(
            KeyOpenWarning(
                f"{path} is open to others on this machine, and who has it, and its passphrase if "
                f"there is one, signs with it: chmod 600 {shlex.quote(str(path))}"
            ),
            stacklevel=2,
        )


def own_public_key(name: str, folder: Path) -> PublicKey:
    """The public half of a key in the folder: as it lies beside it, else out of the key itself."""
    for text in _texts(folder / f"{name}.pub"):
        found = _public(text)
        if found is not None:
            return found
    return read_key(name, folder).public


def public_key(typed: str, folder: Path) -> PublicKey:
    """A public key: 64 hexadecimal digits, a file that holds them, or the name of one's own."""
    for text in (typed, *_texts(Path(typed)), *_texts(folder / f"{typed}.pub")):
        found = _public(text)
        if found is not None:
            return found
    raise WorkspaceError(
        f"'{printable(typed)}' is no public key: give 64 hexadecimal digits, a file with them, or "
        f"the name of a key in {folder}"
    )


def _public(text: str) -> PublicKey | None:
    digits = text.strip()
    if len(digits) == 64 and all(mark in "0123456789abcdef" for mark in digits):
        return PublicKey(bytes.fromhex(digits))
    return None


# --- Keys of protected sources ---------------------------------------------------------------


def sealing_keys(folder: Path) -> Mapping[str, SealingKey]:
    """Those at hand, of all logs, by their ids."""
    return {key.id: key for _, _, key in _sealing_files(folder)}


def sealing_keys_by_source(folder: Path, log: str) -> Mapping[str, SealingKey]:
    """Those at hand for a log, which is named by its hash, by the name of their source."""
    return {name: key for _, name, key in _sealing_files(folder, short_name(log))}


def short_name(log: str) -> str:
    """The first digits of the name of a log, which is a hash: the folder of its keys."""
    return log[:SHORT]


def make_sealing_key(source: str, folder: Path, log: str) -> SealingKey:
    """A new key for a source of a log. The file is named by the key, so that the name of the source
    is nowhere but in it."""
    key = new_sealing_key()
    path = folder / SOURCES / short_name(log) / f"{key.id}.seal"
    try:
        for each in (path.parent.parent, path.parent):
            each.mkdir(mode=0o700, parents=True, exist_ok=True)
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(file, "w", encoding="utf-8") as target:
            target.write(f"{key.raw.hex()} {source}\n")
            target.flush()
            os.fsync(target.fileno())
    except OSError as problem:
        raise WorkspaceError(f"cannot write {path}: {reason(problem)}") from problem
    return key


def logs_with_key(source: str, folder: Path) -> tuple[str, ...]:
    """The logs, by the first digits of their names, for which there is a key of a source that is
    called so."""
    found = {path.parent.name for path, name, _ in _sealing_files(folder) if name == source}
    return tuple(sorted(found))


def destroy_sealing_key(source: str, folder: Path, log: str) -> str:
    """Overwrites and removes the key of a source in a log, which its name or the first digits of it
    say; its id. Copies elsewhere are not reached."""
    files = _sealing_files(folder, short_name(log))
    found = [(path, key) for path, name, key in files if name == source]
    if not found:
        raise WorkspaceError(
            f"there is no key of a protected source named {printable(source)} of the log "
            f"{short_name(log)} in {folder}"
        )
    for path, _ in found:
        try:
            with path.open("r+b") as file:
                file.write(b"0" * path.stat().st_size)
                file.flush()
                os.fsync(file.fileno())
            path.unlink()
        except OSError as problem:
            raise WorkspaceError(f"cannot destroy {path}: {reason(problem)}") from problem
    return found[0][1].id


def _sealing_files(folder: Path, log: str = "*") -> Iterator[tuple[Path, str, SealingKey]]:
    for path in sorted((folder / SOURCES).glob(f"{log}/*.seal")):
        for text in _texts(path):
            digits, _, name = text.strip().partition(" ")
            if len(digits) != 64 or not set(digits) <= set("0123456789abcdef") or not name:
                raise WorkspaceError(f"{path} is no key of a protected source")
            yield path, name, SealingKey(bytes.fromhex(digits))


def names_of_keys(folder: Path) -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in folder.glob("*.key")))


def _texts(path: Path) -> Iterator[str]:
    try:
        with path.open("r", encoding="utf-8") as file:
            yield file.read(LARGEST)
    except (OSError, ValueError):
        return


def _superfluous(path: Path, name: str, variable: str) -> str:
    own = own_variable(name)
    if variable == own:
        return f"{path} has no passphrase, and {own} gives one: unset it"
    return f"{path} has no passphrase, and {PASSPHRASE} gives one: set {own} to nothing"
