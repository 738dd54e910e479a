"""How many slips the plausibility check finds, and how many good records it doubts, on people outside the derivation.

    python benchmarks/plausibility.py FOLDER            tables, on the held-out quarter of ANSUR II
    python benchmarks/plausibility.py FOLDER --tune     the same on a third of the fitted people, to choose constants
    python benchmarks/plausibility.py FOLDER --limits   the source of the limits in the check (fitted people)

FOLDER contains ansur2_female.csv and ansur2_male.csv. Each row becomes a record in a tailor's definitions, rounded to
0.5 cm (0.5 kg); slips are simulated with fixed seeds. "all" also counts slips found by hard ranges and order
relations, "stat" only those found by the statistics.
"""

from __future__ import annotations

import csv
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from mtmpattern.body import CATALOGUE, Body
from mtmpattern.body.body import Sex
from mtmpattern.body.checks import contradictions
from mtmpattern.body.definitions import definitions
from mtmpattern.body.doubt import doubts
from mtmpattern.body.population import ERROR, LENGTH_ERROR, crowd, limit
from mtmpattern.body.repair import Repair, likely, likely_for_pair, unit_vote

Record = dict[str, float]
Slip = Callable[[Record, np.random.Generator], Record | None]

SEXES: tuple[Sex, ...] = ("male", "female")
FIELDS = ("height", "neck_girth", "chest_girth", "waist_girth", "hip_girth", "upper_arm_girth", "wrist_girth",
          "thigh_girth", "knee_girth", "calf_girth", "inside_leg", "waist_height", "arm_length", "shoulder_width",
          "back_waist_length")
SIXTEEN = (*FIELDS, "weight")
SIX = ("height", "weight", "chest_girth", "waist_girth", "hip_girth", "inside_leg")
ALL = tuple(name for name, each in definitions("female").items() if each.held)


# ---- People ---------------------------------------------------------------------------------------------------------

def people(folder: Path, sex: Sex) -> list[Record]:
    """Read all people of one sex, in a tailor's definitions, mm and kg."""
    with (folder / f"ansur2_{sex}.csv").open(encoding="latin-1", newline="") as file:
        rows = [{key.lower(): value for key, value in row.items()} for row in csv.DictReader(file)]
    found = []
    for row in rows:
        record: Record = {}
        for name, each in definitions(sex).items():
            parts = [(record[term] if term in record else float(row[term]) / (10 if term == "weightkg" else 1)) * factor
                     for term, factor in each.terms]
            record[name] = sum(parts) + each.constant
        found.append(record)
    return found


def record(person: Record, fields: tuple[str, ...]) -> Record:
    """Round as people do in writing: to half a centimetre and half a kilogram."""
    return {name: round(person[name] / _step(name)) * _step(name) for name in fields}


def noisy(person: Record, rng: np.random.Generator, sex: Sex, *, spread: bool) -> Record:
    """Measure a person with an amateur's errors; ``spread`` adds the uncertainty of the definitions."""
    found = {}
    for name, value in person.items():
        error = ERROR.get(CATALOGUE[name].kind, LENGTH_ERROR)
        found[name] = value + rng.normal() * np.hypot(error, definitions(sex)[name].spread if spread else 0)
    return found


def _step(name: str) -> float:
    return 0.5 if name == "weight" else 5.0


# ---- Slips ----------------------------------------------------------------------------------------------------------

def _one(change: Callable[[float, np.random.Generator], float | None], *, only: str = "") -> Slip:
    """A slip in one length or girth of the record; ``change`` works in cm."""
    def slip(good: Record, rng: np.random.Generator) -> Record | None:
        names = [name for name in good if name != "weight" and (not only or CATALOGUE[name].kind == only)]
        name = names[rng.integers(len(names))]
        new = change(good[name] / 10, rng)
        return None if new is None or new == good[name] / 10 else {**good, name: new * 10}
    return slip


def _transposed(cm: float, rng: np.random.Generator) -> float | None:
    text = str(round(cm))
    place = int(rng.integers(len(text) - 1)) if len(text) > 1 else 0
    new = text[:place] + text[place + 1:place + 2] + text[place] + text[place + 2:]
    return None if new[0] == "0" or new == text else float(new)


