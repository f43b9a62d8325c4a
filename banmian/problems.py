"""What can be wrong with an input, said so that a person can mend it."""

from collections.abc import Callable


class InputError(Exception):
    """An input that cannot be used.

    where (str): the file, with line and character offset where known: `silver.jsonl:214`.
    what (str): what is wrong, in one clause.
    remedy (str): what the user can do about it; may be empty.
    """

    def __init__(self, where: str, what: str, remedy: str = ""):
        super().__init__(where, what, remedy)  # these, as it may come from another process
        self.where = where
        self.what = what
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.where}: {self.what}" + (f"\n  {self.remedy}" if self.remedy else "")


Report = Callable[[InputError], None]
"""Receives the problems of a stream of inputs; the stream goes on with the next input."""


def stop(error: InputError) -> None:
    """The strictest `Report`: the first problem ends the work."""
    raise error
