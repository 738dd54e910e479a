"""Templates, garments, measurement files and proofs, printed on a terminal and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mtmpattern.body import CATALOGUE, Body, Nearest, Sheet
from mtmpattern.body.body import Amounts, Measure
from mtmpattern.cli.flags import flagged
from mtmpattern.cli.report import say, say_table
from mtmpattern.errors import Problem
from mtmpattern.figures import in_unit
from mtmpattern.jobs.measure import DOUBT, Likelihood, Readiness, likelihoods
from mtmpattern.papers.ease import HEAD, ease_as_data, ease_rows
from mtmpattern.papers.work import notion_rows, notions_as_data, work_as_data
from mtmpattern.pattern.making import minutes, work_steps
from mtmpattern.units import LENGTH, MASS, as_mm, printed

if TYPE_CHECKING:
    from mtmpattern.jobs.make import Made
    from mtmpattern.pattern.model.fabric import Fabric
    from mtmpattern.pattern.parts.part import ClothNeed


# ---- Templates and garments -----------------------------------------------------------------------------------------

Measured = Mapping[str, float | Mapping[str, float]]


def say_described(template: Mapping[str, Any]) -> None:
    """Print the description of a template by `mtmpattern.drafting.description.describe`."""
    say(f"{template['name']} {template['version']}")
    say(template["summary"])
    say_table([("openings", ", ".join(template["openings"]))], title="garment")
    say_table([*template["cloths"].items()], title="cloth: by role, as in --fabric ROLE=FILE")
    say_table([(each["name"], each["label"], "may be estimated" if each["estimable"] else "measure it", each["iso"])
               for each in template["measurements"]], title="measurements")
    say_table([(each["name"], each["default"], each["allowed"], each["note"]) for each in template["options"]],
              title="options: default, allowed values, effect")
    say_table([(each["name"], each["note"], "by side, as in " + each["name"] + ".left" if each["by_side"] else "")
               for each in template["alterations"]], title="can be altered: --alter NAME=1.5cm")
    say_table([(fit, ", ".join(f"{name} {value}" for name, value in values.items()) or "as the defaults")
               for fit, values in template["fits"].items()], title="fits")


def say_made(made: Made, written: Sequence[Path]) -> None:
    """Print the files of a garment, its measures and notes."""
    for path in written:
        say(str(path))
    unit = made.unit
    measures = [tuple(in_unit(cell, unit) for cell in row) for row in _measures(
        made.pattern.intended, made.pattern.finished)]
    say_table([("", "intended", "finished"), *measures], title="measures")
    say_table([(role, made.pattern.fabrics[role].name, _length_of(need, unit),
                _cost(made.pattern.fabrics[role], need)) for role, need in made.needs.items()], title="cloth")
    if made.pattern.ease:
        say_table([HEAD, *ease_rows(made.pattern.ease, unit)], title="ease at the levels of the body")
    say_table([tuple(in_unit(cell, unit) for cell in row) for row in notion_rows(made.pattern)
               if row[1] not in made.needs], title="to buy, besides cloth")
    say_table([(note,) for note in made.notes], title="notes")


def made_as_data(made: Made, written: Sequence[Path], folder: str) -> dict[str, Any]:
    """Return a garment as plain data for a program."""
    pattern = made.pattern
    return {
        "template": pattern.template, "version": pattern.version, "digest": pattern.digest,
        "folder": folder, "files": [path.name for path in written],
        "intended": _plain(pattern.intended), "finished": _plain(pattern.finished),
        "cloth": {role: {"fabric": pattern.fabrics[role].name, "length": round(need.length, 1),
                         "at_most": need.at_most, "cost": _cost(pattern.fabrics[role], need), "refused": need.refused}
                  for role, need in made.needs.items()},
        "ease": ease_as_data(pattern.ease),
        "work": work_as_data(pattern), "minutes": round(minutes(work_steps(pattern)), 3),
        "to_buy": notions_as_data(pattern),
        "unit": made.unit, "notes": list(made.notes),
        "coded_notes": [{"code": note.code, "text": str(note), "params": dict(note.params)}
                        for note in pattern.notes],
    }


def _length_of(need: ClothNeed, unit: str) -> str:
    """The length of cloth to buy, in metres, or in yards if the body was measured in inches."""
    if unit != "in" or need.refused:
        return str(need)
    return f"{need.length / YARD:.2f} yd{' at most' if need.at_most else ''}"


YARD = 914.4
"""A yard in millimetres."""


def _cost(fabric: Fabric, need: ClothNeed) -> str:
    return f"{fabric.cost(need.length)} {fabric.price.currency}" if fabric.price and not need.refused else ""


def _measures(intended: Measured, finished: Measured) -> list[tuple[str, str, str]]:
    names = dict.fromkeys((*intended, *finished))
    return [(name, _value(intended.get(name)), _value(finished.get(name))) for name in names]


def _value(measured: float | Mapping[str, float] | None) -> str:
    if measured is None:
        return "-"
    if isinstance(measured, Mapping):
        return ", ".join(f"{side} {as_mm(mm)}" for side, mm in measured.items())
    return as_mm(measured)


def _plain(measures: Measured) -> dict[str, Any]:
    """Measures in mm, rounded to a thousandth: smaller digits of floats differ between platforms."""
    return {name: {side: round(mm, 3) for side, mm in value.items()} if isinstance(value, Mapping) else round(value, 3)
            for name, value in measures.items()}


# ---- Measurement files ----------------------------------------------------------------------------------------------

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


# ---- Measurement files as JSON --------------------------------------------------------------------------------------

def measures_as_data(report: MeasureReport) -> dict[str, Any]:
    """Return the report as plain data: lengths in mm, masses in kg, slopes in degrees."""
    sheet, body, likely = report.sheet, report.body, likelihoods(report.sheet.body)
    data: dict[str, Any] = {
        "form": sheet.form, "unit": body.unit, "sex": body.sex, "child": body.child,
        "measures": [_measure_as_data(name, each, likely.get(name), report) for name, each in body.measures.items()],
        "garment": _plain(sheet.garment), "alterations": _plain(sheet.alterations),
        "by_garment": {block: {name: _plain(amounts) for name, amounts in wishes.items() if name}
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



# ---- Proofs ---------------------------------------------------------------------------------------------------------

def say_proof(data: Mapping[str, Any]) -> None:
    """Print a proof as returned by `mtmpattern.proving.proof.as_data`; times go to standard error."""
    options = ", ".join(f"{name}={value}" for name, value in data["options"].items())
    say(f"{data['template']} {data['version']}" + (f" with {options}" if options else ""))
    say(", ".join(f"{count} {name.replace('_', ' ')}" for name, count in data["population"].items()))
    for proof in data["fits"]:
        _say_fit(proof)
    for fit, times in data["timings"].items():
        if times:
            say(f"{fit}: draft and audit: median {times['median_ms']} ms, p95 {times['p95_ms']} ms", err=True)


def _say_fit(proof: Mapping[str, Any]) -> None:
    say()
    say(f"{proof['fit'] or 'as it is'}: {proof['people']} people: {proof['clean']} clean, {proof['rescued']} rescued "
        f"({proof['rescued_percent']} %), {proof['refused']} refused; {proof['drafted_percent']} % drafted")
    if proof["left_out"]:
        say(f"  {proof['left_out']} people left out: {'adults' if proof['fit'].startswith('child') else 'children'}, "
            "who have other fits")
    worst = proof["worst_measure"]
    say(f"  worst join {proof['worst_join_mm']} mm; worst finished less intended {worst['mm']} mm"
        + (f" ({worst['name']})" if worst["name"] else ""))
    say_table([(str(each["people"]), text, f"median {each['median_mm']}", f"p95 {each['p95_mm']}",
                f"max {each['max_mm']} mm") for text, each in proof["rescues"].items()], title="rescued")
    say_table(list(_reasons(proof["refusals"])), title="refused")
    say_table(list(_reasons(proof["unusable"])), title=f"{proof['unusable_rows']} rows that cannot be drafted for")
    if proof["proportions"]:
        rows = [("", "least", "p1", "median", "p99", "most", "near a limit")]
        rows += [(name, *(f"{each[key]:g}" for key in ("least", "p1", "median", "p99", "most", "near_a_limit")))
                 for name, each in proof["proportions"].items()]
        say_table(rows, title="proportions")
    if proof["ease"]:
        by_level = [("", "too tight", "near misses", "least over", "median over")]
        by_level += [(level, str(each["too_tight"]), str(each["near"]), f"{each['worst_mm']:g} mm, {each['worst']}",
                      f"{each['median_mm']:g} mm") for level, each in proof["ease"].items()]
        say_table(by_level, title="ease beyond the least, by level")


def _reasons(reasons: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for code, each in reasons.items():
        yield str(each["people"]), code
        yield from (("", example) for example in each["examples"])
