"""Rule data: reviewed text files, one entry a line, `#` opening a comment line."""

from pathlib import Path

from .problems import InputError


def read(path: Path) -> tuple[str, ...]:
    """Read a list.

    path (Path): a UTF-8 text file, one entry a line.
    RETURNS (tuple[str, ...]): the entries in the order of the file.
    RAISES (InputError): if the file cannot be read.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(str(path), f"the list cannot be read ({error})", "Lists are UTF-8 text files, one entry a line.") from error
    return tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))