def _digit(cm: float, rng: np.random.Generator) -> float | None:
    text = f"{cm:.1f}"
    place = int(rng.choice([place for place, sign in enumerate(text) if sign != "."]))
    new = text[:place] + str(rng.integers(10)) + text[place + 1:]
    return None if new[0] == "0" else float(new)


def _off(cm: float) -> Slip:
    return _one(lambda value, rng: value + cm * rng.choice([-1, 1]))


def _swap(*pair: str) -> Slip:
    def slip(good: Record, rng: np.random.Generator) -> Record | None:
        lengths = [name for name in good if name != "weight"]
        one, other = pair or rng.choice(lengths, 2, replace=False)
        if one not in good or other not in good or abs(good[one] - good[other]) < 10:
            return None
        return {**good, one: good[other], other: good[one]}
    return slip


def _pounds(good: Record, _: np.random.Generator) -> Record | None:
    return {**good, "weight": round(good["weight"] / 0.45359237)} if "weight" in good else None


SLIPS: dict[str, Slip] = {
    "inches written as cm": _one(lambda value, _: round(value / 2.54 * 4) / 4),
    "cm written as inches": _one(lambda value, _: value * 2.54),
    "half girth": _one(lambda value, _: round(value) / 2, only="girth"),
    "two digits exchanged": _one(_transposed),
    "one digit wrong": _one(_digit),
    "10 cm off": _off(10), "8 cm off": _off(8), "5 cm off": _off(5), "3 cm off": _off(3),
    "any two exchanged": _swap(),
    "inside leg, waist height": _swap("inside_leg", "waist_height"),
    "arm length, inside leg": _swap("arm_length", "inside_leg"),
    "chest, waist": _swap("chest_girth", "waist_girth"),
    "waist, hip": _swap("waist_girth", "hip_girth"),
    "chest, hip": _swap("chest_girth", "hip_girth"),
    "neck, upper arm": _swap("neck_girth", "upper_arm_girth"),
    "knee, calf": _swap("knee_girth", "calf_girth"),
    "weight in lb": _pounds,
}


# ---- Results --------------------------------------------------------------------------------------------------------

def caught(bad: Record, good: Record, sex: Sex) -> tuple[bool, bool, bool, bool | None]:
    """Whether the statistics find and name the slip, whether anything does, and whether the first repair is right."""
    found = [each for each in doubts(Body.of(bad, sex=sex)) if each.name != "sex"]
    wrong = {name for name in good if bad[name] != good[name]}
    repairs: tuple[Repair, ...] | None = found[0].repairs if found else None
    out = [name for name in bad if not CATALOGUE[name].adult[0] <= bad[name] <= CATALOGUE[name].adult[1]]
    against = list(contradictions(Body.of({name: bad[name] for name in bad if name not in out}).measures, "cm"))
    if out:
        repairs = likely(out[0], bad[out[0]], bad, sex=sex, child=False, unit="cm")
    elif against:
        repairs = likely_for_pair(against[0][0], against[0][1], bad, sex=sex, child=False, unit="cm")
    right = None
    if repairs is not None:
        repaired = {**bad, **(repairs[0].changes if repairs else {})}
        right = all(abs(repaired[name] - good[name]) <= 7 for name in good)
    return bool(found), bool(found) and found[0].name in wrong, bool(found or out or against), right


def table(records: list[Record], sex: Sex, repeats: int = 2) -> None:
    """Print how often each slip is found, named and repaired."""
    print(f"  {'slip':26}{'all':>7}{'stat':>7}{'named':>7}{'repaired':>10}")
    for number, (name, slip) in enumerate(SLIPS.items()):
        rng, results = np.random.default_rng(number), []
        for good in records * repeats:
            whole = {each: round(value / 10) * 10.0 for each, value in good.items()} if "digits" in name else good
            bad = next((bad for _ in range(40) if (bad := slip(whole, rng)) is not None), None)
            if bad is not None:
                results.append(caught(bad, whole, sex))
        if results:
            stat, named, anyhow = (sum(each[place] for each in results) for place in range(3))
            right = [each[3] for each in results if each[3] is not None]
            print(f"  {name:26}{_percent(anyhow, len(results))}{_percent(stat, len(results))}{_percent(named, stat)}"
                  f" {_percent(sum(right), len(right))}")


