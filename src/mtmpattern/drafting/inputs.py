"""All that goes into a draft, as plain data: what the digest of a pattern is made of."""

from __future__ import annotations

from functools import cache
from importlib.metadata import version
from typing import Any

from ..body import Body
from .template import Template


def inputs_of(kind: type[Template], template: Template, body: Body, fit: str | None) -> dict[str, Any]:
    """Template, body, choices and cloths, and the release that drafted them; never a computed measure."""
    given = {"garment": template.asked_measures, "held": template.structure.held}
    return {
        "mtmpattern": _release(), "template": kind.name, "version": kind.version,
        "body": body.digest, "fit": fit or "", "options": dict(template.option_values),
        "alterations": dict(template.alterations),
        "fabrics": {role: fabric.to_dict() for role, fabric in template.fabrics.items()},
        **{name: dict(value) for name, value in given.items() if value},
    }


@cache
def _release() -> str:
    """Read once: the metadata of an installed package are a file."""
    return version("mtmpattern")
