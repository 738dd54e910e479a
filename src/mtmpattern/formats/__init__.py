"""Files for the factory: one writer for each format, and a registry that finds them by name.

A writer takes only a `CutPattern` and settings, and returns file names with their bytes. It uses no clock and
no data of the machine or of a person: the same pattern gives the same bytes.
"""

from __future__ import annotations

from mtmpattern.formats.registry import Format, Setting, Settings, find_format, format_names

__all__ = ["Format", "Setting", "Settings", "find_format", "format_names"]
