"""Redrafts a garment while its options change; only values that depend on a change are worked out again."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain
from os import PathLike
from typing import Any

from mtmpattern.body import Body
from mtmpattern.drafting.checked_request import CheckedRequest, checked_request
from mtmpattern.drafting.draft import drafted_pieces, pattern_of, sentences_of
from mtmpattern.drafting.library import find_template
from mtmpattern.drafting.request import Request
from mtmpattern.drafting.reuse import Given, Reuse, given_of
from mtmpattern.drafting.template import Template
from mtmpattern.errors import DraftError, no_surprise, texts_in
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
        request = Request.given(fit, options, alterations, garment, fabrics)
        with texts_in(body.unit if isinstance(body, Body) else "mm"):
            checked = self._checked(body, request, more, estimates=estimates)
            templates = self._templates(checked)
            pattern = pattern_of(checked, templates)
            if self._kept_state(templates):
                pattern = pattern_of(checked, templates := checked.templates(reuse=Reuse(_given(checked))))
        _settle(pattern.pieces)
        return pattern

    @no_surprise(DraftError, "this draft", "draft.defect")
    def pieces(self, body: Body, /, *, fit: str | None = None, fabrics: Mapping[str, Fabric | str] | None = None,
               alterations: Mapping[str, Any] | None = None, garment: Mapping[str, Any] | None = None,
               estimates: bool = False, options: Mapping[str, Any] | None = None, **more: Any) -> tuple[Piece, ...]:
        """The pieces alone, which is all that a drawing of sewn lines needs; they equal those of the pattern."""
        request = Request.given(fit, options, alterations, garment, fabrics)
        with texts_in(body.unit if isinstance(body, Body) else "mm"):
            checked = self._checked(body, request, more, estimates=estimates)
            templates = self._templates(checked)
            with sentences_of(checked.kind):
                pieces = drafted_pieces(*templates)[1]
                if self._kept_state(templates):
                    pieces = drafted_pieces(*checked.templates(reuse=Reuse(_given(checked))))[1]
            _settle(pieces)
        return pieces

    def _checked(self, body: Body, request: Request, more: Mapping[str, Any], *, estimates: bool) -> CheckedRequest:
        """The request, checked; the body of the last request is completed already."""
        if self._last and self._last[0] is body and self._last[1] == estimates:
            return checked_request(self.kind, self._last[2], request, more=more, estimates=True)
        checked = checked_request(self.kind, body, request, more=more, estimates=estimates)
        self._last = body, estimates, checked.body
        return checked

    def _templates(self, checked: CheckedRequest) -> tuple[Template, Template]:
        given = _given(checked)
        alike = self._reuse is not None and self._sided == checked.sided
        self._reuse = self._reuse.renewed(given) if self._reuse and alike else Reuse(given)
        self._sided = checked.sided
        return checked.templates(reuse=self._reuse)

    def _kept_state(self, templates: tuple[Template, Template]) -> bool:
        """Whether a template kept something that reuse does not see, and values of an earlier draft were used.

        The next draft then reuses nothing of this one.
        """
        if not any(map(_keeps_state, templates)):
            return False
        used_earlier = self._reuse is not None and self._reuse.carried > 0
        self._reuse = None
        return used_earlier


def _given(checked: CheckedRequest) -> Given:
    """Everything that a draft of the request can read."""
    options = {name: option.default for name, option in checked.kind.options().items()} | dict(checked.options)
    return given_of(option=options, measure=checked.body.measures, alteration=checked.alterations,
                    garment=checked.garment, fabric=checked.fabrics)


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
