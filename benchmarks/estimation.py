"""The accuracy of estimates of missing measures: residuals, ranges and a baseline, on people outside the derivation.

    python benchmarks/estimation.py FOLDER

FOLDER contains ``ansur2_female.csv`` and ``ansur2_male.csv``. Everything is compared in the survey's own columns (mm),
because the offset to a tailor's definition is the same for every estimator. *Held out* are the rows with index % 4 ==
3, which were not used to derive the shipped figures; *crossed* are all people, each quarter estimated from the other
three. The reference is linear regression on a random half of twice as many people of the same survey, tested on the
other half.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from timeit import timeit

import numpy as np
from mtmpattern.measurements.population.derive import Matrix, derived, kept_out, people

from mtmpattern.body import Body, complete
from mtmpattern.body.definitions import Definition, columns
from mtmpattern.body.estimate import estimate
from mtmpattern.body.population import Population, Survey, find_population

NAMED = {"stature": "height", "weightkg": "weight"}     # so that stoutness is known
AS_TAKEN = {NAMED.get(each, each): Definition(NAMED.get(each, each), ((each, 1.0),), 0, 0, held=True, why="")
            for each in columns()}
PLACE = {name: place for place, name in enumerate(AS_TAKEN)}

FOUR = ("height", "chestcircumference", "waistcircumference", "buttockcircumference")
EIGHT = (*FOUR, "weight", "crotchheight", "sleeveoutseam", "shoulderlength")
FIFTEEN = (*EIGHT, "interscyeii", "neckcircumferencebase", "bicepscircumferenceflexed", "wristcircumference",
           "thighcircumference", "waistbacklength", "waistheightomphalion")
INPUTS = {"H+W": ("height", "weight"), "H+C+W+H": FOUR, "8": EIGHT, "15": FIFTEEN}

# Residual deviations of the reference in mm: men, then women, for the four kinds of input; None for an input.
REFERENCE: dict[str, tuple[tuple[float | None, ...], tuple[float | None, ...]]] = {
    "chestcircumference": ((32.5, None, None, None), (43.8, None, None, None)),
    "waistcircumference": ((44.3, None, None, None), (47.8, None, None, None)),
    "buttockcircumference": ((25.7, None, None, None), (29.7, None, None, None)),
    "neckcircumference": ((14.8, 15.6, 14.2, 8.1), (12.3, 12.6, 11.6, 8.1)),
    "neckcircumferencebase": ((16.4, 17.0, 15.7, None), (13.4, 13.6, 12.8, None)),
    "bicepscircumferenceflexed": ((19.1, 19.9, 16.6, None), (14.2, 17.7, 13.9, None)),
    "wristcircumference": ((5.9, 6.2, 5.6, None), (5.3, 5.7, 5.2, None)),
    "thighcircumference": ((22.2, 19.0, 16.4, None), (23.2, 19.4, 16.1, None)),
    "lowerthighcircumference": ((14.4, 15.3, 13.1, 12.6), (19.0, 20.8, 15.6, 15.1)),
    "calfcircumference": ((16.2, 17.8, 14.9, 14.6), (16.9, 19.0, 14.4, 14.3)),
    "anklecircumference": ((10.0, 10.3, 9.3, 8.7), (11.5, 12.1, 10.8, 10.0)),
    "crotchheight": ((23.5, 23.3, None, None), (23.6, 23.3, None, None)),
    "sleeveoutseam": ((18.4, 18.4, None, None), (18.4, 18.4, None, None)),
    "shoulderlength": ((9.6, 9.5, None, None), (9.3, 9.3, None, None)),
    "biacromialbreadth": ((14.3, 14.0, 10.8, 9.8), (14.6, 14.7, 11.4, 10.6)),
    "interscyeii": ((23.8, 23.2, 21.5, None), (21.1, 21.1, 19.1, None)),
    "waistbacklength": ((21.0, 19.6, 18.9, None), (20.6, 18.0, 17.0, None)),
    "waistheightomphalion": ((20.8, 19.6, 15.6, None), (19.7, 18.2, 14.0, None)),
    "buttockheight": ((27.7, 27.4, 19.6, 19.0), (24.2, 24.0, 15.8, 15.1)),
    "kneeheightmidpatella": ((15.6, 15.6, 11.1, 10.8), (13.9, 13.8, 9.2, 9.0)),
    "crotchlengthomphalion": ((32.6, 31.5, 29.6, 23.9), (33.7, 29.5, 27.6, 21.5)),
    "cervicaleheight": ((10.9, 10.9, 9.7, 7.0), (10.3, 10.2, 9.4, 6.8)),
}
# rms of FreeSewing's neckstimate on held-out people of the survey, men and women, as measured before.
NECKSTIMATE = {"chestcircumference": (55, 76), "waistcircumference": (128, 152), "buttockcircumference": (63, 66),
               "thighcircumference": (49, 73), "crotchheight": (72, 50), "sleeveoutseam": (56, 50)}
SEXES = ("male", "female")

Split = tuple[Population, Matrix]


def splits(table: Matrix, *, crossed: bool, sex: str) -> Iterator[Split]:
    """Yield populations, each with the people to test it on."""
    if crossed:
        for quarter in range(4):
            out = np.arange(len(table)) % 4 == quarter
            yield Population(sex, Survey.of(derived(table[~out])), AS_TAKEN), table[out]
    else:
        out = kept_out(len(table))
        yield Population(sex, Survey.of(derived(table[~out])), AS_TAKEN), table[out]


def judged(split: Split, inputs: tuple[str, ...]) -> tuple[Matrix, Matrix]:
    """Return residuals and stated deviations of all columns, one row per person."""
    population, table = split
    rests, stated = np.zeros(table.shape), np.ones(table.shape)
    for row, person in enumerate(table):
        given = population.given(inputs, np.array([[person[PLACE[name]]] for name in inputs]))
        for name, place in PLACE.items():
            if name not in inputs:
                rests[row, place] = person[place] - given.mean(name)[0]
                stated[row, place] = given.deviation(name)
    return rests, stated


def against_reference(everybody: dict[str, list[Split]], title: str) -> None:
    """Print every cell of the reference with its ratio, the mean ratio, and the cells that differ by 3 %."""
    print(f"\nResidual deviation in mm, and its ratio to the reference: {title}")
    print(f"{'':26}" + "".join(f"{sex[:1]} {kind:14}" for sex in SEXES for kind in INPUTS))
    cells: dict[tuple[str, str, str], float] = {}
    found = {}
    for sex in SEXES:
        for kind, inputs in INPUTS.items():
            found[sex, kind] = np.vstack([judged(split, inputs)[0] for split in everybody[sex]])
    for column, both in REFERENCE.items():
        line = f"{column:26}"
        for sex, wanted in zip(SEXES, both, strict=True):
            for kind, reference in zip(INPUTS, wanted, strict=True):
                if reference is None:
                    line += f"{'-':16}"
                    continue
                got = float(np.sqrt(np.mean(found[sex, kind][:, PLACE[column]] ** 2)))
                cells[sex, kind, column] = got / reference
                line += f"{got:6.1f} {got / reference:5.3f}    "
        print(line)
    ratios = np.array(list(cells.values()))
    print(f"mean ratio {ratios.mean():.3f} of {len(ratios)} cells, deviation {ratios.std():.3f}; "
          + "; ".join(f"{sex} {np.mean([r for (s, _, _), r in cells.items() if s == sex]):.3f}" for sex in SEXES))
    apart = [f"{' '.join(cell)} {ratio:.3f}" for cell, ratio in cells.items() if abs(ratio - 1) > 0.03]
    print(f"{len(apart)} cells more than 3 % apart: " + "; ".join(apart))


def coverage(everybody: dict[str, list[Split]], title: str) -> None:
    """Print how many of the true values lie in the stated 95 % range, over all and by fifth of body mass index."""
    print(f"\nTrue values within the stated 95 % range, in %: {title}")
    print(f"{'':18}{'all':>8}{'worst column':>38}    fifths of body mass index, leanest first")
    for sex in SEXES:
        tables = np.vstack([table for _, table in everybody[sex]])
        index = tables[:, PLACE["weight"]] / (tables[:, PLACE["height"]] / 1000) ** 2
        fifths = np.digitize(index, np.quantile(index, [0.2, 0.4, 0.6, 0.8]))
        for kind, inputs in INPUTS.items():
            both = [judged(split, inputs) for split in everybody[sex]]
            rests, stated = (np.vstack(each) for each in zip(*both, strict=True))
            wanted = [place for name, place in PLACE.items() if name not in inputs]
            inside = (np.abs(rests) <= 1.96 * stated)[:, wanted]
            by_column = inside.mean(axis=0)
            worst = int(np.abs(by_column - 0.95).argmax())
            shares = "".join(f"{100 * inside[fifths == fifth].mean():7.1f}" for fifth in range(5))
            print(f"{sex:8}{kind:10}{100 * inside.mean():8.1f}{list(AS_TAKEN)[wanted[worst]]:>31}"
                  f"{100 * by_column[worst]:7.1f}  {shares}")


def by_girths(everybody: dict[str, list[Split]]) -> None:
    """Print the coverage of the large girths, whose deviation grows most, from height and weight."""
    print("\nThe same from height and weight, column by column, fifths of body mass index")
    for sex in SEXES:
        tables = np.vstack([table for _, table in everybody[sex]])
        index = tables[:, PLACE["weight"]] / (tables[:, PLACE["height"]] / 1000) ** 2
        fifths = np.digitize(index, np.quantile(index, [0.2, 0.4, 0.6, 0.8]))
        both = [judged(split, INPUTS["H+W"]) for split in everybody[sex]]
        rests, stated = (np.vstack(each) for each in zip(*both, strict=True))
        for name in NECKSTIMATE:
            place, line = PLACE[name], f"{sex:8}{name:24}"
            for fifth in range(5):
                rest, sd = rests[fifths == fifth, place], stated[fifths == fifth, place]
                line += (f"{100 * np.mean(np.abs(rest) <= 1.96 * sd):6.1f} ({np.sqrt(np.mean(rest**2)):.0f}, stated "
                         f"{sd.mean():.0f})")
            print(line)


def against_neck(everybody: dict[str, list[Split]]) -> None:
    """Print the rms of estimates from height and weight against scaling a body by the neck."""
    print("\nrms in mm on held-out people: height and weight against a body scaled by the neck")
    print(f"{'':32}{'ours':>7}{'mean body x neck':>18}{'times':>7}{'neckstimate':>13}{'times':>7}")
    for at, sex in enumerate(SEXES):
        (population, table), = everybody[sex]
        rests, _ = judged((population, table), INPUTS["H+W"])
        factor = table[:, PLACE["neckcircumference"]] / population.mean[PLACE["neckcircumference"]]
        for name, scaled in NECKSTIMATE.items():
            ours = float(np.sqrt(np.mean(rests[:, PLACE[name]] ** 2)))
            naive = float(np.sqrt(np.mean((table[:, PLACE[name]] - population.mean[PLACE[name]] * factor) ** 2)))
            print(f"{sex:8}{name:24}{ours:7.1f}{naive:18.1f}{naive / ours:7.2f}{scaled[at]:13}{scaled[at] / ours:7.2f}")


def through_bodies(tables: dict[str, Matrix]) -> None:
    """Print the same for whole bodies and the shipped figures, for measures that a tailor takes as the survey did."""
    print("\nThrough `estimate`, shipped figures, held-out people, from height, chest, belly and hip: rms, bias, 95 %")
    named = {column: name for name, each in find_population("female").defined.items() if each.held and not each.spread
             and name != "belly_girth" for column, _ in each.terms}
    given = ("height", "chest_girth", "belly_girth", "hip_girth")
    for sex in SEXES:
        out = tables[sex][kept_out(len(tables[sex]))]
        for known_sex in (sex, None):
            line = f"{sex:8}{'sex given' if known_sex else 'no sex':10}"
            rests: dict[str, list[tuple[float, bool]]] = {}
            for person in out:
                value = dict(zip(columns(), person, strict=True))
                body = Body.of({"height": value["stature"], "chest_girth": value["chestcircumference"],
                                "belly_girth": value["waistcircumference"], "hip_girth": value["buttockcircumference"]},
                               sex=known_sex)
                for column, name in named.items():
                    guess = estimate(body, name) if name not in given else None
                    if guess is not None:
                        rest = value[column] - guess.middle
                        rests.setdefault(name, []).append((rest, abs(rest) <= 1.96 * guess.sd))
            inside = np.mean([hit for each in rests.values() for _, hit in each])
            for name in ("neck_girth", "wrist_girth", "thigh_girth", "inside_leg", "foot_length"):
                values = np.array([rest for rest, _ in rests[name]])
                line += f"  {name} {np.sqrt(np.mean(values**2)):.1f} ({values.mean():+.1f})"
            print(f"{line}  within {100 * inside:.1f} %")


def main(folder: Path) -> None:
    tables = {sex: people(folder / f"ansur2_{sex}.csv") for sex in SEXES}
    held_out = {sex: list(splits(table, crossed=False, sex=sex)) for sex, table in tables.items()}
    crossed = {sex: list(splits(table, crossed=True, sex=sex)) for sex, table in tables.items()}
    against_reference(held_out, "held out")
    against_reference(crossed, "crossed")
    coverage(held_out, "held out")
    coverage(crossed, "crossed")
    by_girths(crossed)
    against_neck(held_out)
    through_bodies(tables)
    woman = Body.of({"height": 1680, "chest_girth": 925, "waist_girth": 745, "hip_girth": 995}, sex="female")
    missing = ("scye_depth", "arm_length", "neck_girth", "thigh_girth")
    print(f"\nFour missing measures of one body: {timeit(lambda: complete(woman, missing), number=500) * 2:.2f} ms")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
