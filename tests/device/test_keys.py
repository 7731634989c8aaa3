"""Bounce, chords and stuck keys, with pretended time."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from device.keys import (
    CHORD_MS,
    HOLD_MS,
    LOCK_OUT_MS,
    STUCK_MS,
    Chord,
    Edge,
    KeyEvent,
    KeyFilter,
    KeyHeld,
    KeyPressed,
    Stuck,
)
from device.screens import Choice

FOR, AGAINST, ABSTAIN = Choice
NOBODY: frozenset[Choice] = frozenset()


class Hand:
    """Presses keys at given milliseconds and keeps the clock between as a caller should."""

    def __init__(self, held: frozenset[Choice] = NOBODY) -> None:
        self.keys = KeyFilter(held, 0)
        self.told: list[tuple[int, KeyEvent]] = []

    def press(self, choice: Choice, at: int) -> None:
        self._edge(choice, at, down=True)

    def release(self, choice: Choice, at: int) -> None:
        self._edge(choice, at, down=False)

    def tap(self, choice: Choice, at: int) -> None:
        self.press(choice, at)
        self.release(choice, at + 100)

    def wait_until(self, at: int) -> None:
        while (due := self.keys.wake_at) is not None and due <= at:
            self._note(due, self.keys.wake(due))

    def _edge(self, choice: Choice, at: int, *, down: bool) -> None:
        self.wait_until(at)
        self._note(at, self.keys.handle(Edge(choice, down), at))

    def _note(self, at: int, events: tuple[KeyEvent, ...]) -> None:
        self.told += ((at, event) for event in events)


def test_a_key_is_deaf_for_at_least_50_ms_and_less_than_the_chord_window() -> None:
    assert 50 <= LOCK_OUT_MS < CHORD_MS


def test_a_press_counts_once_when_the_chord_window_has_passed() -> None:
    hand = Hand()
    hand.tap(FOR, 1000)
    hand.wait_until(5000)
    assert hand.told == [(1000 + CHORD_MS, KeyPressed(FOR))]


def test_a_key_counts_while_it_is_still_held() -> None:
    hand = Hand()
    hand.press(AGAINST, 0)
    hand.wait_until(CHORD_MS)
    assert hand.told == [(CHORD_MS, KeyPressed(AGAINST))]


def test_a_chattering_contact_is_one_press() -> None:
    hand = Hand()
    for at in range(0, LOCK_OUT_MS, 2):
        hand._edge(FOR, at, down=at % 4 == 0)
    hand.press(FOR, LOCK_OUT_MS)
    for at in range(200, 200 + LOCK_OUT_MS, 2):
        hand._edge(FOR, at, down=at % 4 != 0)
    hand.release(FOR, 200 + LOCK_OUT_MS)
    hand.wait_until(5000)
    assert hand.told == [(CHORD_MS, KeyPressed(FOR))]


def test_a_tap_shorter_than_the_deafness_is_seen_to_end() -> None:
    hand = Hand()
    hand.press(FOR, 0)
    hand.release(FOR, LOCK_OUT_MS - 1)
    hand.wait_until(STUCK_MS * 2)
    hand.press(FOR, STUCK_MS * 3)
    hand.wait_until(STUCK_MS * 3 + CHORD_MS)
    assert [event for _, event in hand.told] == [KeyPressed(FOR), KeyPressed(FOR)]


def test_two_presses_one_after_another_are_two_answers() -> None:
    hand = Hand()
    hand.tap(FOR, 0)
    hand.tap(AGAINST, 150)
    hand.wait_until(1000)
    assert [event for _, event in hand.told] == [KeyPressed(FOR), KeyPressed(AGAINST)]


@pytest.mark.parametrize("apart", [0, 1, LOCK_OUT_MS, CHORD_MS - 1])
def test_two_keys_within_the_window_are_no_answer(apart: int) -> None:
    hand = Hand()
    hand.press(FOR, 0)
    hand.press(ABSTAIN, apart)
    hand.wait_until(1000)
    assert hand.told == [(CHORD_MS, Chord(frozenset({FOR, ABSTAIN})))]


def test_two_keys_just_past_the_window_are_two_answers() -> None:
    hand = Hand()
    hand.press(FOR, 0)
    hand.press(ABSTAIN, CHORD_MS)
    hand.wait_until(1000)
    assert [event for _, event in hand.told] == [KeyPressed(FOR), KeyPressed(ABSTAIN)]


def test_after_a_chord_a_single_press_counts() -> None:
    hand = Hand()
    for choice in Choice:
        hand.press(choice, 0)
    for choice in Choice:
        hand.release(choice, 300)
    hand.tap(AGAINST, 1000)
    hand.wait_until(2000)
    assert [event for _, event in hand.told] == [Chord(frozenset(Choice)), KeyPressed(AGAINST)]


def test_a_key_down_for_too_long_is_stuck_until_it_is_released() -> None:
    hand = Hand()
    hand.press(FOR, 0)
    hand.wait_until(STUCK_MS * 5)
    assert hand.told == [
        (CHORD_MS, KeyPressed(FOR)),
        (HOLD_MS, KeyHeld(FOR)),
        (STUCK_MS, Stuck(FOR)),
    ]
    assert hand.keys.stuck == {FOR}
    hand.release(FOR, STUCK_MS * 6)
    assert hand.keys.stuck == NOBODY


def test_the_other_keys_work_while_one_is_stuck() -> None:
    hand = Hand()
    hand.press(FOR, 0)
    hand.wait_until(STUCK_MS)
    hand.tap(AGAINST, STUCK_MS + 1)
    hand.wait_until(STUCK_MS * 2)
    assert hand.told[-1][1] == KeyPressed(AGAINST)


def test_a_key_held_since_the_start_never_votes_but_may_be_stuck() -> None:
    hand = Hand(frozenset({ABSTAIN}))
    hand.wait_until(STUCK_MS)
    assert hand.told == [(STUCK_MS, Stuck(ABSTAIN))]


def test_an_idle_keyboard_needs_no_timer() -> None:
    hand = Hand()
    assert hand.keys.wake_at is None
    hand.tap(FOR, 0)
    hand.wait_until(STUCK_MS * 2)
    assert hand.keys.wake_at is None


@given(
    st.lists(st.tuples(st.integers(0, 400), st.sampled_from(Choice), st.booleans()), max_size=30)
)
def test_a_late_caller_learns_the_same_as_a_punctual_one(
    edges: list[tuple[int, Choice, bool]],
) -> None:
    """Whoever forgets to wake between two edges loses time, but no event and no order."""
    punctual, late = Hand(), KeyFilter(NOBODY, 0)
    heard: list[KeyEvent] = []
    at = 0
    for pause, choice, down in edges:
        at += pause
        punctual._edge(choice, at, down=down)
        heard += late.handle(Edge(choice, down), at)
    punctual.wait_until(at + 2 * STUCK_MS)
    heard += late.wake(at + 2 * STUCK_MS)
    assert heard == [event for _, event in punctual.told]


# ── held ────────────────────────────────────────────────────────────────────────────────────────


def test_a_key_that_stays_down_is_pressed_and_then_held_once() -> None:
    hand = Hand()
    hand.press(FOR, 0)
    hand.wait_until(STUCK_MS - 1)
    assert hand.told == [(CHORD_MS, KeyPressed(FOR)), (HOLD_MS, KeyHeld(FOR))]


def test_a_key_let_go_in_time_is_not_held() -> None:
    hand = Hand()
    hand.press(FOR, 0)
    hand.release(FOR, HOLD_MS - 1)
    hand.wait_until(STUCK_MS)
    assert hand.told == [(CHORD_MS, KeyPressed(FOR))]


def test_a_hand_left_on_the_keyboard_holds_nothing() -> None:
    hand = Hand()
    hand.press(FOR, 0)
    hand.press(AGAINST, 10)
    hand.wait_until(STUCK_MS - 1)
    assert hand.told == [(CHORD_MS, Chord(frozenset({FOR, AGAINST})))]


def test_a_key_down_at_the_start_is_not_held() -> None:
    hand = Hand(frozenset({FOR}))
    hand.wait_until(STUCK_MS - 1)
    assert hand.told == []
