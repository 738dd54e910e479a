"""Prove a template on many bodies: who is drafted clean, who needed a rescue and by how much, who is refused and why.

    python tools/prove.py crew-tee --bodies ansur2_male.csv --bodies ansur2_female.csv --fit slim
    python tools/prove.py straight-skirt --stress --set lined=yes --json

``--bodies`` takes ANSUR II tables (US Army 2012, public release); how their columns become a tailor's measurements is
told in ``tools/populations.py``. In short: the arm was flexed (/ 1.06); the scye depth is cervicale less axilla height,
x 1.037 for men and 1.024 for women; waist lengths are moved from the navel to the natural waist as the estimation rules
do; the waist girth stays that of the navel; shoulder slopes are not in the tables and are drawn around the estimate by
subject number. ``--stress`` adds made-up people: children, 150 to 210 cm, body mass index 16 to 45.

Rows that hold no adult, or values that the measurement reader refuses, are reported apart from those that the template
refuses. Results go to standard output and are the same on every run; timings go to standard error. The exit code is 1
when fewer than ``--least`` percent draft with every check green.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from mtmpattern import MtmError, Pattern, draft, read_body
from mtmpattern.drafting.library import find_template
from mtmpattern.pattern.spans import spans_of

sys.path.insert(0, str(Path(__file__).parent))

from populations import Person, ansur, stress  # a neighbour, when run as a script

EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one person: ``kind`` is clean, rescued, refused or unusable."""

    label: str
    kind: str
    seconds: float = 0.0
    rescues: tuple[tuple[str, float], ...] = ()
    faults: tuple[tuple[str, str], ...] = ()
    worst_join: float = 0.0
    proportions: tuple[tuple[str, float], ...] = ()


@dataclass
class Report:
    """The outcomes of a population, gathered."""

    template: str
    fit: str
    options: Mapping[str, Any]
    outcomes: list[Outcome] = field(default_factory=list)

    def of(self, kind: str) -> list[Outcome]:
        """The outcomes of one kind, in the order of the people."""
        return [outcome for outcome in self.outcomes if outcome.kind == kind]

    @property
    def people(self) -> int:
        """How many could be drafted for at all."""
        return len(self.outcomes) - len(self.of("unusable"))

    def share(self, count: int) -> float:
        """A count in percent of the people."""
        return 100 * count / self.people if self.people else 0.0

    def as_data(self) -> dict[str, Any]:
        """The report as plain data, the same on every run."""
        drafted = [*self.of("clean"), *self.of("rescued")]
        rescues, proportions, refusals = defaultdict(list), defaultdict(list), defaultdict(list)
        for outcome in drafted:
            for name, mm in outcome.rescues:
                rescues[name].append(mm)
            for name, value in outcome.proportions:
                proportions[name].append(value)
        for outcome in self.of("refused"):
            for code in dict.fromkeys(code for code, _ in outcome.faults):
                refusals[code].append(f"{outcome.label}: {next(text for c, text in outcome.faults if c == code)}")
        return {
            "template": self.template, "fit": self.fit, "options": dict(self.options), "people": self.people,
            "clean": len(self.of("clean")), "rescued": len(self.of("rescued")), "refused": len(self.of("refused")),
            "green_percent": round(self.share(len(drafted)), 2),
            "rescued_percent": round(self.share(len(self.of("rescued"))), 2),
            "rescues": {name: {"people": len(mm), "median_mm": round(median(mm), 1), "p95_mm": round(part(mm, .95), 1),
                               "max_mm": round(max(mm), 1)} for name, mm in sorted(rescues.items())},
            "refusals": {code: {"people": len(said), "examples": said[:EXAMPLES]}
                         for code, said in sorted(refusals.items())},
            "unusable": {"people": len(self.of("unusable")),
                         "examples": [f"{o.label}: {o.faults[0][1]}" for o in self.of("unusable")[:EXAMPLES]]},
            "worst_join_error_mm": round(max((o.worst_join for o in drafted), default=0.0), 6),
            "proportions": {name: {"p1": round(part(all_, .01), 3), "median": round(median(all_), 3),
                                   "p99": round(part(all_, .99), 3)} for name, all_ in proportions.items()},
        }

    def times(self) -> str:
        """How long one draft with its audit took."""
        taken = [1000 * outcome.seconds for outcome in self.outcomes if outcome.seconds]
        if not taken:
            return "no drafts"
        return f"draft and audit: median {median(taken):.1f} ms, p95 {part(taken, .95):.1f} ms"


def part(values: Iterable[float], share: float) -> float:
    """The value below which this share of the values lies."""
    ordered = sorted(values)
    return ordered[min(int(share * len(ordered)), len(ordered) - 1)]


