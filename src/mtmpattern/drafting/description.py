"""Templates described as plain data: their measurements, options, fits, cloth and openings."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any

from mtmpattern.body.catalogue import entry

if TYPE_CHECKING:
    from mtmpattern.drafting.option import Option
    from mtmpattern.drafting.template import Template
    from mtmpattern.pattern.model.cloth import Cloth


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
        "cloths": {role: _cloth(template, role, cloth) for role, cloth in template.cloths().items()},
        "openings": list(template.openings),
        "measurements": [_measurement(name, estimable=name in template.estimable) for name in template.needs],
        "options": [_option(option) for option in options.values()],
        "alterations": [{"name": each.name, "by_side": each.each_side, "note": each.note}
                        for each in template.intended_measures().values()],
        "fits": {fit: {name: options[name].shown(value) for name, value in values.items()}
                 for fit, values in template.fits.items()},
    }


def _measurement(name: str, *, estimable: bool) -> dict[str, Any]:
    measure = entry(name)
    return {"name": name, "label": measure.label, "how": measure.how, "iso": measure.iso, "estimable": estimable}


def _option(option: Option[Any]) -> dict[str, str]:
    return {"name": option.name, "kind": option.kind, "default": option.shown(option.default),
            "allowed": _allowed(option), "note": option.note}


def _cloth(template: type[Template], role: str, cloth: Cloth) -> str:
    """What the cloth of a role must be, and with which options alone it is needed."""
    needed = {method.condition for method in template.piece_methods().values()
              if any(cut.role == role for cut in method.cuts)}
    return cloth.sentence if "" in needed else f"{cloth.sentence}; only with {' or '.join(sorted(needed))}"


def _allowed(option: Option[Any]) -> str:
    """The range or the choices, as people write them."""
    if option.kind == "yes_no":
        return "yes or no"
    if option.kind == "choice":
        return ", ".join(option.choices)
    return f"{option.shown(option.least).removesuffix(option.unit).rstrip()} to {option.shown(option.most)}"
