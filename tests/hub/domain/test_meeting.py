"""Whole meetings as dialogue: what is asked, what comes of it, and what the clock adds."""

from __future__ import annotations

import hashlib
import json

import pytest
from msgspec.structs import replace

from hub.domain import commands, events
from hub.domain.conclusions import MAX_CONCLUSION
from hub.domain.meeting import due, next_due, roll_hash
from hub.domain.poll import PollStage
from hub.domain.pressing import MAX_EXTENSION_MS
from hub.domain.vocabulary import (
    Choice,
    MeetingPlan,
    Outcome,
    PollKind,
    PressRule,
    QuorumPolicy,
    SpeechKind,
    Stage,
)
from protocol import recount
from tests.support.meeting import Play, in_poll, in_session, sign_in
from tests.support.plans import SETTINGS, STARTS_AT, make_plan

POLL = "poll-1-1"
SECOND = 1_000


def plan_with(members: int = 3, **changed: object) -> MeetingPlan:
    return make_plan(members, settings=replace(SETTINGS, **changed))  # type: ignore[arg-type]


def test_a_meeting_from_the_first_sign_in_to_the_receipt_of_the_centre() -> None:
    play = Play(make_plan(3, items=1))
    play.signs_in(1, 2)
    assert play.does(commands.OpenSession()) == (events.SessionOpened(2, 3),)
    assert play.does(commands.TakeItem("item-1")) == (
        events.ItemTaken("item-1"),
        events.SpeechBegun("", "item-1", SpeechKind.PRESENTATION, 600 * SECOND, turn=1),
    )
    play.does(commands.StartDiscussion("item-1"))
    opened, moved = play.does(commands.OpenPoll(POLL))
    roll = ("p001", "p002", "p003")
    assert opened == events.PollOpened(
        poll=POLL,
        roll=roll,
        roll_sha256=roll_hash(roll),
        members=3,
        present=("p001", "p002"),
        closes_at=STARTS_AT + 30 * SECOND,
        quorum_met=True,
    )
    assert moved == events.ItemMoved("item-1", Stage.VOTING)
    play.votes(p1=Choice.FOR, p2=Choice.FOR)
    (closed,) = play.does(commands.ClosePoll(POLL))
    assert isinstance(closed, events.PollClosed)
    assert (closed.reason, closed.result.outcome) == ("chair", Outcome.CARRIED)
    assert play.does(commands.AnnouncePoll(POLL)) == (
        events.PollAnnounced(POLL),
        events.ItemMoved("item-1", Stage.CONCLUDING),
    )
    assert play.does(commands.ConcludeItem("item-1", "  Thống nhất. ")) == (
        events.ItemConcluded("item-1", "Thống nhất."),
    )
    assert play.does(commands.CloseSession()) == (events.SessionClosed(),)
    play.does(commands.RecordMinutes("papers/minutes.pdf", "a" * 64, 9))
    receipt = commands.RecordReceipt("b" * 64, "centre", "{}", "00")
    assert play.does(receipt) == (events.BundleReceived("b" * 64, "centre", "{}", "00"),)
    assert play.does(receipt) == ()


def test_the_roll_is_hashed_as_every_witness_hashes_it() -> None:
    persons = ["p010", "p002", "an-2", "an"]
    assert roll_hash(persons) == recount.roll_hash(persons)
    text = json.dumps(sorted(persons), separators=(",", ":"))
    assert roll_hash(persons) == hashlib.sha256(text.encode()).hexdigest()


# ── opening ─────────────────────────────────────────────────────────────────────────────────────


def test_a_session_opens_only_with_quorum() -> None:
    play = Play(make_plan(3))
    play.signs_in(1)
    assert play.refuses(commands.OpenSession()) == "quorum-not-met"
    play.signs_in(2)
    play.does(commands.OpenSession())


