"""Asking for the floor, giving it and timing it, as dialogue."""

from __future__ import annotations

from msgspec.structs import replace

from hub.domain import commands, events
from hub.domain.speaking import MAX_REQUESTS, Spoken
from hub.domain.speaking_steps import allotted, queue
from hub.domain.vocabulary import (
    Choice,
    Group,
    MeetingPlan,
    QueueMode,
    Registration,
    SpeechKind,
    SpeechNorms,
    Stage,
)
from tests.support.meeting import Play, in_session
from tests.support.plans import device_id, make_plan, person_id

MINUTE = 60_000
SPEAK, DEBATE, ORDER = SpeechKind.CONTRIBUTION, SpeechKind.DEBATE, SpeechKind.ORDER


def asks(number: int, kind: SpeechKind = SPEAK) -> commands.RequestSpeech:
    return commands.RequestSpeech(person_id(number), kind, device_id(number))


def waiting(play: Play) -> list[str]:
    return [request.person for request in queue(play.state)]


def with_mode(plan: MeetingPlan, mode: QueueMode) -> MeetingPlan:
    return replace(plan, norms=SpeechNorms(mode=mode))


def with_groups(budget_ms: int | None = None) -> MeetingPlan:
    """Persons 1 to 6 in groups a, b, a, b, a, none."""
    plan = make_plan(6)
    belongs = ("a", "b", "a", "b", "a", "")
    pairs = zip(plan.persons, belongs, strict=True)
    persons = tuple(replace(person, group=group) for person, group in pairs)
    groups = (Group("a", "Tổ 1", budget_ms), Group("b", "Tổ 2"))
    return replace(with_mode(plan, QueueMode.GROUPS), persons=persons, groups=groups)


# ── asking ──────────────────────────────────────────────────────────────────────────────────────


def test_a_request_is_made_where_one_sits_about_the_item_under_way() -> None:
    play = Play(make_plan(3))
    play.signs_in(1, 2, 3)
    assert play.refuses(asks(3)) == "session-not-open"
    play.does(commands.OpenSession())
    assert play.refuses(asks(3)) == "no-active-item"
    play.does(commands.TakeItem("item-1"))
    assert play.refuses(replace(asks(3), device="seat-002")) == "not-signed-in-here"
    assert play.refuses(asks(3, SpeechKind.PRESENTATION)) == "bad-speech-kind"
    assert play.does(asks(3)) == (events.SpeechRequested("p003", "item-1", SPEAK, "seat-003"),)
    assert play.does(asks(3)) == ()


def test_a_point_of_order_goes_first_and_other_changes_of_mind_keep_the_place() -> None:
    play = in_session(make_plan(4), 4)
    for number in (2, 3, 4):
        play.does(asks(number))
        play.waits(1)
    play.does(asks(2, DEBATE))
    assert waiting(play) == ["p002", "p003", "p004"]
    play.does(asks(4, ORDER))
    assert waiting(play) == ["p004", "p002", "p003"]
    play.waits(1)
    play.does(asks(2, ORDER))
    assert waiting(play) == ["p004", "p002", "p003"]
    play.waits(1)
    play.does(asks(4))
    assert waiting(play) == ["p002", "p003", "p004"]


def test_those_who_registered_before_the_session_come_first_in_the_order_of_the_plan() -> None:
    plan = make_plan(4)
    early = (Registration("p004"), Registration("p003", DEBATE))
    play = in_session(
        replace(plan, items=(replace(plan.items[0], registered=early), plan.items[1])), 4
    )
    play.does(asks(2))
    assert waiting(play) == ["p004", "p003", "p002"]
    assert play.does(asks(3, DEBATE)) == ()
    (begun,) = play.does(commands.GrantSpeech("p003"))
    assert begun == events.SpeechBegun("p003", "item-1", DEBATE, 3 * MINUTE, 1)


def test_who_is_away_is_not_in_the_queue_and_has_the_place_again_on_coming_back() -> None:
    play = in_session(make_plan(3), 3)
    play.does(asks(3))
    play.waits(1)
    play.does(asks(2))
    play.leaves(3)
    assert waiting(play) == ["p002"]
    assert play.refuses(commands.GrantSpeech("p003")) == "person-not-present"
    assert play.refuses(commands.WithdrawSpeech("p003", "person")) == "person-not-present"
    play.signs_in(3)
    assert waiting(play) == ["p003", "p002"]


def test_a_request_is_taken_back_or_struck_out_and_that_once() -> None:
    play = in_session(make_plan(3), 3)
    play.does(asks(2), asks(3))
    assert play.does(commands.WithdrawSpeech("p002", "person")) == (
        events.SpeechWithdrawn("p002", "item-1", "person"),
    )
    assert play.does(commands.WithdrawSpeech("p002", "person")) == ()
    play.does(commands.WithdrawSpeech("p003", "chair"))
    assert waiting(play) == []


