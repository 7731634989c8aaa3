"""Whose microphone is on: the record decides, a driver only follows.

While the session is open, whoever has the floor and whoever presides are on; everybody else is off. The
one who presides stays on whatever the queue does. In a break, before the opening and after the close all
are off.
"""

from __future__ import annotations

import logging

from hub.application.ports import MicrophoneError, Microphones
from hub.domain.meeting import Meeting
from hub.domain.session import Phase

log = logging.getLogger(__name__)


def seats_on(state: Meeting) -> frozenset[str]:
    """The seats whose microphones are to be on."""
    if state.session.phase is not Phase.OPEN:
        return frozenset()
    speech = state.speaking.current
    speaks = speech.person if speech is not None and speech.since is not None else ""
    there = state.attendance.present
    return frozenset(there[person].seat for person in (speaks, state.presiding) if person in there)


class Follower:
    """Makes microphones fit the record. What they were before this is not known, so all are told first."""

    def __init__(self, microphones: Microphones) -> None:
        self._microphones = microphones
        self._known: dict[str, bool] = {}

    def follow(self, state: Meeting) -> None:
        """Switch what is not as it should be; one that fails is tried again next time.

        Those that go off come first, so that no more are open than should be.
        """
        wanted = seats_on(state)
        seats = sorted((seat.seat in wanted, seat.seat) for seat in state.convened.seats)
        for on, seat in seats:
            if self._known.get(seat) is not on:
                self._switch(seat, on=on)

    def _switch(self, seat: str, *, on: bool) -> None:
        try:
            self._microphones.switch(seat, on=on)
        except MicrophoneError as error:
            log.warning("microphone of %s: %s", seat, error)
            return
        self._known[seat] = on
