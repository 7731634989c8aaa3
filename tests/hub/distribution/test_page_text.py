from __future__ import annotations

import pytest

from hub.application.archive import UnreadableError
from hub.distribution.page_text import page_texts
from tests.hub.distribution.pdf_maker import text_pdf


def test_every_page_has_its_text() -> None:
    first, second = page_texts(text_pdf("Biểu quyết thông qua", pages=2))

    assert first == ""
    assert second.strip() == "Biểu quyết thông qua"


@pytest.mark.parametrize("data", [b"", b"no pdf", b"%PDF-1.7 torn"])
def test_a_file_that_cannot_be_read_is_an_answer(data: bytes) -> None:
    with pytest.raises(UnreadableError):
        page_texts(data)
