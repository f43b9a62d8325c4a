import subprocess
import sys

import pytest

from banmian.archive import watch as watching
from banmian.archive.watch import Course, Look, watch

STEADY = [Look(2.0 + at, 4.0 + 2 * at, 100 * at, 50.0) for at in range(11)]  # begins after two seconds, then 100 a second, on two cores
SLOWING = [Look(0, 0, 0, 10), Look(1, 1, 100, 20), Look(2, 2, 200, 30), Look(5, 3, 300, 90)]


@pytest.mark.parametrize(
    "looks, share, rate",
    [
        (STEADY, (0, 1), 100),
        (STEADY, (0, 0.1), 100),
        (STEADY, (0.9, 1), 100),
        (SLOWING, (0, 0.5), 100),
        (SLOWING, (0.5, 1), 33.3),
        (SLOWING[:1], (0, 1), None),  # nothing was done
        (SLOWING[:2], (0, 1), None),  # one look tells no rate
    ],
)
def test_the_rate_of_a_share_of_the_work(looks, share, rate):
    assert Course(looks).rate(*share) == rate


def test_the_rate_by_processor_time():
    assert Course(STEADY).rate(0, 1, "cpu_seconds") == 50 and Course(SLOWING).rate(0.5, 1, "cpu_seconds") == 100


def test_the_memory_of_a_share_of_the_work():
    assert Course(SLOWING).memory(0, 0.5) == 20 and Course(SLOWING).memory(0.5, 1) == 90 and Course().memory(0, 1) is None


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks at processes in /proc")
def test_a_process_and_its_child_are_seen():
    child = "import time; held = b'x' * 80_000_000; time.sleep(1.2)"
    process = subprocess.Popen([sys.executable, "-c", f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"])
    course = watch(process, lambda: 7)
    assert len(course.processes) == 2 and max(found.peak_mb for found in course.processes.values()) > 80
    assert course.looks[-1].done == 7 and course.seconds > 1


def test_where_there_is_no_proc_time_and_progress_are_told(tmp_path, monkeypatch):
    monkeypatch.setattr(watching, "PROC", tmp_path / "none")
    course = watch(subprocess.Popen([sys.executable, "-c", "import time; time.sleep(0.8)"]), lambda: 7)
    assert course.seconds > 0.5 and course.looks[-1].done == 7
    assert (course.cpu_seconds, course.others, course.memory(0, 1), course.rate(0, 1, "cpu_seconds"), course.peaks()) == (None, None, None, None, [])
