"""The pictures of the documentation: there, small, and those that the text shows."""

from __future__ import annotations

import re

import pytest

from tests.screen.pictures import CONSOLE, MOST_BYTES, PICTURES, WALL, screens
from tests.screen.samples_console import RISEN


@pytest.mark.parametrize(("page", "drawn"), [("chair.md", CONSOLE), ("wall.md", WALL)])
def test_a_page_shows_every_picture_that_is_drawn_for_it_and_no_other(page, drawn):
    text = (PICTURES.parent / page).read_text(encoding="utf-8")
    shown = re.findall(r"\]\(pictures/([a-z-]+)\.png\)", text)
    assert sorted(shown) == sorted(drawn)


@pytest.mark.parametrize("name", [*CONSOLE, *WALL])
def test_every_picture_is_stored_and_small(name):
    assert 0 < (PICTURES / f"{name}.png").stat().st_size < MOST_BYTES


def test_every_picture_and_every_sheet_begins_with_a_sample():
    known = screens()
    assert known.keys() == {*CONSOLE, *WALL}
    from tests.screen import samples, samples_console, samples_votes

    chair = (
        samples.chair_screens() | samples_votes.chair_screens() | samples_console.chair_screens()
    )
    assert {sample for sample, _ in RISEN.values()} <= chair.keys()
