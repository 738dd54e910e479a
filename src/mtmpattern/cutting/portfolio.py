"""Several engines on one lay: every layout is verified and the shortest kept, whatever happens to an engine."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final, Literal, TypeAlias

from mtmpattern.cutting.compaction import Compaction
from mtmpattern.cutting.engine import Effort, Engine, FoundLayout, LayTask
from mtmpattern.cutting.filling import Filling
from mtmpattern.cutting.packing_solver import PackingSolver
from mtmpattern.cutting.solver_job import SolverJob
from mtmpattern.cutting.sparrow import Sparrow
from mtmpattern.errors import Problem, StationError
from mtmpattern.placing import Layout, faults_of
from mtmpattern.placing.fill import pressed
from mtmpattern.placing.packer import Block, blocks_of, joined, lane_width, lanes_for

SECTION: Final = 120        # outlines that are laid at once; a larger lay is divided into sections
NEAR: Final = 1.0005        # a layout this close to the least possible length ends the search
SMALL: Final = 40           # outlines up to which our fill and packingsolver are worth running
FILL_SECONDS: Final = 3.0   # CPU-seconds for our fill on lays of more than eight outlines
OTHER: Final = 0.15         # share of the seconds for packingsolver
MOST_SEEDS: Final = 6       # seeds of spyrrow in one plan
PER_POINT: Final = 0.2      # CPU-seconds for each point of a large lay that one seed gets before there is another:
# SWIM of the ESICUP collection (48 outlines, 978 points) reaches 0.952 with one seed of 300 s, 0.945 with several
LEFT: Final = 0.15          # share of the seconds that must be left for another seed,
LEAST: Final = 1.0          # and the least seconds for it
CLOSER: Final = 0.04        # share of the seconds for moving layouts closer together,
PER_SHAPE: Final = 0.004    # or so many for each outline, where that is more,
MOST_CLOSER: Final = 0.25   # but at most this share,
CANDIDATES: Final = 8       # at most this many of each search,
COUNTED: Final = 3          # or of each counted one,
WORTH: Final = 1.025        # if they are at most this many times as long as the best,
FINE: Final = 1e-3          # and the best at the end in steps of this share of the cloth's width,
FINE_ROUNDS: Final = 5      # at most so many
FIRST_STEPS: Final = 6      # searches of our fill before a counted run of spyrrow,
STEPS_FOR_ONE: Final = 10   # or one for this many of spyrrow's steps
COUNT: Final = 1            # steps with which a short search by seconds begins, so that it finds no less than a count,
SHORT: Final = 0.3          # where it has up to so many seconds for each outline; with more it finds more by itself,
COUNTED_FIRST: Final = 60   # and on lays of up to so many outlines

Stop: TypeAlias = Literal["seconds", "steps", "floor", "interrupted"]
Plan: TypeAlias = Sequence[tuple[Engine, Effort]]


@dataclass(frozen=True, slots=True)
class Running:
    """The state of a run for its watcher: the shortest length so far in mm, its engine, CPU-seconds used."""

    length: float
    engine: str
    seconds: float


Watcher: TypeAlias = Callable[[Running], None]


@dataclass(frozen=True, slots=True)
class Nested:
    """The verified layout of a run, and how it was found.

    ``engine`` found it after ``found_at`` of ``seconds`` CPU-seconds, of which ``elsewhere`` were those of child
    processes; ``stopped`` is what ended the run, ``failures`` are those of other engines.
    """

    layout: Layout
    engine: str
    found_at: float
    seconds: float
    stopped: Stop
    failures: tuple[Problem, ...] = ()
    elsewhere: float = 0.0


def searched(lay: LayTask, effort: Effort, watch: Watcher | None = None, plan: Plan | None = None, *,
             again: bool = False) -> Nested:
    """The shortest layout that the engines find for a lay, whatever garments its outlines belong to.

    The quick packer's layout comes first, so there always is one. Ctrl-C keeps the best so far. A lay of more than
    120 outlines is divided into sections, and repeated sections are laid once. ``plan`` replaces the engines and their
    efforts; ``again`` says that a counted search came before, which seconds need not begin with.

    Raises:
        StationError: no engine gave a valid layout; its problems say why each failed.

    """
    if lay.size > SECTION:
        return _in_sections(lay, effort, watch, plan)
    run = _Run(lay, effort, watch)
    run.follow(plan if plan is not None else run.planned(again=again))
    return run.result()


def counts_first(lay: LayTask, effort: Effort) -> bool:
    """Whether a search by seconds begins with the shortest counted one."""
    return effort.steps is None and 0.0 < effort.seconds <= SHORT * lay.size and lay.size <= COUNTED_FIRST


def plan_for(lay: LayTask, effort: Effort, after: int = 0) -> Plan:
    """Which engines search, and for how long: our fill first, then spyrrow, with several seeds where time allows.

    ``after`` searches of our fill were made before.
    """
    fill, sparrow = Filling(after=after), Sparrow()
    if effort.steps is not None:
        searches = max(FIRST_STEPS, effort.steps // STEPS_FOR_ONE)
        return [(fill, Effort(steps=searches, seed=effort.seed)), (Sparrow(), effort)]
    share = 0.3 if lay.size <= 8 else 0.1 if lay.size <= SMALL else 0.0
    if lay.size > 8 and effort.seconds > 0:
        share = min(share, FILL_SECONDS / effort.seconds)
    left = effort.seconds * (1.0 - share)
    plan: list[tuple[Engine, Effort]] = [(fill, replace(effort, seconds=effort.seconds * share))]
    if effort.seconds > 0 and lay.size <= SMALL and not PackingSolver().missing():
        plan.append((PackingSolver(), Effort(effort.seconds * OTHER)))
        left -= effort.seconds * OTHER
    seeds = max(1, min(MOST_SEEDS, int(left / (2.0 * lay.size + 3.0))))
    if seeds > 1 and lay.size > SMALL:
        seeds = max(1, min(seeds, int(left / (PER_POINT * SolverJob(lay).points))))
    if effort.seconds > 0:
        plan += [(sparrow, Effort(left / seeds, seed=effort.seed + number)) for number in range(seeds)]
    else:
        plan.append((Sparrow(quick=True), Effort(5.0, seed=effort.seed)))
    return plan


class _Run:
    """One run over one lay."""

    def __init__(self, lay: LayTask, effort: Effort, watch: Watcher | None) -> None:
        self._lay, self._effort, self._watch = lay, effort, watch
        self._floor = lay.floor
        self._start = time.process_time()
        self._elsewhere = 0.0
        self._moved = False         # whether layouts were moved closer together,
        self._closing = 0.0         # in how many CPU-seconds after searches without a count, and in how many at most:
        self._most_closing = 0.0 if effort.steps is not None else effort.seconds * max(
            CLOSER, min(MOST_CLOSER, PER_SHAPE * lay.size / (effort.seconds or 1.0)))
        self._best: tuple[Layout, str, float] | None = None
        self._stopped: Stop = "steps" if effort.steps is not None else "seconds"
        self._failures: list[Problem] = []

    @property
    def seconds(self) -> float:
        """CPU-seconds used so far, those of finished child processes included."""
        return time.process_time() - self._start + self._elsewhere

    def planned(self, *, again: bool = False) -> Iterator[tuple[Engine, Effort]]:
        """The usual plan, then spyrrow with further seeds where engines finish early.

        Seconds begin with the shortest counted search, unless there was one before (``again``).
        """
        effort, after = self._effort, FIRST_STEPS if again else 0
        if not again and counts_first(self._lay, effort):
            after = FIRST_STEPS
            yield from plan_for(self._lay, Effort(steps=COUNT, seed=effort.seed))
            self._press_best()
            effort = replace(effort, seconds=max(0.0, effort.seconds - self.seconds))
        if after and effort.seconds < LEAST:
            yield Filling(after=after), effort
            return
        yield from plan_for(self._lay, effort, after)
        for seed in range(self._effort.seed + MOST_SEEDS, self._effort.seed + 2 * MOST_SEEDS):
            left = self._effort.seconds - self.seconds
            if self._effort.steps is None and left > max(LEAST, LEFT * self._effort.seconds):
                yield Sparrow(), Effort(left, seed=seed)

    def follow(self, plan: Iterable[tuple[Engine, Effort]]) -> None:
        """Run the engines one after the other until the effort is spent."""
        try:
            for engine, effort in plan:
                why = engine.missing()
                if why:
                    self._failures.append(Problem(why, "engine.missing", engine.name))
                    continue
                within = self._within(effort)
                if self._best is not None and self._is_over():
                    continue
                latest = self._search(engine, within)
                if within.seconds > 0.0:
                    self._closer(engine.name, latest, counted=effort.steps is not None)
                if self._is_least:
                    self._stopped = "floor"
                    return
        except KeyboardInterrupt:
            self._stopped = "interrupted"
            if self._best is None:
                raise

    def _within(self, effort: Effort) -> Effort:
        """The engine's effort within what is left of the run's."""
        left = self._effort.seconds - max(0.0, self._most_closing - self._closing) - self.seconds
        return replace(effort, seconds=max(0.0, min(effort.seconds, left)))

    def _search(self, engine: Engine, effort: Effort) -> list[Layout]:
        """Run one engine; its latest layouts, the last one first."""
        latest: dict[float, Layout] = {}
        used = 0.0
        try:
            with closing(engine.layouts(self._lay, effort)) as found:
                for each in found:
                    used = each.elsewhere
                    self._take(engine.name, each)
                    if each.layout is not None:
                        latest[each.layout.length] = latest.pop(each.layout.length, each.layout)
        except StationError as error:
            self._failures += error.problems
        finally:
            self._elsewhere += used
        most = CANDIDATES if effort.steps is None else COUNTED
        return list(latest.values())[: -most - 1 : -1]

    def _closer(self, name: str, layouts: Iterable[Layout], *, counted: bool) -> None:
        """Move the shapes of an engine's latest layouts closer together; which gets shortest is not known before.

        A ``counted`` search leaves few layouts, for which there is always time.
        """
        start = time.process_time()
        before = self._closing

        def stop() -> bool:
            if counted:
                return self._is_over()
            self._closing = before + time.process_time() - start
            return self._is_over() or self._closing > self._most_closing / 2.0

        for layout in layouts:
            if self._is_least or self._best is None or layout.length > self._best[0].length * WORTH or stop():
                break
            self._moved = True
            self._take(name, FoundLayout(self._compaction.shorter(layout, stop=stop)))
        stop()

    @property
    def _is_least(self) -> bool:
        """Whether the best layout is as short as any can be."""
        return self._best is not None and self._best[0].length <= self._floor * NEAR

    @cached_property
    def _compaction(self) -> Compaction:
        return coarse_compaction(self._lay)

    def _take(self, name: str, found: FoundLayout) -> None:
        layout = found.layout
        seconds = self.seconds + found.elsewhere
        if layout is not None and (self._best is None or layout.length < self._best[0].length):
            faults = faults_of(layout, self._lay.shapes, self._lay.spacing)
            if faults:
                self._failures.append(replace(faults[0], message=f"a layout by {name} breaks a rule: "
                                              f"{faults[0].message}"))
            else:
                self._best = layout, name, seconds
        if self._watch is not None and self._best is not None:
            self._watch(Running(self._best[0].length, self._best[1], seconds))

    def result(self) -> Nested:
        """The best layout, pushed together along the cloth."""
        if self._best is None:
            raise StationError.of(self._failures or [Problem("no engine gave a layout", "engine.none")])
        try:
            self._press_best()
        except KeyboardInterrupt:
            self._stopped = "interrupted"
        layout, name, found_at = self._best
        return Nested(layout, name, found_at, self.seconds, self._stopped, tuple(self._failures), self._elsewhere)

    def _press_best(self) -> None:
        """Push the best layout together, unless none can be shorter."""
        if self._best is not None and not self._is_least:
            layout, name, found_at = self._best
            self._best = self._pressed(layout), name, found_at

    def _pressed(self, layout: Layout) -> Layout:
        """The layout pushed together as exactly as its outlines are; a quick one only along and across the cloth."""
        lay = self._lay
        if self._moved and not self._is_over():
            closer = Compaction(lay.shapes, lay.width, lay.spacing)
            return closer.shorter(layout, FINE, FINE_ROUNDS, stop=self._is_over)
        return pushed(layout, lay)

    def _is_over(self) -> bool:
        return 0.0 < self._effort.seconds <= self.seconds


def pushed(layout: Layout, lay: LayTask) -> Layout:
    """The layout pushed together along and across the cloth, or itself where that does not make it shorter."""
    closer = pressed(layout, lay.outlines, lay.spacing)
    shorter = closer.length < layout.length and not faults_of(closer, lay.shapes, lay.spacing)
    return closer if shorter else layout


def coarse_compaction(lay: LayTask) -> Compaction:
    """That of the outlines that solvers get, which have few points."""
    return Compaction(lay.shapes, lay.width, lay.spacing, SolverJob(lay).grown)


def _in_sections(lay: LayTask, effort: Effort, watch: Watcher | None, plan: Plan | None) -> Nested:
    """The lay in sections, each nested once with its share of the effort and laid as often as it repeats."""
    blocks = blocks_of(lay.shapes, SECTION)
    lanes = lanes_for(blocks, lay.width, lay.spacing)
    lane = lane_width(lay.width, lay.spacing, lanes)
    start, elsewhere, left = time.process_time(), 0.0, sum(block.size for block in blocks)
    parts: list[tuple[Nested, Block]] = []
    for block in blocks:
        seconds = max(0.0, effort.seconds - elsewhere - (time.process_time() - start)) * block.size / left
        part = searched(LayTask(block.shapes, lane, lay.spacing), replace(effort, seconds=seconds),
                        _shifted(watch, parts), plan)
        elsewhere += part.elsewhere
        left -= block.size
        parts.append((part, block))
        if part.stopped == "interrupted":
            plan = [(Filling(), Effort(0.0))]       # the rest is laid quickly
    layout = joined([(part.layout, block.times) for part, block in parts], lay.outlines, lay.width, lay.spacing, lanes)
    faults = faults_of(layout, lay.shapes, lay.spacing)
    if faults:
        raise StationError.of(faults)
    ended = next((part.stopped for part, _ in parts if part.stopped == "interrupted"), parts[0][0].stopped)
    return Nested(layout, parts[0][0].engine, parts[0][0].found_at, elsewhere + time.process_time() - start, ended,
                  tuple(problem for part, _ in parts for problem in part.failures), elsewhere)


def _shifted(watch: Watcher | None, parts: Sequence[tuple[Nested, Block]]) -> Watcher | None:
    """A watcher of one section, which adds the lengths and seconds of the sections before it."""
    if watch is None:
        return None
    length = sum(part.layout.length * block.times for part, block in parts)
    seconds = sum(part.seconds for part, _ in parts)
    return lambda running: watch(Running(running.length + length, running.engine, running.seconds + seconds))
