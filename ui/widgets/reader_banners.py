"""Strips above a page: whom the reader follows, what came new, and what was taken back."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from device import intents as i
from device.screens import FollowBar
from ui.kit import Kit
from ui.viewmodels.pages import ranges
from ui.widgets.surface import Panel
from ui.widgets.text import Fit, Icon
from ui.widgets.touchable import SecondaryButton


class Banner(Panel):
    """An icon, a sentence, and one thing to do about it."""

    def __init__(self, kit: Kit, name: str, icon: str, *, warn: bool = False) -> None:
        paint = kit.paint
        super().__init__(
            fill=paint.warn_soft if warn else paint.accent_soft,
            size_hint_y=None,
            height=max(64, kit.tall(62)),
            padding=(16, 5),
            spacing=12,
        )
        self._act: Callable[[], None] = lambda: None
        ink = paint.warn if warn else paint.ink
        self._icon = Icon(kit, icon, 24, paint.warn if warn else paint.accent)
        self._text = Fit(kit, 16, 500, ink)
        self._button = SecondaryButton(
            kit, name, "check-bold", "", lambda: self._act(), size_hint_x=None, width=200, height=54
        )
        for child in (self._icon, self._text, self._button):
            self.add_widget(child)

    def say(self, text: str, icon: str, word: str, act: Callable[[], None]) -> None:
        """Change sentence and button."""
        self._text.text, self._act = text, act
        self._button.show(icon, word)


class FollowBanner(Banner):
    """Who presents; one touch follows or leaves."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit, "follow", "presentation")
        self._kit = kit

    def show(self, bar: FollowBar) -> None:
        """Show it."""
        words, emit = self._kit.words, self._kit.emit
        if bar.presenting:
            text = words("presenting-you", page=bar.page)
            self.say(text, "stop", words("present-stop"), lambda: emit(i.StopPresenting()))
            return
        where = words.joined(bar.paper_title, words("page-number", page=bar.page))
        if bar.following:
            text = words("following", presenter=bar.presenter, where=where)
            self.say(text, "close", words("follow-leave"), lambda: emit(i.Follow(on=False)))
        else:
            text = words("presents", presenter=bar.presenter, where=where)
            self.say(text, "account-eye", words("follow"), lambda: emit(i.Follow(on=True)))


class NewsBanner(Banner):
    """The paper in front was replaced, one was taken back, or something was refused."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit, "news-seen", "file-replace-outline", warn=True)
        self._kit = kit

    def show(self, replaced: Sequence[int], notice: str) -> None:
        """Show which pages changed, or the sentence of a notice."""
        words = self._kit.words
        changed = words("paper-replaced", pages=ranges(replaced)) if replaced else ""
        text = changed or words.error(notice)
        self.say(text, "check-bold", words("seen"), lambda: self._kit.emit(i.DismissReplaced()))
