"""What a customer asks of a template: a fit, options, alterations, measures of the garment, and cloths."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from mtmpattern.pattern.model.fabric import Fabric


@dataclass(frozen=True, slots=True)
class Request:
    """A request to a template; its fields are arguments of `mtmpattern.drafting.draft`, which checks them.

    ``alterations`` add mm to intended measures, ``garment`` replaces them; either has one number for each name, or one
    for each side. ``fabrics`` are by role.
    """

    fit: str | None = None
    options: Mapping[str, Any] = field(default_factory=dict)
    alterations: Mapping[str, Any] = field(default_factory=dict)
    garment: Mapping[str, Any] = field(default_factory=dict)
    fabrics: Mapping[str, Fabric | str] = field(default_factory=dict)

    @classmethod
    def given(cls, fit: str | None, options: Mapping[str, Any] | None, alterations: Mapping[str, Any] | None,
              garment: Mapping[str, Any] | None, fabrics: Mapping[str, Fabric | str] | None) -> Request:
        """A request of arguments that may be left out."""
        return cls(fit, *({} if each is None else each for each in (options, alterations, garment, fabrics)))

    @property
    def arguments(self) -> dict[str, Any]:
        """The keyword arguments of `mtmpattern.drafting.draft`."""
        return {"fit": self.fit, "options": self.options, "alterations": self.alterations, "garment": self.garment,
                "fabrics": self.fabrics}

    def but(self, block: str, values: Mapping[str, Any]) -> Request:
        """The same with other options, alterations or garment measures."""
        return Request(**{**self.arguments, block: values})
