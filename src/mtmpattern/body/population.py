"""The bodies of a population as a Gaussian, and the distance of a measure from what the others make likely."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from math import isfinite, log, log1p, pi
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from mtmpattern.body.body import Sex
from mtmpattern.body.catalogue import CATALOGUE
from mtmpattern.body.definitions import Definition, definitions

# ---- The population as a Gaussian -----------------------------------------------------------------------------------

Matrix = NDArray[np.float64]

READING: Final = {"length": 2.0, "mass": 0.5, "angle": 0.5}
"""Standard deviation of reading a measure (mm, kg, degrees); it also keeps redundant measures from being singular."""
STOUTEST: Final = 2.5
"""Stoutness is capped at this many deviations; beyond that, too few people were measured."""


@dataclass(frozen=True, slots=True)
class Survey:
    """The statistics of a survey: mean and covariance of its columns, and how deviations grow with stoutness."""

    columns: tuple[str, ...]
    mean: Matrix
    covariance: Matrix
    growth: Matrix

    @classmethod
    def of(cls, figures: Mapping[str, Any]) -> Survey:
        """Read the figures of a file or of ``derive.py``: the covariance is the lower triangle, row by row."""
        size = len(figures["columns"])
        covariance = np.zeros((size, size))
        for place, row in enumerate(figures["covariance"]):
            covariance[place, :place + 1] = covariance[:place + 1, place] = row
        return cls(tuple(figures["columns"]), np.array(figures["mean"]), covariance, np.array(figures["growth"]))


class Population:
    """The bodies of one sex as a Gaussian of catalogue measures, in mm (kg, degrees)."""

    def __init__(self, sex: str, survey: Survey, defined: Mapping[str, Definition]) -> None:
        self.sex = sex
        self.defined = defined
        self.place: dict[str, int] = {name: place for place, name in enumerate(defined)}
        size, wide = len(defined), len(survey.columns)
        loads, opens, mean = np.zeros((size, wide)), np.zeros((size, size)), np.zeros(size)
        growth = np.zeros(size)
        columns = {name: place for place, name in enumerate(survey.columns)}
        deviations = np.sqrt(np.diag(survey.covariance))
        for row, each in enumerate(defined.values()):
            mean[row], opens[row, row] = each.constant, each.spread
            for name, factor in each.terms:
                if name in columns:
                    loads[row, columns[name]] += factor
                    mean[row] += factor * survey.mean[columns[name]]
                else:
                    other = self.place[name]
                    loads[row] += factor * loads[other]
                    opens[row] += factor * opens[other]
                    mean[row] += factor * mean[other]
            weights = np.abs(loads[row]) * deviations
            growth[row] = weights @ survey.growth / (weights.sum() or 1.0)
        self.mean: Matrix = mean
        self.covariance: Matrix = loads @ survey.covariance @ loads.T + opens @ opens.T
        self.growth: Matrix = growth
        self.spread: Matrix = np.array([each.spread for each in defined.values()])
        self.reading: Matrix = np.array([READING[CATALOGUE[name].quantity.name] if name in CATALOGUE else 0.0
                                         for name in defined])

    def includes(self, name: str) -> bool:
        """Return whether the survey took this measure, possibly with a converted definition."""
        return name in self.defined and self.defined[name].held

    def joint(self, names: Sequence[str]) -> tuple[Matrix, Matrix]:
        """Return mean and covariance of these catalogue measures, including the spread of their definitions."""
        places = [self.place[name] for name in names]
        return self.mean[places], self.covariance[np.ix_(places, places)]

    def given(self, names: Sequence[str], values: Matrix) -> Given:
        """Condition on known measures: one row for each measure, one column for each side."""
        return Given(self, [self.place[name] for name in names], values)


class Given:
    """A population in which some measures of a person are known."""

    def __init__(self, population: Population, places: list[int], values: Matrix) -> None:
        self.population = population
        self.known = places
        covariance: Matrix = population.covariance[np.ix_(places, places)].copy()
        covariance[np.diag_indices(len(places))] += population.reading[places] ** 2
        self._inverse: Matrix = np.linalg.inv(covariance).astype(np.float64)
        self._apart: Matrix = values - population.mean[places, None]
        self._solved: Matrix = self._inverse @ self._apart
        middle = self._apart.mean(axis=1)
        _, size = np.linalg.slogdet(covariance)
        self.evidence = -0.5 * float(middle @ self._inverse @ middle + size)
        """Logarithm of how likely these measures are in this population, up to a constant."""
        self.stoutness, self._stoutness_variance = self._stout(middle)

    def gain(self, name: str) -> Matrix:
        """Return how much each known measure moves this one, in units per unit."""
        gain: Matrix = self.population.covariance[self.population.place[name], self.known] @ self._inverse
        return gain

    def mean(self, name: str) -> Matrix:
        """Return the expected value on each side."""
        place = self.population.place[name]
        mean: Matrix = self.population.mean[place] + self.population.covariance[place, self.known] @ self._solved
        return mean

    def deviation(self, name: str) -> float:
        """Return the standard deviation of a person's value around the expected one.

        The deviation within the data grows like exp(g x stoutness), scaled so that its mean square over people stays
        the same; the spread of the definition does not grow.
        """
        people, place = self.population, self.population.place[name]
        shared = people.covariance[place, self.known]
        variance = float(people.covariance[place, place] - shared @ self._inverse @ shared)
        spread = float(people.spread[place]) ** 2
        growth = float(people.growth[place])
        # The mean of exp(2 g s) over people is exp(2 g^2 v) if s is normal with the variance v.
        scale = float(np.exp(2 * growth * self.stoutness - 2 * growth**2 * self._stoutness_variance))
        return float(np.sqrt(max(variance - spread, 0.0) * scale + min(spread, max(variance, 0.0))))

    def _stout(self, middle: Matrix) -> tuple[float, float]:
        """How much heavier the person is than expected from the height, in deviations, and its variance over people."""
        people = self.population
        if "weight" not in people.place or "height" not in people.place:
            return 0.0, 0.0
        mass, height = people.place["weight"], people.place["height"]
        slope = people.covariance[mass, height] / people.covariance[height, height]
        variance = people.covariance[mass, mass] - slope * people.covariance[mass, height]
        shared = (people.covariance[mass] - slope * people.covariance[height])[self.known] / np.sqrt(variance)
        seen = float(shared @ self._inverse @ middle)
        return min(max(seen, -STOUTEST), STOUTEST), float(shared @ self._inverse @ shared)


class Expectation:
    """The expected measures of a person with some known measures: for one sex, or for both weighted by their fit."""

    def __init__(self, sexes: Sequence[Sex], known: Mapping[str, tuple[float, float]]) -> None:
        self.known = tuple(known)
        values = np.array(list(known.values())).reshape(-1, 2)
        self.given = [find_population(sex).given(self.known, values) for sex in sexes]
        evidence = np.array([each.evidence for each in self.given])
        likely = np.exp(evidence - evidence.max())
        self.weights: Matrix = likely / likely.sum()

    def of(self, name: str) -> tuple[float, float, float]:
        """Return the expected value on the left and the right, and the deviation, of the mixture of sexes."""
        means = np.array([each.mean(name) for each in self.given])
        left, right = (float(value) for value in self.weights @ means)
        middles = means.mean(axis=1)
        variances = np.array([each.deviation(name) ** 2 for each in self.given])
        gap = middles - self.weights @ middles
        return left, right, float(np.sqrt(self.weights @ (variances + gap**2)))

    def sentence(self, name: str) -> str:
        """Return a short sentence with the source of an estimate: the measures, at most three, that moved it most."""
        given = self.given[int(self.weights.argmax())]
        people, defined = given.population, given.population.defined[name]
        moved = np.abs(given.gain(name)) * np.sqrt(np.diag(people.covariance)[given.known])
        most = sorted(range(len(moved)), key=lambda at: -moved[at])[:3]
        telling = [self.known[at].replace("_", " ") for at in sorted(most) if moved[at] > 0.25 * moved.max() > 0]
        if not telling:
            return "mean of ANSUR II" if defined.held else defined.why
        listed = " and ".join([", ".join(telling[:-1]), telling[-1]] if len(telling) > 1 else telling)
        return f"estimated from {listed} (ANSUR II{'' if defined.held else '; ' + defined.why})"


@cache
def find_population(sex: Sex) -> Population:
    """Return the shipped population of one sex; read once."""
    file = resources.files("mtmpattern.measurements.population") / f"{sex}.json"
    return Population(sex, Survey.of(json.loads(file.read_text("utf-8"))), definitions(sex))


# ---- Judging one body by the population -----------------------------------------------------------------------------

Numbers = NDArray[np.float64]
SEXES: Final[tuple[Sex, ...]] = ("female", "male")

ERROR: Final = {"girth": 10.0, "arc": 10.0, "mass": 1.5}
"""Standard deviation of one reading by kind, in mm and kg."""
LENGTH_ERROR: Final = 7.0
"""The same for all other kinds, in mm."""

LIMIT: Final = 3.3
"""The largest |z| that is not doubtful among `LIMIT_COUNT` measures. With measuring errors simulated, 98.7 % of the
fitted men and women stay under 3.24 and 3.19; among 6 measures under 3.07 and 2.97, among 16 under 3.34 and 3.26,
among 45 under 3.51 and 3.54. The limit grows with the number of measures, by `LIMIT_GROWS` for each doubling."""
LIMIT_COUNT: Final = 15
LIMIT_GROWS: Final = 0.18
FEW: Final = 3
"""Up to this many other measures are weak evidence; civilians vary more than soldiers."""
FEW_LIMIT: Final = 5.0
"""The limit for that few measures."""

LEAST_GROWTH: Final = 0.8
MOST_GROWTH: Final = 1.6
"""Bounds of the factor by which girths and mass of a heavy body vary more, in proportion to the girths. Without it 9 %
of the men and 14 % of the women whose girths are a fifth above the mean are doubted, with it 2 and 3 % (fitted people,
errors simulated)."""

TRUNK: Final = frozenset((
    "chest_girth", "chest_girth_axilla", "high_bust_girth", "under_bust_girth", "waist_girth", "belly_girth",
    "top_hip_girth", "hip_girth", "max_hip_girth"))
"""The girths of the trunk. They are judged by each other even if the survey did not take one of them, because its
definition has its own spread."""

MOST_RIVALS: Final = 2
"""If more girths than this would have to be wrong for a doubtful one to be right, the doubtful one is wrong."""

SLIP: Final = 1 / 130
"""How often a typed value is wrong: real entry errors of the survey's self-reports, 0.5 to 1 % of the values."""


