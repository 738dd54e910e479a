"""What was asked of a template, checked: options and fit, alterations, cloth; every fault at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from typing import Any, TypeVar

from ..body import Body
from ..errors import MtmError, OptionError, Problem, shown
from ..pattern.fabric import Fabric, read_fabric
from ..pattern.vocabulary import is_number
from .template import Template

T = TypeVar("T")

MOST_ALTERED = 500.0
"""An alteration of more than this many mm is a slip of the pen."""
LONGEST = 5000.0
"""No measure of a garment is longer, in mm."""
_WORDS = {
    # what it is called, what to say instead, and the codes of a wrong side, type and range
    "alteration": ("alteration of", "how many mm to add; minus takes away",
                   "alteration.side", "alteration.type", "alteration.range"),
    "garment": ("garment's", "what the garment shall measure", "garment.side", "garment.type", "garment.range"),
}


def _gather(found: list[Problem], attempt: Callable[[], T]) -> T | None:
    try:
        return attempt()
    except MtmError as error:
        found.extend(error.problems)
        return None


def types_asked(body: object, fit: object, **mappings: object) -> None:
    """Refuse arguments of the wrong type before anything is made of them."""
    problems = []
    if not isinstance(body, Body):
        problems.append(Problem(f"the body is {type(body).__name__}, not a body", "measurement.body", "body",
                                "Read it first: read_body(measurements)."))
    if fit is not None and not isinstance(fit, str):
        problems.append(Problem(f"the fit is {type(fit).__name__}, not a name", "option.type", "fit", "Name a fit."))
    for name, value in mappings.items():
        if value is not None and not isinstance(value, Mapping):
            problems.append(Problem(f"{name} is {type(value).__name__}, not a dict", "option.type", name,
                                    "Give what is meant by name."))
    if problems:
        raise OptionError.of(problems)


def options_asked(kind: type[Template], fit: str | None, given: Mapping[str, Any]) -> dict[str, Any]:
    """The option values of a fit with single options over them; `OptionError` names every wrong one."""
    known = kind.options()
    problems: list[Problem] = []
    values: dict[str, Any] = {}
    if fit is not None:
        if fit not in kind.fits:
            problems.append(unknown("fit", fit, kind.fits, kind.name))
        chosen = kind.fits.get(fit, {})
        problems += [unknown("option", name, known, kind.name) for name in chosen if name not in known]
        values.update(chosen)
    for name, value in given.items():
        if name not in known:
            problems.append(unknown("option", name, known, kind.name))
        else:
            values[name] = value
    checked = {name: _gather(problems, lambda n=name, v=value: known[n].checked(v))  # type: ignore[misc]
               for name, value in values.items() if name in known}
    if problems:
        raise OptionError.of(problems)
    return checked


def alterations_asked(kind: type[Template], given: Mapping[str, Any]) -> dict[str, Any]:
    """The mm to add to intended measurements by name, numbers or by side; `OptionError` names every wrong one."""
    return _amounts_asked(kind, given, "alteration", -MOST_ALTERED, MOST_ALTERED)


def garment_asked(kind: type[Template], given: Mapping[str, Any]) -> dict[str, Any]:
    """What the garment shall measure by name, in mm, in place of what is intended; every wrong one at once."""
    return _amounts_asked(kind, given, "garment", 1.0, LONGEST)


def _amounts_asked(kind: type[Template], given: Mapping[str, Any], what: str, least: float,
                   most: float) -> dict[str, Any]:
    problems: list[Problem] = []
    names = kind.intentions()
    of, do, wrong_side, wrong_type, wrong_range = _WORDS[what]
    for name, value in given.items():
        if name not in names:
            problems.append(unknown(what, name, names, kind.name))
        elif isinstance(value, Mapping) and name not in kind.altered_by_side():
            problems.append(Problem(f"{of} {name}: it is measured on the whole garment, not on one side",
                                    wrong_side, name, f"Say {do} in all."))
        sides = value if isinstance(value, Mapping) else {"both": value}
        for side, mm in sides.items():
            if isinstance(value, Mapping) and side not in ("left", "right"):
                problems.append(Problem(f"{of} {name}: {shown(side)} is not a side", wrong_side, name,
                                        "Say left or right."))
            if not is_number(mm):
                problems.append(Problem(f"{of} {name}: {shown(mm)} is not a number of millimetres",
                                        wrong_type, name, f"Say {do}, as a number."))
            elif not least <= mm <= most:
                problems.append(Problem(f"{of} {name}: {mm:g} mm is outside {least:g} to {most:g} mm",
                                        wrong_range, name, f"Say {do}, in millimetres."))
    if problems:
        raise OptionError.of(problems)
    return {name: {side: float(mm) for side, mm in sorted(value.items())} if isinstance(value, Mapping)
            else float(value) for name, value in sorted(given.items())}


def fabrics_asked(kind: type[Template], given: Mapping[str, Fabric | str],
                  values: Mapping[str, Any]) -> dict[str, Fabric]:
    """The cloth of each role that is cut; a shipped one where none was brought, refused where it does not suit."""
    cloths = kind.cloths()
    problems: list[Problem] = []
    wanted = {cut.role for method in kind.piece_methods().values()
              if method.wanted(kind, values) for cut in method.cuts}
    for role in given:
        if role not in cloths:
            problems.append(unknown("fabric", role, cloths, kind.name))
    chosen = {}
    for role, cloth in cloths.items():
        if role not in wanted:
            continue
        fabric = given.get(role, cloth.default)
        read = _gather(problems, lambda f=fabric: f if isinstance(f, Fabric) else read_fabric(f))  # type: ignore[misc]
        reason = cloth.refuses(read) if read else None
        if reason:
            problems.append(Problem(f"{role}: {reason}", "fabric.unfit", role, "Choose another cloth for it."))
        if read:
            chosen[role] = read
    if problems:
        raise OptionError.of(problems)
    return chosen


NAMED = {"alteration": "intended measurement", "garment": "intended measurement", "fabric": "cloth"}


def unknown(what: str, name: object, known: Iterable[str], template: str) -> Problem:
    """The fault of asking a template for a fit, option, alteration or fabric that it does not have."""
    names = sorted(known)
    near = get_close_matches(str(name), names, 1)
    shown = str(name) if len(str(name)) < 50 else str(name)[:47] + "..."
    return Problem(f"{template} has no {NAMED.get(what, what)} {shown!r}", f"{what}.unknown", shown,
                   f"Did you mean {near[0]}?" if near else f"It has {', '.join(names) or 'none'}.")
