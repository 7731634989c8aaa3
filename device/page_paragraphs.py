"""Lines of a page put together to paragraphs, to be read larger than the paper has them. Pure.

A paper says where its lines stand and not where its paragraphs end. A paragraph ends where one of these is:

- a line that stops well before the right edge of the text, or has more room below it than lines have;
- a line that begins farther right than the edge, with a capital, a number or a dash;
- a row of several pieces;
- the change between lines in the middle of the page and others;
- the jump back up to another column.

Pieces that stand side by side in one row, as in a table, stay in one paragraph with a dot between them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import TypeAlias

from msgspec import Struct

Phrases: TypeAlias = list[tuple[str, bool]]
"""Words, and whether they are bold."""

# Of the text's width: a justified line is never that much shorter, the last one mostly is.
SHORT = 0.12
INDENT = 0.02  # of the text's width
WIDE_GAP = 0.7  # of a line's height
BESIDE = " · "
_BEGINNINGS = '-–—+•*(“"'


class Line(Struct, frozen=True):
    """One line as it stands on the page; the same units for all."""

    left: float
    top: float
    right: float
    bottom: float
    phrases: tuple[tuple[str, bool], ...]


class _Edges(Struct, frozen=True):
    """Where the text of a column begins and ends sideways."""

    left: float
    right: float
    middle: float

    @property
    def width(self) -> float:
        return max(self.right - self.left, 1)

    def centred(self, line: Line) -> bool:
        off = (line.left + line.right) / 2 - self.middle
        return abs(off) < INDENT * self.width and line.left > self.left + SHORT / 2 * self.width


def paragraphs(lines: Sequence[Line]) -> list[tuple[Phrases, bool]]:
    """The paragraphs of a page, each with whether it stands in the middle."""
    found: list[tuple[Phrases, bool]] = []
    for column in _columns(lines):
        edges = _edges(column)
        groups: list[list[Line]] = []
        for line in column:
            if groups and not _ends(groups[-1], line, edges):
                groups[-1].append(line)
            else:
                groups.append([line])
        found += [(_joined(group), all(map(edges.centred, group))) for group in groups]
    return found


def _columns(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines one below the other; the next column begins farther up."""
    columns: list[list[Line]] = []
    for line in lines:
        if columns and line.top > columns[-1][-1].top - (line.bottom - line.top):
            columns[-1].append(line)
        else:
            columns.append([line])
    return columns


def _edges(lines: Sequence[Line]) -> _Edges:
    """Where most lines begin and end; a title may be wider than the column below it."""
    lefts, rights = sorted(line.left for line in lines), sorted(line.right for line in lines)
    last = len(lines) - 1
    return _Edges(lefts[int(last * 0.2)], rights[int(last * 0.8)], (lefts[0] + rights[-1]) / 2)


def _ends(group: Sequence[Line], line: Line, edges: _Edges) -> bool:
    """Whether `line` begins a paragraph of its own after those of `group`."""
    last = group[-1]
    tall = max(last.bottom - last.top, 1)
    if _same_row(last, line):
        return False
    if len(group) > 1 and _same_row(group[-2], last):
        return True
    if line.top - last.bottom > WIDE_GAP * tall:
        return True
    if edges.centred(last) or edges.centred(line):
        return edges.centred(last) != edges.centred(line)
    short = last.right < edges.right - SHORT * edges.width
    indented = line.left > edges.left + INDENT * edges.width
    return short or (indented and _begins(line))


def _same_row(last: Line, line: Line) -> bool:
    shared = min(last.bottom, line.bottom) - max(last.top, line.top)
    return shared > (last.bottom - last.top) / 2 and line.left >= last.right - 1


def _begins(line: Line) -> bool:
    first = "".join(text for text, _ in line.phrases).lstrip()[:1]
    return first.isupper() or first.isdigit() or first in _BEGINNINGS


def _joined(lines: Iterable[Line]) -> Phrases:
    """One run of phrases: neighbours that look alike become one."""
    pieces: Phrases = []
    before: Line | None = None
    for line in lines:
        if before is not None:
            pieces.append((BESIDE if _same_row(before, line) else " ", pieces[-1][1]))
        pieces += line.phrases
        before = line
    pieces[-1] = (pieces[-1][0].rstrip(), pieces[-1][1])
    alike = ((bold, "".join(t for t, _ in run)) for bold, run in groupby(pieces, lambda p: p[1]))
    merged = [(" ".join(f"|{text}|".split())[1:-1], bold) for bold, text in alike]
    return [(text, bold) for text, bold in merged if text]
