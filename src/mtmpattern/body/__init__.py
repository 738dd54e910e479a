"""Bodies: what can be measured, measurement files, a person's measures, and rules for those that are missing."""

from __future__ import annotations

from mtmpattern.body.body import Body, Measure, Side, missing
from mtmpattern.body.catalogue import CATALOGUE, Entry, canonical, entry
from mtmpattern.body.estimates import complete
from mtmpattern.body.reading import read_body

__all__ = ["CATALOGUE", "Body", "Entry", "Measure", "Side", "canonical", "complete", "entry", "missing", "read_body"]
