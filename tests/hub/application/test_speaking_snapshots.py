"""Speaking as told: the speech and its clock, the queue of who is here, times of persons and groups."""

from __future__ import annotations

from msgspec.structs import replace

from hub.application.speaking_snapshots import speakers_state
from hub.domain import commands
from hub.domain.speaking import Spoken
from hub.domain.vocabulary import Group, QueueMode, Registration, SpeechKind
from protocol.messages import BudgetState, RequestState, SpeakersState, SpeechState, SpokenState
from tests.support.meeting import Play, in_session
from tests.support.plans import device_id, make_plan, person_id


def asks(number: int, kind: SpeechKind = SpeechKind.CONTRIBUTION) -> commands.RequestSpeech:
    return commands.RequestSpeech(person_id(number), kind, device_id(number))


def told(play: Play, before: dict[str, Spoken] | None = None) -> SpeakersState:
    return speakers_state(play.state, before or {})


def test_the_speech_is_told_with_what_its_clock_needs() -> None:
    play = in_session(make_plan(4), 4)
    play.does(commands.GrantSpeech("p003"))
    begun = play.now
    play.waits(20_000)
    play.does(commands.PauseSpeech())
    assert told(play).current == SpeechState(
        "p003", "item-1", "contribution", 1, begun, None, 20_000, 420_000
    )
    play.does(commands.ResumeSpeech(), commands.ExtendSpeech())
    current = told(play).current
    assert current is not None
    assert (current.since, current.allotted_ms) == (play.now, 480_000)


def test_the_queue_tells_who_is_here_in_the_order_they_are_to_speak() -> None:
    plan = make_plan(5)
    first = replace(plan.items[0], registered=(Registration("p005"), Registration("p004")))
    play = in_session(replace(plan, items=(first, *plan.items[1:])), 4)
    play.does(asks(2), asks(3, SpeechKind.ORDER))
    queue = told(play).queue
    assert [each.person for each in queue] == ["p003", "p004", "p002"]
    assert queue[0] == RequestState("p003", "order", play.now, 1, 60_000)
    assert queue[1].asked_at == 0


def test_whoever_presides_is_told_without_a_limit() -> None:
    play = in_session(make_plan(3), 3)
    play.does(asks(1), asks(2))
    assert [each.allotted_ms for each in told(play).queue] == [None, 420_000]


def test_times_are_told_of_those_who_spoke_now_or_in_the_year_before() -> None:
    play = in_session(make_plan(4), 4)
    play.does(commands.GrantSpeech("p003"))
    play.waits(30_000)
    play.does(commands.EndSpeech())
    spoken = told(play, {"p002": Spoken(9_000, 2), "stranger": Spoken(1, 1)}).spoken
    assert spoken == (SpokenState("p002", 0, 0, 9_000, 2), SpokenState("p003", 30_000, 1, 0, 0))


def test_budgets_of_groups_go_down_by_what_their_members_say() -> None:
    plan = replace(make_plan(3), groups=(Group("to-1", "Tổ 1", 600_000), Group("to-2", "Tổ 2")))
    persons = tuple(replace(each, group="to-1") for each in plan.persons)
    play = in_session(replace(plan, persons=persons), 3)
    play.does(commands.SetQueueMode(QueueMode.GROUPS), commands.GrantSpeech("p002"))
    play.waits(45_000)
    play.does(commands.EndSpeech())
    state = told(play)
    assert state.mode == "groups"
    assert state.budgets == (
        BudgetState("to-1", "Tổ 1", 600_000, 45_000),
        BudgetState("to-2", "Tổ 2", None, 0),
    )
