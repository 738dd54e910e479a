"""Draft every garment for people of ANSUR II, write each as DXF, and measure the files with `measure_written`.

    python tools/measure_population.py DATA --count 300 --others 60
    python tools/measure_population.py DATA --count 40 --template shirt --table table.txt

DATA is the folder of the survey's tables. ``--count`` people are drafted in the regular fit (or with the defaults), and
``--others`` in each other one; they are spread evenly over the tables, the same on every run. The package drafts and
writes; everything is measured on the files. One process; run it with nice.

The table has, for each garment and level, the percentage of people below the least ease and above the most, the worst
of each in mm, and the median ease; then hems that do not lie flat; then refusals and rescues. The last part lists the
worst people with their rows.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import TextIO

from written.bodies import Body, short_name
from written.drawing import read_drawing
from written.ease import Verdict, check, cloth_of
from written.hems import BOUNDS, Hem

import mtmpattern as mtm
from mtmpattern.body import CATALOGUE
from mtmpattern.formats import find_format
from mtmpattern.proving.population import Person, people_of

SLACK = 0.5
"""Millimetres that a reading may be outside its band: the error of chords and levels."""
TABLES = ("ansur2_female.csv", "ansur2_male.csv")


@dataclass(slots=True)
class Tally:
    """The readings at one level of one garment, each against the bounds of its own body."""

    verdicts: list[tuple[Verdict, str]] = field(default_factory=list)

    def add(self, verdict: Verdict, who: str) -> None:
        """Count one reading."""
        if verdict.reading.ease is not None:
            self.verdicts.append((verdict, who))

    @property
    def eases(self) -> list[tuple[float, str]]:
        """The ease of each, and whose it is."""
        return [(ease, who) for ease, _, _, who in self._bounded()]

    def bound(self, name: str) -> float | None:
        """The middle one of their bounds, ``least`` or ``most``; those of a cloth that stretches grow with the body."""
        known = [bound for verdict, _ in self.verdicts if (bound := getattr(verdict, name)) is not None]
        return median(known) if known else None

    def under(self) -> list[tuple[float, str]]:
        """People below their least ease, the worst first."""
        return sorted((ease, who) for ease, least, _, who in self._bounded()
                      if least is not None and ease < least - SLACK)

    def over(self) -> list[tuple[float, str]]:
        """People above their most, the worst first."""
        found = [(ease, who) for ease, _, most, who in self._bounded() if most is not None and ease > most + SLACK]
        return sorted(found, reverse=True)

    def _bounded(self) -> Iterator[tuple[float, float | None, float | None, str]]:
        for verdict, who in self.verdicts:
            if verdict.reading.ease is not None:
                yield verdict.reading.ease, verdict.least, verdict.most, who


@dataclass(slots=True)
class Garment:
    """One template in one fit over its people."""

    levels: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    hems: dict[str, list[tuple[float, str]]] = field(default_factory=lambda: defaultdict(list))
    cloth: str = "knit"
    drafted: int = 0
    refused: list[tuple[str, str]] = field(default_factory=list)
    rescued: Counter[str] = field(default_factory=Counter)
    rescued_people: int = 0
    unread: list[tuple[str, str]] = field(default_factory=list)

    def add(self, verdicts: Iterable[Verdict], hems: Iterable[Hem], who: str) -> None:
        """Count a person; of two equal sides, the one with the smaller ease."""
        worst: dict[str, Verdict] = {}
        for verdict in verdicts:
            level, ease = verdict.reading.level, verdict.reading.ease
            held = worst.get(level)
            if ease is not None and (held is None or ease < (held.reading.ease or 0.0)):
                worst[level] = verdict
        for level, verdict in worst.items():
            self.levels[level].add(verdict, who)
        by_piece: dict[str, float] = {}
        for hem in hems:
            key = hem.piece if hem.edge == "hem" else f"{hem.piece} edge"
            held_hem = by_piece.get(key)
            if held_hem is None or _outside(hem.excess, self.cloth) > _outside(held_hem, self.cloth):
                by_piece[key] = hem.excess
        for key, excess in by_piece.items():
            self.hems[key].append((excess, who))


def _outside(excess: float, cloth: str) -> float:
    """Per cent outside the bounds of a hem; less than 0 within."""
    low, high = BOUNDS[cloth]
    return max(low - excess, excess - high)


def main() -> int:
    """Run the templates and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--count", type=int, default=300, help="people in the regular fit")
    parser.add_argument("--others", type=int, default=0, help="people in each other fit")
    parser.add_argument("--template", action="append")
    parser.add_argument("--table", type=Path, help="also write the table here, after each garment")
    args = parser.parse_args()
    needs = list(CATALOGUE)
    everyone = [person for number, name in enumerate(TABLES, 1)
                for person in people_of(args.data / name, number, needs) if person.body is not None]
    results: dict[tuple[str, str], Garment] = {}
    for template in args.template or mtm.template_names():
        fits = [fit for fit in mtm.schema(template)["properties"]["fit"]["enum"] if fit != "child"]
        regular = "regular" if "regular" in fits else None
        for fit in [regular, *[each for each in fits if each != regular]]:
            people = spread(everyone, args.count if fit == regular else args.others)
            if fit == "women":
                people = [person for person in people if person.body and person.body.sex == "female"]
            if fit == "men":
                people = [person for person in people if person.body and person.body.sex == "male"]
            if people:
                results[template, fit or "default"] = run(template, fit, people)
                print(f"{template} {fit or 'default'}: {len(people)}", file=sys.stderr)
        if args.table:                     # after each garment, so that a stopped run leaves its results
            with args.table.open("w", encoding="utf-8") as out:
                print_table(results, out)
    print_table(results, sys.stdout)
    return 0


