"""What is written on a page, set anew in large letters that fit the width."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from kivy.utils import escape_markup

from device.pages import Paragraph
from ui.kit import Kit
from ui.theme import paper_font
from ui.viewmodels.reflow import READING_PX, Found, Piece, pieces
from ui.widgets.listing import Scroller, attach
from ui.widgets.marked_text import MarkedText, marked
from ui.widgets.page_gestures import SWIPE
from ui.widgets.page_pictures import Spot
from ui.widgets.surface import paint_ground, stack
from ui.widgets.text import Text

MOST_PAGES = 6  # whose words are kept: some 30 kB each
MOST_WRITTEN = 60  # paragraphs that are kept for the next page
LEADING = 1.3  # of the font's own line, together 1.5 of its size


class Written(MarkedText):
    """One paragraph; hits are coloured, and the one gone to is framed as well."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(
            kit, font_name=paper_font(bold=False), color=kit.paint.on_page, line_height=LEADING
        )

    def show(self, parts: Sequence[Piece], size: int, current: int, *, centred: bool) -> None:
        """Show a paragraph."""
        self.current, self.font_size = f"hit{current}", size
        self.halign = "center" if centred else "left"
        self.text = "".join(map(partial(_markup, self._kit), parts))

    @property
    def current_top(self) -> float | None:
        """Pixels from the top of the paragraph to the hit that was gone to."""
        boxes = self.refs.get(self.current)
        return boxes[0][1] if boxes else None


class TextPage(Scroller):
    """One page's paragraphs. `turn` is called with a step, `empty` where a page has no words."""

    def __init__(self, kit: Kit, turn: Callable[[int], None], empty: Callable[[], None]) -> None:
        self._column = stack(spacing=14, padding=(40, 20, 40, 40))
        super().__init__(kit, self._column)
        paint_ground(self, kit.paint.page)
        self._kit, self._turn, self._empty = kit, turn, empty
        self._where = Text(kit, 16, 400, kit.paint.mute)
        self._column.add_widget(self._where)
        self._written: list[Written] = []
        self._spot: Spot | None = None
        self._known: OrderedDict[tuple[str, int, int], tuple[Paragraph, ...]] = OrderedDict()
        self._found = Found()
        self._percent = 125

    def show(self, spot: Spot, found: Found, percent: int) -> None:
        """Show a page at a text size, with the hits on it."""
        before = (self._spot, self._found, self._percent)
        if before == (spot, found, percent):
            return
        turned = self._spot is None or self._spot.place != spot.place
        self._spot, self._found, self._percent = spot, found, percent
        if spot.place not in self._known:
            self._ask(spot)
        else:
            self._lay()
        if turned:
            self.scroll_y = 1

    def page_on(self, step: int) -> None:
        """One screenful on or back; at the end of the page, the next page."""
        room = self._column.height - self.height
        at_end = room <= 0 or (self.scroll_y <= 0 if step > 0 else self.scroll_y >= 1)
        if at_end:
            self._turn(step)
        else:
            self.scroll_y = min(max(self.scroll_y - step * 0.9 * self.height / room, 0), 1)

    def bring_hit(self) -> None:
        """Have the hit that was gone to in the upper third."""
        room = self._column.height - self.height
        for written in self._column.children:
            inside = getattr(written, "current_top", None)
            if inside is None or room <= 0:
                continue
            down = self._column.top - written.top + inside
            if not 0 < down - (1 - self.scroll_y) * room < self.height - 60:
                self.scroll_y = 1 - min(max((down - self.height / 3) / room, 0), 1)

    @property
    def blank(self) -> bool:
        """Whether the page is known to have no words."""
        return self._spot is not None and self._known.get(self._spot.place) == ()

    def on_touch_up(self, touch: Any) -> bool:
        """A sideways swipe turns the page."""
        dx, dy = touch.x - touch.ox, touch.y - touch.oy
        mine = touch.grab_current is None and self.collide_point(touch.ox, touch.oy)
        if mine and not self.disabled and abs(dx) > max(SWIPE, 1.5 * abs(dy)):
            self._turn(-1 if dx > 0 else 1)
        return bool(super().on_touch_up(touch))

    def _ask(self, spot: Spot) -> None:
        if self._kit.pages is not None:
            self._kit.pages.paragraphs(*spot.place, partial(self._told, spot))

    def _told(self, spot: Spot, paragraphs: tuple[Paragraph, ...]) -> None:
        self._known[spot.place] = paragraphs
        while len(self._known) > MOST_PAGES:
            self._known.popitem(last=False)
        if self._spot is not None and self._spot.place == spot.place:
            self._lay()
            if not paragraphs:
                self._empty()

    def _lay(self) -> None:
        """Set the page anew."""
        spot, kit = self._spot, self._kit
        if spot is None:
            return
        self._where.text = kit.words("page-of", page=spot.page, pages=spot.last)
        paragraphs = self._known[spot.place]
        self._paragraphs(len(paragraphs))
        set_anew = zip(
            self._written, paragraphs, pieces(paragraphs, self._found.words), strict=False
        )
        for written, paragraph, parts in set_anew:
            size, current = READING_PX[self._percent], self._found.current
            written.show(parts, size, current, centred=paragraph.centred)
        if self._found.current >= 0:
            kit.laid_out(self.bring_hit)

    def _paragraphs(self, count: int) -> None:
        """Have as many on the page as it has; others are kept for the next."""
        while len(self._written) < count:
            self._written.append(Written(self._kit))
        for number, written in enumerate(self._written):
            attach(self._column, written, wanted=number < count)
        del self._written[max(count, MOST_WRITTEN) :]


def _markup(kit: Kit, piece: Piece) -> str:
    text = str(escape_markup(piece.text))
    if piece.bold:
        text = f"[font={paper_font(bold=True)}]{text}[/font]"
    return text if piece.hit < 0 else marked(kit, f"hit{piece.hit}", text)
