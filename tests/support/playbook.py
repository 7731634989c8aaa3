"""Tests of a pure core written as dialogue: what it sees, then exactly what it is expected to do.

    play.sees(PressKey(Choice.FOR))
    play.expects(SaveBallot, says(Said.BALLOT), SetLamp(Lamp.WAITING, Choice.FOR))

An expectation is an effect, a type of effect, or a predicate made by `says`. Every effect must be
expected, in order; what was not expected before the next input or the end fails too.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol, TypeAlias

from msgspec import Struct

from device.effects import Effect, Say
from device.inputs import Input
from protocol.topics import Said


class Core(Protocol):
    """What a playbook plays with."""

    def handle(self, entry: Input, now: int, /) -> tuple[Effect, ...]:
        """Take one input in and say what is to be done."""
        ...


class Saying(Struct, frozen=True):
    """Matches a `Say` about something, whatever its id, with these values among its message's."""

    about: Said
    values: tuple[tuple[str, object], ...]

    def matches(self, effect: object) -> bool:
        return (
            isinstance(effect, Say)
            and effect.said is self.about
            and all(getattr(effect.message, name) == value for name, value in self.values)
        )


Expected: TypeAlias = Effect | type[Effect] | Saying


def says(about: Said, **values: object) -> Saying:
    """Expect something to be said about `about`."""
    return Saying(about, tuple(values.items()))


@dataclass
class Playbook:
    """Plays with `core`; `leaving_out` are effects this test is not about."""

    core: Core
    now: int = 0
    leaving_out: Callable[[Effect], bool] = lambda _effect: False
    heard: list[Effect] = field(default_factory=list)  # everything, also what is left out
    _lines: list[str] = field(default_factory=list)
    _open: list[Effect] = field(default_factory=list)

    def sees(self, entry: Input, *, later: int = 0) -> None:
        """Give an input, `later` milliseconds after the one before."""
        self.expects()
        self.now += later
        self._lines.append(f"{self.now:>7} sees    {entry}")
        effects = self.core.handle(entry, self.now)
        self.heard.extend(effects)
        self._open = [effect for effect in effects if not self.leaving_out(effect)]
        self._lines.extend(f"{self.now:>7} does    {effect}" for effect in self._open)

    def expects(self, *expected: Expected) -> None:
        """The effects of the last input are these, in this order, and no others."""
        found, self._open = self._open, []
        if len(found) == len(expected) and all(map(_matches, expected, found)):
            return
        wanted = [f"{self.now:>7} EXPECTED {each}" for each in expected] or ["EXPECTED nothing"]
        raise AssertionError("\n".join(("not as expected:", *self._lines, *wanted)))

    def forgets(self) -> None:
        """What the last input did does not matter here."""
        self._open = []


def _matches(expected: Expected, effect: Effect) -> bool:
    if isinstance(expected, Saying):
        return expected.matches(effect)
    if isinstance(expected, type):
        return isinstance(effect, expected)
    return effect == expected
