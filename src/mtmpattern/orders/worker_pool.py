"""The processes that make the orders of a batch: of this machine, or of a cluster."""

from __future__ import annotations

import os
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from typing import Any

from mtmpattern.errors import MissingExtra, OptionError
from mtmpattern.orders.batch_worker import Outcome, Setup, begin, work
from mtmpattern.orders.order_source import RawOrder
from mtmpattern.processes import SPAWN, interrupts_ignored


class WorkerPool:
    """Workers of this machine or of a cluster behind one interface; they are restarted when one of them dies."""

    def __init__(self, workers: int = 0, scheduler: str = "") -> None:
        self._scheduler = scheduler
        self.local = not scheduler
        self.workers = workers or os.cpu_count() or 1
        self._client: Any = None
        self._executor = self._begun()

    def _begun(self) -> Executor:
        if self.local:
            return ProcessPoolExecutor(self.workers, mp_context=SPAWN, initializer=begin)
        if self._client is None:
            self._client = _client(self._scheduler)
            self.workers = max(1, sum(self._client.nthreads().values()))
        executor: Executor = self._client.get_executor(pure=False)
        return executor

    def submit(self, setup: Setup, chunk: list[RawOrder]) -> Future[list[Outcome]]:
        """Have a worker make the orders of a chunk."""
        with interrupts_ignored():                  # processes started here leave Ctrl-C to this one
            return self._executor.submit(work, setup, chunk)

    def renew(self) -> None:
        """Start new workers in place of dead ones; a cluster starts its own."""
        if self.local:
            self._executor.shutdown(wait=False, cancel_futures=True)
            self._executor = self._begun()

    def close(self) -> None:
        """Stop the workers of this machine, or leave the cluster."""
        if self.local:
            self._executor.shutdown(wait=True, cancel_futures=True)
        elif self._client is not None:
            self._client.close()


def _client(scheduler: str) -> Any:
    try:
        from distributed import Client  # noqa: PLC0415  # an extra
    except ImportError as error:
        raise MissingExtra.named("cluster", "distributed") from error
    try:
        connect: Any = Client
        return connect(scheduler, timeout="10s")
    except (OSError, ValueError, TimeoutError) as error:
        raise OptionError(f"no scheduler answers at {scheduler[:80]}", code="batch.cluster", where="scheduler",
                          hint="Give its address, as in tcp://10.0.0.5:8786.", argument="scheduler",
                          params={"address": scheduler[:80]}) from error
