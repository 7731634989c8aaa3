"""Seats and PINs: whom each seat belongs to, and who is locked out."""

from __future__ import annotations

from protocol.verifier.bodies import MeetingPlan, PinFailed

MAX_FAILURES = 3  # the third wrong PIN locks


class Places:
    """Seats with their terminals, and whom they are assigned to as people are moved."""

    def __init__(self, plan: MeetingPlan) -> None:
        self._devices = {seat.seat: seat.device for seat in plan.seats}
        self._assigned = {seat.seat: seat.person for seat in plan.seats if seat.person}

    def stands(self, seat: str, device: str) -> bool:
        """Whether `device` is the terminal of `seat`."""
        return self._devices.get(seat) == device

    def known(self, seat: str) -> bool:
        """Whether there is such a seat."""
        return seat in self._devices

    def owner(self, seat: str) -> str:
        """Whom `seat` is assigned to, empty if nobody."""
        return self._assigned.get(seat, "")

    def assign(self, seat: str, person: str) -> None:
        """`person` belongs to this seat from here on, and to no other one."""
        others = {each: who for each, who in self._assigned.items() if who != person}
        self._assigned = {**others, seat: person}


class Pins:
    """Wrong PINs in a row, by person."""

    def __init__(self) -> None:
        self._failures: dict[str, int] = {}

    def locked(self, person: str) -> bool:
        """Whether wrong PINs keep this person out."""
        return self._failures.get(person, 0) >= MAX_FAILURES

    def fail(self, event: PinFailed) -> bool:
        """Take in one more; whether it is the one that had to come next."""
        fits = not self.locked(event.person)
        fits = fits and event.failures == self._failures.get(event.person, 0) + 1
        self._failures[event.person] = event.failures
        return fits

    def clear(self, person: str) -> None:
        """The right PIN, or an unlocking."""
        self._failures.pop(person, None)
