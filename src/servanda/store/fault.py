"""What the world refuses a log: one line that says where, what, and what to do."""


class StoreError(Exception):
    """The log could not be opened, read or appended to; nothing was written."""


class ClockWentBackError(StoreError):
    """The clock shows an earlier time than the last head of the log."""


class AlreadyLoggedError(StoreError):
    """Something else is in the log under this name, and nothing logged is ever changed."""
