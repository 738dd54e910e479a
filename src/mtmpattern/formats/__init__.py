"""Files for the factory: one writer a format, one registry that finds them by name.

A writer takes a `CutPattern` and nothing else of the project, and returns file names with their bytes. It knows no
clock, no machine and no person: the same pattern gives the same bytes.
"""

from __future__ import annotations

from .registry import Format, Setting, Settings, find_format, format_names

__all__ = ["Format", "Setting", "Settings", "find_format", "format_names"]
