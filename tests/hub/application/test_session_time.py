"""Every millisecond of a session has one kind, and they sum to the time from opening to close."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from hub.application.session_time import Stretch, TimeKind, stretches
from hub.domain import commands, events
from hub.domain.errors import DomainError
from hub.domain.events import Event
from hub.domain.vocabulary import Choice, QueueMode, SpeechKind
from tests.support.meeting import Play, in_session
from tests.support.plans import make_plan

SECOND = 1_000


def records(play: Play) -> list[tuple[int, Event]]:
    return [(at, event) for event, at in play.events]


def told(play: Play) -> list[tuple[str, str, int]]:
    """Kinds and items with whole seconds, stretches of the same put together."""
    merged: list[Stretch] = []
    for one in stretches(records(play)):
        if merged and (merged[-1].kind, merged[-1].item) == (one.kind, one.item):
            merged[-1] = Stretch(one.kind, one.item, merged[-1].ms + one.ms)
        else:
            merged.append(one)
    return [(one.kind.value, one.item, one.ms // SECOND) for one in merged]


def does(play: Play, seconds: int, *asked: commands.Command) -> None:
    """Something happens, and then time passes."""
    play.does(*asked)
    play.waits(seconds * SECOND)


def opened() -> Play:
    play = Play(make_plan(3))
    play.signs_in(1, 2, 3)
    return play


def test_a_session_is_told_from_its_opening_to_its_close() -> None:
    play = opened()
    play.waits(99 * SECOND)
    does(play, 10, commands.OpenSession())
    does(play, 20, commands.TakeItem("item-1"))
    does(play, 5, commands.StartDiscussion("item-1"))
    does(play, 30, commands.GrantSpeech("p002"))
    does(play, 7, commands.EndSpeech())
    does(play, 12, commands.OpenPoll("poll-1-1"))
    does(play, 3, commands.PausePoll("poll-1-1"))
    does(play, 2, commands.ClosePoll("poll-1-1"))
    does(play, 4, commands.AnnouncePoll("poll-1-1"), commands.ConcludeItem("item-1", "Xong."))
    does(play, 50, commands.CloseSession())
    assert told(play) == [
        ("waiting", "", 10),
        ("presenting", "item-1", 20),
        ("waiting", "item-1", 5),
        ("debating", "item-1", 30),
        ("waiting", "item-1", 7),
        ("voting", "item-1", 15),
        ("waiting", "item-1", 2),
        ("waiting", "", 4),
    ]


def test_a_break_counts_before_everything_else() -> None:
    play = opened()
    does(play, 10, commands.OpenSession(), commands.TakeItem("item-1"))
    does(play, 20, commands.OpenPoll("poll-1-1"), commands.PausePoll("poll-1-1"))
    does(play, 60, commands.SuspendSession(None))
    does(play, 5, commands.ResumeSession())
    does(play, 1, commands.ResumePoll("poll-1-1"))
    assert told(play)[1:] == [
        ("voting", "item-1", 20),
        ("break", "item-1", 60),
        ("voting", "item-1", 5),
    ]


def test_a_paused_speech_is_waiting_and_one_a_break_paused_goes_on() -> None:
    play = in_session(make_plan(3), 3)
    does(play, 10, commands.GrantSpeech("p002"))
    does(play, 4, commands.PauseSpeech())
    does(play, 6, commands.ResumeSpeech())
    does(play, 30, commands.SuspendSession(None))
    does(play, 8, commands.ResumeSession())
    play.does(commands.EndSpeech())
    assert told(play) == [
        ("debating", "item-1", 10),
        ("waiting", "item-1", 4),
        ("debating", "item-1", 6),
        ("break", "item-1", 30),
        ("debating", "item-1", 8),
    ]


def test_an_item_left_in_any_way_is_active_no_more() -> None:
    play = in_session(make_plan(3, items=3), 3)
    does(play, 1, commands.PauseItem("item-1"))
    does(play, 2, commands.TakeItem("item-2"))
    does(play, 3, commands.PostponeItem("item-2", ""))
    does(play, 4, commands.TakeItem("item-3"))
    does(play, 5, commands.WithdrawItem("item-3", ""))
    does(play, 6, commands.WithdrawItem("item-1", ""))
    play.does(commands.CloseSession())
    assert [(item, seconds) for _, item, seconds in told(play)] == [
        ("", 1),
        ("item-2", 2),
        ("", 3),
        ("item-3", 4),
        ("", 11),
    ]


def test_a_clock_set_back_takes_no_time_away() -> None:
    opening, closing = events.SessionOpened(3, 3), events.SessionClosed()
    between = events.ItemTaken("item-1")
    told = list(stretches([(100, opening), (180, between), (150, between), (200, closing)]))
    assert [one.ms for one in told] == [80, 20]


def test_a_voided_poll_is_open_no_more() -> None:
    play = in_session(make_plan(3), 3)
    does(play, 9, commands.OpenPoll("poll-1-1"))
    play.voids()
    play.waits(5 * SECOND)
    play.does(commands.ConcludeItem("item-1", "Xong."), commands.CloseSession())
    assert told(play) == [("voting", "item-1", 9), ("waiting", "item-1", 5)]


# ── any session ─────────────────────────────────────────────────────────────────────────────────

ITEMS = ("item-1", "item-2", "item-3")
POLLS = ("poll-1-1", "poll-2-1", "poll-3-1")
anything = st.one_of(
    st.builds(commands.TakeItem, st.sampled_from(ITEMS)),
    st.builds(commands.StartDiscussion, st.sampled_from(ITEMS)),
    st.builds(commands.PauseItem, st.sampled_from(ITEMS)),
    st.builds(commands.PostponeItem, st.sampled_from(ITEMS), st.just("")),
    st.builds(commands.RestoreItem, st.sampled_from(ITEMS)),
    st.builds(commands.ConcludeItem, st.sampled_from(ITEMS), st.just("Xong.")),
    st.builds(commands.GrantSpeech, st.sampled_from(("p001", "p002", "p003"))),
    st.sampled_from((commands.PauseSpeech(), commands.ResumeSpeech(), commands.EndSpeech())),
    st.sampled_from((commands.SuspendSession(None), commands.ResumeSession())),
    st.builds(commands.OpenPoll, st.sampled_from(POLLS)),
    st.builds(commands.PausePoll, st.sampled_from(POLLS)),
    st.builds(commands.ResumePoll, st.sampled_from(POLLS)),
    st.builds(commands.ClosePoll, st.sampled_from(POLLS)),
    st.builds(commands.AnnouncePoll, st.sampled_from(POLLS)),
    st.just(commands.SetQueueMode(QueueMode.FIFO)),
    st.just(commands.RequestSpeech("p003", SpeechKind.DEBATE, "seat-003")),
    st.just(commands.CloseSession()),
)


def session_of(steps: Sequence[tuple[commands.Command, int]]) -> Play:
    """A session in which what is refused does not happen, closed by its last record if at all."""
    play = Play(make_plan(3, items=3))
    play.signs_in(1, 2, 3)
    play.does(commands.OpenSession())
    for command, ms in steps:
        play.waits(ms)
        try:
            play.does(command)
        except DomainError:
            continue
    return play


@given(st.lists(st.tuples(anything, st.integers(0, 10_000)), max_size=60))
def test_the_parts_of_any_session_sum_to_it_exactly(
    steps: list[tuple[commands.Command, int]],
) -> None:
    play = session_of(steps)
    times = [at for event, at in play.events]
    opened_at = next(at for event, at in play.events if isinstance(event, events.SessionOpened))
    whole = list(stretches(records(play)))
    assert sum(one.ms for one in whole) == times[-1] - opened_at
    assert all(one.ms > 0 for one in whole)


@given(st.lists(st.tuples(anything, st.integers(0, 10_000)), max_size=60))
def test_what_was_debated_or_presented_is_what_speeches_took(
    steps: list[tuple[commands.Command, int]],
) -> None:
    """Two ways to the same sum: the clocks that speeches end with, and the partition."""
    play = session_of(steps)
    spoke = sum(event.spent_ms for event, _ in play.events if isinstance(event, events.SpeechEnded))
    going_on = play.state.speaking.current
    if going_on is not None:
        last = play.events[-1][1]
        spoke += going_on.spent_ms + (0 if going_on.since is None else last - going_on.since)
    kinds = {TimeKind.DEBATING, TimeKind.PRESENTING}
    assert spoke == sum(one.ms for one in stretches(records(play)) if one.kind in kinds)


def test_ballots_do_not_move_the_clock_anywhere() -> None:
    play = in_session(make_plan(3), 3)
    does(play, 2, commands.OpenPoll("poll-1-1"))
    play.votes(p1=Choice.FOR)
    does(play, 3, commands.PausePoll("poll-1-1"))
    play.does(commands.ClosePoll("poll-1-1"))
    assert told(play) == [("voting", "item-1", 5)]
