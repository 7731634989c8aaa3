"""Papers as intake would hand them over, without an intake."""

from __future__ import annotations

from hub.application.intake import AcceptedPaper, PageFacts, ReadBy


def accepted(pdf: bytes, pages: int = 2, texts: tuple[str, ...] = ()) -> AcceptedPaper:
    """A paper that nothing had to be done to, with `texts` on its pages."""
    facts = tuple(PageFacts(text, f"{n:064x}", ReadBy.TEXT) for n, text in enumerate(texts))
    return AcceptedPaper(pdf, pages, b"jpeg", (), repaired=False, facts=facts)
