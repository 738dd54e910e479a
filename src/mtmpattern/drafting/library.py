"""Finds templates: in the installed package, in plug-ins, or in a given file."""

from __future__ import annotations

import importlib.util
import pkgutil
import sys
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from importlib import import_module
from os import PathLike
from pathlib import Path
from threading import RLock
from types import ModuleType
from typing import TYPE_CHECKING, Any

from mtmpattern.drafting.garment_schema import garment_schema
from mtmpattern.drafting.spelling import misspelt
from mtmpattern.drafting.template import Template
from mtmpattern.drafting.template_error import described, located, problem_of
from mtmpattern.drafting.template_file import read_file
from mtmpattern.errors import MtmError, PluginError, Problem, TemplateNotFound, nearest, shown
from mtmpattern.input_file import read_at_most
from mtmpattern.limits import MEGABYTE, TEMPLATE_BYTES

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP = "mtmpattern.templates"


@cache
def _shipped() -> dict[str, str]:
    """Names of the shipped templates, and their modules; a file's name is its template's, with underscores."""
    package = import_module("mtmpattern.templates")
    return {info.name.replace("_", "-"): f"{package.__name__}.{info.name}"
            for info in pkgutil.iter_modules(package.__path__) if not info.ispkg and not info.name.startswith("_")}


@cache
def _plugged_in() -> dict[str, EntryPoint]:
    from importlib import metadata  # noqa: PLC0415  # 20 ms that a shipped template does not need

    return {point.name: point for point in sorted(metadata.entry_points(group=GROUP), key=lambda p: p.name)}


def template_names() -> tuple[str, ...]:
    """The names of all templates that are installed, sorted."""
    return tuple(sorted({*_shipped(), *_plugged_in()}))


def find_template(name: str | PathLike[str]) -> type[Template]:
    """The template of that name, or the one in the file at a `Path`; a string never runs a file.

    Raises `TemplateNotFound` with the nearest names, `PluginError` when a file or plug-in does not load.
    """
    if isinstance(name, PathLike):
        return _from_file(Path(name))
    if not isinstance(name, str):
        raise TemplateNotFound(f"a template cannot be a {type(name).__name__}", code="template.unknown",
                               where="template", hint="Give its name, the Path of a .py file, or its class.",
                               params={"type": type(name).__name__})
    if name in _shipped():
        return _only_template(import_module(_shipped()[name]), name)
    if name in _plugged_in():
        return _from_plugin(_plugged_in()[name])
    short = shown(name)
    if name.endswith(".py"):
        raise TemplateNotFound(f"there is no template {short}", code="template.unknown", where="template",
                               hint="Give a template file as a Path; a string is never run as a file.",
                               params={"name": short})
    near = nearest(name.replace("_", "-"), template_names(), most=3, cutoff=0.4)
    raise TemplateNotFound(f"there is no template {short}", code="template.unknown", where="template",
                           hint=(f"Did you mean {' or '.join(near)}?" if near else
                                 f"There are {', '.join(template_names())}."), params={"name": short})


def _from_plugin(point: EntryPoint) -> type[Template]:
    source = point.dist.name if point.dist else "an installed package"
    try:
        loaded = point.load()
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        raise PluginError(f"the template {point.name} of {source} does not load: {described(error)}",
                          code="plugin.load", where=point.name, hint=f"Update or remove {source}.") from error
    if not (isinstance(loaded, type) and issubclass(loaded, Template)):
        raise PluginError(f"{point.name} of {source} is not a template", code="plugin.kind", where=point.name,
                          hint="It must be a class that inherits from mtmpattern.drafting.Template.")
    return loaded


_LOADING = RLock()
"""Held while a template file runs, so that no thread sees it half loaded; a file may load another one."""


def _from_file(path: Path) -> type[Template]:
    if path.suffix != ".py":
        raise TemplateNotFound(f"{path.name[:60]} is not a template file", code="template.file", where=path.name[:60],
                               hint="Name a .py file with a Template in it.", params={"name": path.name[:60]})
    content = _content(path)
    name = f"_mtmpattern_file_{sha256(content).hexdigest()[:16]}"
    with _LOADING:
        if name not in sys.modules:
            _run(name, path)
        return _only_template(sys.modules[name], path.name)


def _content(path: Path) -> bytes:
    try:
        content = read_at_most(path, TEMPLATE_BYTES)
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        raise TemplateNotFound(f"there is no template file {path.name[:60]}", code="template.file",
                               where=path.name[:60], hint="Check the path.", params={"name": path.name[:60]}) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "not a path"
        raise TemplateNotFound(f"{path.name[:60]} cannot be read: {reason}", code="template.file",
                               where=path.name[:60], hint="Check the path and its permissions.",
                               params={"name": path.name[:60], "reason": reason}) from error
    if len(content) > TEMPLATE_BYTES:
        raise PluginError(f"{path.name} is larger than {TEMPLATE_BYTES / MEGABYTE:g} MB", code="template.load",
                          where=path.name, hint="Is it the right file?",
                          params={"name": path.name, "most": TEMPLATE_BYTES / MEGABYTE})
    return content


