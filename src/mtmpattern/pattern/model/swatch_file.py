"""The block `swatch` of a fabric file: gauge, structure, yarn, and the settings of the machine."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from typing import Any, Final

from mtmpattern.documents import Faults, Node
from mtmpattern.errors import FileFormatError
from mtmpattern.pattern.model.fabric import LIMITS
from mtmpattern.pattern.model.fabric_values import bounded, clean, code, few, grams, number, strange, text, word
from mtmpattern.pattern.model.swatch import (
    STITCH_MASS,
    STRUCTURES,
    ZONES,
    RibGauge,
    Swatch,
    SwatchCount,
    count_problems,
)


def read_swatch(node: Node) -> Swatch:
    """The swatch that the block states; every fault of it in one error."""
    faults = Faults()
    values: dict[str, Any] = {}
    lines = node.mapping()
    for name, part in lines.items():
        with faults.caught():
            if name not in _SWATCH:
                raise strange(part, name, "a swatch", tuple(_SWATCH))
            values[name] = _SWATCH[name](part)
    faults.add(*(node.problem(f"the swatch has no {name}", "fabric.missing", f"Add a line `{name}: ...` to it.",
               name=name)
                 for name in ("structure", "yarn", "stitches", "courses", "stitch_mass") if name not in lines))
    faults.check(FileFormatError)
    made = Swatch(**values)
    _ = bounded(Fraction(repr(made.mass)), node, LIMITS["mass"], "g/m2")
    return made


def _count(node: Node) -> SwatchCount:
    """``{mean: 60, spread: 0.8}``, to 10 cm."""
    lines = node.mapping()
    wrong = [part.problem(f"{node.path} has no {clean(name)}", "fabric.field", "It has mean and spread.", at_key=True,
                          path=node.path, name=clean(name))
             for name, part in lines.items() if name not in ("mean", "spread")]
    wrong += [node.problem(f"{node.path} has no {name}", "fabric.missing",
                           "Write {mean: 60, spread: 0.8}: to 10 cm, and the standard deviation of several counts.",
                           path=node.path, name=name)
              for name in ("mean", "spread") if name not in lines]
    if wrong:
        raise FileFormatError.of(wrong)
    count = SwatchCount(float(number(lines["mean"])), float(number(lines["spread"])))
    wrong = count_problems(node.path.rpartition(".")[2], count)
    if wrong:
        raise FileFormatError.of(replace(problem, file=node.file, line=node.line, column=node.column)
                                 for problem in wrong)
    return count


def _rib(node: Node) -> RibGauge:
    """``{stitches: 36, courses: 44}``, to 10 cm."""
    lines = node.mapping()
    wrong = [part.problem(f"{node.path} has no {clean(name)}", "fabric.field", "It has stitches and courses.",
                          at_key=True, name=clean(name))
             for name, part in lines.items() if name not in ("stitches", "courses")]
    wrong += [node.problem(f"{node.path} has no {name}", "fabric.missing", "Write {stitches: 36, courses: 44}: to "
                           "10 cm of the rib, relaxed.",
                           path=node.path, name=name) for name in ("stitches", "courses") if name not in lines]
    if wrong:
        raise FileFormatError.of(wrong)
    return RibGauge(float(number(lines["stitches"])), float(number(lines["courses"])))


def _stitch_numbers(node: Node) -> tuple[tuple[str, str], ...]:
    """``{body: 38, rib: 34}``."""
    faults, numbers = Faults(), []
    for name, part in few(node, node.mapping()).items():
        with faults.caught():
            numbers.append((word(part, ZONES, at=name, at_key=True), code(part)))
    faults.check(FileFormatError)
    return tuple(numbers)


_SWATCH: Final[dict[str, Callable[[Node], Any]]] = {
    "structure": lambda node: word(node, STRUCTURES), "yarn": text, "stitches": _count,
    "courses": _count,
    "stitch_mass": lambda node: bounded(grams(node), node, STITCH_MASS, "g"),
    "stitch_numbers": _stitch_numbers, "machine": text, "half_gauge": Node.flag, "colour": text,
    "mass_spread": lambda node: bounded(grams(node), node, (0.0, STITCH_MASS[1]), "g"),
    "rib": _rib,
}
