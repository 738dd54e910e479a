"""The report on a measurement file, printed on a terminal and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mtmpattern.body import CATALOGUE, Body, Nearest, Sheet
from mtmpattern.body.body import Amounts, Measure
from mtmpattern.cli.flags import flagged
from mtmpattern.cli.report import say, say_table
from mtmpattern.cli.view import plain_mm
from mtmpattern.errors import Problem
from mtmpattern.jobs.measure import DOUBT, Likelihood, Readiness, likelihoods
from mtmpattern.units import LENGTH, MASS, printed


@dataclass(frozen=True, slots=True)
class MeasureReport:
    """The report on a measurement file: the file, the body to show (perhaps with estimates), and further results."""

    sheet: Sheet
    body: Body
    readiness: Readiness | None = None
    nearest: Nearest | None = None
    written: Path | None = None
    written_remarks: tuple[Problem, ...] = ()

    @property
    def doubts(self) -> tuple[Problem, ...]:
        """The measures that seem unlikely."""
        return tuple(each for each in self.sheet.body.remarks if each.code == DOUBT)

    @property
    def remarks(self) -> tuple[Problem, ...]:
        """The remarks on what could not be used."""
        return tuple(each for each in self.sheet.body.remarks if each.code != DOUBT)


def say_measures(report: MeasureReport) -> None:
    """Print the report, the most important part last, so that it stays visible."""
    say(_summary(report))
    say()
    say_table(_measure_rows(report))
    unit, body_wishes = report.body.unit, report.sheet.body.wishes
    asked = [row for sign, wishes in (("", body_wishes.garment), ("+", body_wishes.alterations))
             for name, amounts in wishes.items() for row in _wanted(sign, amounts, unit, name)]
    say_table(asked, title="requested for the garment")
    if report.nearest:
        say_table([(name, f"{'+' if more > 0 else ''}{_with_unit(name, more, unit)}")
                   for name, more in report.nearest.differences.items()],
                  title=f"nearest size: {report.nearest.chart} {report.nearest.size}; the person measures more by")
        if not report.nearest.within:
            say(f"No size of the chart fits: {' and '.join(report.nearest.beyond)} differ by more than a step.")
        if report.nearest.runner_up:
            say(f"The second nearest size is {report.nearest.runner_up}.")
    say_table(_numbered(report.doubts, 1), title="doubts")
    say_table(_numbered(report.remarks, 1 + len(report.doubts)), title="remarks")
    if report.readiness:
        _say_readiness(report.readiness, unit)
    if report.written:
        say_table(_numbered(report.written_remarks, 1), title="not in the written file")
        say()
        say(f"written: {report.written}")


def _summary(report: MeasureReport) -> str:
    body, count = report.body, len(report.sheet.body.measures)
    child = body.child
    who = {"female": "girl" if child else "woman", "male": "boy" if child else "man"}.get(
        body.sex or "", "child" if child else "person, sex not given")
    added = len(body.measures) - count
    more = f", and {added} derived or estimated" if added else ""
    return f"{count} {'measure' if count == 1 else 'measures'} of a {who}{more}"


def _measure_rows(report: MeasureReport) -> list[tuple[str, ...]]:
    """One row for each measure, two where the sides differ; a column of cm if the file is in another unit."""
    unit, places = report.body.unit, {name: number for number, each in enumerate(report.doubts, 1)
                                      for name in (each.params.get("measure", ""), *each.params.get("rivals", ()))}
    likely = likelihoods(report.sheet.body)
    rows = []
    for name, measure in report.body.measures.items():
        last = _certainty(name, measure, likely.get(name), places, unit)
        for side, value in _sides(measure):
            lengths = CATALOGUE[name].quantity is LENGTH
            cm = [f"{value / 10:.1f} cm" if lengths else ""] if unit != "cm" else []
            rows.append((f"{name} {side}".strip(), _shown(name, measure, value, unit), *cm, measure.source, last))
    return rows


def _certainty(name: str, measure: Measure, likely: Likelihood | None, places: Mapping[str, int], unit: str) -> str:
    if measure.source == "estimated":
        return _off(name, measure, unit)
    if likely == "doubtful":
        return f"doubtful, see {places[name]}"
    return likely or ""


def _say_readiness(ready: Readiness, unit: str) -> None:
    name, wanted = ready.template.name, [*ready.refused, *(each.params["measure"] for each in ready.absent)]
    guess = {each: _estimate(ready.body.measure(each), each, unit) for each in (*ready.refused, *ready.estimated)}
    say_table([(each, CATALOGUE[each].how + (f" An estimate is {guess[each]}." if each in guess else ""))
               for each in wanted], title=f"{name} needs these measured")
    say_table([(each, f"{guess[each]}. {CATALOGUE[each].how}") for each in ready.estimated],
              title=f"{name} estimates these; it is better to measure them")
    say_table(_numbered(ready.wishes, 1), title=f"correct what the file asks for the {name}")
    say()
    if ready.ready:
        say(f"{name} can be drafted now.")
    elif not wanted:
        say(f"{name} cannot be drafted as the file asks.")
    else:
        count = "1 measure is" if len(wanted) == 1 else f"{len(wanted)} measures are"
        hint = "; `make --estimate` uses the estimates" if ready.refused and not ready.absent else ""
        say(f"{name} cannot be drafted yet: {count} missing{hint}.")


def _estimate(measure: Measure, name: str, unit: str) -> str:
    return f"{_shown(name, measure, measure.middle, unit)}, {_off(name, measure, unit)}"


def _wanted(sign: str, amounts: Amounts, unit: str, garment: str) -> Iterator[tuple[str, str]]:
    for name, value in amounts.items():
        sides = value if not isinstance(value, float | int) else {"": value}
        for side, mm in sides.items():
            yield f"{garment} {name} {side}".strip(), f"{sign if mm > 0 else ''}{printed(mm, unit)}"


def _numbered(problems: Sequence[Problem], start: int) -> list[tuple[str, str]]:
    return [(f"{number}.", f"{'' if each.line is None else f'line {each.line}: '}{each.message}. {each.hint}".rstrip())
            for number, each in enumerate(map(flagged, problems), start)]


def _sides(measure: Measure) -> tuple[tuple[str, float], ...]:
    """The sides if they differ; for an estimate only the mean, because it may be off by more than they differ."""
    if measure.differs and measure.source != "estimated":
        return ("left", measure.left), ("right", measure.right)
    return (("", measure.middle),)


def _shown(name: str, measure: Measure, value: float, unit: str) -> str:
    """Print a value of a measure; an estimate only to a millimetre, an eighth of an inch, a pound or a degree."""
    if measure.source == "estimated":
        quantity, step = CATALOGUE[name].quantity, 1.0
        if unit == "in":
            step = {"length": 25.4 / 8, "mass": float(MASS.units["lb"])}.get(quantity.name, 1.0)
        value = round(value / step) * step
    return _with_unit(name, value, unit)


def _off(name: str, measure: Measure, unit: str) -> str:
    return f"give or take {_shown(name, measure, 2 * measure.sd, unit).rpartition(' ')[0]}"


def _with_unit(name: str, value: float, unit: str) -> str:
    quantity = CATALOGUE[name].quantity
    if quantity is LENGTH:
        return printed(value, unit)
    if quantity is MASS and unit == "in":
        return f"{value / float(MASS.units['lb']):.1f}".removesuffix(".0") + " lb"
    return f"{value:.2f}".rstrip("0").rstrip(".") + f" {quantity.kept}"


# ---- As JSON --------------------------------------------------------------------------------------------------------


def measures_as_data(report: MeasureReport) -> dict[str, Any]:
    """Return the report as plain data: lengths in mm, masses in kg, slopes in degrees."""
    sheet, body, likely = report.sheet, report.body, likelihoods(report.sheet.body)
    data: dict[str, Any] = {
        "form": sheet.form, "unit": body.unit, "sex": body.sex, "child": body.child,
        "measures": [_measure_as_data(name, each, likely.get(name), report) for name, each in body.measures.items()],
        "garment": plain_mm(sheet.garment), "alterations": plain_mm(sheet.alterations),
        "by_garment": {block: {name: plain_mm(amounts) for name, amounts in wishes.items() if name}
                       for block, wishes in (("garment", sheet.body.wishes.garment),
                                             ("alterations", sheet.body.wishes.alterations))},
        "doubts": [_problem(each) for each in report.doubts], "remarks": [_problem(each) for each in report.remarks],
    }
    if report.readiness:
        ready = report.readiness
        data["template"] = {
            "name": ready.template.name, "needs": list(ready.template.needs), "ready": ready.ready,
            **({"wishes": [_problem(each) for each in ready.wishes]} if ready.wishes else {}),
            "estimated": [_guess(ready.body, name) for name in ready.estimated],
            "missing": [*(_guess(ready.body, name) for name in ready.refused),
                        *({"name": name, "how": CATALOGUE[name].how} for each in ready.absent
                          for name in [each.params["measure"]])],
        }
    if report.nearest:
        data["nearest"] = report.nearest.to_dict()
    if report.written:
        data["written"] = {"file": str(report.written), "remarks": [_problem(each) for each in report.written_remarks]}
    return data


def _measure_as_data(name: str, measure: Measure, likely: Likelihood | None, report: MeasureReport) -> dict[str, Any]:
    line = report.sheet.written[name].line if name in report.sheet.written else None
    return {"name": name, "left": round(measure.left, 3), "right": round(measure.right, 3),
            "unit": CATALOGUE[name].unit, "source": measure.source, "sd": round(measure.sd, 3),
            **({"rule": measure.rule} if measure.rule else {}), **({"line": line} if line else {}),
            **({"plausibility": likely} if likely else {})}


def _guess(body: Body, name: str) -> dict[str, Any]:
    measure = body.measure(name)
    return {"name": name, "how": CATALOGUE[name].how, "estimate": round(measure.middle, 3), "sd": round(measure.sd, 3),
            "unit": CATALOGUE[name].unit, "rule": measure.rule}


def _problem(problem: Problem) -> dict[str, Any]:
    """A problem as plain data, without the name of the file."""
    return {key: value for key, value in problem.to_dict().items() if key != "file"}
