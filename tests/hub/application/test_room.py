"""Requests in, durable answers out: a message is handled once, and a batch counts whole or not at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from hub.application import room as room_module
from hub.application.ports import Acceptance, StorageError
from hub.application.recording import to_line
from hub.application.room import Answer, Batch, Rejection, Request, Room
from hub.domain import commands, events
from hub.domain.commands import Command
from hub.domain.session import Phase
from hub.domain.vocabulary import Choice, SignInMode
from hub.store.memory import MemoryEventLog
from protocol.record import GENESIS, ChainHead, line_hash, verify_chain
from tests.hub import minutes_kinds
from tests.support.meeting import in_poll, sign_in
from tests.support.plans import STARTS_AT, make_plan

IDS = (f"00000000-0000-4000-8000-{n:012x}" for n in range(10**9))


class FullDisk(MemoryEventLog):
    """A log whose disk takes nothing more once `full`."""

    full = False

    def append(self, lines: Sequence[bytes], receipts: Mapping[str, Acceptance]) -> None:
        if self.full:
            raise StorageError("disk-full")
        super().append(lines, receipts)


def request(command: Command, message: str = "") -> Request:
    return Request(message or next(IDS), "chair", command)


def handle(room: Room, log: MemoryEventLog, *requests: Request, at: int = STARTS_AT) -> Batch:
    batch = room.prepare(requests, at)
    log.append(batch.lines, batch.receipts)
    room.commit(batch)
    return batch


def convened(log: MemoryEventLog, members: int = 3) -> Room:
    room = Room(log)
    handle(room, log, request(commands.ConveneMeeting(make_plan(members)), "convening"))
    return room


def outcomes(answers: Sequence[Answer]) -> list[str]:
    return [
        answer.outcome.code if isinstance(answer.outcome, Rejection) else "accepted"
        for answer in answers
    ]


def test_a_batch_is_decided_in_order_each_on_what_the_ones_before_led_to() -> None:
    log = MemoryEventLog()
    room = convened(log)
    batch = handle(
        room,
        log,
        request(commands.OpenSession()),
        request(sign_in(1)),
        request(sign_in(2)),
        request(commands.OpenSession()),
        request(commands.OpenSession()),
    )
    assert outcomes(batch.answers) == [
        "quorum-not-met",
        "accepted",
        "accepted",
        "accepted",
        "session-already-opened",
    ]
    assert room.state.session.phase is Phase.OPEN
    assert [record.type for record, _ in verify_chain(log.lines())] == [
        "MeetingConvened",
        "PersonSignedIn",
        "PersonSignedIn",
        "QuorumMet",
        "SessionOpened",
    ]


def test_an_answer_names_the_last_record_its_request_led_to() -> None:
    log = MemoryEventLog()
    room = convened(log)
    batch = handle(room, log, request(sign_in(1)), request(sign_in(2)))
    hashes = [line_hash(line) for line in log.lines()]
    assert [answer.outcome for answer in batch.answers] == [
        Acceptance(2, hashes[1]),
        Acceptance(4, hashes[3]),
    ]
    assert room.head == log.head() == ChainHead(4, hashes[3])


def test_preparing_changes_nothing() -> None:
    log = MemoryEventLog()
    room = convened(log)
    state, head = room.state, room.head
    first = room.prepare((request(sign_in(1), "m1"),), STARTS_AT)
    assert (room.state, room.head) == (state, head)
    assert room.prepare((request(sign_in(1), "m1"),), STARTS_AT) == first


def test_a_repeated_message_gets_the_answer_it_got_first() -> None:
    log = MemoryEventLog()
    room = convened(log)
    once = handle(room, log, request(sign_in(1), "m1"), request(commands.OpenSession(), "m2"))
    handle(room, log, request(sign_in(2)))
    again = handle(room, log, request(sign_in(1), "m1"), request(commands.OpenSession(), "m2"))

    assert [a.outcome for a in again.answers] == [a.outcome for a in once.answers]
    assert again.lines == ()
    assert again.receipts == {}
    assert room.state.session.phase is Phase.CONVENED


def test_a_message_repeated_within_a_batch_is_handled_once_whatever_happened_in_between() -> None:
    log = MemoryEventLog()
    room = convened(log)
    opening = request(commands.OpenSession(), "m1")
    arriving = request(sign_in(1), "m2")
    batch = handle(room, log, opening, arriving, arriving, request(sign_in(2)), opening)

    assert outcomes(batch.answers) == [
        "quorum-not-met",
        "accepted",
        "accepted",
        "accepted",
        "quorum-not-met",
    ]
    assert batch.answers[1].outcome == batch.answers[2].outcome
    assert room.state.session.phase is Phase.CONVENED


def test_answers_to_accepted_messages_survive_a_restart() -> None:
    log = MemoryEventLog()
    room = convened(log)
    once = handle(room, log, request(sign_in(1), "m1"))
    again = handle(Room(log), log, request(sign_in(1), "m1"))
    assert again.answers[0].outcome == once.answers[0].outcome


def test_refusals_are_remembered_only_within_their_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room_module, "MAX_REFUSALS", 3)
    log = MemoryEventLog()
    room = convened(log)
    for number in range(5):
        handle(room, log, request(commands.OpenSession(), f"m{number}"))
    handle(room, log, request(sign_in(1)), request(sign_in(2)))

    remembered = handle(room, log, request(commands.OpenSession(), "m4"))
    assert outcomes(remembered.answers) == ["quorum-not-met"]
    forgotten = handle(room, log, request(commands.OpenSession(), "m0"))
    assert outcomes(forgotten.answers) == ["accepted"]


def test_if_the_disk_takes_nothing_nothing_has_happened_and_it_can_be_tried_again() -> None:
    log = FullDisk()
    room = convened(log)
    state, head, arriving = room.state, room.head, request(sign_in(1), "m1")
    log.full = True
    batch = room.prepare((arriving,), STARTS_AT)
    with pytest.raises(StorageError):
        log.append(batch.lines, batch.receipts)

    assert (room.state, room.head) == (state, head)
    assert list(Room(log).state.attendance.present) == []
    log.full = False
    assert outcomes(handle(room, log, arriving).answers) == ["accepted"]


def test_a_request_that_changes_nothing_is_accepted_and_remembered_without_a_record() -> None:
    log = MemoryEventLog()
    room = convened(log)
    handle(room, log, request(sign_in(1)))
    batch = handle(room, log, request(sign_in(1), "m2"))
    assert batch.lines == ()
    assert batch.receipts == {"m2": Acceptance(2, log.head().hash)}


def test_the_head_of_every_record_is_known_and_no_other() -> None:
    log = MemoryEventLog()
    room = convened(log)
    handle(room, log, request(sign_in(1)), request(sign_in(2)))
    hashes = [line_hash(line) for line in log.lines()]
    for known in (room, Room(log)):
        assert [known.hash_at(seq) for seq in range(5)] == [GENESIS, *hashes]
        assert known.hash_at(5) is None
        assert known.hash_at(-1) is None


def test_the_head_a_close_made_is_known_before_and_after_a_restart() -> None:
    log = MemoryEventLog()
    room = convened(log)
    play = in_poll(make_plan(3), 3)
    for command in (
        *(sign_in(number) for number in (1, 2, 3)),
        commands.OpenSession(),
        commands.TakeItem("item-1"),
        commands.StartDiscussion("item-1"),
        commands.OpenPoll("poll-1-1"),
        play.ballot(1, Choice.FOR),
        commands.ClosePoll("poll-1-1"),
    ):
        handle(room, log, request(command))
    assert room.closings == Room(log).closings == {"poll-1-1": log.head()}


def test_the_head_moves_with_every_record_that_makes_a_result_what_it_is() -> None:
    log = MemoryEventLog()
    play = minutes_kinds.play()
    head = ChainHead()
    rests_on = {}
    for event, at in play.events:
        line, head = to_line(event, at=at, actor="hub", head=head)
        log.append([line], {})
        if isinstance(event, events.PollClosed | events.PollCorrected | events.TieDecided):
            rests_on[event.poll] = head
    assert any(isinstance(event, events.PollCorrected) for event, _ in play.events)
    assert Room(log).closings == rests_on


def test_what_a_refusal_says_of_itself_is_recorded_and_it_is_a_refusal_still() -> None:
    """A wrong PIN: known after a restart, told once however often the message comes."""
    log = MemoryEventLog()
    room = Room(log)
    plan = replace(make_plan(3), sign_in=SignInMode.PIN_HERE)
    handle(room, log, request(commands.ConveneMeeting(plan)))
    wrong = request(replace(sign_in(1), proven=False), "m1")
    for _ in range(2):
        batch = handle(room, log, wrong)
        assert outcomes(batch.answers) == ["wrong-pin"]
    assert log.head().seq == 2
    assert batch.receipts == {}
    assert room.answered("m1")
    assert dict(Room(log).state.attendance.failures) == {"p001": 1}


def test_after_three_wrong_pins_in_one_batch_the_right_one_is_too_late() -> None:
    log = MemoryEventLog()
    room = Room(log)
    plan = replace(make_plan(3), sign_in=SignInMode.PIN_HERE)
    handle(room, log, request(commands.ConveneMeeting(plan)))
    wrong = (request(replace(sign_in(1), proven=False)) for _ in range(3))
    batch = handle(room, log, *wrong, request(sign_in(1)))
    assert outcomes(batch.answers) == ["wrong-pin", "wrong-pin", "pin-locked", "pin-locked"]
    assert room.state.attendance.present == {}


@given(st.lists(st.lists(st.integers(0, 9), max_size=6), max_size=6))
def test_however_requests_are_batched_and_repeated_the_record_is_the_same(
    batches: list[list[int]],
) -> None:
    """Ten messages of two seats and the chair, taken in some order, alone or together."""
    asked = [
        *(sign_in(number) for number in (1, 2, 3)),
        *(commands.SignOut(f"p00{number}", "left") for number in (1, 2)),
        commands.OpenSession(),
        commands.CloseSession(),
        commands.TakeItem("item-1"),
        commands.StartDiscussion("item-1"),
        commands.ConcludeItem("item-1", "Xong."),
    ]
    together, alone = MemoryEventLog(), MemoryEventLog()
    one, other = convened(together), convened(alone)
    for batch in batches:
        handle(one, together, *(request(asked[n], f"m{n}") for n in batch))
        for n in batch:
            handle(other, alone, request(asked[n], f"m{n}"))

    assert list(together.lines()) == list(alone.lines())
    assert together.receipts() == alone.receipts()
    assert one.state == other.state == Room(together).state
