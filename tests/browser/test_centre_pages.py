"""The centre's pages in a real browser, on a desk and on a phone."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from hub.application.time_report import dump
from hub.centre.client import send
from hub.domain.events import SessionClosed
from protocol.bundle import TIME_REPORT_NUMBERS
from tests.hub.centre import samples
from tests.hub.centre.conftest import Start, start, tls, workers
from tests.hub.time_samples import sample_report

__all__ = ["start", "tls", "workers"]  # fixtures of the exchange, used here as they are

pytestmark = pytest.mark.browser
SIZES = {"desk": (1366, 900), "phone": (390, 844)}


@pytest.fixture
def centre(start: Start, tmp_path: Path) -> Iterator[str]:
    """The URL of a centre with three bundles of two sizes, served from a thread of its own."""
    first, second = tmp_path / "1.zip", tmp_path / "2.zip"
    samples.write_bundle(first)
    samples.write_bundle(second, [*samples.session(), SessionClosed()], padding=b"x" * 1_234_000)
    with Served(start, [first, second]) as url:
        yield url


class Served:
    """Runs a centre in another thread, since the browser's driver blocks this one."""

    def __init__(self, start: Start, bundles: list[Path]) -> None:
        self._start = start
        self._bundles = bundles
        self._ready = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._run()))
        self._url = ""

    def __enter__(self) -> str:
        self._thread.start()
        assert self._ready.wait(30)
        assert self._url
        return self._url

    def __exit__(self, *_error: object) -> None:
        self._loop.call_soon_threadsafe(self._ended.set)
        self._thread.join(30)

    async def _run(self) -> None:
        self._loop, self._ended = asyncio.get_running_loop(), asyncio.Event()
        try:
            async with self._start() as running:
                for bundle in self._bundles:
                    await send(bundle, running.client, lambda *_: None)
                self._url = running.client.url
                self._ready.set()
                await self._ended.wait()
        finally:
            self._ready.set()


@pytest.fixture(params=SIZES)
def open_page(
    request: pytest.FixtureRequest, chromium: Browser, pictures: Path
) -> Iterator[Callable[[str, str], Page]]:
    """Opens a URL at one of the sizes, takes its picture, and fails on anything the browser blocks."""
    width, height = SIZES[request.param]
    context = chromium.new_context(
        viewport={"width": width, "height": height}, ignore_https_errors=True
    )
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("requestfailed", lambda asked: complaints.append(asked.url))

    def visit(url: str, name: str) -> Page:
        page.goto(url)
        page.evaluate("document.fonts.ready")
        page.screenshot(path=pictures / f"centre-{name}-{request.param}.png")
        page.screenshot(path=pictures / f"centre-{name}-{request.param}-full.png", full_page=True)
        return page

    yield visit
    context.close()
    assert complaints == []


def fits(page: Page) -> bool:
    """Whether nothing has to be scrolled sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def test_the_list_and_a_bundle_s_page_fit_and_lead_to_each_other(
    centre: str, open_page: Callable[[str, str], Page]
) -> None:
    page = open_page(centre, "list")
    assert fits(page)
    assert page.get_by_text("Đã xác minh").count() == 2
    assert page.evaluate("document.fonts.check('600 15px \"Be Vietnam Pro\"', 'Phiên họp')")
    address = page.locator(".rows .name a").first.get_attribute("href")
    page = open_page(f"{centre}{address}", "detail")
    assert fits(page)
    assert page.get_by_role("heading", level=1).inner_text().startswith("Phiên họp thường kỳ")
    page = open_page(f"{centre}{page.locator('.versions a').first.get_attribute('href')}", "old")
    assert page.get_by_text("Có bản mới hơn").is_visible()


def test_english_is_one_click_away_and_stays(
    centre: str, open_page: Callable[[str, str], Page]
) -> None:
    page = open_page(centre, "list-vi")
    page.get_by_role("link", name="English").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Received meeting records"
    page.locator(".rows .name a").first.click()
    assert page.get_by_text("Valid, untouched since the session closed").is_visible()
    page.get_by_role("link", name="Tiếng Việt").click()
    assert page.get_by_text("Hợp lệ, nguyên vẹn từ khi bế mạc").is_visible()


def test_the_first_stop_of_the_keyboard_leads_past_the_header(
    centre: str, open_page: Callable[[str, str], Page]
) -> None:
    page = open_page(centre, "keyboard")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#content"


def test_an_empty_list_is_a_sentence(start: Start, open_page: Callable[[str, str], Page]) -> None:
    with Served(start, []) as url:
        page = open_page(url, "empty")
        assert page.get_by_text("Chưa có hồ sơ nào.").is_visible()
        assert fits(page)


def test_the_page_of_the_time_fits_and_leads_back(
    start: Start, tmp_path: Path, open_page: Callable[[str, str], Page]
) -> None:
    bundle = tmp_path / "timed.zip"
    digest = samples.write_bundle(bundle, more={TIME_REPORT_NUMBERS: dump(sample_report())})
    with Served(start, [bundle]) as url:
        page = open_page(f"{url}/bundles/{digest}", "timed")
        page.click("text=Báo cáo thời gian")
        page.wait_for_load_state("networkidle")
        page = open_page(page.url, "time")
        assert fits(page)
        bars = page.locator(".time-bar .beyond")
        box, line = bars.first.bounding_box(), page.locator(".time-bar").nth(2).bounding_box()
        assert box is not None
        assert line is not None
        assert box["width"] > line["width"] / 4
        assert box["x"] + box["width"] <= line["x"] + line["width"] + 1
