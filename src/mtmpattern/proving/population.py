"""People to prove a template on: drawn from the statistics, sizes of a chart, stress tests, clients or a survey.

A table holds a shop's clients or people of the ANSUR II survey, recognized by its columns. ANSUR II (US Army 2012,
public release) was not measured for tailoring. Its columns are converted to our catalogue by the definitions that
estimates use (`mtmpattern.body.definitions`), so that a measure means the same for measured and estimated people. The
measures that are converted:

=================  ================================================================================================
our measure        from
=================  ================================================================================================
scye_depth         (cervicale height - axilla height) x 1.037 for men, 1.024 for women: the back is curved
upper_arm_girth    0.94 of the biceps girth: it was taken on the flexed arm
arm_length         sleeve outseam + 15: the tape over a slightly bent arm against a straight line
waist_girth        waist girth as it is, although taken at the navel: larger than the natural waist of most women
waist_to_hip       midway between tenth rib and hip bone, less buttock height, + 5: along the side
waist_to_knee      midway between tenth rib and hip bone, less knee height
body_rise          midway between tenth rib and hip bone, less crotch height; the crotch lengths from there too
knee_girth         0.94 of the lower thigh girth; ankle_girth: 22 more than where the leg is thinnest
shoulder_slope     not in the tables: the usual 21 degrees with a deviation of 4, drawn from the subject's number, so
                   that slopes vary as people's do and every run draws the same
other measures     their proportion (`mtmpattern.body.definitions.PROPORTIONS`) with its spread, drawn the same way
=================  ================================================================================================
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from math import sqrt
from os import PathLike
from random import Random
from statistics import NormalDist
from typing import TYPE_CHECKING, Final

from mtmpattern.body import CATALOGUE, Body, Measure, find_chart
from mtmpattern.body.body import Sex
from mtmpattern.body.checks import contradictions, implausible
from mtmpattern.body.definitions import brought_over, columns, definitions
from mtmpattern.body.forms.columns import ColumnMap
from mtmpattern.body.reader import TABLE_SUFFIXES, read_bodies
from mtmpattern.documents import Text, read_text
from mtmpattern.errors import MtmError
from mtmpattern.limits import TABLE_BYTES

if TYPE_CHECKING:
    from mtmpattern.body.population import Matrix


# ---- People ---------------------------------------------------------------------------------------------------------

SEXES: Final[tuple[Sex, ...]] = ("female", "male")
SEED: Final = "mtmpattern"
"""The same people on every machine and every run."""
MOST_DRAWS: Final = 200
_NORMAL: Final = NormalDist()

Reason = tuple[str, str]
"""A code and its sentence, which do not identify the person."""


@dataclass(frozen=True, slots=True)
class Person:
    """An anonymous label with a body, or with the reasons why it has none.

    ``estimated`` is whether missing measures may be estimated, as for a size or for made-up people.
    """

    label: str
    body: Body | None = None
    reasons: tuple[Reason, ...] = ()
    estimated: bool = False

    @property
    def child(self) -> bool:
        """Whether it is known to be a child."""
        return self.body is not None and self.body.child


def impossible(values: Mapping[str, float], *, child: bool = False) -> tuple[Reason, ...]:
    """Why these measures, in mm (kg, degrees), are impossible: hard ranges and order relations."""
    found: list[Reason] = []
    for name, value in values.items():
        known = CATALOGUE[name]
        low, high = known.range(child=child)
        if not low <= value <= high:
            reason = implausible(known, value, known.unit, child=child)
            found.append(("measurement.range", f"{name} {reason[0] if reason else ''}".rstrip()))
    measures = {name: Measure(value, value) for name, value in values.items()}
    found += (("measurement.contradiction", sentence) for _, _, sentence in contradictions(measures, "mm"))
    return tuple(found)


def person(label: str, values: Mapping[str, float], sex: Sex | None, *, child: bool = False,
           estimated: bool = False) -> Person:
    """Make a person from plain numbers, or one with the reasons why they are impossible."""
    if reasons := impossible(values, child=child):
        return Person(label, None, reasons, estimated)
    return Person(label, Body.of(values, sex=sex, child=child), (), estimated)


# ---- Drawn from the statistics --------------------------------------------------------------------------------------

def drawn(count: int, needs: Sequence[str], sexes: Sequence[Sex] = SEXES) -> tuple[list[Person], int]:
    """Draw ``count`` adults of the shipped population, the sexes in turn; also return how many draws were rejected.

    All measures are drawn together, estimated ones with their spread; a person has those that are needed. Number 17 is
    the same person for every template, as long as the first draw is possible in what the template needs.
    """
    people, redrawn = [], 0
    for number in range(1, count + 1):
        sex = sexes[(number - 1) % len(sexes)]
        for attempt in range(MOST_DRAWS):
            values = _draw(sex, Random(f"{SEED} {sex} {number} {attempt}"))     # not for secrets
            each = person(f"person {number}", {name: values[name] for name in needs if name in values}, sex)
            if each.body is not None or attempt == MOST_DRAWS - 1:
                people.append(each)
                redrawn += attempt
                break
    return people, redrawn


def _draw(sex: Sex, chance: Random) -> dict[str, float]:
    """Draw one person's measures, to a tenth of a millimetre."""
    names, mean, spread = _statistics(sex)
    rolls = [_NORMAL.inv_cdf(min(max(chance.random(), 1e-12), 1 - 1e-12)) for _ in names]
    return {name: round(float(value), 1) for name, value in zip(names, mean + spread @ rolls, strict=True)}


