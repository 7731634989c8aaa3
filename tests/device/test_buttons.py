"""Keys and lamps on pretended pins, with pretended time; and once over a real thread and loop."""

from __future__ import annotations

import asyncio
import heapq
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from gpiozero.pins.mock import MockFactory, MockPin

from device.buttons import (
    FAST_BLINK_MS,
    SLOW_BLINK_MS,
    ButtonsError,
    VoteKeys,
    VoteLamps,
    Wiring,
    open_pins,
)
from device.keys import CHORD_MS, HOLD_MS, STUCK_MS, Chord, KeyEvent, KeyHeld, KeyPressed, Stuck
from device.screens import Choice, Lamp

FOR, AGAINST, ABSTAIN = Choice
WIRING = Wiring(keys={FOR: 5, AGAINST: 6, ABSTAIN: 13}, lamps={FOR: 16, AGAINST: 20, ABSTAIN: 21})


@dataclass(order=True)
class FakeTimer:
    due_ms: float
    action: Callable[[], object] = field(compare=False)
    cancelled: bool = field(default=False, compare=False)

    def cancel(self) -> None:
        self.cancelled = True


class FakeLoop:
    """An event loop whose time moves when told. Callbacks from outside wait until then."""

    def __init__(self) -> None:
        self.now_ms = 0
        self._soon: list[Callable[[], object]] = []
        self._timers: list[FakeTimer] = []

    def call_soon_threadsafe(self, callback: Callable[..., object], /, *args: Any) -> None:
        self._soon.append(lambda: callback(*args))

    def call_later(self, delay: float, callback: Callable[..., object], /, *args: Any) -> FakeTimer:
        timer = FakeTimer(self.now_ms + delay * 1000, lambda: callback(*args))
        heapq.heappush(self._timers, timer)
        return timer

    def run(self, duration_ms: int) -> None:
        end = self.now_ms + duration_ms
        self._flush()
        while self._timers and self._timers[0].due_ms <= end:
            timer = heapq.heappop(self._timers)
            self.now_ms = max(self.now_ms, round(timer.due_ms))
            if not timer.cancelled:
                timer.action()
        self.now_ms = end

    @property
    def waiting(self) -> int:
        return sum(not timer.cancelled for timer in self._timers)

    def _flush(self) -> None:
        soon, self._soon = self._soon, []
        for action in soon:
            action()


class Board:
    """Pretended pins, a pretended loop, and what the keys reported."""

    def __init__(self) -> None:
        self.pins = MockFactory()
        self.loop = FakeLoop()
        self.told: list[KeyEvent] = []

    def keys(self) -> VoteKeys:
        return VoteKeys(WIRING, self.pins, self.loop, lambda: self.loop.now_ms, self.told.append)

    def push(self, choice: Choice) -> None:
        self.pins.pin(WIRING.keys[choice]).drive_low()

    def let_go(self, choice: Choice) -> None:
        self.pins.pin(WIRING.keys[choice]).drive_high()

    def lit(self) -> set[Choice]:
        return {c for c in Choice if self.pins.pin(WIRING.lamps[c]).state}


@pytest.fixture
def board() -> Iterator[Board]:
    board = Board()
    yield board
    board.pins.reset()


def test_each_key_stands_for_its_answer(board: Board) -> None:
    board.keys()
    for choice in Choice:
        board.push(choice)
        board.loop.run(100)
        board.let_go(choice)
        board.loop.run(100)
    assert board.told == [KeyPressed(choice) for choice in Choice]


def test_nothing_happens_in_the_pin_librarys_own_call(board: Board) -> None:
    board.keys()
    board.push(FOR)
    assert board.told == []
    board.loop.run(CHORD_MS)
    assert board.told == [KeyPressed(FOR)]


def test_two_keys_at_once_are_a_chord(board: Board) -> None:
    board.keys()
    board.push(FOR)
    board.loop.run(CHORD_MS - 10)
    board.push(AGAINST)
    board.loop.run(CHORD_MS)
    assert board.told == [Chord(frozenset({FOR, AGAINST}))]


def test_a_key_held_is_told_while_it_is_still_down(board: Board) -> None:
    board.keys()
    board.push(ABSTAIN)
    board.loop.run(HOLD_MS)
    assert board.told == [KeyPressed(ABSTAIN), KeyHeld(ABSTAIN)]


