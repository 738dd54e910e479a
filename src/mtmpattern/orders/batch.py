"""Many orders to as many job folders, on all processors or on a cluster; finished work is never lost.

Workers seal folders; only the main process records events, sets bad orders aside and writes the summary. When a worker
dies, its orders are made again one at a time, and an order on which workers died twice is set aside. A batch that was
stopped, however that happened, continues where it was when it is run again.
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Future, wait
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from mtmpattern.errors import ExportError, MtmError, OptionError, Problem
from mtmpattern.orders.batch_summary import Batch, write_summary
from mtmpattern.orders.batch_worker import Outcome, Setup, events_of
from mtmpattern.orders.events import Event, EventLog, Standing, standing
from mtmpattern.orders.live_folder import LiveFolder, clear_dead, dead_folders
from mtmpattern.orders.order_source import RawOrder
from mtmpattern.orders.rack import folder_name
from mtmpattern.orders.shop import Shop
from mtmpattern.orders.worker_pool import WorkerPool
from mtmpattern.output_file import write_file

MAKING: Final = ".making"
REFUSED: Final = "refused"
CHUNK: Final = 8
AHEAD: Final = 2            # chunks in flight for each worker
MOST_DEATHS: Final = 2
"""The number of workers that may die on an order, each working on it alone, before it is set aside."""
MOST_WORKERS: Final = 256
MOST_CHUNK: Final = 10_000
IDLE: Final = 0.2           # seconds to wait where a source has nothing yet


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchSettings:
    """How a batch is made: workers or a cluster's scheduler, orders in a chunk, the arguments of every `job`.

    ``watch`` is called with every outcome, ``finished`` also with the raw order; ``time`` gives the time of events.
    """

    root: Path
    shop: Shop = field(default_factory=Shop)
    wishes: Mapping[str, Any] = field(default_factory=dict)
    workers: int = 0
    scheduler: str = ""
    chunk: int = CHUNK
    resume: bool = False
    watch: Callable[[Outcome], None] | None = None
    finished: Callable[[RawOrder, Outcome], None] | None = None
    time: Callable[[], str] = str


def run_batch(orders: Iterable[RawOrder | None], settings: BatchSettings) -> Batch:
    """Make all orders; a None among them means that there is nothing to do at the moment.

    Raises:
        OptionError: an impossible number of workers; an unfinished batch in the folder, without ``resume``.
        ExportError: the folder cannot be written at all.

    """
    _check(settings)
    if dead_folders(settings.root / MAKING) and not settings.resume:
        raise OptionError(f"the folder {settings.root.name} holds a batch that was stopped", code="batch.unfinished",
                          where=str(settings.root), hint="Resume it; finished jobs are kept.",
                          params={"name": settings.root.name}, argument="resume")
    begun = not settings.root.exists()
    try:
        settings.root.mkdir(parents=True, exist_ok=True)
        clear_dead(settings.root / MAKING)
        making = LiveFolder.made_in(settings.root / MAKING)
    except OSError as error:
        raise ExportError(f"the folder {settings.root} cannot be written: {(error.strerror or 'unknown').lower()}",
                          code="output.unwritable", where=str(settings.root),
                          hint="Name a folder that you may write to. No order was made.") from error
    try:
        run = _Run(settings, Setup(settings.root.resolve(), making.path.resolve(), settings.shop, settings.wishes))
        done = run.all(orders)
    except BaseException:
        making.remove()
        if begun:
            with suppress(OSError):             # a folder with finished jobs stays
                settings.root.rmdir()
        raise
    making.remove()
    try:
        write_summary(done, settings.root)
    except ExportError:
        if not done.stopped:
            raise
    return done


def _check(settings: BatchSettings) -> None:
    if not 0 <= settings.workers <= MOST_WORKERS or not 1 <= settings.chunk <= MOST_CHUNK:
        raise OptionError(f"{settings.workers} workers with {settings.chunk} orders at a time are not possible",
                          code="batch.workers", where="workers",
                          hint=f"Give 0 to {MOST_WORKERS} workers (0 for all processors) and 1 to {MOST_CHUNK} orders.",
                          params={"workers": settings.workers, "chunk": settings.chunk})


class _Run:
    """One batch while it runs."""

    def __init__(self, settings: BatchSettings, setup: Setup) -> None:
        self._settings, self._setup = settings, setup
        self._log = EventLog(settings.root)
        self._known: Standing = standing(self._log.read())
        self._outcomes: list[Outcome] = []
        self._pending: dict[Future[list[Outcome]], list[RawOrder]] = {}
        self._retries: deque[RawOrder] = deque()    # orders lost with a worker, to be made one at a time
        self._deaths_on: dict[int, int] = {}
        self._reports: dict[str, int] = {}          # of bad orders, with the row of each
        self._stopped = ""
        self._worker_deaths = 0

    def all(self, orders: Iterable[RawOrder | None]) -> Batch:
        chunks = _chunks(orders, self._settings.chunk)
        pool = WorkerPool(self._settings.workers, self._settings.scheduler)
        try:
            try:
                self._follow(chunks, pool)
            except KeyboardInterrupt:
                self._stopped = "interrupted"
                self._finish(pool)
        finally:
            pool.close()
        outcomes = tuple(sorted(self._outcomes, key=lambda each: each.number))
        return Batch(outcomes, self._stopped, self._worker_deaths)

    def _follow(self, chunks: Iterator[list[RawOrder]], pool: WorkerPool) -> None:
        ended = False
        while not (ended and not self._pending and not self._retries) and not self._stopped:
            ended = self._fill(chunks, pool, ended=ended)
            if self._pending:
                self._gather(pool, None if ended or self._full(pool) else IDLE)
        self._finish(pool)

    def _full(self, pool: WorkerPool) -> bool:
        return len(self._pending) >= AHEAD * pool.workers

    def _fill(self, chunks: Iterator[list[RawOrder]], pool: WorkerPool, *, ended: bool) -> bool:
        """Hand out work; returns whether the source has ended."""
        if self._retries:                           # alone, so that a death can be blamed on one order
            if not self._pending:
                self._submit([self._retries.popleft()], pool)
            return ended
        while not ended and not self._full(pool):
            chunk = next(chunks, None)
            if chunk is None:
                return True
            if not chunk:
                break                               # nothing at the moment
            self._submit(chunk, pool)
        return ended

    def _submit(self, chunk: list[RawOrder], pool: WorkerPool) -> None:
        try:
            self._pending[pool.submit(self._setup, chunk)] = chunk
        except (BrokenExecutor, RuntimeError):
            self._lose(chunk, alone=False)
            pool.renew()

    def _gather(self, pool: WorkerPool, timeout: float | None) -> None:
        done, _ = wait(self._pending, timeout=timeout, return_when=FIRST_COMPLETED)
        broken = False
        alone = len(self._pending) == 1
        for future in done:
            chunk = self._pending.pop(future)
            try:
                outcomes = future.result()
            except Exception:                       # the worker died, or its answer could not be sent
                self._lose(chunk, alone=alone and len(chunk) == 1)
                broken = True
                continue
            self._take(chunk, outcomes)
        if broken:
            for future, chunk in list(self._pending.items()):
                if future.done() and future.exception() is None:
                    continue
                if pool.local:
                    self._pending.pop(future)
                    self._lose(chunk, alone=False)
            pool.renew()

    def _lose(self, chunk: Sequence[RawOrder], *, alone: bool) -> None:
        """Take back the orders of a dead worker; an order on which workers keep dying is set aside."""
        if alone or not self._retries:              # one death, however many chunks were lost with it
            self._worker_deaths += 1
        for raw in chunk:
            if alone:
                self._deaths_on[raw.number] = self._deaths_on.get(raw.number, 0) + 1
            if self._deaths_on.get(raw.number, 0) >= MOST_DEATHS:
                self._take([raw], [Outcome(raw.number, "refused", problems=(Problem(
                    f"workers died on this order {MOST_DEATHS} times", "batch.crashed", "",
                    "It may need more memory than there is; make it alone to find out.",
                    params={"most": MOST_DEATHS}),))])
            else:
                self._retries.append(raw)

    def _take(self, chunk: Sequence[RawOrder], outcomes: Sequence[Outcome]) -> None:
        events: list[Event] = []
        for outcome in outcomes:
            self._outcomes.append(outcome)
            own: list[Event] = []
            if outcome.state != "found" or outcome.revision not in self._known.made.get(outcome.order, {}):
                own += events_of(outcome)
            if outcome.state in ("made", "found"):
                own += self._superseded(outcome)
            if outcome.state == "unwritten":
                self._stopped = "output.unwritable"
            for event in own:
                self._known.take(event)
            events += own
        try:
            if events:
                self._log.add(*events, time=self._settings.time())
            for raw, outcome in zip(chunk, outcomes, strict=True):
                self._set_aside(outcome)
                if self._settings.finished is not None:
                    self._settings.finished(raw, outcome)
        except MtmError:                            # the folders are whole; the next run records the events
            self._stopped = "output.unwritable"
        for outcome in outcomes:
            if self._settings.watch is not None:
                self._settings.watch(outcome)

    def _superseded(self, outcome: Outcome) -> Iterator[Event]:
        revisions = {*self._known.made.get(outcome.order, {}), outcome.revision}
        for revision in sorted(revisions)[:-1]:
            if (outcome.order, revision) not in self._known.superseded:
                self._known.superseded.add((outcome.order, revision))
                yield Event(outcome.order, revision, "superseded")

    def _set_aside(self, outcome: Outcome) -> None:
        """Write the report of a bad order, or remove that of an order which is good now."""
        name = report_name(outcome)
        if outcome.state == "refused" and self._reports.setdefault(name, outcome.number) != outcome.number:
            name = f"{name}-row-{outcome.number}"           # two rows with the same order
        path = self._settings.root / REFUSED / f"{name}.json"
        if outcome.state == "refused":
            path.parent.mkdir(exist_ok=True)
            report = {"row": outcome.number, "order": outcome.order, "revision": outcome.revision,
                      "problems": [problem.to_dict() for problem in outcome.problems]}
            write_file((json.dumps(report, indent=1) + "\n").encode(), path, replacing=True)
        elif outcome.state in ("made", "found"):
            with suppress(OSError):
                path.unlink()

    def _finish(self, pool: WorkerPool) -> None:
        """Wait for the orders that have begun and take their outcomes; the others are left for the next run."""
        for future in list(self._pending):
            if future.cancel():
                self._pending.pop(future)
        while self._pending:
            self._gather(pool, None)
            if self._retries and self._stopped:
                return


def report_name(outcome: Outcome) -> str:
    """The file name of a bad order's report: its folder's name, or its row if it has no id."""
    return folder_name(outcome.order, outcome.revision) if outcome.order else f"row-{outcome.number}"


def _chunks(orders: Iterable[RawOrder | None], size: int) -> Iterator[list[RawOrder]]:
    """Orders in chunks; an empty chunk means that there is nothing at the moment."""
    chunk: list[RawOrder] = []
    for raw in orders:
        if raw is None:
            yield chunk
            chunk = []
        else:
            chunk.append(raw)
            if len(chunk) >= size:
                yield chunk
                chunk = []
    if chunk:
        yield chunk
