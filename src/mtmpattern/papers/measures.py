"""The finished measures of every size as a page to print and send: a self-contained file without scripts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape
from itertools import pairwise
from typing import Final, TypeAlias

from mtmpattern.formats.text import printable
from mtmpattern.pattern.grading.grade import Grade
from mtmpattern.pattern.model.requirement import Sided
from mtmpattern.units import number_in

Row: TypeAlias = tuple[str, Sequence[float | None]]
"""A measure and its value in mm in each size; None where a size does not have it."""

ACROSS: Final = 8
"""The most sizes side by side on a page of A4; more begin another table."""

LEAST, MOST, UNCHANGED = 3.0, 10.0, 5.0
"""Millimetres of tolerance: at least, at most, and for a measure that is the same in all sizes."""

_STYLE: Final = """
@page { size: A4; margin: 14mm }
body { font: 10pt/1.35 Helvetica, Arial, "DejaVu Sans", sans-serif; color: #111; margin: 1.5rem auto; max-width: 190mm;
  padding: 0 1rem }
h1 { font-size: 18pt; margin: 0 0 .3rem } h2 { font-size: 12pt; margin: 1.4rem 0 .4rem; break-after: avoid }
p { margin: .2rem 0 .6rem; color: #444 }
table { border-collapse: collapse; width: 100%; break-inside: avoid; margin-bottom: 1rem }
th, td { border-bottom: .3pt solid #999; padding: .25rem .4rem; text-align: right; white-space: nowrap }
th:first-child { text-align: left; white-space: normal }
thead th { border-bottom: 1pt solid #111; vertical-align: bottom; white-space: normal }
tbody tr:nth-child(even) { background: #f3f3f3 }
.sample { background: #dfe9f5; font-weight: bold } .in { color: #555 }
#mm:checked ~ main .in, #in:checked ~ main .mm { display: none }
#both:checked ~ main .in { display: block; font-size: 80% }
@media print { body { margin: 0; padding: 0; max-width: none } .choice { display: none }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact } }
"""


def measures_html(graded: Grade) -> bytes:
    """The measures of all sizes, then what each step adds, in mm and inches; the same grade gives the same bytes.

    Measures and sizes are in the order of the CSV table. A measure with two sides is given as their mean.
    """
    first = next(iter(graded.patterns.values()))
    title = f"{first.template}: finished measures"
    about = ", ".join(filter(None, (
        f"version {first.version}", first.fit and f"fit {first.fit}",
        f"{len(graded.sizes)} {'size' if len(graded.sizes) == 1 else 'sizes'}", f"sample size {graded.sample}")))
    parts = [
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width">',
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; style-src \'unsafe-inline\'">',
        f"<title>{_text(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>",
        f"<h1>{_text(first.template)}</h1>\n<p>{_text(about)}</p>", _choice(), "<main>",
        *_tables(graded), "</main>\n</body>\n</html>\n"]
    return "\n".join(parts).encode()


def _tables(graded: Grade) -> Iterator[str]:
    rows = rows_of(graded)
    steps = [f"{before} to {after}" for before, after in pairwise(graded.sizes)]
    grown = [(name, [None if a is None or b is None else b - a for a, b in pairwise(values)]) for name, values in rows]
    allowed = [_tolerance(values) for _, values in grown]
    yield "<h2>Finished measures</h2>"
    yield "<p>Of the finished garment, laid flat and not stretched; girths are full circumferences.</p>"
    for low, high in _chunks(len(graded.sizes)):
        last = allowed if high == len(graded.sizes) else None
        yield _table([(name, values[low:high]) for name, values in rows], graded.sizes[low:high], graded.sample, last)
    yield (f"<p>Tolerance: half of the smallest step between two sizes, but {LEAST:g} to {MOST:g} mm; {UNCHANGED:g} mm "
           "for what does not change. It is a proposal: an agreement with the factory takes precedence.</p>")
    if steps:
        yield "<h2>What each step adds</h2>"
        for low, high in _chunks(len(steps)):
            yield _table([(name, values[low:high]) for name, values in grown], steps[low:high], "", None, signed=True)


def rows_of(graded: Grade) -> list[Row]:
    """Every finished measure with its value in each size."""
    names = dict.fromkeys(name for pattern in graded.patterns.values() for name in pattern.finished)
    return [(name, [_middle(pattern.finished.get(name)) for pattern in graded.patterns.values()]) for name in names]


def _middle(measured: Sided | None) -> float | None:
    if measured is None:
        return None
    return sum(measured.values()) / len(measured) if isinstance(measured, Mapping) else measured


def _tolerance(grown: Sequence[float | None]) -> float | None:
    """Whole millimetres either way; None for a single size."""
    if not grown:
        return None
    steps = [abs(step) for step in grown if step is not None and abs(step) >= 1.0]
    return float(round(min(max(min(steps) / 2, LEAST), MOST))) if steps else UNCHANGED


def _chunks(count: int) -> list[tuple[int, int]]:
    """Column ranges of as few tables as fit a page, with about equally many columns in each."""
    tables = -(-count // ACROSS)
    edges = [round(count * place / tables) for place in range(tables + 1)]
    return list(pairwise(edges))


def _table(rows: Sequence[Row], heads: Sequence[str], sample: str, tolerance: Sequence[float | None] | None, *,
           signed: bool = False) -> str:
    def cell(value: float | None, size: str) -> str:
        marked = ' class="sample"' if size == sample else ""
        return f"<td{marked}>{_value(value, signed=signed)}</td>"

    head = "".join(f'<th scope="col"{" class=" + chr(34) + "sample" + chr(34) if each == sample else ""}>{_text(each)}'
                   "</th>" for each in heads)
    more = '<th scope="col">tolerance</th>' if tolerance else ""
    body = []
    for place, (name, values) in enumerate(rows):
        cells = "".join(map(cell, values, heads))
        if tolerance:
            cells += f"<td>{_value(tolerance[place], sign='±')}</td>"
        body.append(f'<tr><th scope="row">{_text(name.replace("_", " "))}</th>{cells}</tr>')
    return (f'<table>\n<thead><tr><th scope="col">measure</th>{head}{more}</tr></thead>\n<tbody>\n' + "\n".join(body)
            + "\n</tbody>\n</table>")


def _value(mm: float | None, *, signed: bool = False, sign: str = "") -> str:
    if mm is None:
        return "–"
    units: tuple[tuple[str, Callable[[float], str]], ...] = (
        ("mm", lambda value: f"{value:z.1f}".removesuffix(".0") if sign else f"{value:z.1f}"),
        ("in", lambda value: f"{number_in(value, 'in')} in"))
    cells = []
    for unit, words in units:
        text = words(mm)
        plus = "+" if signed and mm > 0 and text not in ("0.0", "0 in") else ""
        cells.append(f'<span class="{unit}">{sign or plus}{_text(text)}</span>')
    return "".join(cells)


def _choice() -> str:
    """The choice of units to show and print: radio buttons, which need no script."""
    made = []
    for key, words in (("mm", "mm"), ("in", "inches"), ("both", "both")):
        checked = " checked" if key == "mm" else ""
        made.append(f'<input class="choice" type="radio" name="unit" id="{key}"{checked}>'
                    f'<label class="choice" for="{key}">{words}</label>')
    return "\n".join(made)


def _text(words: str) -> str:
    return escape(printable(words))
