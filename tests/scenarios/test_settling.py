"""Voidings, re-votes, ties, corrections, questions on the spot: every way a poll can go on a lossy wire."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from msgspec.structs import replace

from device.intents import (
    AnswerVoid,
    SendCorrection,
    SetCount,
    SetReason,
    StartCorrection,
    TakeStep,
)
from device.present.steps import ON_THE_SPOT
from device.screens import (
    ChairScreen,
    Choice,
    Outcome,
    PollKind,
    SeatSession,
    Step,
    WallPoll,
    Witness,
)
from hub.domain.events import (
    PollAnnounced,
    PollClosed,
    PollCorrected,
    PollDrafted,
    PollExtended,
    PollOpened,
    PollPaused,
    PollResumed,
    PollSuperseded,
    PollVoided,
    TieDecided,
    VoidDeclined,
)
from hub.domain.vocabulary import Base, Release, TieRule
from hub.domain.vocabulary import PollKind as Kind
from tests.support.dialogue import accepted, chair, recorded, sign_in, step, steps, vote
from tests.support.plans import device_id
from tests.support.votes import (
    TO_DISCUSSION,
    UNTIMED,
    agreed,
    answers_void,
    corrects,
    counting,
    counts,
    desk,
    motion,
    offered,
    opened,
    result_at,
    room_with,
    ruled,
    session,
    takes,
    until_desk,
)
from tests.support.wire import CALM, SimulatedRoom

REASON = "Bấm nhầm nội dung"


def of_kind(room: SimulatedRoom, *kinds: type[Any]) -> list[Any]:
    return [event for event in recorded(room) if isinstance(event, kinds)]


def everybody(room: SimulatedRoom, members: int, choice: Choice = Choice.FOR) -> None:
    for number in range(1, members + 1):
        vote(room, number, choice)
    accepted(room, range(1, members + 1))


# ── open, paused, longer ────────────────────────────────────────────────────────────────────────


def test_a_pause_keeps_the_remaining_time_and_more_can_be_given() -> None:
    room = opened(4, motion(settings=replace(UNTIMED, duration_ms=30_000)))
    vote(room, 1, Choice.FOR)
    accepted(room, [1])
    assert takes(room, Step.PAUSE_POLL, "poll-1") == ""
    room.until(lambda: session(room, 3).ballot.stage == "paused")  # type: ignore[union-attr]
    left = session(room, 3).ballot.countdown.remaining_ms  # type: ignore[union-attr]
    room.advance(60_000)
    assert session(room, 3).ballot.countdown.remaining_ms == left  # type: ignore[union-attr]
    step(room, Step.RESUME_POLL)
    assert takes(room, Step.EXTEND_POLL, "poll-1") == ""
    vote(room, 3, Choice.FOR)
    accepted(room, (1, 3))
    step(room, Step.CLOSE_POLL)
    assert [type(e) for e in of_kind(room, PollPaused, PollResumed, PollExtended)] == [
        PollPaused,
        PollResumed,
        PollExtended,
    ]


def test_the_last_ten_seconds_count_down_second_by_second_on_seats_and_wall() -> None:
    room = opened(3, motion(settings=replace(UNTIMED, duration_ms=12_000)), weather=CALM)
    seen: dict[str, list[int]] = {"wall": [], device_id(2): []}
    while chair(room).poll is not None:
        for device, found in seen.items():
            shown = room.sees(device)
            ballot = shown if isinstance(shown, WallPoll) else None
            if isinstance(shown, SeatSession):
                ballot = shown.ballot  # type: ignore[assignment]
            if ballot is not None and ballot.countdown.remaining_ms is not None:
                found.append(ballot.countdown.remaining_ms)
        room.advance(200)
    for found in seen.values():
        last = sorted({left for left in found if left <= 10_000}, reverse=True)
        assert last[:1] == [10_000]
        assert {before - after for before, after in pairwise(last)} == {1_000}


# ── void ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("closed", [False, True])
def test_a_poll_is_void_when_the_chair_says_why_and_the_secretary_agrees(*, closed: bool) -> None:
    room = opened(4, motion())
    everybody(room, 4)
    if closed:
        step(room, Step.CLOSE_POLL)
    assert chair(room).voidable == "poll-1"
    assert takes(room, Step.PROPOSE_VOID, "poll-1", REASON) == ""
    answers_void(room, "poll-1", agrees=True)
    assert offered(room, Step.REVOTE) == "poll-1"
    assert [e.reason for e in of_kind(room, PollVoided)] == [REASON]

    steps(room, Step.REVOTE, Step.OPEN_POLL)
    everybody(room, 4, Choice.AGAINST)
    steps(room, Step.CLOSE_POLL, Step.ANNOUNCE_POLL)
    result = agreed(room, 4)
    assert (result.poll, result.repeats) == ("poll-1-lai-1", True)
    assert result.outcome is Outcome.NOT_CARRIED
    assert room.room.state.polls["poll-1"].stage == "voided"
    assert len(room.room.state.polls["poll-1"].ballots) == 4


def test_without_the_secretarys_consent_the_poll_goes_on() -> None:
    room = opened(4, motion())
    assert takes(room, Step.PROPOSE_VOID, "poll-1", REASON) == ""
    room.until_sees(
        "chair", lambda s: isinstance(s, ChairScreen) and bool(s.poll and s.poll.void_proposed)
    )
    assert takes(room, Step.PROPOSE_VOID, "poll-1", "Lần nữa") == "void-already-proposed"
    answers_void(room, "poll-1", agrees=False)
    everybody(room, 4)
    steps(room, Step.CLOSE_POLL, Step.ANNOUNCE_POLL)
    assert agreed(room, 4).outcome is Outcome.CARRIED
    assert len(of_kind(room, VoidDeclined)) == 1


def test_nobody_but_the_secretary_makes_a_poll_void() -> None:
    room = opened(4, motion())
    takes(room, Step.PROPOSE_VOID, "poll-1", REASON)
    room.does(device_id(3), AnswerVoid("poll-1", agrees=True))
    room.advance(5_000)
    assert not of_kind(room, PollVoided)


# ── once more ───────────────────────────────────────────────────────────────────────────────────


def test_a_re_vote_takes_the_place_of_what_it_repeats_when_it_is_announced() -> None:
    room = opened(4, motion())
    everybody(room, 4)
    steps(room, Step.CLOSE_POLL, Step.ANNOUNCE_POLL)
    agreed(room, 4)
    assert takes(room, Step.REVOTE, offered(room, Step.REVOTE)) == ""
    assert takes(room, Step.REVOTE, "poll-1") == "revote-exists"
    step(room, Step.OPEN_POLL)
    everybody(room, 4, Choice.AGAINST)
    steps(room, Step.CLOSE_POLL, Step.ANNOUNCE_POLL)
    result = agreed(room, 4)

    assert (result.poll, result.outcome) == ("poll-1-lai-1", Outcome.NOT_CARRIED)
    (superseded,) = of_kind(room, PollSuperseded)
    assert (superseded.poll, superseded.by) == ("poll-1", "poll-1-lai-1")
    assert [e.poll for e in of_kind(room, PollAnnounced)] == ["poll-1", "poll-1-lai-1"]


@pytest.mark.parametrize("kind", [PollKind.ROLL_CALL, PollKind.UNNAMED, PollKind.SHOW_OF_HANDS])
def test_a_question_on_the_spot_is_open_after_one_step(kind: PollKind) -> None:
    room = room_with(4)
    sign_in(room, 4)
    steps(room, *TO_DISCUSSION)
    room.until(lambda: bool(chair(room).questions))
    question = next(q for q in chair(room).questions if (q.code, q.kind) == (ON_THE_SPOT[0], kind))
    text = "Thông qua nội dung 1?"
    room.does("chair", TakeStep(Step.ASK_NOW, "item-1", text, question.kind))
    room.until(lambda: chair(room).poll is not None)
    if kind is PollKind.SHOW_OF_HANDS:
        counts(room, 2, **{"for": 4})
    else:
        everybody(room, 4)
    steps(room, Step.CLOSE_POLL, Step.ANNOUNCE_POLL)

    assert agreed(room, 4).question == text
    assert [type(e) for e in of_kind(room, PollDrafted, PollOpened)] == [PollDrafted, PollOpened]


def test_a_secret_poll_is_refused_on_the_spot() -> None:
    room = room_with(4)
    sign_in(room, 4)
    steps(room, *TO_DISCUSSION)
    secret = takes(room, Step.ASK_NOW, "item-1", "Kín?", kind=PollKind.SECRET)
    assert secret == "secret-poll-unsupported"
    assert not of_kind(room, PollDrafted)


# ── ties, results at once ───────────────────────────────────────────────────────────────────────


def chair_breaks_ties() -> Any:
    majority = replace(UNTIMED.majority, base=Base.CAST)
    settings = ruled(replace(UNTIMED, majority=majority), tie=TieRule.CHAIR_ONLY_IN_TIE)
    return motion(settings=settings)


@pytest.mark.parametrize(
    ("choice", "outcome"), [("for", Outcome.CARRIED), ("against", Outcome.NOT_CARRIED)]
)
def test_a_chair_who_votes_only_in_a_tie_decides_it(choice: str, outcome: Outcome) -> None:
    room = opened(5, chair_breaks_ties())
    for number in (2, 3, 4, 5):
        vote(room, number, Choice.FOR if number < 4 else Choice.AGAINST)
    accepted(room, (2, 3, 4, 5))
    step(room, Step.CLOSE_POLL)
    assert takes(room, Step.ANNOUNCE_POLL, "poll-1") == "tie-undecided"
    assert offered(room, Step.DECIDE_TIE) == chair(room).tie == "poll-1"
    assert takes(room, Step.DECIDE_TIE, "poll-1", "abstain") == "bad-choice"
    assert takes(room, Step.DECIDE_TIE, "poll-1", choice) == ""
    step(room, Step.ANNOUNCE_POLL)
    result = agreed(room, 5)

    assert (result.outcome, result.tie_choice) == (outcome, Choice(choice))
    assert (result.counts.cast, result.counts.excluded) == (5, 0)
    assert len(of_kind(room, TieDecided)) == 1


def test_the_side_of_the_chair_decides_a_tie_even_where_no_names_are_shown() -> None:
    settings = ruled(tie=TieRule.CHAIR_SIDE_ANY)
    room = opened(4, motion(Kind.UNNAMED, settings=settings))
    for number in (1, 2, 3, 4):
        vote(room, number, Choice.FOR if number < 3 else Choice.AGAINST)
    accepted(room, (1, 2, 3, 4))
    steps(room, Step.CLOSE_POLL, Step.ANNOUNCE_POLL)
    assert agreed(room, 4).outcome is Outcome.CARRIED
    named = [b for b in room.stations["wall"].terminal.view.ballots.ballots if b.person]
    assert [(b.person, b.answer) for b in named] == [("p001", ("for",))]


def test_a_result_that_is_public_at_once_needs_no_announcing() -> None:
    room = opened(3, motion(settings=replace(UNTIMED, release=Release.AT_ONCE)))
    everybody(room, 3)
    step(room, Step.CLOSE_POLL)
    assert agreed(room, 3).outcome is Outcome.CARRIED
    assert [type(e) for e in of_kind(room, PollClosed, PollAnnounced)] == [
        PollClosed,
        PollAnnounced,
    ]


# ── corrections ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("kind", [Kind.ROLL_CALL, Kind.UNNAMED])
@pytest.mark.parametrize("announced", [False, True])
def test_a_correction_after_the_close_turns_no_seat_amber(kind: Kind, *, announced: bool) -> None:
    room = opened(5, motion(kind))
    for number in range(1, 6):
        vote(room, number, Choice.FOR if number < 3 else Choice.AGAINST)
    accepted(room, range(1, 6))
    step(room, Step.CLOSE_POLL)
    if announced:
        step(room, Step.ANNOUNCE_POLL)
        assert agreed(room, 5).outcome is Outcome.NOT_CARRIED
    corrects(room, "poll-1", REASON, p003=("for",), p004=())
    if not announced:
        step(room, Step.ANNOUNCE_POLL)
    result = agreed(room, 5, corrections=1)

    assert (result.outcome, result.counts.in_favour, result.counts.silent) == (
        Outcome.CARRIED,
        3,
        1,
    )
    for number in (3, 4):
        mine = result_at(room, number)
        assert mine is not None
        assert (mine.own_corrected, mine.own_counted) == (True, False)
    first = result_at(room, 1)
    assert first is not None
    assert first.own_counted
    (event,) = of_kind(room, PollCorrected)
    assert (event.person, event.reason) == ("p002", REASON)
    room.advance(3_000)
    assert room.stations["chair"].terminal.view.chair_view.differing == 0


def test_hands_counted_wrongly_are_put_right_with_the_whole_count() -> None:
    room = opened(5, motion(Kind.SHOW_OF_HANDS))
    counts(room, 2, **{"for": 2, "against": 3})
    assert counting(room, 2).entered
    steps(room, Step.CLOSE_POLL, Step.ANNOUNCE_POLL)
    agreed(room, 5)
    until_desk(room, 2, lambda shown: shown.may_correct)
    for act in (StartCorrection("poll-1"), SetCount("for", 3), SetCount("against", 2)):
        room.does(device_id(2), act)
    assert desk(room, 2).correction is not None
    room.does(device_id(2), SetReason("Đếm sót một người"))
    room.does(device_id(2), SendCorrection())
    until_desk(room, 2, lambda shown: shown.correction is None)
    assert agreed(room, 5, corrections=1).outcome is Outcome.CARRIED


def test_a_hub_that_passes_off_a_lost_ballot_as_a_correction_is_seen_in_a_roll_call() -> None:
    """It says that there was a correction, but shows an answer of its own that is none."""

    def lie(device: str, envelope: Any) -> Any:
        told = envelope.message
        if device != device_id(2) or not hasattr(told, "polls") or not hasattr(told, "current"):
            return envelope
        fixed = tuple(replace(p, corrections=1 if p.result else 0) for p in told.polls)
        return replace(envelope, message=replace(told, polls=fixed))

    def lying(device: str, envelope: Any) -> Any:
        envelope = lie(device, envelope)
        told = envelope.message
        if device != device_id(2) or not getattr(told, "ballots", ()):
            return envelope
        other = "00000000-0000-4000-8000-ffffffffffff"
        shown = tuple(replace(b, ballot=other) if b.person == "p002" else b for b in told.ballots)
        return replace(envelope, message=replace(told, ballots=shown))

    room = opened(4, motion())
    room.told = lying
    everybody(room, 4)
    steps(room, Step.CLOSE_POLL, Step.ANNOUNCE_POLL)
    room.until(lambda: bool(result_at(room, 2) and result_at(room, 2).code))  # type: ignore[union-attr]
    found = result_at(room, 2)
    assert found is not None
    assert found.witness is Witness.DIFFERS