def spread(everyone: list[Person], count: int) -> list[Person]:
    """``count`` people, spread evenly over the list."""
    if count >= len(everyone):
        return everyone
    return [everyone[int((k + 0.5) * len(everyone) / count)] for k in range(count)]


def run(template: str, fit: str | None, people: Iterable[Person]) -> Garment:
    """Draft, write, read and measure one template for these people."""
    found = Garment()
    for person in people:
        body = person.body
        assert body is not None
        try:                                # the dialect with the fewest superfluous lines
            pattern = mtm.draft(template, body, fit=fit, estimates=True)
            (content,) = find_format("dxf").write(pattern.for_cutting(), {"dialect": "aama"}).values()
        except mtm.MtmError as error:
            found.refused.append((" ".join(sorted({problem.code for problem in error.problems})), person.label))
            continue
        found.drafted += 1
        rescues = {note.text for note in pattern.rescues}
        found.rescued.update(rescues)
        found.rescued_people += bool(rescues)
        try:
            drawing = read_drawing(content)
            found.cloth = cloth_of(drawing)
            found.add(*check(drawing, body_of(body), found.cloth), person.label)
        except (ArithmeticError, LookupError, StopIteration, ValueError) as error:     # a fault of the checker
            found.unread.append((f"{type(error).__name__}: {error}", person.label))
    return found


def body_of(body: mtm.Body) -> Body:
    """The numbers of the draft's body, in the form of the checker."""
    values = {short_name(name): (body.measure(name).left, body.measure(name).right) for name in body.names}
    return Body(values, body.sex or "")


# ---- The table --------------------------------------------------------------------------------------------------


def print_table(results: dict[tuple[str, str], Garment], out: TextIO) -> None:
    """Print all parts of the table."""
    print(f"{'garment':17}{'fit':14}{'level':14}{'n':>5}{'under %':>9}{'worst':>8}{'over %':>9}{'worst':>8}"
          f"{'median':>8}{'least':>7}{'most':>6}", file=out)
    for (template, fit), garment in results.items():
        for level, tally in garment.levels.items():
            _print_level(template, fit, level, tally, out)
    print("\nturned hems: per cent that the raw edge is longer (+) or shorter (-) than what it lands on", file=out)
    print(f"{'garment':17}{'fit':14}{'piece':14}{'n':>5}{'out %':>9}{'shortest':>10}{'longest':>9}", file=out)
    for (template, fit), garment in results.items():
        for piece, found in sorted(garment.hems.items()):
            out_of = [each for each in found if _outside(each[0], garment.cloth) > 0.01]
            print(f"{template:17}{fit:14}{piece:14}{len(found):5}{100 * len(out_of) / len(found):9.1f}"
                  f"{min(found)[0]:+10.2f}{max(found)[0]:+9.2f}", file=out)
    _print_drafts(results, out)
    _print_worst(results, out)


def _print_level(template: str, fit: str, level: str, tally: Tally, out: TextIO) -> None:
    if not tally.eases:
        return
    under, over, count = tally.under(), tally.over(), len(tally.eases)
    print(f"{template:17}{fit:14}{level:14}{count:5}{100 * len(under) / count:9.1f}{_worst(under):>8}"
          f"{100 * len(over) / count:9.1f}{_worst(over):>8}{median(e for e, _ in tally.eases):8.1f}"
          f"{_bound(tally.bound('least')):>7}{_bound(tally.bound('most')):>6}", file=out)


def _worst(found: list[tuple[float, str]]) -> str:
    return f"{found[0][0]:.1f}" if found else ""


def _bound(value: float | None) -> str:
    return "" if value is None else f"{value:.0f}"


def _print_drafts(results: dict[tuple[str, str], Garment], out: TextIO) -> None:
    print("\ndrafts", file=out)
    print(f"{'garment':17}{'fit':14}{'drafted':>8}{'refused':>8}{'rescued %':>10}  refused for; rescues", file=out)
    for (template, fit), garment in results.items():
        codes = Counter(code for code, _ in garment.refused)
        words = [f"{code} x{n}" for code, n in codes.most_common(4)]
        words += [f"{text} {100 * n / max(garment.drafted, 1):.0f} %" for text, n in garment.rescued.most_common(3)]
        print(f"{template:17}{fit:14}{garment.drafted:8}{len(garment.refused):8}"
              f"{100 * garment.rescued_people / max(garment.drafted, 1):10.1f}  {'; '.join(words)}", file=out)
        for text, who in garment.unread[:3]:
            print(f"    not measured: {who}: {text}", file=out)


def _print_worst(results: dict[tuple[str, str], Garment], out: TextIO) -> None:
    print("\nworst people (table 1 women, 2 men; row from 1; mm of ease)", file=out)
    for (template, fit), garment in results.items():
        for level, tally in garment.levels.items():
            for word, found in (("under", tally.under()), ("over", tally.over())):
                if found:
                    people = ", ".join(f"{who} {ease:.1f}" for ease, who in found[:3])
                    print(f"{template} {fit} {level} {word}: {people}", file=out)
        for piece, turned in sorted(garment.hems.items()):
            bad = sorted((each for each in turned if _outside(each[0], garment.cloth) > 0.01),
                         key=lambda each: -_outside(each[0], garment.cloth))
            if bad:
                people = ", ".join(f"{who} {excess:+.2f} %" for excess, who in bad[:3])
                print(f"{template} {fit} hem of {piece}: {people}", file=out)


if __name__ == "__main__":
    sys.exit(main())
