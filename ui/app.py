"""The Kivy application of all three roles: a root, and the screen that suits the latest value."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kivy.app import App
from kivy.core.window import Window
from kivy.uix.floatlayout import FloatLayout
from kivy.uix.relativelayout import RelativeLayout
from msgspec.structs import replace

from device.intents import PressKey
from device.screens import (
    ChairScreen,
    Choice,
    Screen,
    SeatSession,
    SeatWaiting,
    SeatWelcome,
    WallAgenda,
    WallBreak,
    WallConclusion,
    WallItem,
    WallMessage,
    WallNames,
    WallPage,
    WallPoll,
    WallResult,
    WallSpeaker,
    WallVoided,
    WallWelcome,
)
from ui.kit import Kit
from ui.screens.chair import ChairConsole
from ui.screens.seat_session import SeatSessionScreen
from ui.screens.seat_waiting import SeatWaitingScreen
from ui.screens.seat_welcome import SeatWelcomeScreen
from ui.screens.wall_agenda import WallAgendaScreen
from ui.screens.wall_break import WallBreakScreen
from ui.screens.wall_conclusion import WallConclusionScreen
from ui.screens.wall_item import WallItemScreen
from ui.screens.wall_message import WallMessageScreen
from ui.screens.wall_names import WallNamesScreen
from ui.screens.wall_page import WallPageScreen
from ui.screens.wall_poll import WallPollScreen
from ui.screens.wall_result import WallResultScreen
from ui.screens.wall_speaker import WallSpeakerScreen
from ui.screens.wall_voided import WallVoidedScreen
from ui.screens.wall_welcome import WallWelcomeScreen
from ui.viewmodels.floor import key_pressed
from ui.widgets.field import Field
from ui.widgets.keyboard import KeyboardDock

SCREENS: dict[type[Any], Callable[[Kit], Any]] = {
    SeatWaiting: SeatWaitingScreen,
    SeatWelcome: SeatWelcomeScreen,
    SeatSession: SeatSessionScreen,
    ChairScreen: ChairConsole,
    WallWelcome: WallWelcomeScreen,
    WallAgenda: WallAgendaScreen,
    WallItem: WallItemScreen,
    WallSpeaker: WallSpeakerScreen,
    WallPoll: WallPollScreen,
    WallResult: WallResultScreen,
    WallNames: WallNamesScreen,
    WallConclusion: WallConclusionScreen,
    WallBreak: WallBreakScreen,
    WallMessage: WallMessageScreen,
    WallVoided: WallVoidedScreen,
    WallPage: WallPageScreen,
}
TURNING = {
    280: "pageup",
    281: "pagedown",
    278: "home",
    279: "end",
    273: "up",
    274: "down",
    275: "right",
    276: "left",
}  # Kivy's numbers of keys
KEYS = {"1": Choice.FOR, "2": Choice.AGAINST, "3": Choice.ABSTAIN}
SPEECH_KEY = "4"


class TerminalApp(App):
    """Shows values of `device.screens` and emits values of `device.intents`."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._value: Screen | None = None
        self._view: Any = None
        self.frame = FloatLayout()
        self._room = RelativeLayout(size_hint=(1, None))
        self.frame.bind(size=self._share)
        self._furnish(kit)

    def _furnish(self, kit: Kit) -> None:
        """Other surroundings: another keyboard, too."""
        self._dock = KeyboardDock(kit)
        self._dock.bind(height=self._share)
        self.kit = replace(kit, attend=self._dock.attend)
        self.frame.clear_widgets()
        self._room.clear_widgets()
        self.frame.add_widget(self._room)
        self.frame.add_widget(self._dock)
        self._share()

    def _share(self, *_: object) -> None:
        """The keyboard takes the bottom, the screen all above it."""
        self._room.y = self._dock.height
        self._room.height = self.frame.height - self._dock.height

    def build(self) -> FloatLayout:
        """The root; a value that was shown before the window opened is on it already."""
        Window.clearcolor = self.kit.paint.ground
        Window.bind(on_key_down=self._key_down)
        return self.frame

    def on_stop(self) -> None:
        """Leave nothing bound to the window."""
        Window.unbind(on_key_down=self._key_down)

    def show(self, value: Screen) -> None:
        """Show a value. An equal value changes nothing; a value of the same kind changes in place."""
        if value == self._value:
            return
        if self._view is None or type(value) is not type(self._value):
            self._view = SCREENS[type(value)](self.kit)
            self._room.clear_widgets()
            self._room.add_widget(self._view)
        self._value = value
        self._view.show(value)
        self._dock.let_go_outside(self._room)

    def restyle(self, kit: Kit) -> None:
        """Build the current screen anew in other surroundings."""
        value, self._value, self._view = self._value, None, None
        Window.clearcolor = kit.paint.ground
        self._furnish(kit)
        if value is not None:
            self.show(value)

    def open_settings(self, *_: Any) -> bool:
        """Kivy's own settings stay shut: this is a kiosk."""
        return False

    def press(self, character: str) -> None:
        """A keyboard key went down: at a seat 1, 2 and 3 vote and 4 asks to speak, unless somebody writes."""
        if not isinstance(self._value, SeatSession) or self._writing():
            return
        if character in KEYS:
            self.kit.emit(PressKey(KEYS[character]))
        elif character == SPEECH_KEY and self._value.ballot is None:
            asked = key_pressed(self._value.speak)
            if asked is not None:
                self.kit.emit(asked)

    def _writing(self) -> bool:
        """Whether a field has the keyboard: a digit in a reason is no vote."""
        return any(isinstance(w, Field) and w.focus for w in self.frame.walk())

    def _key_down(self, _window: Any, key: int, _scan: int, text: str | None, *_: Any) -> None:
        if key in TURNING and isinstance(self._value, SeatSession) and not self._writing():
            self._view.key(TURNING[key])
        self.press(text or "")
