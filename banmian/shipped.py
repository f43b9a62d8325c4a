"""Files of text that a dependency ships: read from the installed package, never copied into the project."""

from importlib.util import find_spec
from pathlib import Path

from banmian.problems import InputError


def shipped_file(package: str, name: str, version: str) -> Path:
    """Where a file of an installed package lies.

    name (str): its path inside the package.
    version (str): one that is known to ship it.
    RAISES (InputError): if the package is not installed, or no longer ships it.
    """
    spec = find_spec(package)
    path = Path(spec.origin).parent / name if spec and spec.origin else None
    if path is None or not path.exists():
        raise InputError(package, f"the package is not installed, or its {name} is missing", f"Run: pip install '{package}=={version}'")
    return path
