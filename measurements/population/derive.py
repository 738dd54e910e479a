"""Derive the figures beside this script from the ANSUR II tables of real people.

    python measurements/population/derive.py FOLDER

FOLDER holds ``ansur2_female.csv`` and ``ansur2_male.csv`` (US Army Anthropometric Survey 2012, public release; mm, body
mass in kg x 10). Each file written holds, for one sex, the mean and the covariance of the columns that
`mtmpattern.body.definitions` uses, from three quarters of the people: every fourth row (index % 4 == 3, counted from 0
in the file's order) is left out, to test the estimates in ``benchmarks/estimation.py``. ``growth`` says how much less
certain a column is for stout people. The package ships the figures and does not run this script.
"""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from mtmpattern.body.definitions import columns

Matrix = NDArray[np.float64]

SOURCE: Final = ("Derived from the US Army Anthropometric Survey 2012 (ANSUR II), public working databases, cleared "
                 "for unlimited public release by Natick memorandum of 14 April 2017. Millimetres; weightkg in kg.")
GIVEN: Final = (("stature", "weightkg"),
                ("stature", "chestcircumference", "waistcircumference", "buttockcircumference"))
"""The measures taken as known when growth is fitted: the two sets that most customers give."""
LIMIT: Final = 2.5
"""The most deviations of stoutness; beyond there are too few people."""


def people(path: Path) -> Matrix:
    """Read everybody in a table, one row each, in the order of `columns`; mm and kg."""
    with path.open(encoding="latin-1", newline="") as stream:
        rows = [[float(row[name]) for name in columns()] for row in csv.DictReader(stream)]
    table = np.array(rows)
    table[:, columns().index("weightkg")] /= 10
    return table


def kept_out(count: int) -> NDArray[np.bool_]:
    """Return for each row whether it is in the quarter that is left out."""
    return np.arange(count) % 4 == 3


def stoutness(table: Matrix, mean: Matrix, covariance: Matrix) -> Matrix:
    """How much heavier each person is than likely for the height, in standard deviations, limited."""
    height, mass = columns().index("stature"), columns().index("weightkg")
    slope = covariance[mass, height] / covariance[height, height]
    apart = table - mean
    deviation = np.sqrt(covariance[mass, mass] - slope * covariance[mass, height])
    return np.clip((apart[:, mass] - slope * apart[:, height]) / deviation, -LIMIT, LIMIT)


def growth(table: Matrix, mean: Matrix, covariance: Matrix) -> Matrix:
    """Fit g per column, so that its residual deviation grows like exp(g x stoutness): most likely for normal ones."""
    stout = stoutness(table, mean, covariance)
    apart, tried = table - mean, np.linspace(-0.3, 0.6, 181)
    scaled = np.exp(-2 * np.outer(stout, tried))
    cost = np.zeros((len(columns()), len(tried)))
    for given in GIVEN:
        known = [columns().index(name) for name in given]
        gain = np.linalg.solve(covariance[np.ix_(known, known)], covariance[known])
        rest = apart - apart[:, known] @ gain
        wanted = [place for place in range(len(columns())) if place not in known]
        cost[wanted] += np.log((rest[:, wanted].T ** 2) @ scaled / len(table)) + 2 * tried * stout.mean()
    fitted: Matrix = np.where(cost.any(axis=1), tried[cost.argmin(axis=1)], 0.0)    # 0 for the height, always known
    return fitted


def derived(table: Matrix) -> dict[str, Any]:
    """Return the figures of these people as plain data; the covariance is its lower triangle, row by row."""
    mean, covariance = table.mean(axis=0), np.cov(table, rowvar=False)
    rounded = [[round(float(value), 2 if "weightkg" in (row, name) else 1)
                for name, value in zip(columns(), values[:place + 1], strict=False)]
               for place, (row, values) in enumerate(zip(columns(), covariance, strict=True))]
    return {"people": len(table), "columns": list(columns()), "mean": [round(float(value), 2) for value in mean],
            "growth": [round(float(value), 3) for value in growth(table, mean, covariance)], "covariance": rounded}


def written(sex: str, figures: dict[str, Any]) -> str:
    """Lay the figures out for a reader, one row of the triangle on a line."""
    facts = {"source": SOURCE, "sex": sex, "people": figures["people"], "kept_out": "rows with index % 4 == 3"}
    lists = {name: json.dumps(figures[name]) for name in ("columns", "mean", "growth")}
    rows = ",\n".join(f"  {json.dumps(row)}" for row in figures["covariance"])
    lines = [f"{json.dumps(name)}: {json.dumps(value)}" for name, value in facts.items()]
    lines += [f"{json.dumps(name)}: {text}" for name, text in lists.items()]
    return "{" + ",\n".join([*lines, f'"covariance": [\n{rows}\n]']) + "}\n"


def main(folder: Path) -> None:
    """Write the figures of both sexes beside this script."""
    for sex in ("female", "male"):
        table = people(folder / f"ansur2_{sex}.csv")
        figures = derived(table[~kept_out(len(table))])
        Path(__file__).with_name(f"{sex}.json").write_text(written(sex, figures), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
