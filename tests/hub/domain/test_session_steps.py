"""Breaks and the chair's seat, as dialogue."""

from __future__ import annotations

from msgspec.structs import replace

from hub.domain import commands, events
from hub.domain.session import MAX_BREAK_MS, Phase
from hub.domain.vocabulary import Choice, Entry, PollKind, SpeechKind
from tests.support.meeting import Play, in_poll, in_session
from tests.support.plans import SETTINGS, make_plan

MINUTE = 60_000
POLL = "poll-1-1"


def with_deputy() -> Play:
    play = Play(replace(make_plan(4), deputies=("p003",)))
    play.signs_in(1, 2, 3)
    return play


def test_a_break_stops_the_clocks_of_item_and_speech_and_the_end_of_it_starts_them_again() -> None:
    play = in_session(make_plan(3), 3)
    play.does(commands.GrantSpeech("p003"))
    play.waits(2 * MINUTE)
    until = play.now + 15 * MINUTE
    assert play.does(commands.SuspendSession(until)) == (
        events.SpeechPaused("p003", "break"),
        events.SessionSuspended(until),
    )
    assert play.state.session.returns_at == until
    play.waits(10 * MINUTE)
    assert play.does(commands.ResumeSession()) == (
        events.SessionResumed(),
        events.SpeechResumed("p003"),
    )
    assert play.state.session.break_ms == 10 * MINUTE
    play.waits(MINUTE)
    (ended,) = play.does(commands.EndSpeech())
    assert ended == events.SpeechEnded(
        "p003", "item-1", SpeechKind.CONTRIBUTION, 3 * MINUTE, "chair"
    )
    play.does(commands.ConcludeItem("item-1", "Xong."))
    assert play.state.agenda.items["item-1"].spent_ms == 3 * MINUTE


def test_a_speech_that_the_chair_paused_stays_paused_after_a_break() -> None:
    play = in_session(make_plan(3), 3)
    play.does(commands.GrantSpeech("p003"), commands.PauseSpeech())
    assert play.does(commands.SuspendSession(None)) == (events.SessionSuspended(None),)
    assert play.does(commands.ResumeSession()) == (events.SessionResumed(),)
    assert play.state.speaking.current is not None
    assert play.state.speaking.current.since is None


def test_in_a_break_people_come_and_paperwork_goes_on_but_nothing_is_decided() -> None:
    play = in_session(make_plan(4), 3)
    play.does(commands.SuspendSession(None))
    for command in (
        commands.TakeItem("item-2"),
        commands.StartDiscussion("item-1"),
        commands.PauseItem("item-1"),
        commands.PostponeItem("item-2", ""),
        commands.ConcludeItem("item-1", "Xong."),
        commands.GrantSpeech("p002"),
        commands.OpenPoll(POLL),
        commands.AskNow("item-1", "Thông qua", PollKind.ROLL_CALL),
        commands.CloseSession(),
    ):
        assert play.refuses(command) == "session-suspended"
    play.signs_in(4)
    play.leaves(3)
    play.does(
        commands.RequestSpeech("p002", SpeechKind.CONTRIBUTION, "seat-002"),
        commands.NoteItem("item-1", "Ghi chép."),
        commands.DraftConclusion("item-1", "Thống nhất.", ()),
        commands.InsertItem("Việc khác", "", 5, ""),
        commands.MoveItem("item-2", ""),
    )


def test_no_break_begins_while_a_poll_is_open_and_a_paused_one_waits_for_its_end() -> None:
    play = in_poll(make_plan(3), 3)
    assert play.refuses(commands.SuspendSession(None)) == "poll-open"
    play.does(commands.PausePoll(POLL), commands.SuspendSession(None))
    assert play.refuses(commands.ResumePoll(POLL)) == "session-suspended"
    assert play.refuses(commands.ClosePoll(POLL)) == "session-suspended"
    play.does(commands.ResumeSession(), commands.ResumePoll(POLL))
    play.votes(p1=Choice.FOR)
    play.does(commands.ClosePoll(POLL), commands.SuspendSession(None))
    assert play.refuses(commands.AnnouncePoll(POLL)) == "session-suspended"
    play.does(commands.ResumeSession(), commands.AnnouncePoll(POLL))


