"""Papers as intake would hand them over, without an intake."""

from __future__ import annotations

from hub.application.intake import AcceptedPaper


def accepted(pdf: bytes, pages: int = 2) -> AcceptedPaper:
    """A paper that nothing had to be done to."""
    return AcceptedPaper(pdf, pages, b"jpeg", (), repaired=False)
