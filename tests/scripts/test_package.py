"""The wheel has every module that the model's own modules import."""

import ast
import importlib.util
from collections.abc import Iterator
from pathlib import Path

from tests.conftest import ROOT

LIBRARY = ROOT / "banmian"


def imported(path: Path) -> Iterator[Path]:
    """The modules of the library that a module imports when it runs."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for_types = {
        inner for node in ast.walk(tree) if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING" for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.level and node not in for_types:
            base = path.parents[node.level - 1].joinpath(*(node.module or "").split("."))
            found = [base.with_suffix(".py"), *(base / f"{name.name}.py" for name in node.names)]
            yield from (module for module in found if module.exists())


def test_what_the_model_imports_is_shipped():
    spec = importlib.util.spec_from_file_location("package", ROOT / "scripts" / "package.py")
    package = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(package)
    shipped = {path for name in package.SHIPPED for path in [LIBRARY / name, *(LIBRARY / name).rglob("*.py")] if path.is_file()}
    needed = {module for path in shipped for module in imported(path)}
    assert LIBRARY / "reading_text.py" in needed and needed <= shipped