def alarms(kept_out: list[Record], sex: Sex, fields: tuple[str, ...]) -> None:
    """Print the share of good records with a doubt."""
    rng = np.random.default_rng(99)
    kinds = {"as surveyed": kept_out,
             "with reading errors": [noisy(each, rng, sex, spread=False) for each in kept_out for _ in range(10)],
             "with both errors": [noisy(each, rng, sex, spread=True) for each in kept_out for _ in range(10)]}
    words = []
    for kind, group in kinds.items():
        bad = sum(bool(doubts(Body.of(record(each, fields), sex=sex))) for each in group)
        words.append(f"{kind} {100 * bad / len(group):.2f} %")
    print("  good records doubted:", ", ".join(words))


def sexes(kept_out: list[Record], sex: Sex, fields: tuple[str, ...]) -> None:
    """Print how often the given sex is doubted, rightly and wrongly."""
    other: Sex = "male" if sex == "female" else "female"
    rates = []
    for word in (sex, other):
        found = [doubts(Body.of(record(each, fields), sex=word)) for each in kept_out]
        rates.append(100 * sum(any(each.name == "sex" for each in some) for some in found) / len(found))
    none = [bool(doubts(Body.of(record(each, fields)))) for each in kept_out]
    print(f"  sex doubted: right word {rates[0]:.2f} %, wrong word {rates[1]:.1f} %; "
          f"sex not given: {100 * sum(none) / len(none):.2f} % of good records doubted")


def limits(folder: Path) -> None:
    """Print the largest |z| that 98.8 % of the fitted people stay under, reading errors simulated."""
    for sex in SEXES:
        fitted = [each for index, each in enumerate(people(folder, sex)) if index % 4 != 3]
        for fields in (SIX, FIELDS, SIXTEEN, ALL):
            rng, names = np.random.default_rng(5), tuple(name for name in CATALOGUE if name in fields)
            rows = np.array([[noisy(each, rng, sex, spread=False)[name] for name in names]
                             for each in fitted for _ in range(2)])
            largest = np.abs(crowd(sex, names).scores(rows)).max(axis=1)
            print(f"{sex:7}{len(names):3} measures: {np.quantile(largest, 0.988):.2f}, limit {limit(len(names)):.2f}")


def _percent(count: int, total: int) -> str:
    return f"{100 * count / total:6.1f}%" if total else "      -"


def main(folder: Path, *, tune: bool) -> None:
    for sex in SEXES:
        everybody = people(folder, sex)
        group = [each for index, each in enumerate(everybody) if (index % 12 == 4 if tune else index % 4 == 3)]
        for fields in (FIELDS, SIXTEEN, SIX, *(() if tune else (ALL,))):
            print(f"{sex}, {len(group)} people, {len(fields)} fields")
            alarms(group, sex, fields)
            sexes(group, sex, fields)
            table([record(each, fields) for each in group], sex, 1 if len(fields) > 20 else 2)
        inches = [{name: value / 25.4 for name, value in record(each, FIELDS).items()} for each in group]
        votes = sum(unit_vote(each, "cm", child=False) == "in" for each in inches)
        votes_good = sum(unit_vote({n: v * 2.54 for n, v in each.items()}, "cm", child=False) != "" for each in inches)
        print(f"  whole record in inches: {_percent(votes, len(group))} known, good ones taken for it: {votes_good}")
        rng = np.random.default_rng(8)
        print("slips in records with reading errors, 15 fields")
        table([record(noisy(each, rng, sex, spread=False), FIELDS) for each in group], sex)


if __name__ == "__main__":
    start = time.perf_counter()
    if "--limits" in sys.argv:
        limits(Path(sys.argv[1]))
    else:
        main(Path(sys.argv[1]), tune="--tune" in sys.argv)
    print(f"{time.perf_counter() - start:.0f} s")
