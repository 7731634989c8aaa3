"""Whose page the room may follow (theo trang người trình bày). Soft state: nothing of it is recorded.

Theory of operation. One person presents at a time. Whoever asks while nobody does has it; the chair and the
secretary have it whenever they ask. It ends when that person stops, leaves the seat, or the terminal is
gone. Seats decide by themselves whether to follow; browsing never comes here.

| presenting | asks                 | presenting after |
|------------|----------------------|------------------|
| nobody     | anybody signed in    | they             |
| somebody   | the same terminal    | they, elsewhere  |
| somebody   | chair or secretary   | they             |
| somebody   | anybody else         | refused          |
| somebody   | stops, leaves, gone  | nobody           |
"""

from __future__ import annotations

from msgspec import Struct

from hub.domain.errors import DomainError
from protocol.messages import PresenterState

NOBODY = PresenterState("", "", "", 0)


class Asker(Struct, frozen=True):
    """Who asks: the terminal, its signed-in person, and whether that is the chair or the secretary."""

    device: str
    person: str
    leads: bool


class Presenting:
    """Keeps who presents what."""

    def __init__(self) -> None:
        self.state = NOBODY

    def show(self, asker: Asker, paper: str, page: int, pages: int) -> bool:
        """Present a page, one of `pages`; whether anything changed. Raises `DomainError` when refused."""
        if not asker.person:
            raise DomainError("not-signed-in-here")
        if not 1 <= page <= pages:
            raise DomainError("no-such-page")
        if self.state.device not in {"", asker.device} and not asker.leads:
            raise DomainError("somebody-presents")
        before, self.state = self.state, PresenterState(asker.device, asker.person, paper, page)
        return before != self.state

    def stop(self, device: str) -> bool:
        """This terminal presents no more; whether it did."""
        if self.state.device != device or not device:
            return False
        self.state = NOBODY
        return True

    def drop_paper(self, paper: str) -> bool:
        """A paper is gone; whether it was the one presented."""
        return self.state.paper == paper and self.stop(self.state.device)
