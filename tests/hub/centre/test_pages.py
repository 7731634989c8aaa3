"""The pages say what is kept, in both languages, and give nothing to run."""

from __future__ import annotations

import ssl
import string
from collections.abc import Mapping
from pathlib import Path

import httpx
import pytest

from hub.application.time_report import dump
from hub.centre.client import send
from hub.centre.poll_views import number
from hub.centre.views import day, moment, size
from hub.centre.words import EN, VI
from protocol import canonical
from protocol.bundle import ROSTER, TIME_REPORT_NUMBERS
from tests.hub.centre import samples
from tests.hub.centre.conftest import Running, Start
from tests.hub.time_samples import sample_report


def browser(running: Running) -> httpx.AsyncClient:
    """A client that trusts the centre."""
    context = ssl.create_default_context(cadata=running.client.ca_pem)
    return httpx.AsyncClient(verify=context, base_url=running.client.url)


def test_both_languages_have_the_same_words_with_the_same_blanks() -> None:
    def blanks(text: str) -> set[str | None]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    assert VI.keys() == EN.keys()
    for key in VI:
        assert blanks(VI[key]) == blanks(EN[key]), key


async def test_an_empty_centre_says_so(start: Start) -> None:
    async with start() as running, browser(running) as http:
        page = await http.get("/")
    assert VI["empty"] in page.text
    assert 'lang="vi"' in page.text


async def test_the_list_shows_what_matters_of_a_bundle(start: Start, tmp_path: Path) -> None:
    samples.write_bundle(tmp_path / "b.zip")
    async with start() as running, browser(running) as http:
        await send(tmp_path / "b.zip", running.client, lambda *_: None)
        page = (await http.get("/")).text
        (entry,) = running.archive.page(100)
    for text in (
        "Phiên họp thường kỳ tháng 10 năm 2026",
        "Ủy ban nhân dân tỉnh Lâm Hà",
        "Phòng họp không giấy A2",
        "30/10/2026",
        "20/21",
        "Không đạt",
        "19/21",
        "Đã hủy",
        "Đã xác minh",
        entry.head.hash[:16],
    ):
        assert text in page, text


@pytest.mark.parametrize(("query", "verdict"), [("", VI["verdict"]), ("?lang=en", EN["verdict"])])
async def test_a_bundle_s_page_says_what_was_checked(
    start: Start, tmp_path: Path, query: str, verdict: str
) -> None:
    sha256 = samples.write_bundle(tmp_path / "b.zip")
    async with start() as running, browser(running) as http:
        await send(tmp_path / "b.zip", running.client, lambda *_: None)
        page = (await http.get(f"/bundles/{sha256}{query}")).text
    assert verdict in page
    assert sha256 in page


async def test_the_zip_is_given_back_as_it_came(start: Start, tmp_path: Path) -> None:
    sha256 = samples.write_bundle(tmp_path / "b.zip")
    async with start() as running, browser(running) as http:
        await send(tmp_path / "b.zip", running.client, lambda *_: None)
        answer = await http.get(f"/bundles/{sha256}.zip")
    assert answer.content == (tmp_path / "b.zip").read_bytes()
    assert "phong-a2-ubnd-2026-10-1.zip" in answer.headers["content-disposition"]


@pytest.mark.parametrize(
    "path", ["/bundles/" + "0" * 64, "/bundles/x.zip", "/nothing", "/static/x"]
)
async def test_what_is_not_there_is_a_page_that_leads_back(start: Start, path: str) -> None:
    async with start() as running, browser(running) as http:
        answer = await http.get(path)
    assert answer.status_code == 404
    assert VI["not_found"] in answer.text


async def test_names_from_a_bundle_are_text_and_never_markup(start: Start, tmp_path: Path) -> None:
    sha256 = samples.write_bundle(tmp_path / "b.zip", samples.session("<script>alert(1)</script>"))
    async with start() as running, browser(running) as http:
        await send(tmp_path / "b.zip", running.client, lambda *_: None)
        pages = [(await http.get(path)).text for path in ("/", f"/bundles/{sha256}")]
    assert all("<script" not in page for page in pages)
    assert all("&lt;script&gt;" in page for page in pages)


@pytest.mark.parametrize("path", ["/", "/health", "/static/frame.css", "/nothing"])
async def test_every_answer_carries_the_security_headers(start: Start, path: str) -> None:
    async with start() as running, browser(running) as http:
        answer = await http.get(path)
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("before", ["", "x", "-1", "9" * 40, "²"])
async def test_any_page_number_gives_a_page(start: Start, before: str) -> None:
    async with start() as running, browser(running) as http:
        assert (await http.get("/", params={"before": before})).status_code == 200


def test_times_are_vietnam_s_and_numbers_the_language_s() -> None:
    assert day(samples.START) == "30/10/2026"
    assert moment(samples.START) == "08:30, 30/10/2026"
    assert (number(12345, VI), number(12345, EN)) == ("12.345", "12,345")
    assert (size(1_240_000, VI), size(412_300, VI), size(5, VI)) == ("1,2 MB", "412 KB", "1 KB")


# ── where the time went ─────────────────────────────────────────────────────────────────────────

TIMED = {
    TIME_REPORT_NUMBERS: dump(sample_report()),
    ROSTER: canonical.dump(
        {"persons": [{"id": "p01", "name": "Trần Thị B", "title": "Chánh Văn phòng", "short": "B"}]}
    ),
}


async def time_page(
    start: Start, tmp_path: Path, more: Mapping[str, bytes], query: str = ""
) -> str:
    """The page of a bundle's time, or of what is missing; it is linked exactly if it is there."""
    digest = samples.write_bundle(tmp_path / "b.zip", more=more)
    async with start() as running, browser(running) as http:
        await send(tmp_path / "b.zip", running.client, lambda *_: None)
        address = f"/bundles/{digest}"
        page = await http.get(f"{address}/time{query}")
        linked = f"{address}/time" in (await http.get(address)).text
    assert linked == (page.status_code == 200)
    return page.text


async def test_the_page_of_the_time_says_where_it_went(start: Start, tmp_path: Path) -> None:
    page = await time_page(start, tmp_path, TIMED)
    for text in (
        "22/11/2026, 08:00 – 10:30",
        "<b>150</b> / 135 phút",
        "4 trong 5 nội dung không quá dự kiến",
        "giảm 23 %",
        "còn cách 14 phút",
        "Vượt 17 phút",
        "Sớm 4 phút",
        "Hoãn sang phiên sau",
        "Bình quân 36 giây mỗi lần",
        "Trần Thị B",
        "14 phút 12 giây",
        "Nội dung 3 vượt 17 phút.",
        "28/10/2026: 158 phút",
    ):
        assert text in page, text
    assert "style=" not in page
    assert "<script" not in page


async def test_the_page_of_the_time_speaks_english_too(start: Start, tmp_path: Path) -> None:
    page = await time_page(start, tmp_path, TIMED, "?lang=en")
    for text in (
        "23 % shorter",
        "17 min over",
        "Where the time went",
        "Item 3 ran over by 17 min.",
    ):
        assert text in page, text


@pytest.mark.parametrize("more", [{}, {TIME_REPORT_NUMBERS: b"{}"}, {TIME_REPORT_NUMBERS: b"x"}])
async def test_a_bundle_without_a_readable_time_report_offers_none(
    start: Start, tmp_path: Path, more: Mapping[str, bytes]
) -> None:
    assert VI["not_found"] in await time_page(start, tmp_path, more)
