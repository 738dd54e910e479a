"""Pieces as methods of a template: drafted once, on first use, and read like attributes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from inspect import isfunction
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from mtmpattern.drafting.intention import Once
from mtmpattern.drafting.option import Chosen, Option
from mtmpattern.errors import DraftError, MtmError, Problem, shown
from mtmpattern.geometry import LEFT, RIGHT
from mtmpattern.pattern.model.outline import Cut, Outline
from mtmpattern.pattern.model.piece import OtherSide, Piece, PieceInfo
from mtmpattern.pattern.model.vocabulary import (
    HEIGHTS,
    LAYERS,
    BodyPlace,
    Grain,
    PieceLayer,
    WearerSide,
    unknown_word,
    words_of_piece,
)

if TYPE_CHECKING:
    from mtmpattern.drafting.blocks import Block
    from mtmpattern.drafting.template import Template


Drafter = TypeVar("Drafter", bound="Template | Block[Any]")

DRAWN = ("half", "whole")
"""The drawing of a piece method: one half, or a piece that is not a half."""


class IfDrawn(float):
    """An allowance for an edge that only some drafts of a piece have."""


def if_drawn(mm: float) -> IfDrawn:
    """The allowance in mm, for ``allowance=``, of an edge that a piece has only with some options or bodies."""
    return IfDrawn(mm)


class PieceMethod(Once[Piece]):
    """A method that drafts a piece: run once on first use, its result read like an attribute."""

    def __init__(self, method: Callable[[Any], Outline], cuts: tuple[Cut, ...], settings: Mapping[str, Any],
                 when: tuple[Chosen, ...] = (), unless: tuple[Chosen, ...] = (),
                 problems: tuple[Problem, ...] = ()) -> None:
        super().__init__(method)
        self.cuts, self.settings, self.when, self.unless = cuts, settings, when, unless
        self.problems = problems
        self.block = ""
        self.drawing: Once[Outline] = Once(self._drawn)
        """The outline that it draws, which another draft may reuse even if the other side of the piece differs."""

    def of_block(self, name: str, offered: Callable[[str], Option[Any]]) -> PieceMethod:
        """The piece of the block ``name`` as its garment sees it.

        ``offered`` gives the garment's option for an option of the block.
        """
        def outside(chosen: tuple[Chosen, ...]) -> tuple[Chosen, ...]:
            return tuple(Chosen(offered(each.option.name), each.values) for each in chosen)
        method = PieceMethod(self.method, self.cuts, self.settings, outside(self.when), outside(self.unless))
        method.block = name
        return method

    def wanted(self, template: object, values: Mapping[str, Any]) -> bool:
        """Whether a template has this piece with these option values."""
        return (all(each.holds(template, values) for each in self.when)
                and not any(each.holds(template, values) for each in self.unless))

    @property
    def condition(self) -> str:
        """The option values with which there is a piece, as people type them; empty if there always is."""
        return " and ".join([*map(str, self.when), *(f"not {each}" for each in self.unless)])

    def worked_out(self, template: Template | Block[Any]) -> Piece:
        """The piece, drafted for the template's side."""
        if self.settings["side"] == "whole" and template.wearer_side == "right":
            return getattr(template.twin, self.name)  # type: ignore[no-any-return]
        if not self.wanted(template, template.option_values):
            raise DraftError(f"{self.name} is drafted only with {self.condition}",
                             code="piece.unwanted", where=self.name, hint="Ask for the option before using the piece.")
        if self.name in template.pieces_waiting:
            ring = " waits for ".join([*template.pieces_waiting[template.pieces_waiting.index(self.name):], self.name])
            raise DraftError(f"pieces wait for each other: {ring}", code="piece.cycle", where=self.name,
                             hint="Let one of them be drafted from measurements alone.")
        outline = self.drawing.__get__(template, type(template))
        only, level = (self._chosen(template, self.settings[name]) for name in ("only", "level"))
        side = template.wearer_side if self.settings["side"] == "left" else "whole"
        allowance = {edge: self._width(template, mm) for edge, mm in self.settings["allowance"].items()
                     if edge in outline.edges or not isinstance(mm, IfDrawn | Option)}
        allowance = {edge: mm for edge, mm in allowance.items()
                     if mm or not isinstance(self.settings["allowance"][edge], Option)}
        settings = {**self.settings, "only": only, "level": level, "side": side, "allowance": allowance}
        twin = self._twin_of(template) if settings["side"] != "whole" and template.twin is not template else None
        piece = Piece(PieceInfo(self.name, outline, self.cuts, twin=twin, **settings))
        _ = piece.info.fold, piece.info.doubled
        return piece

    def _drawn(self, template: Template | Block[Any]) -> Outline:
        """The edges that the method draws, checked."""
        template.pieces_waiting.append(self.name)
        try:
            outline = self.method(template)
        finally:
            template.pieces_waiting.pop()
        if not isinstance(outline, Outline):
            raise DraftError(f"{self.name} returns {type(outline).__name__}, not its edges", code="piece.edges",
                             where=self.name, hint="End the method with: return edges(...)")
        return outline.checked(self.name)

    @staticmethod
    def _width(template: Template | Block[Any], stated: float | Option[float]) -> float:
        """The allowance in mm that is stated, or that an option gives."""
        return float(getattr(template, stated.name) if isinstance(stated, Option) else stated)

    @staticmethod
    def _chosen(template: Template | Block[Any], stated: str | Mapping[str, Chosen]) -> str:
        """The stated word, or the one whose condition the options meet; empty if they meet none."""
        if isinstance(stated, str):
            return stated
        return next((word for word, chosen in stated.items() if chosen.holds(template, template.option_values)), "")

    def _twin_of(self, template: Template | Block[Any]) -> OtherSide:
        """The same piece on the other side; itself where both sides are equal."""
        known: tuple[Piece, Piece, Piece] | None = None

        def twin() -> Piece:
            nonlocal known
            ours, theirs = getattr(template, self.name), getattr(template.twin, self.name)
            if known is None or known[0] is not ours or known[1] is not theirs:
                known = ours, theirs, ours if ours.info.outline == theirs.info.outline else theirs
            return known[2]
        return OtherSide(twin, settled=template.reuse is None)


