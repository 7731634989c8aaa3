"""How a delegate wants to read: the way through pages, size of letters, light or dark, a second paper."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from msgspec.structs import replace

from device import intents as i
from device.screens import PaperTab, Reader, ReadingMode
from ui.kit import Kit
from ui.theme import DARK, LIGHT, TEXT_SCALES
from ui.widgets.listing import Keyed, Scroller, Slot
from ui.widgets.surface import Panel, column, row, space, stack
from ui.widgets.text import Fit, Icon
from ui.widgets.touchable import IconButton, SecondaryButton, Touchable

MODE_ICONS = {
    ReadingMode.SINGLE: "file-outline",
    ReadingMode.CONTINUOUS: "view-day-outline",
    ReadingMode.TEXT: "format-size",
}


class Option(Touchable):
    """One of several; the one in force has a strong edge."""

    def __init__(
        self, kit: Kit, name: str, word: str, action: Callable[[], None], icon: str = ""
    ) -> None:
        super().__init__(
            name,
            action,
            radius=12,
            edge_width=2,
            padding=(10, 2),
            spacing=8,
            size_hint_y=None,
            height=max(56, kit.tall(54)),
        )
        self._kit = kit
        if icon:
            self.add_widget(Icon(kit, icon, 22, kit.paint.accent))
        self.add_widget(Fit(kit, 16, 600, text=word, halign="left" if icon else "center"))
        self.choose(chosen=False)

    def choose(self, *, chosen: bool) -> None:
        """In force or not."""
        paint = self._kit.paint
        self.dress(
            fill=paint.accent_soft if chosen else paint.card,
            edge=paint.accent if chosen else paint.border,
        )


class PaperChoice(Touchable):
    """A paper that can be laid beside the one in front."""

    def __init__(self, kit: Kit, paper: str, chosen: Callable[[str], None]) -> None:
        super().__init__(
            f"beside:{paper}",
            lambda: chosen(paper),
            radius=12,
            padding=(12, 4),
            spacing=10,
            size_hint_y=None,
            height=max(60, kit.tall(60)),
        )
        self.add_widget(Icon(kit, "file-document-outline", 24, kit.paint.accent))
        self._title = Fit(kit, 17, 500)
        self.add_widget(self._title)

    def show(self, tab: PaperTab) -> None:
        """Show its title."""
        self._title.text = tab.title


class ViewCard(Panel):
    """A card that floats over the page."""

    def __init__(self, kit: Kit, close: Callable[[], None]) -> None:
        super().__init__(
            orientation="vertical",
            size_hint=(None, None),
            size=(kit.tall(520), kit.tall(430)),
            fill=kit.paint.card,
            edge=kit.paint.border,
            radius=14,
            shadow=kit.paint.shadow,
            padding=(18, 12, 14, 16),
            spacing=8,
        )
        self._kit, self._close = kit, close
        words = kit.words
        self._title = Fit(kit, 18, 600)
        shut = IconButton(kit, "view-close", "close", close)
        self._body = Slot()
        self._modes = {
            mode: Option(
                kit, f"mode-{mode}", words(f"mode-{mode}"), partial(self._read, mode), icon
            )
            for mode, icon in MODE_ICONS.items()
        }
        self._sizes = {
            size: Option(
                kit, f"text-{size}", words("percent", count=size), partial(self._restyle, size)
            )
            for size in TEXT_SCALES
        }
        self._grounds = {
            dark: Option(
                kit, f"ground-{word}", words(f"ground-{word}"), partial(self._ground, dark=dark)
            )
            for dark, word in ((False, "light"), (True, "dark"))
        }
        self._beside = SecondaryButton(kit, "beside", "book-open-outline", "", self._second)
        self._beside.height = max(56, kit.tall(56))
        choices = stack(spacing=4, padding=(0, 0, 12, 0))
        self._papers: Keyed[PaperTab] = Keyed(
            choices,
            lambda tab: tab.paper,
            lambda tab: PaperChoice(kit, tab.paper, self._lay_beside),
        )
        self._options = self._ways()
        self._choices = Scroller(kit, choices)
        self.add_widget(row(self._title, shut, size_hint_y=None, height=52))
        self.add_widget(self._body)
        self._two = False

    def open(self, reader: Reader) -> None:
        """Begin with the ways there are."""
        self.show(reader)
        self._turn_to(self._options, "view-title")

    def show(self, reader: Reader) -> None:
        """Show what is in force."""
        theme, words = self._kit.theme, self._kit.words
        self._two = reader.beside is not None
        for mode, option in self._modes.items():
            option.choose(chosen=mode is reader.mode)
        for size, option in self._sizes.items():
            option.choose(chosen=size == theme.text_percent)
        for dark, option in self._grounds.items():
            option.choose(chosen=dark == theme.palette.dark)
        key = "beside-put-away" if self._two else "beside-choose"
        self._beside.show("close" if self._two else "book-open-outline", words(key))
        self._papers.show(reader.papers)

    def on_touch_down(self, touch: Any) -> bool:
        """Nothing under the card is touched."""
        return bool(super().on_touch_down(touch)) or bool(self.collide_point(*touch.pos))

    def _ways(self) -> Panel:
        groups: Sequence[tuple[str, Sequence[Option]]] = (
            ("view-size", tuple(self._sizes.values())),
            ("view-ground", tuple(self._grounds.values())),
        )
        tall = max(56, self._kit.tall(54))
        labelled = [row(self._label(key), *options, spacing=8) for key, options in groups]
        rows = [row(*self._modes.values(), spacing=8), *labelled]
        for each in rows:
            each.size_hint_y, each.height = None, tall
        return column(*rows, self._beside, space(), spacing=16)

    def _label(self, key: str) -> Fit:
        label = Fit(self._kit, 16, 500, self._kit.paint.mute, self._kit.words(key))
        label.size_hint_x = None
        label.width = self._kit.tall(100)
        return label

    def _read(self, mode: ReadingMode) -> None:
        self._close()
        self._kit.emit(i.SetMode(mode))

    def _restyle(self, size: int) -> None:
        """Larger words everywhere, and in the paper."""
        large = size > min(TEXT_SCALES)
        self._kit.emit(i.SetMode(ReadingMode.TEXT if large else ReadingMode.SINGLE))
        self._kit.restyle(replace(self._kit.theme, text_percent=size))

    def _ground(self, *, dark: bool) -> None:
        self._kit.restyle(replace(self._kit.theme, palette=DARK if dark else LIGHT))

    def _second(self) -> None:
        if self._two:
            self._close()
            self._kit.emit(i.CloseBeside())
        else:
            self._turn_to(self._choices, "beside-which")

    def _lay_beside(self, paper: str) -> None:
        self._close()
        self._kit.emit(i.OpenBeside(paper))

    def _turn_to(self, body: Any, key: str) -> None:
        self._title.text = self._kit.words(key)
        self._body.put(body)