def test_a_queue_has_an_end_and_requests_wait_for_their_item() -> None:
    play = in_session(make_plan(MAX_REQUESTS + 1), MAX_REQUESTS + 1)
    play.does(*(asks(number) for number in range(1, MAX_REQUESTS + 1)))
    assert play.refuses(asks(MAX_REQUESTS + 1)) == "queue-full"
    play.does(commands.PauseItem("item-1"), commands.TakeItem("item-2"))
    assert waiting(play) == []
    play.does(asks(MAX_REQUESTS + 1), commands.PauseItem("item-2"), commands.TakeItem("item-1"))
    assert len(waiting(play)) == MAX_REQUESTS


# ── giving the floor ────────────────────────────────────────────────────────────────────────────


def test_the_chair_calls_anybody_present_and_whoever_speaks_stops() -> None:
    play = in_session(make_plan(3), 3)
    play.does(asks(2, SpeechKind.QUESTION))
    assert play.does(commands.GrantSpeech("p002")) == (
        events.SpeechBegun("p002", "item-1", SpeechKind.QUESTION, MINUTE, 1),
    )
    assert play.refuses(commands.GrantSpeech("p002")) == "already-speaking"
    assert play.refuses(asks(2)) == "already-speaking"
    play.waits(MINUTE)
    assert play.does(commands.GrantSpeech("p003", SpeechKind.ANSWER)) == (
        events.SpeechEnded("p002", "item-1", SpeechKind.QUESTION, MINUTE, "next"),
        events.SpeechBegun("p003", "item-1", SpeechKind.ANSWER, 3 * MINUTE, 1),
    )
    assert waiting(play) == []


def test_nobody_is_called_in_a_poll_and_opening_one_ends_the_speech() -> None:
    play = in_session(make_plan(3), 3)
    play.does(commands.GrantSpeech("p003"))
    ended, *_ = play.does(commands.OpenPoll("poll-1-1"))
    assert ended == events.SpeechEnded("p003", "item-1", SPEAK, 0, "poll")
    assert play.refuses(commands.GrantSpeech("p003")) == "poll-open"
    play.does(asks(3), commands.ClosePoll("poll-1-1"))
    assert play.refuses(commands.GrantSpeech("p003")) == "item-not-ready"
    play.does(commands.AnnouncePoll("poll-1-1"), commands.GrantSpeech("p003"))


def test_a_refused_poll_ends_no_speech() -> None:
    play = in_session(make_plan(3), 3)
    play.does(commands.GrantSpeech("p003"))
    assert play.refuses(commands.OpenPoll("poll-2-1")) == "item-not-active"
    assert play.state.speaking.current is not None


def test_a_presentation_is_given_again_only_while_the_item_is_presented() -> None:
    play = in_session(make_plan(3), 3)
    presents = commands.GrantSpeech("p003", SpeechKind.PRESENTATION)
    assert play.refuses(presents) == "bad-speech-kind"
    play.does(commands.ConcludeItem("item-1", "Xong."))
    assert play.refuses(presents) == "no-active-item"
    play.does(commands.TakeItem("item-2"))
    play.does(presents)


def test_a_second_contribution_is_shorter_and_points_of_order_are_no_turn() -> None:
    play = in_session(make_plan(3), 3)
    for kind, allotted_ms, turn in (
        (ORDER, MINUTE, 1),
        (DEBATE, 3 * MINUTE, 1),
        (SPEAK, 7 * MINUTE, 2),
        (SPEAK, 3 * MINUTE, 3),
    ):
        begun = events.SpeechBegun("p003", "item-1", kind, allotted_ms, turn)
        assert play.does(commands.GrantSpeech("p003", kind)) == (begun,)
        play.does(commands.EndSpeech())


def test_whoever_presides_is_not_timed() -> None:
    play = in_session(make_plan(3), 3)
    assert allotted(play.state, "p001", SPEAK) is None
    play.does(commands.GrantSpeech("p001"))
    assert play.refuses(commands.ExtendSpeech()) == "not-timed"


def test_a_pause_does_not_count_and_running_over_ends_nothing() -> None:
    play = in_session(make_plan(3), 3)
    play.does(commands.GrantSpeech("p003"))
    play.waits(MINUTE)
    play.does(commands.PauseSpeech())
    assert play.does(commands.PauseSpeech()) == ()
    play.waits(MINUTE)
    play.does(commands.ResumeSpeech())
    assert play.does(commands.ResumeSpeech()) == ()
    play.waits(60 * MINUTE)
    assert play.does(commands.EndSpeech("p003")) == (
        events.SpeechEnded("p003", "item-1", SPEAK, 61 * MINUTE, "person"),
    )
    assert play.state.speaking.spoken == {"p003": Spoken(61 * MINUTE, 1)}


def test_a_speech_is_extended_up_to_an_hour() -> None:
    play = in_session(make_plan(3), 3)
    play.does(commands.GrantSpeech("p003"))
    assert play.does(commands.ExtendSpeech()) == (events.SpeechExtended("p003", 8 * MINUTE),)
    play.does(*(commands.ExtendSpeech(),) * 52)
    assert play.refuses(commands.ExtendSpeech()) == "too-long"


