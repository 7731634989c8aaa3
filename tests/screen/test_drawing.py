"""What is drawn, and what is not drawn again: pages, textures, equal values."""

from __future__ import annotations

import ctypes

import pytest
from msgspec import Struct
from msgspec.structs import asdict, replace

from device.screens import ReadingMode
from tests.screen import samples, samples_console, samples_hall, samples_votes
from tests.screen.conftest import resized
from tests.screen.gallery import SEAT_SIZE, WALL_SIZE
from ui.theme import Theme
from ui.viewmodels.damage import joined

pytestmark = [pytest.mark.gl, pytest.mark.asyncio(loop_scope="session")]

SOME = (
    "seat-searching",
    "seat-welcome",
    "seat-reading",
    "seat-voted",
    "seat-vote-last-seconds",
    "seat-result",
    "chair-assembling",
    "chair-running",
    "chair-poll",
    "console-speaking",
    "console-secretary",
    "chair-result",
    "wall-poll",
    "wall-result",
    "wall-agenda",
    "wall-speaker",
    "wall-names",
    "wall-break",
    "wall-page",
    "seat-speak",
    "seat-my-turn",
    "seat-message",
)
ALL = (
    samples.seat_screens()
    | samples.chair_screens()
    | samples_console.chair_screens()
    | samples.wall_screens()
    | samples_hall.seat_screens()
    | samples_hall.wall_screens()
)


def copied(value):
    """An equal value that is another object."""
    return replace(value, header=replace(value.header))


@pytest.fixture
def drawn():
    """One entry for each frame that was drawn since it was cleared."""
    from kivy.core.window import Window

    frames = []

    def count(*_):
        frames.append(1)

    Window.bind(on_draw=count)
    yield frames
    Window.unbind(on_draw=count)


async def come_to_rest(stage, drawn):
    """Wait until nothing is drawn any more: a scroll bar takes its colour half a second late."""
    for _ in range(40):
        drawn.clear()
        await stage.pass_time(0.6)
        await stage.bridge.settle()
        if not drawn:
            return
    pytest.fail("the screen never comes to rest")


MOVING = (
    "seat-vote",
    "chair-poll",
    "chair-overrun",
    "console-running",
    "console-speaking",
    "wall-item-presenting",
    "wall-speaker-calm",
    "wall-speaker-last-seconds",
    "wall-speaker-over",
    "wall-poll",
    "wall-break",
)


def later(value, seconds):
    """The same a few seconds later: every clock in it went on."""
    if isinstance(value, tuple):
        return tuple(later(each, seconds) for each in value)
    if not isinstance(value, Struct) or getattr(value, "running", True) is False:
        return value
    moved = {name: later(each, seconds) for name, each in asdict(value).items()}
    for name, way in (("remaining_ms", -1), ("elapsed_ms", 1), ("spent_ms", 1), ("over_ms", 1)):
        if moved.get(name):
            moved[name] = max(moved[name] + way * 1000 * seconds, 0)
    return replace(value, **moved)


def picture():
    """Every pixel of the window, but for its corner, in which the picture's number is."""
    from kivy.core.window import Window
    from kivy.graphics.opengl import GL_RGB, GL_UNSIGNED_BYTE, glReadPixels

    return glReadPixels(0, 0, *Window.size, GL_RGB, GL_UNSIGNED_BYTE)[3:]


@pytest.mark.parametrize("name", MOVING)
async def test_a_clock_goes_on_in_its_own_place_and_all_else_still_looks_right(
    small, wall, drawn, name
):
    from kivy.core.window import Window

    stage = await resized(small, WALL_SIZE if name.startswith("wall") else SEAT_SIZE)
    stage.look(Theme())
    stage.bridge.show(ALL[name])
    await come_to_rest(stage, drawn)
    for second in (1, 2, 3):
        stage.bridge.show(later(ALL[name], second))
        await stage.pass_time(0.2)  # in the last ten seconds a ring beats
        await stage.bridge.settle()
        boxes = stage.bridge._drawing._changes[-1]
        assert boxes is not None
        drawn_again = sum((b[2] - b[0]) * (b[3] - b[1]) for b in joined(boxes))
        assert drawn_again < Window.width * Window.height / 5
    shown = picture()
    Window.canvas.ask_update()
    await stage.bridge.settle()
    assert stage.bridge._drawing._changes[-1] is None
    assert picture() == shown


