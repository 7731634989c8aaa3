"""A whole terminal: what it says and when, what it believes, what it never does."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from device import intents
from device.effects import (
    DropPapers,
    KeepKey,
    ReadPaper,
    SaveBallot,
    SetLamp,
    StoreChunk,
)
from device.inputs import (
    CacheLoaded,
    ChunkHeard,
    LinkChanged,
    PaperFailed,
    PaperOpened,
    Woke,
)
from device.intents import ConfirmChoice, ConfirmPresence, PressKey, TakeStep, TouchChoice
from device.present.role import screen
from device.screens import Choice, Lamp, Link, SeatSession, SeatWaiting, SeatWelcome, Step
from device.screens import Witness as Verdict
from device.shelf import QUIET_MS
from device.terminal import HEARTBEAT_MS, HELLO_MS
from device.witness import PATIENCE_MS, REPEAT_MS, TIMES
from protocol.messages import (
    CatalogueState,
    Head,
    KeyGrant,
    Receipt,
    Welcome,
)
from protocol.topics import Said
from tests.support.hub_voice import (
    HASH,
    HUB_TIME,
    LEASE,
    SEAT,
    SESSION,
    HubVoice,
    ballots,
    counted,
    is_beat,
    make_terminal,
    manifest,
    people,
    poll,
    polls,
)
from tests.support.playbook import Playbook, says

PUBLISHED = ballots(p001="for", p002="against", p003="for")
PAPER = manifest("bao-cao", b"p", b"1")
NEWER = manifest("bao-cao", b"p 2", b"1 2", version=2)


def seat_online(role: str = "seat", *, present: bool = True) -> tuple[Playbook, HubVoice]:
    """A welcomed terminal in an open session; heartbeats are left out."""
    play, hub = Playbook(make_terminal(role), leaving_out=is_beat), HubVoice()
    play.sees(LinkChanged(Link.ONLINE))
    play.sees(hub.says(Welcome(role), to=SEAT))
    for told in hub.convenes(present=present):
        play.sees(told)
    return play, hub


def terminal_of(play: Playbook) -> Any:
    return play.core


# ── hello and heartbeat ─────────────────────────────────────────────────────────────────────────


def test_a_terminal_says_hello_until_it_is_welcomed_and_then_its_presence() -> None:
    play, hub = Playbook(make_terminal()), HubVoice()
    play.sees(LinkChanged(Link.ONLINE))
    play.expects(says(Said.HELLO, role="seat"))
    play.sees(Woke(), later=HELLO_MS - 1)
    play.expects()
    play.sees(Woke(), later=1)
    play.expects(says(Said.HELLO, role="seat"))
    play.sees(hub.says(Welcome("seat"), to=SEAT))
    play.expects()
    play.sees(Woke(), later=HELLO_MS)
    play.expects(says(Said.PRESENCE))
    play.sees(Woke(), later=HEARTBEAT_MS - 1)
    play.expects()
    play.sees(Woke(), later=1)
    play.expects(says(Said.PRESENCE))


def test_every_new_link_begins_with_a_hello() -> None:
    play, _ = seat_online()
    play.leaving_out = lambda _effect: False
    play.sees(LinkChanged(Link.LOST))
    play.expects()
    play.sees(LinkChanged(Link.ONLINE))
    play.expects(says(Said.HELLO))


def test_offline_it_says_nothing_and_need_not_be_woken() -> None:
    play = Playbook(make_terminal())
    play.sees(Woke(), later=100_000)
    play.expects()
    assert terminal_of(play).wake_at() is None


def test_a_message_for_another_terminal_is_not_heard() -> None:
    play = Playbook(make_terminal())
    play.sees(HubVoice().says(SESSION, to="seat-002"))
    play.expects()
    assert terminal_of(play).view.session is None


# ── signing in and steps ────────────────────────────────────────────────────────────────────────


def test_confirming_presence_signs_in_whoever_is_assigned_here() -> None:
    play, hub = seat_online(present=False)
    play.sees(ConfirmPresence())
    play.expects(says(Said.SIGN_IN, person="p001", seat="001"))
    play.sees(ConfirmPresence())
    play.expects()
    shown = screen(terminal_of(play), play.now)
    assert isinstance(shown, SeatWelcome)
    assert shown.signing_in
    play.sees(hub.says(people()))
    assert isinstance(screen(terminal_of(play), play.now), SeatSession)


def test_confirming_twice_or_at_an_empty_seat_says_nothing() -> None:
    play, hub = seat_online()
    play.sees(ConfirmPresence())
    play.expects()
    nobody = replace(people(present=False).seats[0], person="")
    play.sees(hub.says(replace(people(), seats=(nobody,))))
    play.sees(ConfirmPresence())
    play.expects()


def test_the_console_asks_for_its_steps() -> None:
    play, _ = seat_online("chair")
    play.sees(TakeStep(Step.TAKE_ITEM, "item-1"))
    play.expects(says(Said.COMMAND, step="take-item", target="item-1"))


# ── touch and keys ──────────────────────────────────────────────────────────────────────────────


def test_touch_asks_once_and_a_key_counts_at_once() -> None:
    play, hub = seat_online()
    play.sees(hub.says(polls(poll())))
    play.sees(TouchChoice(Choice.FOR))
    play.expects()
    assert terminal_of(play).delegate.filling.confirming is Choice.FOR
    play.sees(ConfirmChoice())
    play.expects(SaveBallot, says(Said.BALLOT), SetLamp(Lamp.WAITING, Choice.FOR))


def test_confirming_what_was_taken_back_says_nothing() -> None:
    play, hub = seat_online()
    play.sees(hub.says(polls(poll())))
    play.sees(TouchChoice(Choice.FOR))
    play.sees(intents.CancelChoice())
    play.sees(ConfirmChoice())
    play.expects()


def test_a_poll_that_closes_takes_the_question_back() -> None:
    play, hub = seat_online()
    play.sees(hub.says(polls(poll())))
    play.sees(TouchChoice(Choice.FOR))
    play.sees(hub.says(polls(poll(stage="closed"))))
    play.sees(hub.says(polls(poll())))
    play.sees(ConfirmChoice())
    play.expects()


# ── the hub's clock ─────────────────────────────────────────────────────────────────────────────


def test_the_screens_clock_is_the_hubs_whatever_the_terminals_own_is() -> None:
    play = Playbook(make_terminal(), now=987_654_321)
    play.sees(HubVoice().says(SESSION, at=HUB_TIME))
    assert screen(terminal_of(play), play.now + 5 * 60_000).header.clock == "08:05"


def test_before_anything_was_heard_no_time_is_shown() -> None:
    shown = screen(make_terminal(), 5)
    assert isinstance(shown, SeatWaiting)
    assert shown.header.clock == ""


# ── another meeting ─────────────────────────────────────────────────────────────────────────────


def test_another_meeting_starts_everything_over() -> None:
    play, hub = seat_online()
    play.sees(hub.says(CatalogueState((PAPER,))))
    play.forgets()
    play.sees(intents.DraftConclusion("item-1", "Đồng ý."))
    later = HubVoice(at=HUB_TIME + 60_000, meeting="phien-2")
    play.sees(later.says(SESSION))
    play.expects(DropPapers())
    terminal = terminal_of(play)
    assert (terminal.view.meeting, terminal.shelf.manifests) == ("phien-2", {})
    assert terminal.console.drafts.typed == {}


def test_a_late_message_of_the_last_meeting_changes_nothing() -> None:
    play, hub = seat_online()
    later = HubVoice(at=HUB_TIME + 60_000, meeting="phien-2")
    play.sees(later.says(SESSION))
    play.forgets()
    play.sees(hub.says(CatalogueState((PAPER,))))
    play.sees(hub.says(Head(99, "cd" * 32)))
    play.sees(hub.says(Receipt("m1", 99, HASH)))
    play.sees(hub.says(KeyGrant("bao-cao", 1, "00", LEASE), to=SEAT))
    play.expects()
    terminal = terminal_of(play)
    assert (terminal.view.meeting, terminal.shelf.manifests) == ("phien-2", {})
    assert (terminal.view.seq, terminal.view.contradicted) == (0, False)


# ── papers ──────────────────────────────────────────────────────────────────────────────────────


def test_a_paper_is_asked_for_stored_unlocked_and_opened() -> None:
    play, hub = seat_online()
    play.sees(hub.says(CatalogueState((PAPER,))))
    play.expects(says(Said.MISSING, paper="bao-cao"))
    play.sees(ChunkHeard("bao-cao", 0, b"p"))
    play.expects(StoreChunk, says(Said.HEARD, paper="bao-cao", index=0))
    play.sees(ChunkHeard("bao-cao", 1, b"1"))
    play.expects(StoreChunk)
    play.sees(hub.says(KeyGrant("bao-cao", 1, "00", LEASE), to=SEAT))
    play.expects(KeepKey, ReadPaper(PAPER, preview=False))
    play.sees(PaperOpened("bao-cao", 1, preview=False))
    shown = screen(terminal_of(play), play.now)
    assert isinstance(shown, SeatSession)
    assert shown.reader.readable


def test_an_old_catalogue_that_comes_late_does_not_bring_an_old_version_back() -> None:
    play, hub = seat_online()
    late = hub.says(CatalogueState((PAPER,)))
    play.sees(hub.says(CatalogueState((NEWER,))))
    play.forgets()
    play.sees(late)
    play.expects()
    assert terminal_of(play).shelf.manifests == {"bao-cao": NEWER}


def test_a_page_of_a_new_version_is_shown_only_once_it_is_open() -> None:
    play, hub = seat_online()
    play.sees(hub.says(CatalogueState((PAPER,))))
    play.forgets()
    play.sees(PaperOpened("bao-cao", 1, preview=False))
    play.sees(hub.says(CatalogueState((NEWER,))))
    play.forgets()
    shown = screen(terminal_of(play), play.now)
    assert isinstance(shown, SeatSession)
    assert (shown.reader.version, shown.reader.readable, shown.reader.preview) == (2, False, False)


def test_a_useless_key_is_reported_as_lacking_and_the_next_one_opens_the_paper() -> None:
    play, hub = seat_online()
    play.sees(CacheLoaded({("bao-cao", 1): frozenset({0, 1})}))
    play.sees(hub.says(CatalogueState((PAPER,))))
    play.sees(hub.says(KeyGrant("bao-cao", 1, "00", LEASE), to=SEAT))
    play.forgets()
    play.sees(PaperFailed("bao-cao", 1, "key-not-for-this-seat"))
    play.sees(PaperFailed("bao-cao", 1, "key-missing"))
    assert not terminal_of(play).shelf.held()[0].unlocked
    play.sees(hub.says(KeyGrant("bao-cao", 1, "11", LEASE), to=SEAT))
    play.expects(KeepKey, ReadPaper(PAPER, preview=False))


def test_a_paper_that_cannot_be_opened_says_why_on_the_screen() -> None:
    play, hub = seat_online()
    play.sees(hub.says(CatalogueState((PAPER,))))
    play.forgets()
    play.sees(PaperFailed("bao-cao", 1, "papers-too-large"))
    shown = screen(terminal_of(play), play.now)
    assert isinstance(shown, SeatSession)
    assert shown.notice == "papers-too-large"


@pytest.mark.parametrize("role", ["chair", "secretary"])
def test_consoles_take_no_papers(role: str) -> None:
    play, hub = seat_online(role)
    play.sees(hub.says(CatalogueState((PAPER,))))
    play.expects()
    play.sees(Woke(), later=QUIET_MS)
    play.expects()


# ── witnessing ──────────────────────────────────────────────────────────────────────────────────


def verdict(play: Playbook) -> Verdict | None:
    shown = screen(terminal_of(play), play.now)
    return shown.result.witness if isinstance(shown, SeatSession) and shown.result else None


def test_a_seat_says_what_its_recount_came_to_once() -> None:
    play, hub = seat_online()
    play.sees(hub.says(polls(counted(PUBLISHED))))
    play.expects()
    assert verdict(play) is Verdict.COUNTING
    play.sees(hub.says(PUBLISHED))
    play.expects(says(Said.WITNESS, poll="poll-1", agrees=True))
    assert verdict(play) is Verdict.AGREES
    play.sees(hub.says(polls(counted(PUBLISHED))))
    play.expects()


def test_the_order_in_which_result_ballots_and_session_come_does_not_matter() -> None:
    hub = HubVoice()
    play = Playbook(make_terminal(), leaving_out=is_beat)
    play.sees(LinkChanged(Link.ONLINE))
    for message in (PUBLISHED, polls(counted(PUBLISHED)), people()):
        play.sees(hub.says(message))
    play.expects()
    play.sees(hub.says(SESSION))
    play.expects(says(Said.WITNESS, agrees=True))


def test_whoever_welcomes_is_told_the_testimony_again() -> None:
    play, hub = seat_online()
    play.sees(hub.says(polls(counted(PUBLISHED))))
    play.sees(hub.says(PUBLISHED))
    play.forgets()
    play.sees(hub.says(Welcome("seat"), to=SEAT))
    play.expects(says(Said.WITNESS, agrees=True))


def test_a_count_that_differs_is_said_and_shown() -> None:
    play, hub = seat_online()
    play.sees(hub.says(polls(counted(PUBLISHED)), seq=10))
    play.sees(hub.says(replace(PUBLISHED, ballots=PUBLISHED.ballots[:2]), seq=10))
    play.expects(says(Said.WITNESS, agrees=False))
    assert verdict(play) is Verdict.DIFFERS


@pytest.mark.parametrize(("result_seq", "ballots_seq"), [(10, 11), (10, 8)])
def test_a_count_of_parts_that_may_not_belong_together_is_doubted_for_some_time_only(
    result_seq: int, ballots_seq: int
) -> None:
    play, hub = seat_online()
    fewer = replace(PUBLISHED, ballots=PUBLISHED.ballots[:2])
    play.sees(hub.says(polls(counted(PUBLISHED)), seq=result_seq))
    play.sees(hub.says(fewer, seq=ballots_seq))
    play.expects()
    assert verdict(play) is Verdict.COUNTING
    play.sees(Woke(), later=PATIENCE_MS)
    play.expects(says(Said.WITNESS, agrees=False))
    assert verdict(play) is Verdict.DIFFERS


def test_ballots_that_come_before_their_result_turn_nothing_amber() -> None:
    """After a correction; the old result is still agreed with until the new one is here."""
    play, hub = seat_online()
    play.sees(hub.says(polls(counted(PUBLISHED)), seq=10))
    play.sees(hub.says(PUBLISHED, seq=10))
    play.expects(says(Said.WITNESS, agrees=True))
    turned = replace(PUBLISHED.ballots[1], answer=("for",), ballot="c-1", corrected=True)
    corrected = replace(PUBLISHED, ballots=(PUBLISHED.ballots[0], turned, PUBLISHED.ballots[2]))
    play.sees(hub.says(corrected, seq=12))
    play.expects()
    assert verdict(play) is Verdict.AGREES
    newer = counted(corrected, corrections=1, record_seq=12)
    play.sees(hub.says(polls(newer), seq=12))
    play.expects(says(Said.WITNESS, agrees=True))
    assert verdict(play) is Verdict.AGREES


def test_while_the_ballots_are_missing_the_terminal_is_not_woken_for_them() -> None:
    play, hub = seat_online()
    play.sees(hub.says(polls(counted(PUBLISHED))))
    play.sees(Woke(), later=2 * PATIENCE_MS)
    wake_at = terminal_of(play).wake_at()
    assert wake_at is not None
    assert wake_at > play.now
    assert verdict(play) is Verdict.COUNTING


def test_a_testimony_is_said_a_few_times_since_nothing_answers_it() -> None:
    play, hub = seat_online()
    play.sees(hub.says(polls(counted(PUBLISHED)), seq=10))
    play.sees(hub.says(PUBLISHED, seq=10))
    for _ in range(1, TIMES):
        play.expects(says(Said.WITNESS, agrees=True))
        play.sees(Woke(), later=REPEAT_MS)
    play.expects(says(Said.WITNESS, agrees=True))
    play.sees(Woke(), later=10 * REPEAT_MS)
    play.expects()


def test_a_record_told_in_two_ways_withdraws_an_agreement() -> None:
    play, hub = seat_online()
    play.sees(hub.says(polls(counted(PUBLISHED))))
    play.sees(hub.says(PUBLISHED))
    play.forgets()
    play.sees(hub.says(Head(9, "cd" * 32)))
    play.expects(says(Said.WITNESS, agrees=False))
    assert verdict(play) is Verdict.DIFFERS


def test_a_receipt_that_comes_after_the_count_is_found_in_it() -> None:
    """Until then the seat cannot know which of its ballots was counted."""
    play, hub = seat_online()
    play.sees(hub.says(polls(poll())))
    play.sees(PressKey(Choice.FOR))
    play.forgets()
    (saved,) = [e.ballot for e in play.heard if isinstance(e, SaveBallot)]
    mine = replace(PUBLISHED.ballots[0], ballot=saved.ballot)
    published = replace(PUBLISHED, ballots=(mine, *PUBLISHED.ballots[1:]))
    play.sees(hub.says(polls(counted(published))))
    play.sees(hub.says(published))
    play.expects()
    assert verdict(play) is Verdict.COUNTING
    play.sees(hub.says(Receipt(saved.message, 5, HASH), to=SEAT))
    play.expects(SaveBallot, SetLamp(Lamp.ACCEPTED, Choice.FOR), says(Said.WITNESS, agrees=True))
    shown = screen(terminal_of(play), play.now)
    assert isinstance(shown, SeatSession)
    assert shown.result is not None
    assert shown.result.own_counted


def test_the_wall_counts_too_and_keeps_it_to_itself() -> None:
    play, hub = seat_online("wall")
    play.sees(hub.says(polls(counted(PUBLISHED))))
    play.sees(hub.says(PUBLISHED))
    play.expects()
    assert terminal_of(play).stand.testimony.agrees