def test_a_speech_is_ended_by_the_chair_or_by_who_speaks() -> None:
    play = in_session(make_plan(3), 3)
    assert play.refuses(commands.EndSpeech()) == "nobody-speaks"
    play.does(commands.GrantSpeech("p003"))
    assert play.refuses(commands.EndSpeech("p002")) == "not-speaking"
    play.does(commands.EndSpeech())


def test_presentations_do_not_count_as_speaking() -> None:
    play = in_session(make_plan(3), 3)
    assert play.state.speaking.spoken == {}


# ── the modes ───────────────────────────────────────────────────────────────────────────────────


def test_first_come_first_served_needs_no_chair_while_the_item_is_discussed() -> None:
    play = in_session(with_mode(make_plan(4), QueueMode.FIFO), 4)
    assert play.does(asks(2))[1:] == (events.SpeechBegun("p002", "item-1", SPEAK, 7 * MINUTE, 1),)
    assert len(play.does(asks(3))) == 1
    play.does(asks(4))
    _, begun = play.does(commands.EndSpeech("p002"))
    assert begun == events.SpeechBegun("p003", "item-1", SPEAK, 7 * MINUTE, 1)
    *_, begun = play.does(commands.SignOut("p003", "left"))
    assert begun == events.SpeechBegun("p004", "item-1", SPEAK, 7 * MINUTE, 1)
    play.does(commands.OpenPoll("poll-1-1"))
    assert len(play.does(asks(2))) == 1
    play.votes(p1=Choice.FOR)
    play.does(commands.ClosePoll("poll-1-1"), commands.AnnouncePoll("poll-1-1"))
    assert play.state.agenda.items["item-1"].stage is Stage.CONCLUDING
    assert play.state.speaking.current is None
    assert play.does(commands.StartDiscussion("item-1"))[1:] == (
        events.SpeechBegun("p002", "item-1", SPEAK, 3 * MINUTE, 2),
    )


def test_who_asks_during_the_presentation_begins_when_the_discussion_does() -> None:
    play = Play(with_mode(make_plan(3), QueueMode.FIFO))
    play.signs_in(1, 2, 3)
    play.does(commands.OpenSession(), commands.TakeItem("item-1"), asks(3))
    assert len(play.does(commands.EndSpeech())) == 1
    assert play.does(commands.StartDiscussion("item-1"))[1:] == (
        events.SpeechBegun("p003", "item-1", SPEAK, 7 * MINUTE, 1),
    )


def test_the_mode_is_changed_in_the_session() -> None:
    play = in_session(make_plan(3), 3)
    play.does(asks(3))
    assert play.does(commands.SetQueueMode(QueueMode.CHAIR)) == ()
    assert play.does(commands.SetQueueMode(QueueMode.FIFO)) == (
        events.QueueModeSet(QueueMode.FIFO),
        events.SpeechBegun("p003", "item-1", SPEAK, 7 * MINUTE, 1),
    )


def test_groups_take_turns_and_the_one_heard_longest_ago_is_next() -> None:
    play = in_session(with_groups(), 6)
    for number in (1, 3, 5, 2, 6):
        play.does(asks(number))
        play.waits(1)
    assert waiting(play) == ["p001", "p002", "p006", "p003", "p005"]
    play.does(commands.GrantSpeech("p001"))
    assert waiting(play) == ["p002", "p006", "p003", "p005"]
    play.does(commands.GrantSpeech("p002"))
    play.does(asks(4, ORDER))
    assert waiting(play) == ["p004", "p006", "p003", "p005"]


def test_a_group_has_so_much_time_and_running_out_of_it_counts_over_time_at_once() -> None:
    play = in_session(with_groups(budget_ms=9 * MINUTE), 6)
    play.does(commands.GrantSpeech("p003"))
    play.waits(8 * MINUTE)
    play.does(commands.EndSpeech(), commands.GrantSpeech("p003", ORDER))
    play.waits(MINUTE)
    (_, begun) = play.does(commands.GrantSpeech("p005"))
    assert begun == events.SpeechBegun("p005", "item-1", SPEAK, MINUTE, 1)
    play.waits(2 * MINUTE)
    play.does(commands.EndSpeech())
    assert play.state.speaking.group_spent == {"a": 10 * MINUTE}
    assert allotted(play.state, "p003", DEBATE) == 0
    assert allotted(play.state, "p002", DEBATE) == 3 * MINUTE


def test_the_time_of_whoever_presides_is_not_the_groups() -> None:
    play = in_session(with_groups(budget_ms=9 * MINUTE), 6)
    play.does(commands.GrantSpeech("p001"))
    play.waits(8 * MINUTE)
    play.does(commands.EndSpeech())
    assert play.state.speaking.group_spent == {}
