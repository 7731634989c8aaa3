"""The strips over the bottom bar of a seat: the lamp, and running counts where all may see them."""

from __future__ import annotations

from device.screens import Ballot, Form, Lamp
from ui.kit import Kit
from ui.viewmodels.results import vote_bars
from ui.viewmodels.rules import Bar, thousands
from ui.widgets.bar_line import BarLine
from ui.widgets.digits import Digits
from ui.widgets.listing import Keyed
from ui.widgets.surface import Panel, space, strip
from ui.widgets.text import Fit, Icon, Run


class LampStrip(Panel):
    """What the hub has done with the press: on its way, accepted or refused; or a key in trouble."""

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

    def show(self, ballot: Ballot | None, notice: str) -> None:
        """Show a notice about the keys, or else the lamp of a ballot, which is then not off."""
        if notice or ballot is None:
            self._show_notice(ballot, notice)
            return
        {
            Lamp.WAITING: self._show_waiting,
            Lamp.ACCEPTED: self._show_accepted,
            Lamp.REFUSED: self._show_refused,
        }[ballot.lamp](ballot)

    def _show_notice(self, ballot: Ballot | None, notice: str) -> None:
        self._alarm()
        self._words.text = self._kit.words.error(notice)
        kept = ballot is not None and ballot.lamp is Lamp.ACCEPTED
        self._say(
            self._kit.words("lamp-kept") if kept else "", self._answered(ballot) if kept else ""
        )

    def _show_waiting(self, ballot: Ballot) -> None:
        paint, words = self._kit.paint, self._kit.words
        self.dress(fill=paint.accent_soft)
        self._halo.dress(fill=paint.card, edge=paint.accent)
        self._disc.dress(fill=paint.card)
        self._icon.show("timer-sand")
        self._icon.color = self._words.color = paint.accent
        self._words.text = words("lamp-waiting")
        self._say(self._answered(ballot), "")

    def _show_accepted(self, ballot: Ballot) -> None:
        paint, words = self._kit.paint, self._kit.words
        self.dress(fill=paint.accent_soft)
        self._halo.dress(fill=paint.accent_halo, edge=paint.accent_halo)
        self._disc.dress(fill=paint.accent)
        self._icon.show("check-bold")
        self._icon.color, self._words.color = paint.on_accent, paint.accent
        self._words.text = words("lamp-accepted", choice=self._answered(ballot))
        receipt = words("receipt", number=thousands(ballot.receipt)) if ballot.receipt else ""
        change = "lamp-may-change" if ballot.form is Form.MOTION else "lamp-may-refill"
        advice = words(change) if ballot.may_change else words("lamp-final")
        self._say(words.joined(ballot.accepted_at, receipt), advice)

    def _show_refused(self, ballot: Ballot) -> None:
        words = self._kit.words
        self._alarm()
        self._words.text = words("lamp-refused")
        self._say(words.error(ballot.refusal), words("lamp-refused-advice"))

    def _alarm(self) -> None:
        paint = self._kit.paint
        self.dress(fill=paint.warn_soft)
        self._halo.dress(fill=paint.warn, edge=paint.warn)
        self._disc.dress(fill=paint.warn)
        self._icon.show("alert")
        self._icon.color, self._words.color = paint.on_warn, paint.warn

    def _answered(self, ballot: Ballot | None) -> str:
        """The answer in words: a choice, or how many rows were filled in."""
        if ballot is None:
            return ""
        if ballot.form is Form.MOTION:
            return self._kit.words(f"choice-{ballot.choice}") if ballot.choice else ""
        chosen = len(ballot.own_answer or ())
        return self._kit.words(f"answered-{ballot.form}", count=chosen) if chosen else ""

    def _say(self, details: str, advice: str) -> None:
        self._details.text, self._advice.text = details, advice
        self._details.color = self._kit.paint.mute
        self._advice.color = self._words.color


class SmallCount(BarLine):
    """Icon, word and number of one answer."""

    def __init__(self, kit: Kit) -> None:
        icon, word, count = Icon(kit, "check-circle", 22), Run(kit, 16, 500), Digits(kit, 24, 700)
        super().__init__(kit, icon, word, count, spacing=10, size_hint_x=None)
        self.bind(minimum_width=self.setter("width"))


class CountsStrip(Panel):
    """How the votes on a motion stand, where the rule lets everybody see it."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(
            fill=kit.paint.card,
            edge=kit.paint.line,
            size_hint_y=None,
            height=kit.tall(52),
            padding=(24, 0),
            spacing=28,
        )
        counts = strip(spacing=36)
        self._counts: Keyed[Bar] = Keyed(counts, lambda bar: bar.key, lambda _: SmallCount(kit))
        self.add_widget(Run(kit, 16, 600, text=kit.words("running-count")))
        self.add_widget(space())
        self.add_widget(counts)

    def show(self, ballot: Ballot) -> None:
        """Show the running counts of a ballot that has them."""
        if ballot.counts is not None:
            bars = vote_bars(ballot.counts, ballot.rule)
            self._counts.show([bar for bar in bars if bar.choice])
