"""The reader while a paper arrives: no picture is lost between the preview and the whole paper."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from msgspec.structs import replace

from device.pages import WHOLE as WHOLE_PAGE
from device.pages import Box, Lane, PageAnswer, PageFault, PageImage
from device.screens import Reader, SeatSession
from tests.screen import samples

pytestmark = [pytest.mark.gl, pytest.mark.asyncio(loop_scope="session")]

ONE_PAGE = Reader("thu-moi", 1, "Thư mời", 1, 1, 50, readable=False, preview=True)
WHOLE = replace(ONE_PAGE, percent=100, readable=True)


class SlowPages:
    """Answers only when told to, and then as told; remembers what was asked."""

    def __init__(self) -> None:
        self.waiting: list[tuple[int, int, Callable[[PageAnswer], None]]] = []

    def request(
        self,
        paper: str,
        version: int,
        page: int,
        width: int,
        deliver: Callable[[PageAnswer], None],
        *,
        urgent: bool = True,  # noqa: ARG002  part of the contract
        clip: Box = WHOLE_PAGE,  # noqa: ARG002
        lane: Lane = Lane.FRONT,  # noqa: ARG002
    ) -> None:
        def answer(fault: str) -> None:
            height = width * 297 // 210
            deliver(
                PageFault(paper, version, page, fault)
                if fault
                else PageImage(paper, version, page, width, height, bytes(width * height * 3))
            )

        self.waiting.append((page, width, answer))  # type: ignore[arg-type]

    def answer(self, fault: str = "") -> None:
        """Answer everything that waits."""
        waiting, self.waiting = self.waiting, []
        for _, _, deliver in waiting:
            deliver(fault)  # type: ignore[arg-type]


class Desk:
    """The seat's screen over slow pages."""

    def __init__(self, stage: Any) -> None:
        self.bridge = stage.bridge
        self.pages = SlowPages()
        self.bridge._app.kit = replace(self.bridge._app.kit, pages=self.pages)
        self.bridge._app.restyle(self.bridge._app.kit)

    async def shows(self, reader: Reader) -> None:
        session = samples.seat_screens()["seat-reading"]
        assert isinstance(session, SeatSession)
        self.bridge.show(replace(session, reader=reader))
        await self.bridge.settle()

    def seen(self) -> bool:
        """Whether a page is on the screen."""
        from ui.widgets.page_view import PageView

        views = [w for w in self.bridge.root.walk() if isinstance(w, PageView)]
        return bool(views) and views[0].ready and views[0]._sheet.opacity == 1


@pytest.fixture
def desk(stage: Any) -> Any:
    desk = Desk(stage)
    yield desk
    stage.bridge._app.restyle(replace(stage.bridge._app.kit, pages=stage.pages))


async def test_the_page_of_the_whole_paper_replaces_its_preview(desk: Desk) -> None:
    await desk.shows(ONE_PAGE)
    desk.pages.answer()
    assert desk.seen()
    await desk.shows(WHOLE)
    assert len(desk.pages.waiting) == 1
    desk.pages.answer()
    assert desk.seen()


async def test_the_preview_stays_in_sight_until_the_sharp_page_is_drawn(desk: Desk) -> None:
    from ui.widgets.page_picture import Sheet

    await desk.shows(ONE_PAGE)
    desk.pages.answer()
    await desk.shows(WHOLE)
    sheet = next(w for w in desk.bridge.root.walk() if isinstance(w, Sheet))
    assert sheet.opacity == 1


async def test_a_preview_overtaken_by_its_paper_leaves_no_fault_behind(desk: Desk) -> None:
    """The renderer refuses to draw the preview once the paper has replaced it."""
    await desk.shows(ONE_PAGE)
    desk.pages.answer("paper-not-open")
    assert not desk.seen()
    await desk.shows(WHOLE)
    desk.pages.answer()
    await desk.bridge.settle()
    desk.pages.answer()  # the page is asked for once more in the size it has now
    assert desk.seen()


async def test_a_late_refusal_of_the_preview_does_not_hide_the_page(desk: Desk) -> None:
    await desk.shows(ONE_PAGE)
    late, desk.pages.waiting = desk.pages.waiting, []
    await desk.shows(WHOLE)
    desk.pages.answer()
    for _, _, deliver in late:
        deliver("paper-not-open")  # type: ignore[arg-type]
    assert desk.seen()


async def test_a_new_version_is_asked_for_anew(desk: Desk) -> None:
    await desk.shows(WHOLE)
    desk.pages.answer()
    await desk.shows(replace(WHOLE, version=2))
    assert not desk.seen()
    desk.pages.answer()
    assert desk.seen()
