"""People to prove a template on: drawn from the shipped statistics, the sizes of a chart, and some far from the usual.

People of a table are read by `mtmpattern.jobs.tables`. Nobody here bears a name: a label is a number or a size.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import sqrt
from random import Random
from statistics import NormalDist
from typing import TYPE_CHECKING, Final

from mtmpattern.body import CATALOGUE, Body, Measure, find_chart
from mtmpattern.body.body import Sex
from mtmpattern.body.checks import contradictions, implausible

if TYPE_CHECKING:
    from mtmpattern.body.population import Matrix

SEXES: Final[tuple[Sex, ...]] = ("female", "male")
SEED: Final = "mtmpattern"
"""The same people on every machine and every run."""
MOST_DRAWS: Final = 200
_NORMAL: Final = NormalDist()

Reason = tuple[str, str]
"""A code and its sentence, without what could tell who it is about."""


@dataclass(frozen=True, slots=True)
class Person:
    """A label that identifies nobody, and a body, or the reasons why there is none.

    ``estimated`` tells that measures which were not given may be estimated, as of a size or of made-up people.
    """

    label: str
    body: Body | None = None
    reasons: tuple[Reason, ...] = ()
    estimated: bool = False

    @property
    def child(self) -> bool:
        """It is known to be a child."""
        return self.body is not None and self.body.child


def impossible(values: Mapping[str, float], *, child: bool = False) -> tuple[Reason, ...]:
    """Return why no body can have these measures, in mm (kg, degrees): hard ranges and order relations."""
    found: list[Reason] = []
    for name, value in values.items():
        known = CATALOGUE[name]
        low, high = known.range(child=child)
        if not low <= value <= high:
            told = implausible(known, value, known.unit, child=child)
            found.append(("measurement.range", f"{name} {told[0] if told else ''}".rstrip()))
    measures = {name: Measure(value, value) for name, value in values.items()}
    found += (("measurement.contradiction", sentence) for _, _, sentence in contradictions(measures, "mm"))
    return tuple(found)


def person(label: str, values: Mapping[str, float], sex: Sex | None, *, child: bool = False,
           estimated: bool = False) -> Person:
    """Make a person of plain numbers, or tell why nobody can be so."""
    if reasons := impossible(values, child=child):
        return Person(label, None, reasons, estimated)
    return Person(label, Body.of(values, sex=sex, child=child), (), estimated)


# ---- Drawn from the statistics ----------------------------------------------------------------------------------


def drawn(count: int, needs: Sequence[str], sexes: Sequence[Sex] = SEXES) -> tuple[list[Person], int]:
    """Draw so many adults of the shipped population, the sexes in turn, and tell how many draws nobody could be.

    All measures are drawn together, what is estimated with its spread; a person has those that are needed. Number 17 is
    the same person for every template, as long as the first draw is possible in what the template needs.
    """
    people, redrawn = [], 0
    for number in range(1, count + 1):
        sex = sexes[(number - 1) % len(sexes)]
        for again in range(MOST_DRAWS):
            values = _draw(sex, Random(f"{SEED} {sex} {number} {again}"))       # nothing secret
            each = person(f"person {number}", {name: values[name] for name in needs if name in values}, sex)
            if each.body is not None or again == MOST_DRAWS - 1:
                people.append(each)
                redrawn += again
                break
    return people, redrawn


def _draw(sex: Sex, chance: Random) -> dict[str, float]:
    """Draw one person's measures, to a tenth of a millimetre."""
    names, mean, spread = _statistics(sex)
    rolls = [_NORMAL.inv_cdf(min(max(chance.random(), 1e-12), 1 - 1e-12)) for _ in names]
    return {name: round(float(value), 1) for name, value in zip(names, mean + spread @ rolls, strict=True)}


@cache
def _statistics(sex: Sex) -> tuple[tuple[str, ...], Matrix, Matrix]:
    """Return the names, the means, and what turns independent rolls into deviations; errors of reading are in it."""
    import numpy as np  # noqa: PLC0415  # only drawing needs it

    from mtmpattern.body.population import find_population  # noqa: PLC0415

    people = find_population(sex)
    names = tuple(name for name in people.defined if name in CATALOGUE)
    mean, covariance = people.joint(names)
    reading = people.reading[[people.place[name] for name in names]]
    spread: Matrix = np.linalg.cholesky(covariance + np.diag(reading**2)).astype(np.float64)
    return names, mean, spread


# ---- Sizes of a chart ---------------------------------------------------------------------------------------------


def sizes(name: str) -> Iterator[Person]:
    """Every size of a shipped chart; what the chart does not tell is estimated. Raises `MeasurementError`."""
    chart = find_chart(name)
    for size, body in chart.sizes.items():
        yield Person(f"{chart.name} {size}", body, estimated=True)


# ---- Made up, far from the usual ----------------------------------------------------------------------------------

STOUTNESS: Final = {"male": 7.0, "female": 6.46}
"""Mean of the root of kg per metre of height in ANSUR II."""

GIRTHS: Final = {
    # mean in mm, and the power of stoutness with which it grows
    "chest_girth": {"male": (1059, 1.0), "female": (947, 1.05)},
    "waist_girth": {"male": (941, 1.4), "female": (861, 1.35)},
    "hip_girth": {"male": (1020, 0.95), "female": (1021, 1.0)},
    "upper_arm_girth": {"male": (338, 1.15), "female": (289, 1.2)},
    "neck_base_girth": {"male": (435, 0.55), "female": (371, 0.5)},
}


def stress() -> Iterator[Person]:
    """Adults of 150 to 210 cm and a body mass index of 16 to 45, then children of 95 to 160 cm, all made up.

    Measures that are not given are estimated when they are drafted for, as for a customer who gives the least.
    """
    for sex in SEXES:
        for height in range(1500, 2101, 50):
            for index in (16, 18.5, 21, 24, 27, 30, 33, 36, 40, 45):
                for slope in (13.0, 21.0, 29.0):
                    stout = sqrt(index * height / 1000) / STOUTNESS[sex]
                    girths = {name: mean[sex][0] * stout ** mean[sex][1] for name, mean in GIRTHS.items()}
                    yield person(f"{sex} {height // 10} cm index {index:g} slope {slope:g}",
                                 _rounded({"height": height, "shoulder_slope": slope, **girths}), sex, estimated=True)
    yield from _children()


def _children() -> Iterator[Person]:
    for height in range(950, 1601, 50):
        for stout in (0.92, 1.0, 1.12, 1.28):
            for slope in (16.0, 21.0, 26.0):
                girths = {"chest_girth": (160 + 0.375 * height) * stout, "waist_girth": (260 + 0.24 * height) * stout,
                          "hip_girth": (85 + 0.47 * height) * stout}
                yield person(f"child {height // 10} cm stoutness {stout:g} slope {slope:g}",
                             _rounded({"height": height, "shoulder_slope": slope, **girths}), "female", child=True,
                             estimated=True)


def _rounded(values: Mapping[str, float]) -> dict[str, float]:
    return {name: round(value, 2) for name, value in values.items()}


def thinned(people: Iterable[Person], every: int) -> list[Person]:
    """Every n-th person, beginning with the first."""
    return list(people)[::every]
