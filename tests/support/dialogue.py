"""What people do in a simulated room, in their words: they look at a screen, act, and wait."""

from __future__ import annotations

from collections.abc import Iterable

from device.intents import (
    ConfirmChoice,
    ConfirmPresence,
    PressKey,
    SpeakingIntent,
    TakeStep,
    TouchChoice,
)
from device.screens import (
    ChairScreen,
    Choice,
    Lamp,
    PollStage,
    Screen,
    SeatSession,
    SeatWelcome,
    Step,
)
from hub.application.recording import from_record
from hub.domain.events import Event
from protocol.record import verify_chain
from protocol.topics import Said
from tests.support.plans import device_id
from tests.support.wire import SimulatedRoom


def chair(room: SimulatedRoom, console: str = "chair") -> ChairScreen:
    shown = room.sees(console)
    assert isinstance(shown, ChairScreen)
    return shown


def step(room: SimulatedRoom, wanted: Step, text: str = "", console: str = "chair") -> None:
    """The chair waits for a step to be offered, takes it, and waits until it is done."""

    def offered(shown: Screen) -> bool:
        return (
            isinstance(shown, ChairScreen) and shown.next_step.step is wanted and not waits(shown)
        )

    def waits(shown: ChairScreen) -> bool:
        return shown.waiting or not shown.next_step.enabled

    room.until_sees(console, offered)
    button = chair(room, console).next_step
    room.does(console, TakeStep(button.step, button.target, text))
    room.until_sees(
        console,
        lambda shown: (
            isinstance(shown, ChairScreen) and shown.next_step != button and not shown.waiting
        ),
    )


def steps(room: SimulatedRoom, *wanted: Step) -> None:
    for each in wanted:
        step(room, each)


def ask(room: SimulatedRoom, intent: TakeStep, console: str = "chair") -> str:
    """A console takes any step and waits for the answer: empty, or the code of the refusal."""
    asking = room.stations[console].terminal.asking
    room.does(console, intent)
    room.until(lambda: not asking.waiting(Said.COMMAND))
    return asking.refusal.get(Said.COMMAND, "")


def speak(room: SimulatedRoom, number: int, intent: SpeakingIntent) -> str:
    """Somebody at a seat asks, withdraws or ends, and waits for the answer as `ask` does."""
    device = device_id(number)
    asking = room.stations[device].terminal.asking
    room.does(device, intent)
    room.until(lambda: not asking.waiting(Said.SPEAK))
    return asking.refusal.get(Said.SPEAK, "")


def sign_in(room: SimulatedRoom, members: int) -> None:
    for number in range(1, members + 1):
        device = device_id(number)
        room.until_sees(device, lambda shown: isinstance(shown, SeatWelcome))
        room.does(device, ConfirmPresence())
    room.until_sees(
        "chair", lambda shown: isinstance(shown, ChairScreen) and shown.present == members
    )


def may_vote(shown: Screen) -> bool:
    if not isinstance(shown, SeatSession) or shown.ballot is None:
        return False
    return shown.ballot.may_vote and shown.ballot.stage is PollStage.OPEN


def until_asked(room: SimulatedRoom, device: str) -> None:
    """A delegate waits for the poll that is open now; a screen may still show the one before."""
    polls = room.room.state.polls
    now_open = {name for name, poll in polls.items() if poll.stage == PollStage.OPEN}
    room.until_sees(
        device,
        lambda shown: (
            may_vote(shown)
            and isinstance(shown, SeatSession)
            and shown.ballot is not None
            and shown.ballot.poll in now_open
        ),
    )


def vote(room: SimulatedRoom, number: int, choice: Choice) -> None:
    """A delegate waits for the ballot and answers: odd seats by key, even ones by touch."""
    device = device_id(number)
    until_asked(room, device)
    if number % 2:
        room.does(device, PressKey(choice))
    else:
        room.does(device, TouchChoice(choice))
        room.does(device, ConfirmChoice())


def accepted(room: SimulatedRoom, numbers: Iterable[int]) -> None:
    """Everybody waits for the lamp that says: the hub has it."""
    stations = [room.stations[device_id(number)] for number in numbers]
    room.until(lambda: all(station.lamp is Lamp.ACCEPTED for station in stations))


def poll_opened(room: SimulatedRoom, members: int) -> None:
    """Everybody is there and the first poll of the first item is open."""
    room.connect()
    sign_in(room, members)
    steps(room, Step.OPEN_SESSION, Step.TAKE_ITEM, Step.START_DISCUSSION, Step.OPEN_POLL)


def recorded(room: SimulatedRoom) -> list[Event]:
    return [from_record(record) for record, _ in verify_chain(room.log.lines())]
