"""Which facility can make a job: its needs compared with what each can do, and the hand-over of its folder."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from mtmpattern.errors import ExportError, FileFormatError
from mtmpattern.jobs.folder import refusals
from mtmpattern.orders.events import Event, EventLog
from mtmpattern.orders.facility import Facility
from mtmpattern.orders.manifest import CLIENT, MANIFEST
from mtmpattern.orders.sealed_folder import SealedJob, read_job
from mtmpattern.output_file import hidden_sibling
from mtmpattern.units import apart

ROUNDING: Final = 0.5       # mm
KNOWN_NEEDS: Final = ("stitches", "cloths", "fusing", "pressing", "minutes", "formats", "cut", "print", "knit")


@dataclass(frozen=True, slots=True)
class Judged:
    """A facility, and why it cannot make the job; no reasons where it can."""

    facility: Facility
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class JobRoute:
    """All facilities in order of preference, each with its reasons."""

    judged: tuple[Judged, ...]

    @property
    def chosen(self) -> Facility | None:
        """The first that can make all of it; None if none can."""
        return next((each.facility for each in self.judged if not each.reasons), None)

    @property
    def fallbacks(self) -> tuple[Facility, ...]:
        """The others that can, in order."""
        return tuple(each.facility for each in self.judged if not each.reasons)[1:]

    def to_dict(self) -> dict[str, Any]:
        """The route as plain data."""
        return {"chosen": self.chosen.name if self.chosen else None,
                "fallbacks": [each.name for each in self.fallbacks],
                "facilities": [{"name": each.facility.name, "can": not each.reasons, "reasons": list(each.reasons)}
                               for each in self.judged]}


def route_job(job: SealedJob | Mapping[str, Any], facilities: Sequence[Facility], *,
              down: Sequence[str] = ()) -> JobRoute:
    """Judge every facility for a job: a sealed folder, or its manifest. ``down`` names those that cannot work.

    Raises `FileFormatError` for a folder with faults, or a name in ``down`` that is not a facility's.
    """
    if isinstance(job, SealedJob):
        if job.faults:
            raise FileFormatError.of(job.faults)
        job = job.manifest
    known = [each.name for each in facilities]
    for name in down:
        if name not in known:
            raise FileFormatError(f"there is no facility {name[:40]!r}", code="facility.name", where="down",
                                  hint=f"Use one of {', '.join(known)}.", params={"name": name[:40]}, argument="down")
    return JobRoute(tuple(Judged(each, tuple(_reasons(job["needs"], each, out=each.down or each.name in down)))
                          for each in facilities))


def _reasons(needs: Mapping[str, Any], place: Facility, *, out: bool) -> Iterator[str]:
    """Every reason why a facility cannot make a job, with the numbers."""
    if out:
        yield "it is marked down"
    for need, has, what in ((needs["cloths"], place.cloths, "cloth: {}"), (needs["stitches"], place.stitches,
                                                                           "stitch class {}")):
        missing = [each for each in need if each not in has]
        if missing:
            yield "no " + what.format(", ".join(missing))
    if needs["fusing"] and not place.fusing:
        yield "no fusing press"
    if needs["pressing"] and not place.pressing:
        yield "no pressing"
    if place.minutes and needs["minutes"] > place.minutes:
        minutes, most = apart(needs["minutes"], place.minutes)
        yield f"{minutes} minutes of sewing, where it takes {most} at most"
    if not set(needs["formats"]) & set(place.formats):
        yield f"it reads {', '.join(place.formats) or 'no format'}, but the parts are in {', '.join(needs['formats'])}"
    yield from _machines(needs, place)


def _machines(needs: Mapping[str, Any], place: Facility) -> Iterator[str]:
    cut, printed = needs.get("cut"), needs.get("print")
    if cut:
        for name, has in (("width", place.cut_width), ("length", place.cut_length)):
            if not has:
                yield "no cutting table"
                break
            if cut[name] > has + ROUNDING:
                long, table = apart(cut[name], has)
                yield f"the lay has a {name} of {long} mm, but its table {table} mm"
    if printed:
        if not place.print_width:
            yield "no printer for pictures"
        elif printed["width"] > place.print_width + ROUNDING:
            wide, most = apart(printed["width"], place.print_width)
            yield f"a picture of {wide} mm, where its printer takes {most} mm"
        missing = [each for each in printed["cloths"] if each not in place.print_cloths]
        if place.print_width and missing:
            yield f"it does not print on {', '.join(missing)}"
    if (knit := needs.get("knit")) and knit.get("machine") not in place.knit:
        yield f"no knitting machine {knit.get('machine')}"
    for other in needs:
        if other not in KNOWN_NEEDS and other not in place.stations:
            yield f"no station {other}"


# ---- Handing over ---------------------------------------------------------------------------------------------------


def hand_over(job: SealedJob, facility: Facility, inbox: Path, *, time: str = "") -> Path:
    """Copy the factory's side of a sealed job to a facility's inbox, and record that beside the job.

    The customer's side stays where it is. The copy is written under a hidden name, verified, and renamed; an existing
    copy is left as it is.

    Raises:
        FileFormatError: the job has faults.
        ExportError: the inbox holds another folder of that name, or cannot be written.

    """
    if job.faults:
        raise FileFormatError.of(job.faults)
    target = inbox / facility.name / job.folder.resolve().name
    with refusals(target):
        if target.exists():
            there = read_job(target)
            if there.faults or there.manifest["digest"] != job.manifest["digest"]:
                raise ExportError(f"{facility.name} already has a different folder {target.name}",
                                  code="output.occupied", where=str(target), hint="Move it away first.")
            return target
        target.parent.mkdir(parents=True, exist_ok=True)
        hidden = hidden_sibling(target)
        try:
            for name in job.manifest["files"]:
                if not name.startswith(f"{CLIENT}/"):
                    (hidden / name).parent.mkdir(parents=True, exist_ok=True)
                    shutil.copyfile(job.folder / name, hidden / name)
            shutil.copyfile(job.folder / MANIFEST, hidden / MANIFEST)
            copied = read_job(hidden)
            if copied.faults:
                raise ExportError.of(copied.faults)
            hidden.rename(target)
        except BaseException:
            shutil.rmtree(hidden, ignore_errors=True)
            raise
    data = job.manifest
    EventLog(job.folder.resolve().parent).add(
        Event(data["order"], data["revision"], "handed over", data["key"], job.folder.name, facility=facility.name),
        time=time)
    return target
