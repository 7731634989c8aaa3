"""What stands alone at a stamp's size is a spot; paragraphs and specks are none."""

import math

import pytest

from hub.distribution.document_intake_blobs import Spot, StampSize, find_spots, red_only, tilt

WIDTH, HEIGHT = 120, 100
SIZE = StampSize(shortest=3, short=40, long=100)
WHITE, BLACK, RED = (255, 255, 255), (0, 0, 0), (220, 30, 30)


def picture(*boxes: tuple[int, int, int, int, tuple[int, int, int]]) -> bytes:
    pixels = [WHITE] * (WIDTH * HEIGHT)
    for left, top, right, bottom, color in boxes:
        for y in range(top, bottom):
            pixels[y * WIDTH + left : y * WIDTH + right] = [color] * (right - left)
    return bytes(level for pixel in pixels for level in pixel)


def test_a_word_apart_is_a_spot_with_its_place_and_color() -> None:
    spots = find_spots(picture((20, 10, 50, 18, RED), (20, 60, 50, 68, BLACK)), WIDTH, SIZE)
    assert spots[0] == Spot(20, 10, 50, 18, red=True)
    assert Spot(20, 60, 50, 68, red=False) in spots


def test_specks_lines_and_blocks_are_no_spots() -> None:
    assert not find_spots(picture((5, 5, 7, 7, BLACK), (2, 30, 110, 34, BLACK)), WIDTH, SIZE)
    assert not find_spots(picture((2, 5, 90, 80, BLACK)), WIDTH, SIZE)


def test_letters_a_little_apart_are_one_spot() -> None:
    spots = find_spots(picture((20, 10, 30, 18, BLACK), (32, 10, 43, 18, BLACK)), WIDTH, SIZE)
    assert spots == [Spot(20, 10, 43, 18, red=False)]


@pytest.mark.parametrize("angle", [-80, -45, -20, 0, 20, 45, 80])
def test_the_lean_of_a_bar_is_measured(angle: int) -> None:
    side, slope = 100, math.radians(angle)
    levels = bytearray(b"\xff" * side * side)
    for along in range(-40, 41):
        for across in (-1, 0, 1):
            x = round(50 + along * math.cos(slope) + across * math.sin(slope))
            y = round(50 - along * math.sin(slope) + across * math.cos(slope))
            levels[y * side + x] = 0
    assert tilt(bytes(levels), side) == pytest.approx(angle, abs=2)


def test_writing_beneath_a_red_stamp_disappears() -> None:
    red, black, white = red_only(bytes((*RED, *BLACK, *WHITE)))
    assert red < 50
    assert (black, white) == (255, 255)
