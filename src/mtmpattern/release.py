"""The release of this package, which goes into the inputs of every digest."""

from __future__ import annotations

from typing import Final

RELEASE: Final = "0.1.0"
"""The version in the metadata of the package, whose file takes 20 ms to read; a test compares the two."""
