"""The history of orders: an append-only file beside their sealed folders, with one line of JSON for each event.

A line names the order, its state and codes, never a person or a measure. Several programs may append at once. A line
that a full disk has cut short is skipped, and the next one begins on a line of its own.
"""

from __future__ import annotations

import errno
import json
import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final, Literal

from mtmpattern.errors import ExportError
from mtmpattern.input_file import open_file
from mtmpattern.limits import EVENT_BYTES

State = Literal["received", "drafted", "refused", "made", "superseded", "cancelled", "handed over"]
STATES: Final = ("received", "drafted", "refused", "made", "superseded", "cancelled", "handed over")
EVENTS_FILE: Final = "events.jsonl"


@dataclass(frozen=True, slots=True)
class Event:
    """One event of one revision of an order. ``time`` is the caller's text, or empty."""

    order: str
    revision: int
    state: State
    key: str = ""
    folder: str = ""
    codes: tuple[str, ...] = ()
    time: str = ""
    facility: str = ""

    def line(self) -> bytes:
        """The event as one line."""
        data = {name: getattr(self, name) for name in self.__slots__}
        return (json.dumps({name: value for name, value in data.items() if value not in ("", ())}) + "\n").encode()


@dataclass(frozen=True, slots=True)
class EventLog:
    """The events of one folder of jobs."""

    folder: Path

    @property
    def path(self) -> Path:
        """The file."""
        return self.folder / EVENTS_FILE

    def add(self, *events: Event, time: str = "") -> None:
        """Append events, each in one write. Raises `ExportError` where the file cannot be written."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            handle = os.open(self.path, os.O_RDWR | os.O_APPEND | os.O_CREAT | getattr(os, "O_CLOEXEC", 0)
                             | getattr(os, "O_NONBLOCK", 0), 0o644)
            try:
                if not stat.S_ISREG(os.fstat(handle).st_mode):
                    raise OSError(errno.EINVAL, "it is not a file")
                size = os.fstat(handle).st_size
                torn = bool(size) and os.pread(handle, 1, size - 1) != b"\n" if hasattr(os, "pread") else False
                text = b"".join(replace(event, time=time or event.time).line() for event in events)
                written = os.write(handle, b"\n" * torn + text)
                if written < len(text) + torn:
                    raise OSError(28, "No space left on device")
            finally:
                os.close(handle)
        except (OSError, ValueError) as error:
            raise ExportError(f"{EVENTS_FILE} cannot be written: {_reason(error)}",
                              code="output.unwritable", where=str(self.path),
                              hint="Make room, or name a folder that you may write to; then make the job again.",
                              ) from error

    def read(self) -> Iterator[Event]:
        """All events in order; other lines are skipped."""
        try:
            with open_file(self.path) as stream:
                whole = True                    # whether the next piece begins a line
                while line := stream.readline(EVENT_BYTES):
                    event = _event(line) if whole else None
                    whole = line.endswith(b"\n")
                    if event is not None:
                        yield event
        except FileNotFoundError:
            return
        except (OSError, ValueError) as error:
            raise ExportError(f"{EVENTS_FILE} cannot be read: {_reason(error)}",
                              code="output.unwritable", where=str(self.path), hint="Check its permissions.") from error


def _reason(error: Exception) -> str:
    return (getattr(error, "strerror", None) or "not a valid name").lower()


def _event(line: bytes) -> Event | None:
    try:
        data: Any = json.loads(line)
        if data["state"] not in STATES:
            return None
        return Event(str(data["order"]), int(data["revision"]), data["state"], str(data.get("key", "")),
                     str(data.get("folder", "")), tuple(map(str, data.get("codes", ()))), str(data.get("time", "")),
                     str(data.get("facility", "")))
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError):
        return None


@dataclass(slots=True)
class Standing:
    """The state of orders: the revisions of each that were made, cancelled or superseded."""

    made: dict[str, dict[int, str]] = field(default_factory=dict)
    cancelled: dict[str, int] = field(default_factory=dict)
    superseded: set[tuple[str, int]] = field(default_factory=set)

    def take(self, event: Event) -> None:
        """Update the state with an event."""
        if event.state == "made":
            self.made.setdefault(event.order, {})[event.revision] = event.folder
        elif event.state == "cancelled":
            self.cancelled[event.order] = max(event.revision, self.cancelled.get(event.order, 0))
        elif event.state == "superseded":
            self.superseded.add((event.order, event.revision))

    def latest(self, order: str) -> int:
        """The highest revision that was made, 0 for none."""
        return max(self.made.get(order, {}), default=0)


def standing(events: Iterable[Event]) -> Standing:
    """The state of orders after these events."""
    found = Standing()
    for event in events:
        found.take(event)
    return found
