"""One sheet of the console at a time: raised, kept up while it makes sense, lowered.

What was tapped, a seat or a line of the agenda, is known to the terminal: its sheet follows the values, and
the map it was tapped on waits beneath. What is to be confirmed is forgotten with the sheet that asked.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from enum import Enum, auto
from typing import Any

from device import intents as i
from device.screens import ChairScreen
from ui.kit import Kit
from ui.viewmodels.rising import FOLLOWING, MAIN_BUTTON, STEPS_ASIDE, Rising
from ui.widgets.listing import OnDemand


class Cover(Enum):
    """How much of the console a sheet lies over."""

    ITSELF = auto()  # as tall as it is, above the bar
    MIDDLE = auto()
    BAR = auto()  # the middle and the bar


COVERS = {
    Rising.MAP: Cover.MIDDLE,
    Rising.NAMES: Cover.MIDDLE,
    Rising.ASK: Cover.MIDDLE,
    Rising.ABSENT: Cover.MIDDLE,
    Rising.READ_BACK: Cover.MIDDLE,
    Rising.SPOKEN: Cover.MIDDLE,
    Rising.VOID: Cover.BAR,
    Rising.EDIT: Cover.BAR,
    Rising.REASON: Cover.BAR,
    Rising.INSERT: Cover.BAR,
    Rising.MESSAGE: Cover.BAR,
    Rising.NOTE: Cover.BAR,
}
Still = Callable[[ChairScreen], bool]


class Raised(ABC):
    """Raises one of `makers` at a time by `place(sheet, cover)`; None lowers it."""

    def __init__(self, kit: Kit, place: Callable[[Any, Cover], None]) -> None:
        self._kit, self._place = kit, place
        self._screen: ChairScreen | None = None
        self._up: Rising | None = None
        self._beneath: Rising | None = None
        self._still: Still = lambda _: True
        self._agreed: tuple[i.Intent, ...] = ()
        self._sheets = OnDemand(self._makers())

    @abstractmethod
    def _makers(self) -> dict[Rising, Callable[[], Any]]:
        """Every sheet, made when it is first raised."""

    @property
    def asking(self) -> bool:
        """Whether a sheet has the one blue button now."""
        return self._up in MAIN_BUTTON

    def _do(self, *intents: i.Intent) -> None:
        """Say it, and with that be done with the sheet and with what was tapped."""
        let_go = self._tapped()
        self.close()
        for intent in (*intents, *let_go):
            self._kit.emit(intent)

    def _tapped(self) -> tuple[i.Intent, ...]:
        """How to let go of what was tapped."""
        screen = self._screen
        seat = (i.TapSeat(""),) if screen and screen.seat else ()
        item = (i.TapItem(""),) if screen and screen.tapped_item else ()
        return (*seat, *item)

    def _leave(self) -> None:
        """The way back: a sheet about something tapped goes when the terminal says so."""
        if self._up in FOLLOWING:
            for intent in self._tapped():
                self._kit.emit(intent)
        else:
            self.close()

    def follow(self, screen: ChairScreen) -> None:
        """After an update: lower what has become pointless, show what follows the values."""
        self._screen = screen
        if self._up not in {None, *FOLLOWING} and not self._still(screen):
            self.close()
        if self._up in {None, *FOLLOWING, *STEPS_ASIDE}:
            self._follow_tapped(screen)
        if self._up is not None and self._up not in {Rising.CONFIRM, *FOLLOWING}:
            self._sheets[self._up].show(screen)

    def _follow_tapped(self, screen: ChairScreen) -> None:
        """The seat or line that was tapped, until it is let go; the map waits beneath."""
        wanted = Rising.SEAT if screen.seat else Rising.ITEM if screen.tapped_item else None
        if wanted is not None:
            beneath = self._up if self._up in STEPS_ASIDE else self._beneath
            self._open(wanted, lambda _: True)
            self._beneath = beneath
        elif self._up in FOLLOWING:
            beneath = self._beneath
            self._lower()
            if beneath is not None:
                self._open(beneath, lambda _: True)

    def _open(self, which: Rising, still: Still) -> None:
        sheet = self._sheets[which]
        if self._screen is not None and which is not Rising.CONFIRM:
            sheet.show(self._screen)
        if self._up is not which:
            self._lower()
            self._up = which
            self._place(sheet, COVERS.get(which, Cover.ITSELF))
        self._still, self._agreed = still, ()

    def close(self) -> None:
        """Lower the sheet and forget what was asked; what is tapped comes back."""
        self._agreed = ()
        beneath = self._beneath
        self._lower()
        if self._screen is not None:
            self._follow_tapped(self._screen)
        if self._up in FOLLOWING:
            self._beneath = beneath

    def _lower(self) -> None:
        self._beneath = None
        if self._up is not None:
            self._up = None
            self._place(None, Cover.ITSELF)
