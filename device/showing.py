"""The papers of a wall: all of them sealed, and the one that somebody shows, open.

Theory of operation. A wall hears what seats hear and follows whoever shows a page, always. It holds a key
for as long as the paper is shown and no longer, whatever its lease: nobody sits at a wall, so nothing but
what the room is shown may lie open there. The hub grants the key again when it is shown again.
"""

from __future__ import annotations

from device.effects import Effect
from device.reading_desk import ReadingDesk
from protocol.messages import PresenterState


def lock_unshown(papers: ReadingDesk, presenter: PresenterState) -> tuple[Effect, ...]:
    """Give back every key but that of the paper shown."""
    shown = presenter.paper if presenter.device else ""
    effects = papers.shelf.lock_all_but(shown)
    for effect in effects:
        papers.reading.gone(effect, papers.shelf)
    return effects
