"""The file of a size chart, in one of two ways.

Each size by itself, as a shop writes its own::

    name: ours
    sex: female                # optional
    unit: cm
    sizes:
      S: {height: 168, chest: 86, waist: 70, hip: 94}
      M: {height: 168, chest: 92, waist: 76, hip: 100}

Or a base size and what each measure grows by, as graders write it: at the base, for each step of the first measure,
for each step of the second (``per`` says how long such a step is)::

    name: women
    unit: cm
    steps: {chest_girth: [84, 88, 92], height: [156, 164, 172]}
    base: {chest_girth: 88, height: 164}
    per: {chest_girth: 4, height: 8}
    grade:
      waist_girth: [74, 4.1, 0.1]
    letters: {S: [82, 90], M: [90, 98]}      # optional: letters by the first measure, from and below
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product
from typing import Final

from mtmpattern.body.body import Body, Measure, Sex, Unit
from mtmpattern.body.catalogue import CATALOGUE, canonical, unknown
from mtmpattern.body.checks import implausible
from mtmpattern.body.forms.native import clean, sex_of, unit_of
from mtmpattern.body.forms.taken import Taken
from mtmpattern.body.intake import Intake
from mtmpattern.body.sizes import Chart
from mtmpattern.documents import Faults, Node, Source, nearest, read_document
from mtmpattern.errors import FileFormatError, MeasurementError, Problem
from mtmpattern.units import LENGTH, as_cm

TOP: Final = ("name", "sex", "unit", "source", "sizes", "steps", "base", "per", "grade", "letters", "note")
MOST_SIZES: Final = 400


def read(source: Source) -> Chart:
    """What `mtmpattern.body.charts.read_chart` does."""
    faults = Faults()
    top = read_document(source, what="size chart", faults=faults).mapping()
    for key, node in top.items():
        if key not in TOP:
            near = nearest(key, TOP)
            faults.add(node.problem(f"{clean(key)} is not part of a size chart", "chart.key",
                                    f"Did you mean {near}?" if near else f"Known are {', '.join(TOP)}.", at_key=True))
    name, told = (_text(top, key, faults) for key in ("name", "source"))
    sex, unit = sex_of(top.get("sex"), faults), unit_of(top.get("unit"), faults)
    sizes: dict[str, Body] = {}
    letters: dict[str, Body] = {}
    spans: dict[str, tuple[float, float]] = {}
    with faults.caught():
        if "sizes" in top:
            sizes = _written_out(top["sizes"], sex, unit, faults)
        elif "steps" in top:
            grid = _grid(top, sex, unit or "cm")
            sizes = grid.sizes(faults)
            spans = _spans(top.get("letters"), unit or "cm")
            letters = {letter: grid.between(low, high) for letter, (low, high) in spans.items()}
        else:
            faults.add(Problem("there are no sizes", "chart.none", "sizes",
                               "Write them under `sizes:`, or `steps:` with `base:`, `per:` and `grade:`."))
    if faults:
        bad_file = all(problem.code.startswith("file.") for problem in faults.problems)
        faults.check(FileFormatError if bad_file else MeasurementError)
    return Chart(name or "own", sizes, sex, unit or "cm", letters, spans, told)


def _text(top: Mapping[str, Node], key: str, faults: Faults) -> str:
    with faults.caught():
        return top[key].text() if key in top and not top[key].empty else ""
    return ""


def _written_out(node: Node, sex: Sex | None, unit: Unit | None, faults: Faults) -> dict[str, Body]:
    """Each size as a measurement file of its own, judged like one."""
    sizes = {}
    for size, measurements in node.mapping().items():
        intake = Intake(Taken("chart", measurements, sex, unit=unit), faults)
        intake.judge()
        sizes[size] = Body(intake.measures, sex, unit or "cm")
    if not sizes or len(sizes) > MOST_SIZES:
        faults.add(node.problem(f"a size chart has 1 to {MOST_SIZES} sizes, not {len(sizes)}", "chart.none",
                                "Write each size on a line."))
    return sizes


# ---- a base size and its grades --------------------------------------------------------------------------------------

@dataclass(frozen=True, slots=True)
class _Grid:
    """Sizes by one or two leading measures. All lengths in mm; ``rates`` are mm per mm of each leading measure."""

    steps: Mapping[str, tuple[float, ...]]
    base: Mapping[str, float]
    grade: Mapping[str, tuple[float, tuple[float, ...]]]
    places: Mapping[str, Node]
    sex: Sex | None
    unit: Unit

    def sizes(self, faults: Faults) -> dict[str, Body]:
        """Every combination of the steps, named by them in cm: ``92-164``."""
        sizes = {"-".join(as_cm(mm).removesuffix(" cm") for mm in leads): self.at(leads)
                 for leads in product(*self.steps.values())}
        for name, node in self.places.items():
            entry = CATALOGUE[name]
            values = [(sized.measure(name).middle, size) for size, sized in sizes.items()]
            for value, size in (min(values), max(values)):
                bad = implausible(entry, value, entry.unit, child=False)
                if bad:
                    faults.add(node.problem(f"{name} in size {size}: {bad[0]}", "chart.range",
                                            "Check the base and the grades of this line."))
        return sizes

    def between(self, low: float, high: float) -> Body:
        """The body in the middle of a span of the first leading measure, the others as in the base."""
        return self.at(((low + high) / 2, *list(self.base.values())[1:]))

    def at(self, leads: tuple[float, ...]) -> Body:
        """The body where the leading measures have these values."""
        apart = [value - base for value, base in zip(leads, self.base.values(), strict=True)]
        values = dict(zip(self.steps, leads, strict=True)) | {
            name: round(start + sum(rate * by for rate, by in zip(rates, apart, strict=True)), 1)
            for name, (start, rates) in self.grade.items()}
        return Body({name: Measure(value, value) for name, value in values.items()}, self.sex, self.unit)


def _grid(top: Mapping[str, Node], sex: Sex | None, unit: Unit) -> _Grid:
    lacking = [key for key in ("base", "per", "grade") if key not in top]
    if lacking:
        raise MeasurementError.of([top["steps"].problem(
            f"steps without {' and '.join(lacking)}", "chart.grade",
            "Say the base size, what one step is, and what each measure grows by.", at_key=True)])
    steps = {_name(key, node): tuple(_length(each, unit) for each in node.sequence())
             for key, node in top["steps"].mapping().items()}
    many = 1
    for values in steps.values():
        many *= len(values)
    if not 1 <= len(steps) <= 2 or not 1 <= many <= MOST_SIZES:
        raise MeasurementError.of([top["steps"].problem(
            f"a chart steps by one or two measures and has at most {MOST_SIZES} sizes", "chart.grade",
            "Write it like `steps: {chest_girth: [84, 88], height: [164, 172]}`.")])
    base, per = ({_name(key, node): _length(node, unit) for key, node in top[part].mapping().items()}
                 for part in ("base", "per"))
    for part, given in (("base", base), ("per", per)):
        if set(given) != set(steps):
            raise MeasurementError.of([top[part].problem(f"{part} must name {' and '.join(steps)}", "chart.grade",
                                                         "Give the same measures as under `steps:`.", at_key=True)])
    places = {_name(key, node): node for key, node in top["grade"].mapping().items()}
    ordered = {name: base[name] for name in steps}
    grade = {name: _rates(name, node, [per[each] for each in steps], unit) for name, node in places.items()}
    return _Grid(steps, ordered, grade, places, sex, unit)


def _rates(name: str, node: Node, per: list[float], unit: Unit) -> tuple[float, tuple[float, ...]]:
    """Read ``[at the base, per step of the first, per step of the second]`` of one measure."""
    numbers = [each.number() for each in node.sequence()]
    if len(numbers) != 1 + len(per):
        raise MeasurementError.of([node.problem(f"{name} wants {1 + len(per)} numbers, not {len(numbers)}",
                                                "chart.grade", "Give the value at the base and one growth a step.")])
    quantity = CATALOGUE[name].quantity
    scale = float(LENGTH.units[unit]) if quantity is LENGTH else 1.0
    return numbers[0] * scale, tuple(growth * scale / step for growth, step in zip(numbers[1:], per, strict=True))


def _spans(node: Node | None, unit: Unit) -> dict[str, tuple[float, float]]:
    spans = {}
    for letter, span in (node.mapping() if node else {}).items():
        ends = [_length(each, unit) for each in span.sequence()]
        if len(ends) != 2 or ends[0] >= ends[1]:
            raise MeasurementError.of([span.problem(f"{clean(letter)} wants two numbers, the smaller first",
                                                    "chart.letters", "Write it like `M: [90, 98]`.")])
        spans[letter] = (ends[0], ends[1])
    return spans


def _name(key: str, node: Node) -> str:
    name = canonical(key)
    if name is None:
        fault = unknown(key)
        raise MeasurementError.of([node.problem(fault.message, fault.code, fault.hint, at_key=True)])
    return name


def _length(node: Node, unit: Unit) -> float:
    """A length above 0 in mm; `per` must not divide by nothing."""
    number = node.number() * float(LENGTH.units[unit])
    if number <= 0:
        raise MeasurementError.of([node.problem(f"{node.content} is no length", "chart.grade", "Write a number.")])
    return number
