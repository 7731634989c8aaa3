"""Following whoever shows a page to the room, and showing one (theo trang người trình bày).

Theory of operation. The hub alone says who presents. A seat that wants to says so until the hub's word is
the same or it refuses; one that presents says every page it turns to. Following turns this reader alone.

| before               | what happens                               | after                         |
|----------------------|--------------------------------------------|-------------------------------|
| nobody presents      | somebody else begins, hands free           | following                     |
| nobody presents      | somebody begins; half-made ballot or note  | not following                 |
| following            | the presenter turns                        | turned to the same page       |
| following            | the person turns, opens or jumps           | not following                 |
| not following        | one touch                                  | following, at that page       |
| asked to present     | the hub shows this seat                    | presenting                    |
| asked to present     | the hub refuses                            | not, with the code            |
| presenting           | another page in front                      | said until the hub shows it   |
| presenting           | the hub shows somebody else, or nobody     | not presenting                |
"""

from __future__ import annotations

from collections.abc import Callable

from device.effects import Say
from device.reading_intents import Follow, FollowIntent, StartPresenting
from protocol.messages import Present, PresenterState
from protocol.topics import Said

RESEND_MS = 1_000  # as for everything a person waits for
NOBODY = PresenterState("", "", "", 0)
NOTHING = ("", 0)  # what somebody presents who stops


class Following:
    """What the terminal `device` does about the presenter."""

    def __init__(self, device: str, new_id: Callable[[], str]) -> None:
        self._device = device
        self._new_id = new_id
        self.shown = NOBODY  # as the hub has it
        self.following = False
        self.refusal = ""
        self.begun = False  # the page last turned to was the first of a following
        self._wanted: tuple[str, int] | None = None  # to be presented; empty paper: to be stopped
        self._confirmed = False
        self._message = ""
        self._said_at: int | None = None
        self._refused: tuple[str, int] | None = None  # not to be said again
        self._turned: tuple[str, int] | None = None  # last page followed to

    @property
    def presenting(self) -> bool:
        """Whether the hub shows this seat's page."""
        return self.shown.device == self._device != ""

    @property
    def asked(self) -> bool:
        """Whether the hub has not yet answered that this seat wants to present."""
        return bool(self._wanted and self._wanted[0]) and not self._confirmed

    def intend(self, act: FollowIntent, paper: str, page: int) -> None:
        """The person acts; `paper` and `page` are in front."""
        if isinstance(act, Follow):
            self.following = act.on and self._other
            self._turned = None
        elif isinstance(act, StartPresenting):
            if paper:
                self._want((paper, page))
                self.following, self._confirmed, self.refusal = False, self.presenting, ""
        else:
            self._wanted, self._confirmed = None, False
            if self.presenting:
                self._want(NOTHING)

    def navigated(self) -> None:
        """The person turned a page by themselves."""
        self.following = False

    def hear(self, shown: PresenterState, *, busy: bool) -> None:
        """The hub says who presents; `busy`: the person is in the middle of something."""
        before, self.shown = self.shown, shown
        if self.presenting:
            if self._wanted is None and not self._confirmed:  # said before a restart, or taken back
                self._want(NOTHING)
            self._confirmed, self.following = self._wanted != NOTHING, False
        elif self._confirmed or self._wanted == NOTHING:
            self._wanted, self._confirmed = None, False
        if self._other and before.device != shown.device:
            self.following, self._turned = not busy, None
        elif not self._other:
            self.following = False

    def refused(self, message: str, code: str) -> None:
        """The hub does not let this seat present."""
        if message and message == self._message:
            self.refusal = code
            self._refused, self._wanted, self._confirmed = self._wanted, None, self.presenting

    def turn(self, *, known: bool) -> tuple[str, int] | None:
        """The page to turn to, once for each the presenter turns to and once its paper is `known` here."""
        place = (self.shown.paper, self.shown.page)
        if not self.following or not known or place == self._turned:
            return None
        self.begun, self._turned = self._turned is None, place
        return place

    def say(self, meeting: str, paper: str, page: int, now: int) -> tuple[Say, ...]:
        """Say what is to be presented until the hub shows it; `paper` and `page` are in front."""
        if self.presenting and self._confirmed and paper:
            self._keep_up((paper, page))
        if self._wanted is None or (self._wanted == NOTHING and not self.presenting):
            self._wanted = self._said_at = None
            return ()
        if self._said_at is not None and now < self._said_at + RESEND_MS:
            return ()
        self._said_at, self._message = now, self._new_id()
        return (Say(self._message, Said.PRESENT, meeting, 0, Present(*self._wanted)),)

    def left(self) -> None:
        """The person has gone: nobody wants anything here any more."""
        self._wanted, self._confirmed, self.following, self.refusal = None, False, False, ""

    def reconnected(self) -> None:
        """The link is new: say at once again what is not answered."""
        self._said_at = None

    @property
    def wake_at(self) -> int | None:
        """When to say it again."""
        if self._wanted is None or self._said_at is None:
            return None
        return self._said_at + RESEND_MS

    @property
    def _other(self) -> bool:
        return self.shown.device not in {"", self._device}

    def _keep_up(self, front: tuple[str, int]) -> None:
        """What lies in front of the presenter is presented."""
        if front in {(self.shown.paper, self.shown.page), self._refused}:
            self._wanted = None
        elif self._wanted != front:
            self._want(front)

    def _want(self, wanted: tuple[str, int]) -> None:
        self._wanted, self._said_at, self._refused = wanted, None, None
