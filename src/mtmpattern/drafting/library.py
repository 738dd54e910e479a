"""Which templates there are, and where they come from: the installed package, a plug-in, or a file that was named."""

from __future__ import annotations

import importlib.util
import pkgutil
import sys
from functools import cache
from hashlib import sha256
from importlib import import_module, metadata
from pathlib import Path
from types import ModuleType
from typing import Any

from ..body import entry
from ..errors import MtmError, PluginError, TemplateNotFound, nearest
from .template import Template

GROUP = "mtmpattern.templates"


@cache
def _shipped() -> dict[str, str]:
    """Names of the shipped templates, and their modules; a file's name is its template's, with underscores."""
    package = import_module("mtmpattern.templates")
    return {info.name.replace("_", "-"): f"{package.__name__}.{info.name}"
            for info in pkgutil.iter_modules(package.__path__) if not info.ispkg and not info.name.startswith("_")}


@cache
def _plugged_in() -> dict[str, metadata.EntryPoint]:
    return {point.name: point for point in sorted(metadata.entry_points(group=GROUP), key=lambda p: p.name)}


def template_names() -> tuple[str, ...]:
    """The names of all templates that are installed, sorted."""
    return tuple(sorted({*_shipped(), *_plugged_in()}))


def find_template(name: str | Path) -> type[Template]:
    """The template of that name, or the one in a ``.py`` file.

    Raises `TemplateNotFound` with the nearest names, `PluginError` when a file or plug-in does not load.
    """
    text = str(name)
    if text in _shipped():
        return _only_template(import_module(_shipped()[text]), text)
    if text.endswith(".py"):
        return _from_file(Path(name))
    if text in _plugged_in():
        return _from_plugin(_plugged_in()[text])
    near = nearest(text.replace("_", "-"), template_names(), most=3, cutoff=0.4)
    shown = text if len(text) < 60 else text[:57] + "..."
    raise TemplateNotFound(f"there is no template {shown!r}", code="template.unknown", where="template",
                           hint=(f"Did you mean {' or '.join(near)}?" if near else
                                 f"There are {', '.join(template_names())}."))


def _from_plugin(point: metadata.EntryPoint) -> type[Template]:
    source = point.dist.name if point.dist else "an installed package"
    try:
        loaded = point.load()
    except (Exception, SystemExit) as error:
        raise PluginError(f"the template {point.name} of {source} does not load: {type(error).__name__}: {error}",
                          code="plugin.load", where=point.name, hint=f"Update or remove {source}.") from error
    if not (isinstance(loaded, type) and issubclass(loaded, Template)):
        raise PluginError(f"{point.name} of {source} is not a template", code="plugin.kind", where=point.name,
                          hint="It must be a class that inherits from mtmpattern.drafting.Template.")
    return loaded


def _from_file(path: Path) -> type[Template]:
    if not path.is_file():
        raise TemplateNotFound(f"there is no template file {path.name}", code="template.file", where=path.name,
                               hint="Check the path.")
    try:
        name = f"_mtmpattern_file_{sha256(path.read_bytes()).hexdigest()[:16]}"
    except OSError as error:
        raise PluginError(f"{path.name} cannot be read: {error.strerror}", code="template.file",
                          where=path.name, hint="Check the path and its permissions.") from error
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, path)
        if spec is None or spec.loader is None:
            raise PluginError(f"{path.name} is not a Python file", code="template.file", where=path.name,
                              hint="Name a .py file with a Template in it.")
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        try:
            spec.loader.exec_module(module)
        except MtmError:
            sys.modules.pop(name, None)
            raise
        except (Exception, SystemExit) as error:
            sys.modules.pop(name, None)
            raise PluginError(f"{path.name} does not load: {type(error).__name__}: {error}", code="template.load",
                              where=_place(error, path), hint="Correct the file; Python could not run it.") from error
    return _only_template(sys.modules[name], path.name)


def _only_template(module: ModuleType, source: str) -> type[Template]:
    found = [value for value in vars(module).values() if isinstance(value, type) and issubclass(value, Template)
             and value.__module__ == module.__name__ and value.name]
    if len(found) != 1:
        raise PluginError(f"{source} holds {len(found)} templates with a name", code="template.count", where=source,
                          hint="A template file holds one class that inherits from Template and has a name.")
    return found[0]


def _place(error: BaseException, path: Path) -> str:
    """File and line in a template file where an exception came from."""
    line = getattr(error, "lineno", None) if isinstance(error, SyntaxError) else None
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == str(path):
            line = trace.tb_lineno
        trace = trace.tb_next
    return path.name if line is None else f"{path.name} line {line}"


def schema(name: str | Path) -> dict[str, Any]:
    """The JSON Schema (2020-12) of an order for a template: measurements, fit, options, alterations."""
    template = find_template(name)
    measures = {need: {"type": "number", "description": f"{entry(need).label}, {entry(need).unit}",
                       "x-estimable": need in template.estimable} for need in template.needs}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": template.name,
        "description": (template.__doc__ or sys.modules[template.__module__].__doc__ or "").strip().split("\n")[0],
        "type": "object",
        "properties": {
            "measurements": {"type": "object", "properties": measures},
            "fit": {"enum": sorted(template.fits)} if template.fits else {"type": "null"},
            "options": {"type": "object", "additionalProperties": False,
                        "properties": {n: _option_schema(o) for n, o in template.options().items()}},
            "alterations": {"type": "object", "additionalProperties": False,
                            "properties": {n: _alteration_schema() for n in template.intentions()}},
        },
        "required": ["measurements"],
    }


def _option_schema(option: Any) -> dict[str, Any]:
    about = {"description": option.note, "default": option.default}
    if option.kind == "yes_no":
        return {"type": "boolean", **about}
    if option.kind == "choice":
        return {"enum": list(option.choices), **about}
    kind = "integer" if option.kind == "count" else "number"
    return {"type": kind, "minimum": option.least, "maximum": option.most, **about,
            **({"x-unit": option.unit} if option.unit else {})}


def _alteration_schema() -> dict[str, Any]:
    number = {"type": "number", "description": "mm added to the intended measurement"}
    sides = {"type": "object", "properties": {"left": number, "right": number}, "additionalProperties": False}
    return {"anyOf": [number, sides]}