def test_paper_ballots_are_counted_in_a_break() -> None:
    plan = make_plan(3, settings=replace(SETTINGS, duration_ms=None))
    paper = replace(plan.polls[0], kind=PollKind.PAPER)
    play = in_poll(replace(plan, polls=(paper, *plan.polls[1:])), 3)
    play.does(commands.PausePoll(POLL), commands.SuspendSession(None))
    play.does(play.count(2, Entry(3, (3, 0, 0))))


def test_a_break_ends_within_a_day_if_that_is_said() -> None:
    play = in_session(make_plan(3), 3)
    for returns_at in (play.now - 1, play.now + MAX_BREAK_MS + 1):
        assert play.refuses(commands.SuspendSession(returns_at)) == "bad-return-time"
    play.does(commands.SuspendSession(play.now + MAX_BREAK_MS))


def test_quorum_lost_in_debate_is_recorded_and_keeps_polls_from_opening_until_it_is_back() -> None:
    play = in_session(make_plan(6), 4)
    play.does(commands.GrantSpeech("p004"))
    play.waits(MINUTE)
    assert play.does(commands.SignOut("p004", "left")) == (
        events.SpeechEnded("p004", "item-1", SpeechKind.CONTRIBUTION, MINUTE, "person"),
        events.PersonSignedOut("p004", "004", "left"),
        events.QuorumLost(3, 4, 6),
    )
    assert play.refuses(commands.OpenPoll(POLL)) == "quorum-not-met"
    play.does(commands.GrantSpeech("p003"))
    play.does(commands.SuspendSession(None))
    play.signs_in(5)
    play.does(commands.ResumeSession(), commands.OpenPoll(POLL))


# ── who presides ────────────────────────────────────────────────────────────────────────────────


def test_a_deputy_takes_the_chair_and_gives_it_back_and_both_are_recorded() -> None:
    play = with_deputy()
    assert play.state.presiding == "p001"
    assert play.does(commands.HandOverChair("p003", "chair-2")) == (
        events.ChairHandedOver("p001", "p003", "chair-2"),
    )
    assert play.does(commands.HandOverChair("p003", "chair-2")) == ()
    play.does(commands.OpenSession(), commands.SuspendSession(None))
    play.does(commands.HandOverChair("p001", "chair-1"))
    assert play.state.presiding == "p001"


def test_the_chair_goes_to_deputies_who_are_here_and_never_after_the_close() -> None:
    play = with_deputy()
    assert play.refuses(commands.HandOverChair("p002", "chair-1")) == "not-a-deputy"
    play.leaves(3)
    assert play.refuses(commands.HandOverChair("p003", "chair-1")) == "person-not-present"
    play.signs_in(3, 4)
    play.does(commands.OpenSession(), commands.CloseSession())
    assert play.refuses(commands.HandOverChair("p003", "chair-1")) == "session-closed"
    assert play.state.session.phase is Phase.CLOSED


def test_a_handover_in_mid_speech_leaves_the_speech_and_times_the_next_as_who_presides_then() -> (
    None
):
    play = with_deputy()
    play.signs_in(4)
    play.does(commands.OpenSession(), commands.TakeItem("item-1"))
    play.does(commands.StartDiscussion("item-1"), commands.GrantSpeech("p003"))
    speech = play.state.speaking.current
    play.does(commands.HandOverChair("p003", "chair-1"))
    assert play.state.speaking.current == speech
    (_, begun) = play.does(commands.GrantSpeech("p001"))
    assert begun == events.SpeechBegun("p001", "item-1", SpeechKind.CONTRIBUTION, 420_000, 1)
    (_, begun) = play.does(commands.GrantSpeech("p003", SpeechKind.DEBATE))
    assert begun == events.SpeechBegun("p003", "item-1", SpeechKind.DEBATE, None, 2)
