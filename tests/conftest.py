"""Paths that tests share; what lies outside the project is skipped where it is not there."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def configs() -> Path:
    return ROOT / "configs"


@pytest.fixture(scope="session")
def real_page() -> Path:
    page = SHARED / "pages" / "yangquan-2024-12.txt"
    if not page.exists():
        pytest.skip("the real page is not part of the project")
    return page
