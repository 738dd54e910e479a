"""A job: one order drafted, its quote and notes, and the files of its folder as bytes by name."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from mtmpattern.body import Body
from mtmpattern.cutting.lay_shapes import kept_lengths
from mtmpattern.drafting.library import find_template
from mtmpattern.errors import OptionError, Problem, StationError, check_arguments, meant, shown
from mtmpattern.figures import in_unit
from mtmpattern.jobs.make import files_of, find_formats
from mtmpattern.orders.manifest import CLIENT, FACTORY, MANIFEST, ManifestFacts, library_versions, manifest_of
from mtmpattern.orders.order import FORMATS, Order, body_as_data, digest_of, key_of, plain_body
from mtmpattern.orders.order_reader import wrong_id
from mtmpattern.orders.prices import usual_prices
from mtmpattern.orders.quote import Quote, quote_of
from mtmpattern.orders.sealed_folder import seal
from mtmpattern.orders.shop import Shop
from mtmpattern.orders.stations import ABOUT_BODY, StationInput, StationResult, run_station
from mtmpattern.papers.ease import ease_as_data
from mtmpattern.papers.job_head import JobHead
from mtmpattern.papers.work import notions_as_data, work_as_data
from mtmpattern.pattern import Pattern
from mtmpattern.pattern.making import work_steps
from mtmpattern.pattern.parts.part import ClothNeed, CutPattern
from mtmpattern.placing.marker import cloth_needs

PAPERS: Final = ("labels", "work-order", "quote", "pattern", "ease")
"""The papers that a job can hold beside its parts, its manifest and the files of its stations."""
ORDER_FILE: Final = f"{CLIENT}/order.json"
ORDER_FORMAT: Final = "mtmpattern order 1"
SHORT: Final = 12
"""Hexadecimal digits of a job's reference."""


