"""mtmpattern: sewing patterns made to measure, from body measurements to files for the factory.

::

    import mtmpattern as mtm
    body    = mtm.read_body(Path("clients/1042.yaml"))      # a Path, a dict, JSON or YAML text, a shipped person's name
    pattern = mtm.draft("crew-tee", body, fit="relaxed", neck_drop=95)
    files   = mtm.write(pattern, "svg", "dxf")                # name -> bytes, nothing on disk

Names load on first use, so that importing the package costs almost nothing. Nothing here prints, keeps global state or
depends on the current directory.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from mtmpattern.version import VERSION

if TYPE_CHECKING:
    from mtmpattern.body import (
        Body,
        Chart,
        Measure,
        Pick,
        Sheet,
        complete,
        find_chart,
        read_body,
        read_chart,
        read_sheet,
        shipped_people,
    )
    from mtmpattern.body.forms.writer import write_body
    from mtmpattern.body.reader import read_bodies
    from mtmpattern.cutting import Bundle, MarkerPlan, read_plan
    from mtmpattern.drafting.draft import draft
    from mtmpattern.drafting.library import schema, template_names
    from mtmpattern.drafting.live import Live
    from mtmpattern.errors import (
        DraftError,
        ExportError,
        FileFormatError,
        JoinError,
        MeasurementError,
        MissingExtra,
        MtmError,
        OptionError,
        OutlineError,
        PatternRefused,
        PluginError,
        Problem,
        SolveError,
        StationError,
        TemplateNotFound,
        UnknownEdge,
        UnknownName,
    )
    from mtmpattern.jobs.avatar import avatar
    from mtmpattern.jobs.knit import knit
    from mtmpattern.jobs.make import write
    from mtmpattern.jobs.marker import marker
    from mtmpattern.jobs.preview import drape
    from mtmpattern.knitting import KnittedGarment, Machine, read_machine, read_swatch
    from mtmpattern.orders.job import Job, job
    from mtmpattern.orders.order import Order
    from mtmpattern.orders.order_reader import read_order
    from mtmpattern.orders.order_schema import order_schema
    from mtmpattern.orders.shop import Shop
    from mtmpattern.pattern import Pattern
    from mtmpattern.pattern.model.fabric import Fabric
    from mtmpattern.pattern.model.fabric_file import read_fabric, shipped_fabrics
    from mtmpattern.reading.stored import read_pattern
    from mtmpattern.showing.thumbnail import thumbnail

__all__ = [
    "Body", "Bundle", "Chart", "DraftError", "ExportError", "Fabric", "FileFormatError", "Job", "JoinError",
    "KnittedGarment", "Live", "Machine", "MarkerPlan", "Measure", "MeasurementError", "MissingExtra",
    "MtmError", "OptionError", "Order", "OutlineError", "Pattern", "PatternRefused", "Pick", "PluginError",
    "Problem", "Sheet", "Shop", "SolveError", "StationError", "TemplateNotFound", "UnknownEdge",
    "UnknownName", "__version__", "avatar", "complete", "draft", "drape", "find_chart", "job", "knit", "marker",
    "order_schema", "read_bodies", "read_body", "read_chart", "read_fabric", "read_machine",
    "read_order", "read_pattern", "read_plan", "read_sheet", "read_swatch", "schema", "shipped_fabrics",
    "shipped_people", "template_names", "thumbnail", "write", "write_body",
]

__version__ = VERSION

_MODULES = {
    **dict.fromkeys((
        "DraftError", "ExportError", "FileFormatError", "JoinError", "MeasurementError", "MissingExtra",
        "MtmError", "OptionError", "OutlineError", "PatternRefused", "PluginError", "Problem", "SolveError",
        "StationError", "TemplateNotFound", "UnknownEdge", "UnknownName"), "mtmpattern.errors"),
    **dict.fromkeys((
        "Body", "Chart", "Measure", "Pick", "Sheet", "complete", "find_chart", "read_body", "read_chart",
        "read_sheet", "shipped_people"), "mtmpattern.body"),
    "read_bodies": "mtmpattern.body.reader",
    "write_body": "mtmpattern.body.forms.writer",
    "Fabric": "mtmpattern.pattern.model.fabric",
    "read_fabric": "mtmpattern.pattern.model.fabric_file",
    "shipped_fabrics": "mtmpattern.pattern.model.fabric_file",
    "Pattern": "mtmpattern.pattern",
    "read_pattern": "mtmpattern.reading.stored",
    "draft": "mtmpattern.drafting.draft",
    "Live": "mtmpattern.drafting.live",
    "schema": "mtmpattern.drafting.library",
    "template_names": "mtmpattern.drafting.library",
    "write": "mtmpattern.jobs.make",
    "thumbnail": "mtmpattern.showing.thumbnail",
    "marker": "mtmpattern.jobs.marker",
    "Bundle": "mtmpattern.cutting",
    "MarkerPlan": "mtmpattern.cutting",
    "read_plan": "mtmpattern.cutting",
    "knit": "mtmpattern.jobs.knit",
    "KnittedGarment": "mtmpattern.knitting",
    "Machine": "mtmpattern.knitting",
    "read_machine": "mtmpattern.knitting",
    "read_swatch": "mtmpattern.knitting",
    "avatar": "mtmpattern.jobs.avatar",
    "drape": "mtmpattern.jobs.preview",
    "job": "mtmpattern.orders.job",
    "Job": "mtmpattern.orders.job",
    "Order": "mtmpattern.orders.order",
    "order_schema": "mtmpattern.orders.order_schema",
    "read_order": "mtmpattern.orders.order_reader",
    "Shop": "mtmpattern.orders.shop",
}
"""Where each public name is found on first use."""


if not TYPE_CHECKING:                                       # so that a type checker reports misspelt names

    def __getattr__(name: str) -> object:
        if name not in _MODULES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = getattr(import_module(_MODULES[name]), name)
        globals()[name] = value                             # the next look-up finds it
        return value


def __dir__() -> list[str]:
    return sorted({*__all__, *globals()})
