"""Redrafts a garment while its options change; only values that depend on a change are worked out again."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain
from os import PathLike
from typing import Any

from mtmpattern.body import Body
from mtmpattern.drafting.draft import CheckedOrder, checked_order, drafted_pieces, pattern_of, sentences_of
from mtmpattern.drafting.library import find_template
from mtmpattern.drafting.reuse import Given, Reuse, given_of
from mtmpattern.drafting.template import Template
from mtmpattern.errors import DraftError, no_surprise
from mtmpattern.pattern.model.fabric import Fabric
from mtmpattern.pattern.model.piece import Piece
from mtmpattern.pattern.pattern import Pattern

OF_A_BLOCK = frozenset({"_template", "body", "middle"})
"""The attributes that a block gains when it is bound to a draft."""


class Live:
    """Drafts one template for an editor, on every click.

    ::

        live = mtm.Live("shirt")
        pattern = live.draft(body, collar="mandarin")
        pattern = live.draft(body, collar="mandarin", cuff=70)     # the cuffs are drafted, the rest is reused

    The result equals a full draft, but it is not audited: `Pattern.audited` is False and its drawings say so. Draft a
    pattern that will be cut with `mtmpattern.draft`. A template that sets attributes of its own while it drafts is
    redrafted in full each time. Use one object for each thread; it keeps only the values of its last draft.
    """

    def __init__(self, template: str | PathLike[str] | type[Template]) -> None:
        self.kind = template if isinstance(template, type) else find_template(template)
        self._reuse: Reuse | None = None
        self._sided = False
        self._last: tuple[Body, bool, Body] | None = None

    @no_surprise(DraftError, "this draft", "draft.defect")
    def draft(self, body: Body, /, *, fit: str | None = None, fabrics: Mapping[str, Fabric | str] | None = None,
              alterations: Mapping[str, Any] | None = None, garment: Mapping[str, Any] | None = None,
              estimates: bool = False, options: Mapping[str, Any] | None = None, **more: Any) -> Pattern:
        """The whole pattern, not audited; arguments and errors are those of `mtmpattern.draft`."""
        order = self._order(body, fit=fit, fabrics=fabrics, alterations=alterations, garment=garment,
                            estimates=estimates, options=options, more=more)
        templates = self._templates(order)
        pattern = pattern_of(order, templates)
        if self._kept_state(templates):
            pattern = pattern_of(order, templates := order.templates(reuse=Reuse(_given(order))))
        _settle(pattern.pieces)
        return pattern

    @no_surprise(DraftError, "this draft", "draft.defect")
    def pieces(self, body: Body, /, *, fit: str | None = None, fabrics: Mapping[str, Fabric | str] | None = None,
               alterations: Mapping[str, Any] | None = None, garment: Mapping[str, Any] | None = None,
               estimates: bool = False, options: Mapping[str, Any] | None = None, **more: Any) -> tuple[Piece, ...]:
        """The pieces alone, which is all that a drawing of sewn lines needs; they equal those of the pattern."""
        order = self._order(body, fit=fit, fabrics=fabrics, alterations=alterations, garment=garment,
                            estimates=estimates, options=options, more=more)
        templates = self._templates(order)
        with sentences_of(order.kind):
            pieces = drafted_pieces(*templates)[1]
            if self._kept_state(templates):
                pieces = drafted_pieces(*order.templates(reuse=Reuse(_given(order))))[1]
            _settle(pieces)
        return pieces

    def _order(self, body: Body, *, estimates: bool, **inputs: Any) -> CheckedOrder:
        """The request, checked; the body of the last request is completed already."""
        if self._last and self._last[0] is body and self._last[1] == estimates:
            return checked_order(self.kind, self._last[2], estimates=True, **inputs)
        order = checked_order(self.kind, body, estimates=estimates, **inputs)
        self._last = body, estimates, order.body
        return order

    def _templates(self, order: CheckedOrder) -> tuple[Template, Template]:
        given = _given(order)
        alike = self._reuse is not None and self._sided == order.sided
        self._reuse = self._reuse.renewed(given) if self._reuse and alike else Reuse(given)
        self._sided = order.sided
        return order.templates(reuse=self._reuse)

    def _kept_state(self, templates: tuple[Template, Template]) -> bool:
        """Whether a template kept something that reuse does not see, and values of an earlier draft were used.

        The next draft then reuses nothing of this one.
        """
        if not any(map(_keeps_state, templates)):
            return False
        used_earlier = self._reuse is not None and self._reuse.carried > 0
        self._reuse = None
        return used_earlier


def _given(order: CheckedOrder) -> Given:
    """Everything that a draft of an order can read."""
    options = {name: option.default for name, option in order.kind.options().items()} | dict(order.options)
    return given_of(option=options, measure=order.body.measures, alteration=order.alterations, garment=order.garment,
                    fabric=order.fabrics)


def _keeps_state(template: Template) -> bool:
    """Whether a template or one of its blocks has attributes that it did not begin with."""
    blocks = type(template).blocks()
    if not vars(template).keys() <= template.began_with | blocks.keys():
        return True
    return any(not vars(bound).keys() <= vars(blocks[name]).keys() | OF_A_BLOCK
               for name, bound in vars(template).items() if name in blocks)


def _settle(pieces: tuple[Piece, ...]) -> None:
    """Fix the other side of each piece now, since the next draft may change it."""
    for piece in chain(pieces, [piece.other_side() for piece in pieces]):
        if piece.info.twin:
            piece.info.twin.settle()
