"""A ballot that is being filled in on the screen, before it is cast.

Theory of operation. What is half made here belongs to the person in front of the screen. Nothing that
happens elsewhere touches it: it ends when its poll does, when another poll or another person comes in its
place, or when the person acts. Touch asks once to confirm; while a poll is paused nothing can be confirmed,
so the question is taken back, but not what was picked or rated.

| half made            | input                            | half made after                     |
|----------------------|----------------------------------|-------------------------------------|
| any                  | touch of a choice                | that choice, to be confirmed        |
| choice to confirm    | confirm                          | nothing: the choice is cast         |
| picks, levels        | pick, level                      | changed, no longer to be confirmed  |
| as many picks as may be | one more                      | the same, `too-many-picks`          |
| the only pick        | another one                      | that one instead                    |
| complete answer      | submit                           | the same, to be confirmed           |
| answer to confirm    | confirm                          | the same: the answer is cast        |
| to be confirmed      | cancel, key, pause               | no longer to be confirmed           |
| any                  | poll over, other poll or person  | nothing                             |
"""

from __future__ import annotations

from typing import TypeAlias

from device.intents import (
    CancelChoice,
    ConfirmChoice,
    SetLevel,
    SubmitAnswer,
    TogglePick,
    TouchChoice,
)
from device.screens import Choice, Form, Level, PollStage
from protocol.messages import OnePoll

Act: TypeAlias = TouchChoice | ConfirmChoice | CancelChoice | TogglePick | SetLevel | SubmitAnswer

RUNNING = frozenset({PollStage.OPEN, PollStage.PAUSED})


class Filling:
    """One half-made ballot at most."""

    def __init__(self) -> None:
        self._of = ("", "")
        self.clear()

    def clear(self) -> None:
        """Nothing is half made."""
        self.confirming: Choice | None = None
        self.picks: tuple[str, ...] = ()  # in the order of the options
        self.levels: dict[str, Level] = {}
        self.confirming_answer = False
        self.refusal = ""

    @property
    def half_made(self) -> bool:
        """Whether anything is."""
        touched = self.confirming is not None or self.confirming_answer
        return touched or bool(self.picks or self.levels)

    def follow(self, poll: OnePoll | None, person: str) -> None:
        """`poll` leads now and `person` is here."""
        running = poll is not None and poll.stage in RUNNING
        of = (poll.poll, person) if poll is not None and running else ("", "")
        if of != self._of:
            self._of = of
            self.clear()
        if poll is None or poll.stage != PollStage.OPEN:
            self.take_back()

    def take_back(self) -> None:
        """Nothing is to be confirmed any more."""
        self.confirming, self.confirming_answer = None, False

    def intend(self, act: Act, poll: OnePoll) -> tuple[str, ...] | None:
        """The person acts on the ballot of `poll`; the answer, if that casts it."""
        confirming, submitted = self.confirming, self.confirming_answer
        self.take_back()
        self.refusal = ""
        if isinstance(act, ConfirmChoice):
            if confirming is not None:
                return (confirming.value,)
            return self.answer(poll) if submitted else None
        if isinstance(act, TouchChoice):
            self.confirming = act.choice if poll.form == Form.MOTION else None
        elif isinstance(act, TogglePick):
            self._toggle(act.option, poll)
        elif isinstance(act, SetLevel):
            self._rate(act, poll)
        elif isinstance(act, SubmitAnswer):
            self.confirming_answer = self.complete(poll)
        return None

    def complete(self, poll: OnePoll) -> bool:
        """Whether there is an answer to cast. A ballot with nothing picked is one: a blank."""
        if poll.form == Form.CONFIDENCE:
            return all(each.option in self.levels for each in poll.options)
        return poll.form == Form.OPTIONS

    def answer(self, poll: OnePoll) -> tuple[str, ...]:
        """The answer as filled in, in the order of the options."""
        if poll.form == Form.CONFIDENCE:
            return tuple(self.levels[each.option].value for each in poll.options)
        return self.picks

    def _toggle(self, option: str, poll: OnePoll) -> None:
        known = [each.option for each in poll.options]
        if poll.form != Form.OPTIONS or option not in known:
            return
        if option in self.picks:
            self.picks = tuple(each for each in self.picks if each != option)
        elif poll.picks == 1:
            self.picks = (option,)
        elif len(self.picks) >= poll.picks:
            self.refusal = "too-many-picks"
        else:
            self.picks = tuple(each for each in known if each in {*self.picks, option})

    def _rate(self, act: SetLevel, poll: OnePoll) -> None:
        if poll.form == Form.CONFIDENCE and any(o.option == act.option for o in poll.options):
            self.levels[act.option] = act.level
