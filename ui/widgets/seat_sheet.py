"""What the console can do about one seat: who sits there, and where else that person could."""

from __future__ import annotations

from collections.abc import Callable

from kivy.uix.stacklayout import StackLayout

from device.intents import TakeStep
from device.screens import ChairScreen, SeatActions, Step
from ui.kit import Kit
from ui.viewmodels.steps import by_chair
from ui.widgets.absent_sheet import ABSENCES, AbsenceKey
from ui.widgets.listing import Keyed, Scroller, attach
from ui.widgets.sheets import Hands, Sheet
from ui.widgets.surface import column, row
from ui.widgets.text import Fit, Icon, Text
from ui.widgets.touchable import SecondaryButton, Tag, Touchable


class FreeSeat(Touchable):
    """A seat to move to."""

    def __init__(self, kit: Kit, label: str, action: Callable[[], None]) -> None:
        super().__init__(
            f"move-to:{label}",
            action,
            fill=kit.paint.card,
            edge=kit.paint.border,
            radius=12,
            padding=(12, 2),
            spacing=8,
            size_hint=(None, None),
            size=(116, 60),
        )
        self.add_widget(Icon(kit, "seat-outline", 24, kit.paint.accent))
        self.add_widget(Fit(kit, 19, 600, text=label, halign="center"))

    def show(self, _seat: str) -> None:
        """A free seat has but its number."""


class SeatSheet(Sheet):
    """Name and state above, what can be done below."""

    def __init__(self, kit: Kit, hands: Hands, write: Callable[[str, str], None]) -> None:
        super().__init__(
            kit, orientation="vertical", height=kit.tall(340), spacing=14, padding=(28, 16, 24, 16)
        )
        self._kit, self._hands, self._do, self._write = kit, hands, hands.ask, write
        self._seat = SeatActions("", "", "", "", False, False, "", ())  # noqa: FBT003  nobody
        self._labels: dict[str, str] = {}
        self._label = Fit(kit, 40, 700, halign="center")
        number = column(
            Fit(
                kit,
                15,
                400,
                kit.paint.mute,
                kit.words("seat-word"),
                halign="center",
                size_hint_y=0.4,
            ),
            self._label,
            size_hint_x=None,
            width=110,
        )
        self._name = Fit(kit, 24, 700, valign="bottom")
        self._title = Fit(kit, 17, 400, kit.paint.mute, valign="top")
        self._state = Tag(kit, 15)
        shut = SecondaryButton(
            kit, "cancel", "close", kit.words("close"), hands.close, hug=True, height=56
        )
        head = row(
            number, column(self._name, self._title, spacing=2), self._state, shut, spacing=18
        )
        head.size_hint_y, head.height = None, kit.tall(84)
        self._actions = row(spacing=12, size_hint_y=None, height=max(64, kit.tall(64)))
        self._leave = self._action("sign-out", "exit-run", self._sign_out)
        self._open = self._action("unlock", "lock-open-variant-outline", self._unlock)
        self._grant = self._action("grant", "microphone", self._give_floor)
        self._message = self._action("message", "message-text-outline", self._write_to)
        self._absences: list[AbsenceKey] = []
        self._move_title = Text(kit, 17, 600)
        seats = StackLayout(size_hint_y=None, spacing=10)
        seats.bind(minimum_height=seats.setter("height"))
        self._free: Keyed[str] = Keyed(seats, lambda seat: seat, self._free_seat)
        for child in (head, self._actions, self._move_title, Scroller(kit, seats)):
            self.add_widget(child)

    def _action(self, name: str, icon: str, action: Callable[[], None]) -> SecondaryButton:
        word = self._kit.words(f"seat-action-{name}")
        height = max(60, self._kit.tall(60))
        made = SecondaryButton(self._kit, name, icon, word, action, height=height)
        made.size_hint_x, made.width = None, 224
        return made

    def _give_floor(self) -> None:
        self._hands.do(TakeStep(Step.GRANT_SPEECH, self._seat.person))

    def _write_to(self) -> None:
        seat = self._seat.seat
        self._write(seat, self._labels.get(seat, seat))

    def _free_seat(self, seat: str) -> FreeSeat:
        label = self._labels.get(seat, seat)
        return FreeSeat(self._kit, label, lambda: self._move(seat, label))

    def _move(self, seat: str, label: str) -> None:
        words = self._kit.words
        taken = TakeStep(Step.MOVE_PERSON, self._seat.person, seat)
        title = words("ask-move", name=self._seat.name, label=label)
        self._do(taken, title, words("ask-move-details"), words("step-move-person"))

    def _sign_out(self) -> None:
        words = self._kit.words
        taken = TakeStep(Step.SIGN_OUT, self._seat.person)
        title = words("ask-sign-out", name=self._seat.name)
        self._do(taken, title, words("ask-leave-details"), words("step-sign-out"))

    def _unlock(self) -> None:
        words = self._kit.words
        taken = TakeStep(Step.UNLOCK_PERSON, self._seat.person)
        title = words("ask-unlock", name=self._seat.name)
        self._do(taken, title, words("ask-unlock-details"), words("step-unlock-person"))

    def show(self, screen: ChairScreen) -> None:
        """Show the seat that was tapped."""
        seat, words, paint = screen.seat, self._kit.words, self._kit.paint
        if seat is None:
            return
        self._labels = {each.seat: each.label for each in screen.map}
        changed = seat.person != self._seat.person
        self._seat = seat
        self._label.text = self._labels.get(seat.seat, seat.seat)
        self._name.text = seat.name or words("seat-nobody")
        self._title.text = seat.title
        icon, key = _state(seat)
        alarm = seat.locked
        ink, fill = (paint.warn, paint.warn_soft) if alarm else (paint.accent, paint.accent_soft)
        self._state.show(icon, words(key), ink, fill)
        self._show_actions(seat, changed=changed)
        grantable = screen.speakers is not None and screen.speakers.may_grant and by_chair(screen)
        attach(self._actions, self._grant, wanted=seat.present and grantable)
        attach(self._actions, self._message, wanted=not screen.closed)
        self._move_title.text = (
            words("seat-move-to") if seat.person and seat.free_seats else words("seat-none-free")
        )
        self._free.show(seat.free_seats if seat.person else ())

    def _show_actions(self, seat: SeatActions, *, changed: bool) -> None:
        if changed:
            self._actions.clear_widgets()
            self._absences = [AbsenceKey(self._kit, seat.person, a) for a in ABSENCES]
        away = bool(seat.person) and not seat.present
        attach(self._actions, self._leave, wanted=seat.present)
        attach(self._actions, self._open, wanted=seat.locked)
        for key in self._absences:
            key.show(seat.absence)
            attach(self._actions, key, wanted=away)


def _state(seat: SeatActions) -> tuple[str, str]:
    """Icon and key of how the person stands."""
    if not seat.person:
        return "seat-outline", "seat-state-empty"
    if seat.locked:
        return "lock-outline", "seat-state-locked"
    if seat.present:
        return "check-circle", "seat-state-present"
    if seat.absence:
        return "account-off", f"absence-{seat.absence}"
    return "timer-sand", "seat-state-awaited"
