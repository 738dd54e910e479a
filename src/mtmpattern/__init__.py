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
from types import ModuleType
from typing import TYPE_CHECKING, Any

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
    from mtmpattern.drafting.library import schema
    from mtmpattern.drafting.library import template_names as templates
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
    from mtmpattern.jobs.preview import preview
    from mtmpattern.knitting import KnittedGarment, Machine, read_machine, read_swatch
    from mtmpattern.orders.job import Job, job
    from mtmpattern.orders.order import Order
    from mtmpattern.orders.order_reader import read_order
    from mtmpattern.orders.order_schema import order_schema
    from mtmpattern.orders.shop import Shop
    from mtmpattern.pattern import Pattern
    from mtmpattern.pattern.model.fabric import Fabric
    from mtmpattern.pattern.model.fabric_file import read_fabric, shipped_fabrics
    from mtmpattern.preview.garment import Garment3D
    from mtmpattern.reading.stored import read_pattern
    from mtmpattern.showing.thumbnail import thumbnail

__all__ = [
    "Body", "Bundle", "Chart", "DraftError", "ExportError", "Fabric", "FileFormatError", "Job", "JoinError",
    "KnittedGarment", "Live", "Machine", "MarkerPlan", "Measure", "MeasurementError", "MissingExtra",
    "MtmError", "OptionError", "Order", "OutlineError", "Pattern", "PatternRefused", "Pick", "PluginError",
    "Problem", "Sheet", "Shop", "SolveError", "StationError", "TemplateNotFound", "UnknownEdge",
    "UnknownName", "__version__", "avatar", "complete", "draft", "find_chart", "job", "knit", "marker",
    "order_schema", "preview", "read_bodies", "read_body", "read_chart", "read_fabric", "read_machine",
    "read_order", "read_pattern", "read_plan", "read_sheet", "read_swatch", "schema", "shipped_fabrics",
    "shipped_people", "templates", "thumbnail", "write", "write_body",
]

__version__ = VERSION

_PLACES = {
    **{name: ("mtmpattern.errors", name) for name in (
        "DraftError", "ExportError", "FileFormatError", "JoinError", "MeasurementError", "MissingExtra",
        "MtmError", "OptionError", "OutlineError", "PatternRefused", "PluginError", "Problem", "SolveError",
        "StationError", "TemplateNotFound", "UnknownEdge", "UnknownName")},
    **{name: ("mtmpattern.body", name) for name in (
        "Body", "Chart", "Measure", "Pick", "Sheet", "complete", "find_chart", "read_body", "read_chart",
        "read_sheet", "shipped_people")},
    "Fabric": ("mtmpattern.pattern.model.fabric", "Fabric"),
    "Pattern": ("mtmpattern.pattern", "Pattern"),
    "Live": ("mtmpattern.drafting.live", "Live"),
    "KnittedGarment": ("mtmpattern.knitting", "KnittedGarment"),
    "Machine": ("mtmpattern.knitting", "Machine"),
    "knit": ("mtmpattern.jobs.knit", "knit"),
    "read_pattern": ("mtmpattern.reading.stored", "read_pattern"),
    "thumbnail": ("mtmpattern.showing.thumbnail", "thumbnail"),
    "write": ("mtmpattern.jobs.make", "write"),
    "read_machine": ("mtmpattern.knitting", "read_machine"),
    "read_swatch": ("mtmpattern.knitting", "read_swatch"),
    "draft": ("mtmpattern.drafting", "draft"),
    "Bundle": ("mtmpattern.cutting.rules", "Bundle"),
    "MarkerPlan": ("mtmpattern.cutting.marker_plan", "MarkerPlan"),
    "avatar": ("mtmpattern.jobs.avatar", "avatar"),
    "marker": ("mtmpattern.jobs.marker", "marker"),
    "Job": ("mtmpattern.orders.job", "Job"),
    "job": ("mtmpattern.orders.job", "job"),
    "Order": ("mtmpattern.orders.order", "Order"),
    "order_schema": ("mtmpattern.orders.order_schema", "order_schema"),
    "read_order": ("mtmpattern.orders.order_reader", "read_order"),
    "Shop": ("mtmpattern.orders.shop", "Shop"),
    "preview": ("mtmpattern.jobs.preview", "preview"),
    "read_plan": ("mtmpattern.cutting.stored_plan", "read_plan"),
    "read_bodies": ("mtmpattern.body.reader", "read_bodies"),
    "read_fabric": ("mtmpattern.pattern.model.fabric_file", "read_fabric"),
    "schema": ("mtmpattern.drafting.library", "schema"),
    "write_body": ("mtmpattern.body.forms.writer", "write_body"),
    "shipped_fabrics": ("mtmpattern.pattern.model.fabric_file", "shipped_fabrics"),
}


class _Templates(ModuleType):
    """The package of templates; calling it returns their names: ``mtm.templates()``.

    Importing a template would replace a function of that name with the package.
    """

    def __call__(self) -> tuple[str, ...]:
        names: tuple[str, ...] = import_module("mtmpattern.drafting.library").template_names()
        return names


class _Preview(ModuleType):
    """The package of the 3D preview; calling it drapes a pattern on a body: ``mtm.preview(pattern, body)``."""

    def __call__(self, *args: Any, **settings: Any) -> Garment3D:
        """See `mtmpattern.jobs.preview.preview`."""
        made: Garment3D = import_module("mtmpattern.jobs.preview").preview(*args, **settings)
        return made


import_module("mtmpattern.templates").__class__ = _Templates
import_module("mtmpattern.preview").__class__ = _Preview


if not TYPE_CHECKING:                                       # so that a type checker reports misspelt names

    def __getattr__(name: str) -> object:
        if name not in _PLACES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        module, attribute = _PLACES[name]
        value = getattr(import_module(module), attribute)
        globals()[name] = value                             # the next look-up finds it
        return value


def __dir__() -> list[str]:
    return sorted({*__all__, *globals()})
