"""A worker of a batch: it makes a few orders one after the other, and seals or reports each, whatever happens."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, Literal

from mtmpattern.documents import Faults, Text, read_document
from mtmpattern.errors import FileFormatError, MtmError, Problem
from mtmpattern.input_file import read_at_most
from mtmpattern.limits import JOB_MANIFEST_BYTES, ORDER_BYTES
from mtmpattern.orders.events import Event, EventLog, standing
from mtmpattern.orders.job import Job
from mtmpattern.orders.job import job as job_of
from mtmpattern.orders.live_folder import LiveFolder
from mtmpattern.orders.order import Order
from mtmpattern.orders.order_reader import ORDER_ID, OrderCancelled, read_order
from mtmpattern.orders.order_source import RawOrder
from mtmpattern.orders.rack import check_standing, folder_name
from mtmpattern.orders.sealed_folder import find_done, seal
from mtmpattern.orders.shop import Shop

State = Literal["made", "found", "refused", "unwritten", "cancelled"]
QUOTE_FILE: Final = "client/quote.json"


@dataclass(frozen=True, slots=True)
class Setup:
    """What every worker of a batch needs: the folder of jobs, the folder to write in, and how jobs are made."""

    root: Path
    making: Path
    shop: Shop
    wishes: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outcome:
    """The outcome of one order. Only the sentences of ``problems`` may be about a body."""

    number: int
    state: State
    order: str = ""
    revision: int = 1
    folder: str = ""
    reference: str = ""
    key: str = ""
    template: str = ""
    minutes: float = 0.0
    cost: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    stations_failed: tuple[str, ...] = ()

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of its problems, each once."""
        return tuple(dict.fromkeys(problem.code for problem in self.problems))


def begin() -> None:
    """Set up a worker process: leave Ctrl-C to the main process, and end whenever that one ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: Any) -> None:
    parent.join()
    os._exit(1)


def work(setup: Setup, orders: Sequence[RawOrder]) -> list[Outcome]:
    """Make some orders. Nothing is raised: the faults of an order are in its outcome."""
    return [_made(setup, raw) for raw in orders]


@lru_cache(maxsize=4)
def _joined(making: Path) -> LiveFolder:
    """The lock of the batch's hidden folder, held until this process ends."""
    return LiveFolder.joined(making)


@lru_cache(maxsize=4)
def _standing(root: Path, _: Path) -> Any:
    """How orders stood when the batch began."""
    return standing(EventLog(root).read())


def _made(setup: Setup, raw: RawOrder) -> Outcome:
    order: Order | None = None
    try:
        if raw.fault:
            raise FileFormatError.of([raw.fault])
        order = read_order(raw.content, shop=setup.shop)
        job = job_of(order, shop=setup.shop, **setup.wishes)
        folder = setup.root / folder_name(order.id, order.revision)
        if find_done(folder, job.order_key, job.digest):
            return _outcome(raw, job, folder, "found")
        check_standing(_standing(setup.root, setup.making), order.id, order.revision)
        live = _joined(setup.making)
        seal(job.files, folder, key=job.order_key, digest=job.digest, building=live.place())
        return _outcome(raw, job, folder, "made")
    except OrderCancelled as error:
        return Outcome(raw.number, "cancelled", error.order, error.revision)
    except MtmError as error:
        return Outcome(raw.number, "unwritten" if error.code == "output.unwritable" else "refused",
                       *_named(raw, order), problems=error.problems)
    except (Exception, SystemExit) as error:    # a defect of ours or of a template must not stop the others
        return Outcome(raw.number, "refused", *_named(raw, order), problems=(Problem(
            f"this is a defect in mtmpattern or in a template: {type(error).__name__}", "defect", "",
            "Please report it with the order."),))


def _named(raw: RawOrder, order: Order | None) -> tuple[str, int]:
    """The id and revision of an order; those of an unreadable one as far as they can be found."""
    if order is not None:
        return order.id, order.revision
    content: Any = raw.content
    if isinstance(content, str):
        with suppress(MtmError):
            content = read_document(Text(content), what="order", faults=Faults(), largest=ORDER_BYTES).plain()
    if isinstance(content, Mapping):
        found, revision = content.get("order"), str(content.get("revision", 1))
        if isinstance(found, str | int) and ORDER_ID.fullmatch(str(found)):     # anything else may be a name
            return str(found), int(revision) if revision.isascii() and revision.isdecimal() and len(
                revision) < 5 else 1
    return "", 1


def _outcome(raw: RawOrder, job: Job, folder: Path, state: State) -> Outcome:
    head = job.head
    minutes, cost = 0.0, {}
    with suppress(OSError, ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError):
        data = json.loads(read_at_most(folder / QUOTE_FILE, JOB_MANIFEST_BYTES))
        minutes, cost = float(data["sewing_minutes"]), {str(name): str(value) for name, value in data["cost"].items()}
    failed = tuple(problem.code for problem in job.failed) if state == "made" else ()
    return Outcome(raw.number, state, head.order, head.revision, folder.name, job.reference, job.order_key,
                   head.template, minutes, cost, stations_failed=failed)


def events_of(outcome: Outcome) -> list[Event]:
    """The events of an outcome."""
    if outcome.state == "cancelled":
        return [Event(outcome.order, outcome.revision, "cancelled")]
    if outcome.state == "refused":
        return [Event(outcome.order or f"row {outcome.number}", outcome.revision, "received"),
                Event(outcome.order or f"row {outcome.number}", outcome.revision, "refused", codes=outcome.codes)]
    if outcome.state in ("made", "found"):
        received, drafted, made = (Event(outcome.order, outcome.revision, state, outcome.key, outcome.folder)
                                   for state in ("received", "drafted", "made"))
        return [received, drafted, made]
    return []
