"""How measures of real people go together: how far a value lies from what the others make likely.

The people are `mtmpattern.body.population`: a mean and a covariance for each sex. Before a value is judged, the error
of measuring is added to the diagonal, so that a tape held a little slack is no doubt. Measured on the people that the
statistics were made of, with that error simulated::

    python benchmarks/plausibility.py FOLDER --limits
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import isfinite, log, log1p, pi
from typing import Final

import numpy as np
from numpy.typing import NDArray

from mtmpattern.body.body import Sex
from mtmpattern.body.catalogue import CATALOGUE
from mtmpattern.body.population import find_population

Numbers = NDArray[np.float64]
SEXES: Final[tuple[Sex, ...]] = ("female", "male")

ERROR: Final = {"girth": 10.0, "arc": 10.0, "mass": 1.5}
"""Standard deviation of one reading by kind, in mm and kg."""
LENGTH_ERROR: Final = 7.0
"""The same for all other kinds, in mm."""

LIMIT: Final = 3.3
"""The largest |z| that is no doubt among `LIMIT_COUNT` measures. With the error of measuring simulated, 98.7 % of the
fitted men and women stay under 3.24 and 3.19; among 6 measures under 3.07 and 2.97, among 16 under 3.34 and 3.26,
among 45 under 3.51 and 3.54. More measures are more chances, so it grows by `LIMIT_GROWS` for each doubling."""
LIMIT_COUNT: Final = 15
LIMIT_GROWS: Final = 0.18
FEW: Final = 3
"""Fewer other measures than this say little; people outside an army vary more than its soldiers."""
FEW_LIMIT: Final = 5.0
"""The limit then."""

LEAST_GROWTH: Final = 0.8
MOST_GROWTH: Final = 1.6
"""Bounds of the factor by which a heavy body's girths and mass vary more: in proportion to the girths. Without it 9 %
of the men and 14 % of the women whose girths are a fifth above the mean are doubted, with it 2 and 3 % (fitted people,
errors simulated)."""

SLIP: Final = 1 / 130
"""How often a typed value is wrong: real entry errors of the survey's self-reports, 0.5 to 1 % of the values."""


@dataclass(frozen=True, slots=True)
class Crowd:
    """The people of one sex, seen through some measures: their means, and the inverse of their covariance."""

    names: tuple[str, ...]
    mean: Numbers
    precision: Numbers
    sd: Numbers
    varies: NDArray[np.bool_]
    level: float

    def growth(self, rows: Numbers) -> Numbers:
        """Return the factor on each measure's deviation for each row: girths and mass of a heavy body vary more."""
        factors = np.ones(rows.shape)
        if np.count_nonzero(self.varies) >= FEW:
            ratio = np.median(rows[:, self.varies] / self.mean[self.varies], axis=1)
            factors[:, self.varies] = np.clip(ratio, LEAST_GROWTH, MOST_GROWTH)[:, None]
        return factors

    def scores(self, rows: Numbers) -> Numbers:
        """Return, for each row, each measure's distance from what its others make likely, in its deviations.

        z_i = (P (x - m))_i / sqrt(P_ii) for the mean m and the precision P of a normal distribution.
        """
        found: Numbers = (rows - self.mean) @ self.precision * self.sd / self.growth(rows)
        return found

    def distances(self, rows: Numbers) -> Numbers:
        """Return the squared Mahalanobis distance of each row."""
        away = rows - self.mean
        found: Numbers = np.einsum("ij,jk,ik->i", away, self.precision, away)
        return found

    def densities(self, rows: Numbers) -> Numbers:
        """Return the logarithm of each row's probability density."""
        found: Numbers = self.level - self.distances(rows) / 2
        return found


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one sex's people say of a record: which measures agree, and how far off each other one is.

    ``doubtful`` holds for each doubted name its z, and what was likely with its deviation. ``density`` is the
    logarithm of the probability of the whole record, each doubted value taken as a slip anywhere in its range.
    """

    sex: Sex
    kept: dict[str, float]
    doubtful: dict[str, tuple[float, float, float]]
    density: float


def limit(count: int) -> float:
    """Return the |z| above which one of so many measures is doubtful."""
    if count <= FEW:
        return FEW_LIMIT
    return LIMIT + LIMIT_GROWS * log(count / LIMIT_COUNT, 2)


def known(values: Mapping[str, float], sexes: Iterable[Sex]) -> dict[str, float]:
    """Return those values that the data of all these sexes hold, in the order of the catalogue."""
    people = [find_population(sex) for sex in sexes]
    return {name: values[name] for name in CATALOGUE
            if name in values and isfinite(values[name]) and all(each.holds(name) for each in people)}


@lru_cache(maxsize=256)
def crowd(sex: Sex, names: tuple[str, ...]) -> Crowd:
    """Return the people of one sex seen through these measures, the error of measuring added."""
    mean, covariance = find_population(sex).joint(names)
    errors = np.array([ERROR.get(CATALOGUE[name].kind, LENGTH_ERROR) for name in names])
    full = np.asarray(covariance, dtype=np.float64) + np.diag(errors**2)
    precision = np.asarray(np.linalg.inv(full), dtype=np.float64)
    varies = np.array([CATALOGUE[name].kind in ERROR for name in names], dtype=bool)
    level = -(float(np.linalg.slogdet(full)[1]) + len(names) * log(2 * pi)) / 2
    sd = np.asarray(1 / np.sqrt(np.diag(precision)), dtype=np.float64)
    return Crowd(names, np.asarray(mean, dtype=np.float64), precision, sd, varies, level)


def judge(sex: Sex, values: Mapping[str, float]) -> Judgement:
    """Find the measures that the others make unlikely; ``values`` are in mm (kg), all of them known to the data.

    The most doubtful one is taken out and the rest judged again, until all agree: a wrong value makes its
    neighbours look wrong, and two hide each other. Then those that agree with the remaining ones come back.
    """
    kept, out = dict(values), list[str]()
    while kept:
        names = tuple(kept)
        scores = np.abs(crowd(sex, names).scores(_row(kept))[0])
        worst = int(scores.argmax())
        if scores[worst] <= limit(len(names)):
            break
        out.append(names[worst])
        del kept[names[worst]]
    for name in out[::-1] if len(out) > 1 else ():
        more = _with(kept, name, values[name])
        if np.abs(crowd(sex, tuple(more)).scores(_row(more))).max() <= limit(len(more)):
            kept = more
    doubtful = {name: given(sex, kept, name, values[name]) for name in out if name not in kept}
    density = float(crowd(sex, tuple(kept)).densities(_row(kept))[0]) if kept else 0.0
    for name in doubtful:
        low, high = CATALOGUE[name].adult
        density += log(SLIP / (high - low))
    return Judgement(sex, kept, doubtful, density + len(kept) * log1p(-SLIP))


def given(sex: Sex, others: Mapping[str, float], name: str, value: float) -> tuple[float, float, float]:
    """Judge one value by others: its z, the value that they make likely, and the deviation of a person from that."""
    more = _with(others, name, value)
    people, row = crowd(sex, tuple(more)), _row(more)
    place = people.names.index(name)
    sd = float(people.sd[place] * people.growth(row)[0, place])
    z = float(people.scores(row)[0, place])
    return z, value - z * sd, sd


def _row(values: Mapping[str, float]) -> Numbers:
    return np.array([list(values.values())], dtype=np.float64)


def _with(values: Mapping[str, float], name: str, value: float) -> dict[str, float]:
    """Add a value, in the order of the catalogue: the same measures are always the same crowd."""
    more = {**values, name: value}
    return {each: more[each] for each in CATALOGUE if each in more}