def test_one_item_is_active_at_a_time_and_none_is_taken_twice() -> None:
    play = in_session(make_plan(3), 3)
    assert play.refuses(commands.TakeItem("item-2")) == "item-not-concluded"
    play.does(commands.ConcludeItem("item-1", "Xong."), commands.TakeItem("item-2"))
    assert play.refuses(commands.TakeItem("item-1")) == "item-not-ready"
    assert play.state.agenda.active == "item-2"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "conclusion-empty"),
        (" \n", "conclusion-empty"),
        ("x" * (MAX_CONCLUSION + 1), "conclusion-too-long"),
    ],
)
def test_a_conclusion_says_something_and_not_too_much(text: str, code: str) -> None:
    play = in_session(make_plan(3), 3)
    assert play.refuses(commands.ConcludeItem("item-1", text)) == code


def test_a_session_does_not_close_over_an_open_item_or_poll() -> None:
    play = in_poll(make_plan(3), 3)
    assert play.refuses(commands.CloseSession()) == "poll-unsettled"
    play.does(commands.ClosePoll(POLL))
    assert play.refuses(commands.CloseSession()) == "poll-unsettled"
    play.does(commands.AnnouncePoll(POLL))
    assert play.refuses(commands.CloseSession()) == "item-not-concluded"
    play.does(commands.ConcludeItem("item-1", "Xong."), commands.CloseSession())


def test_a_poll_belongs_to_the_active_item_and_is_alone() -> None:
    play = in_session(make_plan(3, polls_per_item=2), 3)
    assert play.refuses(commands.OpenPoll("poll-2-1")) == "item-not-active"
    play.does(commands.OpenPoll(POLL))
    assert play.refuses(commands.OpenPoll("poll-1-2")) == "poll-unsettled"
    play.does(commands.ClosePoll(POLL), commands.AnnouncePoll(POLL))
    play.does(commands.OpenPoll("poll-1-2"))


def test_a_secret_poll_is_refused_and_not_imitated() -> None:
    plan = make_plan(3)
    secret = replace(plan.polls[0], kind=PollKind.SECRET)
    play = in_session(replace(plan, polls=(secret, *plan.polls[1:])), 3)
    assert play.refuses(commands.OpenPoll(POLL)) == "secret-poll-unsupported"


def test_without_quorum_a_poll_opens_only_where_its_policy_lets_it_and_says_so() -> None:
    for policy, code in ((QuorumPolicy.BLOCK, "quorum-not-met"), (QuorumPolicy.FLAG, "")):
        play = in_session(plan_with(quorum=policy), 2)
        play.leaves(2)
        if code:
            assert play.refuses(commands.OpenPoll(POLL)) == code
        else:
            opened = play.does(commands.OpenPoll(POLL))[0]
            assert isinstance(opened, events.PollOpened)
            assert not opened.quorum_met


# ── voting ──────────────────────────────────────────────────────────────────────────────────────


def test_only_those_present_at_the_opening_vote_in_a_poll() -> None:
    play = in_poll(make_plan(4, guests=1), 3)
    play.signs_in(4, 5)
    assert play.refuses(play.ballot(4, Choice.FOR)) == "arrived-after-opening"
    assert play.refuses(play.ballot(5, Choice.FOR)) == "not-entitled"


def test_a_ballot_comes_from_the_seat_where_the_person_is_signed_in() -> None:
    play = in_poll(make_plan(3), 3)
    elsewhere = replace(play.ballot(1, Choice.FOR), seat="002", device="seat-002")
    assert play.refuses(elsewhere) == "not-signed-in-here"
    play.leaves(1)
    assert play.refuses(play.ballot(1, Choice.FOR)) == "not-signed-in-here"
    play.signs_in(1)
    play.votes(p1=Choice.FOR)