@dataclass(frozen=True, kw_only=True)
class Job:
    """One job. Nothing is made before it is needed, and the same job gives the same bytes.

    ``asked`` is the order as canonical plain data without the body, and ``order_key`` the idempotency key. ``papers``
    are some of `PAPERS`; ``settings`` are those of stations by name; ``made`` and ``facility`` go into the passport.
    """

    asked: Mapping[str, Any]
    order_key: str
    version: str
    order: Order | None = field(default=None, repr=False)
    drafted: Pattern | None = field(default=None, repr=False)
    body: Body | None = field(default=None, repr=False)
    shop: Shop = field(default_factory=Shop, repr=False)
    papers: tuple[str, ...] = PAPERS
    settings: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    made: date | None = None
    facility: str = ""

    @cached_property
    def pattern(self) -> Pattern:
        """The pattern; that of an order is drafted on first use. Raises what drafting raises."""
        if self.drafted is not None:
            return self.drafted
        if self.order is None:
            raise ValueError("a job needs an order or a pattern")
        return self.order.draft()

    # ---- Its names --------------------------------------------------------------------------------------------------

    @cached_property
    def reference(self) -> str:
        """Twelve hexadecimal digits for labels and files, which do not depend on the body."""
        return digest_of({"asked": dict(self.asked), "template": self.version,
                          "mtmpattern": library_versions()["mtmpattern"]}, self.shop.salt)[:SHORT]

    @cached_property
    def digest(self) -> str:
        """The sha256 of everything that decides the bytes: the order's key, versions, papers and settings."""
        return digest_of({
            "key": self.order_key, "template": self.version, "versions": library_versions(),
            "papers": sorted(self.papers), "settings": {name: dict(each) for name, each in self.settings.items()},
            "made": self.made.isoformat() if self.made else None, "facility": self.facility}, self.shop.salt)

    @property
    def head(self) -> JobHead:
        """The head of its papers."""
        asked = self.asked
        return JobHead(order=asked["order"], reference=self.reference, template=asked["template"],
                       version=self.version, revision=asked["revision"], quantity=asked["quantity"],
                       due=asked["due"] or "", priority=asked["priority"])

    @cached_property
    def cut(self) -> CutPattern:
        """The parts as the factory gets them: named by the reference, without notes about the body."""
        cut = self.pattern.for_cutting()
        notes = [str(note) for note in self.pattern.notes if note.code not in ABOUT_BODY]
        of_parts = [note for part in cut.parts for note in part.notes]
        return replace(cut, digest=self.reference, size=f"MTM-{self.reference[:8].upper()}",
                       notes=tuple(dict.fromkeys([*notes, *of_parts])))

    @property
    def notes(self) -> tuple[str, ...]:
        """All notes for the maker and the customer's adviser, remarks on the measures included."""
        remarks = self.order.remarks if self.order else ()
        texts = [str(each.in_unit(self.unit)) for each in remarks]
        texts += [str(note.in_unit(self.unit)) for note in self.pattern.notes]
        of_parts = [in_unit(note, self.unit) for part in self.cut.parts for note in part.notes]
        return tuple(dict.fromkeys([*texts, *of_parts]))

    @property
    def unit(self) -> str:
        """The customer's unit, used in notes."""
        return self.order.unit if self.order else "mm"

    # ---- Cloth, quote and stations --------------------------------------------------------------------------------

    @cached_property
    def needs(self) -> dict[str, ClothNeed]:
        """The length of each cloth for one garment: from a marker kept by the shop, or else an upper bound."""
        cut = self.pattern.for_cutting()
        return cloth_needs(cut, kept_lengths(cut, Path(self.shop.markers)) if self.shop.markers else {})

    @cached_property
    def quote(self) -> Quote:
        """Cloth, times, notions and cost, before anything is made."""
        return quote_of(self.pattern, self.cut, self.needs, self.shop.prices or usual_prices(),
                        quantity=self.asked["quantity"], artwork=self.order.artwork if self.order else ())

    @cached_property
    def _worked(self) -> tuple[StationResult, ...]:
        """The result of every requested station. A picture that cannot lie where the order places it is refused."""
        worked = tuple(run_station(name, StationInput(
            pattern=self.pattern, cut=self.cut, order=self.asked, body=self.body, settings=self.settings.get(name, {}),
            pictures=self._pictures)) for name in self.asked["stations"])
        misplaced = [problem for each in worked for problem in each.problems if problem.code.startswith("artwork.")]
        if misplaced:
            raise StationError.of(misplaced)
        return worked

    @property
    def _pictures(self) -> dict[str, bytes]:
        artwork = self.order.artwork if self.order else ()
        return {each.picture: self.shop.pictures[each.picture] for each in artwork if each.picture}

    @property
    def failed(self) -> tuple[Problem, ...]:
        """The problems of stations that failed; the folder is complete without them."""
        return tuple(problem for each in self._worked for problem in each.problems)

    # ---- Its files ------------------------------------------------------------------------------------------------

    def files(self) -> dict[str, bytes]:
        """All files of the folder, name to bytes, ``manifest.json`` last. Nothing is written to disk."""
        files = dict(sorted(self._files()))
        facts = ManifestFacts(
            head=self.head, asked=self.asked, key=self.order_key, digest=self.digest, pattern=self.pattern,
            cut=self.cut, steps=work_steps(self.pattern), needs=self.needs if "quote" in self.papers else {},
            worked=self._worked, made=self.made, facility=self.facility)
        files[MANIFEST] = manifest_of(facts, files)
        return files

    def write(self, folder: Path | str) -> tuple[Path, ...]:
        """Seal the folder: write it under a hidden name, the manifest last, and rename it.

        A folder of the same job is left as it is. Raises `ExportError` for one that holds anything else.
        """
        return seal(self.files, Path(folder), key=self.order_key, digest=self.digest)

    def _files(self) -> Iterator[tuple[str, bytes]]:
        drawn = replace(self.cut, needs=self.needs if "quote" in self.papers else {})
        for name, content in files_of(find_formats(self.asked["formats"]), {}, lambda each, own: each.write(drawn, own),
                                      {}).items():
            yield f"{FACTORY}/{name}", content
        for worked in self._worked:
            for name, content in (worked.output.files if worked.output else {}).items():
                yield f"{worked.side}/{worked.name}/{name}", content
        for paper in self.papers:
            yield from _WRITERS[paper](self)
        if self.order is not None:
            yield ORDER_FILE, _json(kept_order(self.order, self.asked))
        yield f"{CLIENT}/notes.json", _json({
            "notes": [{"code": note.code, "text": note.in_unit(self.unit).text, "mm": round(note.mm, 3),
                       "side": note.side, "params": dict(note.params)} for note in self.pattern.notes],
            "stations": [problem.to_dict() for problem in self.failed]})

    def labels_pdf(self) -> bytes:
        """The labels of all parts."""
        from mtmpattern.papers.part_labels import labels_pdf, part_labels  # noqa: PLC0415  # reportlab takes a while

        return labels_pdf(self.head, part_labels(self.head, self.cut))

    def work_order_pdf(self) -> bytes:
        """The work order."""
        from mtmpattern.papers.work_order import WorkOrder  # noqa: PLC0415  # reportlab takes a while

        return WorkOrder(self.head, self.pattern, replace(self.cut, needs=self.needs), self.cut.notes).pdf()


def _labels(job: Job) -> Iterator[tuple[str, bytes]]:
    yield f"{FACTORY}/labels.pdf", job.labels_pdf()


def _work_order(job: Job) -> Iterator[tuple[str, bytes]]:
    yield f"{FACTORY}/work-order.pdf", job.work_order_pdf()
    yield f"{FACTORY}/work-order.json", _json({
        "order": job.asked["order"], "reference": job.reference, "steps": work_as_data(job.pattern),
        "notions": notions_as_data(job.pattern),
        "finished": {name: _rounded(value) for name, value in job.pattern.finished.items()}})


