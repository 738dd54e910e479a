"""Templates, garments and proofs, printed on a terminal and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mtmpattern.cli.report import say, say_table
from mtmpattern.figures import in_unit
from mtmpattern.papers.ease import HEAD, ease_as_data, ease_rows
from mtmpattern.papers.work import notion_rows, notions_as_data, work_as_data
from mtmpattern.pattern.making import minutes, work_steps
from mtmpattern.units import as_mm

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
        "intended": plain_mm(pattern.intended), "finished": plain_mm(pattern.finished),
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


def plain_mm(measures: Measured) -> dict[str, Any]:
    """Measures in mm, rounded to a thousandth: smaller digits of floats differ between platforms."""
    return {name: {side: round(mm, 3) for side, mm in value.items()} if isinstance(value, Mapping) else round(value, 3)
            for name, value in measures.items()}


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
