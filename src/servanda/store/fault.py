"""What the world refuses a log: one line that says where, what, and what to do."""


class StoreError(Exception):
    """The log could not be opened, read or appended to; nothing was written."""


class ClockWentBackError(StoreError):
    """The clock shows an earlier time than the last head of the log."""


class NotIntactError(StoreError):
    """A log is not as its witnesses saw it, or not signed by those who may; `why` says so in a
    clause of which the log is the subject."""

    def __init__(self, how: str, what: str) -> None:
        super().__init__(
            f"the log {how}, and answers nothing: {what}; `servanda log verify` says where"
        )
        self.why = f"{how}: {what}"


class NotKeptError(StoreError):
    """The database took what was added, and does not have it."""

    def __init__(self, what: str) -> None:
        super().__init__(
            f"nothing was added: the database took {what}, and does not have it; something else "
            "than Servanda changed its tables: see `servanda log verify`"
        )


class NotAsShownError(StoreError):
    """What is sealed in a log is, once opened, something else than the log shows without a key."""


class AlreadyLoggedError(StoreError):
    """Something else is in the log under this name, and nothing logged is ever changed."""


class JournalLeftWarning(UserWarning):
    """What was written is on the disk, and beside the log instead of in it."""


class KeyOpenWarning(UserWarning):
    """The file of a private key that signs can be read by others than its owner."""


class NamesUncheckedWarning(UserWarning):
    """What was entered was not searched for the names of protected sources whose keys are not
    here."""
