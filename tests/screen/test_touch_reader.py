"""Fingers on the reader: pages turn, come closer, are searched, written on, and follow the presenter."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from device import intents as i
from device import screens as s
from tests.screen import samples, samples_reader

pytestmark = [
    pytest.mark.gl,
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.usefixtures("undrawn"),
]

SEATS = samples_reader.seat_screens()
SESSION = samples_reader.SESSION


def page_view(stage: Any) -> Any:
    from ui.widgets.page_view import PageView

    return next(w for w in stage.bridge.root.walk() if isinstance(w, PageView))


async def drag(stage: Any, *path: tuple[float, float]) -> list[Any]:
    """One finger along places given in parts of the page view, from its top left."""
    return await pull(stage, page_view(stage), *path)


async def pull(stage: Any, view: Any, *path: tuple[float, float]) -> list[Any]:
    """One finger along places given in parts of any view."""
    from kivy.base import EventLoop

    from ui.bridge import Finger

    places = [view.to_window(view.x + x * view.width, view.top - y * view.height) for x, y in path]
    stage.intents.clear()
    finger = Finger(*places[0])
    EventLoop.post_dispatch_input("begin", finger)
    for place in places[1:]:
        finger.move(_args(*place))
        EventLoop.post_dispatch_input("update", finger)
    EventLoop.post_dispatch_input("end", finger)
    await stage.bridge.settle()
    return list(stage.intents)


def _args(x: float, y: float) -> dict[str, float]:
    from kivy.core.window import Window

    return {"x": x / (Window.width - 1), "y": y / (Window.height - 1)}


async def shown(stage: Any, screen: s.SeatSession) -> Any:
    stage.bridge.show(screen)
    await stage.bridge.settle()
    return page_view(stage)


async def test_a_swipe_turns_the_page(stage: Any) -> None:
    await shown(stage, SESSION)
    assert await drag(stage, (0.7, 0.5), (0.5, 0.5), (0.3, 0.5)) == [i.GoToPage(4)]
    assert await drag(stage, (0.3, 0.5), (0.5, 0.5), (0.7, 0.5)) == [i.GoToPage(2)]


async def test_a_tap_at_the_edge_turns_the_page(stage: Any) -> None:
    await shown(stage, SESSION)
    assert await drag(stage, (0.95, 0.5)) == [i.GoToPage(4)]
    assert await drag(stage, (0.05, 0.5)) == [i.GoToPage(2)]


async def test_a_finger_moves_the_page_and_turns_nothing(stage: Any) -> None:
    view = await shown(stage, SESSION)
    assert await drag(stage, (0.5, 0.8), (0.5, 0.5), (0.5, 0.2)) == []
    assert view.port.top > 100


async def test_keys_turn_pages(stage: Any) -> None:
    from kivy.core.window import Window

    await shown(stage, SESSION)
    stage.intents.clear()
    for key in (281, 280, 279, 278):
        Window.dispatch("on_key_down", key, 0, None, [])
    assert stage.intents == [
        i.GoToPage(4),
        i.GoToPage(2),
        i.GoToPage(24, jump=True),
        i.GoToPage(1, jump=True),
    ]


async def test_a_page_number_is_typed(stage: Any) -> None:
    await shown(stage, SESSION)
    taken = await stage.touch("page-field", "digit-1", "digit-7", "page-go")
    assert taken == [i.GoToPage(17, jump=True)]
    assert "page-go" not in stage.bridge.names()


async def test_zoom_renders_only_what_is_seen(stage: Any) -> None:
    view = await shown(stage, SESSION)
    stage.pages.clips.clear()
    await stage.touch("zoom-in", "zoom-in", "zoom-in", "zoom-in")
    width, clip = stage.pages.clips[-1]
    assert width > 2 * view.port.fit_width
    assert (clip[2] - clip[0]) * width / 10_000 <= view.width + 2
    await stage.touch("zoom-fit")
    assert view.port.zoom == 1


async def test_a_double_tap_comes_closer_and_back(stage: Any) -> None:
    view = await shown(stage, SESSION)
    await drag(stage, (0.5, 0.5))
    await drag(stage, (0.5, 0.5))
    assert view.port.zoom == 2
    await drag(stage, (0.5, 0.5))
    await drag(stage, (0.5, 0.5))
    assert view.port.zoom == 1


async def test_two_fingers_pinch(stage: Any) -> None:
    from kivy.base import EventLoop

    from ui.bridge import Finger

    view = await shown(stage, SESSION)
    x, y = view.to_window(*view.center)
    left, right = Finger(x - 50, y), Finger(x + 50, y)
    for finger in (left, right):
        EventLoop.post_dispatch_input("begin", finger)
    right.move(_args(x + 150, y))
    EventLoop.post_dispatch_input("update", right)
    for finger in (left, right):
        EventLoop.post_dispatch_input("end", finger)
    await stage.bridge.settle()
    assert view.port.zoom == pytest.approx(2, abs=0.05)
    assert stage.intents == []


async def test_words_are_typed_into_the_search_and_a_hit_is_gone_to(stage: Any) -> None:
    await shown(stage, SESSION)
    assert await stage.touch("search") == [i.OpenSearch()]
    empty = replace(samples_reader.SEARCH, query="", hits=(), current=-1, pages_total=0)
    await shown(stage, replace(SESSION, search=empty))
    typed = await stage.touch("search-text", "key-shift", "key-shift", "key-v", "key-o", "key-n")
    assert typed == [i.SetQuery("v"), i.SetQuery("vo"), i.SetQuery("von")]
    await shown(stage, SEATS["seat-search"])
    assert await stage.touch("hit-1", "hit-next", "hit-previous") == [
        i.GoToHit(1),
        i.NextHit(),
        i.NextHit(-1),
    ]
    assert await stage.touch("search-all") == [i.OpenSearch(everywhere=True)]
    assert await stage.touch("search-close") == [i.CloseSearch()]


async def test_a_hit_gone_to_is_brought_into_view(stage: Any) -> None:
    view = await shown(stage, SESSION)
    far = ((1000, 9000, 2000, 9100),)
    search = replace(samples_reader.SEARCH, marked=(s.MarkedPage(3, far, far),))
    await shown(stage, replace(SESSION, search=search))
    _, y, _, _ = view.port.rect(far[0])
    assert 0 < y < view.height


async def test_a_hit_gone_to_is_found_again_after_the_page_was_moved(stage: Any) -> None:
    screen = replace(
        SESSION, search=replace(samples_reader.SEARCH, hits=samples_reader.SEARCH.hits[:1])
    )
    view = await shown(stage, screen)
    there = view.port.top
    for again in ("hit-0", "hit-next"):
        await drag(stage, (0.5, 0.9), (0.5, 0.5), (0.5, 0.1))
        assert view.port.top > there + 100
        await stage.touch(again)
        assert view.port.top == there


async def test_a_hit_is_gone_to_by_a_touch_on_the_very_words(stage: Any) -> None:
    from ui.widgets.hit_rows import OneHit

    await shown(stage, SEATS["seat-search"])
    row = next(w for w in stage.bridge.root.walk() if isinstance(w, OneHit))
    words = row._words
    left, top, right, bottom = words.refs["hit"][0]
    x = (words.x + (left + right) / 2 - row.x) / row.width
    y = (row.top - words.top + (top + bottom) / 2) / row.height
    assert await pull(stage, row, (x, y)) == [i.GoToHit(0)]


async def test_a_hit_touched_while_the_keyboard_is_open_is_gone_to(stage: Any) -> None:
    from ui.widgets.hit_rows import OneHit

    many = replace(samples_reader.SEARCH, hits=samples_reader.SEARCH.hits * 10, current=-1)
    await shown(stage, replace(SESSION, search=many))
    await stage.touch("search-text")
    assert "key-a" in stage.bridge.names()
    row = next(
        w for w in stage.bridge.root.walk() if isinstance(w, OneHit) and w.stable_name == "hit-20"
    )
    row.parent.parent.bring(row)
    await stage.bridge.settle()
    await pull(stage, row, (0.5, 0.8))
    await stage.pass_time(0.4)
    assert stage.intents == [i.GoToHit(20)]


async def test_the_list_follows_from_hit_to_hit(stage: Any) -> None:
    from ui.widgets.hit_rows import OneHit

    hits = samples_reader.SEARCH.hits[:1] * 40
    for current in (0, 30):
        search = replace(samples_reader.SEARCH, hits=hits, current=current)
        await shown(stage, replace(SESSION, search=search))
    await stage.pass_time(0.1)
    row = next(
        w for w in stage.bridge.root.walk() if isinstance(w, OneHit) and w.stable_name == "hit-30"
    )
    list_ = row.parent.parent
    assert list_.collide_point(*row.to_window(*row.center))


async def test_in_large_text_long_titles_can_be_read_and_the_one_in_front_is_seen(
    stage: Any,
) -> None:
    from ui.theme import LIGHT, Theme
    from ui.widgets.reader_head import Tab

    stage.look(Theme(LIGHT, 150))
    title = "Dự thảo Nghị quyết về kế hoạch đầu tư công trung hạn"
    papers = tuple(
        replace(paper, title=title, selected=number == 2)
        for number, paper in enumerate(samples.papers())
    )
    reader = replace(samples_reader.READER, paper=papers[2].paper, papers=papers)
    await shown(stage, replace(SESSION, reader=reader))
    await stage.pass_time(0.1)
    tabs = [w for w in stage.bridge.root.walk() if isinstance(w, Tab)]
    assert min(tab._title.font_size for tab in tabs) >= 14
    shelf, front = tabs[0].parent.parent, next(tab for tab in tabs if tab.selected)
    assert shelf.collide_point(*front.to_window(*front.center))


async def test_hits_in_all_papers_stand_under_their_papers_which_are_unfolded(stage: Any) -> None:
    await shown(stage, SEATS["seat-search-all"])
    texts = [w.text for w in stage.bridge.root.walk() if hasattr(w, "text")]
    assert "Báo cáo thẩm tra kế hoạch đầu tư công" in texts
    assert "7+ chỗ" in texts
    assert "hit-9" not in stage.bridge.names()
    assert await stage.touch("hits-rest:bao-cao", "hit-9") == [i.GoToHit(9)]
    assert "hits-rest:bao-cao" not in stage.bridge.names()


async def writing_with(stage: Any, tool: s.NoteKind) -> None:
    await shown(stage, SESSION)
    assert await stage.touch("notes") == [i.PickTool(s.NoteKind.HIGHLIGHT)]
    notes = replace(samples_reader.NOTES, tool=tool)
    await shown(stage, replace(SESSION, notes=notes))


async def test_a_stroke_of_the_pen_becomes_a_note(stage: Any) -> None:
    await writing_with(stage, s.NoteKind.PEN)
    (added,) = await drag(stage, (0.3, 0.3), (0.4, 0.4), (0.5, 0.3), (0.6, 0.4))
    assert isinstance(added, i.AddNote)
    assert (added.kind, added.page, len(added.at)) == (s.NoteKind.PEN, 3, 8)
    assert all(0 <= number <= 10_000 for number in added.at)


async def test_text_swept_over_is_highlighted(stage: Any) -> None:
    await writing_with(stage, s.NoteKind.HIGHLIGHT)
    (added,) = await drag(stage, (0.3, 0.3), (0.6, 0.3))
    assert added.kind is s.NoteKind.HIGHLIGHT
    left, top, right, bottom = added.at
    assert left < right
    assert bottom - top == 160


async def test_the_eraser_takes_the_note_it_touches(stage: Any) -> None:
    await writing_with(stage, s.NoteKind.PEN)
    await stage.touch("pen-erase")
    await shown(stage, replace(SESSION, notes=replace(samples_reader.NOTES, tool=None)))
    view = page_view(stage)
    x, y, width, height = view.port.rect((1000, 1400, 8000, 1560))
    place = ((x + width / 2) / view.width, (y + height / 2) / view.height)
    assert await drag(stage, place) == [i.RemoveNote("n1")]


async def test_a_typed_note_stands_where_the_finger_was(stage: Any) -> None:
    await writing_with(stage, s.NoteKind.TEXT)
    await drag(stage, (0.5, 0.3))
    await stage.bridge.write("note-text", "Hỏi lại")
    (added,) = await stage.touch("note-keep")
    assert (added.kind, added.text, len(added.at)) == (s.NoteKind.TEXT, "Hỏi lại", 2)


async def test_undo_redo_colours_and_bookmarks(stage: Any) -> None:
    await shown(stage, SESSION)
    assert await stage.touch("bookmark") == [i.ToggleBookmark(3)]
    await writing_with(stage, s.NoteKind.PEN)
    assert await stage.touch("note-undo", "colour-blue") == [
        i.UndoNote(),
        i.PickTool(s.NoteKind.PEN, "blue"),
    ]
    assert await stage.touch("note-n5") == [i.GoToNote("n5")]
    assert await stage.touch("notes-done") == [i.PickTool(None)]


async def test_the_presenter_is_left_and_followed_with_one_touch(stage: Any) -> None:
    await shown(stage, SEATS["seat-following"])
    assert await stage.touch("follow") == [i.Follow(on=False)]
    await shown(stage, SEATS["seat-may-follow"])
    assert await stage.touch("follow") == [i.Follow(on=True)]
    await shown(stage, SEATS["seat-may-present"])
    assert await stage.touch("present") == [i.StartPresenting()]
    await shown(stage, SEATS["seat-presenting"])
    assert await stage.touch("follow") == [i.StopPresenting()]


async def test_news_of_a_paper_stay_until_they_are_seen(stage: Any) -> None:
    await shown(stage, SEATS["seat-replaced"])
    assert await stage.touch("news-seen") == [i.DismissReplaced()]
