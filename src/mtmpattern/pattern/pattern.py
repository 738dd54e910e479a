"""A finished draft: everything that is known of one garment for one body, and what follows from it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from typing import Any

from mtmpattern.errors import ExportError, Problem, UnknownName, shown
from mtmpattern.pattern.model.ease import Ease
from mtmpattern.pattern.model.fabric import Fabric
from mtmpattern.pattern.model.notion import Notion
from mtmpattern.pattern.model.operation import Operation, Preparation, preparations
from mtmpattern.pattern.model.piece import Piece
from mtmpattern.pattern.model.requirement import Note, Passage, Proportion, Sided
from mtmpattern.pattern.parts.expansion import Cutting, by_half, cut_parts
from mtmpattern.pattern.parts.growth import grown_seams, with_matches
from mtmpattern.pattern.parts.marks import button_marks, drilled_places
from mtmpattern.pattern.parts.part import CutPattern, Part, PartLines
from mtmpattern.pattern.seams.claims import Claims, claims_of
from mtmpattern.pattern.seams.notches import Notch, caught_notches, join_notches
from mtmpattern.pattern.seams.seam import Seam
from mtmpattern.pattern.seams.sewing import SewingGraph, sewing_graph
from mtmpattern.pattern.seams.turn_up import TurnUp, flared, turn_ups

NOT_AUDITED = Note("It was drafted without an audit, for viewing only: do not cut it", "pattern.unaudited")


@dataclass(frozen=True)
class Pattern:
    """One garment drafted for one body. Frozen; everything derived from it is worked out once, on first use.

    ``pieces`` are as drafted for the left (their other side hangs on them); ``operations`` are in order of work, and
    ``right_operations`` the same as written for the right where the sides differ. ``inputs`` are the canonical inputs
    that the digest hashes. ``ease`` states measures of the body: it is for the customer and the cutter, never for the
    factory's files.
    """

    template: str
    version: str
    pieces: tuple[Piece, ...]
    operations: tuple[Operation, ...]
    right_operations: tuple[Operation, ...] = ()
    options: Mapping[str, Any] = field(default_factory=dict)
    fit: str = ""
    alterations: Mapping[str, Any] = field(default_factory=dict)
    fabrics: Mapping[str, Fabric] = field(default_factory=dict)
    intended: Mapping[str, Sided] = field(default_factory=dict)
    finished: Mapping[str, Sided] = field(default_factory=dict)
    openings: tuple[str, ...] = ()
    passages: tuple[Passage, ...] = ()
    proportions: tuple[Proportion, ...] = ()
    notes: tuple[Note, ...] = ()
    ease: tuple[Ease, ...] = ()
    notions: tuple[Notion, ...] = ()
    hems_flared: bool = True
    """Whether turned hems are drawn out so that they lie flat; a pattern stored earlier is cut as it was then."""
    inputs: Mapping[str, Any] = field(default_factory=dict)
    remarks: tuple[Note, ...] = field(default=(), compare=False)
    """What was not checked: when the pattern was read from a file, or that a draft was not audited."""

    def __getstate__(self) -> dict[str, Any]:
        """Its fields; everything that follows from them is worked out again when it is needed."""
        return {each.name: getattr(self, each.name) for each in fields(self)}

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles of all cloths that its pieces are cut from, and of its fabrics."""
        return tuple(dict.fromkeys([*(cut.role for piece in self.pieces for cut in piece.info.cuts), *self.fabrics]))

    @cached_property
    def digest(self) -> str:
        """sha256 over canonical inputs and versions, never over computed numbers; the same order, the same digest."""
        return _sha256(self.inputs)

    @cached_property
    def public_digest(self) -> str:
        """The digest that files carry: of the same inputs, with eight digits in place of the body's digest.

        They tell garments apart, but are too few to find by trial the measures to which they belong.
        """
        body = {"body": body_mark(self.inputs["body"])} if self.inputs.get("body") else {}
        return _sha256({**self.inputs, **body})

    @property
    def size(self) -> str:
        """A neutral label for files and pieces; it reveals nothing about the person."""
        return f"MTM-{self.public_digest[:8].upper()}"

    def without_body(self) -> Pattern:
        """The pattern without data on the body: ease, girths that pass openings, notes on measures, the body's digest.

        Files that leave the shop hold this pattern; its digest is the `public_digest`.
        """
        inputs = dict(self.inputs)
        if inputs.get("body"):
            inputs["body"] = body_mark(inputs["body"])
        return replace(self, ease=(), passages=tuple(replace(each, needed=0.0) for each in self.passages),
                       notes=tuple(note for note in self.notes if not note.is_of_body), inputs=inputs)

    def piece(self, name: str) -> Piece:
        """The piece of that name; `UnknownName` where there is none."""
        for piece in self.pieces:
            if piece.info.name == name:
                return piece
        raise UnknownName.among([piece.info.name for piece in self.pieces], name,
                                f"{self.template} has no piece {shown(name)}", code="pattern.piece",
                                where=self.template)

    @property
    def rescues(self) -> tuple[Note, ...]:
        """Notes on changes of the construction without which this body could not be drafted."""
        return tuple(note for note in self.notes if note.is_rescue)

    @property
    def audited(self) -> bool:
        """Whether it was audited; every drawing of one that was not says that it must not be cut."""
        return NOT_AUDITED not in self.remarks and NOT_AUDITED not in self.notes

    @property
    def preparations(self) -> tuple[Preparation, ...]:
        """The work before the first of the operations: fusing, and darts."""
        return preparations(self.pieces)

    @cached_property
    def sewing(self) -> SewingGraph:
        """The sewing graph with its cutting list, and why some operations could not be expanded."""
        return sewing_graph(self.pieces, self.operations, self.right_operations)

    @property
    def seams(self) -> tuple[Seam, ...]:
        """Every operation expanded to edge spans of parts, in order of work; in mm of the parts at body size."""
        return self.sewing.seams

    @cached_property
    def claimed(self) -> tuple[Claims, tuple[Problem, ...]]:
        """Claims by part and edge, and the contradictions among allowances."""
        claims, problems = self._drawn_claims
        return flared(claims, self.turn_ups), tuple(problems)

    @cached_property
    def _drawn_claims(self) -> tuple[Claims, list[Problem]]:
        """The claims before hems are drawn out."""
        return claims_of(self.seams, self.sewing.parts)

    @cached_property
    def turn_ups(self) -> tuple[TurnUp, ...]:
        """How the turned-up cloth of every hem lies; empty for a pattern whose hems are not flared."""
        if not self.hems_flared:
            return ()
        return tuple(turn_ups(self.sewing.parts, self._drawn_claims[0], self.fabrics))

    @cached_property
    def notches(self) -> tuple[Notch, ...]:
        """The notches that joins place, and those where something is caught at a point."""
        joined = join_notches(self.sewing.outermost, self.sewing.parts)
        return (*joined, *caught_notches(self.seams, self.sewing.parts, joined))

    def noted(self, notes: Iterable[Note]) -> Pattern:
        """The same pattern with other notes; values worked out from its pieces and operations are kept."""
        return self._with(_OF_THE_SEWING, notes=tuple(notes))

    def passed(self) -> Pattern:
        """The same pattern, audited."""
        return self._with(_OF_THE_SEWING | _CUT, remarks=tuple(each for each in self.remarks if each != NOT_AUDITED))

    def _with(self, kept: frozenset[str], **changes: Any) -> Pattern:
        other = replace(self, **changes)
        vars(other).update({name: value for name, value in vars(self).items() if name in kept})
        return other

    def growth(self, role: str) -> tuple[float, float]:
        """How much larger a role's pieces are cut along warp and weft, for what the cloth will shrink.

        A role of its pieces without a fabric does not shrink; an unknown role raises `UnknownName`.
        """
        cloth = self.fabrics.get(role)
        if cloth is None and role not in self.roles:
            raise UnknownName.among(self.roles, role, f"{self.template} has no cloth for {shown(role)}",
                                    code="pattern.role", where=self.template)
        if cloth is None:
            return 1.0, 1.0
        return 1.0 / (1.0 - cloth.shrinkage_warp), 1.0 / (1.0 - cloth.shrinkage_weft)

    def for_cutting(self, on_fold: bool = False) -> CutPattern:
        """The parts to cut: sewn lines stretched for shrinkage once, along each part's warp and weft, then allowances.

        ``on_fold`` keeps symmetrical pieces as halves with a mirror line instead of opening them.
        """
        cut = self._folded if on_fold else self._opened
        return cut if self.audited else replace(cut, notes=(str(NOT_AUDITED), *cut.notes))

    def parts(self, *, grown: bool = True) -> tuple[Part, ...]:
        """Every part, face up and opened.

        ``grown`` parts are as they are cut, larger by what their cloth will shrink. Otherwise they are of body size:
        a drape or a knitted piece starts from these, and the millimetres of `seams` refer to them.
        """
        return (self._opened if grown else self._body_size).parts

    @property
    def lines(self) -> PartLines:
        """All lines of every part, as they are cut and opened, as arrays."""
        return self._opened.lines

    @cached_property
    def _opened(self) -> CutPattern:
        return self._cut(self._growth)

    @cached_property
    def _folded(self) -> CutPattern:
        return self._cut(self._growth, on_fold=True)

    @cached_property
    def _body_size(self) -> CutPattern:
        if all(factors == (1.0, 1.0) for factors in self._growth.values()):
            return self._opened
        return self._cut(dict.fromkeys(self._growth, (1.0, 1.0)))

    @cached_property
    def _growth(self) -> Mapping[str, tuple[float, float]]:
        return {cut.role: self.growth(cut.role) for piece in self.pieces for cut in piece.info.cuts}

    def _cut(self, growth: Mapping[str, tuple[float, float]], *, on_fold: bool = False) -> CutPattern:
        listed, seams = self.sewing.parts, self.seams
        laid = frozenset(listed.parts[seam.first[0].part].piece.info.name for seam in seams if seam.kind == "laid")
        parts = cut_parts(Cutting(
            listed, self.claimed[0], by_half(self.notches), drilled_places(seams, listed), button_marks(seams, listed),
            growth, laid, on_fold))
        if not on_fold:
            seams = seams if all(factors == (1.0, 1.0) for factors in growth.values()) else grown_seams(
                seams, self._body_size.parts, parts)
            parts = with_matches(parts, seams)
        else:
            seams = ()      # halves are still folded; seams refer to opened parts
        of_parts = [note for part in parts for note in part.notes]
        of_draft = [str(note) for note in (*self.notes, *self.remarks) if not note.is_of_body and note != NOT_AUDITED]
        notes = tuple(dict.fromkeys([*of_draft, *of_parts]))
        return CutPattern(self.template, self.version, self.public_digest, self.size, parts, dict(self.fabrics), growth,
                          notes, seams)

    def to_json(self) -> str:
        """The whole pattern as JSON text; `mtmpattern.pattern.stored.from_json` makes an equal pattern of it."""
        from mtmpattern.pattern.stored import to_json  # noqa: PLC0415  needed only for JSON

        return to_json(self)


def check_pattern(given: object) -> None:
    """Raise `ExportError` for anything but a pattern."""
    if not isinstance(given, Pattern):
        raise ExportError(f"a {type(given).__name__} is not a pattern", code="format.pattern", where="pattern",
                          hint="Draft it first: draft(template, body).", params={"type": type(given).__name__})


def body_mark(digest: str) -> str:
    """Eight digits of a body's digest, hashed again; the mark of a mark is itself."""
    return digest if len(digest) == MARK else hashlib.sha256(f"mark {digest}".encode()).hexdigest()[:MARK]


def _sha256(inputs: Mapping[str, Any]) -> str:
    text = json.dumps(inputs, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()


MARK = 8
"""Digits of a body's mark."""
_CUT = frozenset({"_opened", "_folded", "_body_size", "_growth"})
"""The parts to cut."""
_OF_THE_SEWING = frozenset({"sewing", "_drawn_claims", "claimed", "turn_ups", "notches"})
"""Values that follow from pieces and operations alone, not from notes."""
