"""Bodies: what can be measured, measurement files, a person's measures, estimates of those missing, size charts."""

from __future__ import annotations

from mtmpattern.body.body import Body, Measure, Side, missing
from mtmpattern.body.catalogue import CATALOGUE, Entry, canonical, entry
from mtmpattern.body.charts import find_chart, read_chart, shipped_charts
from mtmpattern.body.estimates import complete
from mtmpattern.body.forms.taken import Pick
from mtmpattern.body.people import shipped_people
from mtmpattern.body.reading import Sheet, read_body, read_sheet
from mtmpattern.body.sizes import Chart, Nearest

__all__ = [
    "CATALOGUE", "Body", "Chart", "Entry", "Measure", "Nearest", "Pick", "Sheet", "Side", "canonical", "complete",
    "entry", "find_chart", "missing", "read_body", "read_chart", "read_sheet", "shipped_charts", "shipped_people",
]
