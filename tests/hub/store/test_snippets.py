from __future__ import annotations

import pytest

from hub.store.snippets import snippet

PAGE = "Kỳ họp thứ năm,\nHội đồng nhân dân tỉnh biểu quyết thông qua nghị quyết"


@pytest.mark.parametrize(
    ("words", "match"),
    [
        ("bieu quyet", "biểu quyết"),
        ('"Hội đồng"', "Hội đồng"),  # signs are not looked for
        ("quyet tinh hop", "quyết"),  # not a phrase: the longest word
        ("ong", ""),  # inside a word only: the beginning of the page
        ("", ""),
    ],
)
def test_what_is_shown_of_a_page(words: str, match: str) -> None:
    before, shown, after = snippet(PAGE, words)

    if match:
        assert shown == match
        assert before + shown + after in PAGE.replace("\n", " ")
    else:
        assert (before, shown) == ("", "")
        assert PAGE.replace("\n", " ").startswith(after)


def test_an_empty_page_shows_nothing() -> None:
    assert snippet("", "nghị quyết") == ("", "", "")
