"""Plots as SVG files, the same bytes for the same figures."""

from pathlib import Path
from typing import Any

from banmian.problems import InputError

FONTS = ["Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", "SimHei", "DejaVu Sans"]  # the first that is there and has Chinese


def figure(width: float, height: float) -> Any:
    """An empty matplotlib figure.

    width, height (float): in inches.
    RAISES (InputError): if matplotlib, the extra `plot`, is not installed.
    """
    try:
        from matplotlib import rcParams
        from matplotlib.figure import Figure
    except ImportError as error:
        raise InputError("matplotlib", "drawing needs the extra `plot`", "Run: pip install -e '.[plot]'") from error
    rcParams["font.sans-serif"] = FONTS
    rcParams["svg.hashsalt"] = "banmian"
    return Figure(figsize=(width, height))


def save(drawn: Any, path: Path) -> None:
    """Write a figure; its folder is made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    drawn.savefig(path, bbox_inches="tight", metadata={"Date": None})
