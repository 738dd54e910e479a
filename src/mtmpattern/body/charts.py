"""Finding size charts: those that come with the package, by name, and one's own, by path or text.

>>> chart = find_chart("women")
>>> chart.body("92-164").chest_girth, chart.letter("92-164")
(920.0, 'M')
"""

from __future__ import annotations

from functools import cache
from importlib import resources

from mtmpattern.body.chart_file import read
from mtmpattern.body.sizes import Chart
from mtmpattern.documents import Source, nearest
from mtmpattern.errors import MeasurementError


def shipped_charts() -> tuple[str, ...]:
    """The names of the charts that come with the package."""
    folder = resources.files("mtmpattern.measurements") / "sizes"
    return tuple(sorted(file.name.removesuffix(".yaml") for file in folder.iterdir() if file.name.endswith(".yaml")))


@cache
def find_chart(name: str) -> Chart:
    """Return a chart that comes with the package. Raises `MeasurementError` (``chart.unknown``)."""
    if name not in shipped_charts():
        near = nearest(name, shipped_charts())
        raise MeasurementError(f"no size chart is called {ascii(name[:40])[1:-1]}", code="chart.unknown", where="chart",
                               hint=f"Did you mean {near}?" if near else f"Known are {', '.join(shipped_charts())}.")
    return read_chart((resources.files("mtmpattern.measurements") / "sizes" / f"{name}.yaml").read_text("utf-8"))


def read_chart(source: Source) -> Chart:
    """Read a chart of one's own: a path, a dict, or YAML or JSON text; `mtmpattern.body.chart_file` tells the form.

    Raises `MeasurementError` or `FileFormatError` with every fault at once.
    """
    return read(source)
