"""Speaking on a wire that loses every fifth message: who asked is in the queue once, and nothing is cut."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from device.intents import (
    AskToSpeak,
    CallService,
    EndOwnSpeech,
    LeaveSeat,
    TakeStep,
    WithdrawRequest,
)
from device.screens import (
    CallKind,
    ChairScreen,
    Quorum,
    Screen,
    SeatSession,
    SpeechKind,
    Step,
    WallBreak,
    WallSpeaker,
)
from hub.domain.events import (
    QuorumLost,
    SpeechBegun,
    SpeechEnded,
    SpeechRequested,
    SpeechWithdrawn,
)
from hub.domain.vocabulary import MeetingPlan
from hub.store.memory import MemoryEventLog
from tests.support.dialogue import ask, chair, recorded, sign_in, speak, steps
from tests.support.plans import device_id, make_plan, person_id, roster
from tests.support.wire import CALM, STORM, SimulatedRoom, Weather

MEMBERS = 6
SECOND = 1_000


def in_debate(
    weather: Weather = STORM, plan: MeetingPlan | None = None, seed: int = 3
) -> SimulatedRoom:
    """Everybody is there and the first item is being discussed."""
    room = SimulatedRoom(
        plan or make_plan(MEMBERS), roster(MEMBERS), MemoryEventLog(), weather, seed
    )
    room.connect()
    sign_in(room, MEMBERS)
    steps(room, Step.OPEN_SESSION, Step.TAKE_ITEM, Step.START_DISCUSSION)
    return room


def waiting_line(room: SimulatedRoom) -> list[str]:
    """The queue as the console shows it."""
    panel = chair(room).speakers
    assert panel is not None
    return [row.person for row in panel.speakers.queue]


def until_line(room: SimulatedRoom, *persons: str) -> None:
    def shows(shown: Screen) -> bool:
        return (
            isinstance(shown, ChairScreen)
            and shown.speakers is not None
            and tuple(row.person for row in shown.speakers.speakers.queue) == persons
        )

    room.until_sees("chair", shows)


@pytest.mark.parametrize("seed", [3, 11, 42])
def test_who_asks_on_a_bad_wire_is_in_the_queue_exactly_once(seed: int) -> None:
    room = in_debate(seed=seed)
    for number in (4, 2, 5):
        assert speak(room, number, AskToSpeak()) == ""
    until_line(room, "p004", "p002", "p005")

    asked = [e.person for e in recorded(room) if isinstance(e, SpeechRequested)]
    assert asked == ["p004", "p002", "p005"]
    for number, place in ((4, 1), (2, 2), (5, 3)):
        room.until_sees(
            device_id(number),
            lambda shown, place=place: (
                isinstance(shown, SeatSession)
                and shown.speak is not None
                and shown.speak.place == place
            ),
        )


def test_a_request_taken_back_is_gone_and_a_point_of_order_goes_first() -> None:
    room = in_debate()
    for number in (4, 2):
        speak(room, number, AskToSpeak())
    speak(room, 5, AskToSpeak(SpeechKind.ORDER))
    until_line(room, "p005", "p004", "p002")
    speak(room, 4, WithdrawRequest())
    until_line(room, "p005", "p002")
    assert [e.person for e in recorded(room) if isinstance(e, SpeechWithdrawn)] == ["p004"]


def test_a_speaker_called_speaks_on_every_screen_and_ends_by_themselves() -> None:
    room = in_debate()
    speak(room, 4, AskToSpeak())
    assert ask(room, TakeStep(Step.GRANT_SPEECH, "p004")) == ""
    room.until_sees("wall", lambda shown: isinstance(shown, WallSpeaker))
    wall = room.sees("wall")
    assert isinstance(wall, WallSpeaker)
    assert wall.speech.person == "p004"
    room.until_sees(
        device_id(4),
        lambda shown: (
            isinstance(shown, SeatSession) and shown.speak is not None and shown.speak.speaking
        ),
    )
    room.advance(5 * SECOND)
    assert speak(room, 4, EndOwnSpeech()) == ""
    (ended,) = [e for e in recorded(room) if isinstance(e, SpeechEnded) and e.person == "p004"]
    assert ended.reason == "person"
    assert ended.spent_ms >= 5 * SECOND


def test_nobody_is_cut_and_a_pause_costs_no_time() -> None:
    room = in_debate(CALM)
    assert ask(room, TakeStep(Step.GRANT_SPEECH, "p003")) == ""
    room.leap(7 * 60 * SECOND)
    assert ask(room, TakeStep(Step.PAUSE_SPEECH)) == ""
    room.leap(60 * SECOND)
    assert ask(room, TakeStep(Step.RESUME_SPEECH)) == ""
    room.leap(60 * SECOND)
    panel = chair(room).speakers
    assert panel is not None
    current = panel.speakers.current
    assert current is not None
    assert (current.clock.remaining_ms, current.clock.over_ms // 60_000) == (0, 1)
    assert ask(room, TakeStep(Step.END_SPEECH)) == ""
    (ended,) = [e for e in recorded(room) if isinstance(e, SpeechEnded) and e.person == "p003"]
    assert ended.spent_ms // SECOND == 8 * 60


def test_whoever_presides_is_given_no_limit() -> None:
    room = in_debate()
    assert ask(room, TakeStep(Step.GRANT_SPEECH, "p001")) == ""
    begun = [e for e in recorded(room) if isinstance(e, SpeechBegun) and e.person == "p001"]
    assert [e.allotted_ms for e in begun] == [None]


def test_a_handover_in_mid_speech_leaves_the_speech_and_its_clock_as_they_are() -> None:
    plan = replace(make_plan(MEMBERS), deputies=("p002",))
    room = in_debate(plan=plan)
    assert ask(room, TakeStep(Step.GRANT_SPEECH, "p003")) == ""
    room.advance(5 * SECOND)
    before = room.room.state.speaking.current
    assert ask(room, TakeStep(Step.HAND_OVER, "p002")) == ""
    assert room.room.state.speaking.current == before
    room.until_sees(
        "chair", lambda shown: isinstance(shown, ChairScreen) and shown.presiding == "Ủy viên 2"
    )
    room.until_sees("wall", lambda shown: shown.header.chair_title == "Ủy viên 2")
    assert ask(room, TakeStep(Step.GRANT_SPEECH, "p002")) == ""  # the new chair is not timed
    begun = [e for e in recorded(room) if isinstance(e, SpeechBegun) and e.person == "p002"]
    assert [e.allotted_ms for e in begun] == [None]


def test_a_quorum_lost_in_debate_stops_no_speech_but_every_new_vote() -> None:
    room = in_debate()
    assert ask(room, TakeStep(Step.GRANT_SPEECH, "p002")) == ""
    for number in (4, 5, 6):
        room.does(device_id(number), LeaveSeat())
    room.until_sees(
        "chair", lambda shown: isinstance(shown, ChairScreen) and shown.quorum is Quorum.LOST
    )
    assert any(isinstance(e, QuorumLost) for e in recorded(room))
    current = room.room.state.speaking.current
    assert current is not None
    assert current.person == "p002"
    assert ask(room, TakeStep(Step.OPEN_POLL, "poll-1-1")) == "quorum-not-met"
    assert room.room.state.speaking.current == current
    assert speak(room, 3, AskToSpeak()) == ""


def test_a_break_pauses_the_speech_and_everybody_sees_when_it_ends() -> None:
    room = in_debate()
    ask(room, TakeStep(Step.GRANT_SPEECH, "p002"))
    assert ask(room, TakeStep(Step.SUSPEND_SESSION, minutes=15)) == ""
    room.until_sees("wall", lambda shown: isinstance(shown, WallBreak))
    wall = room.sees("wall")
    assert isinstance(wall, WallBreak)
    room.until_sees(
        device_id(3),
        lambda shown: (
            isinstance(shown, SeatSession) and shown.suspended and shown.returns == wall.returns
        ),
    )
    paused = room.room.state.speaking.current
    assert paused is not None
    assert paused.since is None
    assert ask(room, TakeStep(Step.RESUME_SESSION)) == ""
    resumed = room.room.state.speaking.current
    assert resumed is not None
    assert (resumed.since is not None, resumed.spent_ms) == (True, paused.spent_ms)


def test_a_call_reaches_the_console_on_a_bad_wire_and_ends_when_it_is_answered() -> None:
    room = in_debate()
    room.does(device_id(3), CallService(CallKind.WATER))
    room.until_sees("chair", lambda shown: isinstance(shown, ChairScreen) and bool(shown.calls))
    (call,) = chair(room).calls
    assert (call.seat, call.kind) == ("003", CallKind.WATER)
    assert ask(room, TakeStep(Step.ANSWER_CALL, "003")) == ""
    room.until_sees(
        device_id(3), lambda shown: isinstance(shown, SeatSession) and shown.calls.open_ is None
    )
    room.until_sees("chair", lambda shown: isinstance(shown, ChairScreen) and not shown.calls)


@pytest.mark.parametrize("seed", range(3, 8))
def test_a_message_to_one_seat_is_read_there_and_nowhere_else(seed: int) -> None:
    room = in_debate(seed=seed)
    assert ask(room, TakeStep(Step.SEND_MESSAGE, "003", "Mời đồng chí chuẩn bị")) == ""
    room.until_sees(
        device_id(3), lambda shown: isinstance(shown, SeatSession) and bool(shown.message)
    )
    room.advance(SECOND)
    messages = {
        number: screen.message
        for number in range(1, MEMBERS + 1)
        if isinstance(screen := room.sees(device_id(number)), SeatSession)
    }
    assert messages == dict.fromkeys(range(1, MEMBERS + 1), "") | {3: "Mời đồng chí chuẩn bị"}


def test_the_first_who_asked_speaks_next_by_themselves_in_that_mode() -> None:
    room = in_debate()
    assert ask(room, TakeStep(Step.SET_QUEUE_MODE, text="fifo")) == ""
    for number in (5, 3):
        speak(room, number, AskToSpeak())
    until_line(room, person_id(3))
    current = room.room.state.speaking.current
    assert current is not None
    assert current.person == person_id(5)
    assert ask(room, TakeStep(Step.END_SPEECH)) == ""
    following = room.room.state.speaking.current
    assert following is not None
    assert following.person == person_id(3)
