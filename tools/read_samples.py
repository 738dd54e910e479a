"""Read every measurement file below a folder, and report how much of each was used.

    python tools/read_samples.py /usr/share/doc/valentina /usr/share/valentina
    python tools/read_samples.py --remarks my_clients

One line per file: ``read``, the form, the measures and the remarks; or ``refused`` with its faults below, each with its
line. A file without a known measure is ``empty``. The exit code is 1 if a reader raised any other error than its own,
which is a defect.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from mtmpattern import MtmError, Problem
from mtmpattern.body.reader import read_sheet

SUFFIXES = (".vit", ".vst", ".smis", ".smms")
REMARKS = frozenset({"measurement.unmapped", "measurement.near", "measurement.untaken", "measurement.size",
                     "measurement.doubtful", "measurement.child"})
"""Problems that do not stop the reading."""


@dataclass(frozen=True)
class Result:
    """The outcome for one file: read, empty, refused or broken."""

    file: Path
    outcome: str
    form: str = ""
    measures: int = 0
    problems: tuple[Problem, ...] = ()


def samples(folders: list[Path]) -> Iterator[Path]:
    """Find the measurement files of Seamly2D and Valentina."""
    return (file for folder in folders for file in sorted(folder.rglob("*"))
            if file.suffix.casefold() in SUFFIXES and file.is_file())


def result_of(file: Path) -> Result:
    """Read one file."""
    try:
        sheet = read_sheet(file)
    except MtmError as error:
        codes = {problem.code for problem in error.problems}
        outcome = "empty" if codes <= {"measurement.none", *REMARKS} else "refused"
        return Result(file, outcome, problems=error.problems)
    except Exception as error:  # a defect in a reader, which this tool looks for
        return Result(file, "broken", problems=(Problem(f"{type(error).__name__}: {error}", "defect"),))
    return Result(file, "read", sheet.form, len(sheet.body.measures), sheet.body.remarks)


def main() -> int:
    """Read all files and print their outcomes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="+", help="searched with all its subfolders")
    parser.add_argument("--remarks", action="store_true", help="print the remarks too")
    options = parser.parse_args()
    outcomes: Counter[str] = Counter()
    for each in map(result_of, samples(options.folder)):
        outcomes[each.outcome] += 1
        counts = f"{each.form}, {each.measures} measures, {len(each.problems)} remarks" if each.outcome == "read" else (
            f"{sum(problem.code not in REMARKS for problem in each.problems)} faults")
        print(f"{each.outcome:8} {each.file.name}: {counts}")
        for problem in each.problems:
            if options.remarks or (each.outcome != "read" and problem.code not in REMARKS):
                print(f"           {problem}")
    print(", ".join(f"{count} {outcome}" for outcome, count in sorted(outcomes.items())) or "no files")
    return 1 if outcomes["broken"] else 0


if __name__ == "__main__":
    sys.exit(main())