def test_whoever_leaves_keeps_a_cast_ballot_and_is_silent_without_one() -> None:
    play = in_poll(make_plan(3), 3)
    play.votes(p1=Choice.FOR)
    play.leaves(1, 2)
    (closed,) = play.does(commands.ClosePoll(POLL))
    assert isinstance(closed, events.PollClosed)
    assert (closed.result.in_favour, closed.result.silent, closed.result.absent) == (1, 2, 0)


def test_the_first_press_is_final_where_the_rule_says_first() -> None:
    play = in_poll(plan_with(press=PressRule.FIRST), 3)
    play.votes(p1=Choice.FOR)
    assert play.refuses(play.ballot(1, Choice.AGAINST)) == "already-voted"


def test_the_last_press_counts_where_the_rule_says_last() -> None:
    play = in_poll(plan_with(press=PressRule.LAST), 3)
    play.votes(p1=Choice.FOR)
    play.votes(p1=Choice.AGAINST)
    assert play.state.polls[POLL].ballots["p001"].answer == (Choice.AGAINST,)


def test_a_ballot_is_used_once_so_that_nobody_can_repeat_an_old_answer() -> None:
    play = in_poll(make_plan(3), 3)
    first, second = play.ballot(1, Choice.FOR), play.ballot(1, Choice.AGAINST)
    play.does(first, second)
    assert play.refuses(first) == "ballot-reused"
    assert play.refuses(replace(play.ballot(2, Choice.FOR), ballot=first.ballot)) == "ballot-reused"


def test_a_ballot_of_one_poll_is_not_used_again_in_another() -> None:
    play = in_poll(make_plan(3, polls_per_item=2), 3)
    ballot = play.ballot(1, Choice.FOR)
    play.does(ballot, commands.ClosePoll(POLL), commands.AnnouncePoll(POLL))
    play.does(commands.OpenPoll("poll-1-2"))
    assert play.refuses(replace(ballot, poll="poll-1-2")) == "ballot-reused"


def test_a_ballot_is_too_late_when_the_clock_has_run_out_even_if_nobody_closed_yet() -> None:
    play = in_poll(make_plan(3), 3)
    play.waits(30 * SECOND - 1)
    play.votes(p1=Choice.FOR)
    play.waits(1)
    assert play.refuses(play.ballot(2, Choice.FOR)) == "poll-closed"


def test_pausing_keeps_the_time_that_is_left() -> None:
    play = in_poll(make_plan(3), 3)
    play.waits(10 * SECOND)
    assert play.does(commands.PausePoll(POLL)) == (events.PollPaused(POLL, 20 * SECOND),)
    play.waits(3_600 * SECOND)
    assert next_due(play.state) is None
    resumed = events.PollResumed(POLL, play.now + 20 * SECOND)
    assert play.does(commands.ResumePoll(POLL)) == (resumed,)


def test_more_time_is_given_in_bounds_and_only_to_a_poll_with_a_clock() -> None:
    play = in_poll(make_plan(3), 3)
    extended = events.PollExtended(POLL, STARTS_AT + 45 * SECOND)
    assert play.does(commands.ExtendPoll(POLL, 15 * SECOND)) == (extended,)
    for by_ms in (0, -1, MAX_EXTENSION_MS + 1):
        assert play.refuses(commands.ExtendPoll(POLL, by_ms)) == "bad-extension"
    without = in_poll(plan_with(duration_ms=None), 3)
    assert without.refuses(commands.ExtendPoll(POLL, 1)) == "poll-without-clock"
    assert next_due(without.state) is None


def test_a_poll_whose_time_has_run_out_gets_no_more_of_it() -> None:
    """Ballots in between were refused; going on would treat two members differently."""
    play = in_poll(make_plan(3), 3)
    play.waits(30 * SECOND)
    assert play.refuses(commands.ExtendPoll(POLL, 15 * SECOND)) == "poll-closed"
    assert play.refuses(commands.PausePoll(POLL)) == "poll-closed"


