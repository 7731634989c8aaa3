"""The search at one reader: what is looked for, what was found, and the hit gone to.

Theory of operation. Every change of the words or of where to look is a new search with the next number;
what is still found for an older one is ignored. Hits come page by page, in the order of the papers; the
paper in front first. Nothing is turned to until the delegate goes to a hit.

| before         | input                        | after                                        |
|----------------|------------------------------|----------------------------------------------|
| closed         | open                         | open, with the words as they were            |
| open           | other words, other scope     | a new search                                 |
| open           | words of nothing but blanks  | nothing is looked for                        |
| open, in paper | another paper is in front    | a new search                                 |
| any            | found for an older search    | the same                                     |
| hits           | next from none               | the first hit on the page in front or after  |
| hits           | next, back, go to            | that hit, around the end                     |
| hits of a paper| it is replaced or recalled   | without them                                 |
| open           | close                        | closed: hits go, the words stay              |
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from device.effects import Effect, FindBoxes, FindText, StopFinding
from device.inputs import BoxesFound, TextFound
from device.pages import Box
from device.reading_intents import CloseSearch, GoToHit, NextHit, OpenSearch, SearchIntent, SetQuery
from device.screens import MarkedPage
from protocol.finding import MAX_HITS, MAX_QUERY, Hit
from protocol.folding import folded
from protocol.transfer import Manifest

AROUND = 3  # pages before and after the one in front: as many small slides are seen at once
MAX_BOXED = 16  # pages whose boxes are kept: those around the page in front, and of a moment ago


class FoundHit(Struct, frozen=True):
    """A hit and the paper it is in."""

    paper: str
    version: int
    hit: Hit


class Scope(Struct, frozen=True):
    """Where a reader could look: the paper in front, its page, and all papers that can be read."""

    front: Manifest | None
    page: int
    papers: Sequence[Manifest]

    @property
    def around(self) -> tuple[int, ...]:
        """The page in front and those around it, the nearest first."""
        last = self.front.pages if self.front else 0
        near = range(max(self.page - AROUND, 1), min(self.page + AROUND, last) + 1)
        return tuple(sorted(near, key=lambda page: abs(page - self.page)))


class Searching:
    """One search at most. `target` is a hit to turn to, taken by whoever turns."""

    def __init__(self) -> None:
        self.opened = False
        self.everywhere = False
        self.query = ""
        self.hits: list[FoundHit] = []
        self.current = -1
        self.more = False
        self._number = 0
        self._papers: tuple[Manifest, ...] = ()
        self._progress: dict[str, tuple[int, int]] = {}  # paper to pages read and blank ones
        self._boxes: dict[tuple[str, int], tuple[tuple[Box, ...], ...]] = {}  # by paper and page

    def intend(self, act: SearchIntent, scope: Scope) -> tuple[Effect, ...]:
        """The delegate acts on the search."""
        if isinstance(act, CloseSearch):
            self.opened = False
            return self._end()
        if isinstance(act, OpenSearch):
            self.opened, self.everywhere = True, act.everywhere
            return self._begin(scope)
        if isinstance(act, SetQuery):
            self.query = act.text[:MAX_QUERY]
            return self._begin(scope) if self.opened else ()
        if isinstance(act, GoToHit):
            self.current = act.index if 0 <= act.index < len(self.hits) else self.current
        elif isinstance(act, NextHit) and self.hits:
            self.current = self._next(act.step, scope)
        return ()

    def follow(self, scope: Scope) -> tuple[Effect, ...]:
        """The papers and the page in front are these now."""
        if not self.opened:
            return ()
        known = {(each.paper, each.version) for each in scope.papers}
        if any((each.paper, each.version) not in known for each in self._papers):
            self._drop_all_but(known)
        front = scope.front if scope.front in scope.papers else None
        if not self.everywhere and front is not None and self._papers != (front,) and self._words:
            return self._begin(scope)
        return self._ask_boxes(scope)

    def found(self, found: TextFound) -> None:
        """Some more pages were looked at."""
        if found.search != self._number or not self._searches(found.paper, found.version):
            return
        room = MAX_HITS - len(self.hits)
        hits = (FoundHit(found.paper, found.version, hit) for hit in found.hits[:room])
        self.hits += hits
        self.more = self.more or found.more or len(found.hits) > room
        self._progress[found.paper] = (found.done, found.blank)
        for hit in found.hits:
            self._boxes.pop((found.paper, hit.page), None)

    def boxed(self, found: BoxesFound) -> None:
        """The places of hits on a page."""
        if found.search == self._number and (found.paper, found.page) in self._boxes:
            self._boxes[found.paper, found.page] = found.boxes

    @property
    def target(self) -> FoundHit | None:
        """The hit gone to."""
        return self.hits[self.current] if 0 <= self.current < len(self.hits) else None

    def marked(self, paper: str) -> tuple[MarkedPage, ...]:
        """What is to be highlighted on the pages of a paper, as far as it is known."""
        pages = sorted(page for name, page in self._boxes if name == paper)
        return tuple(
            MarkedPage(page, self._all_boxes(paper, page), self._current_boxes(paper, page))
            for page in pages
            if self._boxes[paper, page]
        )

    @property
    def pages_done(self) -> int:
        """How many pages were looked at."""
        return sum(done for done, _ in self._progress.values())

    @property
    def pages_total(self) -> int:
        """How many there are to look at."""
        return sum(each.pages for each in self._papers)

    @property
    def scans(self) -> tuple[Manifest, ...]:
        """Papers in which nothing can be found: every page is a picture."""
        return tuple(
            each for each in self._papers if self._progress.get(each.paper) == (each.pages,) * 2
        )

    @property
    def _words(self) -> bool:
        return bool(folded(self.query).strip())

    def _begin(self, scope: Scope) -> tuple[Effect, ...]:
        self._end()
        front = tuple(each for each in scope.papers if each == scope.front)
        others = tuple(each for each in scope.papers if each != scope.front)
        self._papers = (*front, *others) if self.everywhere else front
        if not self._words or not self._papers:
            self._papers = ()
            return (StopFinding(),)
        return (FindText(self._number, self.query, self._papers),)

    def _end(self) -> tuple[Effect, ...]:
        self._number += 1
        self.hits, self.current, self.more, self._papers = [], -1, False, ()
        self._progress.clear()
        self._boxes.clear()
        return (StopFinding(),)

    def _next(self, step: int, scope: Scope) -> int:
        if self.current >= 0:
            return (self.current + step) % len(self.hits)
        front = scope.front.paper if scope.front else ""
        here = [
            index
            for index, each in enumerate(self.hits)
            if each.paper == front and each.hit.page >= scope.page
        ]
        first = here[0] if here else 0
        return first if step > 0 else (first - 1) % len(self.hits)

    def _ask_boxes(self, scope: Scope) -> tuple[Effect, ...]:
        """The pages that are seen, or soon will be, the one in front first."""
        if scope.front is None:
            return ()
        asked = (self._ask_page(scope.front, page) for page in scope.around)
        return tuple(effect for effect in asked if effect is not None)

    def _ask_page(self, manifest: Manifest, page: int) -> FindBoxes | None:
        place = (manifest.paper, page)
        hits = () if place in self._boxes else self._on_page(*place)
        if not hits:
            return None
        self._boxes[place] = ()  # asked for
        while len(self._boxes) > MAX_BOXED:
            self._boxes.pop(next(iter(self._boxes)))
        spans = tuple((each.hit.start, each.hit.end) for each in hits)
        return FindBoxes(self._number, manifest.paper, manifest.version, page, spans)

    def _all_boxes(self, paper: str, page: int) -> tuple[Box, ...]:
        return tuple(box for one in self._boxes.get((paper, page), ()) for box in one)

    def _current_boxes(self, paper: str, page: int) -> tuple[Box, ...]:
        """The hit gone to, if it is on this page."""
        target, boxes = self.target, self._boxes.get((paper, page), ())
        places = self._on_page(paper, page)
        if target not in places:
            return ()
        index = places.index(target)
        return boxes[index] if index < len(boxes) else ()

    def _on_page(self, paper: str, page: int) -> tuple[FoundHit, ...]:
        return tuple(e for e in self.hits if e.paper == paper and e.hit.page == page)

    def _searches(self, paper: str, version: int) -> bool:
        return any((each.paper, each.version) == (paper, version) for each in self._papers)

    def _drop_all_but(self, known: set[tuple[str, int]]) -> None:
        target = self.target
        self._papers = tuple(each for each in self._papers if (each.paper, each.version) in known)
        self.hits = [each for each in self.hits if (each.paper, each.version) in known]
        self.current = self.hits.index(target) if target in self.hits else -1
        names = {each.paper for each in self._papers}
        self._progress = {name: done for name, done in self._progress.items() if name in names}
        self._boxes = {place: found for place, found in self._boxes.items() if place[0] in names}
