"""Bodies: the catalogue of measures, measurement files, a person's measures, estimates of missing ones, size charts."""

from __future__ import annotations

from mtmpattern.body.body import Body, Measure, Side, missing
from mtmpattern.body.catalogue import CATALOGUE, canonical, entry
from mtmpattern.body.catalogue_entries import Entry
from mtmpattern.body.chart import Chart, Nearest, find_chart, read_chart, shipped_charts
from mtmpattern.body.estimate import complete
from mtmpattern.body.forms.form import Pick
from mtmpattern.body.reader import Sheet, read_body, read_sheet, shipped_people

__all__ = [
    "CATALOGUE", "Body", "Chart", "Entry", "Measure", "Nearest", "Pick", "Sheet", "Side", "canonical", "complete",
    "entry", "find_chart", "missing", "read_body", "read_chart", "read_sheet", "shipped_charts", "shipped_people",
]
