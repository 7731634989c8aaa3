"""Fingers on the reader's other ways: pages below each other, large text, contents, two papers."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from device import intents as i
from device import screens as s
from tests.screen import samples, samples_reader
from tests.screen.test_touch_reader import SEATS, SESSION, drag, pull, shown

pytestmark = [pytest.mark.gl, pytest.mark.asyncio(loop_scope="session")]


def ribbon_of(stage: Any) -> Any:
    from ui.widgets.page_ribbon import PageRibbon

    return next(w for w in stage.bridge.root.walk() if isinstance(w, PageRibbon))


def in_mode(mode: s.ReadingMode, **changes: Any) -> s.SeatSession:
    return replace(SESSION, reader=replace(samples_reader.READER, mode=mode, **changes))


async def test_how_to_read_is_chosen_with_two_touches(stage: Any) -> None:
    await shown(stage, SESSION)
    assert await stage.touch("view", "mode-continuous") == [i.SetMode(s.ReadingMode.CONTINUOUS)]
    assert "mode-continuous" not in stage.bridge.names()
    assert await stage.touch("view", "mode-text") == [i.SetMode(s.ReadingMode.TEXT)]


async def test_pages_below_each_other_are_scrolled_and_the_page_field_follows(stage: Any) -> None:
    stage.bridge.show(in_mode(s.ReadingMode.CONTINUOUS))
    await stage.bridge.settle()
    view = ribbon_of(stage)
    assert view.ribbon.front == 3
    said = await pull(stage, view, (0.5, 0.9), (0.5, 0.5), (0.5, 0.05))
    said += await pull(stage, view, (0.5, 0.9), (0.5, 0.5), (0.5, 0.05))
    assert i.GoToPage(4) in said
    assert view.ribbon.top > view.ribbon.offset(3) + 300


async def test_a_finger_that_lets_go_while_moving_leaves_the_pages_gliding(stage: Any) -> None:
    stage.bridge.show(in_mode(s.ReadingMode.CONTINUOUS))
    await stage.bridge.settle()
    view = ribbon_of(stage)
    await pull(stage, view, (0.5, 0.8), (0.5, 0.6), (0.5, 0.4))
    first = view.ribbon.top
    await stage.bridge.settle()
    assert view.ribbon.top > first
    await pull(stage, view, (0.5, 0.5))
    still = view.ribbon.top
    await stage.bridge.settle()
    assert view.ribbon.top == still


async def test_only_pages_that_are_seen_and_their_neighbours_are_asked_for(stage: Any) -> None:
    await shown_below_each_other(stage, in_mode(s.ReadingMode.CONTINUOUS))
    stage.pages.asked.clear()
    stage.bridge.show(in_mode(s.ReadingMode.CONTINUOUS, page=10))
    await stage.bridge.settle()
    assert {page for _, page, _ in stage.pages.asked} <= {9, 10, 11}
    assert len(ribbon_of(stage)._sheets) <= 2


async def test_another_way_of_reading_keeps_the_place(stage: Any) -> None:
    view = await shown(stage, SESSION)
    await drag(stage, (0.5, 0.9), (0.5, 0.4))
    down = view.down
    assert down > 0.1
    stage.bridge.show(in_mode(s.ReadingMode.CONTINUOUS))
    await stage.bridge.settle()
    assert ribbon_of(stage).ribbon.down == pytest.approx(down, abs=0.02)
    await shown(stage, in_mode(s.ReadingMode.SINGLE))
    assert view.down == pytest.approx(down, abs=0.02)


async def test_hits_and_notes_are_marked_on_every_page_that_is_seen(
    stage: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ui.widgets.page_picture import NO_MARKS, Sheet

    await shown_below_each_other(stage, SEATS["seat-continuous-search"])
    view = ribbon_of(stage)
    drawn: list[Any] = []
    monkeypatch.setattr(Sheet, "draw", lambda _sheet, _port, _pictures, marks: drawn.append(marks))
    view._move(view.ribbon.scrolled(0, -300))
    assert list(view.ribbon.seen) == [2, 3]
    marked = [marks for marks in drawn if marks != NO_MARKS][-2:]
    assert [(len(marks.hits), len(marks.notes)) for marks in marked] == [(2, 1), (2, 4)]


async def test_scrolling_back_over_a_hit_that_was_gone_to_moves_nothing(stage: Any) -> None:
    searched = replace(in_mode(s.ReadingMode.CONTINUOUS), search=samples_reader.SEARCH)
    await shown_below_each_other(stage, searched)
    view = ribbon_of(stage)
    view._move(view.ribbon.scrolled(0, 2_000))
    unmarked = replace(samples_reader.SEARCH, marked=())
    far = replace(samples_reader.READER, mode=s.ReadingMode.CONTINUOUS, page=view._front)
    await shown_below_each_other(stage, replace(searched, reader=far, search=unmarked))
    view._move(view.ribbon.scrolled(0, -1_400))
    there = view.ribbon.top
    await shown_below_each_other(stage, searched)
    assert view.ribbon.top == there
    await stage.touch("hit-0")
    assert view.ribbon.top != there


async def shown_below_each_other(stage: Any, screen: s.SeatSession) -> None:
    stage.bridge.show(screen)
    await stage.bridge.settle()


async def test_a_pen_writes_on_the_page_below_the_finger(stage: Any) -> None:
    await shown(stage, SESSION)
    await stage.touch("notes")
    notes = replace(samples_reader.NOTES, tool=s.NoteKind.PEN)
    stage.bridge.show(replace(in_mode(s.ReadingMode.CONTINUOUS), notes=notes))
    await stage.bridge.settle()
    view = ribbon_of(stage)
    view.ribbon = view.ribbon.at(3, 0.8)
    (added,) = await pull(stage, view, (0.3, 0.7), (0.4, 0.75), (0.6, 0.8))
    assert (added.kind, added.page) == (s.NoteKind.PEN, 4)


async def test_large_text_is_turned_enlarged_and_marked(stage: Any) -> None:
    from ui.widgets.text_page import TextPage, Written

    stage.bridge.show(replace(in_mode(s.ReadingMode.TEXT), search=samples_reader.SEARCH))
    await stage.bridge.settle()
    view = next(w for w in stage.bridge.root.walk() if isinstance(w, TextPage))
    assert await pull(stage, view, (0.7, 0.5), (0.5, 0.5), (0.3, 0.5)) == [i.GoToPage(4)]
    written = [w for w in view.walk() if isinstance(w, Written)]
    assert sum("hit0" in w.refs for w in written) == 1
    before = written[0].font_size
    await stage.touch("zoom-in")
    assert max(w.font_size for w in view.walk() if isinstance(w, Written)) > before


async def test_a_scan_in_large_text_is_shown_as_it_is_and_says_so(stage: Any) -> None:
    view = await shown(stage, SEATS["seat-large-scan"])
    assert view.ready
    texts = [w.text for w in stage.bridge.root.walk() if hasattr(w, "text")]
    assert "Trang này là ảnh, không có chữ để phóng to." in texts


async def test_the_contents_lead_to_pages_headings_and_marks(stage: Any) -> None:
    await shown(stage, SESSION)
    assert await stage.touch("contents", "thumbnail-5") == [i.GoToPage(5, jump=True)]
    assert await stage.touch("contents-outline", "heading-3") == [i.GoToPage(8, jump=True)]
    assert await stage.touch("contents-marks", "mark-0") == [i.GoToPage(1, jump=True)]
    await stage.touch("contents-close")
    assert "item:item-3" in stage.bridge.names()


async def test_small_pages_are_few_and_drawn_when_nobody_waits(stage: Any) -> None:
    from device.pages import Lane
    from ui.widgets.thumbnails import Thumbnail, Thumbnails

    await shown(stage, SESSION)
    await stage.touch("contents")
    thumbs = next(w for w in stage.bridge.root.walk() if isinstance(w, Thumbnails))
    made = [w for w in thumbs.walk() if isinstance(w, Thumbnail)]
    assert 4 <= len(made) <= 10
    assert stage.pages.lanes.count(Lane.GLANCE) <= 10
    for down in range(10, 0, -1):
        thumbs.scroll_y = down / 10
        await stage.bridge.settle()
    assert len([w for w in thumbs.walk() if isinstance(w, Thumbnail)]) <= 10
    assert len(thumbs._glances._pool._held) <= 24


async def test_a_second_paper_is_chosen_turned_and_put_away(stage: Any) -> None:
    from device.pages import Lane

    await shown(stage, SESSION)
    assert await stage.touch("view", "beside", "beside:tham-dinh") == [i.OpenBeside("tham-dinh")]
    await shown(stage, SEATS["seat-beside"])
    assert Lane.BESIDE in stage.pages.lanes
    assert "item:item-3" not in stage.bridge.names()  # the agenda gives way to the two
    assert await stage.touch("beside-next", "beside-previous") == [i.TurnBeside(3), i.TurnBeside(1)]
    assert await stage.touch("beside-close") == [i.CloseBeside()]
    await shown(stage, SESSION)
    assert "item:item-3" in stage.bridge.names()


async def test_a_person_may_have_larger_words_and_a_dark_ground_until_they_leave(
    stage: Any,
) -> None:
    await shown(stage, SESSION)
    assert await stage.touch("view", "text-150") == [i.SetMode(s.ReadingMode.TEXT)]
    await stage.touch("view", "ground-dark")
    theme = stage.bridge._app.kit.theme
    assert (theme.text_percent, theme.palette.dark) == (150, True)
    stage.bridge.show(samples.seat_screens()["seat-welcome"])
    await stage.bridge.settle()
    theme = stage.bridge._app.kit.theme
    assert (theme.text_percent, theme.palette.dark) == (100, False)
