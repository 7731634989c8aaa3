"""What a person has begun at a seat: nobody else ends it, and nobody else sees it."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from device.effects import ForgetBallot, SaveBallot, SetLamp
from device.inputs import (
    CacheLoaded,
    ChunkHeard,
    Input,
    LinkChanged,
    OutboxLoaded,
    PaperFailed,
    PaperOpened,
    SavedBallot,
    StorageFailed,
    Woke,
)
from device.intents import (
    AskToSpeak,
    CallService,
    ConfirmChoice,
    CountByName,
    DismissMessage,
    KeysTrouble,
    LeaveSeat,
    PressKey,
    SelectItem,
    SetCount,
    SetLevel,
    SetNamed,
    SetReason,
    StartCorrection,
    SubmitAnswer,
    TapSeat,
    TogglePick,
    TouchChoice,
)
from device.present.role import screen
from device.screens import CallKind, Choice, Lamp, Level, Link, SeatSession
from protocol.ballot import parse_statement
from protocol.messages import (
    NAMES,
    AgendaState,
    Ballot,
    BallotsState,
    CallAnswered,
    CatalogueState,
    ChairView,
    HallState,
    Head,
    KeyGrant,
    Message,
    NotesKept,
    NotesKey,
    NotesTold,
    OnePoll,
    PeopleState,
    PollState,
    PresenterState,
    ProgressState,
    Receipt,
    Refusal,
    RequestState,
    SeatNotice,
    SessionState,
    SpeakersState,
    SpeechState,
    State,
    ToDevice,
    Welcome,
)
from protocol.topics import Said
from tests.support.hub_voice import (
    HASH,
    LEASE,
    MEETING,
    SESSION,
    HubVoice,
    agenda,
    ballots,
    counted,
    election,
    is_beat,
    make_terminal,
    manifest,
    people,
    poll,
    polls,
    rating,
)
from tests.support.playbook import Playbook, says

CHAIR_SECRETARY = replace(SESSION, secretary="p001", chair="p003")


class Seat(Playbook):
    """The seat of the first person while a poll is open; heartbeats are left out."""

    def __init__(self, open_poll: OnePoll) -> None:
        super().__init__(make_terminal(), leaving_out=is_beat)
        self.hub = HubVoice()
        self.sees(LinkChanged(Link.ONLINE))
        told = [heard.envelope.message for heard in self.hub.convenes()]
        for message in (*told, CHAIR_SECRETARY, polls(open_poll)):
            self.sees(self.hub.says(message))
        self.forgets()

    @property
    def shown(self) -> SeatSession:
        found = screen(self.core, self.now)  # type: ignore[arg-type]
        assert isinstance(found, SeatSession)
        return found

    @property
    def ballot(self) -> Any:
        return self.shown.ballot

    def acts(self, *entries: Input) -> None:
        for entry in entries:
            self.sees(entry)
            self.forgets()


def begun(play: Seat) -> tuple[object, ...]:
    """Everything half made on the screen."""
    ballot, desk = play.shown.ballot, play.shown.desk
    assert desk is not None
    made = ballot and (
        ballot.confirming,
        ballot.confirming_answer,
        [(option.picked, option.level) for option in ballot.options],
    )
    typed = desk.count and (desk.count.rows, desk.count.by_name, desk.count.named)
    return made, typed, desk.correction


# ── nothing elsewhere ends it ───────────────────────────────────────────────────────────────────


BESIDE = counted(ballots(p001="for"), poll="poll-0")


def elsewhere(open_poll: OnePoll) -> dict[type[Message], Message]:
    """One message of every kind a seat can hear, none of them about what is being answered."""
    other = people().seats[1]
    return {
        SessionState: replace(CHAIR_SECRETARY, present=2, quorum="lost"),
        AgendaState: agenda("item-2"),
        PeopleState: PeopleState(
            (people().seats[0], replace(other, present=False), people().seats[2])
        ),
        PollState: PollState(
            (BESIDE, replace(open_poll, closes_at=9), poll(poll="poll-9")), "poll-1"
        ),
        ProgressState: ProgressState("poll-1", 2, (1, 1, 0)),
        BallotsState: BallotsState("poll-0", ()),
        CatalogueState: CatalogueState((manifest("bao-cao", b"p", b"1"),)),
        PresenterState: PresenterState("seat-002", "p002", "bao-cao", 1),
        NotesKey: NotesKey("p001", "00"),
        NotesTold: NotesTold("p001", "bao-cao", 1, "AA=="),
        NotesKept: NotesKept("p001", "bao-cao", 1),
        Head: Head(99, HASH),
        Welcome: Welcome("seat"),
        Receipt: Receipt("m-unknown", 98, HASH),
        Refusal: Refusal("m-unknown", "poll-closed"),
        KeyGrant: KeyGrant("bao-cao", 1, "00", LEASE),
        ChairView: ChairView((), (), (1, 1, 1), 0, 0),
        SpeakersState: SpeakersState(
            "fifo",
            60_000,
            60_000,
            SpeechState("p001", "item-1", "contribution", 1, 1, 1, 0, 420_000),
            (RequestState("p002", "order", 1, 1, 60_000),),
        ),
        HallState: HallState("Nghỉ 10 phút", 9, "agenda"),
        SeatNotice: SeatNotice("Mời đồng chí chuẩn bị", 9),
        CallAnswered: CallAnswered("water"),
    }


INPUTS: tuple[Input, ...] = (
    Woke(),
    LinkChanged(Link.LOST),
    LinkChanged(Link.CONNECTING),
    LinkChanged(Link.ONLINE),
    ChunkHeard("bao-cao", 0, b"p"),
    PaperOpened("bao-cao", 1, preview=True),
    PaperFailed("bao-cao", 1, "chunk-forged"),
    StorageFailed("disk-full", paper="bao-cao"),
    CacheLoaded({}),
    OutboxLoaded(()),
    KeysTrouble("key-stuck"),
    AskToSpeak(),
    CallService(CallKind.WATER),
    DismissMessage(),
    SelectItem("item-2"),
    TapSeat("001"),
)

HALF_MADE: list[tuple[OnePoll, tuple[Input, ...]]] = [
    (poll(), (TouchChoice(Choice.AGAINST),)),
    (election(), (TogglePick("o1"), TogglePick("o3"), SubmitAnswer())),
    (rating(), (SetLevel("o2", Level.LOW),)),
    (poll(kind="show-of-hands"), (SetCount("for", 2), SetCount("against", 1))),
    (
        poll(kind="show-of-hands"),
        (CountByName(by_name=True), SetNamed("p002", ("against",))),
    ),
    (poll(kind="paper"), (SetCount("for", 1), SetCount("invalid", 2))),
]


def test_every_kind_of_message_a_terminal_hears_is_tried() -> None:
    heard = {*State.__args__, *ToDevice.__args__}  # type: ignore[attr-defined]
    assert set(elsewhere(poll())) == heard
    assert heard <= set(NAMES)


@pytest.mark.parametrize(("open_poll", "acts"), HALF_MADE)
def test_what_is_half_made_is_touched_by_nothing_that_happens_elsewhere(
    open_poll: OnePoll, acts: tuple[Input, ...]
) -> None:
    play = Seat(open_poll)
    untouched = begun(play)
    play.acts(*acts)
    before = begun(play)
    assert before != untouched
    for message in elsewhere(open_poll).values():
        play.acts(play.hub.says(message))
        assert begun(play) == before, message
    for entry in INPUTS:
        play.acts(entry)
        assert begun(play) == before, entry


def test_a_half_written_correction_is_touched_by_nothing_that_happens_elsewhere() -> None:
    published = ballots(p001="for", p002="against", p003="for")
    play = Seat(counted(published))
    play.acts(play.hub.says(published), StartCorrection("poll-1"))
    play.acts(SetNamed("p002", ("for",)), SetReason("Bấm nhầm"))
    before = play.shown.desk and play.shown.desk.correction
    assert before is not None
    for message in elsewhere(counted(published)).values():
        play.acts(play.hub.says(message))
        assert play.shown.desk is not None
        assert play.shown.desk.correction == before, message


# ── keys and touch ──────────────────────────────────────────────────────────────────────────────


def test_an_election_is_answered_on_the_screen_and_said_in_the_order_of_its_options() -> None:
    play = Seat(election())
    play.acts(TogglePick("o3"), TogglePick("o1"), SubmitAnswer())
    play.sees(ConfirmChoice())
    play.expects(SaveBallot, says(Said.BALLOT), SetLamp(Lamp.WAITING, None))
    saved = next(e.ballot for e in play.heard if isinstance(e, SaveBallot))
    assert parse_statement(saved.said.statement).answer == ("o1", "o3") == saved.answer
    play.sees(play.hub.says(Receipt(saved.message, 8, HASH)))
    play.expects(SaveBallot, SetLamp(Lamp.ACCEPTED, None))
    assert (play.ballot.own_answer, play.ballot.receipt, play.ballot.choice) == (
        ("o1", "o3"),
        8,
        None,
    )


def test_a_refused_pick_is_said_until_the_next_touch() -> None:
    play = Seat(election(picks=2))
    play.acts(TogglePick("o1"), TogglePick("o2"), TogglePick("o3"))
    assert play.shown.notice == "too-many-picks"
    play.acts(TogglePick("o1"))
    assert play.shown.notice == ""


def test_a_key_is_no_answer_to_a_ballot_of_options() -> None:
    play = Seat(election())
    play.acts(TogglePick("o1"))
    play.sees(PressKey(Choice.FOR))
    play.expects()
    assert play.shown.notice == "answer-on-screen"
    assert play.ballot.options[0].picked


def test_several_keys_at_once_are_no_answer_and_the_next_key_is() -> None:
    play = Seat(poll())
    play.sees(KeysTrouble("keys-together"))
    play.expects()
    assert play.shown.notice == "keys-together"
    play.sees(PressKey(Choice.FOR))
    play.expects(SaveBallot, says(Said.BALLOT), SetLamp(Lamp.WAITING, Choice.FOR))
    assert play.shown.notice == ""


@pytest.mark.parametrize(
    "changes",
    [{"kind": "show-of-hands"}, {"kind": "paper"}, {"stage": "paused"}, {"present": ("p002",)}],
)
def test_nothing_is_cast_where_nothing_is_pressed(changes: dict[str, Any]) -> None:
    play = Seat(poll(**changes))
    for act in (PressKey(Choice.FOR), TouchChoice(Choice.FOR), ConfirmChoice()):
        play.sees(act)
        play.expects()


def test_after_the_first_press_that_counts_no_other_is_taken() -> None:
    play = Seat(election(press="first"))
    play.acts(TogglePick("o1"), SubmitAnswer(), ConfirmChoice())
    play.acts(TogglePick("o2"), SubmitAnswer())
    play.sees(ConfirmChoice())
    play.expects()


def test_a_seat_left_has_nobody_to_vote() -> None:
    play = Seat(poll())
    play.acts(TouchChoice(Choice.FOR), LeaveSeat())
    assert play.ballot.confirming is None
    play.acts(play.hub.says(people(present=False)))
    play.sees(PressKey(Choice.FOR))
    play.expects()


# ── another person, another seat ────────────────────────────────────────────────────────────────


def seated(person: str) -> PeopleState:
    """`person` (empty: nobody) at this seat, and the first member on the third one if not here."""
    first, second, third = people().seats
    moved = replace(third, person="p001" if person != "p001" else "p003")
    return PeopleState((replace(first, person=person, present=bool(person)), second, moved))


def test_whoever_is_moved_away_leaves_no_trace_at_the_old_seat() -> None:
    play = Seat(poll())
    play.sees(PressKey(Choice.AGAINST))
    play.forgets()
    saved = next(e.ballot for e in play.heard if isinstance(e, SaveBallot))
    play.acts(play.hub.says(Receipt(saved.message, 8, HASH)))
    play.sees(play.hub.says(seated("p003")))
    play.expects(ForgetBallot(saved.message), SetLamp(Lamp.OFF, None))
    assert (play.ballot.choice, play.ballot.receipt, play.ballot.lamp) == (None, None, Lamp.OFF)


def test_at_the_new_seat_the_open_poll_can_be_answered_at_once() -> None:
    play = Seat(poll())
    play.acts(play.hub.says(seated("")))
    play.sees(PressKey(Choice.FOR))
    play.expects()
    play.acts(play.hub.says(seated("p003")))
    assert play.ballot.may_vote
    play.sees(PressKey(Choice.FOR))
    play.expects(SaveBallot, says(Said.BALLOT), SetLamp(Lamp.WAITING, Choice.FOR))
    saved = [e.ballot for e in play.heard if isinstance(e, SaveBallot)][-1]
    assert parse_statement(saved.said.statement).person == "p003"


def test_a_half_made_choice_goes_with_its_person() -> None:
    play = Seat(election())
    play.acts(TogglePick("o1"), play.hub.says(seated("p003")))
    assert not play.ballot.options[0].picked
    play.acts(play.hub.says(seated("p001")))
    assert not play.ballot.options[0].picked


def test_a_ballot_still_unanswered_when_its_person_moves_is_said_and_left_to_the_hub() -> None:
    play = Seat(poll())
    play.acts(PressKey(Choice.FOR), play.hub.says(seated("p003")))
    play.sees(Woke(), later=2_000)
    play.expects(says(Said.BALLOT))
    saved = next(e.ballot for e in play.heard if isinstance(e, SaveBallot))
    play.sees(play.hub.says(Refusal(saved.message, "not-signed-in-here")))
    play.expects(ForgetBallot(saved.message))
    assert play.ballot.refusal == ""


def test_a_ballot_of_the_outbox_shows_to_its_person_alone() -> None:
    kept = SavedBallot("m1", MEETING, "poll-1", "p003", ("for",), "b1", Ballot("", ""), receipt=4)
    for person, choice in (("p001", None), ("p003", Choice.FOR)):
        play, hub = Playbook(make_terminal(), leaving_out=is_beat), HubVoice()
        for entry in (OutboxLoaded((kept,)), hub.says(SESSION), hub.says(polls(poll()))):
            play.sees(entry)
            play.forgets()
        play.sees(hub.says(seated(person)))
        play.forgets()
        shown = screen(play.core, 0)  # type: ignore[arg-type]
        assert isinstance(shown, SeatSession)
        assert shown.ballot is not None
        assert shown.ballot.choice is choice
