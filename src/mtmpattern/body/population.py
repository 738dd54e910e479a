"""What is known of a population's bodies: catalogue measures as one Gaussian, and what some of them tell of others.

Every measure is a sum of survey columns (`mtmpattern.body.definitions`) plus what its definition leaves open, so that
all measures of one sex are jointly Gaussian. Conditioned on the known ones (S for their covariance with the noise of
reading them, K for the others' covariance with them), the others have the mean m + K S^-1 (known - their means) and
the covariance C - K S^-1 K': the textbook formula for a multivariate normal. This module needs numpy and is imported
only when something has to be estimated.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from mtmpattern.body.body import Sex
from mtmpattern.body.catalogue import CATALOGUE
from mtmpattern.body.definitions import Definition, definitions

Matrix = NDArray[np.float64]

READING: Final = {"length": 2.0, "mass": 0.5, "angle": 0.5}
"""Standard deviation of reading a measure (mm, kg, degrees); it also keeps redundant measures from being singular."""
STOUTEST: Final = 2.5
"""Stoutness counts up to so many deviations; beyond there are too few people to tell how uncertainty grows."""


@dataclass(frozen=True, slots=True)
class Survey:
    """Figures of a survey: mean and covariance of its columns, and how deviations grow with stoutness."""

    columns: tuple[str, ...]
    mean: Matrix
    covariance: Matrix
    growth: Matrix

    @classmethod
    def of(cls, figures: Mapping[str, Any]) -> Survey:
        """Take the figures of a file or of ``derive.py``: the covariance is the lower triangle, row by row."""
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

    def holds(self, name: str) -> bool:
        """Tell whether the survey took this measure, perhaps by a definition that had to be brought over."""
        return name in self.defined and self.defined[name].held

    def joint(self, names: Sequence[str]) -> tuple[Matrix, Matrix]:
        """Return mean and covariance of these catalogue measures, what definitions leave open included."""
        places = [self.place[name] for name in names]
        return self.mean[places], self.covariance[np.ix_(places, places)]

    def given(self, names: Sequence[str], values: Matrix) -> Given:
        """Condition on known measures: one row a measure, one column a side."""
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
        self.stoutness, self._told = self._stout(middle)

    def gain(self, name: str) -> Matrix:
        """Return how much each known measure moves this one, in its unit per unit."""
        gain: Matrix = self.population.covariance[self.population.place[name], self.known] @ self._inverse
        return gain

    def mean(self, name: str) -> Matrix:
        """Return the expected value on each side."""
        place = self.population.place[name]
        mean: Matrix = self.population.mean[place] + self.population.covariance[place, self.known] @ self._solved
        return mean

    def deviation(self, name: str) -> float:
        """Return the standard deviation of a person's value around the expected one.

        What the data leave open grows like exp(g x stoutness), so that its mean square over people stays the same; what
        the definition leaves open does not.
        """
        people, place = self.population, self.population.place[name]
        shared = people.covariance[place, self.known]
        variance = float(people.covariance[place, place] - shared @ self._inverse @ shared)
        spread = float(people.spread[place]) ** 2
        growth = float(people.growth[place])
        # The mean of exp(2 g s) over people is exp(2 g^2 v) where s is normal with the variance v.
        scale = float(np.exp(2 * growth * self.stoutness - 2 * growth**2 * self._told))
        return float(np.sqrt(max(variance - spread, 0.0) * scale + min(spread, max(variance, 0.0))))

    def _stout(self, middle: Matrix) -> tuple[float, float]:
        """How much heavier the person is than the height tells, in deviations, and the variance of that over people."""
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
    """What to expect of a person of whom some measures are known: of one sex, or of either as far as they fit it."""

    def __init__(self, sexes: Sequence[Sex], known: Mapping[str, tuple[float, float]]) -> None:
        self.known = tuple(known)
        values = np.array(list(known.values())).reshape(-1, 2)
        self.given = [find_population(sex).given(self.known, values) for sex in sexes]
        evidence = np.array([each.evidence for each in self.given])
        likely = np.exp(evidence - evidence.max())
        self.weights: Matrix = likely / likely.sum()

    def of(self, name: str) -> tuple[float, float, float]:
        """Return the expected value on the left and the right, and the deviation, those of the mixture."""
        means = np.array([each.mean(name) for each in self.given])
        left, right = (float(value) for value in self.weights @ means)
        middles = means.mean(axis=1)
        variances = np.array([each.deviation(name) ** 2 for each in self.given])
        gap = middles - self.weights @ middles
        return left, right, float(np.sqrt(self.weights @ (variances + gap**2)))

    def sentence(self, name: str) -> str:
        """Tell in a short sentence what an estimate was made from: at most three measures that moved it most."""
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