def _run(name: str, path: Path) -> None:
    """Run a template file as a module of that name; the error has every fault that can be found without drafting."""
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise PluginError(f"{path.name} is not a Python file", code="template.file", where=path.name,
                          hint="Name a .py file with a Template in it.", params={"name": path.name})
    module = importlib.util.module_from_spec(spec)
    vars(module)["print"] = _print
    sys.modules[name] = module
    raised: MtmError | None = None
    cause: BaseException | None = None
    stopped: tuple[Problem, ...] = ()
    try:
        spec.loader.exec_module(module)
    except KeyboardInterrupt:
        sys.modules.pop(name, None)
        raise
    except MtmError as error:
        raised = cause = located(error, [str(module.__file__)])
        stopped = raised.problems
    except SyntaxError as error:
        cause, stopped = error, (_unreadable(error, path),)
    except BaseException as error:              # it may raise anything; the user gets a sentence
        cause, stopped = error, (problem_of(path.name, error, [str(module.__file__)], "template.load"),)
    file = read_file(str(path))
    known = dict(vars(module))
    if cause and any(name not in known for name in (file.imported() if file else ())):
        file = None                                       # it stopped before its imports: its names are unknown
    spelt = misspelt(file, known) if file else []
    lines = {problem.line for problem in spelt}
    problems = [*(each for each in stopped if each.code != "template.load" or each.line not in lines), *spelt]
    if problems:
        sys.modules.pop(name, None)
        order = sorted(dict.fromkeys(problems), key=lambda problem: problem.line or 0)
        raise (type(raised) if raised else PluginError).of(order) from cause


def _print(*values: object, **settings: Any) -> None:
    """What a template prints, on the error stream: the other one is for results, which programs read."""
    print(*values, **{"file": sys.stderr, **settings})


def _unreadable(error: SyntaxError, path: Path) -> Problem:
    """The problem with a file that Python cannot read, and its line."""
    if "unicode error" in (error.msg or "") or "utf-8" in (error.msg or "").casefold():
        return Problem(f"{path.name} is not saved as UTF-8, so its letters cannot be read", "template.load", path.name,
                       "Save it as UTF-8 in your editor.", path.name, _not_utf8(path), params={"name": path.name})
    line = (error.text or "").strip()
    text = f"`{line if len(line) < 70 else line[:67] + '...'}`" if line else "the file"
    return Problem(f"{text} cannot be read: {(error.msg or '').rstrip('.?')}", "template.load", path.name,
                   "Correct this line, or look for an open bracket or a missing comma in the one before.",
                   path.name, error.lineno, params={"text": text, "reason": (error.msg or "").rstrip(".?")})


def _not_utf8(path: Path) -> int | None:
    """The line of the first letter that is not UTF-8."""
    content = path.read_bytes()
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        return content[: error.start].count(b"\n") + 1
    return None


def _only_template(module: ModuleType, source: str) -> type[Template]:
    found = [value for value in vars(module).values() if isinstance(value, type) and issubclass(value, Template)
             and value.__module__ == module.__name__ and value.name]
    if not found:
        raise PluginError.of([*_nameless(module, source)] or [
            Problem(f"{source} holds 0 templates with a name", "template.count", source,
                    "A template file holds one class that inherits from Template and has a name.",
                    params={"name": source, "count": 0})])
    if len(found) != 1:
        raise PluginError(f"{source} holds {len(found)} templates with a name", code="template.count", where=source,
                          hint="A template file holds one class that inherits from Template and has a name.",
                          params={"name": source, "count": len(found)})
    for what, value in (("name", found[0].name), ("version", found[0].version)):
        if not isinstance(value, str) or not 0 < len(value) <= LONGEST_NAME or not value.isprintable():
            raise PluginError(f"the {what} of the template in {source} is {shown(value)}", code="template.name",
                              where=source, hint=f'Write it as one line of text, as in {what} = "my-skirt".'
                              if what == "name" else 'Write it as text, as in version = "2".',
                              params={"what": what, "name": source, "value": shown(value)})
    return found[0]


LONGEST_NAME = 60
"""The most letters in the name or version of a template."""


def _nameless(module: ModuleType, source: str) -> Iterator[Problem]:
    """Why a file holds no template: its classes have no name, or inherit from no template."""
    file = read_file(str(module.__file__)) if getattr(module, "__file__", None) else None
    own = [value for value in vars(module).values() if isinstance(value, type) and value.__module__ == module.__name__]
    for kind in own:
        line = file.classes[kind.__name__].lineno if file and kind.__name__ in file.classes else None
        if issubclass(kind, Template):
            yield Problem(f"the template {kind.__name__} has no name", "template.count", source,
                          'Say what customers ask for: name = "my-skirt".', source, line,
                          params={"name": kind.__name__})
        elif any(name in vars(kind) for name in ("making", "needs", "fabric")):
            yield Problem(f"{kind.__name__} is not a template", "template.count", source,
                          f"Write class {kind.__name__}(Template):", source, line, params={"name": kind.__name__})
    if not own:
        yield Problem(f"{source} holds no template", "template.count", source,
                      "A template file holds one class that inherits from Template and has a name.", source,
                      params={"name": source})


def schema(name: str | PathLike[str]) -> dict[str, Any]:
    """The JSON Schema (2020-12) of what a garment is drafted from: see `mtmpattern.drafting.garment_schema`."""
    return garment_schema(find_template(name))
