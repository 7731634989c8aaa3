"""Typing the counts of a show of hands or of paper ballots, at a seat or at the console."""

from __future__ import annotations

from collections.abc import Callable

from device.intents import CountByName, SetCount, SetNamed
from device.screens import CountDesk, Form, NamedRow, PollKind
from ui.kit import Kit
from ui.viewmodels.desk import Line, lines, progress, typed
from ui.viewmodels.votes import KIND_ICONS
from ui.widgets.choice_row import Answer, ChoiceRow
from ui.widgets.count_line import CountLine
from ui.widgets.digit_pad import DigitPad
from ui.widgets.digits import Ratio
from ui.widgets.listing import Keyed, Scroller, Slot, attach
from ui.widgets.surface import Panel, card, column, row, stack
from ui.widgets.text import Fit, Icon
from ui.widgets.touchable import MainButton, SecondaryButton

PAD_WIDTH = 262


class CountCard(Panel):
    """Numbers or names at the left; pad, total, state and the way to send at the right."""

    def __init__(
        self, kit: Kit, send: Callable[[CountDesk], None], *, compact: bool = False
    ) -> None:
        super().__init__()
        self._kit, self._send = kit, send
        self._desk: CountDesk | None = None
        self._selected = ""
        self._fresh = True  # the first digit after a touch on a number begins it anew
        self._icon = Icon(kit, "hand-back-right", 28, kit.paint.accent)
        self._title = Fit(kit, 20, 600)
        self._by_name = SecondaryButton(
            kit, "count-by-name", "account-group", "", self._switch, height=54, hug=True
        )
        self._by_name.width = 190
        self._head = row(
            self._icon, self._title, spacing=12, size_hint_y=None, height=max(56, kit.tall(48))
        )
        numbers, names = (
            stack(spacing=8, padding=(0, 0, 12, 0)),
            stack(spacing=6, padding=(0, 0, 12, 0)),
        )
        self._lines: Keyed[tuple[Line, bool]] = Keyed(numbers, lambda s: s[0].key, self._line)
        self._names: Keyed[tuple[NamedRow, bool]] = Keyed(names, lambda s: s[0].person, self._named)
        self._by_number, self._by_hand = Scroller(kit, numbers), Scroller(kit, names)
        self._body = Slot()
        left = column(self._head, self._body, self._foot(), spacing=8)
        self._card = card(
            kit,
            left,
            self._right(),
            orientation="horizontal",
            padding=(20, 10 if compact else 14, 16, 10 if compact else 14),
            spacing=20,
        )
        self.add_widget(self._card)

    def _foot(self) -> Panel:
        kit = self._kit
        self._state_icon = Icon(kit, "pencil", 20)
        self._state = Fit(kit, 15, 600)
        label = Fit(kit, 14, 400, kit.paint.mute, kit.words("count-total"), halign="right")
        label.size_hint_x, label.width = None, kit.px(14) * 6
        self._total = Ratio(kit, 30, 20)
        return row(
            self._state_icon,
            self._state,
            label,
            self._total,
            spacing=10,
            padding=(0, 0, 12, 0),
            size_hint_y=None,
            height=kit.tall(52),
        )

    def _right(self) -> Panel:
        kit = self._kit
        self._pad = DigitPad(kit, self._typed, self._erased, self._cleared, size=26, gap=8)
        self._button = MainButton(
            kit, "send-count", self._sent, width=PAD_WIDTH, height=max(64, kit.tall(68))
        )
        self._filler = Panel()
        self._column = column(
            self._pad, self._button, spacing=10, size_hint_x=None, width=PAD_WIDTH
        )
        return self._column

    # ── what a finger does ──────────────────────────────────────────────────────────────────────

    def _line(self, shown: tuple[Line, bool]) -> CountLine:
        key = shown[0].key
        return CountLine(
            self._kit, key, lambda: self._select(key), lambda value: self._set(key, value)
        )

    def _named(self, shown: tuple[NamedRow, bool]) -> ChoiceRow:
        person, kit = shown[0].person, self._kit

        def answer(given: Answer) -> None:
            kit.emit(SetNamed(person, given))

        return ChoiceRow(kit, person, answer)

    def _select(self, key: str) -> None:
        self._selected, self._fresh = key, True
        self._refresh()

    def _set(self, key: str, value: int) -> None:
        self._selected = key
        self._kit.emit(SetCount(key, value))
        self._refresh()

    def _value(self) -> int:
        rows = lines(self._desk) if self._desk else ()
        return next((line.value for line in rows if line.key == self._selected), 0)

    def _typed(self, digit: int) -> None:
        if self._selected:
            before = 0 if self._fresh else self._value()
            self._fresh = False
            self._set(self._selected, typed(before, digit))

    def _erased(self) -> None:
        if self._selected:
            self._set(self._selected, self._value() // 10)

    def _cleared(self) -> None:
        if self._selected:
            self._set(self._selected, 0)

    def _switch(self) -> None:
        if self._desk is not None:
            self._kit.emit(CountByName(not self._desk.by_name))

    def _sent(self) -> None:
        if self._desk is not None:
            self._send(self._desk)

    # ── what is shown ───────────────────────────────────────────────────────────────────────────

    def show(self, desk: CountDesk) -> None:
        """Show a count; the number being typed stays the same one."""
        keys = [line.key for line in lines(desk)]
        if self._selected not in keys:
            self._selected, self._fresh = keys[0] if keys else "", True
        self._desk = desk
        self._refresh()

    def _refresh(self) -> None:
        desk, words = self._desk, self._kit.words
        if desk is None:
            return
        self._icon.show(KIND_ICONS[desk.kind])
        self._title.text = words(f"count-title-{desk.kind}")
        hands = desk.kind is PollKind.SHOW_OF_HANDS and desk.form is Form.MOTION
        attach(self._head, self._by_name, wanted=hands and bool(desk.named))
        self._by_name.show(
            "format-list-numbered" if desk.by_name else "account-group",
            words("count-by-number" if desk.by_name else "count-by-name"),
        )
        if desk.by_name:
            self._names.show([(named, False) for named in desk.named])
        else:
            self._lines.show([(line, line.key == self._selected) for line in lines(desk)])
        self._body.put(self._by_hand if desk.by_name else self._by_number)
        self._swap_pad(wanted=not desk.by_name)
        self._show_state(desk)

    def _swap_pad(self, *, wanted: bool) -> None:
        """By name nothing is typed; the room of the pad stays, so that nothing moves."""
        last = len(self._column.children)
        attach(self._column, self._filler, wanted=not wanted, index=last)
        attach(self._column, self._pad, wanted=wanted, index=last)

    def _show_state(self, desk: CountDesk) -> None:
        paint, words = self._kit.paint, self._kit.words
        now = progress(desk)
        self._total.show(desk.cast, desk.present)
        self._state_icon.show("alert" if desk.refusal else now.icon)
        self._state.text = words.error(desk.refusal) if desk.refusal else words(now.key)
        ink = paint.warn if desk.refusal or now.urgent else paint.accent
        self._state_icon.color = self._state.color = ink
        self._button.show(
            "arrow-right",
            words("count-send-again" if desk.entered else "count-send"),
            enabled=desk.complete and not desk.waiting,
        )
