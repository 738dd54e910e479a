"""Avatars kept in a folder under their digest, so that a body is fitted once.

A stored avatar shows a body's shape: keep the folder with client data. Nothing is stored unless a folder is named.
"""

from __future__ import annotations

import io
import json
import zipfile
from contextlib import suppress
from pathlib import Path

import numpy as np

from mtmpattern.input_file import read_at_most
from mtmpattern.limits import AVATAR_BYTES
from mtmpattern.output_file import hidden_sibling
from mtmpattern.preview.avatar.avatar import Avatar, Reached, avatar_of
from mtmpattern.preview.avatar.measures import Measurer
from mtmpattern.preview.avatar.model import body_model


def pack(avatar: Avatar) -> bytes:
    """The avatar as bytes that `unpack` reads."""
    about = {"digest": avatar.digest, "sex": avatar.sex, "pose": avatar.pose, "arm": avatar.arm_angle,
             "landmarks": avatar.landmark_numbers,
             "measures": [[each.name, each.given, each.reached, each.spread] for each in avatar.measures]}
    made = io.BytesIO()
    np.savez_compressed(made, halves=np.stack(avatar.halves), about=np.frombuffer(json.dumps(about).encode(), np.uint8))
    return made.getvalue()


def unpack(content: bytes) -> Avatar:
    """The avatar from the bytes of `pack`. Raises ValueError for anything else."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(each.file_size for each in packed.infolist()) > AVATAR_BYTES:
                raise ValueError("too large")
        with np.load(io.BytesIO(content), allow_pickle=False) as archive:
            halves, about = archive["halves"], json.loads(archive["about"].tobytes())
        if halves.dtype != float or not np.isfinite(halves).all():
            raise ValueError("not points")
        measures = tuple(Reached(str(name), *map(float, numbers)) for name, *numbers in about["measures"])
        measurer = Measurer(body_model(), {str(name): int(at) for name, at in about["landmarks"].items()}, about["sex"])
        return avatar_of(measurer, tuple(halves), measures, about["pose"], float(about["arm"]), str(about["digest"]))
    except Exception as error:                  # zipfile, numpy and geometry raise many kinds
        raise ValueError("not a stored avatar") from error


def load(folder: Path, digest: str) -> Avatar | None:
    """The avatar kept under a digest, or None if it is missing or cannot be read."""
    try:
        content = read_at_most(folder / f"{digest}.npz", AVATAR_BYTES)
        found = unpack(content) if len(content) <= AVATAR_BYTES else None
    except (OSError, ValueError):
        return None
    return found if found is not None and found.digest == digest else None


def keep(folder: Path, avatar: Avatar) -> None:
    """Keep the avatar under its digest. A folder that cannot be written is ignored: the body is then fitted again."""
    path = folder / f"{avatar.digest}.npz"
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        building = hidden_sibling(path)
        building.write_bytes(pack(avatar))
        building.replace(path)
