"""What the three vote keys mean: bounce, chords and stuck keys told from presses. Pure; time is given.

A contact chatters for some milliseconds, so after each change a key is deaf for `LOCK_OUT_MS` and is
then looked at afresh. A press is decided `CHORD_MS` after it began: two keys within that time are a
hand laid on the keyboard, not an answer. A key that was pressed alone and stays down is held, too: what
that means is for others to say. Whoever calls `handle` also calls `wake` at `wake_at`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from msgspec import Struct

from device.screens import Choice

LOCK_OUT_MS = 50  # cheap tactile switches chatter for 5 to 20 ms, worn ones for longer
CHORD_MS = 80  # fingers of one hand land within some 50 ms
HOLD_MS = 1_500  # longer than any press, shorter than anybody's patience
STUCK_MS = 10_000  # nobody holds a key this long on purpose


class Edge(Struct, frozen=True):
    """The contact of one key closed (`down`) or opened."""

    choice: Choice
    down: bool


class KeyPressed(Struct, frozen=True):
    """One key was pressed, alone."""

    choice: Choice


class Chord(Struct, frozen=True):
    """Several keys at once: no answer, the delegate is asked again."""

    choices: frozenset[Choice]


class KeyHeld(Struct, frozen=True):
    """A key that was pressed alone has been down for `HOLD_MS`."""

    choice: Choice


class Stuck(Struct, frozen=True):
    """A key has been down for `STUCK_MS`: a fault of the hardware."""

    choice: Choice


KeyEvent: TypeAlias = KeyPressed | Chord | KeyHeld | Stuck


class _Key(Struct):
    """One contact: what it says now, what we believe, and until when."""

    contact: bool = False
    down: bool = False
    deaf_until: int | None = None
    held_at: int | None = None
    stuck_at: int | None = None


class KeyFilter:
    """Turns edges into key events. `held` are keys already down at the start; they do not vote."""

    def __init__(self, held: frozenset[Choice], now_ms: int) -> None:
        self._keys = {choice: _Key() for choice in Choice}
        self._pressed: frozenset[Choice] = frozenset()
        self._decide_at: int | None = None
        for choice in held:
            self._keys[choice] = _Key(contact=True, down=True, stuck_at=now_ms + STUCK_MS)

    @property
    def wake_at(self) -> int | None:
        """When `wake` should be called next, if no edge comes before."""
        times = [self._decide_at]
        for key in self._keys.values():
            times += (key.deaf_until, key.held_at, key.stuck_at)
        return min((time for time in times if time is not None), default=None)

    @property
    def stuck(self) -> frozenset[Choice]:
        """Keys that have been down for too long and still are."""
        return frozenset(c for c, key in self._keys.items() if key.down and key.stuck_at is None)

    def handle(self, edge: Edge, now_ms: int) -> tuple[KeyEvent, ...]:
        """Take one edge in; returns what has become certain by `now_ms`."""
        events = self.wake(now_ms)
        key = self._keys[edge.choice]
        key.contact = edge.down
        if key.deaf_until is None:
            self._settle(edge.choice, now_ms)
        return events

    def wake(self, now_ms: int) -> tuple[KeyEvent, ...]:
        """Let time pass; returns what has become certain by `now_ms`, in the order it did."""
        events: list[KeyEvent] = []
        while (due := self.wake_at) is not None and due <= now_ms:
            events += self._decide(due)
            for choice in self._keys:
                events += self._ripen(choice, due)
        return tuple(events)

    def _ripen(self, choice: Choice, now_ms: int) -> Iterator[KeyEvent]:
        """What becomes of one key at exactly this time."""
        key = self._keys[choice]
        if key.deaf_until == now_ms:
            key.deaf_until = None
            self._settle(choice, now_ms)
        if key.held_at == now_ms:
            key.held_at = None
            yield KeyHeld(choice)
        if key.stuck_at == now_ms:
            key.stuck_at = None
            yield Stuck(choice)

    def _settle(self, choice: Choice, now_ms: int) -> None:
        """Believe the contact, and go deaf for a while if that was a change."""
        key = self._keys[choice]
        if key.contact == key.down:
            return
        key.down = key.contact
        key.deaf_until = now_ms + LOCK_OUT_MS
        key.held_at = now_ms + HOLD_MS if key.down else None
        key.stuck_at = now_ms + STUCK_MS if key.down else None
        if key.down:
            self._pressed |= {choice}
        if key.down and self._decide_at is None:
            self._decide_at = now_ms + CHORD_MS

    def _decide(self, now_ms: int) -> tuple[KeyEvent, ...]:
        """Close the chord window if it ends now."""
        if self._decide_at != now_ms:
            return ()
        pressed, self._pressed, self._decide_at = self._pressed, frozenset(), None
        if len(pressed) > 1:
            for choice in pressed:
                self._keys[choice].held_at = None
            return (Chord(pressed),)
        return tuple(KeyPressed(choice) for choice in pressed)
