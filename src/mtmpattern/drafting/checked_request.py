"""A request to a template, checked: every fault of its fit, options, alterations, cloths and measures at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from os import PathLike
from typing import Any, Final

from mtmpattern.body import Body, complete, missing
from mtmpattern.body.body import Measure
from mtmpattern.body.catalogue import printed_measure
from mtmpattern.documents import token
from mtmpattern.drafting.file_wishes import file_wishes, replaced
from mtmpattern.drafting.garment_schema import LONGEST, MOST_ALTERED
from mtmpattern.drafting.garment_unit import meant_beyond
from mtmpattern.drafting.intention import Structure
from mtmpattern.drafting.library import find_template
from mtmpattern.drafting.request import Request
from mtmpattern.drafting.reuse import Reuse
from mtmpattern.drafting.template import Template
from mtmpattern.errors import (
    MeasurementError,
    MtmError,
    OptionError,
    Problem,
    TemplateNotFound,
    check_arguments,
    clean,
    did_you_mean,
    gathered,
    nearest,
    shown,
)
from mtmpattern.limits import MOST_ASKED
from mtmpattern.pattern.model.fabric import Fabric
from mtmpattern.pattern.model.fabric_file import read_fabric
from mtmpattern.pattern.model.vocabulary import number_of
from mtmpattern.units import typed

ARGUMENTS: Final = ("fit", "fabrics", "alterations", "garment", "estimates", "options")
"""Of `mtmpattern.drafting.draft`; a keyword that is almost one of them was meant for it and not for an option."""

ALIKE: Final = 0.8
"""Least likeness of such a keyword, as of `difflib`."""


@dataclass(frozen=True, slots=True)
class CheckedRequest:
    """A checked request: a template, a body with every measure that it needs, choices and cloths."""

    kind: type[Template]
    body: Body
    fit: str | None
    options: Mapping[str, Any]
    alterations: Mapping[str, Any]
    garment: Mapping[str, Any]
    fabrics: Mapping[str, Fabric]

    @property
    def sided(self) -> bool:
        """Whether the wearer's two sides are drafted separately."""
        apart = any(isinstance(value, Mapping) for value in (*self.alterations.values(), *self.garment.values()))
        return self.kind.sides_differ or apart or self.body.differs(self.kind.needs)

    def templates(self, structure: Structure | None = None, reuse: Reuse | None = None) -> tuple[Template, Template]:
        """The template for the left and the right side; one and the same where the sides do not differ."""
        inputs: dict[str, Any] = {"options": self.options, "alterations": self.alterations, "fabrics": self.fabrics,
                                  "garment": self.garment, "structure": structure or Structure()}
        if reuse:
            inputs["reuse"] = reuse
        left = self.kind(self.body, **inputs)
        if not self.sided:
            return left, left
        right = self.kind(self.body, side="right", **inputs)
        left.twin, right.twin = right, left
        return left, right


def checked_request(template: str | PathLike[str] | type[Template], body: Body | None, request: Request, *,
                    more: Mapping[str, Any] | None = None, estimates: bool = False,
                    unread: Sequence[Problem] = ()) -> CheckedRequest:
    """The request, checked; `OptionError` or `MeasurementError` has every fault.

    ``more`` are options besides those of the request. ``unread`` are the faults of a body that could not be read; all
    other faults are reported with them.
    """
    kind = template if isinstance(template, type) else find_template(template)
    if not issubclass(kind, Template):
        raise TemplateNotFound(f"{kind.__name__} is not a template", code="template.unknown", where="template",
                               hint="Give a class that inherits from mtmpattern.drafting.Template, or a name.",
                               params={"type": kind.__name__})
    wrong = [*unread, *_faults_of(lambda: check_types(Body({}) if unread else body, **request.arguments)),
             *_faults_of(lambda: check_arguments(estimates=(estimates, "True or False")))]
    misnamed = _keyword_faults(kind, request.options, more or {})
    wrong += misnamed.values()
    further = {name: value for name, value in (more or {}).items() if name not in misnamed}
    alterations, garment = _mapped(request.alterations), _mapped(request.garment)
    if isinstance(body, Body) and body.wishes:
        altered, wanted, strange = file_wishes(kind, body)
        wrong += strange
        body = replace(body, remarks=(*body.remarks, *replaced("alter", altered, alterations),
                                      *replaced("garment", wanted, garment)))
        alterations, garment = {**altered, **alterations}, {**wanted, **garment}
    fit = request.fit if isinstance(request.fit, str) else None
    return _checked(kind, body, Request(fit, {**_mapped(request.options), **further}, alterations, garment,
                                        _mapped(request.fabrics)), wrong, estimates=estimates)


