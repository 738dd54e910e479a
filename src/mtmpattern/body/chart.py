"""Size charts: the body of each size, the files of charts, and the size nearest to a person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, partial
from importlib import resources
from itertools import product
from math import sqrt
from typing import Final

from mtmpattern.body.body import Body, Measure, Sex, Unit
from mtmpattern.body.catalogue import CATALOGUE, canonical, unknown
from mtmpattern.body.checks import implausible
from mtmpattern.body.forms.form import Taken
from mtmpattern.body.forms.native import sex_of, unit_of
from mtmpattern.body.intake import MeasureIntake
from mtmpattern.documents import Faults, Node, Source, read_document
from mtmpattern.errors import (
    FileFormatError,
    MeasurementError,
    Problem,
    clean,
    did_you_mean,
    listed,
    no_surprise,
)
from mtmpattern.limits import CHART_SIZES
from mtmpattern.units import LENGTH, as_cm, printed

# ---- Charts ---------------------------------------------------------------------------------------------------------

COMPARED: Final = {"chest_girth": 40.0, "waist_girth": 40.0, "hip_girth": 40.0, "height": 80.0}
"""The measures by which a size is chosen, and the mm that count as one step of each."""


@dataclass(frozen=True, slots=True)
class Nearest:
    """The size nearest to a person. ``differences`` are the person's measures minus the size's (mm, kg, deg).

    ``beyond`` are the compared measures that differ by more than one step of such a chart (`COMPARED`): the size does
    not fit there, and the person is not ``within`` the chart. ``runner_up`` is the second nearest size, or empty, and
    ``apart`` the distances of both from the person, in steps. ``str()`` shows the differences by which the size was
    chosen, in the person's unit.
    """

    chart: str
    size: str
    differences: Mapping[str, float]
    beyond: Mapping[str, float] = field(default_factory=dict)
    runner_up: str = ""
    apart: tuple[float, float] = (0.0, 0.0)
    unit: Unit = "cm"

    @property
    def within(self) -> bool:
        """Whether the size fits in all measures that were compared."""
        return not self.beyond

    def to_dict(self) -> dict[str, object]:
        """The same as plain data, in mm, kg and degrees."""
        return {"chart": self.chart, "size": self.size, "within": self.within, "runner_up": self.runner_up,
                "apart": [round(each, 2) for each in self.apart],
                "differences": {name: round(mm, 3) for name, mm in self.differences.items()},
                "beyond": {name: round(mm, 3) for name, mm in self.beyond.items()}}

    def __str__(self) -> str:
        apart = {name: self.differences[name] for name in COMPARED if name in self.differences}
        differences = ", ".join(f"{name} {'+' if mm > 0 else ''}{printed(mm, self.unit)}" for name, mm in apart.items())
        outside = f"; outside the chart in {' and '.join(self.beyond)}" if self.beyond else ""
        second = f"; then {self.runner_up}" if self.runner_up else ""
        return f"{self.chart} {self.size}: {differences}{outside}{second}"


@dataclass(frozen=True, slots=True)
class Chart:
    """A size chart: the body of each size, in the order of the chart.

    ``letters`` are wider sizes by letter (S, M, L), each with a body in the middle of its span; ``spans`` has
    the spans in mm of chest girth. ``source`` is the source of the figures.
    """

    name: str
    sizes: Mapping[str, Body]
    sex: Sex | None = None
    unit: Unit = "cm"
    letters: Mapping[str, Body] = field(default_factory=dict)
    spans: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    source: str = ""

    def body(self, size: str) -> Body:
        """Return the body of a size or of a letter. Raises `MeasurementError` with the nearest size, or a list."""
        found = self.sizes.get(size) or self.letters.get(size) or self.letters.get(size.upper())
        if found is None:
            known = (*self.letters, *self.sizes)
            raise MeasurementError(f"the chart {self.name} has no size {clean(size)}", code="chart.size",
                                   where=clean(size), hint=did_you_mean(size, known, f"It has {listed(known, 12)}."),
                                   params={"name": self.name, "size": clean(size)})
        return found

    def letter(self, size: str) -> str:
        """Return the letter of a size, by its chest or bust girth; empty if the chart has none."""
        chest = self.body(size).measures.get("chest_girth")
        return next((letter for letter, (low, high) in self.spans.items() if chest and low <= chest.middle < high), "")

    def nearest(self, body: Body) -> Nearest:
        """Return the size nearest to a person, by chest, waist, hip and height as far as both have them.

        It has the least sum of squared differences, in steps of 4 cm of girth and 8 cm of height; the result states
        whether it fits, and the second nearest size. Raises `MeasurementError` if they have no girth in common.
        """
        known = [name for name in COMPARED if name in body.measures
                 and all(name in sized.measures for sized in self.sizes.values())]
        if not {"chest_girth", "waist_girth", "hip_girth"} & set(known):
            raise MeasurementError(f"no size of {self.name} can be chosen without a girth", code="chart.compare",
                                   hint="Measure the chest, the waist or the hip.", params={"name": self.name})

        def apart(size: str) -> float:
            sized = self.sizes[size]
            return sum(((body.measure(name).middle - sized.measure(name).middle) / COMPARED[name]) ** 2
                       for name in known)

        size, *others = sorted(self.sizes, key=apart)[:2]
        sized = self.sizes[size]
        differences = {name: round(body.measure(name).middle - sized.measure(name).middle, 3)
                       for name in body.names if name in sized.measures}
        beyond = {name: differences[name] for name in known if abs(differences[name]) > COMPARED[name]}
        steps = tuple(round(sqrt(apart(each)), 4) for each in (size, *(others or [size])))
        return Nearest(self.name, size, differences, beyond, others[0] if others else "", (steps[0], steps[1]),
                       body.unit)


# ---- Reading a chart's file -----------------------------------------------------------------------------------------

TOP: Final = ("name", "sex", "unit", "source", "sizes", "steps", "base", "per", "grade", "letters", "note")


def read(source: Source) -> Chart:
    """Read the file of a size chart; see `read_chart`."""
    faults = Faults()
    top = read_document(source, what="size chart", faults=faults).mapping()
    for key, node in top.items():
        if key not in TOP:
            faults.found(partial(_unknown_key, key, node))
    name, origin = (_text(top, key, faults) for key in ("name", "source"))
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
    faults.check_contents(MeasurementError)
    return Chart(name or "own", sizes, sex, unit or "cm", letters, spans, origin)


def _unknown_key(key: str, node: Node) -> Problem:
    return node.problem(f"{clean(key)} is not part of a size chart", "chart.key",
                        did_you_mean(key, TOP, f"Use one of {', '.join(TOP)}."), at_key=True, key=clean(key))


def _text(top: Mapping[str, Node], key: str, faults: Faults) -> str:
    with faults.caught():
        return top[key].text() if key in top and not top[key].empty else ""
    return ""


def _written_out(node: Node, sex: Sex | None, unit: Unit | None, faults: Faults) -> dict[str, Body]:
    """Read each size like a measurement file of its own."""
    sizes = {}
    for size, measurements in node.mapping().items():
        intake = MeasureIntake(Taken("chart", measurements, sex, unit=unit), faults)
        intake.judge()
        sizes[size] = Body(intake.measures, sex, unit or "cm")
    if not sizes or len(sizes) > CHART_SIZES:
        faults.add(node.problem(f"a size chart has 1 to {CHART_SIZES} sizes, not {len(sizes)}", "chart.none",
                                "Write each size on a line.", most=CHART_SIZES, count=len(sizes)))
    return sizes


# ---- A base size and its grades -------------------------------------------------------------------------------------

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
                                            "Check the base and the grades of this line.",
                                            measure=name, size=size))
        return sizes

    def between(self, low: float, high: float) -> Body:
        """The body in the middle of a span of the first leading measure, with the others as in the base."""
        return self.at(((low + high) / 2, *list(self.base.values())[1:]))

    def at(self, leads: tuple[float, ...]) -> Body:
        """The body whose leading measures have these values."""
        apart = [value - base for value, base in zip(leads, self.base.values(), strict=True)]
        values = dict(zip(self.steps, leads, strict=True)) | {
            name: round(start + sum(rate * by for rate, by in zip(rates, apart, strict=True)), 1)
            for name, (start, rates) in self.grade.items()}
        return Body({name: Measure(value, value) for name, value in values.items()}, self.sex, self.unit)


def _grid(top: Mapping[str, Node], sex: Sex | None, unit: Unit) -> _Grid:
    missing = [key for key in ("base", "per", "grade") if key not in top]
    if missing:
        raise MeasurementError.of([top["steps"].problem(
            f"steps without {' and '.join(missing)}", "chart.grade",
            "Give the base size, the size of a step, and the growth of each measure.", at_key=True,
            names=list(missing))])
    steps = {_name(key, node): tuple(_length(each, unit) for each in node.sequence())
             for key, node in top["steps"].mapping().items()}
    many = 1
    for values in steps.values():
        many *= len(values)
    if not 1 <= len(steps) <= 2 or not 1 <= many <= CHART_SIZES:
        raise MeasurementError.of([top["steps"].problem(
            f"a chart steps by one or two measures and has at most {CHART_SIZES} sizes", "chart.grade",
            "Write it like `steps: {chest_girth: [84, 88], height: [164, 172]}`.", most=CHART_SIZES)])
    base, per = ({_name(key, node): _length(node, unit) for key, node in top[part].mapping().items()}
                 for part in ("base", "per"))
    for part, given in (("base", base), ("per", per)):
        if set(given) != set(steps):
            raise MeasurementError.of([top[part].problem(f"{part} must name {' and '.join(steps)}", "chart.grade",
                                                         "Give the same measures as under `steps:`.", at_key=True,
                                                         part=part, names=list(steps))])
    places = {_name(key, node): node for key, node in top["grade"].mapping().items()}
    ordered = {name: base[name] for name in steps}
    grade = {name: _rates(name, node, [per[each] for each in steps], unit) for name, node in places.items()}
    return _Grid(steps, ordered, grade, places, sex, unit)


def _rates(name: str, node: Node, per: list[float], unit: Unit) -> tuple[float, tuple[float, ...]]:
    """Read ``[at the base, per step of the first, per step of the second]`` of one measure."""
    numbers = [each.number() for each in node.sequence()]
    if len(numbers) != 1 + len(per):
        raise MeasurementError.of([node.problem(f"{name} needs {1 + len(per)} numbers, not {len(numbers)}",
                                                "chart.grade",
                                                "Give the value at the base and the growth for each kind of step.",
                                                measure=name, wanted=1 + len(per), count=len(numbers))])
    quantity = CATALOGUE[name].quantity
    scale = float(LENGTH.units[unit]) if quantity is LENGTH else 1.0
    return numbers[0] * scale, tuple(growth * scale / step for growth, step in zip(numbers[1:], per, strict=True))


def _spans(node: Node | None, unit: Unit) -> dict[str, tuple[float, float]]:
    spans = {}
    for letter, span in (node.mapping() if node else {}).items():
        ends = [_length(each, unit) for each in span.sequence()]
        if len(ends) != 2 or ends[0] >= ends[1]:
            raise MeasurementError.of([span.problem(f"{clean(letter)} needs two numbers, the smaller first",
                                                    "chart.letters", "Write it like `M: [90, 98]`.",
                                                    letter=clean(letter))])
        spans[letter] = (ends[0], ends[1])
    return spans


def _name(key: str, node: Node) -> str:
    name = canonical(key)
    if name is None:
        fault = unknown(key)
        raise MeasurementError.of([node.problem(fault.message, fault.code, fault.hint, at_key=True)])
    return name


def _length(node: Node, unit: Unit) -> float:
    """A length above 0, in mm; the lengths of ``per`` are divisors."""
    number = node.number() * float(LENGTH.units[unit])
    if number <= 0:
        raise MeasurementError.of([node.problem(f"{node.content} is not above 0", "chart.grade",
                                                "Write a length above 0.", content=node.content)])
    return number


# ---- Finding a chart ------------------------------------------------------------------------------------------------

def shipped_charts() -> tuple[str, ...]:
    """The names of the charts that ship with the package."""
    folder = resources.files("mtmpattern.measurements") / "sizes"
    return tuple(sorted(file.name.removesuffix(".yaml") for file in folder.iterdir() if file.name.endswith(".yaml")))


def find_chart(name: str) -> Chart:
    """Return a chart that ships with the package. Raises `MeasurementError` (``chart.unknown``)."""
    if not isinstance(name, str) or name not in shipped_charts():
        raise MeasurementError(f"there is no size chart {_shown(name)}", code="chart.unknown", where="chart",
                               hint=did_you_mean(name, shipped_charts(), f"Use one of {', '.join(shipped_charts())}."),
                               params={"name": _shown(name)})
    return _shipped(name)


@cache
def _shipped(name: str) -> Chart:
    return read_chart((resources.files("mtmpattern.measurements") / "sizes" / f"{name}.yaml").read_text("utf-8"))


def _shown(name: object) -> str:
    return ascii(name[:40])[1:-1] if isinstance(name, str) else f"of type {type(name).__name__}"


@no_surprise(FileFormatError, "the size chart", "file.defect")
def read_chart(source: Source) -> Chart:
    """Read your own chart: a `Path`, a dict, or YAML or JSON text. The shipped ones show its form.

    Raises `MeasurementError` or `FileFormatError` with every fault at once.
    """
    return read(source)
