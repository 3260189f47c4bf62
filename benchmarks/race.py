"""Contestants taking turns, and what came of it."""

from __future__ import annotations

import multiprocessing
import statistics
import time
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_MEGABYTE = 1e6


class Contestant(NamedTuple):
    """Somebody who does the job, and its name in the table."""

    name: str
    job: Callable[[], object]


class Lap(NamedTuple):
    """What a contestant took: the median of its rounds and the fastest, seconds, and the median ratio to the first."""

    name: str
    median: float
    fastest: float
    ratio: float


def race(contestants: Sequence[Contestant], rounds: int, clock: Callable[[], float] = time.perf_counter) -> list[Lap]:
    """Let each contestant run once unmeasured, then all of them in turn, `rounds` times.

    The ratio of a contestant is the median of what it took beside the first one in the same round.
    """
    for contestant in contestants:
        contestant.job()
    taken: list[list[float]] = [[] for _ in contestants]
    for _ in range(rounds):
        for times, contestant in zip(taken, contestants, strict=True):
            start = clock()
            contestant.job()
            times.append(clock() - start)
    ratios = [[own / first for own, first in zip(times, taken[0], strict=True)] for times in taken]
    return [
        Lap(contestant.name, statistics.median(times), min(times), statistics.median(ratio))
        for contestant, times, ratio in zip(contestants, taken, ratios, strict=True)
    ]


def shared(laps: Sequence[Lap], times: int) -> list[Lap]:
    """Return the laps of contestants who each did the job `times` times, as if they had done it once."""
    return [lap._replace(median=lap.median / times, fastest=lap.fastest / times) for lap in laps]


def laps_table(laps: Sequence[Lap], rounds: int, unit: Literal["s", "ms"] = "s") -> str:
    """Return the laps as a table in Markdown, in seconds or milliseconds.

    >>> print(laps_table([Lap("a", 2.0, 1.5, 1.0), Lap("b", 4.0, 3.0, 2.0)], rounds=5))
    | | median of 5, s | fastest, s | ratio |
    |---|---|---|---|
    | a | 2.00 | 1.50 | 1.00 |
    | b | 4.00 | 3.00 | 2.00 |
    """
    many = 1000 if unit == "ms" else 1
    head = [f"| | median of {rounds}, {unit} | fastest, {unit} | ratio |", "|---|---|---|---|"]
    rows = (f"| {lap[0]} | {lap[1] * many:.2f} | {lap[2] * many:.2f} | {lap[3]:.2f} |" for lap in laps)
    return "\n".join([*head, *rows])


def memory(ready: Callable[[], object], job: Callable[[], object]) -> tuple[float, float]:
    """Return the peak of `job` above what the process took before it, and what is left of it after, megabytes.

    Both run in a process of their own: first `ready`, so that libraries are loaded, then `job`, whose result is held.
    Needs Linux.
    """
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_memory, (ready, job))


def _memory(ready: Callable[[], object], job: Callable[[], object]) -> tuple[float, float]:
    ready()
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # resets the peak
    before = _kilobytes("VmRSS")
    held = job()
    peak, after = _kilobytes("VmHWM"), _kilobytes("VmRSS")
    del held
    return (peak - before) * 1024 / _MEGABYTE, (after - before) * 1024 / _MEGABYTE


def _kilobytes(field: str) -> int:
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{field}:"))