def _checked(kind: type[Template], body: Body | None, request: Request, wrong: Sequence[Problem], *,
             estimates: bool) -> CheckedRequest:
    """Fit, options, alterations, garment measures, cloths and body measures, checked.

    All faults come in one error, after those already found (``wrong``). It is a `MeasurementError` if all are about
    measures of the body, otherwise an `OptionError`.
    """
    found = list(wrong)
    fit, options = request.fit, request.options
    values = gathered(found, lambda: checked_options(kind, fit, options))
    altered = gathered(found, lambda: checked_alterations(kind, request.alterations))
    wanted = gathered(found, lambda: checked_garment(kind, request.garment))
    cloths = gathered(found, lambda: checked_fabrics(kind, request.fabrics, _valid_options(kind, fit, options)
                                                     if values is None else values))
    completed = gathered(found, lambda: completed_for(kind, body, estimates=estimates)) if isinstance(
        body, Body) else None
    if found or values is None or altered is None or wanted is None or cloths is None or completed is None:
        of_body = all(each.code.startswith("measurement.") for each in found)
        of_type = any(each.code == "measurement.body" for each in found)
        raise (MeasurementError if of_body and not of_type else OptionError).of(
            sorted(dict.fromkeys(found), key=lambda each: each.weight != ""))
    return CheckedRequest(kind, completed, fit, values, altered, wanted, cloths)


def _keyword_faults(kind: type[Template], options: Any, more: Mapping[str, Any]) -> dict[str, Problem]:
    """The faults of keywords, by name: options also given in a dict, and misspelt names of arguments."""
    stated, known, found = _mapped(options), kind.options(), {}
    for name, value in more.items():
        place = "/options" + token(name)
        if name in stated:
            found[name] = Problem(f"{name} is given twice: {shown(stated[name])} and {shown(value)}", "option.twice",
                                  place, "Give it once, in options or as a keyword.", params={"option": name})
        elif name not in known and not nearest(name, known, cutoff=ALIKE) and (
                near := nearest(name, ARGUMENTS, cutoff=ALIKE)):
            found[name] = Problem(f"there is no argument {shown(name)}", "option.unknown", place,
                                  f"Did you mean {near[0]}?",
                                  params={"template": kind.name, "name": name, "near": list(near)})
    return found


def _mapped(given: Any) -> Mapping[str, Any]:
    """The mapping; an empty one for anything else or too large, which is reported already."""
    return given if isinstance(given, Mapping) and len(given) <= MOST_ASKED else {}


def _faults_of(attempt: Callable[[], object]) -> list[Problem]:
    found: list[Problem] = []
    gathered(found, attempt)
    return found


def _valid_options(kind: type[Template], fit: str | None, options: Mapping[str, Any]) -> dict[str, Any]:
    """Only the valid option values, to see which cloths are needed."""
    known, values = kind.options(), dict(kind.fits.get(fit or "", {}))
    for name, value in options.items():
        if name in known and not _faults_of(lambda n=name, v=value: known[n].checked(v)):  # type: ignore[misc]
            values[name] = value
    return values


def completed_for(kind: type[Template], body: Body, *, estimates: bool) -> Body:
    """The body with every measure that the template needs; `MeasurementError` for all that must still be measured."""
    completed = complete(body, kind.needs)
    guessed = {name for name in kind.needs if name not in body.measures and name in completed.measures
               and completed.measure(name).source == "estimated"}
    refused = set() if estimates else guessed - set(kind.estimable)
    problems = []
    for absent in missing(Body({name: completed.measure(name) for name in completed.names if name not in refused}),
                           kind.needs):
        hint, name, params = absent.hint, absent.params["measure"], dict(absent.params)
        if name in refused:
            measure = completed.measure(name)
            value, off = estimate_shown(name, measure, body.unit)
            hint += f" It would be estimated as {value}, give or take {off}; measure it, or allow estimates."
            params |= {"estimate": round(measure.middle, 1), "sd": round(measure.sd, 1)}
        problems.append(replace(absent, hint=hint, params=params))
    if problems:
        raise MeasurementError.of(problems)
    return completed


def estimate_shown(name: str, measure: Measure, unit: str) -> tuple[str, str]:
    """An estimate and how far off it may be, written in the unit of the measurements."""
    value, off = (printed_measure(name, number, unit, coarse=True) for number in (measure.middle, 2 * measure.sd))
    return value, off


# ---- The checks one by one ------------------------------------------------------------------------------------------


_WORDS = {
    # its name, what to give instead, and the codes for a wrong side, type and range
    "alteration": ("alteration of", "Give the millimetres to add; a negative number takes away.",
                   "alteration.side", "alteration.type", "alteration.range"),
    "garment": ("garment's", "Give what the garment must measure, in millimetres.",
                "garment.side", "garment.type", "garment.range"),
}


def check_types(body: object, fit: object, **mappings: object) -> None:
    """Refuse arguments of the wrong type before they are used."""
    problems = []
    if not isinstance(body, Body):
        problems.append(Problem(f"the body is {type(body).__name__}, not a body", "measurement.body", "/measurements",
                                "Read it first: read_body(measurements).", params={"type": type(body).__name__}))
    if fit is not None and not isinstance(fit, str):
        problems.append(Problem(f"the fit is {type(fit).__name__}, not a name", "option.type", "/fit", "Name a fit.",
                                params={"field": "fit", "type": type(fit).__name__}))
    for name, value in mappings.items():
        if value is not None and not isinstance(value, Mapping):
            problems.append(Problem(f"{name} is {type(value).__name__}, not a dict", "option.type", f"/{name}",
                                    "Give a dict of names and values.", params={
                                        "field": name, "type": type(value).__name__}))
        elif value and len(value) > MOST_ASKED:
            problems.append(Problem(f"{name} has {len(value)} entries, more than {MOST_ASKED}", "option.count",
                                    f"/{name}", "Give only what the template has.",
                                    params={"field": name, "count": len(value), "most": MOST_ASKED}))
    if problems:
        raise OptionError.of(problems)


