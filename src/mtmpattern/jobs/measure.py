"""What a measurement file is good for: how likely its measures are, and what a template still wants of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

from mtmpattern.body import Body, complete, missing
from mtmpattern.body.body import KNOWN
from mtmpattern.documents import read_document
from mtmpattern.errors import ExportError, Problem
from mtmpattern.output_file import check_free, write_file

if TYPE_CHECKING:
    from mtmpattern.drafting import Template

Likelihood = Literal["as expected", "doubtful", "confirmed"]
DOUBT: Final = "measurement.doubtful"
ENDINGS: Final = {
    ".freesewing.yaml": "freesewing", ".yaml": "native", ".yml": "native", ".json": "json", ".csv": "csv",
    ".smis": "seamly", ".vit": "valentina",
}
"""What a file of measures may end in, and the form it is then written in."""


@dataclass(frozen=True, slots=True)
class Readiness:
    """What a template has of a person, and what it wants.

    ``body`` is completed with all that can be worked out. ``estimated`` is accepted as an estimate, ``refused`` could
    be estimated and is to be measured, ``absent`` is told by nothing.
    """

    template: type[Template]
    body: Body
    estimated: tuple[str, ...]
    refused: tuple[str, ...]
    absent: tuple[Problem, ...]

    @property
    def ready(self) -> bool:
        """It can be drafted now."""
        return not self.refused and not self.absent


def readiness(template: type[Template], body: Body) -> Readiness:
    """Compare what a template needs with what a body has."""
    completed = complete(body, template.needs)
    guessed = [name for name in template.needs
               if name in completed.measures and completed.measure(name).source == "estimated"]
    return Readiness(template, completed, tuple(name for name in guessed if name in template.estimable),
                     tuple(name for name in guessed if name not in template.estimable),
                     missing(completed, template.needs))


def likelihoods(body: Body) -> Mapping[str, Likelihood]:
    """Tell of each measure that people's data say something about whether it agrees with the others.

    A doubt that was told in the remarks is doubtful; one that was not has been confirmed in the file.
    """
    from mtmpattern.body.doubt import doubts  # noqa: PLC0415
    from mtmpattern.body.population import known  # noqa: PLC0415  # numpy loads with it

    told = {problem.where for problem in body.remarks if problem.code == DOUBT}
    found: dict[str, Likelihood] = {}
    if not body.child:
        values = {name: each.middle for name, each in body.measures.items() if each.source in KNOWN}
        judged = known(values, ("female", "male") if body.sex is None else (body.sex,))
        found = dict.fromkeys(judged, "as expected") if len(judged) > 1 else {}
        found |= dict.fromkeys((doubt.name for doubt in doubts(body)), "confirmed")
    return found | dict.fromkeys(told, "doubtful")


def check_form(out: Path | str) -> Path:
    """The path of a file to write, once its ending is known and its place is free.

    Raises `ExportError`: ``format.unknown`` for other endings, and as `check_free`.
    """
    if form_of(Path(out)) is None:
        raise ExportError(f"measures cannot be written as {Path(out).name[-40:]}", code="format.unknown",
                          where=str(out), hint=f"The ending tells the form: {', '.join(ENDINGS)}.")
    check_free(Path(out))
    return Path(out)


def form_of(out: Path) -> str | None:
    """The form that the ending of a file name stands for."""
    name = out.name.casefold()
    return next((form for ending, form in ENDINGS.items() if name.endswith(ending) and name != ending), None)


def write_body_file(body: Body, out: Path, *, estimated: bool) -> tuple[Problem, ...]:
    """Write the measures in the form of the file's ending; returns what that form has no place for."""
    from mtmpattern.body.forms.writer import write_body  # noqa: PLC0415  # few who look at a file write one

    form = form_of(out) or ""
    written = write_body(body, "native" if form == "json" else form, estimated=estimated)
    write_file(_as_json(written.text) if form == "json" else written.text, out)
    worked_out = sum(each.source not in KNOWN for each in body.measures.values()) if estimated else 0
    if not worked_out or form != "freesewing":  # all others tell such values apart, and leave them out when read
        return written.remarks
    warning = Problem(f"{worked_out} of the values were worked out, and whoever reads the file takes them for "
                      "measured", "measurement.estimated", "", "Write it without --estimate to pass on measures only.")
    return (*written.remarks, warning)


def _as_json(native: str) -> str:
    """Write our own form as JSON: the same names and numbers."""
    data: Any = read_document(native, what="measurement file").plain()
    for block in ("measurements", "estimated"):
        if block in data:
            data[block] = {name: {side: _number(each) for side, each in value.items()}
                           if isinstance(value, dict) else _number(value) for name, value in data[block].items()}
    return json.dumps(data, indent=2) + "\n"


def _number(text: str) -> float | str:
    """A bare number as one; a value with its unit as text."""
    try:
        return float(text)
    except ValueError:
        return text
