"""Reading grade rules, in the forms of ASTM (AccuMark) and AAMA (PolyPattern, OptiTex)."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

from mtmpattern.errors import FileFormatError, Problem, no_surprise
from mtmpattern.limits import MOST_PROBLEMS, RUL_BYTES, RUL_FARTHEST, RUL_LINE, RUL_RULES, RUL_SIZES
from mtmpattern.reading.dxf.escapes import decoded
from mtmpattern.reading.dxf.texts import field_of
from mtmpattern.reading.findings import WARNING, Finding
from mtmpattern.reading.source import OpenedFile, Source, opened
from mtmpattern.reading.unit import named, read_unit, unit_of_words

_TOKEN: Final = re.compile(
    r"[ \t]*+(?:([-+]?+(?:\d{1,12}+(?:\.\d{0,12}+)?+|\.\d{1,12}+)(?:[eE][-+]?\d{1,2})?+)|(,)|(\S))", re.ASCII)
"""A number, a comma, or a sign that is neither."""
_DECIMAL_COMMA: Final = re.compile(r"(?:\s*+[-+]?+\d{1,9}+,\d{1,6}+(?![\d.,]))*+\s*+", re.ASCII)
"""Numbers with decimal commas and nothing else; pairs of whole numbers look the same."""
_RULE: Final = re.compile(
    r"[ \t]*+RULE[ \t]*+:?+[ \t]*+(?:DELTA)?+[ \t]*+:?+[ \t]*+#?+(\d{1,6}+)(?!\d)[ \t]*+(.*)", re.IGNORECASE)
_NAMED_RULE: Final = re.compile(r"[ \t]*+RULE[ \t]*+:?+[ \t]*+DELTA\b[ \t]*+(\S.*)", re.IGNORECASE)

_NOISE: Final = 1e-3
"""A move of at most this many mm is none: files are written to at most a thousandth of a millimetre."""

_SIZES: Final = "size list"
_SPELLINGS: Final[Mapping[str, str]] = {"base size": "sample size", "sizes": _SIZES}
"""Keys that some programs write instead of the usual ones."""

Delta = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Rules:
    """Rules by number: for each size how far a point moves from the sample size, (dx, dy) in mm.

    The x axis is the grade reference line of the piece, not that of the file. ``fields`` are the lines of the header
    by key, in lower case.
    """

    name: str
    sizes: tuple[str, ...]
    sample: str
    rules: Mapping[int, tuple[Delta, ...]]
    scale: float
    fields: Mapping[str, str]

    def delta(self, number: int, size: str) -> Delta:
        """How far the points of one rule move in one size, in mm."""
        return self.rules[number][self.sizes.index(size)]

    def measures(self) -> list[dict[str, Any]]:
        """One row for each rule: how far it moves in the first and the last size, in mm."""
        return [{"rule": number, self.sizes[0]: list(deltas[0]), self.sizes[-1]: list(deltas[-1])}
                for number, deltas in self.rules.items()]


_LEAST_STEP, _MOST_STEP = 1.0, 100.0
"""The largest move of a grading from one size to the next is between these, in mm."""


def about_moves(rules: Rules, *, stated: bool) -> Iterator[Finding]:
    """A warning about moves that no grading makes, unless the caller ``stated`` the unit."""
    steps = [math.hypot(b[0] - a[0], b[1] - a[1]) for deltas in rules.rules.values() for a, b in pairwise(deltas)]
    largest = max(steps, default=0.0)
    if not stated and largest > 0 and not _LEAST_STEP <= largest <= _MOST_STEP:
        other = "cm" if largest < _LEAST_STEP or rules.scale != 1.0 else "0.1mm"
        yield Finding("rul.units", WARNING, f"the largest move from one size to the next is {largest:.3g} mm",
                      f"No grading is that {'fine' if largest < _LEAST_STEP else 'coarse'}; the numbers were read as "
                      f"{named(rules.scale)}. If that is wrong, state the unit, such as {other}.", argument="unit")


@no_surprise(FileFormatError, "the rule table", "file.defect")
def read_rul(source: Source, *, unit: str | float | None = None) -> Rules:
    """Read a rule table: a path, its bytes or its text. Raises `FileFormatError` with all faults and their lines.

    ``unit`` overrides the unit of its numbers if that is missing or wrong: ``mm``, ``cm``, ``in``, or a length in mm.
    """
    stated = 0.0 if unit is None else read_unit(unit)
    return _Reader(opened(source, what="rule table", largest=RUL_BYTES), stated).read()


def _paired(text: str) -> list[float] | None:
    """The numbers of pairs ``1.5, -2 3, 4``; CLO writes ``1.5 -2 3 4``, without commas. None for other texts.

    Other programs write a comma after every number, brackets round each pair, or ``1,5; -2,0`` with decimal commas.
    """
    if ";" in text:
        text = text.replace(",", ".").replace(";", ",")
    text = text.replace("(", " ").replace(")", " ")
    numbers: list[float] = []
    commas = []
    for number, comma, strange in _TOKEN.findall(text.rstrip()):
        if strange:
            return None
        if comma:
            commas.append(len(numbers))
        else:
            numbers.append(float(number))
    every = list(range(1, len(numbers) + 1))
    return numbers if commas in ([], every[::2], every[:-1], every) and (len(numbers) % 2 == 0 or not commas) else None


class _Reader:
    """Reads one table and gathers its faults."""

    def __init__(self, source: OpenedFile, unit: float = 0.0) -> None:
        self.source = source
        self.unit = unit
        self.problems: list[Problem] = []
        self.fields: dict[str, tuple[str, int]] = {}
        self.found: dict[int, tuple[list[float], int]] = {}
        self.texts: dict[int, list[str]] = {}
        self.commas = False
        self.bare: list[tuple[str, int]] = []               # lines of pairs without commas

    def read(self) -> Rules:
        """Return the table, or raise all its faults."""
        if b"\x00" in self.source.data:
            raise self.source.fault("this is not text", "file.binary", "Is it the right file?")
        self._lines(self.source.text.splitlines())
        for text, line in self.bare if self.commas else ():
            self._fault("rul.number", f"{text!r} has pairs without a comma, and other lines have one",
                        "Put a comma between the numbers of each pair.", line)
        sizes, sample, scale = self._head()
        if not self.found:
            self._fault("rul.empty", "the table has no rules", "Is it the right file?")
        deltas = {number: self._still(self._deltas(number, numbers, len(sizes)), sizes, sample, scale)
                  for number, (numbers, _) in self.found.items()}
        for number, (_, line) in self.found.items():
            self._check(number, deltas[number], line, sizes, sample)
        if self.problems:
            raise FileFormatError.of(self.problems[:MOST_PROBLEMS])
        name = self.fields.get("grade rule table", ("", 0))[0]
        rules = {number: tuple((dx * scale, dy * scale) for dx, dy in each) for number, each in deltas.items()}
        return Rules(name, sizes, sample, rules, scale, {key: value for key, (value, _) in self.fields.items()})

    def _fault(self, code: str, message: str, hint: str, line: int | None = None, argument: str = "") -> None:
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(Problem(message, code, hint=hint, file=self.source.file, line=line,
                                         argument=argument))

    def _lines(self, lines: list[str]) -> None:
        here: int | None = None
        last = ""
        for number, text in enumerate(map(decoded, lines), 1):
            if text.strip().upper() == "END":
                return
            if len(text) > RUL_LINE:
                raise self.source.fault(f"a line has {len(text)} characters, more than {RUL_LINE}", "rul.large",
                                        "Is it the right file?", number)
            rule = _RULE.match(text)
            if rule:
                here = self._begin(int(rule[1]), number)
                text = "" if rule[2][:1] in {";", "#"} else rule[2]     # noqa: PLW2901  pairs may follow on that line
            named = _NAMED_RULE.match(text) if not rule else None
            field = field_of(text, "-") if not rule and not named else None
            if field:
                last = _SPELLINGS.get(field[0], field[0])
                self.fields.setdefault(last, (field[1], number))
            elif named:
                self._fault("rul.syntax", f"the rule {named[1].strip()[:40]!r} has a name instead of a number",
                            "A drawing refers to rules as # 1, # 2; number them.", number)
                here = None
            elif here is not None:
                self._pairs(here, text, number)
            elif last == _SIZES and text.strip() and field is None:
                self.fields[last] = (f"{self.fields[last][0]} {text.strip()}".strip(), self.fields[last][1])
            elif text.strip() and not text.strip().casefold().startswith("version"):
                self._fault("rul.syntax", f"{text.strip()[:40]!r} is neither a key nor a rule", "Is it the right file?",
                            number)

    def _begin(self, number: int, line: int) -> int:
        if number in self.found:
            self._fault("rul.twice", f"rule {number} is given twice, first on line {self.found[number][1]}",
                        "Keep one of them.", line)
        if len(self.found) >= RUL_RULES:
            raise self.source.fault(f"the table has more than {RUL_RULES} rules", "rul.large", "Is it the right file?",
                                    line)
        self.found[number], self.texts[number] = ([], line), []
        return number

    def _deltas(self, rule: int, numbers: list[float], sizes: int) -> list[Delta]:
        """The pairs of a rule; twice too many numbers are read as decimal commas if all of them could be."""
        text = " ".join(self.texts[rule])
        if sizes and len(numbers) == 4 * sizes and _DECIMAL_COMMA.fullmatch(text):
            numbers = [float(each.replace(",", ".")) for each in text.split()]
        return list(zip(numbers[::2], numbers[1::2], strict=False))

    def _still(self, deltas: list[Delta], sizes: tuple[str, ...], sample: str, scale: float) -> list[Delta]:
        """The pairs with noise of a computer's arithmetic at the sample size, as 1.2e-15, taken as the zero meant."""
        if sample in sizes and len(deltas) == len(sizes):
            place = sizes.index(sample)
            if math.hypot(*deltas[place]) * scale <= _NOISE:
                deltas[place] = (0.0, 0.0)
        return deltas

    def _pairs(self, rule: int, text: str, line: int) -> None:
        numbers = _paired(text)
        if numbers is None:
            self._fault("rul.number", f"{text.strip()[:40]!r} is not made of pairs such as 0.50, -1.25",
                        "A pair is two numbers with decimal points, separated by a comma.", line)
            return
        if "," in text:
            self.commas = True
        elif numbers:
            self.bare.append((text.strip()[:40], line))
        self.found[rule][0].extend(numbers)
        self.texts[rule].append(text)

    def _head(self) -> tuple[tuple[str, ...], str, float]:
        text, line = self.fields.get("size list", ("", 0))
        sample, sample_line = self.fields.get("sample size", ("", 0))
        count, count_line = self.fields.get("number of sizes", ("", 0))
        text, sample = text.replace('"', ""), sample.replace('"', "").strip()
        sizes = tuple(re.split(r"[\s,;]+", text.strip(" ,;"))) if text else ()
        apart = tuple(re.split(r"[ \t]{2,}|\t|[ ]*[,;][ ]*", text.strip(" ,;"))) if text else ()
        if count.strip() != str(len(sizes)) and count.strip() == str(len(apart)):
            sizes = apart                                   # names with a space in them, separated by several
        sample = sample if sample in sizes else next((size for size in sizes if size.casefold() == sample.casefold()),
                                                     sample)
        if not sizes:
            self._fault("rul.sizes", "there is no SIZE LIST", "Add it: it says which sizes the numbers belong to.")
        if len(set(sizes)) < len(sizes) or len(sizes) > RUL_SIZES:
            self._fault("rul.sizes", f"the SIZE LIST has a size twice, or more than {RUL_SIZES}",
                        "List each size once.", line)
        if count and count.strip() != str(len(sizes)):
            self._fault("rul.sizes", f"NUMBER OF SIZES is {count[:20]}, the SIZE LIST has {len(sizes)}",
                        "The name of a size must not contain a space.", count_line)
        if sample not in sizes:
            self._fault("rul.sizes", f"the SAMPLE SIZE {sample[:20]!r} is not in the SIZE LIST",
                        "All numbers are relative to it.", sample_line or None)
        units, units_line = self.fields.get("units", ("", 0))
        scale = self.unit or unit_of_words(units)
        if not scale:
            self._fault("rul.units",
                        f"UNITS: {units[:20]!r} is not a known unit" if units else "there is no UNITS line",
                        "Write METRIC for mm or ENGLISH for inches, or state the unit, such as mm.",
                        units_line or None, "unit")
        return sizes, sample, scale or 1.0

    def _check(self, number: int, deltas: list[Delta], line: int, sizes: tuple[str, ...], sample: str) -> None:
        if not sizes:
            return
        if len(self.found[number][0]) % 2:
            self._fault("rul.count", f"rule {number} has {len(self.found[number][0])} numbers, an odd count",
                        "Give a pair for each size.", line)
        elif len(deltas) != len(sizes):
            self._fault("rul.count", f"rule {number} has {len(deltas)} pairs for {len(sizes)} sizes",
                        "Give one pair for each size.", line)
        elif sample in sizes and deltas[sizes.index(sample)] != (0.0, 0.0):
            dx, dy = deltas[sizes.index(sample)]
            self._fault("rul.sample", f"rule {number} moves the sample size {sample} by {dx:g}, {dy:g}",
                        "Write 0, 0 there: all numbers are relative to the sample size.", line)
        if any(not math.hypot(dx, dy) <= RUL_FARTHEST for dx, dy in deltas):
            self._fault("rul.number", f"rule {number} moves a point by more than {RUL_FARTHEST / 1000:g} m",
                        "Correct that pair.", line)
