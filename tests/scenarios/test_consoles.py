"""Several consoles: whoever presses first, the room moves once; one that dies is replaced by another."""

from __future__ import annotations

from device.intents import DraftConclusion, SaveDraft, SaveNote, TakeStep, WriteNote
from device.screens import ChairScreen, Choice, ConsoleRole, Screen, Step
from hub.domain.events import ItemTaken, PollClosed, SessionOpened, SpeechBegun, SpeechEnded
from hub.store.memory import MemoryEventLog
from tests.support.dialogue import ask, chair, recorded, sign_in, step, vote
from tests.support.plans import make_plan, roster
from tests.support.wire import STORM, SimulatedRoom

BOTH = ("chair", "chair-2")


def offers(wanted: Step) -> object:
    def shown(screen: Screen) -> bool:
        return isinstance(screen, ChairScreen) and screen.next_step.step is wanted

    return shown


def make_room() -> SimulatedRoom:
    room = SimulatedRoom(make_plan(6), roster(6), MemoryEventLog(), STORM, seed=5, consoles=BOTH)
    room.connect()
    sign_in(room, 6)
    return room


def test_the_same_step_pressed_on_both_consoles_is_done_once_and_refused_once() -> None:
    room = make_room()
    for console in BOTH:
        room.until_sees(console, lambda s: isinstance(s, ChairScreen) and s.next_step.enabled)
    for console in BOTH:
        room.does(console, TakeStep(Step.OPEN_SESSION))
    room.until(lambda: not any(chair(room, console).waiting for console in BOTH))

    assert len([e for e in recorded(room) if isinstance(e, SessionOpened)]) == 1
    notices = sorted(chair(room, console).notice for console in BOTH)
    assert notices == ["", "session-already-opened"]


def test_what_one_console_does_the_other_goes_on_with() -> None:
    room = make_room()
    step(room, Step.OPEN_SESSION, console="chair")
    step(room, Step.TAKE_ITEM, console="chair-2")
    step(room, Step.START_DISCUSSION, console="chair")

    assert [e.item for e in recorded(room) if isinstance(e, ItemTaken)] == ["item-1"]
    room.until(lambda: chair(room).agenda == chair(room, "chair-2").agenda)


# ── two chairs' consoles and a secretary's ──────────────────────────────────────────────────────


def with_secretary() -> SimulatedRoom:
    room = SimulatedRoom(
        make_plan(6),
        roster(6),
        MemoryEventLog(),
        STORM,
        seed=5,
        consoles=BOTH,
        secretaries=("secretary",),
    )
    room.connect()
    sign_in(room, 6)
    step(room, Step.OPEN_SESSION)
    step(room, Step.TAKE_ITEM)
    step(room, Step.START_DISCUSSION)
    return room


def test_two_consoles_that_call_two_speakers_at_once_never_give_both_the_floor() -> None:
    room = make_room()
    for each in (Step.OPEN_SESSION, Step.TAKE_ITEM, Step.START_DISCUSSION):
        step(room, each)
    for console, person in zip(BOTH, ("p003", "p004"), strict=True):
        room.does(console, TakeStep(Step.GRANT_SPEECH, person))
    room.until(lambda: not any(chair(room, console).waiting for console in BOTH))

    floor = [
        event
        for event in recorded(room)
        if isinstance(event, SpeechBegun | SpeechEnded) and event.person in {"p003", "p004"}
    ]
    assert [type(event) for event in floor] == [SpeechBegun, SpeechEnded, SpeechBegun]
    assert floor[0].person == floor[1].person != floor[2].person


def test_a_console_that_dies_in_mid_poll_is_replaced_by_another_at_once() -> None:
    room = make_room()
    for each in (Step.OPEN_SESSION, Step.TAKE_ITEM, Step.START_DISCUSSION, Step.OPEN_POLL):
        step(room, each)
    vote(room, 1, Choice.FOR)
    room.disconnect("chair")
    began = room.now
    step(room, Step.CLOSE_POLL, console="chair-2")
    assert room.now - began < 10_000
    step(room, Step.ANNOUNCE_POLL, console="chair-2")
    closed = [event for event in recorded(room) if isinstance(event, PollClosed)]
    assert len(closed) == 1


def test_a_console_started_anew_shows_everything_within_ten_seconds() -> None:
    room = make_room()
    for each in (Step.OPEN_SESSION, Step.TAKE_ITEM, Step.START_DISCUSSION, Step.OPEN_POLL):
        step(room, each)
    vote(room, 1, Choice.FOR)
    began = room.now
    room.restart_terminal("chair")
    room.until_sees("chair", offers(Step.CLOSE_POLL))  # type: ignore[arg-type]
    room.until_sees(
        "chair",
        lambda shown: isinstance(shown, ChairScreen) and shown.poll is not None and bool(shown.map),
    )
    assert room.now - began < 10_000
    step(room, Step.CLOSE_POLL)


def test_the_secretary_takes_notes_and_drafts_while_the_chair_goes_on() -> None:
    room = with_secretary()
    draft = "Giao Sở Tài chính hoàn thiện dự thảo."
    room.does("secretary", WriteNote("item-1", "Ông A: cần làm rõ nguồn vốn."))
    room.does("secretary", SaveNote("item-1"))
    room.does("secretary", DraftConclusion("item-1", draft))
    room.does("secretary", SaveDraft("item-1"))
    assert ask(room, TakeStep(Step.GRANT_SPEECH, "p003")) == ""

    def has_both(shown: Screen) -> bool:
        return (
            isinstance(shown, ChairScreen)
            and shown.item is not None
            and (shown.item.conclusion, shown.item.note) == (draft, "Ông A: cần làm rõ nguồn vốn.")
        )

    for console in (*BOTH, "secretary"):
        room.until_sees(console, has_both)
    secretary = chair(room, "secretary")
    assert secretary.item is not None
    assert secretary.item.draft_saved
    assert secretary.role is ConsoleRole.SECRETARY


def test_a_secretarys_console_that_takes_a_step_of_the_chair_is_refused() -> None:
    room = with_secretary()
    for forbidden in (
        TakeStep(Step.CONCLUDE_ITEM, "item-1", "Thống nhất."),
        TakeStep(Step.GRANT_SPEECH, "p003"),
        TakeStep(Step.CLOSE_SESSION),
    ):
        assert ask(room, forbidden, "secretary") == "not-the-chair"
    assert ask(room, TakeStep(Step.MOVE_ITEM, "item-2", ""), "secretary") == ""
    assert room.room.state.speaking.current is None
