"""Several garments in one lay: each alone, in groups, and what is shortest; so it never takes more than single lays."""

from __future__ import annotations

import math
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, partial
from itertools import pairwise
from typing import Final, TypeAlias

from mtmpattern.cutting.engine import Effort, LayTask
from mtmpattern.cutting.filling import Filling
from mtmpattern.cutting.marker_store import KeptLayout
from mtmpattern.cutting.portfolio import (
    COUNT,
    NEAR,
    SECTION,
    SMALL,
    Nested,
    Plan,
    Running,
    Stop,
    Watcher,
    coarse_compaction,
    counts_first,
    pushed,
    searched,
)
from mtmpattern.cutting.sparrow import Sparrow
from mtmpattern.errors import Problem, StationError
from mtmpattern.placing import Layout, Shape, faults_of
from mtmpattern.placing.packer import joined

ALONE: Final = 0.2          # share of the seconds or steps for garments alone
FILLS: Final = 2            # searches of our fill for a garment alone, by a count
LEAST: Final = 0.3          # CPU-seconds from which a garment alone is searched; with less it is packed quickly
AGAIN: Final = 1.0          # and from which it is searched again after a counted search
MANY_STEPS: Final = 1000    # steps from which large groups find more than small ones
PER_SHAPE: Final = 0.003    # seconds for each outline to join and move them closer together,
MOST_SECONDS: Final = 0.1   # but at most this share
MOST_CLOSER: Final = 60      # outlines that are moved closer together where garments lie one behind the other
WORTH: Final = 1.03         # if they are at most this many times as long as the shortest
QUICK: Final[Plan] = ((Filling(), Effort(0.0)),)

Group: TypeAlias = tuple[int, ...]
"""The numbers of the garments that are searched together."""
Counted: TypeAlias = tuple[tuple[str, int], ...]
"""The shapes of a group by key, with their counts."""


def nested(lay: LayTask, effort: Effort, watch: Watcher | None = None, plan: Plan | None = None,
           known: Mapping[tuple[str, ...], KeptLayout] | None = None) -> Nested:
    """The shortest layout that the engines find for a lay within the effort.

    The quick packer's layout comes first, so there always is one. Ctrl-C keeps the best so far. ``plan`` replaces the
    engines and their efforts. A lay of more than 120 outlines is divided into sections, and repeated sections are laid
    once. Where the lay names its garments, each is laid alone, then in groups; whatever takes less cloth is kept, so
    that they never take more together than one behind the other. ``known`` are layouts of garments alone, by their
    keys, which then are not searched again.

    Raises:
        StationError: no engine gave a valid layout; its problems say why each failed.

    """
    if len(lay.garments) < 2:
        return searched(lay, effort, watch, plan)
    return _Together(lay, effort, watch, plan).result(known or {})


def groups_of(lay: LayTask, most: int) -> list[Group]:
    """Groups of garments that follow each other, about equal, each of at most ``most`` outlines where possible."""
    count = len(lay.garments)
    outlines = sum(map(len, lay.garments))
    size = max(1, math.floor(most * count / outlines))
    number = math.ceil(count / size)
    ends = [round(count * each / number) for each in range(number + 1)]
    return [tuple(range(start, end)) for start, end in pairwise(ends)]


