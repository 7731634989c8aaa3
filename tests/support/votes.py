"""Meetings with polls of every kind, made from `make_plan`, and what people do in them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec.structs import replace

from device.intents import (
    AnswerVoid,
    ConfirmChoice,
    SendCorrection,
    SendCount,
    SetCount,
    SetLevel,
    SetNamed,
    SetReason,
    StartCorrection,
    SubmitAnswer,
    TakeStep,
    TogglePick,
)
from device.screens import (
    ChairScreen,
    CountDesk,
    Desk,
    Lamp,
    Level,
    Result,
    Screen,
    SeatSession,
    Step,
    WallResult,
    Witness,
)
from hub.domain.vocabulary import (
    ConfidenceRule,
    Form,
    MeetingPlan,
    Option,
    PollKind,
    PollPlan,
    PollSettings,
    Seat,
    Share,
    TieRule,
)
from hub.store.memory import MemoryEventLog
from tests.support.dialogue import chair, sign_in, steps, until_asked
from tests.support.plans import SETTINGS, device_id, make_plan, roster
from tests.support.wire import CALM, STORM, SimulatedRoom, Weather

OPTIONS = tuple(Option(name, f"Phương án {name.upper()}") for name in ("a", "b", "c"))
UNTIMED = replace(SETTINGS, duration_ms=None)
CONFIDENCE = ConfidenceRule(Share(1, 2, strict=True), Share(2, 3, strict=False))
TO_DISCUSSION = (Step.OPEN_SESSION, Step.TAKE_ITEM, Step.START_DISCUSSION)
SPARE = "seat-spare"  # the device of seat `du-phong`, which nobody has
SPARE_SEAT = "du-phong"


# ── plans ───────────────────────────────────────────────────────────────────────────────────────


def motion(kind: PollKind = PollKind.ROLL_CALL, **changes: Any) -> PollPlan:
    """Poll `poll-1` on the first item."""
    return replace(PollPlan("poll-1", "item-1", "Thông qua?", kind, UNTIMED), **changes)


def election(kind: PollKind = PollKind.UNNAMED, **changes: Any) -> PollPlan:
    """Three options, two picks, one place."""
    fields: dict[str, Any] = {"form": Form.OPTIONS, "options": OPTIONS, "picks": 2, "places": 1}
    return motion(kind, **(fields | changes))


def confidence(**changes: Any) -> PollPlan:
    """Two persons rated in three levels."""
    settings = replace(UNTIMED, confidence=CONFIDENCE)
    fields: dict[str, Any] = {
        "form": Form.CONFIDENCE,
        "options": OPTIONS[:2],
        "settings": settings,
    }
    return motion(PollKind.UNNAMED, **(fields | changes))


def ruled(settings: PollSettings = UNTIMED, *, tie: TieRule) -> PollSettings:
    return replace(settings, tie=tie)


def plan_with(members: int, *polls: PollPlan, spare: bool = False, **changes: Any) -> MeetingPlan:
    """A meeting of these polls; `spare` adds a seat that nobody has. p002 is the secretary."""
    plan = replace(make_plan(members, items=3), polls=polls, **changes)
    seat = Seat(SPARE_SEAT, SPARE, "", 0, 9)
    return replace(plan, seats=(*plan.seats, seat)) if spare else plan


def room_with(
    members: int,
    *polls: PollPlan,
    weather: Weather = STORM,
    seed: int = 1,
    **changes: Any,
) -> SimulatedRoom:
    """Everybody connected, nobody signed in."""
    plan = plan_with(members, *polls, **changes)
    room = SimulatedRoom(plan, roster(members), MemoryEventLog(), weather, seed)
    room.connect()
    return room


def opened(
    members: int, *polls: PollPlan, weather: Weather = STORM, **changes: Any
) -> SimulatedRoom:
    """Everybody is there and the first poll is open; the weather turns once it is."""
    room = room_with(members, *polls, weather=CALM, **changes)
    sign_in(room, members)
    steps(room, *TO_DISCUSSION, Step.OPEN_POLL)
    room.weather = weather
    return room


# ── the chair ───────────────────────────────────────────────────────────────────────────────────


def takes(room: SimulatedRoom, step: Step, target: str = "", text: str = "", **more: Any) -> str:
    """The chair does a step, offered first or not, and waits for the answer: the refusal, if any."""
    room.until(lambda: not chair(room).waiting)
    room.does("chair", TakeStep(step, target, text, **more))
    room.until(lambda: not chair(room).waiting)
    return chair(room).notice


def offered(room: SimulatedRoom, step: Step) -> str:
    """Wait until a step is offered, first or among the others: its target."""

    def shown(screen: Screen) -> bool:
        return isinstance(screen, ChairScreen) and step in {b.step for b in buttons(screen)}

    room.until_sees("chair", shown)
    return next(button.target for button in buttons(chair(room)) if button.step is step)


def buttons(screen: ChairScreen) -> list[Any]:
    return [screen.next_step, *screen.other_steps]


# ── delegates ───────────────────────────────────────────────────────────────────────────────────


def session(room: SimulatedRoom, number: int) -> SeatSession:
    shown = room.sees(device_id(number))
    assert isinstance(shown, SeatSession)
    return shown


def picks(room: SimulatedRoom, number: int, *options: str) -> None:
    """A delegate chooses options, sends, and confirms."""
    until_asked(room, device_id(number))
    for option in options:
        room.does(device_id(number), TogglePick(option))
    _casts(room, number)


def rates(room: SimulatedRoom, number: int, *levels: Level) -> None:
    """A delegate rates every person, sends, and confirms."""
    until_asked(room, device_id(number))
    for option, level in zip(OPTIONS, levels, strict=False):
        room.does(device_id(number), SetLevel(option.option, level))
    _casts(room, number)


def _casts(room: SimulatedRoom, number: int) -> None:
    room.does(device_id(number), SubmitAnswer())
    room.does(device_id(number), ConfirmChoice())
    station = room.stations[device_id(number)]
    room.until(lambda: station.lamp is Lamp.ACCEPTED)


# ── the desk ────────────────────────────────────────────────────────────────────────────────────


def desk(room: SimulatedRoom, number: int) -> Desk:
    found = session(room, number).desk
    assert found is not None
    return found


def until_desk(room: SimulatedRoom, number: int, shows: Callable[[Desk], object]) -> None:
    def shown(screen: Screen) -> bool:
        found = isinstance(screen, SeatSession) and screen.desk and shows(screen.desk)
        return bool(found)

    room.until_sees(device_id(number), shown)


def counting(room: SimulatedRoom, number: int) -> CountDesk:
    found = desk(room, number).count
    assert found is not None
    return found


def counts(room: SimulatedRoom, number: int, **values: int) -> None:
    """Somebody types counts and sends them: `counts(room, 2, **{"for": 3})`."""
    until_desk(room, number, lambda shown: shown.count and not shown.count.waiting)
    for key, value in values.items():
        room.does(device_id(number), SetCount(key.replace("_", "/"), value))
    room.does(device_id(number), SendCount())
    until_desk(room, number, lambda shown: shown.count and shown.count.entered)


def answers_void(room: SimulatedRoom, poll: str, *, agrees: bool) -> None:
    """The secretary hears of a proposed voiding and answers."""
    until_desk(room, 2, lambda shown: shown.void and shown.void.poll == poll)
    room.does(device_id(2), AnswerVoid(poll, agrees))
    until_desk(room, 2, lambda shown: shown.void is None)


def corrects(room: SimulatedRoom, poll: str, reason: str, **answers: tuple[str, ...]) -> None:
    """The secretary puts persons' answers right: `corrects(room, "poll-1", "…", p003=("for",))`."""
    until_desk(room, 2, lambda shown: shown.may_correct == poll)
    room.does(device_id(2), StartCorrection(poll))
    for person, answer in answers.items():
        room.does(device_id(2), SetNamed(person, answer))
    room.does(device_id(2), SetReason(reason))
    room.does(device_id(2), SendCorrection())
    until_desk(room, 2, lambda shown: shown.correction is None)


# ── results ─────────────────────────────────────────────────────────────────────────────────────


def result_at(room: SimulatedRoom, number: int) -> Result | None:
    shown = room.sees(device_id(number))
    return shown.result if isinstance(shown, SeatSession) else None


def agreed(room: SimulatedRoom, members: int, corrections: int = 0) -> Result:
    """Wait until wall and all seats show the same announced result, code and all; what the wall shows."""

    def everywhere() -> bool:
        wall = _walls(room)
        if wall is None or not wall.code or wall.corrections != corrections:
            return False
        here = (result_at(room, number) for number in range(1, members + 1))
        same = (wall.poll, wall.code, wall.outcome, wall.counts, Witness.AGREES)
        return all(r and (r.poll, r.code, r.outcome, r.counts, r.witness) == same for r in here)

    room.until(everywhere)
    wall = _walls(room)
    assert wall is not None
    return wall


def _walls(room: SimulatedRoom) -> Result | None:
    shown = room.sees("wall")
    return shown.result if isinstance(shown, WallResult) else None
