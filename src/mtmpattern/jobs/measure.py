"""Reports on a measurement file: how likely its measures are, and what a template still needs; writing it."""

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
"""The endings of files of measures, and the form in which each is written."""


@dataclass(frozen=True, slots=True)
class Readiness:
    """The measures of a person that a template has, and those it still needs.

    ``body`` is completed with all that can be derived or estimated. ``estimated`` are accepted as estimates,
    ``refused`` could be estimated but must be measured, ``absent`` cannot be estimated. ``wishes`` are the faults of
    what the file asks for the garment.
    """

    template: type[Template]
    body: Body
    estimated: tuple[str, ...]
    refused: tuple[str, ...]
    absent: tuple[Problem, ...]
    wishes: tuple[Problem, ...] = ()

    @property
    def ready(self) -> bool:
        """Whether the template can be drafted now."""
        return not self.refused and not self.absent and not self.wishes


def readiness(template: type[Template], body: Body) -> Readiness:
    """Compare what a template needs with what a body has."""
    completed = complete(body, template.needs)
    guessed = [name for name in template.needs
               if name in completed.measures and completed.measure(name).source == "estimated"]
    return Readiness(template, completed, tuple(name for name in guessed if name in template.estimable),
                     tuple(name for name in guessed if name not in template.estimable),
                     (absent := missing(completed, template.needs)), () if absent else _wishes(template, completed))


def _wishes(template: type[Template], body: Body) -> tuple[Problem, ...]:
    """The faults of what the file asks for this garment: unknown names, and measures that were meant in another unit.

    Whether a measure can be made is only known when the garment is drafted.
    """
    if not body.wishes:
        return ()
    from mtmpattern.drafting.checked_request import checked_fabrics  # noqa: PLC0415
    from mtmpattern.drafting.file_wishes import file_wishes  # noqa: PLC0415  # few files ask for anything
    from mtmpattern.drafting.garment_unit import mistaken_units  # noqa: PLC0415

    _, garment, strange = file_wishes(template, body)
    options = {name: option.default for name, option in template.options().items()}
    own = template(body, fabrics=checked_fabrics(template, {}, options))
    return tuple(each.in_unit(body.unit) for each in (*strange, *mistaken_units(own, garment)))


def likelihoods(body: Body) -> Mapping[str, Likelihood]:
    """Return for each measure in the survey whether it agrees with the others.

    A measure that the body lists as doubted is doubtful; any other doubt has been confirmed in the file.
    """
    from mtmpattern.body.doubt import doubts  # noqa: PLC0415
    from mtmpattern.body.population import known  # noqa: PLC0415  # numpy loads with it

    reported = body.doubted - {"sex"}
    found: dict[str, Likelihood] = {}
    if not body.child:
        values = {name: each.middle for name, each in body.measures.items() if each.source in KNOWN}
        judged = known(values, ("female", "male") if body.sex is None else (body.sex,))
        found = dict.fromkeys(judged, "as expected") if len(judged) > 1 else {}
        found |= dict.fromkeys((doubt.name for doubt in doubts(body)), "confirmed")
    return found | dict.fromkeys(reported, "doubtful")


def check_form(out: Path | str) -> Path:
    """The path of a file to write, after checking its ending and that it does not exist.

    Raises `ExportError`: ``format.unknown`` for other endings, and as `check_free`.
    """
    if form_of(Path(out)) is None:
        raise ExportError(f"measures cannot be written as {Path(out).name[-40:]}", code="format.unknown",
                          where=str(out), hint=f"Use one of these endings: {', '.join(ENDINGS)}.",
                          params={"name": Path(out).name[-40:]})
    check_free(Path(out))
    return Path(out)


def form_of(out: Path) -> str | None:
    """The form for the ending of a file name; None for an unknown ending."""
    name = out.name.casefold()
    return next((form for ending, form in ENDINGS.items() if name.endswith(ending) and name != ending), None)


def write_body_file(body: Body, out: Path, *, estimated: bool) -> tuple[Problem, ...]:
    """Write the measures in the form of the file's ending; returns remarks on what that form cannot hold."""
    from mtmpattern.body.forms.writer import write_body  # noqa: PLC0415  # not needed to read a file

    form = form_of(out) or ""
    written = write_body(body, "native" if form == "json" else form, estimated=estimated)
    write_file((_as_json(written.text) if form == "json" else written.text).encode(), out)
    worked_out = sum(each.source not in KNOWN for each in body.measures.values()) if estimated else 0
    if not worked_out or form != "freesewing":  # all other forms mark estimates, and readers leave them out
        return written.remarks
    warning = Problem(f"{worked_out} of the values were estimated, and FreeSewing reads them as measured",
                      "measurement.estimated", "", "To pass on measures only, leave the estimates out.",
                      params={"count": worked_out}, argument="estimated")
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
    """A bare number as a float; a value with its unit as text."""
    try:
        return float(text)
    except ValueError:
        return text
