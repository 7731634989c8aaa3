"""The bottom bars of a seat while a poll is open: three buttons, a ballot to send, or hands to raise."""

from __future__ import annotations

from device.intents import SubmitAnswer, TouchChoice
from device.screens import Ballot, Choice, Form, PollStage
from ui.kit import Kit
from ui.viewmodels.ballots import picked, send
from ui.viewmodels.votes import (
    CHOICE_ICONS,
    KIND_ICONS,
    Look,
    VoteKey,
    panel_heading,
    press_note,
    vote_keys,
)
from ui.widgets.bars import vote_color, vote_edge
from ui.widgets.digits import Ratio
from ui.widgets.listing import attach
from ui.widgets.poll_clock import PollClock
from ui.widgets.surface import NOTHING, Panel, column, row
from ui.widgets.text import Fit, Icon
from ui.widgets.touchable import MainButton, Touchable


class VoteButton(Touchable):
    """A choice. Chosen: filled with an inner line; others stay where they are as outlines."""

    def __init__(self, kit: Kit, choice: Choice) -> None:
        super().__init__(
            f"vote-{choice}",
            lambda: kit.emit(TouchChoice(choice)),
            radius=16,
            padding=6,
            edge_width=2,
            size_hint_y=None,
            height=kit.tall(112),
            pos_hint={"center_y": 0.5},
        )
        self._kit, self._choice = kit, choice
        self._icon = Icon(kit, CHOICE_ICONS[choice], 36, size_hint_x=1)
        self._word = Fit(kit, 20, 600, text=kit.words(f"choice-{choice}"), halign="center")
        self._note = Fit(kit, 15, 500, halign="center", size_hint_y=None, height=kit.tall(22))
        self._inner = column(self._icon, self._word, padding=(6, 8), radius=11, edge_width=3)
        self.add_widget(self._inner)

    def show(self, key: VoteKey) -> None:
        """Show a state of the button."""
        paint = self._kit.paint
        fill, edge = vote_color(paint, key.choice), vote_edge(paint, key.choice)
        filled = key.look in {Look.FILLED, Look.CHOSEN}
        dim = key.look is Look.DIM
        ground = fill if filled else paint.idle if dim else paint.card
        self.dress(fill=ground, edge=paint.border if dim else edge)
        self._inner.dress(edge=paint.on_vote if key.look is Look.CHOSEN else NOTHING)
        color = paint.on_vote if filled else paint.on_idle if dim else edge
        for label in (self._icon, self._word, self._note):
            label.color = label.disabled_color = color
        attach(self._inner, self._note, wanted=bool(key.note))
        if key.note:
            self._note.text = self._kit.words(key.note)
        self.able(enabled=key.enabled)


class PollBar(Panel):
    """The ground of the bottom bar while a poll is open."""

    def __init__(self, kit: Kit) -> None:
        self.tall = kit.tall(148)
        super().__init__(
            fill=kit.paint.card,
            edge=kit.paint.card_edge,
            shadow=kit.paint.shadow,
            padding=(20, 12, 20, 12),
            spacing=18,
            size_hint_y=None,
            height=self.tall,
        )


class Question(Panel):
    """What is put to the vote: a heading, the question, and what a press means."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(orientation="vertical", spacing=2, padding=(0, 4))
        self._kit = kit
        self._heading = Fit(kit, 15, 600, kit.paint.accent, size_hint_y=0.22)
        self._question = Fit(kit, 18, 600, size_hint_y=0.5)
        self._note = Fit(kit, 14, 400, kit.paint.mute, size_hint_y=0.28)
        for child in (self._heading, self._question, self._note):
            self.add_widget(child)

    def show(self, ballot: Ballot, note: str) -> None:
        """Show the question of a ballot and a small line under it."""
        self._heading.text = self._kit.words(panel_heading(ballot))
        self._question.text = ballot.question
        self._note.text = note


class VotePanel(PollBar):
    """A motion: clock, question and three equal buttons."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self._kit = kit
        self._clock = PollClock(kit)
        self._question = Question(kit)
        self._buttons = {choice: VoteButton(kit, choice) for choice in Choice}
        buttons = row(*self._buttons.values(), spacing=16, size_hint_x=None, width=776)
        for child in (self._clock, self._question, buttons):
            self.add_widget(child)

    def show(self, ballot: Ballot) -> None:
        """Show a ballot."""
        words = self._kit.words
        self._clock.show(ballot.countdown)
        needed = words.needed(ballot.rule)
        kind = words(f"kind-short-{ballot.kind}")
        self._question.show(ballot, words.joined(kind, needed, words(press_note(ballot))))
        for key in vote_keys(ballot):
            self._buttons[key.choice].show(key)


class AnswerBar(PollBar):
    """A ballot of several rows: clock, question, how much is filled in, and one button to send."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self._kit = kit
        self._clock = PollClock(kit)
        self._question = Question(kit)
        self._picked = Ratio(kit, 44, 28)
        self._word = Fit(
            kit, 15, 400, kit.paint.mute, halign="center", size_hint_y=None, height=kit.tall(26)
        )
        number = row(Panel(), self._picked, Panel())
        counter = column(number, self._word, padding=(0, 10), size_hint_x=None, width=170)
        self._send = MainButton(
            kit, "send-ballot", lambda: kit.emit(SubmitAnswer()), height=kit.tall(96), width=344
        )
        for child in (self._clock, self._question, counter, self._send):
            self.add_widget(child)

    def show(self, ballot: Ballot) -> None:
        """Show a ballot."""
        words = self._kit.words
        self._clock.show(ballot.countdown)
        kind = words(f"kind-short-{ballot.kind}")
        self._question.show(ballot, words.joined(kind, words(press_note(ballot))))
        options = ballot.form is Form.OPTIONS
        self._picked.show(picked(ballot), ballot.picks if options else len(ballot.options))
        self._word.text = words("picked-word" if options else "rated-word")
        button = send(ballot)
        sent = button.key == "ballot-sent"
        icon = "check-bold" if sent else "arrow-right"
        self._send.show(icon, words(button.key), enabled=button.enabled)


class HandsBar(PollBar):
    """Hands or paper: nothing is pressed here, so it says in large letters what to do instead."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self._kit = kit
        self._question = Question(kit)
        self._icon = Icon(kit, "hand-back-right", 52, kit.paint.accent)
        self._words = Fit(kit, 24, 600)
        self._box = row(
            self._icon,
            self._words,
            fill=kit.paint.accent_soft,
            radius=16,
            padding=(24, 12),
            spacing=20,
            size_hint_x=1.1,
        )
        self.add_widget(self._question)
        self.add_widget(self._box)

    def show(self, ballot: Ballot) -> None:
        """Show a ballot."""
        words, paint = self._kit.words, self._kit.paint
        paused = ballot.stage is PollStage.PAUSED
        needed = words.needed(ballot.rule)
        self._question.show(ballot, words.joined(words.rule(ballot.rule, capital=True), needed))
        self._icon.show("pause" if paused else KIND_ICONS[ballot.kind])
        self._icon.color = paint.accent
        key = "todo-paused" if paused else f"todo-{ballot.kind}"
        self._words.text = words(key if ballot.may_vote else "vote-not-entitled")
