"""Templates described as plain data: their measurements, options, fits, cloth and openings."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any

from mtmpattern.body.catalogue import entry

if TYPE_CHECKING:
    from mtmpattern.drafting.option import Option
    from mtmpattern.drafting.template import Template


def summary(template: type[Template]) -> str:
    """The first line of the template's docstring, or of its file's where the class has none."""
    text = template.__dict__.get("__doc__") or getattr(inspect.getmodule(template), "__doc__", None) or ""
    return inspect.cleandoc(text).partition("\n")[0]


def outline(template: type[Template]) -> dict[str, Any]:
    """Name, version and summary: one line of a list."""
    return {"name": template.name, "version": template.version, "summary": summary(template)}


def describe(template: type[Template]) -> dict[str, Any]:
    """Everything a person needs to order the garment: measurements, options, fits, cloth and openings."""
    options = template.options()
    return {
        **outline(template),
        "cloth": template.fabric.sentence,
        "openings": list(template.openings),
        "measurements": [_measurement(name, estimable=name in template.estimable) for name in template.needs],
        "options": [_option(option) for option in options.values()],
        "alterations": [_alteration(template, name, path) for name, path in template.intentions().items()],
        "fits": {fit: {name: options[name].shown(value) for name, value in values.items()}
                 for fit, values in template.fits.items()},
    }


def _measurement(name: str, *, estimable: bool) -> dict[str, Any]:
    measure = entry(name)
    return {"name": name, "label": measure.label, "how": measure.how, "iso": measure.iso, "estimable": estimable}


def _option(option: Option[Any]) -> dict[str, str]:
    return {"name": option.name, "kind": option.kind, "default": option.shown(option.default),
            "allowed": _allowed(option), "note": option.note}


def _alteration(template: type[Template], name: str, path: str) -> dict[str, Any]:
    """An intended measure that can be altered, with its sentence if the template has one."""
    method = template._intended[path].method
    return {"name": name, "by_side": name in template.altered_by_side(),
            "note": inspect.cleandoc(method.__doc__ or "").partition("\n")[0]}


def _allowed(option: Option[Any]) -> str:
    """The range or the choices, as people write them."""
    if option.kind == "yes_no":
        return "yes or no"
    if option.kind == "choice":
        return ", ".join(option.choices)
    return f"{option.shown(option.least).removesuffix(option.unit).rstrip()} to {option.shown(option.most)}"