def prove(person: Person, template: str, fit: str | None, options: Mapping[str, Any]) -> Outcome:
    """Read one person's measurements, draft, audit, and say what became of it."""
    if person.unusable:
        return Outcome(person.label, "unusable", faults=(("row", person.unusable),))
    try:
        body = read_body(dict(person.file))
    except MtmError as error:
        return Outcome(person.label, "unusable", faults=_faults(error))
    began = perf_counter()
    try:
        pattern = draft(template, body, fit=fit, **options)
    except MtmError as error:
        return Outcome(person.label, "refused", perf_counter() - began, faults=_faults(error))
    seconds = perf_counter() - began
    rescues = tuple((note.text, note.mm) for note in pattern.rescues)
    return Outcome(person.label, "rescued" if rescues else "clean", seconds, rescues, (), worst_join(pattern),
                   tuple((each.name, each.value) for each in pattern.proportions))


def _faults(error: MtmError) -> tuple[tuple[str, str], ...]:
    return tuple((problem.code, problem.message) for problem in error.problems)


def worst_join(pattern: Pattern) -> float:
    """The largest difference in mm between what a span of any join measures and what was asked of it."""
    return max((abs(spans.first[i + 1] - spans.first[i] - (spans.second[i + 1] - spans.second[i]) - eased)
                for spans in map(spans_of, pattern.assembly.joins) for i, eased in enumerate(spans.eased)), default=0.0)


def gather(people: Sequence[Person], template: str, fit: str | None, options: Mapping[str, Any],
           workers: int) -> Report:
    """Prove a template on everybody; the order of the people decides the order of the report, not the workers."""
    work = partial(prove, template=template, fit=fit, options=options)
    report = Report(template, fit or "", options)
    if workers == 1:
        report.outcomes.extend(map(work, people))
    else:
        with ProcessPoolExecutor(workers) as pool:
            report.outcomes.extend(pool.map(work, people, chunksize=16))
    return report


def as_text(data: Mapping[str, Any]) -> str:
    """The report for people."""
    lines = [f"{data['template']} {data['fit'] or 'as it is'} {_options(data['options'])}".rstrip(),
             (f"  {data['people']} people: {data['clean']} clean, {data['rescued']} rescued "
              f"({data['rescued_percent']} %), {data['refused']} refused; {data['green_percent']} % green"),
             f"  worst join error {data['worst_join_error_mm']} mm"]
    lines += [f"  rescued {each['people']}: {name}: median {each['median_mm']}, p95 {each['p95_mm']}, "
              f"max {each['max_mm']} mm" for name, each in data["rescues"].items()]
    for code, each in data["refusals"].items():
        lines += [f"  refused {each['people']}: {code}", *(f"    {example}" for example in each["examples"])]
    if data["unusable"]["people"]:
        lines += [f"  {data['unusable']['people']} rows are no usable people",
                  *(f"    {example}" for example in data["unusable"]["examples"])]
    lines += [f"  {name}: p1 {each['p1']}, median {each['median']}, p99 {each['p99']}"
              for name, each in data["proportions"].items()]
    return "\n".join(lines)


def _options(options: Mapping[str, Any]) -> str:
    return ", ".join(f"{name}={value}" for name, value in options.items())


def main() -> int:
    """Run from the command line."""
    words = argparse.ArgumentParser(description="Prove a template on many bodies.")
    words.add_argument("template", help="a template's name or file")
    words.add_argument("--bodies", type=Path, action="append", default=[], help="an ANSUR II table; may be repeated")
    words.add_argument("--stress", action="store_true", help="made-up people far from the usual")
    words.add_argument("--fit", action="append", help="a fit of the template, or all; may be repeated")
    words.add_argument("--set", action="append", default=[], metavar="OPTION=VALUE", dest="options")
    words.add_argument("--every", type=int, default=1, help="take every n-th person only")
    words.add_argument("--workers", type=int, default=2)
    words.add_argument("--least", type=float, default=99.5, help="percent that must draft with every check green")
    words.add_argument("--json", action="store_true")
    asked = words.parse_args()
    people = list(chain.from_iterable(ansur(path) for path in asked.bodies))[::asked.every]
    people += list(stress())[::asked.every] if asked.stress else []
    if not people:
        words.error("name people with --bodies or --stress")
    kind = find_template(asked.template)
    options = {name: kind.options()[name].parse(value) for name, _, value in (o.partition("=") for o in asked.options)}
    fits = list(kind.fits) if asked.fit == ["all"] else asked.fit or [None]
    reports = [gather(people, asked.template, fit, options, asked.workers) for fit in fits]
    found = [report.as_data() for report in reports]
    print(json.dumps(found, indent=2) if asked.json else "\n".join(map(as_text, found)))
    for report in reports:
        print(f"{report.fit or report.template}: {report.times()}", file=sys.stderr)
    return 0 if all(each["green_percent"] >= asked.least for each in found) else 1


if __name__ == "__main__":
    try:
        status = main()
        sys.stdout.flush()
    except BrokenPipeError:  # the reader has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = 0
    sys.exit(status)