def test_the_clock_closes_a_poll_and_then_asks_for_nothing_more() -> None:
    play = in_poll(make_plan(3), 3)
    assert next_due(play.state) == STARTS_AT + 30 * SECOND
    assert due(play.state, STARTS_AT + 30 * SECOND - 1) == ()
    play.waits(30 * SECOND)
    (close,) = due(play.state, play.now)
    (closed,) = play.does(close)
    assert isinstance(closed, events.PollClosed)
    assert closed.reason == "time"
    assert due(play.state, play.now) == ()
    assert next_due(play.state) is None


def test_a_void_poll_asks_for_nothing_more() -> None:
    play = in_poll(make_plan(3), 3)
    play.voids(POLL)
    play.waits(3_600 * SECOND)
    assert due(play.state, play.now) == ()
    assert next_due(play.state) is None


# ── voiding ─────────────────────────────────────────────────────────────────────────────────────


def test_a_poll_is_voided_by_chair_and_secretary_together_and_keeps_its_ballots() -> None:
    play = in_poll(make_plan(3), 3)
    play.votes(p1=Choice.FOR)
    assert play.refuses(commands.ProposeVoid(POLL, " ")) == "reason-missing"
    assert play.refuses(commands.ProposeVoid(POLL, "x" * 1001)) == "reason-too-long"
    assert play.refuses(answer_void(2)) == "no-void-proposed"
    assert play.does(commands.ProposeVoid(POLL, " nhầm ")) == (events.VoidProposed(POLL, "nhầm"),)
    assert play.refuses(commands.ProposeVoid(POLL, "nhầm")) == "void-already-proposed"
    assert play.refuses(answer_void(1)) == "not-the-secretary"
    assert play.refuses(replace(answer_void(2), device="seat-001")) == "not-signed-in-here"
    assert play.does(answer_void(2)) == (
        events.PollVoided(POLL, "nhầm", "p002"),
        events.ItemMoved("item-1", Stage.DISCUSSING),
    )
    assert play.state.polls[POLL].ballots["p001"].answer == (Choice.FOR,)


def answer_void(number: int, *, agrees: bool = True) -> commands.AnswerVoid:
    return commands.AnswerVoid(POLL, f"p{number:03d}", f"seat-{number:03d}", agrees)


def test_a_poll_goes_on_while_its_voiding_is_only_proposed_and_after_a_no() -> None:
    play = in_poll(make_plan(3), 3)
    play.does(commands.ProposeVoid(POLL, "nhầm"))
    play.votes(p1=Choice.FOR)
    assert play.does(answer_void(2, agrees=False)) == (events.VoidDeclined(POLL, "p002"),)
    assert play.state.polls[POLL].stage is PollStage.OPEN
    play.does(commands.ProposeVoid(POLL, "vẫn nhầm"))


def test_an_announced_poll_is_voided_without_moving_its_item() -> None:
    play = in_poll(make_plan(3), 3)
    play.does(commands.ClosePoll(POLL), commands.AnnouncePoll(POLL))
    play.does(commands.ConcludeItem("item-1", "Xong."))
    play.does(commands.ProposeVoid(POLL, "nhầm"))
    assert play.does(answer_void(2)) == (events.PollVoided(POLL, "nhầm", "p002"),)
    assert play.state.polls[POLL].stage is PollStage.VOIDED


# ── after the close ─────────────────────────────────────────────────────────────────────────────


def test_minutes_come_after_the_close_and_the_receipt_after_the_minutes() -> None:
    play = Play(make_plan(3))
    minutes = commands.RecordMinutes("papers/minutes.pdf", "a" * 64, 9)
    assert play.refuses(minutes) == "session-not-closed"
    play.signs_in(1, 2)
    play.does(commands.OpenSession(), commands.CloseSession())
    receipt = commands.RecordReceipt("b" * 64, "centre", "{}", "00")
    assert play.refuses(receipt) == "no-minutes"
    play.does(minutes, receipt)
    assert play.refuses(sign_in(3)) == "session-closed"
