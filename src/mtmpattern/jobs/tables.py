"""People of a table: a shop's clients, or those of the ANSUR II survey, told apart by the columns.

ANSUR II (US Army 2012, public release) was measured for other ends than tailoring. Its columns are brought over to our
catalogue by the definitions that estimates are made of (`mtmpattern.body.definitions`), so that a person who was
measured and one who was estimated mean the same thing. What that does to the measures that are not taken as they are:

=================  ================================================================================================
our measure        from
=================  ================================================================================================
scye_depth         (cervicale height - axilla height) x 1.037 for men, 1.024 for women: the back is curved
upper_arm_girth    0.94 of the biceps girth: it was taken on the flexed arm
arm_length         sleeve outseam + 15: the tape over a slightly bent arm against a straight line
waist_girth        waist girth as it is, although taken at the navel: larger than the natural waist of most women
waist_to_hip       midway between tenth rib and hip bone, less buttock height, + 5: along the side
waist_to_knee      midway between tenth rib and hip bone, less knee height
body_rise          midway between tenth rib and hip bone, less crotch height; the crotch lengths from there too
knee_girth         0.94 of the lower thigh girth; ankle_girth: 22 more than where the leg is thinnest
shoulder_slope     not in the tables: the usual 21 degrees with a deviation of 4, drawn from the subject's number, so
                   that slopes vary as people's do and every run draws the same
others not taken   their proportion (`mtmpattern.body.definitions.PROPORTIONS`) with its spread, drawn the same way
=================  ================================================================================================
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from os import PathLike
from statistics import NormalDist
from typing import Final

from mtmpattern.body.body import Sex
from mtmpattern.body.clients import TABLE_SUFFIXES, read_bodies
from mtmpattern.body.definitions import brought_over, columns, definitions
from mtmpattern.body.forms.choosing import LARGEST_TABLE
from mtmpattern.body.forms.columns import ColumnMap
from mtmpattern.documents import Text, read_text
from mtmpattern.errors import MtmError
from mtmpattern.jobs.population import Person, impossible, person

SURVEYED: Final = frozenset(("stature", "cervicaleheight", "tenthribheight", "waistcircumference"))
"""Columns that no shop's table has and every ANSUR II table does."""
GROWN_UP: Final = 18
_NORMAL: Final = NormalDist()


def people_of(source: str | PathLike[str], number: int, needs: Sequence[str],
              known: ColumnMap | None = None) -> Iterator[Person]:
    """Everyone in one table, in its order, each called by the number of the table and of the row.

    ``known`` says what the columns of a shop's table mean. A row that cannot be used stays in its place, with the
    reasons. Raises `FileFormatError` or `MeasurementError` for the table as a whole.
    """
    text = read_text(source, what="table of people", suffixes=TABLE_SUFFIXES, largest=LARGEST_TABLE, fallback="cp1252")
    if heads(text) >= SURVEYED:
        yield from _surveyed(text, number, needs)
        return
    for row, (_, sheet) in enumerate(read_bodies(text, columns=known), 1):
        label = f"table {number} row {row}"
        if isinstance(sheet, MtmError):
            yield Person(label, None, tuple((problem.code, problem.message) for problem in sheet.problems))
        else:
            yield Person(label, sheet.body)


def heads(text: Text) -> frozenset[str]:
    """The heads of a table with commas, in small letters."""
    first = text.text.lstrip("\ufeff").partition("\n")[0]
    return frozenset(head.strip().strip('"').casefold() for head in first.split(","))


def _surveyed(text: Text, number: int, needs: Sequence[str]) -> Iterator[Person]:
    for row, raw in enumerate(csv.DictReader(text.text.lstrip("\ufeff").splitlines()), 1):
        values = {(key or "").strip().casefold(): (value or "").strip() for key, value in raw.items()
                  if isinstance(value, str)}
        label = f"table {number} row {row}"
        try:
            age = float(values.get("age") or GROWN_UP)
            if age < GROWN_UP:
                yield Person(label, None, (("survey.age", "is no adult"),))
                continue
            yield _tailored(label, values, needs)
        except KeyError as error:
            yield Person(label, None, (("survey.row", f"has no {str(error.args[0])[:40]}"),))
        except ValueError:
            yield Person(label, None, (("survey.row", "holds something else than numbers"),))


def _tailored(label: str, row: Mapping[str, str], needs: Sequence[str]) -> Person:
    """A row as a tailor would have measured that person."""
    sex: Sex = "male" if row["gender"].casefold() == "male" else "female"
    taken = {column: float(row[column]) / (10 if column == "weightkg" else 1) for column in columns()}
    held = definitions(sex)
    measured = brought_over(sex, taken)
    measured["waist_girth"] = measured["belly_girth"]
    for damped in (1.0, 0.5, 0.0):              # a roll may be one that this body cannot have
        values = {name: round(measured[name] + (0.0 if held[name].held else
                                                damped * held[name].spread * roll(name, row["subjectid"])), 2)
                  for name in needs if name in held}
        if not impossible(values):
            break
    return person(label, values, sex)


def roll(name: str, subject: str) -> float:
    """The deviation, within 2.5, that a subject's number draws for a measure which the survey did not take."""
    text = subject if name == "shoulder_slope" else f"{name} {subject}"
    drawn = int.from_bytes(sha256(text.encode()).digest()[:8]) / 2**64
    return _NORMAL.inv_cdf(min(max(drawn, 0.006), 0.994))
