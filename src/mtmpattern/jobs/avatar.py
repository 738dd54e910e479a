"""The avatar of a body, and its files: GLB to look at, STL and 3MF to print, and a table of its measures."""

from __future__ import annotations

import json
from collections.abc import Iterable
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Final

from mtmpattern.body import Body, complete, read_body
from mtmpattern.errors import ExportError, OptionError, check_arguments, meant, shown, texts_in
from mtmpattern.preview.extra import check_installed

if TYPE_CHECKING:
    from mtmpattern.preview.avatar import Avatar, PoseName

TABLE: Final = "avatar.json"
FORMATS: Final = ("glb", "stl", "3mf")
POSES: Final = ("drape", "a")
NEEDED: Final = ("height", "chest_girth", "waist_girth", "hip_girth")
SMALLEST: Final = 0.01
"""The least scale of a printed figure; below it a wrist is thinner than any nozzle."""


def avatar(body: Body | PathLike[str] | str, *, pose: PoseName = "drape",
           store: PathLike[str] | str | None = None) -> Avatar:
    """Fit a 3D body to measures; needs the extra `preview`.

    Args:
        body: a body, or anything that `read_body` reads. Height, chest, waist and hip girth are estimated where they
            are missing; `Avatar.measures` marks estimates.
        pose: ``drape``, with the arms as low as room for cloth allows, or ``a``, with the arms at 42 degrees.
        store: a folder that keeps avatars under their digest for reuse. It then holds the shapes of bodies.

    Raises:
        MeasurementError: too little is measured, or the body is outside the range of the model.
        MissingExtra: the extra is not installed.
        OptionError: an unknown pose.

    """
    check_installed()
    check_arguments(pose=(pose, "text"), store=(store, "a folder or None"))
    if pose not in POSES:
        raise OptionError(f"pose: {shown(pose)} is not a pose", code="option.type", where="pose",
                          hint=meant(pose, POSES, "Use one of"), params={"pose": shown(pose)})
    from mtmpattern.preview.avatar import avatar_digest, fit_avatar, keep, load  # noqa: PLC0415  # they load scipy

    known = complete(body if isinstance(body, Body) else read_body(body), NEEDED)
    measures = {name: (each.left, each.right) for name, each in known.measures.items()}
    spreads = {name: each.sd for name, each in known.measures.items() if each.sd}
    folder = Path(store) if store is not None else None
    if folder is not None:
        digest = avatar_digest(measures, known.sex, spreads=spreads, child=known.child, pose=pose)
        if (kept := load(folder, digest)) is not None:
            return kept
    with texts_in(known.unit):
        made = fit_avatar(measures, known.sex, spreads=spreads, child=known.child, pose=pose)
    if folder is not None:
        keep(folder, made)
    return made


def check_scale(scale: float) -> None:
    """Raise `OptionError` for a scale at which a figure cannot be printed."""
    if not SMALLEST <= scale <= 1.0:
        raise OptionError(f"scale: {scale:g} is not a scale of a printed figure", code="option.range", where="scale",
                          hint=f"Give {SMALLEST:g} to 1.", params={"scale": scale})


def avatar_files(avatar: Avatar, formats: Iterable[str] = FORMATS, *, scale: float = 1.0) -> dict[str, bytes]:
    """The files of an avatar by name, and ``avatar.json`` with its measures; ``scale`` is that of the printed forms.

    Raises:
        ExportError: an unknown format.
        OptionError: a scale outside 0.01 to 1.

    """
    from mtmpattern.preview.avatar import glb, stl, three_mf  # noqa: PLC0415  # they load scipy

    check_scale(scale)
    files = {TABLE: _about(avatar)}
    for name in formats:
        if name not in FORMATS:
            raise ExportError(f"an avatar cannot be written as {name!r}", code="format.unknown", where="format",
                              hint=meant(name, FORMATS, "Use one of"), params={"name": shown(name)})
        files[f"avatar.{name}"] = (glb(avatar) if name == "glb" else
                                   stl(avatar, scale) if name == "stl" else three_mf(avatar, scale))
    return files


def _about(avatar: Avatar) -> bytes:
    data = {
        "digest": avatar.digest, "pose": avatar.pose, "arm_angle": round(avatar.arm_angle, 1),
        "measures": [{"name": each.name, "asked": round(each.given, 1), "avatar": round(each.reached, 1),
                      "off": round(each.off, 1) + 0.0, "estimated": each.estimated,
                      **({"sd": round(each.spread, 1)} if each.estimated else {})} for each in avatar.measures],
        "levels": {name: round(height, 1) for name, height in avatar.levels.items()},
    }
    return (json.dumps(data, indent=2) + "\n").encode()