async def test_every_press_fills_a_cell_and_all_else_still_looks_right(wall, drawn):
    from kivy.core.window import Window

    from ui.widgets.cells import Cells

    poll = ALL["wall-poll"]
    wall.look(Theme())
    wall.bridge.show(poll)
    await come_to_rest(wall, drawn)
    cells = next(w for w in wall.bridge.root.walk() if isinstance(w, Cells))
    for pressed in (poll.pressed + 1, poll.pressed + 3, poll.pressed - 1):
        cells.show(pressed, poll.entitled_present)
        await wall.bridge.settle()
        assert wall.bridge._drawing._changes[-1] is not None
        shown = picture()
        Window.canvas.ask_update()
        await wall.bridge.settle()
        assert picture() == shown


async def test_nothing_is_left_out_when_the_buffer_holds_no_picture_of_ours(wall, drawn):
    from kivy.graphics.opengl import GL_COLOR_BUFFER_BIT, glClear, glClearColor

    wall.look(Theme())
    wall.bridge.show(ALL["wall-speaker-calm"])
    await come_to_rest(wall, drawn)
    glClearColor(0, 0, 0, 1)
    glClear(GL_COLOR_BUFFER_BIT)
    wall.bridge.show(later(ALL["wall-speaker-calm"], 1))
    await wall.bridge.settle()
    shown = picture()
    from kivy.core.window import Window

    Window.canvas.ask_update()
    await wall.bridge.settle()
    assert picture() == shown


@pytest.mark.parametrize("name", SOME)
async def test_an_equal_value_causes_no_drawing(small, drawn, name):
    small.look(Theme())
    small.bridge.show(ALL[name])
    await come_to_rest(small, drawn)
    small.bridge.show(copied(ALL[name]))
    await small.bridge.settle()
    assert drawn == []


async def test_neighbours_are_asked_for_and_a_turned_page_is_there_at_once(stage):
    session = ALL["seat-reading"]
    stage.bridge.show(session)
    await stage.bridge.settle()
    asked = {(page, urgent) for _, page, urgent in stage.pages.asked}
    assert (1, True) in asked
    assert (2, False) in asked
    stage.pages.asked.clear()
    stage.bridge.show(replace(session, reader=replace(session.reader, page=2)))
    assert (("nghi-quyet", 2, True)) not in stage.pages.asked


async def test_a_broken_page_says_so_and_the_next_one_is_shown_again(stage):
    session = ALL["seat-reading"]
    stage.pages.broken.add(7)
    stage.bridge.show(replace(session, reader=replace(session.reader, page=7)))
    await stage.bridge.settle()
    texts = [w.text for w in stage.bridge.root.walk() if hasattr(w, "text")]
    assert "Không mở được trang này." in texts
    stage.bridge.show(replace(session, reader=replace(session.reader, page=8)))
    await stage.bridge.settle()
    texts = [w.text for w in stage.bridge.root.walk() if hasattr(w, "text")]
    assert "Không mở được trang này." not in texts


async def test_pages_are_shown_one_to_one(stage):
    """As many texels as pixels: no scaling, so text stays sharp."""
    from ui.widgets.page_view import PageView

    stage.bridge.show(ALL["seat-reading"])
    await stage.bridge.settle()
    view = next(w for w in stage.bridge.root.walk() if isinstance(w, PageView))
    texture = view._pictures.find(view._shown)
    assert view.port.sharp
    assert view.port.page[2:] == (texture.width, texture.height)
    assert all(place == int(place) for place in view.port.page)


async def test_at_most_six_textures_are_held(stage):
    from ui.widgets.page_view import PageView
    from ui.widgets.texture_pool import MOST_TEXTURES

    session = ALL["seat-reading"]
    for page in range(1, 25):
        stage.bridge.show(replace(session, reader=replace(session.reader, page=page)))
        await stage.bridge.settle()
    view = next(w for w in stage.bridge.root.walk() if isinstance(w, PageView))
    assert len(view._pictures._pages._held) == MOST_TEXTURES


