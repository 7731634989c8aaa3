"""Planted marks are found, pages that look like marked ones pass. Half a minute; seeded."""

from collections import Counter

import pytest

from hub.distribution import document_intake_pages as pages
from hub.distribution.document_intake_pdf import Page, Refused
from hub.distribution.ocr import find_tesseract
from tests.hub.distribution.stamp_corpus import DRAWN, drawn, harmless, harmless_scans, written

TESSERACT = find_tesseract()
needs_tesseract = pytest.mark.skipif(not TESSERACT, reason="tesseract with `vie` is not installed")


def refused(page: Page, tesseract: str) -> bool:
    try:
        list(pages.read_pages(page.parent, tesseract))
    except Refused as verdict:
        return verdict.report["code"] == "paper-marked-secret"
    return False


def test_of_two_thousand_written_marks_99_percent_are_found() -> None:
    missed = Counter(way for way, page in written(2000) if not pages.is_marked(page))
    assert missed.total() <= 20, missed


def test_of_500_pages_without_a_mark_99_percent_pass() -> None:
    assert sum(pages.is_marked(page) for page in harmless(500)) <= 5


@needs_tesseract
def test_drawn_marks_are_read() -> None:
    missed = [way for way, page in drawn(len(DRAWN)) if not refused(page, TESSERACT)]
    assert missed == []


@needs_tesseract
def test_scans_without_a_mark_pass() -> None:
    assert not any(refused(page, TESSERACT) for page in harmless_scans(2))


def test_without_a_recogniser_every_drawn_mark_is_left_to_people() -> None:
    passed = [
        way
        for way, page in drawn(len(DRAWN))
        if not any(read.unread for read in pages.read_pages(page.parent, ""))
    ]
    assert passed == []


def test_without_a_recogniser_pages_of_text_pass() -> None:
    read = [list(pages.read_pages(page.parent, ""))[-1] for page in harmless(20)]
    assert not any(page.unread for page in read)
