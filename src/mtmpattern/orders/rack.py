"""A folder of jobs: one sealed folder for each order, and the events of all of them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from mtmpattern.errors import MtmError, OptionError
from mtmpattern.jobs.folder import DEVICES
from mtmpattern.orders.events import Event, EventLog, Standing, standing
from mtmpattern.orders.job import Job
from mtmpattern.orders.order_reader import OrderCancelled
from mtmpattern.orders.sealed_folder import find_done, paths_of, seal

_PLAIN: Final = re.compile(r"[a-z0-9](?:[a-z0-9._-]*[a-z0-9_-])?")
_LIKE_REVISION: Final = re.compile(r".*-r[0-9]+")

OWN_NAMES: Final = ("refused", "events.jsonl", "summary.csv", "summary.json")
"""The other names in a folder of jobs."""


def folder_name(order: str, revision: int = 1) -> str:
    """The name of an order's folder: its id where that is safe on every system, else a part of it and a digest.

    >>> folder_name("1042"), folder_name("1042", 2), folder_name("2026/1042")
    ('1042', '1042-r2', '2026-1042-7bfa907f')
    """
    name = order
    if not _PLAIN.fullmatch(order) or _LIKE_REVISION.fullmatch(order) or DEVICES.fullmatch(order) or (
            order in OWN_NAMES):
        plain = re.sub(r"[^a-z0-9]+", "-", order.casefold()).strip("-")
        name = "-".join(filter(None, (plain, hashlib.sha256(order.encode()).hexdigest()[:8])))
    return f"{name}-r{revision}" if revision > 1 else name


@dataclass(frozen=True, slots=True)
class ShelvedJob:
    """A job on the rack: its folder and files, and whether it was there already."""

    folder: Path
    files: tuple[Path, ...]
    found: bool


@dataclass(frozen=True, slots=True)
class Rack:
    """A folder of jobs. ``time`` returns the time of an event as text, empty by default.

    ``building`` returns a new hidden path to write in, by default beside the job.
    """

    root: Path
    time: Callable[[], str] = field(default=str)
    building: Callable[[], Path] | None = None

    @property
    def log(self) -> EventLog:
        """The events of its jobs."""
        return EventLog(self.root)

    def folder(self, order: str, revision: int = 1) -> Path:
        """The path of an order's folder, whether it exists or not."""
        return self.root / folder_name(order, revision)

    def put(self, job: Job, known: Standing | None = None) -> ShelvedJob:
        """Seal a job's folder, or find it done, and record the events; ``known`` saves reading them.

        Raises:
            OptionError: the order was cancelled (``order.cancelled``) or a later revision was made
                (``order.superseded``).
            MtmError: whatever drafting and writing raise; the refusal is recorded.

        """
        known = standing(self.log.read()) if known is None else known
        head = job.head
        folder = self.folder(head.order, head.revision)
        noted = head.revision in known.made.get(head.order, {})
        if find_done(folder, job.order_key, job.digest):
            if not noted:                       # the program ended after sealing it and before recording that
                self._made(job, folder, known)
            return ShelvedJob(folder, paths_of(folder), found=True)
        check_standing(known, head.order, head.revision)
        try:
            files = seal(job.files, folder, key=job.order_key, digest=job.digest,
                         building=self.building() if self.building else None)
        except MtmError as error:
            if not error.code.startswith("output."):
                self.refuse(head.order, head.revision, error)
            raise
        self._made(job, folder, known)
        return ShelvedJob(folder, files, found=False)

    def _made(self, job: Job, folder: Path, known: Standing) -> None:
        head = job.head
        events = [Event(head.order, head.revision, state, job.order_key, folder.name)
                  for state in ("received", "drafted", "made")]
        events += [Event(head.order, earlier, "superseded") for earlier in known.made.get(head.order, {})
                   if earlier < head.revision and (head.order, earlier) not in known.superseded]
        self.log.add(*events, time=self.time())
        for event in events:
            known.take(event)

    def refuse(self, order: str, revision: int, error: MtmError) -> None:
        """Record that an order was refused, with only the codes of its problems."""
        codes = tuple(dict.fromkeys(problem.code for problem in error.problems))
        self.log.add(Event(order, revision, "received"), Event(order, revision, "refused", codes=codes),
                     time=self.time())

    def cancel(self, cancelled: OrderCancelled) -> None:
        """Record that an order was cancelled, with all of its revisions so far."""
        revision = max(cancelled.revision, standing(self.log.read()).latest(cancelled.order))
        self.log.add(Event(cancelled.order, revision, "cancelled"), time=self.time())


def check_standing(known: Standing, order: str, revision: int) -> None:
    """Refuse an order that was cancelled, or that a later revision supersedes. Raises `OptionError`."""
    if known.cancelled.get(order, 0) >= revision:
        raise OptionError(f"order {order} was cancelled", code="order.cancelled", where="/order",
                          hint="Send a higher revision to make it after all.", params={"order": order})
    if known.latest(order) > revision:
        raise OptionError(f"revision {known.latest(order)} of order {order} has already been made",
                          code="order.superseded", where="/revision", hint="Send a higher revision.",
                          params={"revision": known.latest(order), "order": order})
