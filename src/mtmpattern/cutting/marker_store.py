"""Layouts of long searches, kept in a folder under the digest of their inputs."""

from __future__ import annotations

import json
import secrets
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from mtmpattern.cutting.engine import LayTask
from mtmpattern.errors import ExportError
from mtmpattern.input_file import read_at_most
from mtmpattern.limits import LAYOUT_BYTES
from mtmpattern.placing import Layout, Pose, faults_of

FORMAT: Final = "mtmpattern layout 1"
FARTHEST: Final = 1e9           # mm, degrees or seconds; a NaN is not within it
MOST: Final = 500               # layouts of the same parts that are read


@dataclass(frozen=True, slots=True)
class KeptLayout:
    """A layout, the engine that found it, and all CPU-seconds spent on it."""

    layout: Layout
    engine: str
    seconds: float


class MarkerStore:
    """A folder of layouts. They are verified like any other layout when read, so a changed file does no harm.

    A file is named ``<parts digest>-<digest>.json``: the digest of parts and width only, then that of the whole task.
    """

    def __init__(self, folder: Path | str) -> None:
        self._folder = Path(folder)

    def find(self, parts_digest: str, digest: str, task: LayTask) -> KeptLayout | None:
        """The layout kept for a task, or None if it is missing or breaks a rule."""
        kept = _read(self._path(parts_digest, digest), digest)
        if kept is None or kept.layout.width != task.width or faults_of(kept.layout, task.shapes, task.spacing):
            return None
        return kept

    def shortest(self, parts_digest: str) -> float | None:
        """The least length in mm that is kept for the same parts on the same width, under any rules."""
        try:
            paths = sorted(self._folder.glob(f"{parts_digest[:24]}-*.json"))[:MOST]
        except (OSError, ValueError):
            return None
        lengths = [kept.layout.length for path in paths if (kept := _read(path, "")) is not None]
        return min(lengths, default=None)

    def keep(self, parts_digest: str, digest: str, kept: KeptLayout) -> None:
        """Keep a layout in place of an earlier one for the same task.

        Raises:
            ExportError: the folder cannot be written (``output.unwritable``).

        """
        data = {"format": FORMAT, "digest": digest, "engine": kept.engine, "seconds": round(kept.seconds, 3),
                "width": kept.layout.width, "length": kept.layout.length,
                "poses": [[pose.key, pose.copy, pose.angle, pose.dx, pose.dy] for pose in kept.layout.poses]}
        path = self._path(parts_digest, digest)
        building = path.with_name(f".{path.name}-{secrets.token_hex(4)}")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            try:
                building.write_text(json.dumps(data, indent=0) + "\n", encoding="utf-8", newline="\n")
                building.replace(path)
            finally:
                with suppress(OSError):
                    building.unlink(missing_ok=True)
        except (OSError, ValueError) as error:
            raise ExportError(f"the store of markers {self._folder} cannot be written: "
                              f"{getattr(error, 'strerror', None) or 'not a valid name'}",
                              code="output.unwritable", where=str(self._folder),
                              hint="Name a folder that you may write to.") from error

    def _path(self, parts_digest: str, digest: str) -> Path:
        return self._folder / f"{parts_digest[:24]}-{digest[:24]}.json"


def _read(path: Path, digest: str) -> KeptLayout | None:
    """The layout in a file; None for a file that is missing, too large, of another task or of another kind."""
    try:
        content = read_at_most(path, LAYOUT_BYTES)
        if len(content) > LAYOUT_BYTES:
            return None
        data: dict[str, Any] = json.loads(content)
        if data["format"] != FORMAT or (digest and data["digest"] != digest):
            return None
        poses = tuple(Pose(str(key), int(copy), float(angle), float(dx), float(dy))
                      for key, copy, angle, dx, dy in data["poses"])
        kept = KeptLayout(Layout(poses, float(data["width"]), float(data["length"])), str(data["engine"])[:40],
                          float(data["seconds"]))
    except (OSError, ValueError, KeyError, TypeError, OverflowError, RecursionError):
        return None
    numbers = (kept.seconds, kept.layout.width, kept.layout.length, *(
        number for pose in poses for number in (pose.angle, pose.dx, pose.dy)))
    return kept if all(abs(number) <= FARTHEST for number in numbers) and kept.layout.length > 0 else None
