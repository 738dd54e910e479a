"""How much work a call does, in counts that are the same on every machine: functions entered and bytes kept.

A clock says what else a machine was doing; these counts say only what our code did. Work inside one call of a
library written in C counts as one.
"""

from __future__ import annotations

import cProfile
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager


class Effort:
    """What was counted: ``calls`` of functions, or the ``peak`` of bytes that Python held."""

    calls = 0
    peak = 0


@contextmanager
def counted_calls() -> Iterator[Effort]:
    """Count the calls of functions, of Python and of C, that are made inside."""
    effort, profile = Effort(), cProfile.Profile()
    profile.enable()
    try:
        yield effort
    finally:
        profile.disable()
        effort.calls = sum(entry.callcount for entry in profile.getstats())


@contextmanager
def counted_bytes() -> Iterator[Effort]:
    """Count the bytes that Python held at once, above what it held before."""
    effort = Effort()
    tracemalloc.start()
    try:
        yield effort
    finally:
        effort.peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
