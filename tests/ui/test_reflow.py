"""Large text: hits are marked where they stand, in order, across bold and plain words."""

from __future__ import annotations

from device.pages import Paragraph, Phrase
from ui.viewmodels.reflow import Piece, pieces, stepped


def paragraph(*phrases: tuple[str, bool]) -> Paragraph:
    return Paragraph(tuple(Phrase(text, bold) for text, bold in phrases), centred=False)


def test_without_a_search_phrases_stay_whole() -> None:
    found = pieces([paragraph(("Điều 2. ", True), ("Nguyên tắc", False))], ())
    assert found == [[Piece("Điều 2. ", bold=True), Piece("Nguyên tắc", bold=False)]]


def test_hits_are_counted_through_the_page() -> None:
    found = pieces(
        [paragraph(("đủ vốn đối ứng cho", False)), paragraph(("Vốn đối ứng", False))],
        ("vốn đối ứng", "Vốn đối ứng"),
    )
    assert found == [
        [
            Piece("đủ ", bold=False),
            Piece("vốn đối ứng", bold=False, hit=0),
            Piece(" cho", bold=False),
        ],
        [Piece("Vốn đối ứng", bold=False, hit=1)],
    ]


def test_a_hit_across_bold_and_plain_words_is_one() -> None:
    (found,) = pieces([paragraph(("vốn ", True), ("đối ứng cho", False))], ("vốn đối ứng",))
    assert [(piece.text, piece.hit) for piece in found] == [
        ("vốn ", 0),
        ("đối ứng", 0),
        (" cho", -1),
    ]


def test_a_hit_that_the_paper_broke_over_lines_is_found() -> None:
    (found,) = pieces([paragraph(("vốn đối ứng", False))], ("vốn\nđối ứng",))
    assert found[0].hit == 0


def test_signs_of_a_pattern_are_taken_as_they_are() -> None:
    (found,) = pieces([paragraph(("a (b) c", False))], ("(b)",))
    assert [piece.text for piece in found] == ["a ", "(b)", " c"]


def test_sizes_step_between_the_smallest_and_the_largest() -> None:
    assert [stepped(125, 1), stepped(200, 1), stepped(100, -1), stepped(200, 0)] == [
        150,
        200,
        100,
        125,
    ]