def _median(rows: Numbers) -> Numbers:
    """Return the median of each row; numpy's own loads its masked arrays first, which take longer than a draft."""
    ordered, count = np.sort(rows, axis=1), rows.shape[1]
    middle: Numbers = (ordered[:, (count - 1) // 2] + ordered[:, count // 2]) / 2
    return middle


@dataclass(frozen=True, slots=True)
class Crowd:
    """The distribution of some measures among the people of one sex: means, and the inverse of the covariance."""

    names: tuple[str, ...]
    mean: Numbers
    precision: Numbers
    sd: Numbers
    varies: NDArray[np.bool_]
    level: float

    def growth(self, rows: Numbers) -> Numbers:
        """Return, for each row, the factor on each measure's deviation: girths and mass of a heavy body vary more."""
        factors = np.ones(rows.shape)
        if np.count_nonzero(self.varies) >= FEW:
            ratio = _median(rows[:, self.varies] / self.mean[self.varies])
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
    """A person's measures judged by the people of one sex: which agree, and how far off the others are.

    ``doubtful`` has, for each doubtful name, its z, the likely value and its deviation, ``rivals`` the girths of the
    trunk that it contradicts: without one of them it would agree with all others. ``density`` is the logarithm of the
    probability of all measures, each doubtful value taken as a slip anywhere in its range.
    """

    sex: Sex
    kept: dict[str, float]
    doubtful: dict[str, tuple[float, float, float]]
    density: float
    rivals: dict[str, tuple[str, ...]]


def limit(count: int) -> float:
    """Return the |z| above which one of ``count`` measures is doubtful."""
    if count <= FEW:
        return FEW_LIMIT
    return LIMIT + LIMIT_GROWS * log(count / LIMIT_COUNT, 2)


def known(values: Mapping[str, float], sexes: Iterable[Sex]) -> dict[str, float]:
    """Return the values that can be judged for all these sexes, in the order of the catalogue.

    They are the measures of the survey, and all girths of the trunk.
    """
    people = [find_population(sex) for sex in sexes]
    return {name: values[name] for name in CATALOGUE if name in values and isfinite(values[name])
            and (name in TRUNK or all(each.includes(name) for each in people))}


@lru_cache(maxsize=256)
def crowd(sex: Sex, names: tuple[str, ...]) -> Crowd:
    """Return the distribution of these measures among the people of one sex, measuring errors included."""
    mean, covariance = find_population(sex).joint(names)
    errors = np.array([ERROR.get(CATALOGUE[name].kind, LENGTH_ERROR) for name in names])
    full = np.asarray(covariance, dtype=np.float64) + np.diag(errors**2)
    precision = np.asarray(np.linalg.inv(full), dtype=np.float64)
    varies = np.array([CATALOGUE[name].kind in ERROR for name in names], dtype=bool)
    level = -(float(np.linalg.slogdet(full)[1]) + len(names) * log(2 * pi)) / 2
    sd = np.asarray(1 / np.sqrt(np.diag(precision)), dtype=np.float64)
    return Crowd(names, np.asarray(mean, dtype=np.float64), precision, sd, varies, level)


def judge(sex: Sex, values: Mapping[str, float]) -> Judgement:
    """Find the measures that the others make unlikely; ``values`` are in mm (kg), all from measures of the survey.

    The most doubtful one is removed and the rest judged again, until all agree: one wrong value makes others look
    wrong, and two can hide each other. Then those that agree with the remaining ones are put back.
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
    rivals = {name: _rivals(sex, kept, name, values[name]) for name in doubtful if name in TRUNK}
    return Judgement(sex, kept, doubtful, density + len(kept) * log1p(-SLIP), rivals)


def _rivals(sex: Sex, kept: Mapping[str, float], name: str, value: float) -> tuple[str, ...]:
    """The girths of the trunk that keep a doubtful one from agreeing with the others."""
    found = []
    for other in kept:
        if other in TRUNK:
            rest = _with({each: kept[each] for each in kept if each != other}, name, value)
            if np.abs(crowd(sex, tuple(rest)).scores(_row(rest))).max() <= limit(len(rest)):
                found.append(other)
    return tuple(found) if len(found) <= MOST_RIVALS else ()


def given(sex: Sex, others: Mapping[str, float], name: str, value: float) -> tuple[float, float, float]:
    """Judge one value by others: return its z, the value they make likely, and a person's deviation from that."""
    more = _with(others, name, value)
    people, row = crowd(sex, tuple(more)), _row(more)
    place = people.names.index(name)
    sd = float(people.sd[place] * people.growth(row)[0, place])
    z = float(people.scores(row)[0, place])
    return z, value - z * sd, sd


def _row(values: Mapping[str, float]) -> Numbers:
    return np.array([list(values.values())], dtype=np.float64)


def _with(values: Mapping[str, float], name: str, value: float) -> dict[str, float]:
    """Add a value in the order of the catalogue, so that the same measures always give the same cached crowd."""
    more = {**values, name: value}
    return {each: more[each] for each in CATALOGUE if each in more}