async def test_frames_drawn_in_a_rush_leave_no_memory_behind(stage):
    """Mesa keeps what each is made of: 60 frames took 400 MB when none waited for another."""
    from kivy.core.window import Window

    stage.bridge.show(ALL["seat-reading"])
    await stage.bridge.settle()
    before = in_use_mb()
    for _ in range(60):
        Window.dispatch("on_draw")
        Window.dispatch("on_flip")
    assert in_use_mb() - before < 4


class Allocated(ctypes.Structure):
    """What glibc tells of its heap."""

    _fields_ = tuple(
        (name, ctypes.c_size_t)
        for name in ("heap", "*", "**", "***", "mapped", "****", "*****", "used", "free", "top")
    )


def in_use_mb():
    """Memory of the C library that is in use, in MiB; the test is skipped with another library."""
    tell = getattr(ctypes.CDLL(None), "mallinfo2", None)
    if tell is None:
        pytest.skip("another C library")
    tell.restype = Allocated
    told = tell()
    return (told.used + told.mapped) / 2**20


async def test_the_wall_keeps_the_page_until_the_next_one_is_here_and_has_that_ready(wall):
    page = ALL["wall-page"]
    wall.bridge.show(ALL["wall-agenda"])
    await wall.bridge.settle()
    wall.pages.asked.clear()
    wall.bridge.show(page)
    await wall.bridge.settle()
    asked = {(number, urgent) for _, number, urgent in wall.pages.asked}
    assert asked == {(3, True), (4, False)}
    wall.pages.asked.clear()
    wall.bridge.show(replace(page, page=4))
    await wall.bridge.settle()
    assert (4, True) not in {(number, urgent) for _, number, urgent in wall.pages.asked}


async def test_the_wall_says_why_a_page_cannot_be_shown_and_shows_the_next(wall):
    page = ALL["wall-page"]
    wall.pages.broken.add(7)
    wall.bridge.show(replace(page, page=7))
    await wall.bridge.settle()
    assert "Không mở được trang này." in [
        w.text for w in wall.bridge.root.walk() if hasattr(w, "text")
    ]
    wall.bridge.show(replace(page, page=8))
    await wall.bridge.settle()
    texts = [w.text for w in wall.bridge.root.walk() if hasattr(w, "text")]
    assert "Không mở được trang này." not in texts


async def test_a_result_by_votes_after_a_rating_shows_no_ratings(wall):
    """The same persons, shown twice: what belongs to the other form goes away."""
    from ui.widgets.wall_options import WallOption

    votes = samples_votes.wall_screens()
    for name in ("wall-result-options", "wall-result-confidence", "wall-result-options"):
        wall.bridge.show(votes[name])
        await wall.bridge.settle()
    lines = [w for w in wall.bridge.root.walk() if isinstance(w, WallOption)]
    assert lines
    assert all(pair.parent is None for line in lines for pair, _ in line._ratings)
    assert all(line._bar.parent is line for line in lines)


async def test_twenty_papers_leafed_in_every_way_leave_no_pool_above_its_bound(stage):
    from kivy.graphics import RenderContext

    from ui.widgets import text_page, texture_pool
    from ui.widgets.page_picture import Sheet
    from ui.widgets.pages import Pages

    session = ALL["seat-reading"]
    for number in range(20):
        mode = list(ReadingMode)[number % len(ReadingMode)]
        for page in range(1, 6):
            reader = replace(session.reader, paper=f"paper-{number}", page=page, mode=mode)
            stage.bridge.show(replace(session, reader=reader))
            await stage.bridge.settle()
    pages = next(w for w in stage.bridge.root.walk() if isinstance(w, Pages))
    pictures, text = pages._ways[ReadingMode.SINGLE]._pictures, pages._ways[ReadingMode.TEXT]
    assert pages._ways[ReadingMode.CONTINUOUS]._pictures is pictures
    assert len(pictures._pages._held) <= texture_pool.MOST_TEXTURES
    assert len(text._known) <= text_page.MOST_PAGES
    assert len(text._written) <= text_page.MOST_WRITTEN
    sheets = [w for w in stage.bridge.root.walk() if isinstance(w, Sheet)]
    assert not any(isinstance(layer, RenderContext) for s in sheets for layer in s.canvas.children)
