"""A measurement file as JSON: the same that `mtmpattern.cli._sheet` prints, for a program."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mtmpattern.body import CATALOGUE, Body
from mtmpattern.jobs.measuring import Likelihood, likelihoods

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mtmpattern.body.body import Measure
    from mtmpattern.cli._sheet import Told
    from mtmpattern.errors import Problem


def told_as_data(told: Told) -> dict[str, Any]:
    """Return the same as plain data: lengths in mm, masses in kg, slopes in degrees."""
    sheet, body, likely = told.sheet, told.body, likelihoods(told.sheet.body)
    data: dict[str, Any] = {
        "form": sheet.form, "unit": body.unit, "sex": body.sex, "child": body.child,
        "measures": [_measure_as_data(name, each, likely.get(name), told) for name, each in body.measures.items()],
        "garment": _plain(sheet.garment), "alterations": _plain(sheet.alterations),
        "doubts": [_problem(each) for each in told.doubts], "remarks": [_problem(each) for each in told.remarks],
    }
    if told.readiness:
        ready = told.readiness
        data["template"] = {
            "name": ready.template.name, "needs": list(ready.template.needs), "ready": ready.ready,
            "estimated": [_guess(ready.body, name) for name in ready.estimated],
            "missing": [*(_guess(ready.body, name) for name in ready.refused),
                        *({"name": each.where, "how": CATALOGUE[each.where].how} for each in ready.absent)],
        }
    if told.nearest:
        data["nearest"] = {"chart": told.nearest.chart, "size": told.nearest.size,
                           "differences": {name: round(mm, 3) for name, mm in told.nearest.differences.items()}}
    if told.written:
        data["written"] = {"file": str(told.written), "remarks": [_problem(each) for each in told.written_remarks]}
    return data


def _measure_as_data(name: str, measure: Measure, likely: Likelihood | None, told: Told) -> dict[str, Any]:
    line = told.sheet.written[name].line if name in told.sheet.written else None
    return {"name": name, "left": round(measure.left, 3), "right": round(measure.right, 3),
            "unit": CATALOGUE[name].unit, "source": measure.source, "sd": round(measure.sd, 3),
            **({"rule": measure.rule} if measure.rule else {}), **({"line": line} if line else {}),
            **({"plausibility": likely} if likely else {})}


def _guess(body: Body, name: str) -> dict[str, Any]:
    measure = body.measure(name)
    return {"name": name, "how": CATALOGUE[name].how, "estimate": round(measure.middle, 3), "sd": round(measure.sd, 3),
            "unit": CATALOGUE[name].unit, "rule": measure.rule}


def _problem(problem: Problem) -> dict[str, Any]:
    """Without the name of the file."""
    return {key: value for key, value in problem.to_dict().items() if key != "file"}


def _plain(amounts: Mapping[str, float | Mapping[str, float]]) -> dict[str, Any]:
    return {name: round(value, 3) if isinstance(value, float | int) else
            {side: round(mm, 3) for side, mm in value.items()} for name, value in amounts.items()}
