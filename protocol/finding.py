"""Finding words in the pages of a paper: without accents finds with, and with accents ranks those first."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from msgspec import Struct

from protocol.folding import Folded, accented, folded

MAX_QUERY = 200  # characters: a sentence pasted from another paper
MAX_EXAMINED = 5000  # places looked at: a single letter stands on every line of a long paper
MAX_HITS = 500  # hits told: more than anybody leafs through
CONTEXT = 48  # characters on either side: a line in a list of hits

_BLANK = re.compile(r"\s+")
_HYPHEN = re.compile(r"(?<=\w)-(?=\w)")


class Hit(Struct, frozen=True):
    """A place where the query stands: `start` and `end` in the page's own text, pages from 1.

    `exact`: the query has accents and so has this place. `before`, `match` and `after` are the context, on
    one line. `recognised`: a machine read the page off a picture.
    """

    page: int
    start: int
    end: int
    exact: bool
    before: str
    match: str
    after: str
    recognised: bool = False


class Found(Struct, frozen=True):
    """The hits, exact ones first, then as they stand; `more`: there are others beyond the bounds.

    `blank` are the pages without text: a scan, where nothing can be found.
    """

    hits: tuple[Hit, ...]
    more: bool
    blank: tuple[int, ...]


def find(pages: Sequence[Folded], query: str, most: int = MAX_HITS) -> Found:
    """Places where the words of `query` stand one after the other on one page; at most `most` hits."""
    blank = tuple(number for number, page in enumerate(pages, 1) if page.blank)
    wanted = folded(query[:MAX_QUERY]).strip()
    if not wanted:
        return Found((), more=False, blank=blank)
    places = list(islice(_places(pages, wanted), MAX_EXAMINED + 1))
    words = accented(query[:MAX_QUERY]).strip()
    ranked = sorted(
        (
            (not _is_exact(pages[number], span, words, wanted), number, span)
            for number, span in places
        ),
        key=lambda place: place[0],
    )
    hits = tuple(
        _hit(pages[number], number + 1, span, exact=not other)
        for other, number, span in ranked[:most]
    )
    return Found(hits, len(places) > len(hits), blank)


def _places(pages: Sequence[Folded], wanted: str) -> Iterator[tuple[int, tuple[int, int]]]:
    spans = _hyphenated(wanted) if _HYPHEN.search(wanted) else _plain(wanted)
    for number, page in enumerate(pages):
        for start, end in spans(page.text):
            yield number, (page.origin(start), page.origin(end))


def _plain(wanted: str) -> Callable[[str], Iterator[tuple[int, int]]]:
    def spans(text: str) -> Iterator[tuple[int, int]]:
        start = text.find(wanted)
        while start >= 0:
            yield start, start + len(wanted)
            start = text.find(wanted, start + len(wanted))

    return spans


def _hyphenated(wanted: str) -> Callable[[str], Iterator[tuple[int, int]]]:
    """A hyphen inside a word may have gone with the end of a line."""
    pattern = re.compile("-?".join(map(re.escape, _HYPHEN.split(wanted))))
    return lambda text: (found.span() for found in pattern.finditer(text))


def _is_exact(page: Folded, span: tuple[int, int], words: str, wanted: str) -> bool:
    if words == wanted:
        return False
    return _joined(accented(page.source[slice(*span)])) == _joined(words)


def _joined(words: str) -> str:
    return words.replace("- ", "").replace("-", "").strip()


def _hit(page: Folded, number: int, span: tuple[int, int], *, exact: bool) -> Hit:
    start, end = span
    before = page.source[max(0, start - 2 * CONTEXT) : start]
    after = page.source[end : end + 2 * CONTEXT]
    return Hit(
        page=number,
        start=start,
        end=end,
        exact=exact,
        before=_cut_front(_BLANK.sub(" ", before).lstrip()),
        match=_BLANK.sub(" ", page.source[start:end]),
        after=_cut_back(_BLANK.sub(" ", after).rstrip()),
        recognised=page.recognised,
    )


def _cut_front(line: str) -> str:
    """The last `CONTEXT` characters, from the beginning of a word on."""
    return line if len(line) <= CONTEXT else line[-CONTEXT:].partition(" ")[2] or line[-CONTEXT:]


def _cut_back(line: str) -> str:
    return line if len(line) <= CONTEXT else line[:CONTEXT].rpartition(" ")[0] or line[:CONTEXT]