def test_a_busy_loop_does_not_stretch_the_time_between_two_presses(board: Board) -> None:
    """Both edges reach the loop at once; what counts is when they happened."""
    board.keys()
    board.push(FOR)
    board.loop.now_ms += 200
    board.push(AGAINST)
    board.loop.run(CHORD_MS)
    assert board.told == [KeyPressed(FOR), KeyPressed(AGAINST)]


class HeldPin(MockPin):
    """A pin whose key is down, whatever its pull resistor says."""

    def _set_pull(self, value: str) -> None:
        super()._set_pull(value)
        self._change_state(value=False)


def test_a_key_held_at_the_start_does_not_vote_and_is_reported_stuck(board: Board) -> None:
    board.pins.pin(WIRING.keys[ABSTAIN], pin_class=HeldPin)
    keys = board.keys()
    board.loop.run(STUCK_MS)
    assert board.told == [Stuck(ABSTAIN)]
    assert keys.stuck == {ABSTAIN}


def test_closed_keys_are_silent_and_give_their_pins_back(board: Board) -> None:
    keys = board.keys()
    board.push(FOR)
    board.loop.run(10)
    keys.close()
    board.loop.run(1000)
    assert board.told == []
    board.keys().close()


def test_a_pin_used_twice_is_a_clear_error_and_claims_nothing(board: Board) -> None:
    wrong = Wiring(keys={FOR: 5, AGAINST: 6, ABSTAIN: 6}, lamps=WIRING.lamps)
    with pytest.raises(ButtonsError, match="pin-unusable"):
        VoteKeys(wrong, board.pins, board.loop, lambda: 0, board.told.append)
    board.keys()


def test_a_board_without_pins_is_a_clear_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "lgpio", None)
    monkeypatch.delitem(__import__("sys").modules, "gpiozero.pins.lgpio", raising=False)
    with pytest.raises(ButtonsError, match="no-gpio"):
        open_pins("lgpio")


async def test_a_press_in_another_thread_is_reported_on_the_loops_own() -> None:
    pins = open_pins("mock")
    loop = asyncio.get_running_loop()
    told: asyncio.Future[tuple[KeyEvent, int]] = loop.create_future()

    def emit(event: KeyEvent) -> None:
        told.set_result((event, threading.get_ident()))

    keys = VoteKeys(WIRING, pins, loop, lambda: round(loop.time() * 1000), emit)
    presser = threading.Thread(target=pins.pin(WIRING.keys[AGAINST]).drive_low)
    presser.start()
    event, thread = await asyncio.wait_for(told, 10)
    presser.join()
    keys.close()
    assert event == KeyPressed(AGAINST)
    assert thread == threading.get_ident()


def test_accepted_is_a_steady_light_over_the_pressed_key(board: Board) -> None:
    lamps = VoteLamps(WIRING, board.pins, board.loop)
    lamps.show(AGAINST, Lamp.ACCEPTED)
    board.loop.run(10_000)
    assert board.lit() == {AGAINST}
    assert board.loop.waiting == 0


@pytest.mark.parametrize(
    ("lamp", "half_ms"), [(Lamp.WAITING, SLOW_BLINK_MS), (Lamp.REFUSED, FAST_BLINK_MS)]
)
def test_waiting_blinks_slowly_and_refused_fast(board: Board, lamp: Lamp, half_ms: int) -> None:
    lamps = VoteLamps(WIRING, board.pins, board.loop)
    lamps.show(FOR, lamp)
    seen = []
    for _ in range(4):
        seen.append(board.lit())
        board.loop.run(half_ms)
    assert seen == [{FOR}, set(), {FOR}, set()]


def test_a_new_state_ends_the_blinking_of_the_former(board: Board) -> None:
    lamps = VoteLamps(WIRING, board.pins, board.loop)
    lamps.show(FOR, Lamp.REFUSED)
    board.loop.run(FAST_BLINK_MS)
    lamps.show(AGAINST, Lamp.ACCEPTED)
    board.loop.run(5000)
    assert board.lit() == {AGAINST}
    lamps.show(AGAINST, Lamp.OFF)
    assert board.lit() == set()
    assert board.loop.waiting == 0


def test_closed_lamps_are_dark(board: Board) -> None:
    lamps = VoteLamps(WIRING, board.pins, board.loop)
    lamps.show(FOR, Lamp.WAITING)
    lamps.close()
    board.loop.run(5000)
    assert board.lit() == set()