class _Together:
    """One search of a lay of several garments."""

    def __init__(self, lay: LayTask, effort: Effort, watch: Watcher | None, plan: Plan | None) -> None:
        self._lay, self._effort, self._watch, self._plan = lay, effort, watch, plan
        self._start = time.process_time()
        self._elsewhere = 0.0
        self._closing = min(MOST_SECONDS * effort.seconds, PER_SHAPE * lay.size)
        self._found: dict[Counted, Nested] = {}
        self._failures: list[Problem] = []
        self._interrupted = False
        self._known: set[Counted] = set()
        self._again = False             # after the counted search with which seconds begin

    def result(self, known: Mapping[tuple[str, ...], KeptLayout]) -> Nested:
        """The shortest of the lays."""
        for number, keys in enumerate(self._lay.garments):
            if keys in known:
                counted = self._counted((number,))
                self._known.add(counted)
                self._found[counted] = Nested(known[keys].layout, known[keys].engine, 0.0, 0.0, "seconds")
        whole, first = self._effort, None
        if self._plan is None and counts_first(self._lay, whole):
            self._effort = Effort(whole.seconds, COUNT, whole.seed)
            first = self._stage()
            self._effort, self._again = whole, True
            if self._interrupted or self._left < AGAIN or first[0].length <= self._lay.floor * NEAR:
                return self._nested(*first)
        found = self._stage()
        return self._nested(*(first if first is not None and first[0].length < found[0].length else found))

    def _stage(self) -> tuple[Layout, list[Nested]]:
        """Search garments alone and in groups with the effort; the shortest layout, and what it was joined from."""
        singles = [(number,) for number in range(len(self._lay.garments))]
        self._search_alone(singles)
        few = self._effort.steps is not None and self._effort.steps < MANY_STEPS
        groups = groups_of(self._lay, SMALL if few else SECTION)
        if not self._interrupted:
            self._search_groups(groups)
        alone = [self._found[self._counted(each)] for each in singles]
        chosen: list[Nested] = []
        for group in groups:
            behind = [alone[number] for number in group]
            found = self._found.get(self._counted(group))
            if found is not None and found.layout.length <= self._joined(behind).length:
                chosen.append(found)
            else:
                chosen += behind
        return self._closest(chosen, alone), chosen

    @property
    def _seconds(self) -> float:
        """CPU-seconds used so far, those of finished child processes included."""
        return time.process_time() - self._start + self._elsewhere

    @property
    def _left(self) -> float:
        """CPU-seconds left for searches."""
        return max(0.0, self._effort.seconds - self._closing - self._seconds)

    # ---- Searches -------------------------------------------------------------------------------------------------

    def _search_alone(self, singles: Sequence[Group]) -> None:
        """Search each different garment alone, unless it is known, with a part of the effort.

        What fails here is raised: there is no layout of all garments yet.
        """
        due = [counted for counted in dict.fromkeys(map(self._counted, singles)) if counted not in self._known
               and not (self._again and self._found[counted].stopped == "floor")]
        if self._again and self._left * ALONE < AGAIN * len(due):
            return
        steps = self._effort.steps
        for counted, seconds in self._shares(due, self._left * ALONE):
            effort = replace(self._effort, seconds=seconds, steps=steps and math.ceil(steps * ALONE))
            plan = self._plan
            if steps is not None and plan is None:
                plan = [(Filling(), replace(effort, steps=FILLS)), (Sparrow(), effort)]
            self._search(counted, effort, singles, plan)

    def _search_groups(self, groups: Sequence[Group]) -> None:
        """Search each different group with what is left of the effort; what fails here leaves the garments alone.

        A garment that is a group of its own is searched again where the search before can be improved.
        """
        due = [counted for counted in dict.fromkeys(map(self._counted, groups))
               if counted not in self._found or self._found[counted].stopped != "floor"]
        for counted, seconds in self._shares(due, self._left):
            if seconds < min(LEAST, self._effort.seconds):      # they lie one behind the other
                continue
            try:
                self._search(counted, replace(self._effort, seconds=seconds), groups, self._plan)
            except KeyboardInterrupt:
                self._interrupted = True
            except StationError as error:
                self._failures += error.problems
            if self._interrupted:
                return

    def _shares(self, due: Iterable[Counted], seconds: float) -> Iterator[tuple[Counted, float]]:
        """Each of these, the small ones first, with its part of the seconds; what one leaves goes to the others."""
        left = sorted(due, key=_size)
        end = self._left - seconds
        while left:
            share = self._left          # by a count they have no limit
            if self._effort.steps is None:
                share = max(0.0, self._left - end) * _size(left[0]) / sum(map(_size, left))
            yield left.pop(0), share

    def _search(self, counted: Counted, effort: Effort, groups: Sequence[Group], plan: Plan | None) -> None:
        """Search one of these groups, and keep what is found if it is shorter than what is known."""
        times = Counter(map(self._counted, groups))[counted]
        others = sum(self._length(group) for group in groups if self._counted(group) != counted)
        task = LayTask(tuple(replace(self._shapes[key], count=count) for key, count in counted), self._lay.width,
                       self._lay.spacing)
        if self._interrupted or effort.seconds < LEAST:
            plan = QUICK
        found = searched(task, effort, self._watching(others, times), plan, again=self._again)
        self._elsewhere += found.elsewhere
        self._failures += found.failures
        before = self._found.get(counted)
        if before is None or found.layout.length < before.layout.length:
            self._found[counted] = found
        self._interrupted = self._interrupted or found.stopped == "interrupted"

    def _watching(self, others: float, times: int) -> Watcher | None:
        """A watcher of one group, which adds the lengths of the others and the seconds before it."""
        watch, before = self._watch, self._seconds
        if watch is None:
            return None
        return lambda running: watch(Running(running.length * times + others, running.engine,
                                             running.seconds + before))

    # ---- Layouts --------------------------------------------------------------------------------------------------

    @cached_property
    def _shapes(self) -> dict[str, Shape]:
        return {shape.key: shape for shape in self._lay.shapes}

    def _counted(self, group: Group) -> Counted:
        """The shapes of a group with their counts; equal groups are searched once."""
        counts = Counter(key for number in group for key in self._lay.garments[number])
        return tuple((key, counts[key]) for key in self._shapes if counts[key])

    def _length(self, group: Group) -> float:
        """The length of a group as far as it is known."""
        found = self._found.get(self._counted(group))
        if found is not None:
            return found.layout.length
        return sum(self._length((number,)) for number in group) if len(group) > 1 else 0.0

    def _joined(self, found: Iterable[Nested]) -> Layout:
        return joined([(each.layout, 1) for each in found], self._lay.outlines, self._lay.width, self._lay.spacing)

    def _nested(self, layout: Layout, chosen: Sequence[Nested]) -> Nested:
        faults = faults_of(layout, self._lay.shapes, self._lay.spacing)
        if faults:
            raise StationError.of(faults)
        stopped: Stop = "steps" if self._effort.steps is not None else "seconds"
        if self._interrupted:
            stopped = "interrupted"
        elif layout.length <= self._lay.floor * NEAR:
            stopped = "floor"
        engine = max(chosen, key=lambda each: each.layout.length).engine
        return Nested(layout, engine, self._seconds, self._seconds, stopped, tuple(dict.fromkeys(self._failures)),
                      self._elsewhere)

    def _closest(self, *ways: Sequence[Nested]) -> Layout:
        """The shortest of these layouts one behind the other, moved closer together where their ends leave room."""
        joined = sorted((self._joined(found) for found in dict.fromkeys(map(tuple, ways))),
                        key=lambda each: each.length)
        layout = joined[0]
        try:
            layout = self._closer([each for each in joined if each.length <= joined[0].length * WORTH])
        except KeyboardInterrupt:
            self._interrupted = True
        return layout

    def _closer(self, layouts: Sequence[Layout]) -> Layout:
        if self._effort.seconds > 0.0 and self._lay.size <= MOST_CLOSER and not self._interrupted:
            closer = partial(coarse_compaction(self._lay).shorter, stop=self._is_over)
            return min(map(closer, layouts), key=lambda each: each.length)
        return pushed(layouts[0], self._lay)

    def _is_over(self) -> bool:
        return self._seconds >= self._effort.seconds


def _size(counted: Counted) -> int:
    return sum(count for _, count in counted)
