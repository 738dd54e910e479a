"""How a template and a made garment look on a terminal, and as JSON where that differs from the library's own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mtmpattern.cli._output import say, say_table
from mtmpattern.units import as_mm

if TYPE_CHECKING:
    from mtmpattern.jobs.making import Made

Measured = Mapping[str, float | Mapping[str, float]]


def say_described(template: Mapping[str, Any]) -> None:
    """Print what `mtmpattern.jobs.describing.describe` tells."""
    say(f"{template['name']} {template['version']}")
    say(template["summary"])
    say_table([("cloth", template["cloth"]), ("openings", ", ".join(template["openings"]))], title="garment")
    say_table([(each["name"], each["label"], each["iso"]) for each in template["measurements"]], title="measurements")
    say_table([(each["name"], each["default"], each["allowed"], each["note"]) for each in template["options"]],
              title="options: default, what is allowed, what it does")
    say_table([(fit, ", ".join(f"{name} {value}" for name, value in values.items()) or "as the defaults")
               for fit, values in template["fits"].items()], title="fits")


def say_made(made: Made, written: Sequence[Path]) -> None:
    """Print the files of a made garment, what it measures and what the draft has to say."""
    for path in written:
        say(str(path))
    measures = _measures(made.pattern.intended, made.pattern.finished)
    say_table([("", "intended", "finished"), *measures], title="measures")
    say_table([(note,) for note in made.notes], title="notes")


def made_as_data(made: Made, written: Sequence[Path], folder: str) -> dict[str, Any]:
    """Return the same as plain data for a program."""
    pattern = made.pattern
    return {
        "template": pattern.template, "version": pattern.version, "digest": pattern.digest,
        "folder": folder, "files": [path.name for path in written],
        "intended": _plain(pattern.intended), "finished": _plain(pattern.finished),
        "notes": list(made.notes),
    }


def _measures(intended: Measured, finished: Measured) -> list[tuple[str, str, str]]:
    names = dict.fromkeys((*intended, *finished))
    return [(name, _value(intended.get(name)), _value(finished.get(name))) for name in names]


def _value(measured: float | Mapping[str, float] | None) -> str:
    if measured is None:
        return "-"
    if isinstance(measured, Mapping):
        return ", ".join(f"{side} {as_mm(mm)}" for side, mm in measured.items())
    return as_mm(measured)


def _plain(measures: Measured) -> dict[str, Any]:
    """In mm to a thousandth: beyond that a float differs between platforms."""
    return {name: {side: round(mm, 3) for side, mm in value.items()} if isinstance(value, Mapping) else round(value, 3)
            for name, value in measures.items()}
