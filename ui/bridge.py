"""The one place where a terminal's runner and Kivy meet; both live in the same asyncio loop.

Importing this module imports Kivy and opens no window yet; `ui.window.prepare_window` comes first.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from kivy.base import EventLoop
from kivy.clock import Clock
from kivy.core.window import Window
from kivy.input.motionevent import MotionEvent
from kivy.uix.scrollview import ScrollView
from kivy.uix.textinput import TextInput

from device.intents import Intent
from device.pages import PageSource
from device.screens import Screen, SeatWelcome
from ui.app import TerminalApp
from ui.drawing import Drawing
from ui.frames import draw_one_at_a_time
from ui.kit import Kit
from ui.theme import Theme
from ui.tidying import collect_rarely
from ui.wording import Language, Wording

# Text is measured in one frame, boxes follow in the next; nested scrollers need one more.
FRAMES_TO_SETTLE = 4


class Finger(MotionEvent):
    """A real touch at a place of the window, in pixels from the bottom left."""

    def __init__(self, x: float, y: float) -> None:
        place = {"x": x / (Window.width - 1), "y": y / (Window.height - 1)}
        super().__init__("finger", 1, place, is_touch=True, type_id="touch")

    def depack(self, args: dict[str, float]) -> None:
        """Take the place from the arguments."""
        self.sx, self.sy = args["x"], args["y"]
        self.profile = ["pos"]
        super().depack(args)


class Bridge:
    """Shows values, emits intents, and lets a conductor or a test drive the window like a person."""

    def __init__(
        self,
        emit: Callable[[Intent], None],
        pages: PageSource | None = None,
        *,
        theme: Theme | None = None,
        language: Language = Language.VIETNAMESE,
    ) -> None:
        self._emit, self._pages = emit, pages
        self._look = (theme or Theme(), language)
        self._own_look = False  # whoever sits here chose another
        self._drawing = Drawing()
        self._drawing.attach()
        collect_rarely()
        draw_one_at_a_time(Window)
        self._app = TerminalApp(self._kit(*self._look))

    def _kit(self, theme: Theme, language: Language) -> Kit:
        def restyle(chosen: Theme) -> None:
            self._own_look = True
            made = self._kit(chosen, language)
            _later(lambda: self._app.restyle(made), 0)  # the touched widget goes with it

        return Kit(
            theme,
            Wording(language),
            self._emit,
            self._pages,
            later=_later,
            repaint=self._drawing.ask,
            restyle=restyle,
        )

    def show(self, screen: Screen) -> None:
        """Show a value; an equal one changes nothing. The next person finds the look of the room."""
        if self._own_look and isinstance(screen, SeatWelcome):
            self.restyle(*self._look)
        self._app.show(screen)

    def restyle(self, theme: Theme, language: Language = Language.VIETNAMESE) -> None:
        """Build the screen anew in another theme or language; what is half done is given up."""
        self._look, self._own_look = (theme, language), False
        self._app.restyle(self._kit(theme, language))

    async def run(self) -> None:
        """Run the window until `stop` or until a person closes it."""
        try:
            await self._app.async_run("asyncio")
        finally:
            self._drawing.detach()

    def stop(self) -> None:
        """Close the window; `run` returns soon after."""
        self._app.stop()

    @property
    def root(self) -> Any:
        """The root widget, for tests."""
        return self._app.frame

    # ── driving the window ──────────────────────────────────────────────────────────────────────

    async def settle(self) -> None:
        """Wait until what was shown last is laid out and drawn."""
        for _ in range(FRAMES_TO_SETTLE):
            frame = asyncio.get_running_loop().create_future()
            Clock.schedule_once(lambda _, done=frame: done.done() or done.set_result(None))
            await frame

    async def screenshot(self, path: Path) -> None:
        """Write the window as PNG to `path`."""
        await self.settle()
        written = Window.screenshot(name=str(path))  # Kivy appends a number
        os.replace(written, path)  # noqa: PTH105  instant, and the loop is ours

    async def touch(self, name: str) -> None:
        """Touch a widget at its centre; LookupError lists what could be touched instead."""
        await self.settle()
        widget = dict(self._visible()).get(name)
        if widget is None:
            raise LookupError(f"{name} is not among {self.names()}")
        self._bring_into_view(widget)
        finger = Finger(*widget.to_window(*widget.center))
        EventLoop.post_dispatch_input("begin", finger)
        await asyncio.sleep(0)
        EventLoop.post_dispatch_input("end", finger)
        await self.settle()

    async def write(self, name: str, text: str) -> None:
        """Replace the text of a field."""
        await self.settle()
        fields = [w for w in self._app.frame.walk() if isinstance(w, TextInput)]
        field = next((w for w in fields if getattr(w, "stable_name", "") == name), None)
        if field is None:
            raise LookupError(f"no field {name}")
        field.text = text

    def key(self, number: int) -> None:
        """Press the keyboard key 1, 2, 3 or 4."""
        Window.dispatch("on_key_down", ord(str(number)), 0, str(number), [])

    def names(self) -> list[str]:
        """Names of everything that could be touched now."""
        return [name for name, _ in self._visible()]

    def _visible(self) -> Iterator[tuple[str, Any]]:
        for widget in self._app.frame.walk():
            name = getattr(widget, "stable_name", "")
            if name and not widget.disabled and _is_seen(widget):
                yield name, widget

    def _bring_into_view(self, widget: Any) -> None:
        parent = widget.parent
        while parent is not None and parent is not Window:
            if isinstance(parent, ScrollView):
                parent.scroll_to(widget, padding=0, animate=False)
                parent.update_from_scroll()
            parent = parent.parent


def _later(action: Callable[[], None], seconds: float) -> None:
    Clock.schedule_once(lambda _: action(), seconds)


def _is_seen(widget: Any) -> bool:
    """Whether a widget has a size, and neither it nor anything around it is transparent."""
    if widget.width < 1 or widget.height < 1:
        return False
    while widget is not None and widget is not Window:
        if widget.opacity == 0:
            return False
        widget = widget.parent
    return True
