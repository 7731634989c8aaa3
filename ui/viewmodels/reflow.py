"""A page's paragraphs as pieces to be drawn: bold or not, part of a hit of the search or not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from device.pages import Paragraph

READING_PX = {100: 19, 125: 24, 150: 28, 200: 38}
"""Text size in percent to pixels of a letter's line."""


class Piece(Struct, frozen=True):
    """Words that look alike; `hit` counts the hits of the page from 0, -1 is none."""

    text: str
    bold: bool
    hit: int = -1


class Found(Struct, frozen=True):
    """The hits on a page: the words as they stand there, in order, and which one was gone to."""

    words: tuple[str, ...] = ()
    current: int = -1


def stepped(percent: int, step: int) -> int:
    """The next larger (1) or smaller (-1) text size; 0 is the usual one of large text."""
    sizes = sorted(READING_PX)
    return sizes[min(max(sizes.index(percent) + step, 0), len(sizes) - 1)] if step else 125


def pieces(paragraphs: Sequence[Paragraph], words: Sequence[str]) -> list[list[Piece]]:
    """The pieces of each paragraph; every place where one of `words` stands is a hit."""
    looked_for = sorted({" ".join(each.split()) for each in words} - {""}, key=len, reverse=True)
    pattern = re.compile("|".join(map(re.escape, looked_for))) if looked_for else None
    found: list[list[Piece]] = []
    number = 0
    for paragraph in paragraphs:
        text = "".join(phrase.text for phrase in paragraph.phrases)
        hits = [match.span() for match in pattern.finditer(text)] if pattern else []
        found.append(list(_cut(paragraph, hits, number)))
        number += len(hits)
    return found


def _cut(paragraph: Paragraph, hits: Sequence[tuple[int, int]], number: int) -> Iterator[Piece]:
    """The phrases of a paragraph, cut where hits begin and end."""
    begin = 0
    edges = sorted({edge for hit in hits for edge in hit})
    for phrase in paragraph.phrases:
        end = begin + len(phrase.text)
        cuts = [begin, *(edge for edge in edges if begin < edge < end), end]
        for first, last in pairwise(cuts):
            of = (n for n, (start, stop) in enumerate(hits, number) if start <= first < stop)
            yield Piece(phrase.text[first - begin : last - begin], phrase.bold, next(of, -1))
        begin = end
