"""What is asked of the demo by its environment."""

from __future__ import annotations

from pathlib import Path

import pytest

from firmware_config.demo.cast import DemoError
from firmware_config.demo.main import Wishes, wishes

HOME, FONTS = Path("home"), Path("fonts")


def asked(**environment: str) -> Wishes:
    return wishes(environment, HOME, FONTS)


def test_without_wishes_everybody_comes_and_the_papers_are_whole() -> None:
    found = asked(DISPLAY=":0")
    assert (found.headless, found.out, found.seats, found.papers) == (False, None, 24, "full")


def test_without_a_display_nothing_is_opened() -> None:
    assert asked().headless
    assert asked(DISPLAY=":0", HEADLESS="1").headless


def test_wishes_are_taken_as_they_are() -> None:
    found = asked(OUT="dir", SEATS="14", PAPERS="small")
    assert (found.out, found.seats, found.papers) == (Path("dir"), 14, "small")


@pytest.mark.parametrize(
    ("name", "value"), [("SEATS", "13"), ("SEATS", "25"), ("SEATS", "many"), ("PAPERS", "none")]
)
def test_what_cannot_be_is_refused_by_name(name: str, value: str) -> None:
    with pytest.raises(DemoError, match=name):
        asked(**{name: value})
