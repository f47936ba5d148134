"""Why a cell could not be read, on its way to the row it stands in."""


class RefusedError(Exception):
    """`reason` is a name of `reasons.REASONS`; `column` the one that it is about."""

    def __init__(self, reason: str, column: str | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.column = column
