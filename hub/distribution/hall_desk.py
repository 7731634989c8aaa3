"""The hall's part of every conversation: steps that touch no record, and what seats carry and are told."""

from __future__ import annotations

from collections.abc import Iterable

from hub.application.ports import Acceptance
from hub.application.room import Room
from hub.distribution.steps import check_console
from hub.distribution.telling import ON_ITS_WAY_MS, Outgoing, Teller
from hub.distribution.terminals import Terminal
from hub.domain.errors import DomainError
from protocol.envelope import Envelope
from protocol.messages import NAMES, Command, Mark, SeatNotice
from protocol.topics import Aspect


class HallDesk:
    """Takes what is of the hall, and has it told."""

    def __init__(self, room: Room, teller: Teller) -> None:
        self._room = room
        self._hall = teller.hall
        self._teller = teller

    def take(
        self, terminal: Terminal, envelope: Envelope, step: Command, now: int
    ) -> tuple[Outgoing, ...]:
        """A step that touches no record; its receipt names the head, which stays as it was."""
        device, tell = terminal.enrolled.device, self._teller
        if envelope.meeting != self._room.state.convened.meeting:
            return (tell.refuse(device, envelope.id, "other-meeting", now),)
        try:
            check_console(step.step, terminal.enrolled.role)
            seats = self._hall.take(envelope.id, step, now)
        except DomainError as refusal:
            return (tell.refuse(device, envelope.id, refusal.code, now),)
        tell.changed(Aspect.HALL)
        head = self._room.head
        receipt = tell.repeat(device, envelope.id, Acceptance(head.seq, head.hash), now)
        told = (each for seat in seats for each in self._tell_seat(seat, step.step, now))
        return (receipt, *told, *tell.tick(now))

    def carries(self, terminal: Terminal, call: str, now: int) -> tuple[Outgoing, ...]:
        """A terminal's heartbeat carries a call, or none."""
        device = terminal.enrolled.device
        seat = self._seat_of(device)
        if not seat:
            return ()
        if self._hall.carries(seat, call, now):
            return tuple(self._teller.console(now))
        return tuple(self._teller.to(device, each, now) for each in self._hall.answer(seat))

    def lacking(self, terminal: Terminal, marks: Iterable[Mark], now: int) -> tuple[Outgoing, ...]:
        """The last message to a seat that turns out not to have it."""
        device, kind = terminal.enrolled.device, NAMES[SeatNotice]
        has = max((mark.at for mark in marks if mark.kind == kind), default=0)
        notices = self._hall.notice(self._seat_of(device))
        return tuple(
            self._teller.to(device, each, now)
            for each in notices
            if has < each.at <= now - ON_ITS_WAY_MS
        )

    def welcomes(self, terminal: Terminal, now: int) -> tuple[Outgoing, ...]:
        """A terminal said hello: the last message to its seat."""
        device = terminal.enrolled.device
        notices = self._hall.notice(self._seat_of(device))
        return tuple(self._teller.to(device, each, now) for each in notices)

    def _tell_seat(self, seat: str, step: str, now: int) -> tuple[Outgoing, ...]:
        devices = (each.device for each in self._room.state.convened.seats if each.seat == seat)
        told = self._hall.notice(seat) if step == "send-message" else self._hall.answer(seat)
        return tuple(
            self._teller.to(device, each, now) for device in devices if device for each in told
        )

    def _seat_of(self, device: str) -> str:
        seats = self._room.state.convened.seats
        return next((each.seat for each in seats if each.device == device), "")
