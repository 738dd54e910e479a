"""Read every measurement file below a folder, and tell of each what was taken over and what was not.

    python tools/read_samples.py /usr/share/doc/valentina /usr/share/valentina
    python tools/read_samples.py --remarks my_clients

One line a file: ``read``, the form, the measures and the remarks; or ``refused`` with its faults below, each with its
line. A file in which nothing that we know was taken is ``empty``. The exit code is 1 when a reader broke down, which
none ever should.
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
"""What does not stop the reading, and is told together with the faults where something else does."""


@dataclass(frozen=True)
class Told:
    """What became of one file: read, empty, refused or broken."""

    file: Path
    fate: str
    form: str = ""
    measures: int = 0
    problems: tuple[Problem, ...] = ()


def samples(folders: list[Path]) -> Iterator[Path]:
    """Find the measurement files of Seamly2D and Valentina."""
    return (file for folder in folders for file in sorted(folder.rglob("*"))
            if file.suffix.casefold() in SUFFIXES and file.is_file())


def tell(file: Path) -> Told:
    """Read one file."""
    try:
        sheet = read_sheet(file)
    except MtmError as error:
        codes = {problem.code for problem in error.problems}
        fate = "empty" if codes <= {"measurement.none", *REMARKS} else "refused"
        return Told(file, fate, problems=error.problems)
    except Exception as error:  # to tell of it is what this tool is for
        return Told(file, "broken", problems=(Problem(f"{type(error).__name__}: {error}", "defect"),))
    return Told(file, "read", sheet.form, len(sheet.body.measures), sheet.body.remarks)


def main() -> int:
    """Read all files and print what became of them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="+", help="searched with all folders in it")
    parser.add_argument("--remarks", action="store_true", help="print the remarks too")
    options = parser.parse_args()
    fates: Counter[str] = Counter()
    for told in map(tell, samples(options.folder)):
        fates[told.fate] += 1
        counts = f"{told.form}, {told.measures} measures, {len(told.problems)} remarks" if told.fate == "read" else (
            f"{sum(problem.code not in REMARKS for problem in told.problems)} faults")
        print(f"{told.fate:8} {told.file.name}: {counts}")
        for problem in told.problems:
            if options.remarks or (told.fate != "read" and problem.code not in REMARKS):
                print(f"           {problem}")
    print(", ".join(f"{count} {fate}" for fate, count in sorted(fates.items())) or "no files")
    return 1 if fates["broken"] else 0


if __name__ == "__main__":
    sys.exit(main())
