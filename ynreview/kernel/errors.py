"""The world refuses: errors that a person can act on, told in one sentence."""

from collections.abc import Mapping


class YnReviewError(Exception):
    """Something outside the program is not as it must be; nothing was changed.

    ``code`` names a sentence in the messages, ``params`` fill it.
    """

    def __init__(self, code: str, **params: str | int) -> None:
        super().__init__(code, params)
        self.code = code
        self.params: Mapping[str, str | int] = params


class UsageError(YnReviewError):
    """The request itself makes no sense here (exit status 2)."""
