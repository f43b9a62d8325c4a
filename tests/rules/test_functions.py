import re

import pytest

import banmian.rules  # noqa: F401  (registers the functions)
from banmian.rules.functions import REGISTRY

EXAMPLE = re.compile(r"[0-9]*[\u4e00-\u9fff][\u4e00-\u9fff0-9]+")


@pytest.mark.parametrize("function", REGISTRY.values(), ids=lambda function: function.name)
def test_a_labelling_function_says_what_it_knows_with_two_examples(function):
    assert len(EXAMPLE.findall(function.find.__doc__ or "")) >= 2