def _quote(job: Job) -> Iterator[tuple[str, bytes]]:
    yield f"{CLIENT}/quote.json", _json(job.quote.to_dict())


def _pattern(job: Job) -> Iterator[tuple[str, bytes]]:
    yield f"{CLIENT}/pattern.json", job.pattern.to_json().encode()


def _ease(job: Job) -> Iterator[tuple[str, bytes]]:
    yield f"{CLIENT}/ease.json", _json({"ease": ease_as_data(job.pattern.ease)})


_WRITERS: Final[Mapping[str, Callable[[Job], Iterator[tuple[str, bytes]]]]] = {
    "labels": _labels, "work-order": _work_order, "quote": _quote, "pattern": _pattern, "ease": _ease}


def _rounded(value: Any) -> Any:
    return {side: round(mm, 1) for side, mm in value.items()} if isinstance(value, Mapping) else round(value, 1)


def _json(data: object) -> bytes:
    return (json.dumps(data, indent=1, allow_nan=False) + "\n").encode()


# ---- Making a job ---------------------------------------------------------------------------------------------------


def job(garment: Order | Pattern, *, order: str = "", shop: Shop | None = None, papers: Sequence[str] = PAPERS,
        settings: Mapping[str, Mapping[str, str]] | None = None, formats: Sequence[str] = FORMATS,
        stations: Sequence[str] = (), quantity: int = 1, body: Body | None = None, made: date | None = None,
        facility: str = "") -> Job:
    """The job of an order, which is drafted when its files are needed, or of a pattern that is drafted already.

    ``order``, ``formats``, ``stations``, ``quantity`` and ``body`` are for a pattern; an order states them itself.
    The order key of a pattern covers its inputs without versions.

    Raises:
        OptionError: an order number of the wrong form, unknown papers.

    """
    check_arguments(order=(order, "text"), papers=(papers, "a list of names"), formats=(formats, "a list of names"),
                    settings=(settings, "named values or None"), stations=(stations, "a list of names"),
                    quantity=(quantity, "a whole number"), facility=(facility, "text"))
    if not (isinstance(shop, Shop | None) and isinstance(made, date | None) and isinstance(garment, Order | Pattern)):
        raise OptionError("a job takes an order or a pattern, a Shop, and the date of making", code="option.type",
                          where="job", hint="Give read_order(...) or draft(...), shop=Shop(...) and made=date(...).")
    shop = shop or Shop()
    wrong = [name for name in papers if name not in PAPERS]
    if wrong:
        raise OptionError(f"{shown(wrong[0])} is not a paper of a job", code="job.papers", where="papers",
                          hint=meant(wrong[0], PAPERS, "Use one of"), params={"name": shown(wrong[0])})
    wanted: dict[str, Any] = {"shop": shop, "papers": tuple(papers), "settings": settings or {}, "made": made,
                              "facility": facility}
    if isinstance(garment, Order):
        as_data = garment.asked()
        return Job(order=garment, asked=as_data, order_key=key_of(as_data, garment.body, shop.salt), body=garment.body,
                   version=find_template(garment.template).version, **wanted)
    if wrong_order := wrong_id(order, "order"):
        raise OptionError.of([wrong_order])
    inputs = garment.inputs
    asked: dict[str, Any] = {
        "order": order, "revision": 1, "template": garment.template, "options": dict(garment.options),
        "alterations": dict(garment.alterations), "garment": dict(inputs.get("garment", {})), "estimates": False,
        "fabrics": {role: fabric.to_dict() for role, fabric in garment.fabrics.items()}, "quantity": quantity,
        "formats": sorted(each.name for each in find_formats(formats)), "stations": sorted(map(str, stations)),
        "artwork": [], "due": None, "priority": "normal"}
    key = digest_of({"asked": asked, "body": inputs.get("body", "")}, shop.salt)
    return Job(drafted=garment, asked=asked, order_key=key, body=body, version=garment.version, **wanted)


def kept_order(order: Order, asked: Mapping[str, Any]) -> dict[str, Any]:
    """The order as kept on the client's side for a remake; ``asked`` is its canonical data.

    Alterations and fittings stay apart. It holds the body or, where a store has that, the client's id and a digest.
    """
    body = body_as_data(plain_body(order.body))
    whose: dict[str, Any] = {"client": order.client, "body_digest": digest_of(body)[:16]} if order.client else {
        "body": body}
    unit = {} if order.unit == "cm" else {"unit": order.unit}
    return {"format": ORDER_FORMAT, **asked, **unit, "alterations": dict(order.alterations),
            "fittings": [dict(each) for each in order.fittings], **whose}
