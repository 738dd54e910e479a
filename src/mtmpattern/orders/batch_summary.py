"""What a batch comes to: the outcome of every order, their numbers by state, and the summary files."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any, Final

from mtmpattern.orders.batch_worker import Outcome
from mtmpattern.output_file import write_file

SUMMARY: Final = "summary"
HEADS: Final = ("row", "order", "revision", "state", "folder", "reference", "template", "minutes", "cost", "codes")


@dataclass(frozen=True, slots=True)
class Tally:
    """The number of orders in each state."""

    made: int = 0
    found: int = 0
    refused: int = 0
    unwritten: int = 0
    cancelled: int = 0

    @property
    def total(self) -> int:
        """All orders so far."""
        return self.made + self.found + self.refused + self.unwritten + self.cancelled

    def to_dict(self) -> dict[str, int]:
        """The numbers by state."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class Batch:
    """The outcomes of a batch in the order of the source, and why it was stopped early, if it was."""

    outcomes: tuple[Outcome, ...]
    stopped: str = ""
    deaths: int = 0

    @property
    def tally(self) -> Tally:
        """Orders by state."""
        return tally_of(self.outcomes)


def tally_of(outcomes: Iterable[Outcome]) -> Tally:
    """Orders by state."""
    counts: dict[str, int] = {}
    for each in outcomes:
        counts[each.state] = counts.get(each.state, 0) + 1
    return Tally(**counts)


def write_summary(batch: Batch, root: Path) -> None:
    """Write ``summary.csv`` and ``summary.json``. Raises `ExportError` where they cannot be written."""
    write_file(summary_csv(batch).encode(), root / f"{SUMMARY}.csv", replacing=True)
    write_file((json.dumps(summary_data(batch), indent=1) + "\n").encode(), root / f"{SUMMARY}.json", replacing=True)


def summary_csv(batch: Batch) -> str:
    """One row for each order, in the order of the source. A cell that a spreadsheet would run is quoted."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(HEADS)
    for each in batch.outcomes:
        cost = " ".join(f"{amount} {currency}" for currency, amount in each.cost.items())
        cells = (each.number, each.order, each.revision, each.state, each.folder, each.reference, each.template,
                 f"{each.minutes:.1f}" if each.minutes else "", cost, " ".join(each.codes))
        writer.writerow([f"'{cell}" if str(cell)[:1] in ("=", "+", "-", "@") else cell for cell in cells])
    return out.getvalue()


def summary_data(batch: Batch) -> dict[str, Any]:
    """The same as plain data, with the number of orders in each state."""
    return {
        **batch.tally.to_dict(), "stopped": batch.stopped,
        "orders": [{"row": each.number, "order": each.order, "revision": each.revision, "state": each.state,
                    "folder": each.folder, "reference": each.reference, "key": each.key, "template": each.template,
                    "minutes": round(each.minutes, 2), "cost": dict(each.cost), "codes": list(each.codes),
                    "stations_failed": list(each.stations_failed)} for each in batch.outcomes]}