@cache
def _statistics(sex: Sex) -> tuple[tuple[str, ...], Matrix, Matrix]:
    """Names, means, and the matrix that turns independent rolls into deviations, reading errors included."""
    import numpy as np  # noqa: PLC0415  # only drawing needs it

    from mtmpattern.body.population import find_population  # noqa: PLC0415

    people = find_population(sex)
    names = tuple(name for name in people.defined if name in CATALOGUE)
    mean, covariance = people.joint(names)
    reading = people.reading[[people.place[name] for name in names]]
    spread: Matrix = np.linalg.cholesky(covariance + np.diag(reading**2)).astype(np.float64)
    return names, mean, spread


# ---- Sizes of a chart -----------------------------------------------------------------------------------------------

def sizes(name: str) -> Iterator[Person]:
    """Every size of a shipped chart; missing measures are estimated. Raises `MeasurementError`."""
    chart = find_chart(name)
    for size, body in chart.sizes.items():
        yield Person(f"{chart.name} {size}", body, estimated=True)


# ---- Stress tests ---------------------------------------------------------------------------------------------------

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
    """Made-up adults of 150 to 210 cm and a body mass index of 16 to 45, then children of 95 to 160 cm.

    Missing measures are estimated when drafting, as for a customer who gives very few.
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


# ---- Tables ---------------------------------------------------------------------------------------------------------

SURVEYED: Final = frozenset(("stature", "cervicaleheight", "tenthribheight", "waistcircumference"))
"""Columns that every ANSUR II table has and no shop's table."""
GROWN_UP: Final = 18


def people_of(source: str | PathLike[str], number: int, needs: Sequence[str],
              known: ColumnMap | None = None) -> Iterator[Person]:
    """Everyone in one table, in its order, labelled by the numbers of the table and the row.

    ``known`` says what the columns of a shop's table mean. A row that cannot be used is kept, with the reasons. Raises
    `FileFormatError` or `MeasurementError` for a fault of the whole table.
    """
    text = read_text(source, what="table of people", suffixes=TABLE_SUFFIXES, largest=TABLE_BYTES, fallback="cp1252")
    if heads(text) >= SURVEYED:
        yield from _surveyed(text, number, needs)
        return
    for row, (_, sheet) in enumerate(read_bodies(text, columns=known), 1):
        label = f"table {number} row {row}"
        if isinstance(sheet, MtmError):
            yield Person(label, None, tuple((problem.code, problem.message) for problem in sheet.problems))
        else:
            yield Person(label, sheet.body)


def heads(text: Text) -> frozenset[str]:
    """The column names of a table with commas, in lower case."""
    first = text.text.lstrip("\ufeff").partition("\n")[0]
    return frozenset(head.strip().strip('"').casefold() for head in first.split(","))


def _surveyed(text: Text, number: int, needs: Sequence[str]) -> Iterator[Person]:
    for row, raw in enumerate(csv.DictReader(text.text.lstrip("\ufeff").splitlines()), 1):
        values = {(key or "").strip().casefold(): (value or "").strip() for key, value in raw.items()
                  if isinstance(value, str)}
        label = f"table {number} row {row}"
        try:
            age = float(values.get("age") or GROWN_UP)
            if age < GROWN_UP:
                yield Person(label, None, (("survey.age", "is not an adult"),))
                continue
            yield _tailored(label, values, needs)
        except KeyError as error:
            yield Person(label, None, (("survey.row", f"has no {str(error.args[0])[:40]}"),))
        except ValueError:
            yield Person(label, None, (("survey.row", "holds values that are not numbers"),))


def _tailored(label: str, row: Mapping[str, str], needs: Sequence[str]) -> Person:
    """The person of a row, as a tailor would have measured them."""
    sex: Sex = "male" if row["gender"].casefold() == "male" else "female"
    taken = {column: float(row[column]) / (10 if column == "weightkg" else 1) for column in columns()}
    held = definitions(sex)
    measured = brought_over(sex, taken)
    measured["waist_girth"] = measured["belly_girth"]
    for damped in (1.0, 0.5, 0.0):              # a drawn deviation may be impossible on this body
        values = {name: round(measured[name] + (0.0 if held[name].held else
                                                damped * held[name].spread * roll(name, row["subjectid"])), 2)
                  for name in needs if name in held}
        if not impossible(values):
            break
    return person(label, values, sex)


def roll(name: str, subject: str) -> float:
    """The deviation, within 2.5, drawn by a subject's number for a measure that the survey did not take."""
    text = subject if name == "shoulder_slope" else f"{name} {subject}"
    drawn = int.from_bytes(sha256(text.encode()).digest()[:8]) / 2**64
    return _NORMAL.inv_cdf(min(max(drawn, 0.006), 0.994))
