"""The head of every paper of a job: the order, the garment and the reference of its labels."""

from __future__ import annotations

from dataclasses import dataclass

SCHEME = "MTM1"
"""The first word of the text in our QR codes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JobHead:
    """A job as its papers name it; nothing here is about the body.

    ``reference`` is a short digest that is the same on every label, file and paper of the job.
    """

    order: str
    reference: str
    template: str
    version: str
    revision: int = 1
    quantity: int = 1
    due: str = ""
    priority: str = "normal"

    @property
    def title(self) -> str:
        """``Order 1042, crew tee``, with the revision if it is not the first."""
        return f"Order {self.order}" + (f" revision {self.revision}" if self.revision > 1 else "") + (
            f", {self.template.replace('-', ' ')}")

    def payload(self, part: str = "", copy: int = 0) -> str:
        """The text of a QR code: the scheme, the reference, the part and, for several garments, which one."""
        return ":".join(filter(None, (SCHEME, self.reference, part, str(copy) if copy else "")))


def read_payload(text: str) -> tuple[str, str, int] | None:
    """The reference, part id and copy (0 for a single garment) of a scanned code; None for any other code."""
    fields = text.strip().split(":")
    if not 2 <= len(fields) <= 4 or fields[0] != SCHEME:
        return None
    copy = fields[3] if len(fields) > 3 else "0"
    if not (copy.isascii() and copy.isdecimal() and len(copy) < 7):
        return None
    return fields[1], fields[2] if len(fields) > 2 else "", int(copy)