def piece(*cuts: Cut, on: BodyPlace = "", front: float | None = None, drawn: Literal["half", "whole"] = "half",
          when: Option[bool] | Chosen | None = None, unless: Option[bool] | Chosen | None = None,
          allowance: Mapping[str, float | Option[float]] | None = None, grain: float | Grain = 90.0, nap: bool = False,
          peaks: tuple[str, ...] = (), only: WearerSide | Mapping[str, Chosen] = "",
          level: str | Mapping[str, Chosen] = "", layer: PieceLayer = "",
          ) -> Callable[[Callable[[Drafter], Outline]], PieceMethod]:
    """Make a method a piece: what it is cut from, where it is worn, and what is drafted.

    A half is the wearer's left: fronts seen from outside, backs (``on="... back"``) through the body. A sleeve or cuff
    states on which side of the drawing its ``front`` lies, LEFT or RIGHT. ``drawn="whole"`` is for pieces that are not
    halves, drafted face up. ``when`` is the condition for having the piece, a yes or no option or ``chosen`` values of
    one; ``unless`` is the condition for leaving it out. ``allowance`` holds exceptions in mm by edge (``if_drawn(7)``,
    or an option in mm, for an edge that is not always there). ``peaks`` are edges or points that may have a corner
    where a line crosses a seam. ``only`` is the one side that has the piece ("left"), or the side for each condition
    (``{"right": pockets.chosen("one")}``); both sides have it if none is met. ``on`` is a place of the body
    (`vocabulary.BODY_PLACES`). ``level`` is the height of the body at which y = 0 of the drawing lies ("waist", one of
    `vocabulary.HEIGHTS`), or the height for each condition. ``layer="lining"`` is for a piece of other cloth that is
    sewn up with the lining, such as a front facing.

    Unknown words are refused when the class is made, together with its other faults (`declaration`).
    """
    # Seen from the wearer's left, the front of an arm lies to the left: drawn on the right, it is seen from inside.
    flipped = drawn == "half" and (front == RIGHT if front is not None else "back" in str(on))
    settings = {"on": on, "side": "left" if drawn == "half" else "whole", "flipped": flipped,
                "allowance": dict(allowance) if isinstance(allowance, Mapping) else {}, "grain": grain, "nap": nap,
                "peaks": peaks, "only": only, "level": level, "layer": layer}

    if len(cuts) == 1 and isfunction(cuts[0]):                 # @piece without brackets
        name = cuts[0].__name__
        return PieceMethod(cuts[0], (), settings, problems=(Problem(
            f"{name}: @piece does not say what it is cut from", "piece.cut", name,
            f"Write @piece(cut(shell)) above def {name}(self)."),))

    def decorate(method: Callable[[Drafter], Outline]) -> PieceMethod:
        name = method.__name__
        sides = only if isinstance(only, Mapping) else {only: None}
        problems = [problem for side in sides
                    for problem in words_of_piece(name, on=on, only=side, grain=grain, nap=nap)]
        levels = level if isinstance(level, Mapping) else {level: None}
        problems += [unknown_word(each, HEIGHTS, "level", code="piece.word", where=name)
                     for each in levels if each not in ("", *HEIGHTS)]
        if layer not in ("", *LAYERS):
            problems.append(unknown_word(layer, LAYERS, "layer", code="piece.word", where=name))
        problems += [Problem(f"{name}: is cut from {shown(each)}, which is not a cut", "piece.cut", name,
                             "Write cut(shell), or another cloth by its role.")
                     for each in cuts if not isinstance(each, Cut)]
        if allowance is not None and not isinstance(allowance, Mapping):
            problems.append(Problem(f"{name}: allowance={shown(allowance)} is not a mapping", "piece.word", name,
                                    "Name edges with their mm: allowance={'hem': 20}."))
        if drawn not in DRAWN:
            problems.append(unknown_word(drawn, DRAWN, "drawn", code="piece.drawn", where=name))
        if front not in (None, LEFT, RIGHT):
            problems.append(Problem(f"{name}: front={shown(front)} is neither LEFT nor RIGHT", "piece.word", name,
                                    "Say on which side of the drawing the front of the wearer lies."))
        conditions = [("when", when), ("unless", unless),
                      *(("only", each) for each in sides.values() if each is not None),
                      *(("level", each) for each in levels.values() if each is not None)]
        problems += [problem for word, each in conditions for problem in _wrong_choice(name, word, each)]
        if problems:
            return PieceMethod(method, (), settings, problems=tuple(dict.fromkeys(problems)))
        return PieceMethod(method, cuts or (Cut(),), settings, Chosen.of(when), Chosen.of(unless))

    return decorate


def _wrong_choice(name: str, word: str, condition: object) -> list[Problem]:
    """The problems with a condition of a piece, which is a yes or no option, or chosen values of one."""
    if condition is None:
        return []
    if isinstance(condition, Option):
        if condition.kind == "yes_no":
            return []
        return [Problem(f"{name}: {word}= names an option that is a {condition.kind}, not a yes or no", "piece.when",
                        name, f"Say what is chosen of it: {word}=option.chosen(...).")]
    if not isinstance(condition, Chosen):
        return [Problem(f"{name}: {word}={shown(condition)} is not an option", "piece.when", name,
                        "Name an option of the template, or what is chosen of it: option.chosen(...).")]
    problems = [] if condition.values else [Problem(f"{name}: {word}= names none of an option's values", "piece.when",
                                                    name, "Say which: option.chosen(...).")]
    for value in condition.values:
        try:
            condition.option.checked(value)
        except MtmError as error:
            problems.append(Problem(f"{name}: {word}= names {shown(value)}, which the option cannot be",
                                    "piece.when", name, error.hint))
    return problems
