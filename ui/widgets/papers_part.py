"""The papers of the active item, and what was said of them before the session."""

from __future__ import annotations

from kivy.uix.stacklayout import StackLayout

from device.screens import ItemPanel, PaperTab
from ui.kit import Kit
from ui.widgets.listing import Keyed
from ui.widgets.surface import Panel, column, row, stack
from ui.widgets.text import Fit, Icon, text_width


class PaperChip(Panel):
    """A paper of the item: title, pages, and how much of it has reached the seats."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(
            radius=12,
            edge=kit.paint.line,
            padding=(9, 6),
            spacing=7,
            size_hint=(None, None),
            height=kit.tall(60),
        )
        self._kit = kit
        self._icon = Icon(kit, "file-document-outline", 22, kit.paint.accent)
        self._title = Fit(kit, 15, 500, valign="bottom", size_hint_y=1.2)
        self._meta = Fit(kit, 14, 400, kit.paint.mute, valign="top")
        self.add_widget(self._icon)
        self.add_widget(column(self._title, self._meta))

    def show(self, tab: PaperTab) -> None:
        """Show a paper."""
        words, paint = self._kit.words, self._kit.paint
        whole = tab.percent >= 100
        arrived = "" if whole else words("percent", count=tab.percent)
        self._title.text = tab.title
        self._meta.text = words.joined(words("pages", count=tab.pages), arrived)
        self._icon.color = paint.accent if whole else paint.warn
        texts = ((tab.title, self._title), (self._meta.text, self._meta))
        widest = max(text_width(t, shown.font_name, shown.largest) for t, shown in texts)
        self.width = min(widest + self._icon.width + 28, 248)


class PapersPart(Panel):
    """A heading with the opinions, and a chip for each paper."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(orientation="vertical", size_hint_y=None, spacing=8)
        self._kit = kit
        self._title = Fit(kit, 16, 600, size_hint_x=0.5)
        self._opinions = Fit(kit, 15, 400, kit.paint.mute, halign="right")
        chips = StackLayout(size_hint_y=None, spacing=8)
        chips.bind(minimum_height=chips.setter("height"))
        self._papers: Keyed[PaperTab] = Keyed(
            chips, lambda tab: tab.paper, lambda _: PaperChip(kit)
        )
        heads = row(self._title, self._opinions, size_hint_y=None, height=kit.tall(26), spacing=10)
        self.add_widget(stack(heads, chips, spacing=8))
        self.bind(minimum_height=self.setter("height"))

    def show(self, item: ItemPanel) -> None:
        """Show the papers of an item."""
        words = self._kit.words
        self._title.text = words("papers") if item.papers else words("no-papers-of-item")
        self._title.size_hint_x = 0.35 if item.opinions else 1
        if item.opinions is not None:
            agree, other, against = item.opinions
            said = words("opinions-agree", count=agree), words("opinions-other", count=other)
            none = words("opinions-against", count=against) if against else ""
            self._opinions.text = words("opinions", said=words.joined(*said, none))
        else:
            self._opinions.text = ""
        self._papers.show(item.papers)
