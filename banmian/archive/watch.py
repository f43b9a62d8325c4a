"""What a command takes while it runs, from /proc (Linux): memory and processor time of it and of every process under it, and what else the machine does.

Where there is no /proc, only time and progress are told; the rest is None.
"""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from subprocess import Popen
from typing import Any

PROC = Path("/proc")
TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100
EVERY = 0.5  # seconds between two looks
IDLE = "ray::IDLE"  # what Ray calls a process between two jobs
MB = 1024  # in kB


@dataclass
class Process:
    """A process as last seen: its name, the most memory it ever had (MB; memory shared with others counts in each), and its processor time (seconds)."""

    name: str
    peak_mb: float
    cpu_seconds: float


@dataclass(frozen=True)
class Look:
    """A moment: how far the command was, and the memory (MB) of all its processes together.

    seconds, cpu_seconds (float): time since the start, and processor time that all its processes have taken.
    Processor time and memory are 0 where they cannot be measured.
    """

    seconds: float
    cpu_seconds: float
    done: int
    memory_mb: float


@dataclass
class Course:
    """How a command went.

    looks (list[Look]): moment after moment. processes (dict[int, Process]): every process, by its id.
    seconds (float): how long it took. others (float | None): how many cores were busy with something else, on average; None if not measured.
    """

    looks: list[Look] = field(default_factory=list)
    processes: dict[int, Process] = field(default_factory=dict)
    seconds: float = 0.0
    others: float | None = None

    @property
    def cpu_seconds(self) -> float | None:
        """Processor time of all processes; None if none was seen."""
        return sum(process.cpu_seconds for process in self.processes.values()) if self.processes else None

    def rate(self, start: float, end: float, clock: str = "seconds") -> float | None:
        """Items a second between two shares of the work, counted from the first that was done; None if the looks are too few to tell.

        clock (str): "seconds", or "cpu_seconds" for a rate that other work on the machine does not change.
        """
        working = [look for look in self.looks if look.done]
        if not working:
            return None
        first, last = working[0].done, working[-1].done
        at = [self._when(working, first + share * (last - first), clock) for share in (start, end)]
        return round((end - start) * (last - first) / (at[1] - at[0]), 1) if at[1] > at[0] else None

    def memory(self, start: float, end: float) -> float | None:
        """The most memory of all processes together (MB) between two shares of the work."""
        most = max((look.done for look in self.looks), default=0)
        return round(max((look.memory_mb for look in self.looks if look.done and start * most <= look.done <= end * most), default=0)) or None

    def peaks(self) -> list[dict[str, Any]]:
        """The processes by what they are: how many there were, and the most memory (MB) and all processor time (seconds) of that kind."""
        kinds: dict[str, list[Process]] = {}
        for process in self.processes.values():
            kinds.setdefault(process.name, []).append(process)
        return [
            {
                "name": name,
                "count": len(some),
                "peak_mb": round(max(process.peak_mb for process in some)),
                "cpu_seconds": round(sum(process.cpu_seconds for process in some), 1),
            }
            for name, some in sorted(kinds.items())
        ]

    @staticmethod
    def _when(looks: list[Look], done: float, clock: str) -> float:
        """The second at which so much was done, on the line between two looks."""
        before = looks[0]
        for look in looks:
            if look.done >= done:
                now, then = getattr(look, clock), getattr(before, clock)
                return now - (now - then) * (look.done - done) / max(1, look.done - before.done)
            before = look
        return getattr(before, clock)


def watch(process: Popen, done: Callable[[], int]) -> Course:
    """Look at a running command until it ends.

    process (Popen): the command.
    done (Callable): tells how far it is.
    """
    course, started, busy = Course(), time.monotonic(), _busy()
    while process.poll() is None:
        memory = 0.0
        for pid in _family(process.pid):
            if found := _look(pid, course.processes):
                memory += found
        course.looks.append(Look(time.monotonic() - started, course.cpu_seconds or 0.0, done(), memory))
        time.sleep(EVERY)
    course.seconds = time.monotonic() - started
    if busy is not None and course.cpu_seconds is not None:
        course.others = max(0.0, (_busy() - busy - course.cpu_seconds) / course.seconds)
    return course


def _look(pid: int, known: dict[int, Process]) -> float | None:
    """Note what a process has taken; its memory now (MB), None if it has just ended."""
    try:
        status = dict(line.split(":", 1) for line in (PROC / str(pid) / "status").read_text().splitlines())
        command = (PROC / str(pid) / "cmdline").read_text(errors="replace").strip("\0").split("\0")
        times = _stat(pid)[11:13]
    except (OSError, IndexError):
        return None
    if "VmRSS" not in status:
        return None
    name = known[pid].name if pid in known and command[0].startswith(IDLE) else _name(command)
    known[pid] = Process(name, _kb(status["VmHWM"]) / MB, sum(map(int, times)) / TICKS)
    return _kb(status["VmRSS"]) / MB


def _family(root: int) -> set[int]:
    """A process and all under it; none where there is no /proc."""
    if not PROC.is_dir():
        return set()
    children: dict[int, list[int]] = {}
    for folder in PROC.iterdir():
        if folder.name.isdigit():
            try:
                children.setdefault(int(_stat(int(folder.name))[1]), []).append(int(folder.name))
            except (OSError, IndexError):
                continue  # it has just ended
    found, waiting = set(), [root]
    while waiting:
        pid = waiting.pop()
        found.add(pid)
        waiting += children.get(pid, [])
    return found


def _stat(pid: int) -> list[str]:
    """The fields of /proc/PID/stat behind the name: state, parent, …"""
    return (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()


def _busy() -> float | None:
    """Seconds that all cores together have worked since the machine started; None where there is no /proc/stat."""
    try:
        first = (PROC / "stat").read_text().splitlines()[0]
    except OSError:
        return None
    user, nice, system, _idle, _waiting, *interrupts = map(int, first.split()[1:9])
    return (user + nice + system + sum(interrupts)) / TICKS


def _name(command: list[str]) -> str:
    """What a process is called: Ray's own name for it, its script, or its program."""
    return (
        command[0].strip()
        if command[0].startswith("ray::")
        else next((Path(word).name for word in command if word.endswith(".py")), Path(command[0]).name)
    )


def _kb(value: str) -> int:
    return int(value.split()[0])