def checked_options(kind: type[Template], fit: str | None, given: Mapping[str, Any]) -> dict[str, Any]:
    """The option values of a fit, which single options override; `OptionError` names every wrong one."""
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
    checked = {name: gathered(problems, lambda n=name, v=value: known[n].checked(v))  # type: ignore[misc]
               for name, value in values.items() if name in known}
    if problems:
        raise OptionError.of(problems)
    return checked


def checked_alterations(kind: type[Template], given: Mapping[str, Any], at: str = "/alterations") -> dict[str, Any]:
    """The mm to add to each intended measurement, in all or by side; `OptionError` names every wrong one.

    ``at`` is the JSON pointer of these amounts in the request.
    """
    return _checked_amounts(kind, given, "alteration", at, -MOST_ALTERED, MOST_ALTERED)


def checked_garment(kind: type[Template], given: Mapping[str, Any], at: str = "/garment") -> dict[str, Any]:
    """The mm that replace each intended measurement, in all or by side; `OptionError` names every wrong one."""
    return _checked_amounts(kind, given, "garment", at, 1.0, LONGEST)


def _checked_amounts(kind: type[Template], given: Mapping[str, Any], what: str, at: str, least: float,
                   most: float) -> dict[str, Any]:
    problems: list[Problem] = []
    names = kind.intentions()
    of, do, wrong_side, wrong_type, wrong_range = _WORDS[what]
    for name, value in given.items():
        place = at + token(str(name)[:60])
        if name not in names:
            problems.append(replace(unknown(what, name, names, kind.name), where=place))
        elif isinstance(value, Mapping) and name not in kind.altered_by_side():
            problems.append(Problem(f"{of} {name}: it is measured on the whole garment, not on one side",
                                    wrong_side, place, "Give one number for the whole garment.", params={"name": name}))
        sides = value if isinstance(value, Mapping) else {"": value}
        label = shown(name) if name not in names else name
        for side, mm in sides.items():
            here = place + (token(str(side)[:60]) if isinstance(value, Mapping) else "")
            about = {"name": label, **({"side": str(side)[:60]} if side else {})}
            if isinstance(value, Mapping) and side not in ("left", "right"):
                problems.append(Problem(f"{of} {label}: {shown(side)} is not a side", wrong_side, here,
                                        "Say left or right.", params=about))
            number = number_of(mm)
            if number is None:
                problems.append(Problem(f"{of} {label}: {shown(mm)} is not a number of millimetres",
                                        wrong_type, here, do,
                                        params={**about, "value": shown(mm)}))
            elif not least <= number <= most:
                asked = typed(round(number, 2))
                problems.append(Problem(f"{of} {label}: {asked} mm is outside {least:g} to {most:g} mm", wrong_range,
                                        here, meant_beyond(number, most) or do,
                                        params={**about, "value": mm, "least": least, "most": most}))
    if problems:
        raise OptionError.of(problems)
    return {name: {side: float(mm) for side, mm in sorted(value.items())} if isinstance(value, Mapping)
            else float(value) for name, value in sorted(given.items()) if value != {}}


def checked_fabrics(kind: type[Template], given: Mapping[str, Fabric | str],
                  values: Mapping[str, Any]) -> dict[str, Fabric]:
    """The cloth of each role that is cut, a shipped one by default; `OptionError` for cloth that does not suit."""
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
        fabric, place = given.get(role, cloth.default), "/fabrics" + token(role)
        try:
            read = fabric if isinstance(fabric, Fabric) else read_fabric(fabric)
        except MtmError as error:
            problems += [replace(each, where=place + each.where if each.where[:1] in ("", "/") else place)
                         for each in error.problems]
            continue
        reason = cloth.refuses(read)
        if reason:
            problems.append(Problem(f"{role}: {reason}", "fabric.unfit", place, "Choose another cloth for it.",
                                    params={"role": role, "fabric": read.name}))
        chosen[role] = read
    if problems:
        raise OptionError.of(problems)
    return chosen


NAMED = {"alteration": "intended measurement", "garment": "intended measurement", "fabric": "cloth"}


def unknown(what: str, name: object, known: Iterable[str], template: str) -> Problem:
    """The fault of asking a template for a fit, option, alteration or fabric that it does not have."""
    names, label = sorted(known), clean(name, 60) if isinstance(name, str) else type(name).__name__
    place = "/fit" if what == "fit" else {"garment": "/garment"}.get(what, f"/{what}s") + token(label)
    return Problem(f"{template} has no {NAMED.get(what, what)} {shown(name)}", f"{what}.unknown", place,
                   did_you_mean(name, names, f"It has {', '.join(names) or 'none'}."),
                   params={"template": template, "name": label, "near": list(nearest(name, names))})
