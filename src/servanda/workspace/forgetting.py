"""What is told before the key of a protected source is destroyed."""

from dataclasses import dataclass
from pathlib import Path

from servanda.store.log import open_log
from servanda.workspace.files import WorkspaceError, printable
from servanda.workspace.keys import logs_with_key, short_name
from servanda.workspace.protected_names import left_in_plain_text
from servanda.workspace.recording import opened


@dataclass(frozen=True, slots=True)
class Forgotten:
    """The log whose key of a source would be destroyed, by its name or the first digits of that;
    and the entries that name the source in plain text, which stays. None: no log was searched."""

    log: str
    left: tuple[str, ...] | None


def what_would_be_forgotten(source: str, store: str | None, keys: Path) -> Forgotten:
    """`WorkspaceError` where there is no key of that source, or none of the log that is said, or of
    several logs and none is said."""
    logs = logs_with_key(source, keys)
    if not logs:
        raise WorkspaceError(
            f"there is no key of a protected source named {printable(source)} in {keys}"
        )
    if store is not None:
        log = open_log(store)
        if short_name(log.name) not in logs:
            raise WorkspaceError(
                f"there is no key of a protected source named {printable(source)} of the log "
                f"{short_name(log.name)} in {keys}: what is called so there is of the log "
                f"{' and '.join(logs)}; nothing was destroyed"
            )
        with opened(store) as connection:
            return Forgotten(log.name, left_in_plain_text(connection, source, keys))
    if len(logs) > 1:
        raise WorkspaceError(
            f"{len(logs)} logs have a protected source of which a key named {printable(source)} is "
            "in this folder: say which with --store LOG"
        )
    return Forgotten(logs[0], None)
