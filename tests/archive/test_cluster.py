"""What errors of Ray say. Ray itself runs in tests/scripts/test_tag.py."""

import pickle

import pytest

from banmian.archive import cluster
from banmian.archive.inputs import Inputs
from banmian.problems import InputError

HOW = ("lists/titles.txt", "the list cannot be read", "Lists are UTF-8 text files.")


def test_a_problem_outlives_the_way_from_another_process():
    problem = pickle.loads(pickle.dumps(InputError(*HOW)))
    assert (problem.where, problem.what, problem.remedy) == HOW and str(problem) == str(InputError(*HOW))


def of_task(cause):
    """An error as Ray raises it for what happened in a task."""
    return pytest.importorskip("ray.exceptions").RayTaskError("_read", "a traceback\nof many lines", cause).as_instanceof_cause()


@pytest.mark.parametrize(
    "cause, what, remedy",
    [
        (InputError(*HOW), "the list cannot be read", "Lists are UTF-8 text files."),
        (ValueError("first line\nsecond line"), "the work stopped (ValueError: first line)", cluster.OF_CODE),
        (KeyError("CPU"), "the work stopped (KeyError: 'CPU')", cluster.OF_CODE),
    ],
)
def test_what_failed_in_a_task_is_said(cause, what, remedy):
    told = cluster._told(of_task(cause))
    assert (told.what, told.remedy) == (what, remedy)


def test_a_machine_that_went_is_said():
    ray = pytest.importorskip("ray.exceptions")
    told = cluster._told(ray.WorkerCrashedError())
    assert told.what.startswith("the work stopped (WorkerCrashedError: The worker died unexpectedly") and "\n" not in told.what
    assert told.remedy == cluster.OF_MACHINES


@pytest.mark.slow
def test_a_model_that_is_not_there_is_named(tmp_path, configs):
    pytest.importorskip("ray.data")
    articles = tmp_path / "articles.jsonl"
    articles.write_text('{"text": "盂县"}\n', encoding="utf-8")
    with pytest.raises(InputError, match="no model can be loaded") as raised:
        list(cluster.tag(str(tmp_path / "none"), Inputs((articles,), configs / "pages"), 0, print, actors=1))
    assert raised.value.where == str(tmp_path / "none")
