"""YAML text to nodes: values stay as typed, and what a measurement or machine file never needs is refused.

The events of ruamel.yaml are read, not its constructed objects: so no tag ever builds anything, no alias is ever
followed (a bomb stays a line of text), and ``no``, ``010`` or ``12:30`` are not turned into something else.
"""

from __future__ import annotations

from typing import Any

from mtmpattern._node import Node
from mtmpattern._tree import Builder
from mtmpattern.errors import FileFormatError


def parse_yaml(text: str, builder: Builder) -> Node | None:
    """Build the tree of a YAML text, None for one without a value. Raises `FileFormatError`."""
    from ruamel.yaml import YAML  # noqa: PLC0415  # 90 ms that only readers of YAML pay
    from ruamel.yaml.error import MarkedYAMLError, YAMLError  # noqa: PLC0415

    try:
        for event in YAML(typ="safe", pure=True).parse(text):
            _take(event, builder)
    except MarkedYAMLError as error:
        raise _unreadable(error, builder) from None
    except YAMLError as error:
        raise builder.stop(f"this is no YAML: {str(error).splitlines()[0]}", "file.syntax", "", 1, None) from None
    except FileFormatError:
        raise
    except (ValueError, OverflowError, RecursionError):
        # Escapes such as "\U99999999" break inside the scanner with errors that are none of its own.
        raise builder.stop("this is no YAML", "file.syntax", "Check escapes in quoted text.", 1, None) from None
    return builder.root


def _take(event: Any,  # ruamel.yaml has no types
          builder: Builder) -> None:
    kind = type(event).__name__
    line, column = event.start_mark.line + 1, event.start_mark.column + 1
    if kind == "DocumentStartEvent" and builder.count:
        raise builder.stop("a second document starts here", "file.syntax", "Write one document in a file.", line,
                           column)
    if kind == "AliasEvent":
        raise builder.stop("an alias (*) repeats another place of the file", "file.alias",
                           "Aliases are not read; write the value out.", line, column)
    if kind not in ("ScalarEvent", "MappingStartEvent", "SequenceStartEvent"):
        if kind in ("MappingEndEvent", "SequenceEndEvent"):
            builder.end()
        return
    if event.anchor:
        raise builder.stop("an anchor (&) stands here", "file.alias", "Anchors are not read; take it out.",
                           line, column)
    if event.ctag is not None and str(event.ctag):
        raise builder.stop("a tag (!) stands here", "file.tag", "Tags are not read; take it out.", line, column)
    if kind == "ScalarEvent":
        builder.scalar(event.value, line, column, quoted=event.style is not None and event.style != "")
        return
    if builder.naming:
        raise builder.stop("a name cannot be a block or a list", "file.syntax", "Write `name: value`.", line, column)
    builder.begin(line, column, mapping=kind == "MappingStartEvent")


def _unreadable(error: Any,
                builder: Builder) -> FileFormatError:
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    said = " ".join(str(part) for part in (error.context, error.problem) if part)
    hint = "Write `name: value`, and indent what belongs together alike."
    if "\\t" in said:
        hint = "Indent with spaces, not tabs."
    return builder.stop(f"this cannot be read as YAML: {said}", "file.syntax", hint, line, column)
