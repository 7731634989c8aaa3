"""The person at this terminal: being there, answering polls, speaking, and the desk of those who have one.

Theory of operation. What a person begins here is kept in parts that each look at the room after every
input and decide by their own tables what has ended. A vote key counts as it is; touch asks once to confirm;
what is not one of three answers is filled in on the screen.
"""

from __future__ import annotations

from typing import TypeAlias

from device import attending, desk, filling
from device.asking import Asking
from device.attending import Attending
from device.desk import Desk
from device.effects import Effect
from device.filling import Filling
from device.intents import KeysTrouble, LeaveSeat, PressKey
from device.room_view import RoomView
from device.screens import PRESSED, Form, PollStage
from device.speaking import Speaking
from device.speaking_intents import HoldKey, SpeakingIntent
from device.voting import Answer, Subject, Voting
from protocol.messages import OnePoll, PersonAt

Act: TypeAlias = attending.Act | filling.Act | desk.Act | SpeakingIntent | PressKey | KeysTrouble


class Delegate:
    """Whoever is at the terminal `device`, and what they have begun. `notice` is a code for them."""

    def __init__(self, device: str, voting: Voting, asking: Asking, writing: Desk) -> None:
        self._device = device
        self._voting = voting
        self.attending = Attending(asking)
        self.filling = Filling()
        self.speaking = Speaking(asking)
        self.desk = writing
        self.notice = ""
        self._key_votes = False  # the key that went down last did so in an open poll

    def intend(self, act: Act, view: RoomView, now: int, hub_now: int | None) -> tuple[Effect, ...]:
        """The person acts; the times are this machine's and the hub's."""
        if isinstance(act, KeysTrouble):
            self.notice = act.code
            return ()
        seat = view.seat_of(self._device)
        if seat is None:
            return ()
        if isinstance(act, attending.Act):
            if isinstance(act, LeaveSeat):
                self.filling.clear()
            return self.attending.intend(act, view, seat, now)
        person = seat.person if seat.present else ""
        if isinstance(act, desk.Act):
            return self.desk.intend(act, view, person, now)
        if isinstance(act, HoldKey) and act.key is not None and self._key_votes:
            return ()
        if isinstance(act, SpeakingIntent):
            return self.speaking.intend(act, view, person, (now, hub_now))
        return self._vote(act, view, seat, now)

    def follow(self, view: RoomView, now: int) -> tuple[Effect, ...]:
        """The room is as `view` has it now."""
        seat = view.seat_of(self._device)
        owner = seat.person if seat else ""
        self.filling.follow(view.poll, owner)
        self.desk.follow(view, owner if seat and seat.present else "")
        effects: tuple[Effect, ...] = self.attending.follow(view, seat, now)
        if seat is not None:
            effects += self._voting.keep(owner)
        return (*effects, *self._voting.light(view.poll, owner))

    def _vote(
        self, act: filling.Act | PressKey, view: RoomView, seat: PersonAt, now: int
    ) -> tuple[Effect, ...]:
        self.notice = ""
        poll = view.poll
        self._key_votes = poll is not None and poll.stage == PollStage.OPEN
        if poll is None or not may_vote(seat, poll) or self._settled(poll, seat.person):
            return ()
        answer = self._key(act, poll) if isinstance(act, PressKey) else self._touch(act, poll)
        if answer is None or poll.stage != PollStage.OPEN:
            return ()
        subject = Subject(
            meeting=view.meeting,
            poll=poll,
            person=seat.person,
            seat=seat.seat,
            device=self._device,
            head_seq=view.seq,
            head_hash=view.hash,
        )
        return self._voting.press(answer, subject, now)

    def _touch(self, act: filling.Act, poll: OnePoll) -> Answer | None:
        answer = self.filling.intend(act, poll)
        self.notice = self.filling.refusal
        return answer

    def _key(self, act: PressKey, poll: OnePoll) -> Answer | None:
        self.filling.take_back()
        if poll.form == Form.MOTION:
            return (act.choice.value,)
        self.notice = "answer-on-screen"
        return None

    def _settled(self, poll: OnePoll, person: str) -> bool:
        """Whether the first press counts and there was one."""
        return poll.press == "first" and self._voting.answer(poll.poll, person) is not None


def may_vote(seat: PersonAt | None, poll: OnePoll) -> bool:
    """Whether the person at `seat` is on the list of those who press in `poll`."""
    return poll.kind in PRESSED and takes_part(seat, poll)


def takes_part(seat: PersonAt | None, poll: OnePoll) -> bool:
    """Whether the person at `seat` votes in `poll`, by pressing, by hand or on paper."""
    return bool(seat and seat.present and seat.person in poll.present)
