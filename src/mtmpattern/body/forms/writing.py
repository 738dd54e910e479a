"""A body written for other programs and for ourselves: the same body, the same text; never a person's name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from mtmpattern.body.body import Body
from mtmpattern.body.forms.table import write as write_table
from mtmpattern.body.forms.writing_xml import write_smis, write_vit
from mtmpattern.body.forms.writing_yaml import write_freesewing, write_native
from mtmpattern.body.forms.written import Written
from mtmpattern.documents import nearest
from mtmpattern.errors import FileFormatError

__all__ = ["Written", "write_body"]


def write_body(body: Body, form: str, *, estimated: bool = False) -> Written:
    """Write a body as ``seamly`` (.smis), ``valentina`` (.vit), ``freesewing``, ``native`` (both YAML) or ``csv``.

    Written is what was measured or is of a size chart; with ``estimated`` also what was worked out, marked as such.
    Raises `FileFormatError` for any other form.
    """
    writer = _WRITERS.get(form)
    if writer is None:
        near = nearest(form, tuple(_WRITERS))
        raise FileFormatError(f"no measurement file is written as {form[:40]}", code="file.form", where="form",
                              hint=f"Did you mean {near}?" if near else f"Known are {', '.join(_WRITERS)}.")
    return writer(body, estimated)


def _csv(body: Body, estimated: bool) -> Written:
    return Written(write_table(body, estimated=estimated))


_WRITERS: Final[dict[str, Callable[[Body, bool], Written]]] = {
    "seamly": write_smis, "valentina": write_vit, "freesewing": write_freesewing, "native": write_native, "csv": _csv,
}
