"""Spoiled pages: no failure, nothing lost in silence. `python tests/pages/mutations.py` tries thousands."""

import random

import pytest

from banmian.pages.segmentation import PageConverter
from tests.pages import mutations


@pytest.fixture(scope="module")
def converter(configs):
    return PageConverter(configs / "pages")


@pytest.mark.parametrize("mutate", mutations.MUTATIONS, ids=lambda mutate: mutate.__name__)
def test_spoiled_pages_are_converted_without_loss(converter, mutate):
    pages = [mutations.decode(path.read_bytes(), path.name) for path in sorted((mutations.ROOT / "corpus" / "pages").glob("*.txt"))]
    for seed in range(12):
        rng = random.Random(seed)
        mutations.check(converter, mutate(rng.choice(pages), rng))
