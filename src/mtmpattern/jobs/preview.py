"""A garment draped on the body that it is drafted for: a pattern or the name of a template, and a body."""

from __future__ import annotations

from contextlib import suppress
from os import PathLike
from typing import TYPE_CHECKING

from mtmpattern.body import CATALOGUE, Body, complete, read_body
from mtmpattern.body.levels import below_waist
from mtmpattern.drafting import Template, draft
from mtmpattern.drafting.request import Request
from mtmpattern.errors import MtmError, StationError, check_arguments
from mtmpattern.jobs.avatar import avatar
from mtmpattern.pattern import Pattern
from mtmpattern.pattern.pattern import check_pattern
from mtmpattern.preview.extra import check_installed

if TYPE_CHECKING:
    from mtmpattern.preview.garment import Garment3D, Watch

LIBRARIES = ("scipy", "igl")


def drape(pattern: Pattern, body: Body | PathLike[str] | str, *, store: PathLike[str] | str | None = None,
          size: float | None = None, watch: Watch | None = None) -> Garment3D:
    """Sew a pattern from its seams and drape it on an avatar of the body; needs the extra `preview`.

    Args:
        pattern: the garment, drafted for this body.
        body: a body, or anything that `read_body` reads.
        store: a folder that keeps avatars; see `mtmpattern.jobs.avatar`.
        size: the side of the triangles of the cloth in mm, 8 to 40; 15 by default.
        watch: called with the present stage and the share of the work that is done, from 0 to 1.

    Raises:
        MeasurementError: the body is outside the range of the avatar.
        MissingExtra: the extra is not installed.
        StationError: the cloth cannot be draped.

    """
    check_installed(LIBRARIES)
    check_pattern(pattern)
    check_arguments(size=(size, "a number or None"), store=(store, "a folder or None"))
    from mtmpattern.preview.garment import dress, pose_for  # noqa: PLC0415  # they load scipy
    from mtmpattern.preview.held import check_held  # noqa: PLC0415
    from mtmpattern.preview.sewing import SIZE, sew  # noqa: PLC0415

    size = SIZE if size is None else size
    if not 8.0 <= size <= 40.0:
        raise StationError(f"size: {size:g} mm is outside 8 to 40 mm", code="preview.size", where="size",
                           hint="Give 8 to 40 mm.")
    known = body if isinstance(body, Body) else read_body(body)
    cloth = sew(pattern, size)
    check_held(cloth, pattern)                  # before the body is fitted, which takes a while
    figure = avatar(known, pose="a" if pose_for(cloth) == "a" else "drape", store=store)
    return dress(pattern, figure, cloth=cloth, size=size, depths=trunk_depths(known), watch=watch)


def trunk_depths(body: Body) -> dict[str, float]:
    """How far below the waist the levels of the trunk lie, mm, as far as they are known or can be estimated."""
    whole = complete(body, CATALOGUE)
    found = {}
    for name in ("chest", "under bust", "waist", "belly", "top hip", "hip"):
        with suppress(MtmError):
            found[name] = below_waist(whole, name)
    return found


def preview_files(garment: Garment3D, pattern: Pattern) -> dict[str, bytes]:
    """The files of a preview: pictures, maps, ``garment.glb``, ``garment.html`` and ``preview.json``."""
    from mtmpattern.preview.preview_files import files_of  # noqa: PLC0415  # it loads numpy

    return files_of(garment, pattern)


def draft_for_preview(template: type[Template], body: Body, request: Request, *, estimates: bool = False) -> Pattern:
    """Draft a template with the fit, options and alterations of a command. Raises what `draft` raises."""
    return draft(template, body, **request.arguments, estimates=estimates)
