"""The vote at a seat: clock, question, three equal buttons, and the lamp above them."""

from __future__ import annotations

from device.intents import TouchChoice
from device.screens import Ballot, Choice, Lamp
from ui.kit import Kit
from ui.viewmodels.clocks import poll_face
from ui.viewmodels.rules import thousands
from ui.viewmodels.votes import (
    CHOICE_ICONS,
    Look,
    VoteKey,
    panel_heading,
    press_note,
    vote_keys,
)
from ui.widgets.bars import vote_color, vote_edge
from ui.widgets.listing import attach
from ui.widgets.ring import CountdownRing
from ui.widgets.surface import NOTHING, Panel, column, row
from ui.widgets.text import Fit, Icon
from ui.widgets.touchable import Touchable


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


class LampStrip(Panel):
    """What the hub has done with the press: on its way, accepted or refused."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(size_hint_y=None, height=kit.tall(56), padding=(20, 0), spacing=14)
        self._kit = kit
        side = kit.tall(40)
        self._halo = Panel(
            radius=side / 2,
            size_hint=(None, None),
            size=(side, side),
            edge_width=2,
            padding=4,
            pos_hint={"center_y": 0.5},
        )
        self._disc = Panel(radius=side / 2 - 4, padding=4)
        self._icon = Icon(kit, "timer-sand", 20, size_hint=(1, 1))
        self._disc.add_widget(self._icon)
        self._halo.add_widget(self._disc)
        self._words = Fit(kit, 18, 600)
        self._details = Fit(kit, 15, 400, size_hint_x=0.62)
        self._advice = Fit(kit, 15, 600, size_hint_x=0.7, halign="right")
        for child in (self._halo, self._words, self._details, self._advice):
            self.add_widget(child)

    def show(self, ballot: Ballot) -> None:
        """Show the lamp of a ballot; never called while it is off."""
        {
            Lamp.WAITING: self._show_waiting,
            Lamp.ACCEPTED: self._show_accepted,
            Lamp.REFUSED: self._show_refused,
        }[ballot.lamp](ballot)

    def _show_waiting(self, ballot: Ballot) -> None:
        paint, words = self._kit.paint, self._kit.words
        self.dress(fill=paint.accent_soft)
        self._halo.dress(fill=paint.card, edge=paint.accent)
        self._disc.dress(fill=paint.card)
        self._icon.show("timer-sand")
        self._icon.color = self._words.color = paint.accent
        self._words.text = words("lamp-waiting")
        choice = words(f"choice-{ballot.choice}") if ballot.choice else ""
        self._say(choice, "")

    def _show_accepted(self, ballot: Ballot) -> None:
        paint, words = self._kit.paint, self._kit.words
        self.dress(fill=paint.accent_soft)
        self._halo.dress(fill=paint.accent_halo, edge=paint.accent_halo)
        self._disc.dress(fill=paint.accent)
        self._icon.show("check-bold")
        self._icon.color, self._words.color = paint.on_accent, paint.accent
        choice = words(f"choice-{ballot.choice}") if ballot.choice else ""
        self._words.text = words("lamp-accepted", choice=choice)
        receipt = words("receipt", number=thousands(ballot.receipt)) if ballot.receipt else ""
        advice = words("lamp-may-change") if ballot.may_change else words("lamp-final")
        self._say(words.joined(ballot.accepted_at, receipt), advice)

    def _show_refused(self, ballot: Ballot) -> None:
        paint, words = self._kit.paint, self._kit.words
        self.dress(fill=paint.warn_soft)
        self._halo.dress(fill=paint.warn, edge=paint.warn)
        self._disc.dress(fill=paint.warn)
        self._icon.show("alert")
        self._icon.color, self._words.color = paint.on_warn, paint.warn
        self._words.text = words("lamp-refused")
        self._say(words.error(ballot.refusal), words("lamp-refused-advice"))

    def _say(self, details: str, advice: str) -> None:
        paint = self._kit.paint
        self._details.text, self._advice.text = details, advice
        self._details.color = paint.mute
        self._advice.color = self._words.color


class VotePanel(Panel):
    """The bottom bar of a seat while a poll is open."""

    def __init__(self, kit: Kit) -> None:
        self.tall = kit.tall(148)
        super().__init__(
            fill=kit.paint.card,
            edge=kit.paint.card_edge,
            shadow=kit.paint.shadow,
            padding=(24, 18, 20, 18),
            spacing=20,
            size_hint_y=None,
            height=self.tall,
        )
        self._kit = kit
        paint = kit.paint
        self._ring = CountdownRing(kit, 106, 9, 38, 15)
        self._heading = Fit(kit, 15, 600, paint.accent, size_hint_y=0.24)
        self._question = Fit(kit, 18, 600, size_hint_y=0.54)
        self._note = Fit(kit, 14, 400, paint.mute, size_hint_y=0.22)
        words = column(self._heading, self._question, self._note, spacing=2)
        self._buttons = {choice: VoteButton(kit, choice) for choice in Choice}
        buttons = row(*self._buttons.values(), spacing=16, size_hint_x=None, width=776)
        for child in (self._ring, words, buttons):
            self.add_widget(child)

    def show(self, ballot: Ballot) -> None:
        """Show a ballot."""
        words = self._kit.words
        self._ring.show(poll_face(ballot.countdown))
        self._heading.text = words(panel_heading(ballot))
        self._question.text = ballot.question
        needed = words("needed-of", needed=ballot.rule.needed, base=ballot.rule.base_count)
        self._note.text = words.joined(words(press_note(ballot)), needed)
        for key in vote_keys(ballot):
            self._buttons[key.choice].show(key)
